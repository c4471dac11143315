// The replies of the routes the page reads, as the contract states them. Areas in mu, money in 万元, null where unknown.
import type { Bounds } from '#domain/land/geometry.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
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
  readonly townships: readonly { readonly code: string; readonly name: string }[];
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
  /** Null for land of no township. */
  readonly code: string | null;
  readonly name: string;
  readonly targetMu: number | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
}

/** One hit of a search. `point` is null for what is on no drawn parcel. */
export interface SearchHit {
  readonly kind: 'parcel' | 'firm' | 'township' | 'block';
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly point: readonly [number, number] | null;
}

/** What the page reads of a firm's dossier. */
export interface FirmReply {
  readonly uscc: string;
  readonly name: string | null;
  readonly parcels: readonly { readonly code: string }[];
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
