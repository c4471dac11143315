// Tax to parcels to the fen, and tax per mu with its numerator, denominator and coverage.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateTax } from '#domain/firms/allocate.ts';
import type { Occupancy } from '#domain/firms/firm.ts';
import { taxOfParcel, taxPerMuOfFirm, taxPerMuOfGroup } from '#domain/firms/tax-per-mu.ts';
import { fen, microMu } from '#domain/units.ts';
import { account, county, mu, parcel } from './samples.ts';

const same = (uscc: string): string => uscc;

function stands(uscc: string, parcelCode: string, area: number, year = 2021): Occupancy {
  return { county, year, parcel: parcelCode, uscc, role: '自用', area: microMu(area), basis: 'tenure' };
}

describe('allocating tax', () => {
  it('divides by occupied area and loses no fen', () => {
    const { allocations, conservation } = allocateTax(
      county,
      [account('A', 2021, 100)],
      [stands('A', 'P1', 1), stands('A', 'P2', 2)],
      same,
    );
    expect(allocations.map(({ parcel: code, tax }) => [code, tax])).toEqual([
      ['P1', 33_333_333],
      ['P2', 66_666_667],
    ]);
    expect(conservation).toEqual([{ year: 2021, accounts: 1, known: 1, imported: 100_000_000, allocated: 100_000_000, unallocated: 0 }]);
  });

  it('keeps apart what stands nowhere, with the reason', () => {
    const { unallocated, conservation } = allocateTax(county, [account('Z', 2021, 77.7, { name: '查无此企' })], [], same);
    expect(unallocated).toEqual([{ uscc: 'Z', name: '查无此企', year: 2021, tax: 77_700_000, reason: 'no-parcel' }]);
    expect(conservation[0]).toMatchObject({ imported: 77_700_000, allocated: 0, unallocated: 77_700_000 });
  });

  it("does not guess how a tax divides when a parcel's size is unknown, unless it is the only one", () => {
    const several = allocateTax(county, [account('A', 2021, 10)], [stands('A', 'P1', 0), stands('A', 'P2', 5)], same);
    expect(several.allocations.map((row) => row.tax)).toEqual([null, null]);
    expect(several.unallocated[0]?.reason).toBe('area-unknown');
    expect(allocateTax(county, [account('A', 2021, 10)], [stands('A', 'P1', 0)], same).allocations[0]?.tax).toBe(10_000_000);
  });

  it('makes a firm without a figure unknown on its parcels, not zero', () => {
    const { allocations, conservation } = allocateTax(county, [account('A', 2021, null)], [stands('A', 'P1', 5)], same);
    expect(allocations[0]?.tax).toBeNull();
    expect(conservation[0]).toMatchObject({ accounts: 1, known: 0, imported: 0 });
  });

  it('conserves every fen of every year, refunds included', () => {
    const firms = ['A', 'B', 'C'];
    const lots = ['P1', 'P2', 'P3', 'P4'];
    const accounts = fc.uniqueArray(
      fc.record({
        uscc: fc.constantFrom(...firms, 'X'),
        year: fc.constantFrom(2020, 2021),
        tax: fc.option(fc.integer({ min: -1e9, max: 1e12 })),
      }),
      { selector: ({ uscc, year }) => `${uscc} ${year}` },
    );
    const land = fc.array(
      fc.record({
        uscc: fc.constantFrom(...firms),
        lot: fc.constantFrom(...lots),
        area: fc.integer({ min: 0, max: 1e9 }),
        year: fc.constantFrom(2020, 2021),
      }),
    );
    fc.assert(
      fc.property(accounts, land, (rows, places) => {
        const given = rows.map(({ uscc, year, tax }) => ({ ...account(uscc, year, null), tax: tax === null ? null : fen(tax) }));
        const { allocations, conservation, unallocated } = allocateTax(
          county,
          given,
          places.map(({ uscc, lot, area, year }) => stands(uscc, lot, area, year)),
          same,
        );
        for (const year of [2020, 2021]) {
          const row = conservation.find((one) => one.year === year);
          const sum = (values: (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
          const imported = sum(given.filter((one) => one.year === year).map((one) => one.tax));
          const allocated = sum(allocations.filter((one) => one.year === year).map((one) => one.tax));
          const left = sum(unallocated.filter((one) => one.year === year).map((one) => one.tax));
          expect(allocated + left).toBe(imported);
          if (row) expect([row.imported, row.allocated, row.unallocated]).toEqual([imported, allocated, left].map((value) => value + 0));
        }
      }),
    );
  });
});

describe('tax per mu', () => {
  it('of a firm is over its assessed area, else over the land it occupies, and says which', () => {
    const land = { area: mu(8), known: true };
    expect(taxPerMuOfFirm(account('A', 2021, 21, { assessedArea: mu(21) }), land)).toEqual({
      money: 21_000_000,
      area: mu(21),
      areaKind: 'assessed',
    });
    expect(taxPerMuOfFirm(account('A', 2021, 21), land)).toEqual({ money: 21_000_000, area: mu(8), areaKind: 'occupied' });
    expect(taxPerMuOfFirm(account('A', 2021, 21), { area: mu(8), known: false })).toBeNull();
    expect(taxPerMuOfFirm(account('A', 2021, 21, { assessedArea: mu(0) }), land)).toBeNull();
    expect(taxPerMuOfFirm(account('A', 2021, null), land)).toBeNull();
  });

  it("of a parcel is unknown when nobody stands there or anybody's part is unknown", () => {
    expect(taxOfParcel(2, [{ tax: fen(3) }, { tax: fen(4) }])).toBe(7);
    expect(taxOfParcel(2, [{ tax: fen(3) }, { tax: null }])).toBeNull();
    expect(taxOfParcel(2, [{ tax: fen(3) }])).toBeNull();
    expect(taxOfParcel(0, [])).toBeNull();
  });

  it('of a group is Σ tax over Σ area of what is known, with its coverage', () => {
    const group = taxPerMuOfGroup([
      { parcel: parcel('P1', { registeredArea: mu(10) }), tax: fen(30) },
      { parcel: parcel('P2', { registeredArea: mu(5) }), tax: null },
      { parcel: parcel('P3', { registeredArea: null }), tax: fen(99) },
    ]);
    expect(group).toEqual({ money: 30, area: mu(10), coverage: { known: 1, total: 3, knownArea: mu(10), totalArea: mu(15) } });
  });
});
