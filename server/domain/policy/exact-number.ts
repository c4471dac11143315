// Exact comparison of a number fact with a threshold, its distance, and how both are written down.
import type { Decimal } from '../units.ts';
import { MICRO_MU_PER_MU, compareDecimals, compareMu, compareRatio, decimal, decimalText, parseDecimal, roundedText } from '../units.ts';
import type { NumberFact, Ratio } from './facts.ts';

/** `top / bottom`, bottom positive. */
export type Rational = Ratio;

export function rationalOfDecimal(value: Decimal): Rational {
  return { top: value.digits, bottom: 10n ** BigInt(value.scale) };
}

export function rationalOf(value: NumberFact): Rational {
  if ('top' in value) return value;
  if ('stated' in value) return rationalOfDecimal(value.stated);
  if ('land' in value) return { top: BigInt(value.land), bottom: BigInt(MICRO_MU_PER_MU) };
  return { top: BigInt(value.money), bottom: BigInt(value.area) };
}

export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.top * b.bottom;
  const right = b.top * a.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Exact order of a number fact against a decimal in the same unit. */
export function compareNumber(value: NumberFact, threshold: Decimal): -1 | 0 | 1 {
  if ('stated' in value) return compareDecimals(value.stated, threshold);
  if ('top' in value) return compareRationals(value, rationalOfDecimal(threshold));
  if ('land' in value) return compareMu(value.land, threshold);
  return compareRatio(value.money, value.area, threshold);
}

/** Distance of two rationals, never negative: exact up to 15 decimals, and never 0 when they differ. */
export function distance(a: Rational, b: Rational): number {
  const top = a.top * b.bottom - b.top * a.bottom;
  const bottom = a.bottom * b.bottom;
  const near = Number(roundedText(top < 0n ? -top : top, bottom, 15));
  return near === 0 && top !== 0n ? Number.MIN_VALUE : near;
}

/**
 * A rational as a JSON number, or as decimal text where the number would not say the same: it is not the nearest decimal of what was
 * stated, or it would fall on the threshold from which the exact value differs.
 */
export function shownNumber(value: NumberFact, threshold: Rational | null): number | string {
  if ('stated' in value) {
    const text = decimalText(value.stated);
    const number = Number(text);
    const again = Number.isFinite(number) ? parseDecimal(String(number)) : null;
    return again && compareDecimals(again, value.stated) === 0 ? number : text;
  }
  const exact = rationalOf(value);
  const number =
    'top' in value
      ? Number(roundedText(value.top, value.bottom, 15))
      : 'land' in value
        ? value.land / MICRO_MU_PER_MU
        : value.money / value.area;
  if (threshold && compareRationals(exact, threshold) !== compareRationals(rationalOfDecimal(decimal(number)), threshold)) {
    return roundedText(exact.top, exact.bottom, 24);
  }
  return number;
}

const memory = new Map<number | string, Decimal>();

/** The decimal of a threshold; thresholds are few and asked for often. */
export function thresholdDecimal(value: number | string): Decimal {
  let found = memory.get(value);
  if (!found) {
    found = decimal(value);
    if (memory.size < 1000) memory.set(value, found);
  }
  return found;
}
