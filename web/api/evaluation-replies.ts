// The replies of the evaluation's routes, as the page reads them. Scores and figures carry their exact text beside the number.
import type { ResultExplanation } from '#domain/scoring/explain-result.ts';
import type { ForcedGrade, Mark } from '#domain/scoring/marks.ts';
import type { NotRanked } from '#domain/scoring/ranking.ts';
import type { ItemFinding } from '#domain/scoring/score.ts';
import type { ScoringClass } from '#domain/scoring/parameters.ts';

/** What every reply says first: of which county and year, and by which parameters, if there are any. */
export interface EvaluationHead {
  readonly county: string;
  readonly countyName: string;
  readonly year: number;
  readonly version: string;
  readonly demo: boolean;
  readonly parameters: {
    readonly id: string;
    readonly title: string;
    readonly example: boolean;
    readonly basis: string;
    readonly documentNumber: string | null;
    readonly fromYear: number;
    readonly toYear: number;
    readonly classes: readonly ScoringClass[];
    readonly unratedName: string;
    readonly prevails: 'imported' | 'computed';
  } | null;
  /** Why nothing is computed. */
  readonly note: string | null;
}

export type EvaluationState = 'rated' | 'exempt' | 'lacking' | 'ungrouped' | 'outside' | 'no-parameters';

export interface EvaluationRow {
  readonly uscc: string;
  readonly name: string;
  readonly township: string | null;
  readonly townshipName: string | null;
  readonly industryCode: string | null;
  readonly subject: string | null;
  readonly sharing: 'alone' | 'pooled' | 'followed';
  readonly group: string | null;
  readonly groupName: string | null;
  readonly score: number | null;
  readonly scoreText: string | null;
  readonly rank: number | null;
  readonly outOf: number | null;
  readonly rankedClass: string | null;
  readonly vetoes: readonly string[];
  readonly undecided: readonly string[];
  readonly undecidedExemptions: readonly string[];
  readonly state: EvaluationState;
  readonly reason: string | null;
  readonly computed: string | null;
  readonly imported: string | null;
  readonly forced: ForcedGrade | null;
  readonly class: string | null;
  readonly from: 'forced' | 'imported' | 'computed' | null;
  readonly differs: boolean | null;
}

export interface EvaluationGroup {
  readonly id: string;
  readonly name: string;
  readonly firms: number;
  readonly subjects: number;
  readonly scored: number;
  /** Subjects by computed class. */
  readonly classes: Readonly<Record<string, number>>;
}

export interface EvaluationReply extends EvaluationHead {
  readonly groups: readonly EvaluationGroup[];
  readonly states: Readonly<Partial<Record<EvaluationState, number>>>;
  readonly coverage: {
    readonly firms: number;
    readonly rated: number;
    readonly imported: number;
    readonly differs: number;
    readonly forced: number;
  };
  readonly firms: readonly EvaluationRow[];
}

export interface FirmEvaluationReply extends EvaluationHead, EvaluationRow {
  readonly explanation: ResultExplanation | null;
  readonly exemptions: readonly ItemFinding[];
  readonly members: readonly {
    readonly uscc: string;
    readonly name: string;
    readonly counts: boolean;
    readonly lots: readonly { readonly parcel: string; readonly role: string; readonly areaMu: number }[];
  }[];
  readonly marks: readonly (Mark & { readonly inForce: boolean })[];
  readonly forcedGrades: readonly ForcedGrade[];
  readonly history: readonly {
    readonly year: number;
    readonly class: string | null;
    readonly exempt: boolean;
    readonly from: EvaluationRow['from'];
    readonly imported: string | null;
  }[];
  readonly streak: { readonly class: string | null; readonly years: number; readonly since: number | null; readonly exact: boolean };
}

export interface ParcelEvaluationReply extends EvaluationHead {
  readonly firms: readonly EvaluationRow[];
}

export interface ParametersReply extends EvaluationHead {
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly subject: 'firm' | 'block';
    readonly indicators: readonly {
      readonly id: string;
      readonly name: string;
      readonly unit: string;
      readonly definition: string;
      readonly weight: string;
      readonly base: string;
      readonly cap: string | null;
      readonly missing: 'group-average' | 'zero' | 'not-evaluated' | 'reweight';
    }[];
    readonly cuts: readonly { readonly class: string; readonly percent?: string; readonly op?: 'ge' | 'gt'; readonly score?: string }[];
  }[];
}

export const rankingKinds = ['firm', 'industry', 'township', 'block'] as const;
export type RankingKind = (typeof rankingKinds)[number];

export interface RankingFigure {
  readonly name: string;
  readonly unit: string;
  readonly value: number | null;
  readonly text: string | null;
}

export interface RankingRow {
  readonly key: string;
  readonly name: string;
  readonly rank: number | null;
  readonly notRanked: NotRanked | null;
  readonly value: number | null;
  readonly valueText: string | null;
  readonly numerator: RankingFigure;
  readonly denominator: RankingFigure;
  readonly coverage: { readonly known: number; readonly total: number };
}

export interface RankingReply extends EvaluationHead {
  readonly by: RankingKind;
  readonly indicator: { readonly id: string; readonly name: string; readonly unit: string; readonly definition: string };
  readonly indicators: readonly { readonly id: string; readonly name: string; readonly unit: string }[];
  readonly rule: {
    readonly minimumFirms: number;
    readonly minimumKnownPercent: number;
    readonly minimumLandMu: number;
    readonly landOf: 'whole' | 'firms';
  };
  readonly countyMean: { readonly valueText: string; readonly value: number; readonly known: number; readonly total: number } | null;
  readonly rows: readonly RankingRow[];
}

/** Classes of the set, best first; the province's four where there is none. */
export function classesOf(head: Pick<EvaluationHead, 'parameters'>): readonly string[] {
  return head.parameters?.classes.map((each) => each.id) ?? ['A', 'B', 'C', 'D'];
}
