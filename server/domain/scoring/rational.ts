// Exact fractions of big integers: what scores are made of, so that ties and cut-offs are decided without rounding.
import { roundedText, type Decimal } from '../units.ts';

/** The exact number `top / bottom`; `bottom` is positive. Not necessarily in lowest terms: compare with `compareRationals`. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Rational = { top: 0n, bottom: 1n };
export const ONE: Rational = { top: 1n, bottom: 1n };

/** A fraction of whole numbers; the sign moves to the top. A zero or fractional part is a bug and throws. */
export function rational(top: bigint | number, bottom: bigint | number = 1n): Rational {
  const [upper, lower] = [BigInt(top), BigInt(bottom)];
  if (lower === 0n) throw new RangeError('a fraction over zero');
  return lower < 0n ? { top: -upper, bottom: -lower } : { top: upper, bottom: lower };
}

export function fromDecimal(value: Decimal): Rational {
  return { top: value.digits, bottom: 10n ** BigInt(value.scale) };
}

export function add(a: Rational, b: Rational): Rational {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom };
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { top: -b.top, bottom: b.bottom });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

/** The exact quotient; dividing by zero is a bug and throws. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.top * b.bottom, a.bottom * b.top);
}

export function sum(values: Iterable<Rational>): Rational {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** Exact order of two fractions: -1, 0 or 1. */
export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.top * b.bottom;
  const right = b.top * a.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** -1, 0 or 1. */
export function signOf(value: Rational): -1 | 0 | 1 {
  return value.top < 0n ? -1 : value.top > 0n ? 1 : 0;
}

/** The same number in lowest terms: what is kept, so that long sums do not grow without need. */
export function reduced(value: Rational): Rational {
  let [a, b] = [value.top < 0n ? -value.top : value.top, value.bottom];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { top: value.top / a, bottom: value.bottom / a } : value;
}

/** Rounded half away from zero to so many decimals, as a fraction over 10^places. */
export function roundedTo(value: Rational, places: number): Rational {
  const bottom = 10n ** BigInt(places);
  const magnitude = (value.top < 0n ? -value.top : value.top) * bottom;
  const whole = (magnitude * 2n + value.bottom) / (value.bottom * 2n);
  return { top: value.top < 0n ? -whole : whole, bottom };
}

/** Rounded half away from zero to so many decimals, as text. For showing only. */
export function rationalText(value: Rational, places: number): string {
  return roundedText(value.top, value.bottom, places);
}

/** The exact decimal text when the fraction has one of at most `places` decimals, else the text rounded to them. */
export function plainText(value: Rational, places: number): string {
  const text = rationalText(value, places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * Text of at least so many decimals that stands on the right side of every threshold: more decimals when rounding would touch
 * or cross one, and "<1" or ">1" when twelve still would.
 */
export function faithfulText(value: Rational, thresholds: readonly Rational[], digits: number): string {
  for (let places = digits; places <= 12; places += 1) {
    const shown = roundedTo(value, places);
    const crossed = thresholds.some((threshold) => compareRationals(shown, threshold) !== compareRationals(value, threshold));
    if (!crossed) return rationalText(value, places);
  }
  const crossed = thresholds.find((threshold) => compareRationals(roundedTo(value, 12), threshold) !== compareRationals(value, threshold))!;
  return `${compareRationals(value, crossed) < 0 ? '<' : '>'}${plainText(crossed, 12)}`;
}

const exactLimit = BigInt(Number.MAX_SAFE_INTEGER);

/** The nearest double (to within one unit in the last place). For fast paths and charts; never compared on its own. */
export function toNumber(value: Rational): number {
  const { top, bottom } = reduced(value);
  const magnitude = top < 0n ? -top : top;
  if (magnitude <= exactLimit && bottom <= exactLimit) return Number(top) / Number(bottom);
  const shift = Math.max(0, 66 + 4 * (bottom.toString(16).length - magnitude.toString(16).length));
  return Number((top << BigInt(shift)) / bottom) / 2 ** shift;
}
