// Random columns for property tests: every state and every unknown turns up.
import fc from 'fast-check';
import { NO_INDEX, VERDICT_UNKNOWN, type BaseColumns, type YearColumns } from '#domain/columns.ts';

export interface Row {
  readonly township: number;
  readonly block: number;
  readonly industry: number;
  readonly area: number;
  readonly tax: number;
  readonly grade: number;
  readonly verdict: number;
  readonly idle: number;
  readonly freed: number;
  readonly flags: number;
  readonly point: readonly [number, number];
}

const place = fc.constantFrom(0, 1, 2, NO_INDEX);
export const row: fc.Arbitrary<Row> = fc.record({
  township: place,
  block: place,
  industry: place,
  area: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 1, max: 500_000_000 })),
  tax: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -50_000_000, max: 2_000_000_000 })),
  grade: fc.integer({ min: 0, max: 4 }),
  verdict: fc.constantFrom(0, 1, 2, VERDICT_UNKNOWN),
  idle: fc.integer({ min: 0, max: 2 }),
  freed: fc.integer({ min: 0, max: 2 }),
  flags: fc.nat(0xffffffff),
  point: fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true })),
});

/** Columns holding the rows. */
export function columnsOf(rows: readonly Row[]): { base: BaseColumns; year: YearColumns } {
  const size = rows.length;
  const codes = rows.map((_, index) => `P${index}`);
  return {
    base: {
      size,
      codes,
      names: rows.map((_, index) => `企业 ${index}`),
      townshipCodes: ['T0', 'T1', 'T2'],
      townshipNames: ['甲', '乙', '丙'],
      township: Uint16Array.from(rows, (one) => one.township),
      blockCodes: ['B0', 'B1', 'B2'],
      blockNames: ['一', '二', '三'],
      block: Uint16Array.from(rows, (one) => one.block),
      industryCodes: ['17', '33', '34'],
      industry: Uint16Array.from(rows, (one) => one.industry),
      area: Float64Array.from(rows, (one) => one.area),
      areaRegistered: new Uint8Array(size),
      bounds: new Float64Array(size * 4),
      points: Float64Array.from(rows.flatMap((one) => one.point)),
    },
    year: {
      year: 2021,
      policy: 'p',
      tax: Float64Array.from(rows, (one) => one.tax),
      grade: Uint8Array.from(rows, (one) => one.grade),
      gradeYears: new Uint8Array(size),
      classes: ['严', '宽'],
      verdict: Uint8Array.from(rows, (one) => one.verdict),
      rules: Array.from({ length: 32 }, (_, bit) => `R${bit}`),
      flags: Uint32Array.from(rows, (one) => one.flags),
      unknown: new Uint32Array(size),
      idle: Uint8Array.from(rows, (one) => one.idle),
      freed: Uint8Array.from(rows, (one) => one.freed),
      gap: new Uint8Array(size),
    },
  };
}
