// A county's policy document as data: targets, scope, rules, classes, gaps, readings. Loaded from data/policies/*.yaml.
import type { CountyCode } from '../land/codes.ts';
import type { LandMetricKind } from '../ledger/entry.ts';
import type { IsoDate } from '../period.ts';
import type { Deadline, ExampleFacts, Exemption, ImprovementStandard, Phase, ProcessRule, Taxonomy, WorkedExample } from './procedure.ts';

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
/** How a value is tested. `manual` holds when people have recorded a value: no criterion is written. */
export type Comparator = (typeof comparators)[number];

export const anchors = ['evaluation_year', 'check_year'] as const;
export type Anchor = (typeof anchors)[number];

/** In which years a predicate is tested: at the anchor year (moved by `offset`), or in each of the last n years ending at it. */
export type Window =
  | { readonly kind: 'at'; readonly anchor: Anchor; readonly offset?: number | undefined }
  | { readonly kind: 'last_consecutive'; readonly n: number; readonly anchor: Anchor };

/** One test of one field. Numbers are decimals in the field's own unit (亩, 万元/亩, 月). */
export interface Predicate {
  readonly field: string;
  readonly op: Comparator;
  readonly value?: number | string | readonly string[] | undefined;
  readonly unit?: string | undefined;
  readonly window?: Window | undefined;
  /** Threshold taken from another field (its value times `factor`) in place of `value`. */
  readonly ref?: string | undefined;
  readonly factor?: number | undefined;
}

/** A tree of tests. `rule` stands for the condition of the rule so named (its scope is not asked for); gap detectors only. */
export type Condition =
  | Predicate
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly rule: string };

/** How the class is drawn: line style first, colour second. */
export const classStyles = ['double', 'dash', 'dots', 'solid'] as const;
export type ClassStyle = (typeof classStyles)[number];

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
  readonly note: string | null;
  readonly limbs: readonly ScopeLimb[];
}

export const ruleKinds = [
  'classification',
  'identification',
  'closure',
  'enforcement',
  'access',
  'sanction',
  'zoning',
  'process',
  'acceptance',
  'focus_area',
] as const;
/**
 * What a rule does. Only `classification`, `identification` and `closure` can give a class on the map; `enforcement` (a department's
 * own action), `access`, `sanction`, `zoning`, `process`, `acceptance` and `focus_area` are matched and shown, and propose nothing.
 */
export type RuleKind = (typeof ruleKinds)[number];

export const ruleSubjects = ['enterprise', 'parcel', 'block', 'project', 'industry'] as const;
export const automations = ['candidate', 'manual', 'computed'] as const;

/** A yearly field of the enterprise that will have this value in the year after the rule held, if nothing changes. */
export interface NextYearEffect {
  readonly field: string;
  readonly value: number | string | boolean;
}

export interface Rule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly subject: (typeof ruleSubjects)[number];
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
  readonly automation: (typeof automations)[number];
  readonly note: string | null;
  /** What follows once people have decided, in our own words. */
  readonly consequences: readonly string[];
  /** What the rule writes into the next year once it holds (a firm put straight into grade D), for early warning; left out for none. */
  readonly nextYear?: NextYearEffect | undefined;
}

/**
 * Low efficiency that no class reaches. Either `when` holds, or (`missing`) one of the named fields is what keeps a class rule
 * from being judged; and the scope, less the waived limbs, is not out.
 */
export interface GapDetector {
  readonly id: string;
  readonly name: string;
  readonly when: Condition | null;
  readonly missing: readonly string[];
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
  /** Whom or what the target covers: 全县, 规上企业 … */
  readonly extent: string;
  /** True when amounts add up over the period, false for a level that is reached. */
  readonly cumulative: boolean;
  readonly note: string | null;
}

/** A doubtful place of the text and the reading taken; shown to the user as such. */
export interface Ambiguity {
  readonly id: string;
  readonly issue: string;
  readonly reading: string;
}

/** One policy document, one version. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly level: string;
  readonly county: CountyCode;
  /** Jurisdictions inside this one that have policies of their own: never added together. */
  readonly contains: readonly string[];
  readonly documentNumber: string | null;
  readonly status: string;
  readonly statusNote: string | null;
  readonly issued: IsoDate | null;
  readonly periodStart: IsoDate;
  readonly periodEnd: IsoDate;
  readonly countingStart: IsoDate;
  readonly countingStartBasis: string;
  readonly evaluationYear: number;
  /** Year tested when the improvement period is over; the year after the evaluation year when the document names none. */
  readonly checkYear: number | null;
  /** Where the years come from; says so when they are an assumption. */
  readonly evaluationYearBasis: string;
  /** 'none': the document sets no tax-per-mu threshold, nothing is borrowed from elsewhere and the note says so. */
  readonly taxThresholds: 'set' | 'none';
  readonly taxThresholdsNote: string | null;
  readonly classes: readonly PolicyClass[];
  /** Why the classes stand in this order. */
  readonly precedenceBasis: string;
  readonly scope: Scope;
  readonly rules: readonly Rule[];
  readonly gaps: readonly GapDetector[];
  readonly targets: readonly Target[];
  readonly improvementStandards: readonly ImprovementStandard[];
  readonly processRules: readonly ProcessRule[];
  readonly exemptions: readonly Exemption[];
  readonly deadlines: readonly Deadline[];
  readonly phases: readonly Phase[];
  readonly taxonomies: readonly Taxonomy[];
  readonly ambiguities: readonly Ambiguity[];
  readonly exampleBase: ExampleFacts;
  readonly examples: readonly WorkedExample[];
}

const classGivingKinds: ReadonlySet<RuleKind> = new Set(['classification', 'identification', 'closure']);

/** The class a rule proposes when it holds; null for rules that are only shown (by kind, or because their category is no class of the policy). */
export function classOf(policy: Policy, rule: Rule): PolicyClass | null {
  if (!classGivingKinds.has(rule.kind)) return null;
  return policy.classes.find((candidate) => candidate.name === rule.category) ?? null;
}

/** Classes, strictest first. */
export function classesBySeverity(policy: Policy): readonly PolicyClass[] {
  return [...policy.classes].sort((a, b) => b.severity - a.severity);
}
