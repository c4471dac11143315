// Ledger of freed land: append-only entries, each hash-chained to the one before; corrections are reversing rows.
import type { CountyCode, TownshipCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import type { MicroMu } from '../units.ts';

export const landMetricKinds = ['vacated', 'vacated_effective', 'revitalised', 'remediated_or_revitalised', 'stock_revitalised'] as const;
/** What an area counts as; kinds are never added together. `vacated_effective` is the stated part of `vacated`. */
export type LandMetricKind = (typeof landMetricKinds)[number];

export type LedgerStage = 'declared' | 'verified' | 'reversed';

/** What a row of the ledger records. `declare` opens an entry; `verify` and `reverse` refer to one. */
export type LedgerAct = 'declare' | 'verify' | 'reverse';

/** One row as written: never changed, never deleted. */
export interface LedgerRow {
  readonly id: number;
  readonly county: CountyCode;
  readonly act: LedgerAct;
  /** The declared entry that a verify or reverse refers to; its own id for a declare. */
  readonly entry: number;
  readonly policy: string;
  readonly parcel: string;
  readonly township: TownshipCode | null;
  readonly shape: MultiPolygon | null;
  readonly kind: LandMetricKind;
  readonly measure: string;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  /** Date of the evidence, which decides the period it counts in. */
  readonly date: IsoDate;
  readonly basis: string;
  readonly documents: readonly string[];
  readonly actor: string;
  /** When the row was written, ISO date-time. */
  readonly recordedAt: string;
  /** SHA-256 (hex) over the row's canonical text and the previous hash. */
  readonly hash: string;
  readonly previousHash: string;
}

/** An entry as of a day: the declare row with what later rows did to it. */
export interface LedgerEntry extends LedgerRow {
  readonly stage: LedgerStage;
  readonly verifiedAt: IsoDate | null;
  readonly reversedAt: IsoDate | null;
}
