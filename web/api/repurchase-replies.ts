// The replies of the routes about buying land back. Areas in mu, money in 万元, null where not known.
import type { ExclusionReason } from '#domain/repurchase/candidate.ts';
import type { BrickKind } from '#domain/repurchase/cost.ts';
import type { FundKind } from '#domain/repurchase/fund.ts';
import type { NeedFit } from '#domain/repurchase/need.ts';
import type { PlanActKind, PlanState, PlanStep } from '#domain/repurchase/plan.ts';
import type { Part } from '#domain/repurchase/score.ts';
import type { Settings } from '#domain/repurchase/settings.ts';

export interface BrickReply {
  readonly kind: BrickKind;
  readonly fen: number;
  readonly wan: number;
  readonly formula: string;
  readonly assumed: readonly string[];
}

export type CostReply =
  | { readonly known: true; readonly fen: number; readonly bricks: readonly BrickReply[]; readonly assumed: readonly string[] }
  | { readonly known: false; readonly missing: readonly string[] };

export interface CandidateReply {
  readonly code: string;
  readonly name: string | null;
  readonly township: string | null;
  readonly block: string | null;
  readonly areaMu: number | null;
  readonly areaMicroMu: number | null;
  readonly areaKind: 'registered' | 'measured' | null;
  readonly costWan: number | null;
  readonly cost: CostReply;
  readonly score: number | null;
  readonly scoreCoverage: number;
  readonly parts: readonly Part[];
  readonly owner: string | null;
  readonly firms: readonly string[];
  readonly jobs: number | null;
  readonly taxWan: number | null;
  readonly excluded?: { readonly reason: ExclusionReason; readonly message: string };
  readonly isolated: boolean;
  readonly neighbours: readonly string[];
}

export interface SettingsReply {
  readonly version: number;
  readonly example: boolean;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
  readonly settings: Settings;
}

export interface SettingsHistory {
  readonly current: SettingsReply;
  readonly versions: readonly SettingsReply[];
}

interface CoveredReply {
  readonly sum: number;
  readonly known: number;
  readonly total: number;
}

export interface PlanFiguresReply {
  readonly parcels: number;
  readonly areaMu: number;
  readonly costWan: number;
  readonly boundWan: number | null;
  readonly blocks: number;
  readonly largestBlockMu: number;
  readonly firms: number;
  readonly owners: number;
  readonly jobs: CoveredReply;
  readonly taxWan: CoveredReply;
}

export interface PlanParcelReply {
  readonly code: string;
  readonly name: string | null;
  readonly township: string | null;
  readonly areaMu: number;
  readonly costWan: number;
  readonly owner: string | null;
  readonly firms: readonly string[];
  readonly jobs: number | null;
  readonly taxWan: number | null;
  readonly step: PlanStep | null;
  readonly since: string | null;
  readonly dropped: boolean;
  readonly valuationWan: number | null;
  readonly contractWan: number | null;
  readonly ledgerEntry: number | null;
}

export interface PlanActReply {
  readonly id: number;
  readonly act: PlanActKind;
  readonly parcel?: string;
  readonly step?: PlanStep;
  readonly date: string;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface PlanReply {
  readonly id: number;
  readonly name: string;
  readonly state: PlanState;
  readonly approvedOn: string | null;
  readonly label: string;
  readonly solved: boolean;
  readonly hash: string;
  readonly question: Readonly<Record<string, unknown>>;
  readonly dataVersion: string;
  readonly actor: string;
  readonly recordedAt: string;
  readonly figures: PlanFiguresReply;
  readonly commitment: { readonly contractedWan: number; readonly deliveredWan: number; readonly openWan: number };
  readonly blocks: readonly (readonly string[])[];
  readonly parcels: readonly PlanParcelReply[];
  readonly acts: readonly PlanActReply[];
}

export interface FundEntryReply {
  readonly id: number;
  readonly kind: FundKind;
  readonly year: number;
  readonly name: string;
  readonly amountWan: number;
  readonly basis: string;
  readonly reverses: number | null;
  readonly actor: string;
  readonly recordedAt: string;
  readonly inForce: boolean;
}

export interface FundReply {
  readonly percent: number;
  readonly clause: string | null;
  readonly example: boolean;
  readonly balance: {
    readonly landRevenueWan: number;
    readonly specialWan: number;
    readonly sourcesWan: number;
    readonly outlaysWan: number;
    readonly availableWan: number;
    readonly contractedWan: number;
    readonly deliveredWan: number;
    readonly openWan: number;
    readonly leftWan: number;
  };
  readonly entries: readonly FundEntryReply[];
}

export interface NeedMatchReply {
  readonly codes: readonly string[];
  readonly names: readonly (string | null)[];
  readonly areaMu: number;
  readonly floorM2: number | null;
  readonly powerKva: number | null;
  readonly townshipName: string | null;
  readonly verdict: 'all' | 'open' | 'no';
  readonly fits: readonly NeedFit[];
}

export interface NeedsReply {
  readonly offers: number;
  readonly matches: readonly NeedMatchReply[];
}
