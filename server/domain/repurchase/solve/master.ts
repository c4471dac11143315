// Blocks as columns: every limit as a row over connected groups, the fraction program that prices them, and the whole-number program over a choice of them.
import type { Goal } from './goal.ts';
import { linearModel } from './linear.ts';
import type { Column, Milp, OpenLp, Row, Solver } from './milp.ts';
import type { SolveProblem } from './problem.ts';

type Plots = readonly number[];

export class Master {
  /** Rows over plots: one per plot (it is in one group at most), then the limits. */
  readonly rows: readonly Row[];
  readonly costs: Float64Array;
  /** The row that counts blocks; null where they are not counted. */
  readonly countRow: number | null;
  readonly groups: Plots[] = [];
  readonly #known = new Set<string>();
  /** Entries of the rows by plot: [row, factor]. */
  readonly #entries: (readonly [number, number])[][];

  constructor(problem: SolveProblem, goal: Goal) {
    const { plots, limits, lockedIn, lockedOut } = problem;
    const [locked, out] = [new Set(lockedIn), new Set(lockedOut)];
    const packing = plots.map((_, index): Row => ({ at: [index], by: [1], low: locked.has(index) ? 1 : 0, high: out.has(index) ? 0 : 1 }));
    const summed = [...packing, ...linearModel(problem).rows];
    this.#entries = plots.map(() => []);
    for (const [row, { at, by }] of summed.entries())
      for (const [place, index] of at.entries()) this.#entries[index]!.push([row, by[place]!]);
    this.countRow = limits.maxBlocks === null ? null : summed.length;
    this.rows = limits.maxBlocks === null ? summed : [...summed, { at: [], by: [], low: -Infinity, high: limits.maxBlocks }];
    this.costs = Float64Array.from(goal.figures, (figure) => figure / goal.unit);
  }

  /** Columns for those groups that are not in yet. */
  take(groups: readonly Plots[]): Column[] {
    return groups.flatMap((plots) => {
      const key = plots.join(' ');
      if (this.#known.has(key)) return [];
      this.#known.add(key);
      this.groups.push(plots);
      return this.#column(plots);
    });
  }

  #column(plots: Plots): Column {
    const sums = new Map<number, number>();
    let cost = 0;
    for (const index of plots) {
      cost += this.costs[index]!;
      for (const [row, factor] of this.#entries[index]!) sums.set(row, (sums.get(row) ?? 0) + factor);
    }
    if (this.countRow !== null) sums.set(this.countRow, 1);
    const at = [...sums.keys()].sort((a, b) => a - b);
    // The packing rows keep it at one; a bound of its own would hide in its reduced cost.
    return { cost, low: 0, high: Infinity, at, by: at.map((row) => sums.get(row)!) };
  }

  /** What each plot adds to a group's reduced cost under these duals, and what the group's being one adds. */
  weights(duals: readonly number[]): { readonly plots: Float64Array; readonly one: number } {
    const plots = Float64Array.from(this.costs);
    for (const [index, entries] of this.#entries.entries()) for (const [row, factor] of entries) plots[index]! -= duals[row]! * factor;
    return { plots, one: this.countRow === null ? 0 : 0 - duals[this.countRow]! };
  }

  /** The fraction program without groups: its first columns are ways out of rows that nothing would break, each at a price. */
  open(solver: Solver, price: number): { readonly lp: OpenLp; readonly outs: number } {
    const outs = this.rows.flatMap(({ low, high }, row) => [
      ...(low > 0 ? [[row, 1] as const] : []),
      ...(high < 0 ? [[row, -1] as const] : []),
    ]);
    const rows = this.#bare();
    for (const [column, [row, sign]] of outs.entries()) {
      rows[row]!.at.push(column);
      rows[row]!.by.push(sign);
    }
    const lp = solver.lp({ cost: outs.map(() => price), low: outs.map(() => 0), high: outs.map(() => Infinity), rows });
    return { lp, outs: outs.length };
  }

  /** The whole-number program over these groups; `extra` rows are over plots. */
  program(groups: readonly Plots[], extra: readonly Row[]): Milp {
    const columns = groups.map((group) => this.#column(group));
    const rows = this.#bare();
    for (const [column, { at, by }] of columns.entries())
      for (const [place, row] of at.entries()) {
        rows[row]!.at.push(column);
        rows[row]!.by.push(by[place]!);
      }
    const more = extra.map(({ at, by, low, high }): Row => {
      const factor = new Map(at.map((index, place) => [index, by[place]!]));
      const sums = groups.map((group) => group.reduce((sum, index) => sum + (factor.get(index) ?? 0), 0));
      const used = [...sums.keys()].filter((column) => sums[column] !== 0);
      return { at: used, by: used.map((column) => sums[column]!), low, high };
    });
    return {
      cost: columns.map(({ cost }) => cost),
      low: columns.map(() => 0),
      high: columns.map(() => 1),
      rows: [...rows.filter(({ at, low, high }) => at.length > 0 || low > 0 || high < 0), ...more],
    };
  }

  #bare() {
    return this.rows.map(({ low, high }) => ({ at: [] as number[], by: [] as number[], low, high }));
  }
}
