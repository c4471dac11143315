// What stands for a firm in the end: the computed outcome, the bureau's grade and a forced grade side by side, and which of them counts.
import type { ForcedGrade } from './marks.ts';
import type { ScoringParameters } from './parameters.ts';
import type { ItemFinding } from './score.ts';

/** What the evaluation itself came to. */
export type Outcome =
  | { readonly state: 'rated'; readonly class: string }
  /** 暂不评, for a reason that the county states. */
  | { readonly state: 'exempt'; readonly reasons: readonly ItemFinding[] }
  /** In a group, but without the data for a score: the indicators concerned. */
  | { readonly state: 'lacking'; readonly indicators: readonly string[] }
  /** It is not known which of these groups the subject belongs to. */
  | { readonly state: 'ungrouped'; readonly undecided: readonly string[] }
  /** No group of the set takes it. */
  | { readonly state: 'outside' };

/** All grades of one firm and year; none replaces another. */
export interface Standing {
  readonly computed: Outcome;
  /** As the bureau sent it; null when none came. */
  readonly imported: string | null;
  /** By decision, with who and why; null when none is in force. */
  readonly forced: ForcedGrade | null;
  /** The class that counts; null when there is none (暂不评, no data). */
  readonly class: string | null;
  readonly from: 'forced' | 'imported' | 'computed' | null;
  /** Computed and imported class differ; null when one of them is missing. */
  readonly differs: boolean | null;
}

/**
 * A forced grade always counts. Else the one the county's setting prefers; the other stands in only where the preferred one
 * does not exist. 暂不评 is an outcome of the computed evaluation, not a lack of one, so an imported grade does not replace it
 * where the computed one prevails.
 */
export function standingOf(
  computed: Outcome,
  imported: string | null,
  forced: ForcedGrade | null,
  prevails: ScoringParameters['prevails'],
): Standing {
  const computedClass = computed.state === 'rated' ? computed.class : null;
  const differs = computedClass === null || imported === null ? null : computedClass !== imported;
  const kept = { computed, imported, forced, differs };
  if (forced && forced.grade !== null) return { ...kept, class: forced.grade, from: 'forced' };
  const computedStands = computedClass !== null || computed.state === 'exempt';
  if (imported !== null && (prevails === 'imported' || !computedStands)) return { ...kept, class: imported, from: 'imported' };
  return { ...kept, class: computedClass, from: computedStands ? 'computed' : null };
}
