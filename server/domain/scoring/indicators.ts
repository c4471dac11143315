// Indicators of the evaluation: quotients of two yearly figures in a stated unit, and the ones that counties commonly use.
import { figureNames, sameKind, unitFactor, type FigureKey } from './figures.ts';
import { divide, multiply, rational, type Rational } from './rational.ts';

/** A quotient of two figures. `unit` is `分子单位/分母单位` (万元/亩), or `%` or `比值` for two figures of the same kind. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly numerator: FigureKey;
  readonly denominator: FigureKey;
  readonly unit: string;
}

/** The six indicators of 规上 firms (浙政发〔2018〕5号) and the ones counties add. A parameter file may name them by id alone. */
export const knownIndicators: readonly Indicator[] = [
  { id: 'tax-per-mu', name: '亩均税收', numerator: 'tax', denominator: 'area', unit: '万元/亩' },
  { id: 'value-added-per-mu', name: '亩均增加值', numerator: 'valueAdded', denominator: 'area', unit: '万元/亩' },
  { id: 'revenue-per-mu', name: '亩均营业收入', numerator: 'revenue', denominator: 'area', unit: '万元/亩' },
  { id: 'labour-productivity', name: '全员劳动生产率', numerator: 'valueAdded', denominator: 'employees', unit: '万元/人' },
  { id: 'value-added-per-energy', name: '单位能耗增加值', numerator: 'valueAdded', denominator: 'energyTce', unit: '万元/吨标煤' },
  { id: 'value-added-per-emission', name: '单位排放增加值', numerator: 'valueAdded', denominator: 'emissionsTonnes', unit: '万元/吨' },
  { id: 'research-share', name: 'R&D经费支出占主营业务收入比', numerator: 'researchSpending', denominator: 'revenue', unit: '%' },
  { id: 'tax-per-power', name: '单位用电税收', numerator: 'tax', denominator: 'powerKwh', unit: '万元/万千瓦时' },
  { id: 'tax-per-energy', name: '单位能耗税收', numerator: 'tax', denominator: 'energyTce', unit: '万元/吨标煤' },
  { id: 'revenue-per-power', name: '单位用电营业收入', numerator: 'revenue', denominator: 'powerKwh', unit: '万元/万千瓦时' },
  { id: 'tax-per-employee', name: '人均税收', numerator: 'tax', denominator: 'employees', unit: '万元/人' },
  { id: 'tax-share', name: '税收占主营业务收入比', numerator: 'tax', denominator: 'revenue', unit: '%' },
];

/** The units of numerator and denominator that a stated unit splits into; null when it does not fit the two figures. */
export function splitUnit(indicator: Pick<Indicator, 'numerator' | 'denominator' | 'unit'>): readonly [string, string] | null {
  const parts = indicator.unit.split('/');
  const [upper, lower] = parts;
  if (parts.length !== 2 || !upper || !lower) return null;
  return unitFactor(indicator.numerator, upper) && unitFactor(indicator.denominator, lower) ? [upper, lower] : null;
}

/**
 * What the quotient of the two smallest units is in the indicator's unit (fen per micro-mu is 万元/亩 exactly 1).
 * Null when the unit does not fit the two figures.
 */
export function indicatorScale(indicator: Pick<Indicator, 'numerator' | 'denominator' | 'unit'>): Rational | null {
  if (indicator.unit === '%' || indicator.unit === '比值') {
    if (!sameKind(indicator.numerator, indicator.denominator)) return null;
    return indicator.unit === '%' ? rational(100) : rational(1);
  }
  const units = splitUnit(indicator);
  if (!units) return null;
  const upper = unitFactor(indicator.numerator, units[0]);
  const lower = unitFactor(indicator.denominator, units[1]);
  return upper && lower ? divide(upper, lower) : null;
}

/** The indicator's exact value in its unit. The denominator must not be zero; a unit that does not fit is a bug and throws. */
export function indicatorValue(indicator: Indicator, numerator: Rational, denominator: Rational): Rational {
  const scale = indicatorScale(indicator);
  if (!scale) throw new RangeError(`${indicator.id}: unit ${indicator.unit} does not fit ${indicator.numerator}/${indicator.denominator}`);
  return multiply(divide(numerator, denominator), scale);
}

/** 亩均税收 = 税收实际贡献 ÷ 评价用地. */
export function definitionText(indicator: Indicator): string {
  return `${indicator.name} = ${figureNames[indicator.numerator]} ÷ ${figureNames[indicator.denominator]}`;
}
