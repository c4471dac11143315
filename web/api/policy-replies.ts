// What the routes of the policy page answer. Areas in mu, money in 万元, null where nothing is known.
import type { IssueAct, IssueState } from '#domain/issue-desk.ts';
import type { LintContradiction, LintGap, LintOverlap } from '#domain/policy/lint/finding.ts';
import type { Evidence } from '#domain/policy/judgement.ts';
import type { PolicyClass, RuleKind } from '#domain/policy/policy.ts';

/** Parcels, firms and land picked out by a test. */
export interface SubjectCount {
  readonly parcels: number;
  readonly firms: number;
  readonly areaMu: number | null;
}

export interface PolicyCountsReply {
  readonly county: string;
  readonly policy: string;
  readonly policyVersion: string;
  readonly year: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly kind: RuleKind;
    readonly matched: SubjectCount;
    /** Cannot be judged for want of data; never counted as not holding. */
    readonly unknown: SubjectCount;
  }[];
  readonly gaps: readonly (SubjectCount & {
    readonly gap: string;
    readonly name: string;
    readonly wording: string;
    readonly result: string;
  })[];
  readonly classes: readonly (SubjectCount & { readonly name: string })[];
  /** In no class, and some class rule cannot be judged. */
  readonly undecided: SubjectCount;
  readonly total: { readonly parcels: number; readonly areaMu: number | null };
}

interface Counted {
  /** Left out when no county was asked for. */
  readonly count?: SubjectCount;
}

export interface LintReply {
  readonly policy: string;
  readonly policyVersion: string;
  readonly county: string | null;
  readonly year: number | null;
  readonly gaps: readonly (LintGap & Counted)[];
  readonly overlaps: readonly (LintOverlap & Counted)[];
  readonly contradictions: readonly (LintContradiction & Counted)[];
  /** What was not searched to its end. */
  readonly unsearched: readonly string[];
}

export interface ParcelSums extends SubjectCount {
  readonly areaCoverage?: { readonly known: number; readonly total: number };
  readonly taxWan: number | null;
  readonly taxCoverage: { readonly known: number; readonly total: number };
}

export type ChangeSide = 'entered' | 'left' | 'changed' | 'kept';

/** Who enters a class, leaves one, moves to another, stays; the codes of those that do not stay. */
export interface ClassChanges extends Readonly<Record<ChangeSide, ParcelSums>> {
  readonly year: number;
  readonly version: string;
  readonly byTownship: readonly (Readonly<Record<ChangeSide, ParcelSums>> & { readonly key: string; readonly name: string })[];
  readonly transitions?: readonly (ParcelSums & { readonly from: string | null; readonly to: string | null })[];
  readonly codes: Readonly<Record<Exclude<ChangeSide, 'kept'>, readonly string[]>>;
}

export interface ScenarioReply extends ClassChanges {
  readonly simulated: true;
  readonly policy: string;
}

interface ComparedPolicy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly classes: readonly PolicyClass[];
}

export interface ComparisonReply extends ClassChanges {
  readonly a: ComparedPolicy;
  readonly b: ComparedPolicy;
}

interface CurveAmount {
  readonly parcels: number;
  readonly areaMu: number | null;
}

export interface CurvePoint extends CurveAmount {
  readonly value: number | string;
  readonly legal: boolean;
  /** Those for which the rule itself holds; null when the place is no rule's. */
  readonly rule: CurveAmount | null;
  readonly unknown: CurveAmount;
}

export interface CurveReply {
  readonly legal: number | string;
  readonly points: readonly CurvePoint[];
}

/** A parcel of a queue and whoever stands on it. */
export interface QueueSubject {
  /** Lasting name of the row: the same after every evaluation. */
  readonly id: string;
  readonly state: IssueState;
  /** To whom it is assigned, or whose it is until somebody is named. */
  readonly to: string;
  /** What was done about it, oldest first. */
  readonly history: readonly Pick<IssueAct, 'act' | 'to' | 'reason' | 'actor' | 'recordedAt'>[];
  readonly code: string;
  readonly name: string;
  readonly townshipName: string | null;
  readonly uscc: string | null;
  readonly firm: string | null;
  readonly areaMu: number | null;
}

/** An input that nobody gave, with the bureau that has it. */
export interface LackingInput {
  readonly field: string;
  readonly label: string;
  readonly bureau: string;
}

/** A field that a rule asks for and that is unknown. */
export interface MissingInput {
  readonly field: string;
  readonly year: number | null;
  readonly label: string;
  /** What is lacking of it: the field itself, or those of its inputs that nobody gave. */
  readonly inputs: readonly LackingInput[];
}

interface Page<T> {
  /** Rows that the filters keep, on this page and others. */
  readonly matched: number;
  readonly offset: number;
  /** Rows by state and by whom they are assigned to, before these two filters. */
  readonly states: Readonly<Partial<Record<IssueState, number>>>;
  readonly assignees: readonly { readonly to: string; readonly count: number }[];
  readonly rows: readonly T[];
}

export interface GapRow extends QueueSubject {
  readonly gap: string;
  readonly gapName: string;
  readonly values: readonly (Evidence & { readonly label: string; readonly unit: string | null })[];
  readonly missing: readonly MissingInput[];
  readonly proposed: string | null;
}

export interface GapQueueReply extends Page<GapRow> {
  readonly detectors: PolicyCountsReply['gaps'];
  readonly total: SubjectCount;
}

export interface MissingRow extends QueueSubject {
  readonly missing: readonly MissingInput[];
  readonly rules: readonly string[];
}

export interface MissingQueueReply extends Page<MissingRow> {
  readonly fields: readonly (SubjectCount & {
    readonly field: string;
    readonly label: string;
    readonly inputs: readonly (LackingInput & SubjectCount)[];
    readonly years: readonly number[];
    readonly rules: readonly string[];
  })[];
  readonly total: SubjectCount;
}

export type WarningKind = 'coming' | 'falling' | 'firstLowGrade';

export interface WarningRow extends QueueSubject {
  readonly kind: WarningKind;
  readonly year: number;
  readonly yearsLeft: number;
  readonly clause: string | null;
  readonly class: string | null;
  readonly sentence: string;
  readonly proposed: string | null;
}

export interface WarningQueueReply extends Page<WarningRow> {
  readonly kinds: readonly (SubjectCount & { readonly kind: WarningKind })[];
}
