// What a demonstration county holds: the same records as real files give, without the place in a file they come from.
import type { Account, Firm, Tenure } from '#domain/firms/firm.ts';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import type { Block, ContextFeature, Parcel, Township } from '#domain/land/parcel.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { MicroMu } from '#domain/units.ts';

export type DemoParcel = Omit<Parcel, 'source' | 'measuredArea'>;
export type DemoFirm = Omit<Firm, 'source'>;
export type DemoAccount = Omit<Account, 'source'>;
export type DemoTenure = Omit<Tenure, 'source'>;

/** A ledger entry to be declared, and what later becomes of it. */
export interface DemoLedgerEntry {
  readonly parcel: string;
  readonly township: TownshipCode | null;
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly measure: string;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  readonly date: IsoDate;
  readonly basis: string;
  /** Day and basis of the verification; null when only declared. */
  readonly verified: { readonly date: IsoDate; readonly basis: string } | null;
  /** Day and basis of the reversal; null when it stands. */
  readonly reversed: { readonly date: IsoDate; readonly basis: string } | null;
}

/** The records of one block: what a county is streamed as. */
export interface DemoBatch {
  /** Null for scattered village lots. */
  readonly block: Block | null;
  readonly streets: readonly ContextFeature[];
  readonly parcels: readonly DemoParcel[];
  readonly firms: readonly DemoFirm[];
  readonly accounts: readonly DemoAccount[];
  readonly tenures: readonly DemoTenure[];
  readonly ledger: readonly DemoLedgerEntry[];
}

/** What is known before any block is filled. */
export interface DemoFrame {
  readonly code: CountyCode;
  readonly name: string;
  readonly demo: true;
  readonly mark: string;
  readonly policy: string;
  readonly bounds: Bounds;
  /** The county's today, inside its target period. */
  readonly asOf: IsoDate;
  readonly years: readonly number[];
  readonly townships: readonly Township[];
  /** Roads, water and labels. */
  readonly context: readonly ContextFeature[];
  readonly blockCount: number;
}

/** A whole county in memory. */
export interface DemoCounty extends DemoFrame, Omit<DemoBatch, 'block' | 'streets'> {
  readonly blocks: readonly Block[];
}

/** What to generate. The same request gives the same county, to the last digit. */
export interface DemoRequest {
  readonly county: string;
  /** Number of parcels, 1 to 1 000 000; the county's own number when left out. */
  readonly parcels?: number;
  readonly seed?: number;
}
