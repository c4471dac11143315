// After improvement: whether a firm reaches the standards of the document, and which steps of its procedure its figures set off.
import { weigh } from './condition.ts';
import type { Facts } from './facts.ts';
import type { JudgeOptions } from './judge.ts';
import { situationOf } from './judge.ts';
import type { Evidence, Truth } from './judgement.ts';
import type { Condition, Policy } from './policy.ts';

/** A standard or step as it stands for one subject; `manual` when the document gives no figures to test. */
export interface StandardOutcome {
  readonly id: string;
  readonly clause: string;
  readonly wording: string;
  readonly outcome: Truth | 'manual';
  readonly missing: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Tests improvement standards and process rules at the check year. They inform people; none of them sets a class. */
export function assessStandards(
  facts: Facts,
  policy: Policy,
  options: JudgeOptions = {},
): { readonly standards: readonly StandardOutcome[]; readonly steps: readonly StandardOutcome[] } {
  const situation = situationOf(facts, policy, options);
  const assess = (
    entry: { readonly id: string; readonly clause: string; readonly wording: string },
    when: Condition | null,
  ): StandardOutcome => {
    const { id, clause, wording } = entry;
    if (when === null) return { id, clause, wording, outcome: 'manual', missing: [], evidence: [] };
    const found = weigh(situation, when);
    return { id, clause, wording, outcome: found.truth, missing: found.missing, evidence: found.evidence() };
  };
  return {
    standards: policy.improvementStandards.map((standard) => assess(standard, standard.passWhen)),
    steps: policy.processRules.map((rule) => assess(rule, rule.when)),
  };
}
