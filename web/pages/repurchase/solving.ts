// The search for a plan as the page follows it: what was asked, how far it is, what came of it.

export interface Solving {
  /** Plots of the solution that is shown; null while there is none. */
  readonly chosen: readonly string[] | null;
  /** What keeps the solution as a plan. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** What the second stage may spend above the cheapest set, in 万元; null before a solution. */
  readonly allowanceWan: number | null;
}

const none: Solving = { chosen: null, kept: {}, allowanceWan: null };

export function useSolving(): Solving {
  return none;
}
