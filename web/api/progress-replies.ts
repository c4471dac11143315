// The replies about progress, as the routes state them. Areas in mu; null where unknown.
import type { Dimension } from '#domain/ledger/breakdown.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { Bucket, BucketReason } from '#domain/ledger/outlook.ts';
import type { CaseStage, ProspectStage } from '#domain/ledger/target-statement.ts';
import type { TargetReply } from './replies.ts';

export interface BreakdownReply {
  readonly key: string | null;
  readonly name: string | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly entries: number;
}

export interface PipelineItemReply {
  readonly case: number;
  readonly parcel: string;
  readonly township: string | null;
  readonly stage: Exclude<ProspectStage, 'declared'>;
  readonly due: string;
  readonly areaMu: number;
  readonly permille: number;
}

export interface ProgressReply {
  readonly county: { readonly code: string; readonly name: string; readonly demo: boolean };
  readonly asOf: string;
  readonly target: TargetReply;
  readonly burnUp: readonly { readonly day: string; readonly verifiedMu: number; readonly declaredMu: number }[];
  /** Net verified mu of each whole month back from the day, newest first. */
  readonly history: readonly number[];
  readonly breakdowns: Readonly<Record<Exclude<Dimension, 'township'>, readonly BreakdownReply[]>>;
  readonly months: readonly string[];
  readonly sparklines: readonly { readonly code: string | null; readonly values: readonly number[] }[];
  readonly pipeline: {
    readonly items: readonly PipelineItemReply[];
    /** Land declared and not verified, all together. */
    readonly declared: { readonly areaMu: number; readonly entries: number; readonly permille: number };
    readonly after: readonly number[];
    readonly entered: readonly number[];
  };
  /** Of how many of the counted entries there are documents, a township. */
  readonly coverage: { readonly entries: number; readonly documents: number; readonly townships: number };
  readonly visible: { readonly entries: number; readonly of: number };
}

export interface ProgressEntryReply {
  readonly id: number;
  readonly parcel: string;
  readonly township: string | null;
  readonly townshipName: string | null;
  readonly measure: string;
  readonly stage: 'declared' | 'verified';
  readonly countsMu: number;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly date: string;
  readonly verifiedAt: string | null;
  readonly basis: string;
  readonly actor: string;
}

export interface ProgressEntriesReply {
  readonly total: number;
  readonly totalMu: number;
  readonly hidden: number;
  readonly rows: readonly ProgressEntryReply[];
}

export interface ContiguityReply {
  readonly leastMu: number;
  readonly toleranceMetres: number;
  readonly largeMu: number;
  readonly knownMu: number;
  readonly unknownMu: number;
  readonly groups: readonly { readonly areaMu: number; readonly entries: readonly number[]; readonly parcels: readonly string[] }[];
  readonly groupCount: number;
}

export interface CounterReply {
  readonly id: string;
  readonly policy: string;
  readonly name: string;
  readonly clause: string;
  readonly unit: string;
  readonly target: number | null;
  readonly comparatorText: string | null;
  readonly cumulative: boolean;
  readonly strength: string;
  readonly parent: string | null;
  readonly note: string | null;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly value: string | null;
  readonly source: 'entered' | 'computed' | null;
  readonly gap: string | null;
  readonly met: boolean | null;
  readonly entered: {
    readonly value: string;
    readonly latest: string;
    readonly parts: readonly { readonly part: string; readonly value: string }[];
    readonly rows: readonly {
      readonly id: number;
      readonly value: string | null;
      readonly part: string | null;
      readonly date: string;
      readonly basis: string;
      readonly actor: string;
    }[];
  } | null;
  readonly computed: {
    readonly value: string;
    readonly method: 'firms-on-closed-land' | 'above-scale-count' | 'above-scale-ratio' | 'share-of-revenue' | 'productivity';
    readonly year: number | null;
    readonly baseYear: number | null;
    readonly coverage: { readonly known: number; readonly total: number };
    readonly entries: readonly number[];
  } | null;
}

export interface CaseReply {
  readonly id: number;
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly parcel: string;
  readonly township: string | null;
  readonly stage: CaseStage;
  readonly expectedMu: number;
  readonly due: string;
  readonly opened: string;
  readonly date: string;
  readonly basis: string;
  readonly actor: string;
}

export interface CasesReply {
  readonly asOf: string;
  readonly cases: readonly CaseReply[];
  readonly likelihoods: readonly {
    readonly stage: ProspectStage;
    readonly permille: number;
    readonly stated: { readonly by: string; readonly basis: string; readonly date: string } | null;
  }[];
}

/** A township's row of a target. */
export interface TownshipReply {
  /** Null for land of no township. */
  readonly code: string | null;
  readonly name: string;
  readonly targetMu: number | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly effectiveMu: number | null;
  readonly gapMu: number | null;
  readonly requiredPerMonthMu: number | null;
  readonly forecastMu: number | null;
  readonly bucket: Bucket;
  readonly reason: BucketReason;
  readonly rankByShare: number | null;
  readonly rankByMu: number | null;
  readonly task: { readonly id: number; readonly date: string; readonly basis: string; readonly actor: string } | null;
}
