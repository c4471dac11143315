// The cheapest plan, or that there is none; where no plan comes to hand the most land is looked for first, which is a plan, or the proof that there is none.
import { costGoal, type Found, landGoal, type SearchOptions } from './goal.ts';
import { greedy } from './greedy.ts';
import { shareOf } from './attempt.ts';
import { holds } from './holds.ts';
import { least } from './least.ts';
import type { Solver, Watch } from './milp.ts';
import { areaOf, costOf, type SolveProblem } from './problem.ts';

/** Of the time, the first look where no plan is at hand, and the look for the most land after it. */
const firstShare = 0.35;
const landShare = 0.5;

export function cheapestPlan(problem: SolveProblem, solver: Solver, watch: Watch, options: Pick<SearchOptions, 'seed' | 'told'>): Found {
  const { seed, told } = options;
  const search = (some: Watch, start: Found['choice']): Found => least(problem, solver, some, { seed, start, ...(told ? { told } : {}) });
  const easy = greedy(problem, costGoal(problem).figures);
  if (easy !== null && holds(problem, easy)) return search(watch, easy);
  const first = search(shareOf(watch, firstShare), null);
  if (first.status !== 'unknown') return first.status === 'feasible' ? bettered(first, search(watch, first.choice)) : first;
  const { target } = problem.limits;
  const free: SolveProblem = { ...problem, limits: { ...problem.limits, target: 0 as typeof target } };
  const most = least(free, solver, shareOf(watch, landShare), { seed, goal: landGoal(problem) });
  if (most.choice && areaOf(problem, most.choice) >= target) {
    const start: Found = { ...most, status: 'feasible', value: costOf(problem, most.choice), bound: first.bound };
    return bettered(start, search(watch, most.choice));
  }
  // The bound of a negative sum: no plan has more land than its other side.
  const none = most.status === 'infeasible' || (most.choice !== null && 0 - most.bound < target);
  return none ? { ...first, status: 'infeasible', choice: null, value: null } : bettered(first, search(watch, null));
}

/** The later search with whatever the earlier one knew better. */
function bettered(before: Found, after: Found): Found {
  const own = after.value === null || (before.value !== null && before.value < after.value) ? before : after;
  const bound = Math.max(before.bound, after.bound);
  if (own.value === null) return { ...own, status: after.status === 'infeasible' ? 'infeasible' : own.status, bound };
  return { ...own, bound: Math.min(bound, own.value), status: bound >= own.value ? 'optimal' : 'feasible' };
}
