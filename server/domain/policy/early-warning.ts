// Early warning: in which coming year a rule will catch a firm if nothing changes, and whose tax per mu is heading below a threshold.
import type { Decimal } from '../units.ts';
import type { Fact, FactSet, Facts, Quotient, YearlyFacts } from './facts.ts';
import type { JudgeOptions } from './judge.ts';
import { judge } from './judge.ts';
import type { Policy } from './policy.ts';
import { classOf } from './policy.ts';

/** A rule that does not hold now and will in `year` when every yearly figure stays as in the evaluation year. */
export interface ComingMatch {
  readonly rule: string;
  readonly year: number;
  readonly yearsLeft: number;
}

/** What a rule writes into the next year once it holds (a firm put into grade D by rule); the caller takes it from the policy. */
export interface NextYearEffect {
  readonly rule: string;
  /** Yearly enterprise field, key without prefix. */
  readonly field: string;
  readonly value: Fact;
}

/**
 * The first coming year, up to `horizon` years after the evaluation year, in which each class rule holds that does not hold now.
 * Yearly facts after the evaluation year are taken to stay as in it, unless an effect of a rule that held the year before sets them.
 * Rules whose inputs are missing are not foreseen: they are unknown, not coming.
 */
export function comingMatches(
  facts: Facts,
  policy: Policy,
  options: JudgeOptions = {},
  effects: readonly NextYearEffect[] = [],
  horizon = 4,
): readonly ComingMatch[] {
  const now = options.evaluationYear ?? policy.evaluationYear;
  const held = new Set(judge(facts, policy, options).matched.map((match) => match.rule));
  const watched = policy.rules.filter((rule) => classOf(policy, rule) !== null && !held.has(rule.id)).map((rule) => rule.id);
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

/** The facts with `year` filled from the year before wherever it is not given; effects prevail over what is carried. */
function carryForward(facts: Facts, year: number, effects: readonly NextYearEffect[]): Facts {
  const firm = facts.enterprise;
  if (!firm) return facts;
  const yearly: Record<string, YearlyFacts> = {};
  for (const [field, years] of Object.entries(firm.yearly)) {
    const before = years?.[year - 1];
    yearly[field] = years === null || before === undefined ? years : { ...years, [year]: before };
  }
  for (const effect of effects) yearly[effect.field] = { ...yearly[effect.field], [year]: effect.value };
  const carried: FactSet = { ...firm, yearly };
  return { ...facts, enterprise: carried };
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

function quotientApprox(fact: Fact | null | undefined): number | null {
  if (typeof fact !== 'object' || fact === null) return null;
  if ('money' in fact && 'area' in fact) {
    const { money, area } = fact as Extract<Quotient, { money: unknown }>;
    return money / area;
  }
  return 'stated' in fact && typeof fact.stated === 'object' ? (fact.stated as Decimal).approx : null;
}
