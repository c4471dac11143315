// Who stands on how much of a parcel in a year.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForce, occupyParcel } from '#domain/firms/occupancy.ts';
import type { Tenure } from '#domain/firms/firm.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { toMu } from '#domain/units.ts';
import { mu, parcel, tenure } from './samples.ts';

const holder = { uscc: 'H', basis: 'holder-code' } as const;
const same = (uscc: string): string => uscc;

function areas(lot: Parcel, rows: readonly Tenure[], year = 2021, held: typeof holder | null = holder): Record<string, number> {
  const { occupancies } = occupyParcel(lot, held, rows, year, same);
  return Object.fromEntries(occupancies.map(({ uscc, role, area }) => [`${uscc} ${role}`, toMu(area)]));
}

const lot = parcel('P', { registeredArea: mu(10) });

describe('occupancy of a parcel', () => {
  it("is the holder's, on all of it, when nobody else is named", () => {
    expect(areas(lot, [])).toEqual({ 'H 自用': 10 });
    expect(areas(parcel('P', { registeredArea: null, measuredArea: mu(4) }), [])).toEqual({ 'H 自用': 4 });
  });

  it('leaves the holder what others occupy not', () => {
    expect(areas(lot, [tenure('P', 'T', '租用', 3), tenure('P', 'U', '租用', 2)])).toEqual({ 'T 租用': 3, 'U 租用': 2, 'H 自用': 5 });
    expect(areas(lot, [tenure('P', 'T', '租用', 10)])).toEqual({ 'T 租用': 10 });
  });

  it('takes the holder at its word when it has a row of its own', () => {
    expect(areas(lot, [tenure('P', 'H', '自用', 4), tenure('P', 'T', '租用', 3)])).toEqual({ 'H 自用': 4, 'T 租用': 3 });
  });

  it('does not take away twice what is both let and leased', () => {
    expect(areas(lot, [tenure('P', 'H', '出租', 4)])).toEqual({ 'H 自用': 6 });
    expect(areas(lot, [tenure('P', 'H', '出租', 4), tenure('P', 'T', '租用', 4)])).toEqual({ 'T 租用': 4, 'H 自用': 6 });
    expect(areas(lot, [tenure('P', 'H', '出租', 5), tenure('P', 'T', '租用', 4)])).toEqual({ 'T 租用': 4, 'H 自用': 5 });
  });

  it('leaves a tenant what it lets on', () => {
    expect(areas(lot, [tenure('P', 'T', '租用', 6), tenure('P', 'T', '出租', 2), tenure('P', 'S', '租用', 2)])).toEqual({
      'T 租用': 4,
      'S 租用': 2,
      'H 自用': 4,
    });
  });

  it('counts only what is in force in the year', () => {
    const old = tenure('P', 'T', '租用', 3, '2015-01-01', '2019-12-31');
    expect(areas(lot, [old], 2019)).toEqual({ 'T 租用': 3, 'H 自用': 7 });
    expect(areas(lot, [old], 2020)).toEqual({ 'H 自用': 10 });
    expect(inForce(old, 2014)).toBe(false);
    expect(inForce({ from: null, to: null }, 1999)).toBe(true);
  });

  it('does not add up leases that follow each other', () => {
    const renewed = [tenure('P', 'T', '租用', 3, '2018-01-01', '2021-06-30'), tenure('P', 'T', '租用', 4, '2021-06-30')];
    expect(areas(lot, renewed)).toEqual({ 'T 租用': 4, 'H 自用': 6 });
    const passedOn = [tenure('P', 'T', '租用', 6, '2018-01-01', '2021-03-31'), tenure('P', 'U', '租用', 6, '2021-04-01')];
    const { over } = occupyParcel(lot, holder, passedOn, 2021, same);
    expect(over).toBeNull();
    expect(areas(lot, passedOn)['H 自用']).toBe(4);
  });

  it('shares what is left among rows without an area, and says when nothing is known', () => {
    expect(areas(lot, [tenure('P', 'T', '租用', null), tenure('P', 'U', '租用', 4)])).toEqual({ 'U 租用': 4, 'T 租用': 3, 'H 自用': 3 });
    expect(areas(parcel('P', { registeredArea: null }), [])).toEqual({ 'H 自用': 0 });
  });

  it('reports more occupied than there is, and keeps the stated areas', () => {
    const { occupancies, over } = occupyParcel(lot, holder, [tenure('P', 'T', '租用', 8), tenure('P', 'U', '租用', 4)], 2021, same);
    expect(over).toEqual({ parcel: 'P', year: 2021, occupied: mu(12), counted: mu(10) });
    expect(occupancies.map((row) => row.area)).toEqual([mu(8), mu(4)]);
  });

  it('lets a named holder that is no known firm stand on the rest beside tenants, but not alone', () => {
    expect(areas(parcel('P', { holder: '某村' }), [tenure('P', 'T', '租用', 3)], 2021, null)).toEqual({ 'T 租用': 3, '某村 自用': 7 });
    expect(areas(parcel('P', { holder: '某村' }), [], 2021, null)).toEqual({});
    expect(areas(parcel('P'), [tenure('P', 'T', '租用', 3)], 2021, null)).toEqual({ 'T 租用': 3 });
  });

  it('leaves the holder what is left when a tenant says that it lets out more than it leases', () => {
    const rows = [tenure('P', 'U', '租用', 1), tenure('P', 'U', '出租', 2), tenure('P', 'T', '自用', 1)];
    expect(occupyParcel(lot, holder, rows, 2021, same).occupancies.map(({ uscc, area }) => [uscc, area])).toEqual([
      ['T', mu(1)],
      ['H', mu(9)],
    ]);
  });

  it('never gives out more than the parcel unless the stated rows do', () => {
    const row = fc.record({
      uscc: fc.constantFrom('H', 'T', 'U'),
      role: fc.constantFrom('自用' as const, '租用' as const, '出租' as const),
      area: fc.option(fc.integer({ min: 1, max: 12 })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const { occupancies, over } = occupyParcel(
          lot,
          holder,
          rows.map(({ uscc, role, area }) => tenure('P', uscc, role, area)),
          2021,
          same,
        );
        const total = occupancies.reduce((sum, { area }) => sum + area, 0);
        expect(occupancies.every(({ area }) => area >= 0)).toBe(true);
        if (over === null) expect(total).toBeLessThanOrEqual(mu(10));
      }),
    );
  });
});
