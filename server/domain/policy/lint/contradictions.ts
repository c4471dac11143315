// Contradictions: rules that can never hold, and rules that the scope sentence rules out, wholly or in one of their alternatives.
import { predicatesOf } from '../condition.ts';
import type { Condition, Rule, ScopeLimb } from '../policy.ts';
import type { Variable } from './cells.ts';
import { alternativesOf } from './branches.ts';
import { variablesOf } from './cells.ts';
import type { LintContradiction } from './finding.ts';
import type { Ground } from './ground.ts';
import { scopeCondition } from './ground.ts';
import { bodyOfAssignment, solve } from './solve.ts';

export function findContradictions(ground: Ground): readonly LintContradiction[] {
  const { policy } = ground;
  const empty = emptyScope(ground);
  return [
    ...(empty ? [empty] : []),
    ...policy.rules.flatMap((rule) => {
      const never = neverHolds(ground, rule);
      if (never) return [never];
      const dead = deadAlternatives(ground, rule);
      if (!rule.scoped) return dead;
      const single = policy.scope.limbs.flatMap((limb) => againstLimb(ground, rule, limb) ?? []);
      // Where the limbs contradict each other, or one of them the rule, nothing is added by saying that all of them do.
      const told = empty !== null || single.some((found) => found.kind === 'scope' && !found.waived);
      const joint = told ? null : againstScope(ground, rule);
      return [...dead, ...single, ...(joint ? [joint] : [])];
    }),
  ];
}

function inputsOf(ground: Ground, conditions: readonly Condition[]): readonly Variable[] {
  const found = variablesOf(conditions.flatMap(predicatesOf), ground.cutting, ground.years);
  // Those of the ground have their cells in the order of preference, and are the ones a benign subject is made of.
  return found.map((variable) => ground.variables.find((known) => known.key === variable.key) ?? variable);
}

/** Whether nobody can meet all of these. */
function impossible(ground: Ground, conditions: readonly Condition[]): boolean {
  const wishes = conditions.map((condition) => ({ condition, want: true }));
  return solve(ground.policy, inputsOf(ground, conditions), wishes) === null;
}

/** The alternatives of a rule that somebody could meet, were it not for the scope. */
function livingAlternatives(ground: Ground, rule: Rule): readonly Condition[] {
  return alternativesOf(rule.when).filter((alternative) => !impossible(ground, [alternative]));
}

function neverHolds(ground: Ground, rule: Rule): LintContradiction | null {
  if (!impossible(ground, [rule.when])) return null;
  return never(rule.id, `${rule.id}（${rule.clause}）的条件自相矛盾，任何企业都不可能符合`);
}

function never(rule: string, message: string): LintContradiction {
  return { kind: 'never', message, rules: [rule], limb: null, waived: false, example: null };
}

/** Alternatives that nobody can meet, of a rule that can be met by others. */
function deadAlternatives(ground: Ground, rule: Rule): readonly LintContradiction[] {
  const dead = alternativesOf(rule.when).length - livingAlternatives(ground, rule).length;
  return dead === 0 ? [] : [never(rule.id, `${rule.id}（${rule.clause}）的一种情形自相矛盾，任何企业都不可能由此符合`)];
}

/** Limbs that cannot all hold: nobody is in the scope, and every rule that asks for it is idle. */
function emptyScope(ground: Ground): LintContradiction | null {
  const { scope, rules } = ground.policy;
  if (scope.limbs.length === 0 || !impossible(ground, [scopeCondition(ground.policy, [])])) return null;
  const idle = rules.filter((rule) => rule.scoped && rule.scopeWaivers.length === 0).map(({ id }) => id);
  return {
    kind: 'scope',
    message: `适用范围（${scope.clause}）的各条不能同时成立，没有企业在范围之内；不免去其中一条的规则都收不到企业`,
    rules: idle,
    limb: null,
    waived: false,
    example: null,
  };
}

/** A rule that agrees with each limb of the scope and not with all of them. */
function againstScope(ground: Ground, rule: Rule): LintContradiction | null {
  const reach = scopeCondition(ground.policy, rule.scopeWaivers);
  const whole = impossible(ground, [rule.when, reach]);
  const shut = whole ? rule.when : livingAlternatives(ground, rule).find((one) => impossible(ground, [one, reach]));
  if (!shut) return null;
  const found = solve(ground.policy, inputsOf(ground, [shut]), [{ condition: shut, want: true }], ground.benign ?? undefined);
  return {
    kind: 'scope',
    message: `${rule.id}（${rule.clause}）${whole ? '' : '的一种情形'}与适用范围的各条合起来相抵触；没有免去，这种情形永远收不到`,
    rules: [rule.id],
    limb: null,
    waived: false,
    example: found ? bodyOfAssignment(new Map([...(ground.benign ?? []), ...found])) : null,
  };
}

function againstLimb(ground: Ground, rule: Rule, limb: ScopeLimb): LintContradiction | null {
  // Only inputs that the two share can make them clash.
  const whole = impossible(ground, [rule.when, limb.when]);
  const shut = whole ? rule.when : livingAlternatives(ground, rule).find((one) => impossible(ground, [one, limb.when]));
  const waived = rule.scopeWaivers.includes(limb.id);
  if (!shut && !waived) return null;
  const branch = shut ?? rule.when;
  const others = scopeCondition(ground.policy, [limb.id]);
  const wishes = [
    { condition: branch, want: true },
    { condition: limb.when, want: false },
    { condition: others, want: true },
  ];
  const found = solve(ground.policy, inputsOf(ground, [branch, limb.when, others]), wishes, ground.benign ?? undefined);
  const clash = shut ? `${whole ? '' : '的一种情形'}与适用范围的“${limb.wording}”相抵触` : `依解读不要求“${limb.wording}”`;
  const outcome = waived ? '以具体规则为准，这一条件已免去' : '没有免去，这种情形永远收不到';
  return {
    kind: shut ? 'scope' : 'waiver',
    message: `${rule.id}（${rule.clause}）${clash}；${outcome}`,
    rules: [rule.id],
    limb: limb.id,
    waived,
    example: found ? bodyOfAssignment(new Map([...(ground.benign ?? []), ...found])) : null,
  };
}
