// The money a county has for buying land back: 专项经费 as a share of its land revenue, other sources, and what plans bind of it.
import { type Decimal, type Fen, fen, sumFen } from '../units.ts';
import type { PlanCommitment } from './plan-figures.ts';

/** land-revenue 土地出让收入, of which a share is 专项经费; source: money from elsewhere; outlay: money spent beside the contracts. */
export const fundKinds = ['land-revenue', 'source', 'outlay'] as const;
export type FundKind = (typeof fundKinds)[number];

/** One entry of the fund: added, and taken back only by a later one with `reverses`. */
export interface FundEntry {
  readonly id: number;
  readonly kind: FundKind;
  readonly year: number;
  readonly name: string;
  readonly amount: Fen;
  readonly basis: string;
  /** The entry that this one takes back; null for an entry of its own. */
  readonly reverses: number | null;
  readonly actor: string;
  readonly recordedAt: string;
}

/** 0.5 % in the draft of Suichang (六(五)); a county's policy may say otherwise. */
export interface FundShare {
  /** Percent of the land revenue. */
  readonly percent: Decimal;
  /** Where it is written; null when the county's policy says nothing and this is only an example. */
  readonly clause: string | null;
}

export interface FundBalance {
  readonly landRevenue: Fen;
  /** Share of the land revenue, rounded down to the fen. */
  readonly special: Fen;
  readonly sources: Fen;
  readonly outlays: Fen;
  /** special + sources − outlays. */
  readonly available: Fen;
  readonly contracted: Fen;
  readonly delivered: Fen;
  /** Approved and not yet contracted, at valuation or estimate. */
  readonly open: Fen;
  /** available − contracted − open; below zero: not enough. */
  readonly left: Fen;
}

/** Entries that hold: those not taken back, without the rows that take back. */
export function fundEntriesInForce(entries: readonly FundEntry[]): FundEntry[] {
  const reversed = new Set(entries.flatMap(({ reverses }) => reverses ?? []));
  return entries.filter(({ id, reverses }) => reverses === null && !reversed.has(id));
}

/** The balance over entries and the commitments of approved plans. Exact: no rounding but the share's, downward. */
export function fundBalance(entries: readonly FundEntry[], { percent }: FundShare, commitments: readonly PlanCommitment[]): FundBalance {
  const standing = fundEntriesInForce(entries);
  const of = (kind: FundKind): Fen => sumFen(standing.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  const [landRevenue, sources, outlays] = [of('land-revenue'), of('source'), of('outlay')];
  const special = fen(Number((BigInt(landRevenue) * percent.digits) / (10n ** BigInt(percent.scale) * 100n)));
  const contracted = sumFen(commitments.map((one) => one.contracted));
  const open = sumFen(commitments.map((one) => one.open));
  const available = fen(special + sources - outlays);
  return {
    landRevenue,
    special,
    sources,
    outlays,
    available,
    contracted,
    delivered: sumFen(commitments.map((one) => one.delivered)),
    open,
    left: fen(available - contracted - open),
  };
}
