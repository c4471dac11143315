// What the searches of the lint share: the class rules with their full conditions, all inputs, and a subject that nothing catches.
import { decide, predicatesOf } from '../condition.ts';
import { judge, situationOf } from '../judge.ts';
import type { Condition, Policy, PolicyClass, Predicate, Rule } from '../policy.ts';
import { classOf } from '../policy.ts';
import { predicatesOfPolicy } from '../thresholds.ts';
import type { FactScalar, FactYears } from '../facts.ts';
import type { Cell, Variable, Years } from './cells.ts';
import { variablesOf } from './cells.ts';
import type { Assignment } from './solve.ts';
import { factsOfAssignment, solve } from './solve.ts';

/** A rule that gives a class, with everything it asks for in one condition. */
export interface ClassRule {
  readonly rule: Rule;
  readonly gives: PolicyClass;
  /** Scope limbs that are not waived, and the rule's own condition. */
  readonly whole: Condition;
}

export interface Ground {
  readonly policy: Policy;
  readonly years: Years;
  readonly cutting: readonly Predicate[];
  readonly classRules: readonly ClassRule[];
  /** Inputs of scope and class rules. */
  readonly variables: readonly Variable[];
  /** A subject in scope, known in all inputs, that no class rule catches; null when there is none. */
  readonly benign: Assignment | null;
}

/** All limbs of the scope but the waived ones. */
export function scopeCondition(policy: Policy, waivers: readonly string[]): Condition {
  return { all: policy.scope.limbs.filter((limb) => !waivers.includes(limb.id)).map((limb) => limb.when) };
}

export function groundOf(policy: Policy): Ground {
  const { evaluationYear, checkYear } = situationOf({}, policy);
  const years = { evaluationYear, checkYear };
  const cutting = predicatesOfPolicy(policy);
  const classRules = policy.rules.flatMap((rule): ClassRule[] => {
    const gives = classOf(policy, rule);
    const scope = rule.scoped ? [scopeCondition(policy, rule.scopeWaivers)] : [];
    return gives ? [{ rule, gives, whole: { all: [...scope, rule.when] } }] : [];
  });
  const asking = [...policy.scope.limbs.map((limb) => limb.when), ...classRules.map((entry) => entry.rule.when)].flatMap(predicatesOf);
  const variables = variablesOf(asking, cutting, years).map(bestFirst);
  const wishes = [
    { condition: scopeCondition(policy, []), want: true },
    ...classRules.map((entry) => ({ condition: entry.whole, want: false })),
  ];
  return { policy, years, cutting, classRules, variables, benign: solve(policy, variables, wishes, baseOf(policy, variables)) ?? null };
}

/** The cells in which the policy's own example base lies: the best guess at an unsuspicious subject. */
function baseOf(policy: Policy, variables: readonly Variable[]): Assignment {
  return new Map(
    variables.flatMap((variable) => {
      const { field, year } = variable;
      const given = policy.exampleBase[field.level]?.[field.key];
      const value = year === null ? given : (given as FactYears | null | undefined)?.[year];
      const cell = value === undefined ? undefined : variable.cells.find((candidate) => liesIn(value as FactScalar | null, candidate));
      return cell ? [[variable.key, { variable, cell }] as const] : [];
    }),
  );
}

function liesIn(value: FactScalar | null, cell: Cell): boolean {
  if (!cell.range || (typeof value !== 'number' && typeof value !== 'string')) return JSON.stringify(value) === JSON.stringify(cell.value);
  const { from, to } = cell.range;
  if (from === to) return value === from;
  // Both are numbers, or both ISO days, which compare as text.
  return (from === null || value > from) && (to === null || value < to);
}

/** Inputs of a condition, among those of the ground. */
export function variablesIn(ground: Ground, conditions: readonly Condition[]): readonly Variable[] {
  const keys = new Set(variablesOf(conditions.flatMap(predicatesOf), [], ground.years).map((variable) => variable.key));
  return ground.variables.filter((variable) => keys.has(variable.key));
}

/** Cells from good to bad, so that a search meets the unsuspicious subject first. */
function bestFirst(variable: Variable): Variable {
  const { field, cells } = variable;
  const higherIsBetter = field.type === 'number' && field.ranked === true;
  return higherIsBetter ? { ...variable, cells: cells.toReversed() } : variable;
}

/** Whether some class rule catches the subject. */
export function isCaught(ground: Ground, assignment: Assignment): boolean {
  const facts = factsOfAssignment(ground.policy, assignment);
  const situation = situationOf(facts, ground.policy);
  const asked = ground.classRules.filter(({ rule }) => rule.subject !== 'project' || facts.project !== undefined);
  return asked.some(({ whole }) => decide(situation, whole) === true);
}

/** The policy's own gap detectors that name the subject. */
export function gapsNamed(ground: Ground, assignment: Assignment): readonly string[] {
  return judge(factsOfAssignment(ground.policy, assignment), ground.policy).gaps;
}
