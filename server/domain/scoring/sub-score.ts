// One indicator of one subject: its two pooled figures, its value, and value ÷ base × weight held between floor and cap.
import type { FigureKey } from './figures.ts';
import { indicatorScale } from './indicators.ts';
import type { ScoredIndicator, TenantRule } from './parameters.ts';
import { ZERO, compareRationals, divide, fromDecimal, multiply, signOf, sum, type Rational } from './rational.ts';
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
  /** Bounds of the sub-score in points. */
  readonly ceiling: Rational | null;
  readonly floor: Rational | null;
}

/** Prepares an indicator; a unit that does not fit its figures or a base that is not positive is a bug here (the file check refuses it) and throws. */
export function compileIndicator(indicator: ScoredIndicator): CompiledIndicator {
  const scale = indicatorScale(indicator);
  const base = fromDecimal(indicator.base);
  if (!scale || signOf(base) <= 0) throw new RangeError(`indicator ${indicator.id} cannot be computed`);
  const weight = fromDecimal(indicator.weight);
  return {
    indicator,
    scale,
    weight,
    base,
    ceiling: indicator.cap && multiply(fromDecimal(indicator.cap), weight),
    floor: indicator.floor && multiply(fromDecimal(indicator.floor), weight),
  };
}

/** Reads an indicator of a subject from its members' figures. */
export function readIndicator(compiled: CompiledIndicator, subject: Subject, memberMissing: TenantRule['memberMissing']): Reading {
  const pair = pooledPair(subject, compiled.indicator.numerator, compiled.indicator.denominator, memberMissing);
  return { ...subScoreOf(compiled, pair.numerator, pair.denominator), withoutData: pair.withoutData };
}

/** The sub-score of two known or unknown figures in smallest units. */
export function subScoreOf(
  compiled: CompiledIndicator,
  numerator: Rational | null,
  denominator: Rational | null,
): Omit<Reading, 'withoutData'> {
  const read = { numerator, denominator };
  if (numerator === null) return { ...read, ...nothing('numerator') };
  if (denominator === null) return { ...read, ...nothing('denominator') };
  const sign = signOf(denominator);
  if (sign < 0) return { ...read, ...nothing('negative-denominator') };
  if (sign === 0) {
    if (compiled.indicator.zeroDenominator === 'missing' || signOf(numerator) <= 0 || !compiled.ceiling)
      return { ...read, ...nothing('zero-denominator') };
    return { ...read, value: null, uncapped: null, points: compiled.ceiling, bound: 'cap', lack: null };
  }
  const value = multiply(divide(numerator, denominator), compiled.scale);
  const uncapped = multiply(divide(value, compiled.base), compiled.weight);
  return { ...read, value, uncapped, ...bounded(uncapped, compiled), lack: null };
}

function nothing(lack: Lack): { value: null; uncapped: null; points: null; bound: null; lack: Lack } {
  return { value: null, uncapped: null, points: null, bound: null, lack };
}

function bounded(uncapped: Rational, { ceiling, floor }: CompiledIndicator): { points: Rational; bound: 'cap' | 'floor' | null } {
  if (ceiling && compareRationals(uncapped, ceiling) > 0) return { points: ceiling, bound: 'cap' };
  if (floor && compareRationals(uncapped, floor) < 0) return { points: floor, bound: 'floor' };
  return { points: uncapped, bound: null };
}

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
