// What the lint reports: each finding with an input that shows it, the rules concerned and a sentence for people.
import type { Condition } from '../policy.ts';
import type { ExampleFacts } from '../procedure.ts';

/** A region that no class rule reaches. */
export interface LintGap {
  /** between: one no worse is caught and this is not. waiver: a rule that waives a limb stops short of what the scope covers. */
  readonly kind: 'between' | 'waiver';
  readonly message: string;
  /** Rules concerned: those that cut the field. */
  readonly rules: readonly string[];
  /** The policy's own gap detectors that name the example. */
  readonly detectors: readonly string[];
  /** The region as a condition, to count real subjects with (scope less `scopeWaivers` not out, no class). */
  readonly when: Condition;
  readonly scopeWaivers: readonly string[];
  /** Body of a judge request. */
  readonly example: ExampleFacts;
}

/** Two rules of different classes that can hold for one subject. */
export interface LintOverlap {
  readonly message: string;
  readonly rules: readonly [string, string];
  readonly classes: readonly [string, string];
  /** The class that is proposed for the example. */
  readonly proposed: string | null;
  /** overlap: each holds without the other; within: whoever meets the first rule meets the second too; same: they hold together only. */
  readonly relation: 'overlap' | 'within' | 'same';
  /** The rules test different inputs altogether: they meet by chance, not by their thresholds. */
  readonly independent: boolean;
  readonly when: Condition;
  readonly example: ExampleFacts;
}

/** A rule at odds with the scope sentence or with itself. */
export interface LintContradiction {
  /**
   * never: the rule, or one of its alternatives, can hold for nobody. scope: a limb of the scope, or all of them together, rule out the
   * rule or one of its alternatives. waiver: the reading waives a limb for the rule.
   */
  readonly kind: 'never' | 'scope' | 'waiver';
  readonly message: string;
  readonly rules: readonly string[];
  /** The limb concerned; null for `never`, and where the limbs together are at odds with the rule or with each other. */
  readonly limb: string | null;
  /** The rule waives the limb, so that the specific rule prevails. */
  readonly waived: boolean;
  /** Null where there is no such input. */
  readonly example: ExampleFacts | null;
}

export interface LintReport {
  readonly gaps: readonly LintGap[];
  readonly overlaps: readonly LintOverlap[];
  readonly contradictions: readonly LintContradiction[];
  /** What was not searched to its end, for want of patience: said rather than passed over. */
  readonly unsearched: readonly string[];
}
