// Scores of one group: sub-scores, missing-value rules, bonus and penalty, added up exactly.
import type { Adjustment, ScoringGroup, TenantRule } from './parameters.ts';
import type { MarkBook } from './marks.ts';
import {
  ONE,
  ZERO,
  add,
  compareRationals,
  divide,
  fromDecimal,
  multiply,
  rational,
  roundedTo,
  signOf,
  subtract,
  sum,
  type Rational,
} from './rational.ts';
import { compileIndicator, readIndicator, type CompiledIndicator, type Reading } from './sub-score.ts';
import type { Subject } from './subjects.ts';
import { testTriggers, type Finding } from './triggers.ts';

/** How a sub-score came about: computed, or by which missing-value rule. `lacking` leaves the subject without a score. */
export type SubScoreState = 'computed' | 'group-average' | 'zero' | 'reweighted' | 'lacking';

export interface SubScore extends Reading {
  readonly compiled: CompiledIndicator;
  readonly state: SubScoreState;
  /** What is counted, before reweighting; null when reweighted or lacking. */
  readonly counted: Rational | null;
}

/** An item of the parameter set that applies, or of which it is not known whether it does. */
export interface ItemFinding extends Finding {
  readonly item: string;
  readonly name: string;
}

export interface AppliedAdjustment extends ItemFinding {
  readonly kind: 'bonus' | 'penalty';
  readonly points: Rational;
}

export interface SubjectScore {
  readonly subject: Subject;
  readonly subScores: readonly SubScore[];
  /** By what the sum of sub-scores is multiplied so that the weights left carry the whole score; 1 when none is missing. */
  readonly reweight: Rational;
  /** Items that hold, and those that cannot be decided (which add nothing). */
  readonly adjustments: readonly AppliedAdjustment[];
  /** After the limits; both not negative. */
  readonly bonus: Rational;
  readonly penalty: Rational;
  /** Exact score; null when the subject cannot be scored. */
  readonly total: Rational | null;
  /** Indicators for lack of which there is no score. */
  readonly lacking: readonly string[];
}

export interface ScoringContext {
  readonly year: number;
  readonly marks: MarkBook;
  readonly memberMissing: TenantRule['memberMissing'];
}

/** Decimals to which sub-scores and their mean are taken for the group average: it is a published figure, not a fraction without end. */
export const AVERAGE_PLACES = 12;

/**
 * Scores the subjects of one group, in their order. First those are set aside that lack an indicator without which nobody is
 * evaluated, or all indicators; the averages are taken over the rest, of computed sub-scores only.
 */
export function scoreGroup(group: ScoringGroup, subjects: readonly Subject[], context: ScoringContext): SubjectScore[] {
  const compiled = group.indicators.map(compileIndicator);
  const readings = subjects.map((subject) => compiled.map((indicator) => readIndicator(indicator, subject, context.memberMissing)));
  const averages = groupAverages(compiled, readings);
  return subjects.map((subject, index) => {
    const subScores = compiled.map((indicator, at) => settle(indicator, readings[index]![at]!, averages[at]!));
    return assemble(group, subject, subScores, context);
  });
}

/** The mean sub-score of each averaged indicator over the evaluated subjects that have one; null when nobody has. */
export function groupAverages(
  compiled: readonly CompiledIndicator[],
  readings: readonly (readonly Pick<Reading, 'points'>[])[],
): (Rational | null)[] {
  const evaluated = readings.filter(
    (row) =>
      row.some(({ points }) => points) && row.every(({ points }, at) => points || compiled[at]!.indicator.missing !== 'not-evaluated'),
  );
  return compiled.map(({ indicator }, at) => {
    if (indicator.missing !== 'group-average') return null;
    const known = evaluated.map((row) => row[at]!.points).filter((points) => points !== null);
    if (known.length === 0) return null;
    return roundedTo(divide(sum(known.map((points) => roundedTo(points, AVERAGE_PLACES))), rational(known.length)), AVERAGE_PLACES);
  });
}

/** Applies the missing-value rule to one reading. */
export function settle(compiled: CompiledIndicator, reading: Reading, average: Rational | null): SubScore {
  const found = { ...reading, compiled };
  if (reading.points) return { ...found, state: 'computed', counted: reading.points };
  switch (compiled.indicator.missing) {
    case 'group-average':
      return average ? { ...found, state: 'group-average', counted: average } : { ...found, state: 'lacking', counted: null };
    case 'zero':
      return { ...found, state: 'zero', counted: ZERO };
    case 'reweight':
      return { ...found, state: 'reweighted', counted: null };
    case 'not-evaluated':
      return { ...found, state: 'lacking', counted: null };
  }
}

/** The sub-scores added up, with the weights left carrying the whole when some are missing. Points are null, with the reason, when there is no score. */
export function combine(subScores: readonly SubScore[]): {
  readonly reweight: Rational;
  readonly points: Rational | null;
  readonly lacking: readonly string[];
} {
  const nobodyKnows = subScores.every((each) => each.points === null);
  const carried = sum(subScores.filter((each) => each.state !== 'reweighted').map((each) => each.compiled.weight));
  const weightless = signOf(carried) <= 0;
  const lacking = subScores.filter((each) => each.state === 'lacking' || nobodyKnows || (weightless && each.state === 'reweighted'));
  if (lacking.length > 0) return { reweight: ONE, points: null, lacking: lacking.map((each) => each.compiled.indicator.id) };
  const reweight = divide(sum(subScores.map((each) => each.compiled.weight)), carried);
  return { reweight, points: multiply(sum(subScores.map((each) => each.counted ?? ZERO)), reweight), lacking: [] };
}

function assemble(group: ScoringGroup, subject: Subject, subScores: readonly SubScore[], context: ScoringContext): SubjectScore {
  const adjustments = adjustmentsOf(group, subject, subScores, context);
  const bonus = limited(pointsOf(adjustments, 'bonus'), group.bonusLimit && fromDecimal(group.bonusLimit));
  const penalty = limited(pointsOf(adjustments, 'penalty'), group.penaltyLimit && fromDecimal(group.penaltyLimit));
  const { points, reweight, lacking } = combine(subScores);
  const total = points && subtract(add(points, bonus), penalty);
  return { subject, subScores, reweight, adjustments, bonus, penalty, total, lacking };
}

function adjustmentsOf(
  group: ScoringGroup,
  subject: Subject,
  subScores: readonly SubScore[],
  context: ScoringContext,
): AppliedAdjustment[] {
  const test = (item: Adjustment): AppliedAdjustment => ({
    ...testTriggers(item.when, { subject, year: context.year, item: item.id, marks: context.marks, indicator: valueOf(subScores) }),
    item: item.id,
    name: item.name,
    kind: item.kind,
    points: fromDecimal(item.points),
  });
  return group.adjustments.map(test).filter((applied) => applied.truth !== false);
}

/** Looks an indicator's value up by id; null when not known. */
export function valueOf(subScores: readonly SubScore[]): (id: string) => Rational | null {
  return (id) => subScores.find((each) => each.compiled.indicator.id === id)?.value ?? null;
}

function pointsOf(adjustments: readonly AppliedAdjustment[], kind: Adjustment['kind']): Rational {
  return sum(adjustments.filter((each) => each.kind === kind && each.truth === true).map((each) => each.points));
}

function limited(points: Rational, limit: Rational | null): Rational {
  return limit && compareRationals(points, limit) > 0 ? limit : points;
}
