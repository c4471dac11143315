// Sums: exact, with coverage, and the same total however they are grouped.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupings, summarise, sumsReply } from '#domain/summary.ts';
import { columnsOf, row, type Row } from './columns-of.ts';

const all = (): boolean => true;

describe('however they are grouped', () => {
  test('the rows add up to the total, which is always the same', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.func(fc.boolean()), (rows, keep) => {
        const { base, year } = columnsOf(rows);
        const keeps = (index: number): boolean => keep(index);
        const totals = groupings.map((by) => summarise(by, base, year, keeps));
        for (const { total } of totals) expect(total).toEqual(totals[0]!.total);
        for (const [place, by] of groupings.entries()) {
          if (by === 'none') continue;
          const { rows: groups, total } = totals[place]!;
          for (const field of ['parcels', 'area', 'areaKnown', 'tax', 'taxKnown', 'ratioTax', 'ratioArea'] as const) {
            expect(groups.reduce((sum, group) => sum + group[field], 0)).toBe(total[field]);
          }
          for (const name of Object.keys(total.classes))
            expect(groups.reduce((sum, group) => sum + group.classes[name]!.area, 0)).toBe(total.classes[name]!.area);
        }
      }),
    );
  });

  test('classes and idle states each hold every parcel once', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const { base, year } = columnsOf(rows);
        const { total } = summarise('none', base, year, all);
        for (const parts of [total.classes, total.idle]) {
          expect(Object.values(parts).reduce((sum, part) => sum + part.parcels, 0)).toBe(rows.length);
          expect(Object.values(parts).reduce((sum, part) => sum + part.area, 0)).toBe(total.area);
        }
      }),
    );
  });
});

const plain: Row = {
  township: 0,
  block: 0,
  industry: 0,
  area: 10_000_000,
  tax: 20_000_000,
  grade: 2,
  verdict: 1,
  idle: 0,
  freed: 0,
  flags: 0,
  point: [1, 1],
};

describe('what is not known', () => {
  test('is left out of the quotient on both sides and told in the coverage', () => {
    const { base, year } = columnsOf([
      plain,
      { ...plain, tax: Number.NaN, area: 1_000_000_000 },
      { ...plain, area: Number.NaN, tax: 900_000_000 },
    ]);
    const reply = sumsReply(summarise('none', base, year, all).total);
    expect(reply).toMatchObject({
      parcels: 3,
      areaMu: 1010,
      areaCoverage: { known: 2, total: 3 },
      taxWan: 920,
      taxPerMuWan: 2,
      taxCoverage: { known: 2, total: 3, areaMu: 10 },
      exact: { taxFen: 20_000_000, areaMicroMu: 10_000_000 },
    });
  });
  test('is null when nothing is known, and never 0', () => {
    const { base, year } = columnsOf([{ ...plain, tax: Number.NaN, area: Number.NaN }]);
    expect(sumsReply(summarise('none', base, year, all).total)).toMatchObject({ areaMu: null, taxWan: null, taxPerMuWan: null });
  });
  test('is a group of its own, named', () => {
    const { base, year } = columnsOf([{ ...plain, township: 0xffff, grade: 0, verdict: 255 }]);
    expect(summarise('township', base, year, all).rows.map((group) => [group.key, group.name])).toEqual([['none', '未归乡镇']]);
    expect(summarise('grade', base, year, all).rows.map((group) => group.key)).toEqual(['unknown']);
    expect(summarise('class', base, year, all).rows.map((group) => group.key)).toEqual(['unknown']);
  });
});
