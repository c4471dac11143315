// A condition tree, weighed in three values: what it comes to, what is missing, which tests carry it.
import type { Situation } from './fact-value.ts';
import type { Evidence, Truth } from './judgement.ts';
import { both, either, opposite } from './judgement.ts';
import type { Condition, Policy, Predicate } from './policy.ts';
import { testInYear, truthInYear, yearsOf } from './predicate.ts';

/**
 * The outcome of a condition. `missing` names exactly the inputs that keep an unknown one open (nothing of branches already decided);
 * `evidence` holds the tests that decide a true or false one.
 */
export interface Outcome {
  readonly truth: Truth;
  readonly missing: readonly string[];
  readonly evidence: () => readonly Evidence[];
}

/** Weighs a condition. References to rules must have been expanded (`expandRules`). */
export function weigh(situation: Situation, condition: Condition): Outcome {
  if ('all' in condition)
    return join(
      condition.all.map((part) => weigh(situation, part)),
      true,
    );
  if ('any' in condition)
    return join(
      condition.any.map((part) => weigh(situation, part)),
      false,
    );
  if ('not' in condition) return negate(weigh(situation, condition.not));
  if ('rule' in condition) throw new RangeError(`rule reference not expanded: ${condition.rule}`);
  return weighPredicate(situation, condition);
}

/** All of the years must hold. */
function weighPredicate(situation: Situation, predicate: Predicate): Outcome {
  const tests = yearsOf(predicate, situation).map((year) => testInYear(situation, predicate, year));
  return join(
    tests.map((test) => ({ ...test, evidence: () => [test.evidence()] })),
    true,
  );
}

/** Joins parts by and (`every`) or by or: the parts that decide give the evidence, the open ones what is missing. */
export function join(parts: readonly Outcome[], every: boolean): Outcome {
  const truth = parts.reduce<Truth>((sum, part) => (every ? both(sum, part.truth) : either(sum, part.truth)), every);
  if (truth === 'unknown') {
    const open = parts.filter((part) => part.truth === 'unknown').flatMap((part) => part.missing);
    return { truth, missing: [...new Set(open)], evidence: () => [] };
  }
  const deciding = parts.filter((part) => part.truth === truth);
  return { truth, missing: [], evidence: () => deciding.flatMap((part) => part.evidence()) };
}

/** What a condition comes to, without reasons: for searches that ask many times. Same as `weigh(…).truth`. */
export function decide(situation: Situation, condition: Condition): Truth {
  if ('not' in condition) return opposite(decide(situation, condition.not));
  if ('rule' in condition) throw new RangeError(`rule reference not expanded: ${condition.rule}`);
  const every = !('any' in condition);
  let truth: Truth = every;
  const parts: readonly (Condition | number | null)[] =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : yearsOf(condition, situation);
  for (const part of parts) {
    const next = typeof part === 'object' && part !== null ? decide(situation, part) : truthInYear(situation, condition as Predicate, part);
    truth = every ? both(truth, next) : either(truth, next);
    if (truth === !every) return truth;
  }
  return truth;
}

function negate(part: Outcome): Outcome {
  return {
    truth: opposite(part.truth),
    missing: part.missing,
    evidence: () => part.evidence().map((entry) => (entry.negated ? withoutNegation(entry) : { ...entry, negated: true as const })),
  };
}

function withoutNegation(entry: Evidence): Evidence {
  const { negated: _negated, ...rest } = entry;
  return rest;
}

/** The condition with every `{rule: id}` replaced by that rule's condition. */
export function expandRules(policy: Policy, condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => expandRules(policy, part)) };
  if ('any' in condition) return { any: condition.any.map((part) => expandRules(policy, part)) };
  if ('not' in condition) return { not: expandRules(policy, condition.not) };
  if (!('rule' in condition)) return condition;
  const rule = policy.rules.find((candidate) => candidate.id === condition.rule);
  if (!rule) throw new RangeError(`no rule ${condition.rule} in ${policy.id}`);
  return rule.when;
}

/** Every predicate of a condition, left to right. */
export function predicatesOf(condition: Condition): readonly Predicate[] {
  if ('all' in condition) return condition.all.flatMap(predicatesOf);
  if ('any' in condition) return condition.any.flatMap(predicatesOf);
  if ('not' in condition) return predicatesOf(condition.not);
  return 'rule' in condition ? [] : [condition];
}
