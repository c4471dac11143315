// The least of a sum over all plans, by rounds: solve without contiguity, add the rows that the answer breaks, solve again. Every round's bound is a proof.
import { brokenRows, firstRows } from './cuts.ts';
import { meetsBlocks, meetsSums } from './holds.ts';
import { linearModel } from './linear.ts';
import type { Milp, Row, Solver, Watch } from './milp.ts';
import { areaOf, costOf, partsOf, type Choice, type SolveProblem } from './problem.ts';

/** What is to be least: a whole number for each plot. */
export interface Goal {
  readonly figures: readonly number[];
  /** So many of the figure are one in the program: keeps its numbers near one while a single unit stays above the solver's tolerance. */
  readonly unit: number;
}

export interface Found {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  readonly choice: Choice | null;
  /** Sum of the goal's figures; null without a plan. */
  readonly value: number | null;
  /** No plan is below this whole number. */
  readonly bound: number;
  readonly rounds: number;
  readonly method: 'groups' | 'cuts' | 'none';
}

export interface SearchOptions {
  readonly seed: number;
  /** Share of the value by which a better plan may be left unproven. */
  readonly gap: number;
  /** Plans known beforehand. */
  readonly start?: Choice | null;
  /** Makes a plan out of a choice whose blocks are not as asked. */
  readonly mend?: (choice: Choice) => Choice | null;
  /** Told of every better plan and bound. */
  readonly told?: (value: number | null, bound: number) => void;
}

export const costGoal = ({ plots }: SolveProblem): Goal => ({ figures: plots.map(({ cost }) => cost), unit: 100_000 });

/** Exact sums that doubles could miss: a set just short of the target, or just above a limit, is ruled out with all that lies below (or above) it. */
function exactRows(problem: SolveProblem, choice: Choice): Row[] {
  const { plots, limits } = problem;
  const chosen = new Set(choice);
  const others = plots.flatMap((_, index) => (chosen.has(index) ? [] : [index]));
  const more: Row = { at: others, by: others.map(() => 1), low: 1, high: Infinity };
  const fewer: Row = { at: choice, by: choice.map(() => 1), low: -Infinity, high: choice.length - 1 };
  if (areaOf(problem, choice) < limits.target) return [more];
  if (limits.budget !== null && costOf(problem, choice) > limits.budget) return [fewer];
  // Any other limit: this very set is ruled out.
  return [
    {
      at: plots.map((_, index) => index),
      by: plots.map((_, index) => (chosen.has(index) ? -1 : 1)),
      low: 1 - choice.length,
      high: Infinity,
    },
  ];
}

/** Blocks are counted by roots: a plot is chosen only if its block has one, and there are so many roots at most. */
function withRoots(program: Milp, { plots, beside, limits }: SolveProblem): Milp {
  const count = plots.length;
  const rows: Row[] = [
    ...program.rows,
    { at: plots.map((_, index) => count + index), by: plots.map(() => 1), low: -Infinity, high: limits.maxBlocks! },
  ];
  for (const part of partsOf(
    { beside },
    plots.map((_, index) => index),
  )) {
    for (const index of part)
      rows.push({ at: [index, ...part.map((one) => count + one)], by: [1, ...part.map(() => -1)], low: -Infinity, high: 0 });
  }
  for (const index of plots.keys()) rows.push({ at: [index, count + index], by: [-1, 1], low: -Infinity, high: 0 });
  return {
    cost: [...program.cost, ...plots.map(() => 0)],
    low: [...program.low, ...plots.map(() => 0)],
    high: [...program.high, ...program.high],
    rows,
  };
}

/** Values of all columns for a choice. */
function valuesOf(problem: SolveProblem, choice: Choice, columns: number): number[] {
  const values = new Array<number>(columns).fill(0);
  for (const index of choice) values[index] = 1;
  if (columns > problem.plots.length) for (const part of partsOf(problem, choice)) values[problem.plots.length + part[0]!] = 1;
  return values;
}

export const sumOf = (figures: readonly number[], choice: Choice): number => choice.reduce((sum, index) => sum + figures[index]!, 0);

/** A bound of the program as a whole number of the figure, with room for what doubles blur. */
export function wholeBound(bound: number, unit: number): number {
  if (!Number.isFinite(bound)) return bound > 0 ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
  return Math.ceil(bound * unit - (1 + Math.abs(bound) * unit * 1e-9));
}

export function leastByCuts(problem: SolveProblem, goal: Goal, solver: Solver, watch: Watch, options: SearchOptions): Found {
  const { limits } = problem;
  const linear = linearModel(problem);
  const costed: Milp = { ...linear, cost: goal.figures.map((figure) => figure / goal.unit), rows: [...linear.rows, ...firstRows(problem)] };
  const program = limits.maxBlocks === null ? costed : withRoots(costed, problem);
  const rows = [...program.rows];
  let best: Choice | null = options.start ?? null;
  let value = best ? sumOf(goal.figures, best) : null;
  let bound = -Number.MAX_SAFE_INTEGER;
  const take = (choice: Choice | null): void => {
    if (!choice) return;
    const sum = sumOf(goal.figures, choice);
    if (value !== null && sum >= value) return;
    [best, value] = [choice, sum];
    options.told?.(value, bound);
  };
  const ended = (status: Found['status'], rounds: number): Found => ({ status, choice: best, value, bound, rounds, method: 'cuts' });
  for (let round = 1; ; round += 1) {
    const seconds = watch.left();
    if (seconds <= 0) return ended(best ? 'feasible' : 'unknown', round - 1);
    const start = best ? valuesOf(problem, best, program.cost.length) : undefined;
    const answer = solver.milp({ ...program, rows }, { seconds, gap: options.gap, seed: options.seed, start });
    if (answer.status === 'infeasible') return best ? ended('feasible', round) : ended('infeasible', round);
    bound = Math.max(bound, wholeBound(answer.bound, goal.unit));
    options.told?.(value, bound);
    if (!answer.values) return ended(best ? 'feasible' : 'unknown', round);
    const choice = problem.plots.flatMap((_, index) => (answer.values![index]! > 0.5 ? [index] : []));
    const roots = limits.maxBlocks === null ? null : (index: number) => answer.values![problem.plots.length + index]! > 0.5;
    const broken = meetsBlocks(problem, choice) ? [] : brokenRows(problem, choice, roots);
    const exact = broken.length > 0 || meetsSums(problem, choice) ? [] : exactRows(problem, choice);
    if (broken.length === 0 && exact.length === 0) {
      take(choice);
      // The program's own optimum is a plan: nothing is better than it by more than doubles can tell.
      if (answer.status === 'optimal' && options.gap === 0 && value !== null) bound = Math.max(bound, value);
      return ended(answer.status === 'optimal' ? 'optimal' : 'feasible', round);
    }
    take(options.mend?.(choice) ?? null);
    if (value !== null && bound >= value) return ended('optimal', round);
    rows.push(...broken, ...exact);
  }
}
