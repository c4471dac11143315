// CQL2 over records: exact numbers, three truths, patterns, shapes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCql2, matchesPattern, type Quotient, type Truth, type Value } from '#domain/cql2/evaluate.ts';
import { parseCql2 } from '#domain/cql2/parse.ts';

const types = {
  name: 'text',
  ratio: 'number',
  other: 'number',
  demo: 'boolean',
  since: 'date',
  flags: 'list',
  geometry: 'geometry',
} as const;

function truthOf(text: string, record: Readonly<Record<string, Value>>): Truth {
  const parsed = parseCql2(text, types);
  if (!parsed.ok) throw new Error(`${parsed.error.position}: ${parsed.error.message}`);
  return compileCql2(parsed.value, (property) => record[property] ?? null)(0);
}
const per = (top: number, bottom: number): Quotient => ({ top, bottom });

describe('numbers are compared exactly', () => {
  test('21 万元 on 21 亩 is not below 1; one fen less is', () => {
    expect(truthOf('ratio < 1', { ratio: per(21_000_000, 21_000_000) })).toBe(false);
    expect(truthOf('ratio >= 1', { ratio: per(21_000_000, 21_000_000) })).toBe(true);
    expect(truthOf('ratio < 1', { ratio: per(20_999_999, 21_000_000) })).toBe(true);
    expect(truthOf('ratio < 0.9999999', { ratio: per(9_999_999, 10_000_000) })).toBe(false);
    expect(truthOf('ratio = 0.9999999', { ratio: per(9_999_999, 10_000_000) })).toBe(true);
  });

  test('a third is below and above its decimals, equal to none', () => {
    const third = { ratio: per(1, 3), other: per(2, 6) };
    expect(truthOf('ratio > 0.33333333333333333333', third)).toBe(true);
    expect(truthOf('ratio < 0.33333333333333333334', third)).toBe(true);
    expect(truthOf('ratio = 0.3333333333333333', third)).toBe(false);
    expect(truthOf('ratio = other', third)).toBe(true);
    expect(truthOf('0.34 > ratio', third)).toBe(true);
  });

  test('any quotient against any decimal as big integers say', () => {
    const whole = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 10 ** 9 }), whole, fc.nat(9), (top, bottom, digits, scale) => {
        const text =
          (digits < 0 ? '-' : '') +
          String(Math.abs(digits))
            .padStart(scale + 1, '0')
            .replace(new RegExp(`(\\d{${scale}})$`), '.$1');
        const left = BigInt(top) * 10n ** BigInt(scale);
        const right = BigInt(digits) * BigInt(bottom);
        expect(truthOf(`ratio < ${text}`, { ratio: per(top, bottom) })).toBe(left < right);
        expect(truthOf(`ratio = ${text}`, { ratio: per(top, bottom) })).toBe(left === right);
      }),
    );
  });
});

describe('what is not known', () => {
  test('matches neither a condition nor its opposite', () => {
    for (const text of [
      'ratio < 1',
      'NOT (ratio < 1)',
      'ratio <> 1',
      "name LIKE '%'",
      "NOT name IN ('a')",
      'ratio BETWEEN 0 AND 2',
      "A_CONTAINS(flags, ('a'))",
    ]) {
      expect(truthOf(text, {})).toBeNull();
    }
  });
  test('settles nothing unless the rest does', () => {
    expect(truthOf("ratio < 1 AND name = 'a'", { name: 'b' })).toBe(false);
    expect(truthOf("ratio < 1 AND name = 'a'", { name: 'a' })).toBeNull();
    expect(truthOf("ratio < 1 OR name = 'a'", { name: 'a' })).toBe(true);
    expect(truthOf("ratio < 1 OR name = 'a'", { name: 'b' })).toBeNull();
  });
  test('is what IS NULL asks', () => {
    expect(truthOf('ratio IS NULL', {})).toBe(true);
    expect(truthOf('ratio IS NOT NULL', { ratio: per(0, 1) })).toBe(true);
    expect(truthOf('geometry IS NULL', { geometry: null })).toBe(true);
  });
});

describe('text, dates, lists', () => {
  test('order and membership', () => {
    expect(truthOf("since < DATE('2018-01-01')", { since: '2017-06-20' })).toBe(true);
    expect(truthOf("since BETWEEN DATE('2017-06-20') AND DATE('2017-06-20')", { since: '2017-06-20' })).toBe(true);
    expect(truthOf("name IN ('a', 'b')", { name: 'b' })).toBe(true);
    expect(truthOf('demo = FALSE', { demo: false })).toBe(true);
    expect(truthOf("A_CONTAINS(flags, ('a', 'b'))", { flags: ['a'] })).toBe(false);
    expect(truthOf("A_OVERLAPS(flags, ('a', 'b'))", { flags: ['a'] })).toBe(true);
  });

  test('patterns agree with regular expressions, and a long one ends', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', '中'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '中'), maxLength: 8 });
    fc.assert(
      fc.property(text, pattern, (given, wanted) => {
        const source = [...wanted].map((character) => (character === '%' ? '.*' : character === '_' ? '.' : character)).join('');
        expect(matchesPattern(given, wanted)).toBe(new RegExp(`^${source}$`, 'u').test(given));
      }),
    );
    expect(matchesPattern('100%', String.raw`100\%`)).toBe(true);
    expect(matchesPattern('1000', String.raw`100\%`)).toBe(false);
    // Tried from every place anew it would not end within the test's time, on no machine.
    expect(matchesPattern('a'.repeat(2000), `${'%a'.repeat(500)}%b`)).toBe(false);
  });
});

describe('shapes', () => {
  const square = [
    [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
      [
        [1, 1],
        [1, 3],
        [3, 3],
        [3, 1],
        [1, 1],
      ],
    ],
  ] as const;
  const touches = (wkt: string): Truth => truthOf(`S_INTERSECTS(geometry, ${wkt})`, { geometry: square });
  test.each([
    ['POINT(0.5 0.5)', true],
    ['POINT(2 2)', false],
    ['POINT(4 2)', true],
    ['POINT(1 2)', true],
    ['BBOX(1.5, 1.5, 2.5, 2.5)', false],
    ['BBOX(2, 2, 10, 10)', true],
    ['BBOX(4, 4, 5, 5)', true],
    ['BBOX(4.1, 4.1, 5, 5)', false],
    ['BBOX(-1, -1, 5, 5)', true],
    ['LINESTRING(2 2, 2.5 2.5)', false],
    ['LINESTRING(2 2, 9 9)', true],
    ['POLYGON((0.2 0.2, 0.4 0.2, 0.4 0.4, 0.2 0.2))', true],
  ])('%s: %s', (wkt, expected) => {
    expect(touches(wkt)).toBe(expected);
  });
  test('without a drawing nothing can be said', () => {
    expect(truthOf('S_INTERSECTS(geometry, POINT(0 0))', {})).toBeNull();
  });
});
