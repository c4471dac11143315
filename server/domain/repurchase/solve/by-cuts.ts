// The least of a sum over all plans, by rounds: solve without contiguity, add the rows that the answer breaks, solve again. Every round's bound is a proof.
import { brokenRows, firstRows } from './cuts.ts';
import { exactRows } from './exact-rows.ts';
import { Best, type Found, type Goal, type SearchOptions, wholeBound } from './goal.ts';
import { holds, meetsBlocks, meetsSums } from './holds.ts';
import { linearModel } from './linear.ts';
import type { Milp, Row, Solver, Watch } from './milp.ts';
import { partsOf, type Choice, type SolveProblem } from './problem.ts';

/** Blocks are counted by roots: a plot is chosen only if its block has one, and there are so many roots at most. */
function withRoots(program: Milp, { plots, beside, limits }: SolveProblem): Milp {
  const count = plots.length;
  const all = plots.map((_, index) => index);
  const rows: Row[] = [
    ...program.rows,
    { at: all.map((index) => count + index), by: all.map(() => 1), low: -Infinity, high: limits.maxBlocks! },
  ];
  for (const part of partsOf({ beside }, all)) {
    for (const index of part)
      rows.push({ at: [index, ...part.map((one) => count + one)], by: [1, ...part.map(() => -1)], low: -Infinity, high: 0 });
  }
  for (const index of all) rows.push({ at: [index, count + index], by: [-1, 1], low: -Infinity, high: 0 });
  return {
    cost: [...program.cost, ...all.map(() => 0)],
    low: [...program.low, ...all.map(() => 0)],
    high: [...program.high, ...program.high],
    rows,
  };
}

/** A column for each pair of neighbours that can be one only when both are chosen, and takes off what they share. */
function withSides(program: Milp, { sides = [], unit }: Goal): Milp {
  if (sides.length === 0) return program;
  const first = program.cost.length;
  const rows = sides.flatMap(({ a, b }, at): Row[] =>
    [a, b].map((index) => ({ at: [first + at, index], by: [1, -1], low: -Infinity, high: 0 })),
  );
  return {
    cost: [...program.cost, ...sides.map(({ shared }) => (-2 * shared) / unit)],
    low: [...program.low, ...sides.map(() => 0)],
    high: [...program.high, ...sides.map(({ a, b }) => Math.min(program.high[a]!, program.high[b]!))],
    rows: [...program.rows, ...rows],
    // Between two whole numbers it is driven to a whole one by itself.
    whole: [...program.cost.map(() => true), ...sides.map(() => false)],
  };
}

/** Values of all columns for a choice. */
function valuesOf(problem: SolveProblem, { sides = [] }: Goal, choice: Choice): number[] {
  const count = problem.plots.length;
  const rooted = problem.limits.maxBlocks !== null;
  const values = new Array<number>(count * (rooted ? 2 : 1) + sides.length).fill(0);
  for (const index of choice) values[index] = 1;
  if (rooted) for (const part of partsOf(problem, choice)) values[count + part[0]!] = 1;
  for (const [at, { a, b }] of sides.entries()) values[values.length - sides.length + at] = values[a]! * values[b]!;
  return values;
}

export function leastByCuts(problem: SolveProblem, goal: Goal, solver: Solver, watch: Watch, options: SearchOptions): Found {
  const { limits, plots } = problem;
  const linear = linearModel(problem);
  const costed: Milp = { ...linear, cost: goal.figures.map((figure) => figure / goal.unit), rows: [...linear.rows, ...firstRows(problem)] };
  const program = withSides(limits.maxBlocks === null ? costed : withRoots(costed, problem), goal);
  const rows = [...program.rows];
  const best = new Best(goal, (choice) => holds(problem, choice), options.told);
  best.take(options.start);
  if (options.enough && best.choice) return best.found('feasible', 0, 'cuts');
  const seen = new Set<string>();
  const stopped = (round: number): Found => best.found(best.choice ? 'feasible' : 'unknown', round, 'cuts');
  for (let round = 1; ; round += 1) {
    const seconds = watch.left();
    if (seconds <= 0) return stopped(round - 1);
    const start = best.choice ? valuesOf(problem, goal, best.choice) : undefined;
    const answer = solver.milp({ ...program, rows }, { seconds, gap: 0, seed: options.seed, start });
    if (answer.status === 'infeasible') return best.choice ? stopped(round) : best.found('infeasible', round, 'cuts');
    best.prove(wholeBound(answer.bound, goal.unit));
    if (best.closed) return best.found('optimal', round, 'cuts');
    if (!answer.values) return stopped(round);
    const choice = plots.flatMap((_, index) => (answer.values![index]! > 0.5 ? [index] : []));
    const isRoot = limits.maxBlocks === null ? null : (index: number) => answer.values![plots.length + index]! > 0.5;
    const broken = meetsBlocks(problem, choice) ? [] : brokenRows(problem, choice, isRoot);
    const exact = broken.length > 0 || meetsSums(problem, choice) ? [] : exactRows(problem, choice);
    if (broken.length === 0 && exact.length === 0) {
      best.take(choice);
      // The program's own optimum is a plan: nothing is better than it by more than doubles can tell.
      if (answer.status !== 'optimal') return stopped(round);
      best.prove(best.value!);
      return best.found('optimal', round, 'cuts');
    }
    best.take(options.mend?.(choice));
    if (options.enough && best.choice) return best.found('feasible', round, 'cuts');
    if (best.closed) return best.found('optimal', round, 'cuts');
    // Rows that did not keep the solver from coming back are finer than it sees: the way ends here, with what is proven.
    // With blocks counted the same plots may come back with another root, which is another row.
    const key = [...choice, 'roots', ...(isRoot ? choice.filter(isRoot) : [])].join(' ');
    if (seen.has(key)) return stopped(round);
    seen.add(key);
    rows.push(...broken, ...exact);
  }
}
