// One indicator of one subject: its two pooled figures, its value, and value ÷ base × weight held between floor and cap.
import type { FigureKey } from './figures.ts';
import { indicatorScale } from './indicators.ts';
import type { ScoredIndicator, TenantRule } from './parameters.ts';
import { ZERO, compareRationals, divide, fromDecimal, multiply, reduced, signOf, sum, type Rational } from './rational.ts';
import { membersWithBoth, type Subject } from './subjects.ts';

/** Why an indicator has no value: a part is not known, or the denominator is zero or negative. */
export type Lack = 'numerator' | 'denominator' | 'zero-denominator' | 'negative-denominator';

/** An indicator as read from the figures, before any missing-value rule. */
export interface Reading {
  /** Pooled figures in smallest units; null = not known. */
  readonly numerator: Rational | null;
  readonly denominator: Rational | null;
  /** In the indicator's unit; null when there is none (a `lack`, or a positive amount over nothing). */
  readonly value: Rational | null;
  /** Sub-score before and after cap and floor. */
  readonly uncapped: Rational | null;
  readonly points: Rational | null;
  readonly bound: 'cap' | 'floor' | null;
  readonly lack: Lack | null;
  /** Members of a pool whose figures are left out because a part is not known (`memberMissing: leave-out`), or who make the pool unknown. */
  readonly withoutData: readonly string[];
}

/** An indicator with its numbers as exact fractions, made once per group. */
export interface CompiledIndicator {
  readonly indicator: ScoredIndicator;
  readonly scale: Rational;
  readonly weight: Rational;
  readonly base: Rational;
  /** scale × weight ÷ base: what one smallest unit over another earns. */
  readonly factor: Rational;
  /** Bounds of the sub-score in points. */
  readonly ceiling: Rational | null;
  readonly floor: Rational | null;
}

/** Prepares an indicator; a unit that does not fit its figures or a base that is not positive is a bug here (the file check refuses it) and throws. */
export function compileIndicator(indicator: ScoredIndicator): CompiledIndicator {
  const fitting = indicatorScale(indicator);
  const base = fromDecimal(indicator.base);
  if (!fitting || signOf(base) <= 0) throw new RangeError(`indicator ${indicator.id} cannot be computed`);
  const scale = reduced(fitting);
  const weight = fromDecimal(indicator.weight);
  return {
    indicator,
    scale,
    weight,
    base,
    factor: reduced(divide(multiply(scale, weight), base)),
    ceiling: indicator.cap && multiply(fromDecimal(indicator.cap), weight),
    floor: indicator.floor && multiply(fromDecimal(indicator.floor), weight),
  };
}

/** Reads an indicator of a subject from its members' figures. */
export function readIndicator(compiled: CompiledIndicator, subject: Subject, memberMissing: TenantRule['memberMissing']): Reading {
  const pair = pooledPair(subject, compiled.indicator.numerator, compiled.indicator.denominator, memberMissing);
  return subScoreOf(compiled, pair.numerator, pair.denominator, pair.withoutData);
}

/** The sub-score of two known or unknown figures in smallest units. */
export function subScoreOf(
  compiled: CompiledIndicator,
  numerator: Rational | null,
  denominator: Rational | null,
  withoutData: readonly string[] = nobody,
): Reading {
  const lacking = (lack: Lack): Reading => ({
    numerator,
    denominator,
    value: null,
    uncapped: null,
    points: null,
    bound: null,
    lack,
    withoutData,
  });
  if (numerator === null) return lacking('numerator');
  if (denominator === null) return lacking('denominator');
  const sign = signOf(denominator);
  if (sign < 0) return lacking('negative-denominator');
  const { ceiling, floor } = compiled;
  if (sign === 0) {
    const full = compiled.indicator.zeroDenominator === 'cap' && signOf(numerator) > 0;
    if (!full || !ceiling) return lacking('zero-denominator');
    return { numerator, denominator, value: null, uncapped: null, points: ceiling, bound: 'cap', lack: null, withoutData };
  }
  const quotient = divide(numerator, denominator);
  const value = multiply(quotient, compiled.scale);
  const uncapped = multiply(quotient, compiled.factor);
  const bound =
    ceiling && compareRationals(uncapped, ceiling) > 0 ? 'cap' : floor && compareRationals(uncapped, floor) < 0 ? 'floor' : null;
  const points = bound === null ? uncapped : bound === 'cap' ? ceiling : floor;
  return { numerator, denominator, value, uncapped, points, bound, lack: null, withoutData };
}

const nobody: readonly string[] = [];

interface PooledPair {
  readonly numerator: Rational | null;
  readonly denominator: Rational | null;
  readonly withoutData: readonly string[];
}

/**
 * Both figures summed over the members. With `leave-out` only members that have both are summed, so that nobody's tax
 * is ever laid over somebody else's land; with `unknown` one unknown part makes that figure of the pool unknown.
 */
export function pooledPair(subject: Subject, upper: FigureKey, lower: FigureKey, memberMissing: TenantRule['memberMissing']): PooledPair {
  const [only, ...others] = subject.members;
  if (only && others.length === 0) {
    const [numerator, denominator] = [only.figures[upper], only.figures[lower]];
    return { numerator, denominator, withoutData: numerator === null || denominator === null ? [only.uscc] : nobody };
  }
  const complete = membersWithBoth(subject, upper, lower) ?? [];
  const withoutData = subject.members
    .filter(({ figures }) => figures[upper] === null || figures[lower] === null)
    .map((member) => member.uscc);
  const counted = memberMissing === 'leave-out' && complete.length > 0 ? complete : subject.members;
  return { numerator: total(counted, upper), denominator: total(counted, lower), withoutData };
}

function total(members: Subject['members'], figure: FigureKey): Rational | null {
  let result = ZERO;
  for (const member of members) {
    const value = member.figures[figure];
    if (value === null) return null;
    result = sum([result, value]);
  }
  return members.length > 0 ? result : null;
}
