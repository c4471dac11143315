// The second stage: of all plans at no more than the allowance above the cheapest, the one with the shortest outline, which is the most compact.
import { blocksWithin } from './by-groups.ts';
import { leastByCuts } from './by-cuts.ts';
import { exactRows } from './exact-rows.ts';
import { Best, costGoal, type Found, type Goal, type SearchOptions, wholeBound } from './goal.ts';
import { mended } from './greedy.ts';
import { holds, meetsSums } from './holds.ts';
import type { Row, Solver, Watch } from './milp.ts';
import { outlineOf, type SolveProblem } from './problem.ts';

/** Share of the time for the whole-number program over blocks. */
const blocksShare = 0.6;

/**
 * Every block that such a plan can have is a column at the length of its own outline; two that touch are dearer apart than as one, so that
 * the least is a plan's true outline. Null: there are too many.
 */
function overBlocks(problem: SolveProblem, goal: Goal, most: number, solver: Solver, watch: Watch, options: SearchOptions): Found | null {
  const within = blocksWithin(problem, costGoal(problem), most, solver, watch, options.groups ?? []);
  if (!within) return null;
  const { master, groups } = within;
  const lengths = groups.map((group) => outlineOf(problem, group) / goal.unit);
  const best = new Best(goal, (choice) => holds(problem, choice), options.told);
  best.take(options.start);
  const extra: Row[] = [];
  const until = watch.elapsed() + watch.left() * blocksShare;
  for (let round = 1; round < 20 && watch.elapsed() < until; round += 1) {
    const program = { ...master.program(groups, extra), cost: lengths };
    const answer = solver.milp(program, { seconds: until - watch.elapsed(), gap: 0, seed: options.seed });
    if (!answer.values) break;
    const choice = groups.flatMap((group, column) => (answer.values![column]! > 0.5 ? group : [])).sort((a, b) => a - b);
    best.take(choice);
    best.prove(wholeBound(answer.bound, goal.unit));
    if (meetsSums(problem, choice)) {
      if (answer.status === 'optimal' && best.value !== null) best.prove(best.value);
      return best.found(best.closed ? 'optimal' : 'feasible', round, 'groups');
    }
    extra.push(...exactRows(problem, choice));
  }
  return best.found(best.closed ? 'optimal' : 'feasible', 0, 'groups');
}

/** Outline in millimetres, least and proven; starts from the cheapest plan. */
export function mostCompact(problem: SolveProblem, most: number, solver: Solver, watch: Watch, options: SearchOptions): Found {
  const budget = Math.min(most, problem.limits.budget ?? most);
  const bounded: SolveProblem = {
    ...problem,
    limits: { ...problem.limits, budget: budget as NonNullable<SolveProblem['limits']['budget']> },
  };
  const goal: Goal = { figures: problem.plots.map(({ outline }) => outline), unit: 10_000, sides: problem.sides };
  const costs = problem.plots.map(({ cost }) => cost);
  const found = overBlocks(bounded, goal, budget, solver, watch, options);
  if (found?.status === 'optimal' || watch.left() <= 0) return found ?? leastByCuts(bounded, goal, solver, watch, options);
  const other = leastByCuts(bounded, goal, solver, watch, {
    ...options,
    start: found?.choice ?? options.start ?? null,
    mend: (choice) => mended(bounded, choice, costs),
  });
  return found && found.bound > other.bound ? { ...other, bound: found.bound } : other;
}
