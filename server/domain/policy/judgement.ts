// What judging gives: which rules hold and why, which cannot be judged and what is missing, what is proposed.
import type { Comparator } from './policy.ts';

export type Truth = true | false | 'unknown';

/** Why one predicate of a matched rule holds. Values are decimal text, ISO dates or words as found; `margin` is the exact distance to the threshold. */
export interface Evidence {
  readonly field: string;
  readonly year?: number;
  readonly value: string | number | boolean | readonly string[] | null;
  readonly op: Comparator;
  readonly threshold: string | number | boolean | readonly string[] | null;
  readonly margin?: number;
}

export interface RuleMatch {
  readonly rule: string;
  readonly clause: string;
  readonly category: string;
  readonly evidence: readonly Evidence[];
}

export interface RuleUnknown {
  readonly rule: string;
  /** Fields that are missing, e.g. `enterprise.grade[2020]`, `parcel.supplyDate`. */
  readonly missing: readonly string[];
}

export interface Judgement {
  readonly scope: 'in' | 'out' | 'unknown';
  readonly scopeWaived: readonly string[];
  readonly matched: readonly RuleMatch[];
  readonly unknown: readonly RuleUnknown[];
  /** Strictest matched class; null when none matched. The decision is people's. */
  readonly proposed: string | null;
  readonly gaps: readonly string[];
}
