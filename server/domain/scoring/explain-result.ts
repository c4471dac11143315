// A subject's result opened: its score, its place, where the classes end in its group, and what vetoes did. All plain values.
import { decimalText } from '../units.ts';
import { shareEnds } from './classify.ts';
import { explainScore, type ScoreExplanation } from './explain.ts';
import type { SubjectResult } from './group-result.ts';
import type { ScoringGroup, TieRule } from './parameters.ts';
import { fromDecimal } from './rational.ts';
import type { Outcome } from './standing.ts';

/** Where a class ends in the group: at which place, or at which score. */
export type CutExplanation =
  | { readonly class: string; readonly percent: string; readonly upToPlace: number }
  | { readonly class: string; readonly op: 'ge' | 'gt'; readonly score: string };

export interface VetoExplanation {
  readonly item: string;
  readonly name: string;
  readonly atMost: string;
  readonly applies: true | 'unknown';
  readonly found: readonly string[];
}

export interface ResultExplanation {
  readonly subject: string;
  readonly name: string;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly score: ScoreExplanation | null;
  readonly rank: number | null;
  readonly outOf: number | null;
  readonly cuts: readonly CutExplanation[];
  /** How many share its place, itself included, by which of their places the class was taken, and by which rule; null where nobody does. */
  readonly tie: { readonly tied: number; readonly place: number; readonly rule: TieRule } | null;
  readonly rankedClass: string | null;
  readonly vetoes: readonly VetoExplanation[];
  readonly outcome: Outcome;
}

/** Opens a result; the reply can be sent as JSON as it is. */
export function explainResult(result: SubjectResult): ResultExplanation {
  const { subject, group, score, rank, outOf, tie, rankedClass, outcome } = result;
  const lines = group?.cuts.by === 'score' ? group.cuts.from.map((cut) => fromDecimal(cut.score)) : [];
  return {
    subject: subject.id,
    name: subject.name,
    group: group && { id: group.id, name: group.name },
    score: score && explainScore(score, lines),
    rank,
    outOf,
    cuts: group ? explainCuts(group, outOf) : [],
    tie: tie && tie.tied > 1 && group?.cuts.by === 'share' ? { ...tie, rule: group.cuts.ties } : null,
    rankedClass,
    vetoes: result.vetoes.map(({ item, name, atMost, truth, found }) => ({
      item,
      name,
      atMost,
      applies: truth === true ? true : 'unknown',
      found,
    })),
    outcome,
  };
}

function explainCuts({ cuts }: ScoringGroup, outOf: number | null): CutExplanation[] {
  if (cuts.by === 'score') return cuts.from.map((cut) => ({ class: cut.class, op: cut.op, score: decimalText(cut.score) }));
  const ends = shareEnds(cuts, outOf ?? 0);
  return cuts.shares.map((share, index) => ({ class: share.class, percent: decimalText(share.percent), upToPlace: ends[index]! }));
}
