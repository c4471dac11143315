// The cheapest plan (or the least of another sum): the one door to the search, whichever way it takes.
import { leastByCuts } from './by-cuts.ts';
import { leastByGroups } from './by-groups.ts';
import { costGoal, type Found, type Goal, type SearchOptions, sumOf } from './goal.ts';
import { greedy, mended, seedGroups } from './greedy.ts';
import { holds } from './holds.ts';
import type { Solver, Watch } from './milp.ts';
import type { Choice, SolveProblem } from './problem.ts';

export interface LeastOptions {
  readonly seed: number;
  readonly goal?: Goal;
  readonly start?: Choice | null;
  readonly told?: SearchOptions['told'];
  /** Any plan will do. */
  readonly enough?: boolean;
  /** Only one of the two ways; left out: groups, and cuts where groups do not settle it. */
  readonly method?: 'groups' | 'cuts';
}

/** Share of the time after which groups give way to cuts. */
const groupsShare = 0.7;

export function least(
  problem: SolveProblem,
  solver: Solver,
  watch: Watch,
  { seed, goal, start, told, method, enough }: LeastOptions,
): Found {
  const wanted = goal ?? costGoal(problem);
  const { figures } = wanted;
  // Growing by money per land makes sense for money; for another sum it still gives a plan to begin with.
  const plans = [start ?? null, greedy(problem, figures)].filter((plan): plan is number[] => plan !== null && holds(problem, plan));
  plans.sort((a, b) => sumOf(figures, a) - sumOf(figures, b));
  const options: SearchOptions = {
    seed,
    start: plans[0] ?? null,
    groups: seedGroups(problem, figures),
    most: goal ? null : problem.limits.budget,
    mend: (choice) => mended(problem, choice, figures),
    ...(told ? { told } : {}),
    ...(enough ? { enough } : {}),
  };
  if (method === 'cuts') return leastByCuts(problem, wanted, solver, watch, options);
  const until = watch.elapsed() + watch.left() * (method === 'groups' ? 1 : groupsShare);
  const some: Watch = { elapsed: watch.elapsed, left: () => Math.min(watch.left(), until - watch.elapsed()) };
  const found = leastByGroups(problem, wanted, solver, some, options);
  if (found?.status === 'optimal' || found?.status === 'infeasible' || (enough && found?.choice)) return found;
  if (method === 'groups' || watch.left() <= 0)
    return (
      found ?? {
        status: options.start ? 'feasible' : 'unknown',
        choice: options.start ?? null,
        value: options.start ? sumOf(figures, options.start) : null,
        bound: 0 - Number.MAX_SAFE_INTEGER,
        rounds: 0,
        method: 'groups',
      }
    );
  const other = leastByCuts(problem, wanted, solver, watch, { ...options, start: found?.choice ?? options.start ?? null });
  const bound = Math.max(other.bound, found?.bound ?? other.bound);
  const closed = other.value !== null && bound >= other.value;
  return { ...other, bound: other.value === null ? bound : Math.min(bound, other.value), status: closed ? 'optimal' : other.status };
}
