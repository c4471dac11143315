// CQL2 text to expression: what is taken, what is refused and where, and that text and expression say the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expressionJson, expressionText, type Expression, type Literal } from '#domain/cql2/expression.ts';
import { parseCql2 } from '#domain/cql2/parse.ts';
import { decimal } from '#domain/units.ts';

const types = { name: 'text', 名称: 'text', area: 'number', demo: 'boolean', since: 'date', flags: 'list', geometry: 'geometry' } as const;

function parsed(text: string): Expression {
  const result = parseCql2(text, types);
  if (!result.ok) throw new Error(`${result.error.position}: ${result.error.message}`);
  return result.value;
}
const json = (text: string): unknown => expressionJson(parsed(text));
const faultOf = (text: string): [number, string] => {
  const result = parseCql2(text, types);
  if (result.ok) throw new Error(`taken: ${text}`);
  return [result.error.position, result.error.message];
};

describe('what is taken', () => {
  test('NOT keeps its brackets, AND binds before OR', () => {
    expect(json("NOT (name = 'a' AND area <> 2)")).toEqual({
      op: 'not',
      args: [
        {
          op: 'and',
          args: [
            { op: '=', args: [{ property: 'name' }, 'a'] },
            { op: '<>', args: [{ property: 'area' }, 2] },
          ],
        },
      ],
    });
    expect(json('area = 1 OR area = 2 AND area = 3')).toMatchObject({ op: 'or', args: [{ op: '=' }, { op: 'and' }] });
    expect(json('NOT area = 1 AND area = 2')).toMatchObject({ op: 'and', args: [{ op: 'not' }, { op: '=' }] });
  });

  test('a doubled or escaped quote is one quote', () => {
    expect(json("name = 'O''Brien'")).toEqual({ op: '=', args: [{ property: 'name' }, "O'Brien"] });
    expect(json(String.raw`name = 'O\'Brien'`)).toEqual({ op: '=', args: [{ property: 'name' }, "O'Brien"] });
  });

  test('keywords in any case, Chinese and quoted names, signed and exponential numbers', () => {
    expect(json(`"名称" LIKE '遂昌%' and not area between -1.5e2 AND +.25`)).toEqual({
      op: 'and',
      args: [
        { op: 'like', args: [{ property: '名称' }, '遂昌%'] },
        { op: 'not', args: [{ op: 'between', args: [{ property: 'area' }, -150, 0.25] }] },
      ],
    });
    expect(json('名称 is not null')).toEqual({ op: 'not', args: [{ op: 'isNull', args: [{ property: '名称' }] }] });
  });

  test('lists, dates, truth values, literals on either side', () => {
    expect(json("name NOT IN ('a', 'b')")).toEqual({ op: 'not', args: [{ op: 'in', args: [{ property: 'name' }, ['a', 'b']] }] });
    expect(json("since < DATE('2018-01-01')")).toEqual({ op: '<', args: [{ property: 'since' }, { date: '2018-01-01' }] });
    expect(json("since < TIMESTAMP('2018-01-01T00:00:00Z')")).toMatchObject({ args: [{}, { timestamp: '2018-01-01T00:00:00Z' }] });
    expect(json('demo = TRUE OR FALSE')).toEqual({ op: 'or', args: [{ op: '=', args: [{ property: 'demo' }, true] }, false] });
    expect(json('1 < area')).toEqual({ op: '<', args: [1, { property: 'area' }] });
    expect(json("A_CONTAINS(flags, ('x', 'y'))")).toEqual({ op: 'a_contains', args: [{ property: 'flags' }, ['x', 'y']] });
  });

  test('shapes', () => {
    const square = [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ];
    expect(json('S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0)))')).toMatchObject({
      op: 's_intersects',
      args: [{}, { type: 'MultiPolygon', coordinates: [square] }],
    });
    expect(json('s_intersects(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0))))')).toMatchObject({
      args: [{}, { coordinates: [square, square] }],
    });
    expect(json('S_INTERSECTS(geometry, POINT(119.5 28.5))')).toMatchObject({ args: [{}, { type: 'Point', coordinates: [119.5, 28.5] }] });
    expect(json('S_INTERSECTS(geometry, LINESTRING(0 0, 1 1))')).toMatchObject({ args: [{}, { type: 'LineString' }] });
    expect(json('S_INTERSECTS(geometry, BBOX(0, 0, 2, 1))')).toMatchObject({ args: [{}, { type: 'MultiPolygon' }] });
  });

  test('numbers keep every digit', () => {
    const expression = parsed('area < 0.99999999999999999999');
    expect(expressionText(expression)).toBe('"area" < 0.99999999999999999999');
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['', 1],
    ['foo = 1', 1],
    ['foo(', 1],
    ["name = 'open", 8],
    ['area = 1 area', 10],
    ['area = 1 AND', 13],
    ['area 1', 6],
    ['(area = 1', 10],
    ['area = 1)', 9],
    ["area = 'a'", 8],
    ['name = 1', 8],
    ['demo < TRUE', 1],
    ['flags = 1', 1],
    ['geometry = 1', 1],
    ['area LIKE 1', 1],
    ["area IN (1, 'a')", 13],
    ['area IN ()', 10],
    ['area != 1', 6],
    ['area == 1', 7],
    ["since < DATE('2021-02-30')", 14],
    ['1 IS NULL', 1],
    ['S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))', 32],
    ['S_INTERSECTS(geometry, POINT(0 0, 1 1))', 29],
    ['S_INTERSECTS(geometry, BBOX(2, 0, 1, 1))', 28],
    ['S_INTERSECTS(geometry, POINT(200 0))', 30],
    ['S_INTERSECTS(name, POINT(0 0))', 14],
    ['S_INTERSECTS(geometry, CIRCLE(0 0))', 24],
    ["A_CONTAINS(name, ('a'))", 12],
    ['area = 1; DROP TABLE parcel', 9],
  ])('%s', (text, position) => {
    expect(faultOf(text)[0]).toBe(position);
  });

  test('too long, too deep, without running out of stack', () => {
    expect(faultOf(`${'('.repeat(3000)}area = 1${')'.repeat(3000)}`)[1]).toBe('nested too deeply');
    expect(faultOf(`${'NOT '.repeat(1500)}area = 1`)[1]).toBe('nested too deeply');
    expect(faultOf(`name = '${'x'.repeat(9000)}'`)[1]).toMatch(/longer than/);
  });

  test('names that every object has are not properties', () => {
    expect(faultOf('constructor = 1')[1]).toMatch(/unknown property constructor/);
    expect(faultOf('__proto__ IS NULL')[1]).toMatch(/unknown property/);
  });

  test('any text is either taken or refused with a place inside it', () => {
    const pieces = fc.constantFrom(
      'area',
      'name',
      '=',
      '<',
      '(',
      ')',
      "'a'",
      '1',
      'AND',
      'OR',
      'NOT',
      'IN',
      'IS',
      'NULL',
      'LIKE',
      ',',
      'BETWEEN',
      '"',
      "'",
      '%',
      '中',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (words) => {
        const text = words.join(' ');
        const result = parseCql2(text, types);
        if (!result.ok) expect(result.error.position).toBeGreaterThanOrEqual(1);
        if (!result.ok) expect(result.error.position).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });
});

describe('round trip', () => {
  const number = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(20)).map(([digits, scale]): Literal => {
    const text = digits
      .toString()
      .replace('-', '')
      .padStart(scale + 1, '0');
    return { number: decimal(`${digits < 0n ? '-' : ''}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}0`) };
  });
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((value) => !value.includes('\\'))
    .map((value): Literal => ({ text: value }));
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    fc
      .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>=' as const), number)
      .map(([op, value]): Expression => ({ op, args: [{ property: 'area' }, value] })),
    fc.array(text, { minLength: 1, maxLength: 4 }).map((values): Expression => ({ op: 'in', args: [{ property: '名称' }, values] })),
    fc.tuple(number, number).map(([low, high]): Expression => ({ op: 'between', args: [{ property: 'area' }, low, high] })),
    fc.constantFrom<Expression>(
      { op: 'isNull', args: [{ property: 'geometry' }] },
      { op: 'constant', value: true },
      { op: '=', args: [{ property: 'demo' }, { boolean: false }] },
      { op: '>', args: [{ property: 'since' }, { date: '2020-02-29' }] },
      { op: 'like', args: [{ property: 'name' }, "%a_'b"] },
      { op: 'a_overlaps', args: [{ property: 'flags' }, ['SC-R13b', "x'y"]] },
      { op: 's_intersects', args: [{ property: 'geometry' }, { type: 'Point', coordinates: [119.123456789, -28.5] }] },
    ),
  );
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('expression').map((inner): Expression => ({ op: 'not', args: [inner] })),
      fc
        .tuple(fc.constantFrom('and', 'or' as const), fc.array(tie('expression'), { minLength: 2, maxLength: 3 }))
        .map(([op, args]): Expression => ({ op, args })),
    ),
  }));

  test('an expression written out parses to itself', () => {
    fc.assert(
      fc.property(expression, (given) => {
        const written = expressionText(given);
        fc.pre(written.length <= 8000);
        expect(expressionText(parsed(written))).toBe(written);
        expect(expressionJson(parsed(written))).toEqual(expressionJson(given));
      }),
    );
  });
});
