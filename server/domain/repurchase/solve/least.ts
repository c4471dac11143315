// The cheapest plan (or the least of another sum): the one door to the search, whichever way it takes.
import { costGoal, leastByCuts, sumOf, type Found, type Goal, type SearchOptions } from './by-cuts.ts';
import { greedy, mended } from './greedy.ts';
import { holds } from './holds.ts';
import type { Solver, Watch } from './milp.ts';
import type { Choice, SolveProblem } from './problem.ts';

export interface LeastOptions {
  readonly seed: number;
  readonly gap?: number;
  readonly start?: Choice | null;
  readonly told?: SearchOptions['told'];
}

export function least(problem: SolveProblem, solver: Solver, watch: Watch, options: LeastOptions, goal: Goal = costGoal(problem)): Found {
  const { figures } = goal;
  const starts = [options.start ?? null, greedy(problem, figures)].filter(
    (start): start is number[] => start !== null && holds(problem, start),
  );
  starts.sort((a, b) => sumOf(figures, a) - sumOf(figures, b));
  const start = starts[0] ?? null;
  if (start) options.told?.(sumOf(figures, start), -Number.MAX_SAFE_INTEGER);
  return leastByCuts(problem, goal, solver, watch, {
    seed: options.seed,
    gap: options.gap ?? 0,
    start,
    mend: (choice) => mended(problem, choice, figures),
    ...(options.told ? { told: options.told } : {}),
  });
}
