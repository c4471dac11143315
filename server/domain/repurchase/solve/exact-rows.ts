// Sums that doubles miss: a set that is short of a limit by less than the solver sees is ruled out, with everything that must fail for the same reason.
import type { Row } from './milp.ts';
import { areaOf, costOf, type Choice, type SolveProblem } from './problem.ts';

/** Rows that every plan keeps and this set, which breaks an exact sum, does not. */
export function exactRows(problem: SolveProblem, choice: Choice): Row[] {
  const { plots, limits } = problem;
  const chosen = new Set(choice);
  const others = plots.flatMap((_, index) => (chosen.has(index) ? [] : [index]));
  // Short of land: so is every part of it; a plan has something else.
  if (areaOf(problem, choice) < limits.target) return [{ at: others, by: others.map(() => 1), low: 1, high: Infinity }];
  // Too dear: so is everything that holds it.
  if (limits.budget !== null && costOf(problem, choice) > limits.budget)
    return [{ at: choice, by: choice.map(() => 1), low: -Infinity, high: choice.length - 1 }];
  // Any other limit: this very set.
  return [
    {
      at: plots.map((_, index) => index),
      by: plots.map((_, index) => (chosen.has(index) ? -1 : 1)),
      low: 1 - choice.length,
      high: Infinity,
    },
  ];
}
