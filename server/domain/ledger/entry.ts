// Ledger of freed land: append-only entries, each hash-chained to the one before; corrections are reversing rows.
import type { CountyCode, TownshipCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import type { MicroMu } from '../units.ts';

export const landMetricKinds = ['vacated', 'vacated_effective', 'revitalised', 'remediated_or_revitalised', 'stock_revitalised'] as const;
/** What an area counts as; kinds are never added together. `vacated_effective` is the stated part of `vacated`. */
export type LandMetricKind = (typeof landMetricKinds)[number];

export const ledgerStages = ['declared', 'verified', 'reversed'] as const;
export type LedgerStage = (typeof ledgerStages)[number];

/**
 * What a row of the ledger records. `declare` opens an entry; `verify`, `reverse` and `carry` refer to one. A reverse takes back all that
 * stands, or a part of it; a carry says on which parcel and in which township a piece lies after a parcel was split, merged or moved.
 */
export type LedgerAct = 'declare' | 'verify' | 'reverse' | 'carry';

export const reversalReasons = ['error', 'rebound', 'other'] as const;
/** Why land no longer counts: it was entered wrongly (更正), it went back into low-efficiency use (回潮反弹), or another reason. */
export type ReversalReason = (typeof reversalReasons)[number];

/** One row as written: never changed, never deleted. */
export interface LedgerRow {
  readonly id: number;
  readonly county: CountyCode;
  readonly act: LedgerAct;
  /** The declared entry that a verify, reverse or carry refers to; its own id for a declare. */
  readonly entry: number;
  readonly policy: string;
  readonly parcel: string;
  /** The township of the land on the row's date. */
  readonly township: TownshipCode | null;
  /** The drawn piece; of a reverse: the part taken back; of a carry: the part that lies on `parcel`. */
  readonly shape: MultiPolygon | null;
  readonly kind: LandMetricKind;
  readonly measure: string;
  /** Of a reverse: what is taken back; of a carry: what lies on `parcel`. */
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  /** Date of the evidence, which decides the period it counts in. */
  readonly date: IsoDate;
  /** The day from which the row takes effect: its date, or, for a declaration of land that another entry counted until later, that day. */
  readonly countsFrom: IsoDate;
  /** Of a reverse; null for other rows and for reverses written before reasons were kept. */
  readonly reason: ReversalReason | null;
  /** Of a carry: the act of lineage it follows from, and the parcel on which the piece lay before. */
  readonly lineage: number | null;
  readonly origin: string | null;
  readonly basis: string;
  /** Documents: SHA-256 of a file that is kept, or the name of a paper that is not. */
  readonly documents: readonly string[];
  readonly actor: string;
  /** When the row was written, ISO date-time. */
  readonly recordedAt: string;
  /** SHA-256 (hex) over the row's canonical text and the previous hash. */
  readonly hash: string;
  readonly previousHash: string;
  /** Which canonical text was sealed: 1 before reasons, lineage and `countsFrom` were kept. */
  readonly form: 1 | 2;
}

/** Land of an entry on one parcel. */
export interface LedgerPart {
  readonly parcel: string;
  readonly township: TownshipCode | null;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  readonly shape: MultiPolygon | null;
}

/** An entry as of a day: the declare row with what later rows did to it. `gross` and `effective` are what stands on that day. */
export interface LedgerEntry extends Omit<LedgerRow, 'act'> {
  readonly act: 'declare';
  readonly stage: LedgerStage;
  readonly verifiedAt: IsoDate | null;
  readonly verifiedBy: string | null;
  /** Of the whole; what was taken back in part before only makes `gross` smaller. */
  readonly reversedAt: IsoDate | null;
  readonly reversedBy: string | null;
  /** The last reason given for taking back, in whole or in part. */
  readonly reversalReason: ReversalReason | null;
  /** As it was declared, before anything was taken back. */
  readonly declaredGross: MicroMu;
  readonly declaredEffective: MicroMu | null;
  /** On which parcels and in which townships what stands lies on that day; of a reversed entry: where it lay last. They add up to `gross`. */
  readonly parts: readonly LedgerPart[];
}
