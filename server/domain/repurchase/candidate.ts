// A parcel as a candidate for buying back: the figures that the list shows and the solver uses, the same ones.
import type { Fen, MicroMu } from '../units.ts';
import type { Cost } from './cost.ts';
import type { Score } from './score.ts';

export const exclusionReasons = ['freed', 'planned', 'area-unknown', 'cost-unknown', 'sealed', 'grade-a', 'zone', 'filter'] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** Why a parcel is not offered. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly message: string;
}

export interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly township: string | null;
  readonly block: string | null;
  /** Counted area: registered, else measured; null = unknown. */
  readonly area: MicroMu | null;
  readonly areaKind: 'registered' | 'measured' | null;
  readonly cost: Cost;
  readonly score: Score;
  /** Whose plots belong together: the holder's code, else the holder's name as written; null when nobody is known. */
  readonly owner: string | null;
  /** Firms that stand on it in the latest year. */
  readonly firms: readonly string[];
  /** 职工 of those firms that fall on it, in thousandths of a person; null when any is unknown. */
  readonly jobs: number | null;
  /** Tax of the latest year on it; null when unknown. */
  readonly tax: Fen | null;
  readonly excluded: Exclusion | null;
  /** Codes of the parcels beside it, those that are excluded too. */
  readonly neighbours: readonly string[];
}
