// A county's policy document as data: targets, scope, rules, classes, gaps, readings. Loaded from data/policies/*.yaml.
import type { CountyCode } from '../land/codes.ts';
import type { LandMetricKind } from '../ledger/entry.ts';
import type { IsoDate } from '../period.ts';

export const comparators = [
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'in',
  'intersects',
  'contains',
  'is_true',
  'is_false',
  'is_null',
  'not_null',
  'any_false',
  'manual',
] as const;
export type Comparator = (typeof comparators)[number];

/** In which years a predicate is tested: at the anchor year, or in each of the last n years ending at it. */
export type Window =
  | { readonly kind: 'at'; readonly anchor: 'evaluation_year' | 'check_year' }
  | { readonly kind: 'last_consecutive'; readonly n: number; readonly anchor: 'evaluation_year' | 'check_year' };

/** One test of one field. Numbers are decimals in the field's own unit (亩, 万元/亩, 月). */
export interface Predicate {
  readonly field: string;
  readonly op: Comparator;
  readonly value?: number | string | readonly string[];
  readonly unit?: string;
  readonly window?: Window;
}

export type Condition =
  | Predicate
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** How the class is drawn: line style first, colour second. */
export type ClassStyle = 'double' | 'dash' | 'dots' | 'solid';

export interface PolicyClass {
  readonly name: string;
  /** Higher is stricter. */
  readonly severity: number;
  readonly style: ClassStyle;
  readonly colour: string;
}

/** A named limb of the scope sentence, so that a rule can waive it by name. */
export interface ScopeLimb {
  readonly id: string;
  readonly wording: string;
  readonly when: Condition;
}

export interface Scope {
  readonly clause: string;
  readonly wording: string;
  readonly limbs: readonly ScopeLimb[];
}

export interface Rule {
  readonly id: string;
  readonly kind: string;
  readonly subject: 'enterprise' | 'parcel' | 'block' | 'project' | 'industry';
  readonly category: string;
  readonly clause: string;
  /** The condition in our own words. */
  readonly wording: string;
  readonly when: Condition;
  /** Scope limbs that this rule does not ask for. */
  readonly scopeWaivers: readonly string[];
  /** False for rules that stand outside the policy's scope sentence. */
  readonly scoped: boolean;
  readonly severity: number;
  readonly automation: 'candidate' | 'manual' | 'computed';
  readonly note: string | null;
}

export interface GapDetector {
  readonly id: string;
  readonly name: string;
  readonly when: Condition | null;
  readonly wording: string;
  readonly result: string;
  readonly scopeWaivers: readonly string[];
}

export interface Target {
  readonly id: string;
  readonly metric: string;
  readonly name: string;
  /** Null for targets without a number. */
  readonly value: number | null;
  readonly unit: string;
  readonly comparator: 'ge' | 'gt' | null;
  readonly comparatorText: string | null;
  readonly clause: string;
  readonly periodStart: IsoDate;
  readonly periodEnd: IsoDate;
  readonly kind: LandMetricKind | null;
  /** Target that contains this one (有效 inside 腾退, a milestone inside the whole). */
  readonly parent: string | null;
  readonly headline: boolean;
  readonly strength: string;
  readonly note: string | null;
}

export interface Ambiguity {
  readonly id: string;
  readonly issue: string;
  readonly reading: string;
}

/** One policy document, one version. Sections beyond these (deadlines, process rules …) are in the schema beside. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly county: CountyCode;
  readonly documentNumber: string | null;
  readonly status: string;
  readonly issued: IsoDate | null;
  readonly periodStart: IsoDate;
  readonly periodEnd: IsoDate;
  readonly countingStart: IsoDate;
  readonly evaluationYear: number;
  readonly classes: readonly PolicyClass[];
  readonly scope: Scope;
  readonly rules: readonly Rule[];
  readonly gaps: readonly GapDetector[];
  readonly targets: readonly Target[];
  readonly ambiguities: readonly Ambiguity[];
}
