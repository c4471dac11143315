// A mixed-integer program and who solves it: the solver itself is handed in, so that what is asked of it stays pure.

/** low ≤ Σ by·x ≤ high. */
export interface Row {
  readonly at: readonly number[];
  readonly by: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Minimise Σ cost·x over whole numbers between the bounds (0 and 1 for the most part). */
export interface Milp {
  readonly cost: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly rows: readonly Row[];
  /** Left out: all are whole numbers. False = may be a fraction. */
  readonly whole?: readonly boolean[];
}

export interface MilpOptions {
  readonly seconds: number;
  /** Stop when the bound is this near (share of the value). */
  readonly gap: number;
  readonly seed: number;
  /** A solution to begin with. */
  readonly start?: readonly number[] | undefined;
}

export interface MilpAnswer {
  /** `stopped`: the time was up, with or without values. */
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  readonly values: readonly number[] | null;
  /** No solution is below this; −∞ when nothing is known. */
  readonly bound: number;
}

export interface LpAnswer {
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  readonly value: number;
  readonly values: readonly number[];
  /** Duals by row, reduced costs by column. */
  readonly rowDuals: readonly number[];
  readonly reduced: readonly number[];
}

/** A column with its entries by row. */
export interface Column {
  readonly cost: number;
  readonly low: number;
  readonly high: number;
  readonly at: readonly number[];
  readonly by: readonly number[];
}

/** A program that stays with the solver while rows and columns are added to it, as a fraction program. */
export interface OpenLp {
  solve(seconds: number): LpAnswer;
  addRows(rows: readonly Row[]): void;
  addColumns(columns: readonly Column[]): void;
  close(): void;
}

export interface Solver {
  readonly name: string;
  milp(program: Milp, options: MilpOptions): MilpAnswer;
  lp(program: Milp): OpenLp;
}

/** What the search is told of time: seconds since it began, and when it must be done. */
export interface Watch {
  elapsed(): number;
  /** Seconds left; 0 or less: stop. */
  left(): number;
  report?(progress: SolveProgress): void;
}

export interface SolveProgress {
  readonly stage: 'model' | 'cheapest' | 'compact' | 'explain';
  readonly round: number;
  /** Best plan's cost and proven bound so far, in fen; null when there is none yet. */
  readonly cost: number | null;
  readonly bound: number | null;
  /** What is known already of why there is no plan, while the rest is worked out. */
  readonly says?: string;
}
