// The least of a sum over all plans, by columns: every block is a connected group, groups are priced into a fraction program until none is worth it,
// and all that could still be part of a better plan go into one whole-number program. The fraction program's value is a proof.
import { exactRows } from './exact-rows.ts';
import { Best, type Found, type Goal, type SearchOptions, wholeBound } from './goal.ts';
import { searchGroups } from './groups.ts';
import { holds, meetsSums } from './holds.ts';
import { Master } from './master.ts';
import type { LpAnswer, Row, Solver, Watch } from './milp.ts';
import { partsOf, type Choice, type SolveProblem } from './problem.ts';

export interface GroupLimits {
  /** Steps of one look through all groups. */
  readonly steps: number;
  /** Groups in the whole-number program at most. */
  readonly columns: number;
}
const usualLimits: GroupLimits = { steps: 4_000_000, columns: 40_000 };

/** Below this a reduced cost or a way out counts as none. */
const tiny = 1e-7;
/** Shares of the proof within which groups are taken in, round by round; at last all of them. */
const margins = [0.004, 0.012, 0.04, 0.15, 1, Infinity];
/** How far a whole-number program is solved before groups further off are looked at. */
const roughly = 5e-4;

interface Look {
  readonly duals: readonly number[];
  readonly threshold: number;
  /** Only the better half of what is found counts on: for pricing. */
  readonly narrowing: boolean;
  readonly steps: number;
  readonly most: number;
}

/** Groups whose reduced cost is at most the threshold; `complete`: all of them. */
type Lookup = (look: Look) => { readonly groups: (readonly number[])[]; readonly complete: boolean };

/** `whole`: groups that fall into two blocks are left out, because the two stand for them. */
function lookupIn(problem: SolveProblem, master: Master, whole = problem.limits.maxBlocks === null): Lookup {
  const { plots, limits } = problem;
  const area = Float64Array.from(plots, (plot) => plot.area / 1e6);
  const parts = partsOf(
    problem,
    plots.map((_, index) => index),
  );
  return ({ duals, threshold, narrowing, steps, most }) => {
    const { plots: weight, one } = master.weights(duals);
    const groups: (readonly number[])[] = [];
    let complete = true;
    let left = steps;
    for (const part of parts) {
      const search = {
        part,
        weight,
        threshold: threshold - one,
        whole,
        steps: Math.min(left, steps / 4),
        told(group: { readonly plots: readonly number[]; readonly weight: number }) {
          groups.push(group.plots);
          if (groups.length >= most) search.steps = -1;
          else if (narrowing) search.threshold = Math.min(search.threshold, (group.weight + one) / 2 - one);
        },
      };
      const before = search.steps;
      // A hair less than exact, so that no group is missed; too small a block is ruled out below.
      if (!searchGroups(problem, area, limits.minBlock / 1e6 - 1e-9, search)) complete = false;
      left -= before - Math.max(0, search.steps);
      if (groups.length >= most) break;
    }
    return { groups, complete };
  };
}

/** Prices groups in until none is worth it; null when that cannot be told within the steps or the time. */
function priced(
  solver: Solver,
  master: Master,
  lookup: Lookup,
  watch: Watch,
  { price, steps, start }: { readonly price: number; readonly steps: number; readonly start: readonly Choice[] },
): { readonly answer: LpAnswer; readonly out: number; readonly rounds: number } | null {
  const { lp, outs } = master.open(solver, price);
  try {
    lp.addColumns(master.take(start));
    for (let rounds = 1; ; rounds += 1) {
      if (watch.left() <= 0) return null;
      const answer = lp.solve(watch.left());
      if (answer.status !== 'optimal') return null;
      const look = { duals: answer.rowDuals, threshold: 0 - tiny, narrowing: true, most: 20_000 };
      // A short look first: as long as it finds something, nothing need be proven.
      let { groups, complete } = lookup({ ...look, steps: steps / 50 });
      let columns = master.take(groups);
      if (columns.length === 0 && !complete) {
        ({ groups, complete } = lookup({ ...look, steps }));
        columns = master.take(groups);
      }
      if (columns.length > 0) lp.addColumns(columns);
      else if (complete) return { answer, out: answer.values.slice(0, outs).reduce((sum, value) => sum + value, 0), rounds };
      else return null;
    }
  } finally {
    lp.close();
  }
}

/** Dearer than any way to keep a limit. */
function outPrice({ plots }: SolveProblem, { costs }: Master): number {
  const dearest = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 1);
  const smallest = plots.reduce((least, { area }) => Math.min(least, area / 1e6), 1);
  return (10 * dearest) / Math.max(smallest, 1e-3);
}

/** Every block that a plan whose sum is at most this can have; null when there are too many, or it cannot be told quickly. */
export function blocksWithin(
  problem: SolveProblem,
  goal: Goal,
  most: number,
  solver: Solver,
  watch: Watch,
  start: readonly Choice[],
): { readonly master: Master; readonly groups: readonly Choice[] } | null {
  const master = new Master(problem, goal);
  const { steps, columns } = usualLimits;
  const prices = priced(solver, master, lookupIn(problem, master), watch, { price: outPrice(problem, master), steps, start });
  if (!prices || prices.out > tiny) return null;
  const threshold = (most - wholeBound(prices.answer.value, goal.unit)) / goal.unit + tiny;
  const { groups, complete } = lookupIn(
    problem,
    master,
    false,
  )({ duals: prices.answer.rowDuals, threshold, narrowing: false, steps, most: columns });
  return complete ? { master, groups } : null;
}

/** Null: this way does not suit the question (too many groups); another must decide. */
export function leastByGroups(
  problem: SolveProblem,
  goal: Goal,
  solver: Solver,
  watch: Watch,
  options: SearchOptions,
  bounds: GroupLimits = usualLimits,
): Found | null {
  const { plots } = problem;
  const best = new Best(goal, (choice) => holds(problem, choice), options.told);
  best.take(options.start);
  if (options.enough && best.choice) return best.found('feasible', 0, 'groups');
  const master = new Master(problem, goal);
  const lookup = lookupIn(problem, master);
  const start = [...(best.choice ? partsOf(problem, best.choice) : []), ...(options.groups ?? [])];
  const prices = priced(solver, master, lookup, watch, { price: outPrice(problem, master), steps: bounds.steps, start });
  if (!prices) return null;
  const { answer, out, rounds } = prices;
  if (out > tiny) {
    // Perhaps there is no plan at all: the ways out alone, everything else for nothing, must then still be needed.
    const free = new Master(problem, { figures: plots.map(() => 0), unit: 1 });
    const needed = priced(solver, free, lookupIn(problem, free), watch, { price: 1, steps: bounds.steps, start: master.groups });
    return needed && needed.out > 1e-5 && !best.choice ? best.found('infeasible', rounds, 'groups') : null;
  }
  const proof = wholeBound(answer.value, goal.unit);
  best.prove(proof);
  const extra: Row[] = [];
  for (const share of margins) {
    if (best.closed) return best.found('optimal', rounds, 'groups');
    if (options.enough && best.choice) return best.found('feasible', rounds, 'groups');
    if (watch.left() <= 0) break;
    // A plan that uses a group beyond the margin costs more than proof and margin together: each round proves so much.
    const needed = (best.value ?? (options.most == null ? Infinity : options.most + 1)) - proof;
    // A proof of nothing (free land) has no shares: the last round takes in everything all the same.
    const margin = share === Infinity ? needed : Math.min(needed, Math.ceil(Math.abs(proof) * share) + 1);
    const last = margin >= needed;
    const { groups, complete } = lookup({
      duals: answer.rowDuals,
      threshold: margin / goal.unit + tiny,
      narrowing: false,
      steps: bounds.steps,
      most: bounds.columns,
    });
    let within = -Infinity;
    // A few rows make up for what doubles miss; more would mean that the solver does not see them.
    for (let again = 0; again < 20; again += 1) {
      const seconds = last ? watch.left() : watch.left() / 2;
      if (seconds <= 0) break;
      const solved = solver.milp(master.program(groups, extra), { seconds, gap: last ? 0 : roughly, seed: options.seed });
      within = solved.status === 'infeasible' ? Infinity : solved.bound;
      if (!solved.values) break;
      const choice = groups.flatMap((group, column) => (solved.values![column]! > 0.5 ? group : [])).sort((a, b) => a - b);
      best.take(choice);
      best.take(options.mend?.(choice));
      if (meetsSums(problem, choice)) {
        if (solved.status === 'optimal' && last && complete && best.value !== null) best.prove(best.value);
        break;
      }
      extra.push(...exactRows(problem, choice));
    }
    if (!complete) break;
    const proven = Math.min(within === Infinity ? Number.MAX_SAFE_INTEGER : wholeBound(within, goal.unit), proof + margin);
    if (best.value === null && proven > (options.most ?? Number.MAX_SAFE_INTEGER - 1)) return best.found('infeasible', rounds, 'groups');
    best.prove(proven);
    if (last) break;
  }
  return best.found(best.closed ? 'optimal' : best.choice ? 'feasible' : 'unknown', rounds, 'groups');
}
