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
  evidence(): readonly Evidence[];
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
  if ('not' in condition) return new Negated(weigh(situation, condition.not));
  if ('rule' in condition) throw new RangeError(`rule reference not expanded: ${condition.rule}`);
  return weighPredicate(situation, condition);
}

/** All of the years must hold. */
function weighPredicate(situation: Situation, predicate: Predicate): Outcome {
  return join(
    yearsOf(predicate, situation).map((year) => testInYear(situation, predicate, year)),
    true,
  );
}

const nothing: readonly string[] = [];

/** Parts that decide together. A class, and not an object with a function in it, because outcomes are made by the million and mostly not asked. */
class Decided implements Outcome {
  readonly missing = nothing;
  readonly truth: boolean;
  readonly #parts: readonly Outcome[];
  constructor(truth: boolean, parts: readonly Outcome[]) {
    this.truth = truth;
    this.#parts = parts;
  }
  evidence(): readonly Evidence[] {
    return this.#parts.flatMap((part) => part.evidence());
  }
}

class Open implements Outcome {
  readonly truth = 'unknown';
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    this.missing = missing;
  }
  evidence(): readonly Evidence[] {
    return [];
  }
}

/** Joins parts by and (`every`) or by or: the parts that decide give the evidence, the open ones what is missing. */
export function join(parts: readonly Outcome[], every: boolean): Outcome {
  const truth = parts.reduce<Truth>((sum, part) => (every ? both(sum, part.truth) : either(sum, part.truth)), every);
  if (truth === 'unknown') {
    const open = parts.filter((part) => part.truth === 'unknown').flatMap((part) => part.missing);
    return new Open([...new Set(open)]);
  }
  return new Decided(
    truth,
    parts.filter((part) => part.truth === truth),
  );
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

class Negated implements Outcome {
  readonly truth: Truth;
  readonly missing: readonly string[];
  readonly #part: Outcome;
  constructor(part: Outcome) {
    this.truth = opposite(part.truth);
    this.missing = part.missing;
    this.#part = part;
  }
  evidence(): readonly Evidence[] {
    return this.#part.evidence().map((entry) => (entry.negated ? withoutNegation(entry) : { ...entry, negated: true as const }));
  }
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
