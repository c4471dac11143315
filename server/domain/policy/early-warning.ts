// Early warning: in which coming year a rule will catch a firm if nothing changes, and whose tax per mu is heading below a threshold.
import { decimal, type Decimal } from '../units.ts';
import type { Fact, FactSet, Facts, NumberFact, YearlyFacts } from './facts.ts';
import { fieldOf } from './fields.ts';
import type { JudgeOptions } from './judge.ts';
import { judge } from './judge.ts';
import type { NextYearEffect, Policy, Rule } from './policy.ts';
import { classOf } from './policy.ts';

/** A rule that does not hold now and will in `year` when every yearly figure stays as in the evaluation year. */
export interface ComingMatch {
  readonly rule: string;
  readonly year: number;
  readonly yearsLeft: number;
}

/** A rule with what it writes into the next year. */
export interface RuleEffect extends NextYearEffect {
  readonly rule: string;
}

/** What the rules of a policy write into the year after they held. */
export function effectsOf(policy: Policy): readonly RuleEffect[] {
  return policy.rules.flatMap((rule) => (rule.nextYear ? [{ rule: rule.id, ...rule.nextYear }] : []));
}

/** Rules that can give a class: only these are foreseen. */
export function watchedRules(policy: Policy): readonly Rule[] {
  return policy.rules.filter((rule) => classOf(policy, rule) !== null);
}

/** Years ahead that are looked at. */
export const HORIZON = 4;

/**
 * The first coming year, up to `horizon` years after the evaluation year, in which each class rule holds that does not hold now.
 * Yearly facts are taken to stay as in the evaluation year (what is known of later years is disregarded, what is not known of it stays
 * unknown), unless an effect of a rule that held the year before sets them.
 * Rules whose inputs are missing are not foreseen: they are unknown, not coming.
 */
export function comingMatches(facts: Facts, policy: Policy, options: JudgeOptions = {}, horizon = HORIZON): readonly ComingMatch[] {
  const effects = effectsOf(policy);
  const now = options.evaluationYear ?? policy.evaluationYear;
  const held = new Set(judge(facts, policy, options).matched.map((match) => match.rule));
  const watched = watchedRules(policy)
    .map((rule) => rule.id)
    .filter((rule) => !held.has(rule));
  const found = new Map<string, number>();
  let carried = facts;
  let heldLastYear = held;
  for (let year = now + 1; year <= now + horizon; year += 1) {
    carried = carryForward(
      carried,
      year,
      effects.filter((effect) => heldLastYear.has(effect.rule)),
    );
    heldLastYear = new Set(judge(carried, policy, { ...options, evaluationYear: year }).matched.map((match) => match.rule));
    for (const rule of watched) if (heldLastYear.has(rule) && !found.has(rule)) found.set(rule, year);
  }
  return watched.flatMap((rule) => {
    const year = found.get(rule);
    return year === undefined ? [] : [{ rule, year, yearsLeft: year - now }];
  });
}

/** The facts with `year` as the year before, and nothing known of what comes later; effects prevail over what is carried. */
function carryForward(facts: Facts, year: number, effects: readonly RuleEffect[]): Facts {
  const firm = facts.enterprise;
  if (!firm) return facts;
  const yearly: Record<string, YearlyFacts> = {};
  for (const [field, years] of Object.entries(firm.yearly)) yearly[field] = years && asYearBefore(years, year);
  for (const effect of effects) {
    const { key, type } = fieldOf(effect.field);
    const value: Fact = type === 'number' ? { stated: decimal(effect.value as number) } : (effect.value as Fact);
    yearly[key] = { ...yearly[key], [year]: value };
  }
  const carried: FactSet = { ...firm, yearly };
  return { ...facts, enterprise: carried };
}

function asYearBefore(years: NonNullable<YearlyFacts>, year: number): YearlyFacts {
  const kept = Object.fromEntries(Object.entries(years).filter(([known]) => Number(known) < year));
  const before = years[year - 1];
  return before === undefined ? kept : { ...kept, [year]: before };
}

/** A tax per mu that is at or above a threshold now and would be below it next year on the line of the last three years. */
export interface FallingTrend {
  readonly threshold: Decimal;
  /** Estimated 万元/亩 of the next year: a straight line through the last three years, for ranking and wording only. */
  readonly estimate: number;
  readonly year: number;
}

/** The highest threshold that a falling line of the last three known years would cross next year; null when there is none or a year is missing. */
export function fallingTrend(series: YearlyFacts, evaluationYear: number, thresholds: readonly Decimal[]): FallingTrend | null {
  const values = [2, 1, 0].map((back) => quotientApprox(series?.[evaluationYear - back]));
  const [first, second, third] = values;
  if (first === null || second === null || third === null || first === undefined || second === undefined || third === undefined)
    return null;
  const slope = (third - first) / 2;
  if (slope >= 0) return null;
  const estimate = (first + second + third) / 3 + slope * 2;
  const crossed = thresholds.filter((threshold) => third >= threshold.approx && estimate < threshold.approx);
  const highest = crossed.sort((a, b) => b.approx - a.approx)[0];
  return highest ? { threshold: highest, estimate, year: evaluationYear + 1 } : null;
}

/** The value as a double, for lines and wording only: nothing is judged by it. */
function quotientApprox(fact: Fact | null | undefined): number | null {
  if (typeof fact !== 'object' || fact === null || !isNumberFact(fact)) return null;
  if ('top' in fact) return Number(fact.top) / Number(fact.bottom);
  if ('stated' in fact) return fact.stated.approx;
  return 'money' in fact ? fact.money / fact.area : null;
}

function isNumberFact(fact: object): fact is NumberFact {
  return (
    !Array.isArray(fact) &&
    (('top' in fact && typeof fact.top === 'bigint') ||
      ('money' in fact && typeof fact.money === 'number') ||
      ('stated' in fact && typeof fact.stated === 'object'))
  );
}
