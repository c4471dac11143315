// Exact land and money: integer micro-mu and fen, decimal thresholds, and their comparison without rounding.

declare const microMuBrand: unique symbol;
declare const fenBrand: unique symbol;

/** Land area in whole micro-mu: 1 亩 = 1 000 000 µmu, 1 m² = 1 500 µmu (1 亩 = 10 000/15 m²). */
export type MicroMu = number & { readonly [microMuBrand]: true };

/** Money in whole fen: 1 元 = 100 fen, 1 万元 = 1 000 000 fen. May be negative (refunds). */
export type Fen = number & { readonly [fenBrand]: true };

/** 1 万元 in fen, and 1 亩 in micro-mu: equal on purpose, so that 万元/亩 is fen ÷ micro-mu. */
export const FEN_PER_WAN = 1_000_000;
export const MICRO_MU_PER_MU = 1_000_000;
export const MICRO_MU_PER_SQUARE_METRE = 1_500;

export const landUnits = ['亩', '平方米', '公顷'] as const;
export type LandUnit = (typeof landUnits)[number];
export const moneyUnits = ['元', '万元', '亿元'] as const;
export type MoneyUnit = (typeof moneyUnits)[number];

/** An exact decimal number: `digits / 10^scale`. `approx` is the nearest double, for fast paths only. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
  readonly approx: number;
}

/** A value that had to be rounded to the smallest unit says so, for the importer to report. */
export interface Parsed<T> {
  readonly value: T;
  readonly rounded: boolean;
}

/** Whole micro-mu, or a thrown bug: never a fraction, never past 2^53. */
export function microMu(value: number): MicroMu {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of micro-mu: ${value}`);
  return (value === 0 ? 0 : value) as MicroMu;
}

/** Whole fen, or a thrown bug: never a fraction, never past 2^53. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return (value === 0 ? 0 : value) as Fen;
}

const decimalPattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;

/** No figure of a county is longer; a megabyte of digits in a cell must not cost minutes. */
const longestNumber = 200;

/** Decimal text to an exact decimal. Accepts full-width digits, thousands separators and exponents; null when it is not a number. */
export function parseDecimal(text: string): Decimal | null {
  const short = shortDecimal(text);
  if (short) return { digits: BigInt(short.digits), scale: short.scale, approx: short.digits / 10 ** short.scale };
  const plain = text.normalize('NFKC').trim().replace('−', '-');
  if (plain.length > longestNumber) return null;
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  const match = decimalPattern.exec(ungrouped);
  if (!match) return null;
  const [, sign, body, exponentText] = match;
  const [whole = '', fraction = ''] = body!.split('.');
  const exponent = Number(exponentText ?? 0);
  let digits = BigInt(`${whole}${fraction}` || '0');
  let scale = fraction.length - exponent;
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  if (sign === '-') digits = -digits;
  return { digits, scale, approx: Number(`${digits}e-${scale}`) };
}

/** A decimal that a programmer or a JSON number wrote: its shortest decimal text is what was meant (0.1 is one tenth). */
/** Digits and scale of a plain number of up to fifteen places, as most cells are; null for any other writing. */
export function shortDecimal(text: string): { readonly digits: number; readonly scale: number } | null {
  const { length } = text;
  if (length === 0 || length > 15) return null;
  let digits = 0;
  let point = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) digits = digits * 10 + code - 0x30;
    else if (code === 0x2e && point < 0 && index > 0) point = index;
    else return null;
  }
  if (point === length - 1) return null;
  let scale = point < 0 ? 0 : length - 1 - point;
  while (scale > 0 && digits % 10 === 0) {
    digits /= 10;
    scale -= 1;
  }
  return { digits, scale };
}

export function decimal(value: number | string): Decimal {
  const parsed = parseDecimal(String(value));
  if (!parsed) throw new RangeError(`not a decimal number: ${value}`);
  return parsed;
}

/** The decimal's plain text, without exponent or trailing zeros. */
export function decimalText(value: Decimal): string {
  const negative = value.digits < 0n;
  const text = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  const whole = text.slice(0, text.length - value.scale);
  const fraction = text.slice(text.length - value.scale);
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Exact order of two decimals: -1, 0 or 1. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const left = a.digits * 10n ** BigInt(scale - a.scale);
  const right = b.digits * 10n ** BigInt(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The decimal times a rational, rounded half away from zero to a whole number; says whether it had to round. */
function scaleToWhole(value: Decimal, numerator: bigint, denominator: bigint): Parsed<number> {
  const top = value.digits * numerator;
  const bottom = 10n ** BigInt(value.scale) * denominator;
  const magnitude = top < 0n ? -top : top;
  const whole = (magnitude * 2n + bottom) / (bottom * 2n);
  return { value: Number(top < 0n ? -whole : whole), rounded: magnitude % bottom !== 0n };
}

const microMuPer: Record<LandUnit, bigint> = { 亩: 1_000_000n, 平方米: 1_500n, 公顷: 15_000_000n };
const fenPer: Record<MoneyUnit, bigint> = { 元: 100n, 万元: 1_000_000n, 亿元: 10_000_000_000n };

/** Area text in a stated unit to micro-mu; null when it is not a number or is past the exact range. */
export function parseLand(text: string, unit: LandUnit): Parsed<MicroMu> | null {
  const value = parseDecimal(text);
  if (!value) return null;
  const whole = scaleToWhole(value, microMuPer[unit], 1n);
  return Number.isSafeInteger(whole.value) ? { value: microMu(whole.value), rounded: whole.rounded } : null;
}

/** Money text in a stated unit to fen; null when it is not a number or is past the exact range. */
export function parseMoney(text: string, unit: MoneyUnit): Parsed<Fen> | null {
  const value = parseDecimal(text);
  if (!value) return null;
  const whole = scaleToWhole(value, fenPer[unit], 1n);
  return Number.isSafeInteger(whole.value) ? { value: fen(whole.value), rounded: whole.rounded } : null;
}

/** Square metres, as measured (already inexact), to the nearest micro-mu. */
export function microMuFromSquareMetres(squareMetres: number): MicroMu {
  return microMu(Math.round(squareMetres * MICRO_MU_PER_SQUARE_METRE));
}

/** Micro-mu as a number of mu for replies; the double nearest to the exact decimal. */
export function toMu(area: MicroMu): number {
  return area / MICRO_MU_PER_MU;
}

/** Fen as a number of 万元 for replies; the double nearest to the exact decimal. */
export function toWan(money: Fen): number {
  return money / FEN_PER_WAN;
}

/** Below this relative distance a double quotient is not trusted and the integers decide. */
const doubtful = 1e-9;

/**
 * Exact order of `money / area` (万元/亩) against a decimal threshold: -1, 0 or 1.
 * `area` must be positive. Doubles decide when they are plainly apart, big integers otherwise.
 */
export function compareRatio(money: Fen, area: MicroMu, threshold: Decimal): -1 | 0 | 1 {
  if (area <= 0) throw new RangeError('a ratio needs a positive area');
  const quotient = money / area;
  const distance = quotient - threshold.approx;
  if (Math.abs(distance) > doubtful * Math.max(1, Math.abs(threshold.approx))) return distance < 0 ? -1 : 1;
  const left = BigInt(money) * 10n ** BigInt(threshold.scale);
  const right = threshold.digits * BigInt(area);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Exact order of an area against a decimal number of mu. */
export function compareMu(area: MicroMu, threshold: Decimal): -1 | 0 | 1 {
  const left = BigInt(area) * 10n ** BigInt(threshold.scale);
  const right = threshold.digits * BigInt(MICRO_MU_PER_MU);
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The rational `numerator / denominator` as decimal text that is on the right side of every threshold:
 * at least `digits` decimals, more when rounding would touch or cross a threshold, and "<1" or ">1" when
 * eight decimals still would. `denominator` must be positive.
 */
export function formatQuotient(numerator: number, denominator: number, thresholds: readonly Decimal[], digits = 2): string {
  for (let places = digits; places <= 8; places += 1) {
    const text = roundedText(BigInt(numerator), BigInt(denominator), places);
    const shown = decimal(text);
    const faithful = thresholds.every(
      (threshold) => compareDecimals(shown, threshold) === compareRatio(fen(numerator), microMu(denominator), threshold),
    );
    if (faithful) return text;
  }
  const nearest = [...thresholds].sort(
    (a, b) => Math.abs(numerator / denominator - a.approx) - Math.abs(numerator / denominator - b.approx),
  )[0]!;
  const order = compareRatio(fen(numerator), microMu(denominator), nearest);
  // Equal to a threshold of more than eight decimals: the threshold's own text is the exact value.
  return `${order < 0 ? '<' : order > 0 ? '>' : ''}${decimalText(nearest)}`;
}

/** Exact quotient rounded half away from zero to so many decimals, as text. */
export function roundedText(numerator: bigint, denominator: bigint, places: number): string {
  const negative = numerator < 0n !== denominator < 0n && numerator !== 0n;
  const top = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places);
  const bottom = denominator < 0n ? -denominator : denominator;
  const whole = ((top * 2n + bottom) / (bottom * 2n)).toString().padStart(places + 1, '0');
  const head = whole.slice(0, whole.length - places);
  const tail = whole.slice(whole.length - places);
  const text = places === 0 ? whole : `${head}.${tail}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Sum of areas; throws when it leaves the exact range. */
export function sumMicroMu(areas: Iterable<MicroMu>): MicroMu {
  let total = 0;
  // Checked at each step: a sum that left the exact range and came back would look whole and be wrong.
  for (const area of areas) total = microMu(total + area);
  return microMu(total);
}

/** Sum of money; throws when it leaves the exact range. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total = fen(total + amount);
  return fen(total);
}

/**
 * Splits a whole amount by non-negative whole weights so that the parts add up to it exactly
 * (largest remainder first, ties to the earlier part). All-zero weights give null: nothing to split by.
 */
export function splitByWeight(amount: number, weights: readonly number[]): number[] | null {
  if (weights.some((weight) => weight < 0)) throw new RangeError('a share needs a weight of zero or more');
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return null;
  const sign = amount < 0 ? -1n : 1n;
  const magnitude = BigInt(Math.abs(amount));
  const parts = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, whole: product / total, rest: product % total };
  });
  let left = magnitude - parts.reduce((sum, part) => sum + part.whole, 0n);
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break;
    part.whole += 1n;
    left -= 1n;
  }
  return parts.map((part) => Number(sign * part.whole));
}
