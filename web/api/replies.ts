// The replies of the routes the page reads, as the contract states them. Areas in mu, money in 万元, null where unknown.
import type { Bounds } from '#domain/land/geometry.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { Bucket, BucketReason } from '#domain/ledger/outlook.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { TownshipReply } from './progress-replies.ts';

export interface CountyReply {
  readonly code: string;
  readonly name: string;
  readonly bounds: Bounds | null;
  readonly parcels: number;
  readonly policies: readonly string[];
  readonly asOf: string;
  /** Day that is shown when nobody chooses one: the end of the policy's targets, when that is past. */
  readonly viewDay: string;
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
  readonly origin: 'regulatory' | 'inherited' | 'own';
  readonly metric: string;
  readonly name?: string;
  readonly kind: LandMetricKind;
  readonly clause?: string;
  readonly comparator?: string | null;
  readonly comparatorText?: string | null;
  readonly parent?: string | null;
  readonly headline?: boolean;
  readonly note?: string | null;
  readonly targetMu: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly effectiveMu?: number | null;
  /** Verified entries that state their effective part, of all. */
  readonly effectiveStated: { readonly known: number; readonly total: number };
  readonly gapMu: number;
  readonly daysLeft: number;
  readonly monthsLeft: number;
  readonly requiredPerMonthMu: number | null;
  /** Null where too little is known to tell; `months` are those it rests on. */
  readonly forecast: { readonly low: number | null; readonly mid: number | null; readonly high: number | null; readonly months: number };
  readonly pipeline: { readonly low: number | null; readonly mid: number | null; readonly high: number | null; readonly items: number };
  readonly bucket: Bucket;
  readonly reason: BucketReason;
  readonly allocation: { readonly allocatedMu: number; readonly differenceMu: number; readonly townships: number } | null;
  readonly stated: { readonly by: string; readonly basis: string; readonly date: string } | null;
  readonly townships: readonly TownshipReply[];
  /** Of a prefecture: its loaded counties. */
  readonly counties?: readonly { readonly code: string; readonly name: string; readonly verifiedMu: number; readonly declaredMu: number }[];
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
