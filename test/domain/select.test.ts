// Filters over columns: exact at their edges, unknown in no range, the same as asking each parcel by itself.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter, filterFault, select } from '#domain/select.ts';
import type { Filter } from '#domain/view.ts';
import { decodeView, encodeView } from '#domain/view-codec.ts';
import { columnsOf, row, type Row } from './columns-of.ts';

const plain: Row = {
  township: 0,
  block: 0,
  industry: 0,
  area: 21_000_000,
  tax: 21_000_000,
  grade: 2,
  verdict: 0,
  idle: 0,
  freed: 0,
  flags: 0,
  point: [5, 5],
};
const keeps = (filter: Filter, change: Partial<Row> = {}): boolean => {
  const { base, year } = columnsOf([{ ...plain, ...change }]);
  return compileFilter(filter, base, year)(0);
};

describe('ranges', () => {
  test('take their lower edge and not their upper, to the fen', () => {
    expect(keeps({ taxPerMu: ['1', '3'] })).toBe(true);
    expect(keeps({ taxPerMu: [null, '1'] })).toBe(false);
    expect(keeps({ taxPerMu: [null, '1'] }, { tax: 20_999_999 })).toBe(true);
    expect(keeps({ taxPerMu: ['1', null] }, { tax: 20_999_999 })).toBe(false);
    expect(keeps({ areaMu: ['21', '21.000001'] })).toBe(true);
    expect(keeps({ areaMu: ['21.000001', null] })).toBe(false);
  });

  test('take nothing that is not known, open ranges included', () => {
    expect(keeps({ taxPerMu: [null, null] }, { tax: Number.NaN })).toBe(false);
    expect(keeps({ taxPerMu: [null, null] }, { area: Number.NaN })).toBe(false);
    expect(keeps({ areaMu: [null, null] }, { area: Number.NaN })).toBe(false);
    expect(keeps({ taxPerMu: [null, '0'] }, { tax: -1 })).toBe(true);
  });

  test('agree with big integers at any edge', () => {
    fc.assert(
      fc.property(row, fc.integer({ min: -10_000, max: 10_000 }), (one, thousandths) => {
        const { base, year } = columnsOf([one]);
        const sign = thousandths < 0 ? '-' : '';
        const text = `${sign}${Math.floor(Math.abs(thousandths) / 1000)}.${String(Math.abs(thousandths) % 1000).padStart(3, '0')}`;
        const known = !Number.isNaN(one.area) && !Number.isNaN(one.tax);
        const below = known && BigInt(one.tax) * 1000n < BigInt(thousandths) * BigInt(one.area);
        expect(compileFilter({ taxPerMu: [null, text] }, base, year)(0)).toBe(below);
        expect(compileFilter({ taxPerMu: [text, null] }, base, year)(0)).toBe(known && !below);
      }),
    );
  });

  test('that are no numbers are faults', () => {
    expect(filterFault({ taxPerMu: ['one', null] })).toMatch(/taxPerMu/);
    expect(filterFault({ areaMu: ['1', 'x'] })).toMatch(/areaMu/);
    expect(filterFault({ areaMu: ['１', null], taxPerMu: [null, null] })).toBeNull();
  });
});

describe('lists', () => {
  test('any entry will do; none and unknown are entries', () => {
    expect(keeps({ townships: ['T0', 'T9'] })).toBe(true);
    expect(keeps({ townships: ['T1'] })).toBe(false);
    expect(keeps({ townships: ['none'] }, { township: 0xffff })).toBe(true);
    expect(keeps({ blocks: ['B2'] }, { block: 2 })).toBe(true);
    expect(keeps({ industries: ['33'] }, { industry: 1 })).toBe(true);
    expect(keeps({ grades: ['B', 'D'] })).toBe(true);
    expect(keeps({ grades: ['unknown'] }, { grade: 0 })).toBe(true);
    expect(keeps({ grades: ['A', 'B', 'C', 'D'] }, { grade: 0 })).toBe(false);
    expect(keeps({ classes: ['严'] }, { verdict: 1 })).toBe(true);
    expect(keeps({ classes: ['严', 'none'] }, { verdict: 255 })).toBe(false);
    expect(keeps({ classes: ['unknown'] }, { verdict: 255 })).toBe(true);
    expect(keeps({ idle: ['decided'] }, { idle: 2 })).toBe(true);
    expect(keeps({ freed: ['none', 'declared'] }, { freed: 2 })).toBe(false);
    expect(keeps({ townships: [] })).toBe(false);
  });

  test('rules by their bit, the last one too', () => {
    expect(keeps({ rules: ['R31'] }, { flags: 0x80000000 })).toBe(true);
    expect(keeps({ rules: ['R31'] }, { flags: 0x7fffffff })).toBe(false);
    expect(keeps({ rules: ['R0', 'R5'] }, { flags: 32 })).toBe(true);
    expect(keeps({ rules: ['nowhere'] }, { flags: 0xffffffff })).toBe(false);
  });
});

describe('areas and text', () => {
  const ring = (west: number, east: number): [number, number][] => [
    [west, 0],
    [east, 0],
    [east, 10],
    [west, 10],
    [west, 0],
  ];
  test('a parcel is in one of two adjoining areas', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const { base, year } = columnsOf(rows);
        const [left, right, both] = [[ring(-1, 5)], [ring(5, 11)], [ring(-1, 5), ring(5, 11)]].map(
          (within) => select({ within }, base, year).length,
        ) as [number, number, number];
        expect(left + right).toBe(both);
      }),
    );
  });
  test('a parcel without a drawing is in none', () => {
    expect(keeps({ within: [ring(-100, 100)] }, { point: [Number.NaN, Number.NaN] })).toBe(false);
  });
  test('text folds width, case and spaces', () => {
    expect(keeps({ text: 'ｐ0' })).toBe(true);
    expect(keeps({ text: '企业0' })).toBe(true);
    expect(keeps({ text: '企业 1' })).toBe(false);
    expect(keeps({ text: '  ' })).toBe(true);
  });
});

describe('the whole filter', () => {
  test('is every part of it', () => {
    const parts: Filter = {
      townships: ['T0', 'none'],
      grades: ['A', 'B', 'unknown'],
      idle: ['none', 'suspected'],
      taxPerMu: ['0.5', '40'],
      rules: ['R1', 'R2'],
    };
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const { base, year } = columnsOf(rows);
        const alone = Object.entries(parts).map(([name, part]) => compileFilter({ [name]: part }, base, year));
        const together = compileFilter(parts, base, year);
        const kept = rows.flatMap((_, index) => (alone.every((test) => test(index)) ? [index] : []));
        expect([...select(parts, base, year)]).toEqual(kept);
        expect(rows.map((_, index) => together(index))).toEqual(rows.map((_, index) => kept.includes(index)));
      }),
    );
  });
  test('without parts keeps everything', () => {
    const { base, year } = columnsOf([plain, plain]);
    expect([...select({}, base, year)]).toEqual([0, 1]);
  });
});

describe('a view as text', () => {
  test('comes back as it was, safe in a query', () => {
    const view = {
      county: '331123',
      year: 2021,
      filter: { text: '遂昌&=+ %', taxPerMu: [null, '1'] as [null, string] },
      selection: ['331123001001GB00001'],
    };
    const text = encodeView(view);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeView(text)).toEqual({ ok: true, value: view });
    expect(decodeView(JSON.stringify(view))).toEqual({ ok: true, value: view });
  });
  test.each(['', '{', '!!!', 'AAAA', '{"county":"1"}', '{"county":"331123","filter":{"idle":["perhaps"]}}', 'x'.repeat(70_000)])(
    '%s is refused with a reason',
    (text) => {
      const result = decodeView(text);
      expect(result.ok).toBe(false);
      expect(!result.ok && result.error).toMatch(/^视图../);
    },
  );
});
