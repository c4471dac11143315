// Gaps of waivers: a rule made for what the scope leaves out stops short of what the scope would otherwise cover.
import { predicatesOf } from '../condition.ts';
import type { Condition } from '../policy.ts';
import type { Cell, Variable } from './cells.ts';
import { isSingle, rangePredicates } from './cells.ts';
import type { LintGap } from './finding.ts';
import type { Ground } from './ground.ts';
import { gapsNamed, isCaught, scopeCondition } from './ground.ts';
import { bodyOfAssignment, solve, truthOf } from './solve.ts';
import { describeRange } from './wording.ts';

/** Where a rule that waives a limb is bounded more tightly than the scope on the same ordered field. */
export function gapsOfWaivers(ground: Ground): readonly LintGap[] {
  const { policy } = ground;
  const ordered = (condition: Condition): readonly string[] =>
    predicatesOf(condition)
      .filter((predicate) => ['lt', 'le', 'gt', 'ge'].includes(predicate.op))
      .map((predicate) => predicate.field);
  const scopeFields = new Set(policy.scope.limbs.flatMap((limb) => ordered(limb.when)));
  return ground.classRules.flatMap((entry) => {
    if (entry.rule.scopeWaivers.length === 0) return [];
    const shared = ground.variables.filter(
      (variable) => scopeFields.has(variable.field.name) && ordered(entry.rule.when).includes(variable.field.name),
    );
    return shared.flatMap((variable) => waiverGaps(ground, entry.rule.id, variable));
  });
}

function waiverGaps(ground: Ground, ruleId: string, variable: Variable): readonly LintGap[] {
  const { policy, years } = ground;
  const entry = ground.classRules.find((candidate) => candidate.rule.id === ruleId)!;
  const waivers = entry.rule.scopeWaivers;
  const limbs = policy.scope.limbs.filter((limb) => waivers.includes(limb.id));
  const wishes = [
    { condition: entry.whole, want: true },
    ...limbs.map((limb) => ({ condition: limb.when, want: false })),
    ...ground.classRules.filter((other) => other !== entry).map((other) => ({ condition: other.whole, want: false })),
  ];
  const found = solve(policy, ground.variables, wishes, ground.benign ?? undefined);
  if (!found) return [];
  const reach = scopeCondition(policy, waivers);
  const missed = variable.cells.filter((cell) => {
    if (cell.value === null) return false;
    const assignment = new Map([...found, [variable.key, { variable, cell }]]);
    return !isCaught(ground, assignment) && truthOf(policy, assignment, reach) === true;
  });
  return runsOf(variable.cells, missed).map((run): LintGap => {
    const [first, last] = [run[0]!, run.at(-1)!];
    const assignment = new Map([...found, [variable.key, { variable, cell: run.find((cell) => !isSingle(cell)) ?? first }]]);
    const outside = limbs.map((limb) => limb.wording).join('、');
    return {
      kind: 'waiver',
      message: `${describeRange(variable, first, last)}，且不符合“${outside}”：适用范围本可涵盖，${ruleId}（${entry.rule.clause}）却收不到，其他各类也不收`,
      rules: [ruleId],
      detectors: gapsNamed(ground, assignment),
      when: {
        all: [...rangePredicates(variable, first, last, years.evaluationYear), ...limbs.map((limb): Condition => ({ not: limb.when }))],
      },
      scopeWaivers: waivers,
      example: bodyOfAssignment(assignment),
    };
  });
}

/** Neighbouring cells together. */
function runsOf(cells: readonly Cell[], chosen: readonly Cell[]): readonly (readonly Cell[])[] {
  const runs: Cell[][] = [];
  let open = false;
  for (const cell of cells) {
    if (!chosen.includes(cell)) open = false;
    else if (open) runs.at(-1)!.push(cell);
    else {
      runs.push([cell]);
      open = true;
    }
  }
  return runs;
}
