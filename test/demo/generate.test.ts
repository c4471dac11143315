// The demonstration counties: the same every time, as many lots as asked, on land that fits together, with codes that hold.
import { describe, expect, test } from 'vitest';
import { usccFault } from '#domain/firms/uscc.ts';
import { measuredArea } from '#domain/land/area.ts';
import { parseParcelCode, parseUnitCode } from '#domain/land/codes.ts';
import { boundsOf } from '#domain/land/geometry.ts';
import { compareRatio, decimal, FEN_PER_WAN } from '#domain/units.ts';
import type { DemoCounty } from '../../server/demo/demo-county.ts';
import { generateCounty, mostParcels, planCounty } from '../../server/demo/generate.ts';
import { industryName, referenceCounties, referenceTownships } from '../../server/demo/reference.ts';

const small = generateCounty({ county: '331123', parcels: 160, seed: 5 });
const counties = referenceCounties.map((county) => generateCounty({ county: county.code }));

describe('a request', () => {
  test('gives the same county every time', () => {
    expect(generateCounty({ county: '331123', parcels: 160, seed: 5 })).toEqual(small);
  });

  test('with another seed gives another county', () => {
    const other = generateCounty({ county: '331123', parcels: 160, seed: 6 });
    expect(other.townships[0]!.shape).not.toEqual(small.townships[0]!.shape);
    expect(other.firms[0]!.name).not.toBe(small.firms[0]!.name);
  });

  test.each([1, 2, 7, 40, 333, 1500])('for %i parcels gives exactly so many', (parcels) => {
    expect(generateCounty({ county: '330723', parcels }).parcels).toHaveLength(parcels);
  });

  test.each([0, -3, 2.5, mostParcels + 1, Number.NaN])('for %d parcels is refused', (parcels) => {
    expect(() => planCounty({ county: '331123', parcels })).toThrow(RangeError);
  });

  test('for a county without a demonstration is refused', () => {
    expect(() => planCounty({ county: '330106' })).toThrow(/330106/);
  });

  test('of twenty thousand parcels has them all', () => {
    let parcels = 0;
    for (const batch of planCounty({ county: '330411', parcels: 20_000 }).batches()) parcels += batch.parcels.length;
    expect(parcels).toBe(20_000);
  });
});

describe.each(counties.map((county) => [county.name, county] as const))('%s', (_name, county: DemoCounty) => {
  test('has its own size, six years and the real townships', () => {
    const sizes: Record<string, number> = { '331123': 600, '330723': 2400, '330411': 3000, '330282': 8000 };
    expect(county.parcels).toHaveLength(sizes[county.code]!);
    expect(county.years).toHaveLength(6);
    expect(county.townships.map(({ code, name }) => [code, name])).toEqual(
      referenceTownships(county.code).map(({ code, name }) => [code, name]),
    );
  });

  test('lies within its bounds', () => {
    const [west, south, east, north] = county.bounds;
    const outside = [...county.townships, ...county.blocks, ...county.parcels].filter(({ shape }) => {
      const bounds = boundsOf(shape!)!;
      return bounds[0] < west || bounds[1] < south || bounds[2] > east || bounds[3] > north;
    });
    expect(outside).toEqual([]);
  });

  test('has codes that hold and that nobody shares', () => {
    const parcels = county.parcels.filter(
      ({ code, unitCode }) =>
        parseParcelCode(code)?.county !== county.code || (unitCode !== null && parseUnitCode(unitCode)?.parcel !== code),
    );
    expect(parcels).toEqual([]);
    const firms = county.firms.filter(
      ({ uscc, industryCode }) =>
        usccFault(uscc) !== null || uscc.slice(8, 10) !== 'XY' || (industryCode !== null && industryName(industryCode) === null),
    );
    expect(firms).toEqual([]);
    expect(new Set(county.parcels.map((parcel) => parcel.code)).size).toBe(county.parcels.length);
    expect(new Set(county.firms.map((firm) => firm.uscc)).size).toBe(county.firms.length);
    expect(new Set(county.firms.map((firm) => firm.name)).size).toBe(county.firms.length);
    expect(new Set(county.blocks.map((block) => block.code)).size).toBe(county.blocks.length);
  });

  test('has registered areas near the drawn ones, few off, few missing', () => {
    let [near, off, missing] = [0, 0, 0];
    for (const parcel of county.parcels) {
      const measured = measuredArea(parcel.shape!);
      if (parcel.registeredArea === null) missing += 1;
      else if (Math.abs(parcel.registeredArea / measured - 1) < 0.01) near += 1;
      else off += 1;
    }
    expect(near / county.parcels.length).toBeGreaterThan(0.96);
    expect(off).toBeGreaterThan(0);
    expect(missing).toBeGreaterThan(0);
  });

  test('has lots of very different sizes', () => {
    const areas = county.parcels.flatMap((parcel) => parcel.registeredArea ?? []).map((area) => area / 1_000_000);
    areas.sort((a, b) => a - b);
    const at = (share: number): number => areas[Math.floor(areas.length * share)]!;
    expect(at(0.5)).toBeGreaterThan(8);
    expect(at(0.5)).toBeLessThan(16);
    expect(at(0.02)).toBeLessThan(3);
    expect(at(0.98)).toBeGreaterThan(40);
    expect(areas.at(-1)!).toBeLessThan(170);
  });

  test('keeps 规上 with the revenue', () => {
    const wrong = county.accounts.filter(
      ({ revenue, aboveScale }) => revenue !== null && aboveScale !== null && aboveScale !== revenue >= 2000 * FEN_PER_WAN,
    );
    expect(wrong).toEqual([]);
  });

  test('has tax per mu with a long low tail and a high one', () => {
    const year = county.years.at(-1)!;
    const known = county.accounts.filter((account) => account.year === year && account.tax !== null && account.assessedArea !== null);
    const below = (threshold: string): number =>
      known.filter((account) => compareRatio(account.tax!, account.assessedArea!, decimal(threshold)) < 0).length / known.length;
    expect(below('1')).toBeGreaterThan(0.03);
    expect(below('1')).toBeLessThan(0.15);
    expect(below('3')).toBeGreaterThan(0.15);
    expect(below('3')).toBeLessThan(0.45);
    expect(1 - below('20')).toBeGreaterThan(0.03);
    expect(known.length / county.accounts.filter((account) => account.year === year).length).toBeGreaterThan(0.93);
  });

  test('has dates in order and none after its day', () => {
    const disordered = county.parcels.filter((parcel) => {
      const { supplyDate, agreedStart, agreedCompletion, actualStart, acquisitionDate, productionStart } = parcel;
      const produced = productionStart.state === 'started' ? productionStart.date : null;
      const future = [supplyDate, actualStart, acquisitionDate, produced].some((day) => day !== null && day > county.asOf);
      const early = [agreedStart, actualStart, acquisitionDate, produced].some(
        (day) => day !== null && supplyDate !== null && day < supplyDate,
      );
      return future || early || (agreedStart !== null && agreedCompletion !== null && agreedCompletion <= agreedStart);
    });
    expect(disordered).toEqual([]);
  });

  test('refers only to what it has', () => {
    const parcels = new Set(county.parcels.map((parcel) => parcel.code));
    const firms = new Set(county.firms.map((firm) => firm.uscc));
    const blocks = new Set(county.blocks.map((block) => block.code));
    expect(county.tenures.filter((tenure) => !parcels.has(tenure.parcel) || !firms.has(tenure.uscc))).toEqual([]);
    expect(county.accounts.filter((account) => !firms.has(account.uscc))).toEqual([]);
    expect(county.parcels.filter((parcel) => parcel.block !== null && !blocks.has(parcel.block))).toEqual([]);
    expect(county.ledger.filter((entry) => !parcels.has(entry.parcel))).toEqual([]);
  });
});
