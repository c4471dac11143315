// What judging gives: which rules hold and why, which cannot be judged and what is missing, what is proposed.
import type { Comparator } from './policy.ts';

export type Truth = true | false | 'unknown';

/** Kleene and: false wins, then unknown. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : 'unknown';
}

/** Kleene or: true wins, then unknown. */
export function either(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : 'unknown';
}

/** Kleene not. */
export function opposite(a: Truth): Truth {
  return a === 'unknown' ? a : !a;
}

/**
 * Why one predicate of a matched rule holds. Values are numbers, ISO dates or words as found (a number that a JSON number cannot
 * carry exactly is decimal text); `margin` is the distance to the threshold, never negative: in the field's unit, in days for dates.
 */
export interface Evidence {
  readonly field: string;
  readonly year?: number;
  readonly value: string | number | boolean | readonly string[] | null;
  readonly op: Comparator;
  readonly threshold: string | number | boolean | readonly string[] | null;
  readonly margin?: number;
  /** The exact inputs of a quotient. */
  readonly exact?: { readonly moneyFen: number; readonly areaMicroMu: number };
  /** True when the rule asks that the test should not hold. */
  readonly negated?: true;
  /** Where the input came from, when the facts say so. */
  readonly source?: string;
}

export interface RuleMatch {
  readonly rule: string;
  readonly clause: string;
  readonly category: string;
  readonly evidence: readonly Evidence[];
}

export interface RuleUnknown {
  readonly rule: string;
  /** Fields that are missing, e.g. `enterprise.grade[2020]`, `parcel.supplyDate`; none whose branch is already decided. */
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
