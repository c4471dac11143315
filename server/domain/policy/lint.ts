// Finds the holes of a policy by itself: gaps, overlaps and contradictions, each shown by an input that can be judged.
import { findContradictions } from './lint/contradictions.ts';
import type { LintReport } from './lint/finding.ts';
import { gapsBetween, unsearched } from './lint/gaps-between.ts';
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
  const { overlaps, open } = findOverlaps(ground);
  return {
    gaps: [...gapsBetween(ground), ...gapsOfWaivers(ground)],
    overlaps,
    contradictions: findContradictions(ground),
    unsearched: [
      ...unsearched(ground).map((label) => `${label}的取值分得太细、年数太多，空档没有查`),
      ...open.map(([one, other]) => `${one} 与 ${other} 能否同时成立没有查完`),
    ],
  };
}
