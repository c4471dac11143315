// The yearly figures an evaluation is made from, as exact numbers in their smallest units, and the units they may be stated in.
import type { Account } from '../firms/firm.ts';
import { decimal, type MicroMu } from '../units.ts';
import { fromDecimal, multiply, rational, type Rational } from './rational.ts';

export const figureKeys = [
  'tax',
  'revenue',
  'valueAdded',
  'researchSpending',
  'energyTce',
  'powerKwh',
  'waterTonnes',
  'emissionsTonnes',
  'employees',
  'area',
] as const;
/** One input of the evaluation: the account's fields, and `area` = the land counted for the subject (评价用地). */
export type FigureKey = (typeof figureKeys)[number];

/** Chinese names, as bureaus write the columns. */
export const figureNames: Readonly<Record<FigureKey, string>> = {
  tax: '税收实际贡献',
  revenue: '主营业务收入',
  valueAdded: '工业增加值',
  researchSpending: '研发费用',
  energyTce: '综合能耗',
  powerKwh: '用电量',
  waterTonnes: '用水量',
  emissionsTonnes: '主要污染物排放量',
  employees: '平均职工人数',
  area: '评价用地',
};

/** Figures in smallest units (fen, micro-mu, 吨标煤, kWh, 吨, 人). Null = not known, never zero. */
export type Figures = Readonly<Record<FigureKey, Rational | null>>;

const moneyUnitFactors = { 元: rational(1, 100), 万元: rational(1, 1_000_000), 亿元: rational(1, 10_000_000_000n) };
const landUnitFactors = { 亩: rational(1, 1_000_000), 平方米: rational(1, 1_500), 公顷: rational(1, 15_000_000) };
const tonneFactors = { 吨: rational(1), 万吨: rational(1, 10_000) };

const unitFactors: Readonly<Record<FigureKey, Readonly<Record<string, Rational>>>> = {
  tax: moneyUnitFactors,
  revenue: moneyUnitFactors,
  valueAdded: moneyUnitFactors,
  researchSpending: moneyUnitFactors,
  energyTce: { 吨标煤: rational(1), 万吨标煤: rational(1, 10_000) },
  powerKwh: { 千瓦时: rational(1), 万千瓦时: rational(1, 10_000) },
  waterTonnes: tonneFactors,
  emissionsTonnes: tonneFactors,
  employees: { 人: rational(1), 万人: rational(1, 10_000) },
  area: landUnitFactors,
};

/** What one smallest unit of the figure is in the stated unit (1 fen = 1/1 000 000 万元); null when the figure is never stated in it. */
export function unitFactor(figure: FigureKey, unit: string): Rational | null {
  return unitFactors[figure][unit] ?? null;
}

/** Units in which the figure may be stated. */
export function unitsOf(figure: FigureKey): readonly string[] {
  return Object.keys(unitFactors[figure]);
}

/** True when the two figures measure the same kind of thing, so that their quotient may be a percentage. */
export function sameKind(a: FigureKey, b: FigureKey): boolean {
  return unitFactors[a] === unitFactors[b];
}

export function isMoney(figure: FigureKey): boolean {
  return unitFactors[figure] === moneyUnitFactors;
}

/** The unit in which a figure is shown when nothing else is asked: 万元, 亩, and the plain unit of the rest. */
export function displayUnit(figure: FigureKey): string {
  if (isMoney(figure)) return '万元';
  return unitsOf(figure)[0]!;
}

/** A figure in a unit in which it may be stated; a unit that does not belong to it is a bug and throws. */
export function inUnit(value: Rational, figure: FigureKey, unit: string): Rational {
  const factor = unitFactor(figure, unit);
  if (!factor) throw new RangeError(`${figure} is not stated in ${unit}`);
  return multiply(value, factor);
}

/** The figures of one account with the land counted for it. A missing account leaves all but the land unknown. */
export function figuresOf(account: Account | null, area: MicroMu | null): Figures {
  return {
    tax: whole(account?.tax),
    revenue: whole(account?.revenue),
    valueAdded: whole(account?.valueAdded),
    researchSpending: whole(account?.researchSpending),
    energyTce: stated(account?.energyTce),
    powerKwh: stated(account?.powerKwh),
    waterTonnes: stated(account?.waterTonnes),
    emissionsTonnes: stated(account?.emissionsTonnes),
    employees: stated(account?.employees),
    area: whole(area),
  };
}

function whole(value: number | null | undefined): Rational | null {
  return value === null || value === undefined ? null : rational(value);
}

/** A number that stands in the record for decimal text: its shortest text is what was meant. */
function stated(value: number | null | undefined): Rational | null {
  if (value === null || value === undefined) return null;
  return Number.isSafeInteger(value) ? rational(value) : fromDecimal(decimal(value));
}

/** Every figure times an exact share (a block's part of a firm). */
export function scaledFigures(figures: Figures, share: Rational): Figures {
  return mapFigures((key) => {
    const value = figures[key];
    return value === null ? null : multiply(value, share);
  });
}

export function mapFigures(valueOf: (key: FigureKey) => Rational | null): Figures {
  return {
    tax: valueOf('tax'),
    revenue: valueOf('revenue'),
    valueAdded: valueOf('valueAdded'),
    researchSpending: valueOf('researchSpending'),
    energyTce: valueOf('energyTce'),
    powerKwh: valueOf('powerKwh'),
    waterTonnes: valueOf('waterTonnes'),
    emissionsTonnes: valueOf('emissionsTonnes'),
    employees: valueOf('employees'),
    area: valueOf('area'),
  };
}
