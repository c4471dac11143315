// The replies of the routes the page reads, as the contract states them. Areas in mu, money in 万元, null where unknown.
import type { Bounds } from '#domain/land/geometry.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { Evidence, RuleUnknown } from '#domain/policy/judgement.ts';
import type { Policy } from '#domain/policy/policy.ts';

export interface CountyReply {
  readonly code: string;
  readonly name: string;
  readonly bounds: Bounds | null;
  readonly parcels: number;
  readonly policies: readonly string[];
  readonly asOf: string;
  readonly demo: boolean;
  /** Years with accounts, ascending. */
  readonly years: readonly number[];
  /** Names the content of tiles and columns. */
  readonly version: string;
}

/** A policy as listed: enough for the switcher. */
export type PolicyListing = Pick<
  Policy,
  'id' | 'title' | 'jurisdiction' | 'county' | 'documentNumber' | 'status' | 'periodStart' | 'periodEnd'
>;
export type PolicyReply = Policy;

export interface TargetReply {
  readonly id: string;
  readonly policy: string;
  readonly metric: string;
  readonly name?: string;
  readonly kind: LandMetricKind;
  readonly clause?: string;
  readonly comparator?: string | null;
  readonly comparatorText?: string | null;
  readonly parent?: string | null;
  readonly headline?: boolean;
  readonly targetMu: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly effectiveMu?: number | null;
  readonly gapMu: number;
  readonly requiredPerMonthMu: number | null;
  readonly forecast: { readonly low: number; readonly mid: number; readonly high: number } | null;
  readonly townships: readonly TownshipProgress[];
}

export interface TownshipProgress {
  readonly code: string;
  readonly name: string;
  readonly targetMu: number | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
}

export interface MatchReply {
  readonly rule: string;
  readonly clause: string;
  readonly category: string;
  readonly evidence: readonly Evidence[];
}

export interface SearchReply {
  readonly firms: readonly { readonly uscc: string; readonly name: string; readonly parcels: readonly string[] }[];
  readonly parcels: readonly { readonly code: string; readonly name: string }[];
  readonly townships: readonly { readonly code: string; readonly name: string }[];
}

export interface LedgerReply {
  readonly id: number;
  readonly parcel: string;
  readonly township: string | null;
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly measure: string;
  readonly stage: 'declared' | 'verified' | 'reversed';
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly date: string;
  readonly verifiedAt: string | null;
  readonly reversedAt: string | null;
  readonly basis: string;
}

export interface VersionReply {
  readonly version: string;
  readonly data: string;
  readonly basemap?: { readonly tiles: readonly string[]; readonly attribution: string; readonly maxzoom: number } | null;
}

export interface DossierReply {
  readonly code: string;
  readonly unknown: readonly RuleUnknown[];
}
