// The tests a policy makes, and the thresholds it sets on a field: for class breaks and for writing numbers on the right side.
import type { Decimal } from '../units.ts';
import { compareDecimals } from '../units.ts';
import { predicatesOf } from './condition.ts';
import { thresholdDecimal } from './exact-number.ts';
import { fieldOf } from './fields.ts';
import type { Policy, Predicate } from './policy.ts';

/** Every test that judging by this policy makes: scope, rules, gaps. */
export function predicatesOfPolicy(policy: Policy): readonly Predicate[] {
  return [
    ...policy.scope.limbs.map((limb) => limb.when),
    ...policy.rules.map((rule) => rule.when),
    ...policy.gaps.flatMap((gap) => (gap.when ? [gap.when] : [])),
  ].flatMap(predicatesOf);
}

/** Every threshold the document sets on a number field, ascending, each once; standards to be reached after improvement included. */
export function thresholdsOf(policy: Policy, field: string): readonly Decimal[] {
  if (fieldOf(field).type !== 'number') throw new RangeError(`not a number field: ${field}`);
  const later = [
    ...policy.improvementStandards.flatMap((standard) => (standard.passWhen ? predicatesOf(standard.passWhen) : [])),
    ...policy.processRules.flatMap((rule) => (rule.when ? predicatesOf(rule.when) : [])),
  ];
  const found = [...predicatesOfPolicy(policy), ...later].flatMap((predicate) =>
    predicate.field === field && (typeof predicate.value === 'number' || typeof predicate.value === 'string')
      ? [thresholdDecimal(predicate.value)]
      : [],
  );
  return found.sort(compareDecimals).filter((value, index) => index === 0 || compareDecimals(found[index - 1]!, value) !== 0);
}
