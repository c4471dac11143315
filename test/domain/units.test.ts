// Exact land and money: nothing is rounded unseen, no comparison is made with a rounded number, and no share is lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  compareMu,
  compareRatio,
  decimal,
  decimalText,
  fen,
  formatQuotient,
  landUnits,
  microMu,
  microMuFromSquareMetres,
  moneyUnits,
  parseDecimal,
  parseLand,
  parseMoney,
  roundedText,
  splitByWeight,
  sumFen,
  sumMicroMu,
  toMu,
  toWan,
  type Decimal,
} from '#domain/units.ts';

const sign = (value: bigint) => (value < 0n ? -1 : value > 0n ? 1 : 0);
const anyMoney = fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 });
const anyArea = fc.oneof(fc.integer({ min: 1, max: 9_000_000_000_000_000 }), fc.integer({ min: 1, max: 100_000_000 }));
const anyDecimal = fc
  .record({ digits: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), scale: fc.integer({ min: 0, max: 12 }) })
  .map(({ digits, scale }) => decimal(plainText(digits, scale)));

function plainText(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const point = text.length - scale;
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ''}`;
}

/** left / right against threshold, by cross-multiplication alone. */
const ratioOrder = (left: number, right: number, threshold: Decimal) =>
  sign(BigInt(left) * 10n ** BigInt(threshold.scale) - threshold.digits * BigInt(right));

describe('decimal text', () => {
  test.each([
    ['1', 1n, 0],
    ['1.50', 15n, 1],
    ['007.0', 7n, 0],
    ['.5', 5n, 1],
    ['5.', 5n, 0],
    ['-0', 0n, 0],
    ['+3', 3n, 0],
    ['１２．５', 125n, 1],
    ['1,234,567.8', 12345678n, 1],
    ['１，２３４', 1234n, 0],
    ['−2', -2n, 0],
    ['−1,234.5', -12345n, 1],
    ['－２', -2n, 0],
    [' 12 ', 12n, 0],
    ['\u300012\u3000', 12n, 0],
    ['1e3', 1000n, 0],
    ['1.25E-2', 125n, 4],
    ['12e-1', 12n, 1],
  ])('%j is a number', (text, digits, scale) => {
    expect(parseDecimal(text)).toMatchObject({ digits, scale });
  });

  test.each([
    '',
    ' ',
    '-',
    '.',
    '1.2.3',
    '1,23',
    '12,3456',
    '1 2',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '一',
    '/',
    '—',
    '5亩',
    '1_000',
    '1e9999',
    '--1',
    '1-',
  ])('%j is none', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  test('a cell full of digits is refused at once', () => {
    expect(parseDecimal(`1.${'0'.repeat(1_000_000)}`)).toBeNull();
  });

  test('is kept exactly, whatever its length, and says itself again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 30 }), (digits, scale) => {
        const read = parseDecimal(plainText(digits, scale))!;
        expect(read.digits * 10n ** BigInt(scale - read.scale)).toBe(digits);
        expect(compareDecimals(decimal(decimalText(read)), read)).toBe(0);
        expect(decimalText(decimal(decimalText(read)))).toBe(decimalText(read));
        expect(read.approx).toBe(Number(plainText(digits, scale)) + 0);
      }),
    );
  });

  test('of any double means that double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimal(value).approx).toBe(value + 0);
      }),
    );
  });

  test('that is no number is a bug when a programmer wrote it', () => {
    expect(() => decimal(Number.NaN)).toThrow('not a decimal number');
  });

  test('orders as the numbers do', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const left = a.digits * 10n ** BigInt(b.scale);
        const right = b.digits * 10n ** BigInt(a.scale);
        expect(compareDecimals(a, b)).toBe(sign(left - right));
      }),
    );
    expect(compareDecimals(decimal('0.30'), decimal('0.3'))).toBe(0);
  });
});

describe('land and money from text', () => {
  test('in every unit, to the smallest one', () => {
    expect(parseLand('1', '亩')).toEqual({ value: 1_000_000, rounded: false });
    expect(parseLand('0.01', '平方米')).toEqual({ value: 15, rounded: false });
    expect(parseLand('666.67', '平方米')).toEqual({ value: 1_000_005, rounded: false });
    expect(parseLand('1', '公顷')).toEqual({ value: 15_000_000, rounded: false });
    expect(parseMoney('0.01', '元')).toEqual({ value: 1, rounded: false });
    expect(parseMoney('1', '万元')).toEqual({ value: 1_000_000, rounded: false });
    expect(parseMoney('1.2', '亿元')).toEqual({ value: 12_000_000_000, rounded: false });
    expect(parseMoney('-3.5', '万元')).toEqual({ value: -3_500_000, rounded: false });
  });

  test('rounds half away from zero, and says so', () => {
    expect(parseMoney('0.005', '元')).toEqual({ value: 1, rounded: true });
    expect(parseMoney('-0.005', '元')).toEqual({ value: -1, rounded: true });
    expect(parseMoney('0.0049', '元')).toEqual({ value: 0, rounded: true });
    expect(parseLand('0.00000049', '亩')).toEqual({ value: 0, rounded: true });
  });

  test('past the exact range, or no number, is nothing', () => {
    expect(parseLand('9007199254.740991', '亩')).toEqual({ value: Number.MAX_SAFE_INTEGER, rounded: false });
    expect(parseLand('9007199254.740992', '亩')).toBeNull();
    expect(parseMoney('1e300', '元')).toBeNull();
    expect(parseLand('', '亩')).toBeNull();
    expect(parseMoney('无', '万元')).toBeNull();
  });

  test('an amount written in a unit is read back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (value) => {
        expect(parseLand(plainText(BigInt(value), 6), '亩')).toEqual({ value, rounded: false });
        expect(parseMoney(plainText(BigInt(value), 2), '元')).toEqual({ value, rounded: false });
        expect(parseMoney(plainText(BigInt(value), 6), '万元')).toEqual({ value, rounded: false });
        expect(parseMoney(plainText(BigInt(value), 10), '亿元')).toEqual({ value, rounded: false });
        // Hundredths of a square metre are fifteen micro-mu each, hundredths of a square metre of a hectare likewise.
        expect(parseLand(plainText(BigInt(value), 2), '平方米')).toEqual({ value: value * 15, rounded: false });
        expect(parseLand(plainText(BigInt(value), 6), '公顷')).toEqual({ value: value * 15, rounded: false });
      }),
    );
  });

  test('is never further from the text than half the smallest unit', () => {
    const size = { 亩: 1_000_000n, 平方米: 1_500n, 公顷: 15_000_000n, 元: 100n, 万元: 1_000_000n, 亿元: 10_000_000_000n };
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 9, max: 14 }), (digits, scale) => {
        const text = plainText(digits, scale);
        for (const unit of [...landUnits, ...moneyUnits]) {
          const read = unit === '亩' || unit === '平方米' || unit === '公顷' ? parseLand(text, unit)! : parseMoney(text, unit)!;
          const off = BigInt(read.value) * 10n ** BigInt(scale) - digits * size[unit];
          expect((off < 0n ? -off : off) * 2n <= 10n ** BigInt(scale)).toBe(true);
          expect(read.rounded).toBe(off !== 0n);
        }
      }),
    );
  });

  test('comes out in replies as the nearest double', () => {
    expect(toMu(microMu(1_234_567))).toBe(1.234567);
    expect(toWan(fen(-999_600))).toBe(-0.9996);
    expect(microMuFromSquareMetres(666.6666667)).toBe(1_000_000);
  });
});

test('micro-mu and fen are whole and within the exact range, or a bug', () => {
  for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => microMu(bad)).toThrow('micro-mu');
    expect(() => fen(bad)).toThrow('fen');
  }
  expect(Object.is(microMu(-0), 0)).toBe(true);
  expect(Object.is(fen(-0), 0)).toBe(true);
});

describe('a ratio against a threshold', () => {
  test('at the edge is decided by the integers', () => {
    expect(compareRatio(fen(999_999_999_999), microMu(1_000_000_000_000), decimal(1))).toBe(-1);
    expect(compareRatio(fen(1_000_000_000_000), microMu(1_000_000_000_000), decimal(1))).toBe(0);
    expect(compareRatio(fen(1_000_000_000_001), microMu(1_000_000_000_000), decimal(1))).toBe(1);
    // 9007199254740991 / 9007199254740990 is 1 as a double; the integers know better.
    expect(compareRatio(fen(9_007_199_254_740_991), microMu(9_007_199_254_740_990), decimal(1))).toBe(1);
    expect(compareRatio(fen(9_007_199_254_740_989), microMu(9_007_199_254_740_990), decimal(1))).toBe(-1);
    expect(compareRatio(fen(30), microMu(100), decimal('0.3'))).toBe(0);
    expect(compareRatio(fen(-1), microMu(1_000_000), decimal(0))).toBe(-1);
    expect(compareRatio(fen(1), microMu(1), decimal('1e300'))).toBe(-1);
  });

  test('agrees with cross-multiplication', () => {
    fc.assert(
      fc.property(anyMoney, anyArea, anyDecimal, (money, area, threshold) => {
        expect(compareRatio(fen(money), microMu(area), threshold)).toBe(ratioOrder(money, area, threshold));
      }),
    );
  });

  test('agrees with cross-multiplication next to the threshold', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000_000 }),
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.integer({ min: -2, max: 2 }),
        (area, millionths, off) => {
          const threshold = decimal(plainText(BigInt(millionths), 6));
          const money = Number((BigInt(area) * BigInt(millionths)) / 1_000_000n) + off;
          expect(compareRatio(fen(money), microMu(area), threshold)).toBe(ratioOrder(money, area, threshold));
        },
      ),
    );
  });

  test('needs land', () => {
    expect(() => compareRatio(fen(1), microMu(0), decimal(1))).toThrow('positive area');
    expect(() => compareRatio(fen(1), microMu(-5), decimal(1))).toThrow('positive area');
  });

  test('areas against mu agree with cross-multiplication', () => {
    fc.assert(
      fc.property(anyMoney, anyDecimal, (area, threshold) => {
        expect(compareMu(microMu(area), threshold)).toBe(ratioOrder(area, 1_000_000, threshold));
      }),
    );
    expect(compareMu(microMu(5_000_000), decimal(5))).toBe(0);
    expect(compareMu(microMu(4_999_999), decimal(5))).toBe(-1);
  });
});

describe('a quotient shown', () => {
  test.each([
    [9_996, 10_000, ['1'], '0.9996'],
    [9_940, 10_000, ['1'], '0.99'],
    [10_000, 10_000, ['1'], '1.00'],
    [10_004, 10_000, ['1'], '1.0004'],
    [999_999_999, 1_000_000_000, ['1'], '<1'],
    [1_000_000_001, 1_000_000_000, ['1'], '>1'],
    [1, 3, [], '0.33'],
    [-1, 3, [], '-0.33'],
    [-1, 1_000, [], '0.00'],
    [-1, 1_000, ['0'], '-0.001'],
    [2, 3, ['0.66'], '0.67'],
    [666, 1_000, ['0.666'], '0.666'],
    [1, 10_000_000_000, ['0.0000000001'], '0.0000000001'],
    [29_999_999, 10_000_000, ['1', '3'], '2.9999999'],
  ])('%d / %d beside %j is %s', (numerator, denominator, thresholds, text) => {
    expect(formatQuotient(numerator, denominator, thresholds.map(decimal))).toBe(text);
  });

  test('stands on the side of every threshold on which the exact value stands', () => {
    const near = fc.record({
      denominator: fc.integer({ min: 1, max: 9_000_000_000 }),
      hundredths: fc.integer({ min: -300, max: 300 }),
      off: fc.integer({ min: -3, max: 3 }),
      others: fc.array(anyDecimal, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(near, ({ denominator, hundredths, off, others }) => {
        const threshold = decimal(plainText(BigInt(hundredths), 2));
        const numerator = Number((BigInt(denominator) * BigInt(hundredths)) / 100n) + off;
        const thresholds = [threshold, ...others];
        const text = formatQuotient(numerator, denominator, thresholds);
        const order = (one: Decimal) => ratioOrder(numerator, denominator, one);
        const bound = /^[<>]/.exec(text)?.[0];
        if (bound) {
          // A bound names a threshold and is true of the exact value.
          const named = decimal(text.slice(1));
          expect(thresholds.some((one) => compareDecimals(one, named) === 0)).toBe(true);
          expect(order(named)).toBe(bound === '<' ? -1 : 1);
        } else {
          for (const one of thresholds) expect(compareDecimals(decimal(text), one)).toBe(order(one));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('without thresholds is the rounded value, half away from zero', () => {
    fc.assert(
      fc.property(anyMoney, anyArea, fc.integer({ min: 0, max: 6 }), (numerator, denominator, places) => {
        const text = roundedText(BigInt(numerator), BigInt(denominator), places);
        expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
        const shown = decimal(text).digits * 10n ** BigInt(places - decimal(text).scale);
        const off = shown * BigInt(denominator) - BigInt(numerator) * 10n ** BigInt(places);
        expect((off < 0n ? -off : off) * 2n <= BigInt(denominator)).toBe(true);
        expect(text).not.toMatch(/^-0\.?0*$/);
      }),
    );
    expect(roundedText(1n, 200n, 2)).toBe('0.01');
    expect(roundedText(-1n, 200n, 2)).toBe('-0.01');
    expect(roundedText(1n, -3n, 1)).toBe('-0.3');
  });
});

describe('a sum', () => {
  test('is exact or a bug', () => {
    expect(sumMicroMu([microMu(1), microMu(2)])).toBe(3);
    expect(sumFen([fen(5), fen(-7)])).toBe(-2);
    expect(sumFen([])).toBe(0);
    const most = Number.MAX_SAFE_INTEGER;
    expect(() => sumMicroMu([microMu(most), microMu(1)])).toThrow('micro-mu');
    // Past the exact range and back again is as wrong as past it.
    expect(() => sumFen([fen(most), fen(2), fen(-most)])).toThrow('fen');
  });
});

describe('an amount split by weight', () => {
  const anyWeights = fc.array(
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_000_000_000_000_000 }), fc.integer({ min: 0, max: 10 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  test('adds up to itself, each part within one of its exact share', () => {
    fc.assert(
      fc.property(anyMoney, anyWeights, (amount, weights) => {
        const parts = splitByWeight(amount, weights);
        const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        if (total === 0n) {
          expect(parts).toBeNull();
          return;
        }
        expect(parts!.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        for (const [index, part] of parts!.entries()) {
          const off = BigInt(part) * total - BigInt(amount) * BigInt(weights[index]!);
          expect((off < 0n ? -off : off) < total).toBe(true);
          expect(Object.is(part, -0)).toBe(false);
        }
      }),
    );
  });

  test('gives nothing to a weight of nothing, and the same to the same splits', () => {
    expect(splitByWeight(100, [0, 1, 0])).toEqual([0, 100, 0]);
    expect(splitByWeight(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(splitByWeight(-10, [1, 1, 1])).toEqual([-4, -3, -3]);
    expect(splitByWeight(11, [1, 2, 3])).toEqual([2, 4, 5]);
    expect(splitByWeight(0, [1, 2])).toEqual([0, 0]);
    expect(splitByWeight(5, [])).toBeNull();
  });

  test('by a negative or broken weight is a bug', () => {
    expect(() => splitByWeight(5, [3, -1])).toThrow('weight');
    expect(() => splitByWeight(5, [0.5])).toThrow('not an integer');
  });
});
