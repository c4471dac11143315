// Exact fractions: arithmetic laws, and texts that never stand on the wrong side.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compareRationals,
  divide,
  faithfulText,
  fromDecimal,
  multiply,
  plainText,
  rational,
  reduced,
  roundedTo,
  subtract,
  sum,
  toNumber,
  type Rational,
} from '#domain/scoring/rational.ts';
import { decimal } from '#domain/units.ts';

const fraction = fc.tuple(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(1n, 10n ** 20n)).map(([top, bottom]) => rational(top, bottom));
const same = (a: Rational, b: Rational) => compareRationals(a, b) === 0;

describe('arithmetic', () => {
  it('takes back what it adds and divides out what it multiplies', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(same(subtract(add(a, b), b), a)).toBe(true);
        if (b.top !== 0n) expect(same(divide(multiply(a, b), b), a)).toBe(true);
        expect(same(reduced(a), a)).toBe(true);
        expect(compareRationals(a, b)).toBe(-compareRationals(b, a) + 0);
      }),
    );
  });

  it('knows that a tenth ten times is one, and that a third is none of its decimals', () => {
    expect(same(sum(Array.from({ length: 10 }, () => fromDecimal(decimal(0.1)))), rational(1))).toBe(true);
    expect(compareRationals(rational(1, 3), fromDecimal(decimal('0.333333333333333333333333')))).toBe(1);
  });

  it('keeps the sign on top and refuses a zero below', () => {
    expect(rational(1, -2)).toEqual({ top: -1n, bottom: 2n });
    expect(() => rational(1, 0)).toThrow(RangeError);
  });

  it('rounds half away from zero', () => {
    expect(same(roundedTo(rational(5, 1000), 2), rational(1, 100))).toBe(true);
    expect(same(roundedTo(rational(-5, 1000), 2), rational(-1, 100))).toBe(true);
  });
});

describe('numbers and text', () => {
  it('gives the nearest double, of long fractions too', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), fc.bigInt(1n, 10n ** 40n), (value, factor) => {
        const exact = fromDecimal(decimal(value));
        expect(toNumber(exact)).toBeCloseTo(value, 12);
        expect(Math.abs(toNumber({ top: exact.top * factor, bottom: exact.bottom * factor }) - value)).toBeLessThanOrEqual(
          Math.abs(value) * 3e-16,
        );
      }),
    );
  });

  it('never shows a value on the wrong side of a threshold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.bigInt(-50n, 50n), fc.integer({ min: 1, max: 14 }), (line, offset, places) => {
        const value = add(rational(line), rational(offset, 10n ** BigInt(places)));
        const text = faithfulText(value, [rational(line)], 2);
        if (/^[<>]/.test(text)) expect(text).toBe(`${offset < 0n ? '<' : '>'}${line}`);
        else expect(compareRationals(fromDecimal(decimal(text)), rational(line))).toBe(compareRationals(value, rational(line)));
      }),
    );
    expect(faithfulText(rational(89_999_999, 1_000_000), [rational(90)], 2)).toBe('89.999999');
    expect(plainText(rational(3, 2), 6)).toBe('1.5');
    expect(plainText(rational(100), 6)).toBe('100');
  });
});
