// The dossier of a parcel as the server sends it: areas in mu, money in 万元, the whole numbers behind each quotient beside it.
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { Evidence } from '#domain/policy/judgement.ts';
import type { SourcePlace } from '#domain/source.ts';
import type { LedgerReply } from './replies.ts';

export interface OccupantReply {
  readonly uscc: string;
  readonly name: string | null;
  readonly role: string;
  readonly basis: string | null;
  readonly areaMu: number;
  readonly share: number | null;
  /** Part of the firm's tax that stands on the parcel. */
  readonly taxWan: number | null;
  readonly grade: string | null;
  readonly firm: {
    readonly taxWan: number | null;
    readonly taxPerMuWan: number | null;
    readonly assessedMu: number | null;
    readonly occupiedMu: number | null;
    readonly exact: { readonly taxFen: number; readonly areaMicroMu: number; readonly areaKind: string } | null;
  };
}

export interface DossierYear {
  readonly year: number;
  readonly taxWan: number | null;
  readonly taxPerMuWan: number | null;
  /** Fen; null when the tax is not known. */
  readonly numerator: number | null;
  /** Micro-mu; null when no area is known. */
  readonly denominator: number | null;
  /** Which area is counted. */
  readonly basis: string | null;
  readonly grade: string | null;
  readonly firms: readonly OccupantReply[];
}

export interface EvidenceReply extends Evidence {
  readonly label: string;
  readonly unit: string | null;
}

export interface MissingField {
  readonly field: string;
  readonly year: number | null;
  readonly label: string;
  readonly unit: string | null;
  readonly bureau: string | null;
}

export interface RuleWords {
  readonly rule: string;
  readonly clause: string;
  readonly category: string;
  readonly wording: string;
}

export interface SubjectVerdict {
  readonly uscc: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly scope: 'in' | 'out' | 'unknown';
  readonly scopeWaived: readonly string[];
  readonly proposed: string | null;
  readonly matched: readonly (RuleWords & { readonly evidence: readonly EvidenceReply[] })[];
  readonly unknown: readonly (RuleWords & { readonly missing: readonly MissingField[] })[];
  readonly gaps: readonly { readonly id: string; readonly name: string; readonly wording: string; readonly result: string }[];
}

export interface VerdictReply {
  readonly policy: string;
  readonly policyVersion: string;
  readonly policyTitle: string;
  readonly policyStatus: string;
  readonly year: number;
  readonly scope: 'in' | 'out' | 'unknown';
  readonly class: string | null;
  readonly subjects: readonly SubjectVerdict[];
}

export interface DossierReply {
  readonly code: string;
  readonly name: string | null;
  readonly townshipName: string | null;
  readonly blockName: string | null;
  readonly version: string;
  readonly asOf: string;
  readonly year: number;
  readonly grade: string | null;
  readonly gradeYears: number | null;
  readonly location: string | null;
  readonly landUse: string | null;
  readonly acquisitionMode: string | null;
  readonly supplyDate: string | null;
  readonly acquisitionDate: string | null;
  readonly agreedStart: string | null;
  readonly agreedCompletion: string | null;
  readonly actualStart: string | null;
  readonly productionStart: { readonly state: 'started' | 'not-started' | 'unknown'; readonly date?: string };
  readonly holder: string | null;
  readonly unitCode: string | null;
  readonly areas: {
    readonly registeredMu: number | null;
    readonly measuredMu: number | null;
    readonly countedMu: number | null;
    readonly countedKind: 'registered' | 'measured' | null;
    readonly differencePercent: number | null;
  };
  readonly occupants: readonly OccupantReply[];
  readonly years: readonly DossierYear[];
  readonly verdict: VerdictReply | null;
  readonly idle: { readonly state: 'none' | 'suspected' | 'decided'; readonly since?: string; readonly basis?: string };
  readonly freed: { readonly grossMu: number; readonly effectiveMu: number | null; readonly state: string } | null;
  readonly ledger: readonly (LedgerReply & { readonly kind: LandMetricKind })[];
  readonly sources: readonly { readonly what: string; readonly place: SourcePlace }[];
  readonly demo: boolean;
}
