// The replies of the ledger's routes, as the page reads them. Areas in mu, null where unknown.
import type { Bounds, MultiPolygon } from '#domain/land/geometry.ts';
import type { LandMetricKind, LedgerAct, LedgerStage, ReversalReason } from '#domain/ledger/entry.ts';
import type { LedgerFacet } from '#domain/ledger/ledger-filter.ts';
import type { Standing } from '#domain/ledger/counts-toward.ts';
import type { Origin } from '#domain/ledger/county-targets.ts';

export interface LandGeometry {
  readonly type: 'MultiPolygon';
  readonly coordinates: MultiPolygon;
}

export interface CountsTowardReply {
  readonly policy: string;
  readonly target: string;
  readonly name: string;
  readonly kind: LandMetricKind | null;
  readonly origin: Origin;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly standing: Standing;
  readonly areaMu: number | null;
}

export interface LedgerPartReply {
  readonly parcel: string;
  readonly name: string | null;
  readonly township: string | null;
  readonly townshipName: string | null;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly drawn: boolean;
  readonly firms: readonly { readonly uscc: string; readonly name: string | null }[];
  readonly firmsYear: number | null;
}

export interface LedgerRowReply {
  readonly id: number;
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly measure: string;
  readonly stage: LedgerStage;
  readonly partly: boolean;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly declaredGrossMu: number;
  readonly otherParts: number;
  readonly parts: readonly LedgerPartReply[];
  readonly drawn: 'all' | 'some' | 'none';
  readonly countsToward: readonly CountsTowardReply[];
  readonly date: string;
  readonly countsFrom: string;
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  readonly reversedAt: string | null;
  readonly reversedBy: string | null;
  readonly reversalReason: ReversalReason | null;
  readonly basis: string;
  readonly documents: readonly string[];
  readonly actor: string;
  readonly recordedAt: string;
  readonly hash: string;
  readonly bounds: Bounds | null;
}

export interface LedgerTotalReply {
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly entries: number;
  readonly standing: number;
  readonly effectiveStated: number;
  readonly reversed: number;
  readonly rebound: number;
  readonly drawn: number;
  readonly documented: number;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly effectiveMu: number;
  readonly takenBackMu: number;
}

export interface ChoiceReply {
  readonly key: string;
  readonly name: string | null;
  readonly entries: number;
}

export interface LedgerTableReply {
  readonly county: string;
  readonly demo: boolean;
  readonly asOf: string;
  readonly knownOn: string | null;
  readonly version: string;
  readonly matched: number;
  readonly all: number;
  readonly hidden: number;
  readonly written: number;
  readonly totals: readonly LedgerTotalReply[];
  readonly counts: Readonly<Record<LedgerFacet, readonly ChoiceReply[]>>;
  readonly targets: readonly {
    readonly id: string;
    readonly policy: string;
    readonly name: string;
    readonly kind: LandMetricKind | null;
    readonly origin: Origin;
    readonly periodStart: string;
    readonly periodEnd: string;
  }[];
  readonly offset: number;
  readonly rows: readonly LedgerRowReply[];
}

/** One place per piece of an entry in every list; `parcel` -1 where it is not (or no more) among the parcels. */
export interface LedgerMapReply {
  readonly version: string;
  readonly id: readonly number[];
  readonly parcel: readonly number[];
  /** Place in `ledgerStages`. */
  readonly stage: readonly number[];
  /** Place in `landMetricKinds`. */
  readonly kind: readonly number[];
  readonly shapes: readonly { readonly place: number; readonly shape: MultiPolygon }[];
}

export interface LedgerActReply {
  readonly id: number;
  readonly act: LedgerAct;
  readonly parcel: string;
  readonly township: string | null;
  readonly date: string;
  readonly countsFrom: string;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly reason: ReversalReason | null;
  readonly lineage: number | null;
  readonly origin: string | null;
  readonly basis: string;
  readonly documents: readonly string[];
  readonly actor: string;
  readonly recordedAt: string;
  readonly hash: string;
  readonly previousHash: string;
  readonly geometry: LandGeometry | null;
}

export interface KeptFileReply {
  readonly sha256: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface LedgerEntryReply {
  readonly id: number;
  readonly stage: LedgerStage;
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly measure: string;
  readonly actor: string;
  readonly date: string;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly parts: readonly { readonly parcel: string; readonly grossMu: number; readonly effectiveMu: number | null }[];
  readonly geometry: LandGeometry | null;
}

export interface LedgerHistoryReply {
  readonly entry: LedgerEntryReply;
  readonly rows: readonly LedgerActReply[];
  readonly row: LedgerRowReply | null;
  readonly files: readonly KeptFileReply[];
}

export interface ConflictReply {
  readonly id: number;
  readonly overlapMu: number;
  readonly geometry?: LandGeometry | null;
}

export interface LedgerCheckReply {
  readonly countsToward: readonly CountsTowardReply[];
  readonly drawnMu: number | null;
  readonly faults: readonly {
    readonly parameter: string;
    readonly message: string;
    readonly areaMu?: number;
    readonly geometry?: LandGeometry | null;
  }[];
  readonly conflicts: readonly ConflictReply[];
  readonly slivers: readonly ConflictReply[];
  readonly notices: readonly string[];
  readonly countsFrom: string;
  readonly township: string | null;
}

export interface ChainReply {
  readonly rows: number;
  readonly broken: { readonly id: number; readonly fault: 'text' | 'link' | 'cut' } | null;
  readonly lastId: number | null;
  readonly lastHash: string | null;
  readonly checkedAt: string;
}

export interface MeasureReply {
  readonly id: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly frees: 'yes' | 'conditional' | 'no';
  readonly countsAs: readonly LandMetricKind[];
  readonly needsEvidence: boolean;
}

export interface SessionReply {
  readonly name: string;
  readonly role: string;
  readonly signedIn: boolean;
  /** No user exists: everybody writes. */
  readonly open: boolean;
  readonly may: { readonly write: boolean; readonly govern: boolean };
  /** Null: the whole county. */
  readonly townships: readonly string[] | null;
}
