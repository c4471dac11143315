// Finds the holes of a policy by itself: gaps, overlaps and contradictions, each shown by an input that can be judged.
import { findContradictions } from './lint/contradictions.ts';
import type { LintReport } from './lint/finding.ts';
import { gapsBetween } from './lint/gaps-between.ts';
import { gapsOfWaivers } from './lint/gaps-of-waivers.ts';
import { groundOf } from './lint/ground.ts';
import { findOverlaps } from './lint/overlaps.ts';
import type { Policy } from './policy.ts';

/**
 * Lints a policy by reasoning over the cells into which its thresholds and words cut each input. Deterministic. Every test of a policy
 * looks at one input, so the cells are exact: what is said to be impossible is impossible.
 */
export function lintPolicy(policy: Policy): LintReport {
  const ground = groundOf(policy);
  return {
    gaps: [...gapsBetween(ground), ...gapsOfWaivers(ground)],
    overlaps: findOverlaps(ground),
    contradictions: findContradictions(ground),
  };
}
