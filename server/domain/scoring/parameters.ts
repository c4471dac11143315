// One county's parameter set of the 亩产效益综合评价 for one or more years: data, never code. Loaded from data/scoring/*.yaml.
import type { FirmKind } from '../firms/firm.ts';
import type { CountyCode } from '../land/codes.ts';
import type { Decimal } from '../units.ts';
import type { FigureKey } from './figures.ts';
import type { Indicator } from './indicators.ts';
import type { Trigger } from './triggers.ts';

/** A class of the result, best first in the set: A 优先发展 … D 倒逼整治. Names and number are the county's own. */
export interface ScoringClass {
  readonly id: string;
  readonly name: string;
}

/**
 * What stands for a sub-score that has no value:
 * the average of the sub-scores of the group | zero | the subject is not evaluated | the other weights carry the score.
 */
export const missingRules = ['group-average', 'zero', 'not-evaluated', 'reweight'] as const;
export type MissingRule = (typeof missingRules)[number];

/** A positive amount over nothing (no emissions at all): as a missing value, or the full capped sub-score. 0 ÷ 0 is always missing. */
export const zeroDenominatorRules = ['missing', 'cap'] as const;
export type ZeroDenominatorRule = (typeof zeroDenominatorRules)[number];

/** Sub-score = value ÷ base × weight, held between floor × weight and cap × weight. */
export interface ScoredIndicator extends Indicator {
  readonly weight: Decimal;
  /** Value that earns exactly the weight, in the indicator's unit. Positive; set anew each year. */
  readonly base: Decimal;
  /** Highest sub-score as a multiple of the weight; null = no cap. */
  readonly cap: Decimal | null;
  /** Lowest sub-score as a multiple of the weight (0: negative values count nothing); null = no floor. */
  readonly floor: Decimal | null;
  readonly missing: MissingRule;
  readonly zeroDenominator: ZeroDenominatorRule;
}

/** Points added (bonus) or taken off (penalty) when all its triggers hold. `points` is positive. */
export interface Adjustment {
  readonly id: string;
  readonly name: string;
  readonly kind: 'bonus' | 'penalty';
  readonly points: Decimal;
  readonly when: readonly Trigger[];
}

/** 一票否决: when all its triggers hold, the class is at best `atMost`, whatever the score. */
export interface Veto {
  readonly id: string;
  readonly name: string;
  readonly atMost: string;
  readonly when: readonly Trigger[];
}

/** A reason for 暂不评: all of `when` hold and not all of `unless` (an empty `unless` never excuses). Looked at firm by firm. */
export interface ExemptReason {
  readonly id: string;
  readonly name: string;
  readonly when: readonly Trigger[];
  readonly unless: readonly Trigger[];
}

/** Equal scores across a cut: all of them into the better class, all into the worse, or split in the order of the codes. */
export const tieRules = ['better', 'worse', 'code'] as const;
export type TieRule = (typeof tieRules)[number];
export const shareRoundings = ['down', 'up', 'nearest'] as const;
export type ShareRounding = (typeof shareRoundings)[number];

/**
 * Classes by share of the ranked subjects. The k-th cut lies after `n × (share 1 + … + share k)` subjects, rounded as stated
 * (down gives 优 at most and 劣 at least its share). Shares are percentages and add up to 100.
 */
export interface ShareCuts {
  readonly by: 'share';
  readonly shares: readonly { readonly class: string; readonly percent: Decimal }[];
  readonly rounding: ShareRounding;
  readonly ties: TieRule;
  /** Subjects that a veto sends to the last class: `ranked` keep their place in the count, `apart` are left out of it. */
  readonly vetoed: 'ranked' | 'apart';
}

/** Classes by score, best first; 以上 includes the number (`ge`), 超过 does not (`gt`). The last class takes the rest. */
export interface ScoreCuts {
  readonly by: 'score';
  readonly from: readonly { readonly class: string; readonly op: 'ge' | 'gt'; readonly score: Decimal }[];
}

/** Who belongs to a group: every part given must hold. A subject joins the first group that fits. */
export interface GroupSelector {
  /** 规上 (true) or 规下 (false); null = either. */
  readonly aboveScale: boolean | null;
  /** Firms with no land of their own, leasing only (true), or with own land (false); null = either. */
  readonly tenantOnly: boolean | null;
  /** 评价用地 at least / below so many mu. */
  readonly areaFrom: Decimal | null;
  readonly areaBelow: Decimal | null;
  /** GB/T 4754 prefixes, one of which must fit; empty = any. */
  readonly industries: readonly string[];
  readonly kinds: readonly FirmKind[];
}

/** A separately ranked group with its own indicators and cuts: 规上, 规下, 租赁企业, 区块. */
export interface ScoringGroup {
  readonly id: string;
  readonly name: string;
  readonly subject: 'firm' | 'block';
  readonly when: GroupSelector;
  /** What the weights must add up to, usually 100. */
  readonly totalWeight: Decimal;
  readonly indicators: readonly ScoredIndicator[];
  readonly adjustments: readonly Adjustment[];
  /** Most that all bonuses, and that all penalties, may come to; null = no limit. */
  readonly bonusLimit: Decimal | null;
  readonly penaltyLimit: Decimal | null;
  readonly vetoes: readonly Veto[];
  readonly cuts: ShareCuts | ScoreCuts;
  /** Indicators that order equal scores, higher value first; those still equal are tied. */
  readonly tieBreak: readonly string[];
}

/**
 * merged: firms that only lease are pooled with the holder of the lot, one shared result;
 * follow: they take the class of the lot's holder without adding their figures; apart: each firm on its own.
 */
export const tenantModes = ['merged', 'follow', 'apart'] as const;
export type TenantMode = (typeof tenantModes)[number];

export interface TenantRule {
  readonly mode: TenantMode;
  /** Tenants that stand on their own all the same: 规上, or leasing at least so many mu. */
  readonly aboveScaleApart: boolean;
  readonly apartFrom: Decimal | null;
  /** A pooled figure of which a member's part is not known: unknown as a whole, or of the members that have both parts. */
  readonly memberMissing: 'unknown' | 'leave-out';
}

export const landSources = ['assessed', 'occupied'] as const;
/** assessed: 评价用地 as imported with the accounts; occupied: the land of the firm's occupancies. */
export type LandSource = (typeof landSources)[number];

/** A parameter set. `example` marks one whose numbers are not the county's own; `basis` says where they come from. */
export interface ScoringParameters {
  readonly id: string;
  readonly county: CountyCode;
  readonly title: string;
  readonly example: boolean;
  readonly basis: string;
  readonly documentNumber: string | null;
  /** First and last year it holds for. */
  readonly fromYear: number;
  readonly toYear: number;
  readonly classes: readonly ScoringClass[];
  /** Name of the state outside the classes (暂不评) and the reasons for it. */
  readonly unratedName: string;
  readonly exemptions: readonly ExemptReason[];
  readonly tenants: TenantRule;
  /** Where the counted land comes from: the first of these that is known. */
  readonly land: readonly LandSource[];
  /** Which grade counts when a bureau's grade was imported and one was computed; both are kept. */
  readonly prevails: 'imported' | 'computed';
  readonly groups: readonly ScoringGroup[];
}

/** The set that holds for a county and year; null when there is none. Sets of one county must not overlap in years. */
export function parametersFor(sets: readonly ScoringParameters[], county: string, year: number): ScoringParameters | null {
  return sets.find((set) => set.county === county && set.fromYear <= year && year <= set.toYear) ?? null;
}

/** Position of a class in the set, 0 best; an unknown class is a bug and throws. */
export function classIndex(classes: readonly ScoringClass[], id: string): number {
  const index = classes.findIndex((each) => each.id === id);
  if (index < 0) throw new RangeError(`no class ${id}`);
  return index;
}

/** Figures that an indicator or a figure trigger of the set needs: what to ask the bureaus for. */
export function figuresNeeded(group: ScoringGroup): readonly FigureKey[] {
  return [...new Set(group.indicators.flatMap((indicator) => [indicator.numerator, indicator.denominator]))];
}
