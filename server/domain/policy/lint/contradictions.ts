// Contradictions: rules that can never hold, and rules that a limb of the scope sentence rules out, wholly or in a branch.
import { predicatesOf } from '../condition.ts';
import type { Condition, Rule, ScopeLimb } from '../policy.ts';
import type { Variable } from './cells.ts';
import { variablesOf } from './cells.ts';
import type { LintContradiction } from './finding.ts';
import type { Ground } from './ground.ts';
import { scopeCondition } from './ground.ts';
import { bodyOfAssignment, solve } from './solve.ts';

export function findContradictions(ground: Ground): readonly LintContradiction[] {
  return ground.policy.rules.flatMap((rule) => {
    const never = neverHolds(ground, rule);
    if (never) return [never];
    if (!rule.scoped) return [];
    return ground.policy.scope.limbs.flatMap((limb) => againstLimb(ground, rule, limb) ?? []);
  });
}

function inputsOf(ground: Ground, conditions: readonly Condition[]): readonly Variable[] {
  const found = variablesOf(conditions.flatMap(predicatesOf), ground.cutting, ground.years);
  // Those of the ground have their cells in the order of preference, and are the ones a benign subject is made of.
  return found.map((variable) => ground.variables.find((known) => known.key === variable.key) ?? variable);
}

function neverHolds(ground: Ground, rule: Rule): LintContradiction | null {
  const found = solve(ground.policy, inputsOf(ground, [rule.when]), [{ condition: rule.when, want: true }]);
  if (found !== null) return null;
  return {
    kind: 'never',
    message: `${rule.id}（${rule.clause}）的条件自相矛盾，任何企业都不可能符合`,
    rules: [rule.id],
    limb: null,
    waived: false,
    example: null,
  };
}

function againstLimb(ground: Ground, rule: Rule, limb: ScopeLimb): LintContradiction | null {
  const branches = branchesOf(rule.when);
  const shut = branches.filter((branch) => excludes(ground, branch, limb));
  const waived = rule.scopeWaivers.includes(limb.id);
  if (shut.length === 0 && !waived) return null;
  const branch = shut[0] ?? rule.when;
  const others = scopeCondition(ground.policy, [limb.id]);
  const wishes = [
    { condition: branch, want: true },
    { condition: limb.when, want: false },
    { condition: others, want: true },
  ];
  const found = solve(ground.policy, inputsOf(ground, [branch, limb.when, others]), wishes, ground.benign ?? undefined);
  const part = shut.length === 0 ? '' : shut.length < branches.length ? '的一种情形' : '';
  const clash = shut.length === 0 ? `依解读不要求“${limb.wording}”` : `${part}与适用范围的“${limb.wording}”相抵触`;
  const outcome = waived ? '以具体规则为准，这一条件已免去' : '没有免去，这种情形永远收不到';
  return {
    kind: shut.length > 0 ? 'scope' : 'waiver',
    message: `${rule.id}（${rule.clause}）${clash}；${outcome}`,
    rules: [rule.id],
    limb: limb.id,
    waived,
    example: found ? bodyOfAssignment(new Map([...(ground.benign ?? []), ...found])) : null,
  };
}

/** Whether nobody can meet both; only inputs that the two share can make them clash. */
function excludes(ground: Ground, branch: Condition, limb: ScopeLimb): boolean {
  const wishes = [
    { condition: branch, want: true },
    { condition: limb.when, want: true },
  ];
  return solve(ground.policy, inputsOf(ground, [branch, limb.when]), wishes) === null;
}

/** Most branches looked at apart; a condition with more is taken as a whole. */
const mostBranches = 64;

/** The alternatives of a condition: meeting any one of them meets the condition. */
function branchesOf(condition: Condition): readonly Condition[] {
  const branches = split(condition);
  return branches.length > mostBranches ? [condition] : branches;
}

function split(condition: Condition): readonly Condition[] {
  if ('any' in condition) return condition.any.flatMap(split);
  if (!('all' in condition)) return [condition];
  return condition.all.reduce<readonly Condition[]>(
    (branches, part) => {
      const more = split(part);
      if (branches.length * more.length > mostBranches * 4) return branches.map((branch) => ({ all: [branch, part] }));
      return branches.flatMap((branch) => more.map((alternative) => ({ all: [branch, alternative] })));
    },
    [{ all: [] }],
  );
}
