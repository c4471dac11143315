// A score opened to its formula: every indicator with the actual numbers in it, as plain text values that can be sent and printed.
import { decimalText } from '../units.ts';
import { displayUnit, figureNames, inUnit, type FigureKey } from './figures.ts';
import { splitUnit } from './indicators.ts';
import { ONE, compareRationals, faithfulText, fromDecimal, multiply, plainText, type Rational } from './rational.ts';
import type { AppliedAdjustment, SubScore, SubjectScore } from './score.ts';
import type { Lack } from './sub-score.ts';

export interface FigureExplanation {
  readonly figure: FigureKey;
  readonly name: string;
  readonly unit: string;
  /** Null = not known. */
  readonly value: string | null;
}

export interface SubScoreExplanation {
  readonly indicator: string;
  readonly name: string;
  readonly unit: string;
  readonly numerator: FigureExplanation;
  readonly denominator: FigureExplanation;
  readonly value: string | null;
  readonly base: string;
  readonly weight: string;
  /** Bounds in points; null = none. */
  readonly cap: string | null;
  readonly floor: string | null;
  readonly bound: 'cap' | 'floor' | null;
  readonly state: SubScore['state'];
  /** Before cap and floor, and as counted. */
  readonly uncapped: string | null;
  readonly points: string | null;
  readonly lack: Lack | null;
  readonly withoutData: readonly string[];
  /** The whole computation in one line. */
  readonly formula: string;
}

export interface AdjustmentExplanation {
  readonly item: string;
  readonly name: string;
  readonly kind: 'bonus' | 'penalty';
  readonly points: string;
  readonly applies: true | 'unknown';
  readonly found: readonly string[];
}

export interface ScoreExplanation {
  readonly subject: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly subScores: readonly SubScoreExplanation[];
  /** Factor by which the sub-scores are multiplied; null when no weight is missing. */
  readonly reweight: string | null;
  readonly adjustments: readonly AdjustmentExplanation[];
  readonly bonus: string;
  readonly penalty: string;
  readonly total: string | null;
  readonly formula: string;
}

const places = 6;

/** Opens a score. `cuts` are scores at which a class begins, so that the text never stands on the wrong side of one. */
export function explainScore(score: SubjectScore, cuts: readonly Rational[] = []): ScoreExplanation {
  const subScores = score.subScores.map(explainSubScore);
  const total = score.total && faithfulText(score.total, cuts, 2);
  const reweight = compareRationals(score.reweight, ONE) === 0 ? null : plainText(score.reweight, places);
  const [bonus, penalty] = [plainText(score.bonus, places), plainText(score.penalty, places)];
  return {
    subject: score.subject.id,
    name: score.subject.name,
    members: score.subject.members.map((member) => member.uscc),
    subScores,
    reweight,
    adjustments: score.adjustments.map(explainAdjustment),
    bonus,
    penalty,
    total,
    formula:
      total === null
        ? `缺${score.subScores
            .filter((each) => score.lacking.includes(each.compiled.indicator.id))
            .map((each) => each.compiled.indicator.name)
            .join('、')}，不能计分`
        : totalFormula(subScores, reweight, bonus, penalty, total),
  };
}

function totalFormula(
  subScores: readonly SubScoreExplanation[],
  reweight: string | null,
  bonus: string,
  penalty: string,
  total: string,
): string {
  const points = subScores.filter((each) => each.points !== null).map((each) => `${each.name} ${each.points}`);
  const weighted = reweight === null ? points.join(' + ') : `（${points.join(' + ')}）× ${reweight}`;
  return `${weighted}${bonus === '0' ? '' : ` + 加分 ${bonus}`}${penalty === '0' ? '' : ` − 扣分 ${penalty}`} = ${total}`;
}

function explainAdjustment(adjustment: AppliedAdjustment): AdjustmentExplanation {
  const { item, name, kind, found } = adjustment;
  return { item, name, kind, points: plainText(adjustment.points, places), applies: adjustment.truth === true ? true : 'unknown', found };
}

/** Opens one sub-score. */
export function explainSubScore(subScore: SubScore): SubScoreExplanation {
  const { compiled, reading } = { compiled: subScore.compiled, reading: subScore };
  const { indicator } = compiled;
  const [upper, lower] = splitUnit(indicator) ?? [displayUnit(indicator.numerator), displayUnit(indicator.denominator)];
  const numerator = explainFigure(indicator.numerator, upper, reading.numerator);
  const denominator = explainFigure(indicator.denominator, lower, reading.denominator);
  const thresholds = [compiled.base, ...(compiled.indicator.cap ? [multiply(compiled.base, fromDecimal(compiled.indicator.cap))] : [])];
  const explained = {
    indicator: indicator.id,
    name: indicator.name,
    unit: indicator.unit,
    numerator,
    denominator,
    value: reading.value && faithfulText(reading.value, thresholds, 4),
    base: decimalText(indicator.base),
    weight: decimalText(indicator.weight),
    cap: compiled.ceiling && plainText(compiled.ceiling, places),
    floor: compiled.floor && plainText(compiled.floor, places),
    bound: reading.bound,
    state: subScore.state,
    uncapped: reading.uncapped && plainText(reading.uncapped, places),
    points: subScore.counted && plainText(subScore.counted, places),
    lack: reading.lack,
    withoutData: reading.withoutData,
  };
  return { ...explained, formula: formulaOf(explained) };
}

function explainFigure(figure: FigureKey, unit: string, value: Rational | null): FigureExplanation {
  return { figure, name: figureNames[figure], unit, value: value && plainText(inUnit(value, figure, unit), 8) };
}

const lackTexts: Readonly<Record<Lack, string>> = {
  numerator: '分子未知',
  denominator: '分母未知',
  'zero-denominator': '分母为零',
  'negative-denominator': '分母为负',
};

const stateTexts: Readonly<Record<SubScore['state'], string>> = {
  computed: '',
  'group-average': '按全组平均得分计',
  zero: '按零分计',
  reweighted: '不计，权重由其余指标分担',
  lacking: '不参与评价',
};

function formulaOf(part: Omit<SubScoreExplanation, 'formula'>): string {
  const quotient = `${part.name} = ${figureText(part.numerator)} ÷ ${figureText(part.denominator)}`;
  if (part.state !== 'computed') {
    const points = part.points === null ? '' : ` ${part.points}`;
    return `${quotient}：${part.lack ? lackTexts[part.lack] : '无值'}，${stateTexts[part.state]}${points}`;
  }
  if (part.value === null) return `${quotient}：分母为零，按上限计 ${part.points}`;
  const unit = part.unit === '比值' ? '' : part.unit === '%' ? '%' : ` ${part.unit}`;
  const bounded = part.bound === 'cap' ? `，超过上限，计 ${part.points}` : part.bound === 'floor' ? `，低于下限，计 ${part.points}` : '';
  return `${quotient} = ${part.value}${unit}；÷ 基准值 ${part.base} × 权重 ${part.weight} = ${part.uncapped}${bounded}`;
}

function figureText(figure: FigureExplanation): string {
  return figure.value === null ? `${figure.name}未知` : `${figure.name} ${figure.value} ${figure.unit}`;
}
