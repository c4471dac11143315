// The question as it is asked of the solver, in whole micro-mu, fen and thousandths; parcels by code.
import type { Fen, MicroMu } from '../units.ts';

export interface SolveQuestion {
  readonly target: MicroMu;
  readonly budget: Fen | null;
  readonly minBlock: MicroMu;
  readonly maxBlocks: number | null;
  readonly lockedIn: readonly string[];
  readonly lockedOut: readonly string[];
  /** All plots of an owner or none. */
  readonly ownerComplete: boolean;
  readonly quotas: readonly { readonly township: string; readonly min: MicroMu | null; readonly max: MicroMu | null }[];
  /** Thousandths of a person. */
  readonly maxJobs: number | null;
  readonly maxTax: Fen | null;
  /** Least score of a plot, and least mean score by area, in thousandths of a point. */
  readonly minScore: number | null;
  readonly minMeanScore: number | null;
  /** What the second stage may spend above the cheapest, in thousandths of a percent of it. */
  readonly allowance: number;
}
