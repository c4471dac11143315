// Units as written in headers, unit rows and cells, and what one of them is worth, exactly.
import { ownValue } from '#domain/own-value.ts';
import {
  decimalText,
  fen,
  microMu,
  parseDecimal,
  parseLand,
  parseMoney,
  shortDecimal,
  type Fen,
  type LandUnit,
  type MicroMu,
  type MoneyUnit,
  type Parsed,
} from '#domain/units.ts';
import type { Quantity } from './field.ts';

/** A unit: the domain's unit and a power of ten on top (千元 = 元 × 10³), or a plain factor of the quantity's own unit. */
interface Unit {
  readonly quantity: Quantity;
  readonly name: string;
  readonly base?: LandUnit | MoneyUnit;
  readonly power: number;
  /** How many of the base unit one is, as an exact decimal, for units of other countries. */
  readonly factor?: string;
}

const unit = (quantity: Quantity, name: string, power = 0, base?: LandUnit | MoneyUnit): Unit => ({
  quantity,
  name,
  power,
  ...(base ? { base } : {}),
});

const landUnitsWritten: readonly (readonly [string, Unit])[] = [
  ['亩', unit('land', '亩', 0, '亩')],
  ['mu', unit('land', '亩', 0, '亩')],
  ['万亩', unit('land', '万亩', 4, '亩')],
  ...['平方米', '平米', '㎡', 'm2', 'm²', 'm^2', '平方公尺', 'sqm', '平'].map(
    (name) => [name, unit('land', '平方米', 0, '平方米')] as const,
  ),
  ['万平方米', unit('land', '万平方米', 4, '平方米')],
  ['万平米', unit('land', '万平方米', 4, '平方米')],
  ...['公顷', 'ha', 'hm2', 'hm²', 'hectare'].map((name) => [name, unit('land', '公顷', 0, '公顷')] as const),
  // The international foot of 0.3048 m; the American survey foot differs by two millionths.
  ...['平方英尺', 'sqft', 'ft2', 'ft²', 'sq.ft', 'sq.ft.', 'squarefeet', 'squarefoot', 'sf'].map(
    (name) => [name, { ...unit('land', '平方英尺', 0, '平方米'), factor: '0.09290304' }] as const,
  ),
  ...['英亩', 'acre', 'acres', 'ac'].map((name) => [name, { ...unit('land', '英亩', 0, '平方米'), factor: '4046.8564224' }] as const),
  ['平方公里', unit('land', '平方公里', 2, '公顷')],
  ['km2', unit('land', '平方公里', 2, '公顷')],
];
const otherUnitsWritten: readonly (readonly [string, Unit])[] = [
  ['元', unit('money', '元', 0, '元')],
  ['人民币元', unit('money', '元', 0, '元')],
  ['yuan', unit('money', '元', 0, '元')],
  ['rmb', unit('money', '元', 0, '元')],
  ['千元', unit('money', '千元', 3, '元')],
  ['万元', unit('money', '万元', 0, '万元')],
  ['万', unit('money', '万元', 0, '万元')],
  ['人民币万元', unit('money', '万元', 0, '万元')],
  ['wan', unit('money', '万元', 0, '万元')],
  ['百万元', unit('money', '百万元', 2, '万元')],
  ['亿元', unit('money', '亿元', 0, '亿元')],
  ...['吨标准煤', '吨标煤', '吨煤', 'tce', '吨标'].map((name) => [name, unit('energy', '吨标准煤')] as const),
  ...['万吨标准煤', '万吨标煤'].map((name) => [name, unit('energy', '万吨标准煤', 4)] as const),
  ...['千瓦时', 'kwh', '度', 'kw·h', 'kw.h'].map((name) => [name, unit('power', '千瓦时')] as const),
  ...['万千瓦时', '万度', '万kwh'].map((name) => [name, unit('power', '万千瓦时', 4)] as const),
  ['兆瓦时', unit('power', '兆瓦时', 3)],
  ['mwh', unit('power', '兆瓦时', 3)],
  ...['吨', 't'].flatMap((name) => [[name, unit('mass', '吨')] as const, [name, unit('water', '吨')] as const]),
  ['万吨', unit('water', '万吨', 4)],
  ['万吨', unit('mass', '万吨', 4)],
  ['千克', unit('mass', '千克', -3)],
  ['公斤', unit('mass', '千克', -3)],
  ['kg', unit('mass', '千克', -3)],
  ...['立方米', 'm3', 'm³', '方'].map((name) => [name, unit('water', '立方米')] as const),
  ...['万立方米', '万方'].map((name) => [name, unit('water', '万立方米', 4)] as const),
  ...['人', '名', '个'].map((name) => [name, unit('count', '人')] as const),
];
const written = [...landUnitsWritten, ...otherUnitsWritten];
const foldedNames = new Set(written.map(([name]) => foldUnit(name)));
const byFoldedName = new Map(written.map(([name, found]) => [`${found.quantity} ${foldUnit(name)}`, found]));
const byName = new Map(written.map(([, found]) => [`${found.quantity} ${found.name}`, found]));

function foldUnit(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s:/()[\]]/g, '')
    .replace(/^单位/, '');
}

/** The unit's name when the text is one of this quantity; null otherwise. */
export function unitOf(text: string, quantity: Quantity): string | null {
  return byFoldedName.get(`${quantity} ${foldUnit(text)}`)?.name ?? null;
}

/** Names of the units of a quantity. */
export function unitsOf(quantity: Quantity): string[] {
  return [...new Set(written.filter(([, found]) => found.quantity === quantity).map(([, found]) => found.name))];
}

/** Whether the text is a unit of anything (also a compound one such as 万元/亩): what makes a row a row of units. */
export function isUnitText(text: string): boolean {
  const parts = text.normalize('NFKC').replaceAll(/[()]/g, '').split(/[/／]/);
  return parts.every((part) => part === '%' || foldedNames.has(foldUnit(part)));
}

/**
 * Whether the text is a unit, but none of this quantity: 万元/亩 or 美元 under the tax, 元 under an area. Such a column measures
 * something else, or in something else, and must not be read in the customary unit.
 */
export function isOtherUnit(text: string, quantity: Quantity): boolean {
  if (unitOf(text, quantity) !== null) return false;
  return isUnitText(text) || /(元|币|亩|米|尺|㎡|顷|公里|吨|焦|标煤|度|小时|千瓦)$/.test(foldUnit(text));
}

/** 万元/亩, 吨标准煤/万元: one unit over another. */
export function isQuotient(text: string): boolean {
  return /[/／]/.test(text) && isUnitText(text);
}

function named(name: string, quantity: Quantity): Unit {
  const found = byName.get(`${quantity} ${name}`);
  if (!found) throw new RangeError(`no unit ${name} of ${quantity}`);
  return found;
}

/** The number times a power of ten, as text; what is no number stays as it is and fails in the parser that comes next. */
function scaled(text: string, power: number): string {
  if (power === 0) return text;
  const value = parseDecimal(text);
  return value ? `${decimalText(value)}e${power}` : text;
}

/** The number times an exact decimal, as text. */
function multiplied(text: string, factor: string | undefined): string {
  const [value, times] = [parseDecimal(text), factor === undefined ? null : parseDecimal(factor)];
  if (!value || !times) return text;
  return decimalText({ digits: value.digits * times.digits, scale: value.scale + times.scale, approx: Number.NaN });
}

/** Units of other countries: read exactly, and said to have been converted. */
export function isForeignUnit(unitName: string): boolean {
  return unitName === '平方英尺' || unitName === '英亩';
}

/** Micro-mu of one of the unit, for the plain ones that most columns are in. */
const plainLand: Readonly<Record<string, number>> = { 平方米: 1_500, 亩: 1_000_000, 公顷: 15_000_000 };

const plainMoney: Readonly<Record<string, number>> = { 元: 100, 万元: 1_000_000 };

/** A short number that comes out whole, without the long arithmetic that the others need; null when it is not one. */
function wholeOf(text: string, perUnit: number | undefined): number | null {
  const short = perUnit === undefined ? null : shortDecimal(text);
  if (!short) return null;
  const product = short.digits * perUnit!;
  const value = product / 10 ** short.scale;
  return product <= Number.MAX_SAFE_INTEGER && Number.isInteger(value) ? value : null;
}

export function landIn(text: string, unitName: string): Parsed<MicroMu> | null {
  const short = wholeOf(text, ownValue(plainLand, unitName));
  if (short !== null) return { value: microMu(short), rounded: false };
  const found = named(unitName, 'land');
  return parseLand(multiplied(scaled(text, found.power), found.factor), found.base as LandUnit);
}

export function moneyIn(text: string, unitName: string): Parsed<Fen> | null {
  const short = wholeOf(text, ownValue(plainMoney, unitName));
  if (short !== null) return { value: fen(short), rounded: false };
  const found = named(unitName, 'money');
  return parseMoney(scaled(text, found.power), found.base as MoneyUnit);
}

/** Number in the quantity's own unit (tce, kWh, t, persons). */
export function numberIn(text: string, unitName: string, quantity: Quantity): number | null {
  const { power } = named(unitName, quantity);
  const short = power === 0 ? shortDecimal(text) : null;
  if (short) return short.digits / 10 ** short.scale;
  const value = parseDecimal(scaled(text, power));
  return value && Number.isFinite(value.approx) ? value.approx : null;
}

/** `21亩` → number and unit; the plain text when no unit of this quantity follows. */
export function splitUnit(text: string, quantity: Quantity): { readonly number: string; readonly unit: string | null } {
  // Most cells are a number and nothing else.
  if (/^[\d.]+$/.test(text)) return { number: text, unit: null };
  const match = /^([+\-−(]?[\d.,]+\)?)\s*([^\d.,)].*)$/.exec(text.normalize('NFKC').trim());
  const found = match ? unitOf(match[2]!, quantity) : null;
  return found ? { number: match![1]!, unit: found } : { number: text, unit: null };
}
