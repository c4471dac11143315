// One group from scores to classes: ranks, cuts, vetoes.
import { classByScore, classesByShare, decidingPlace } from './classify.ts';
import { classIndex, type ScoringClass, type ScoringGroup } from './parameters.ts';
import { rankEntries, type Ranked, type RankEntry } from './ranking-order.ts';
import { scoreGroup, valueOf, type ItemFinding, type ScoringContext, type SubjectScore } from './score.ts';
import type { Outcome } from './standing.ts';
import type { Subject } from './subjects.ts';
import { testTriggers } from './triggers.ts';

/** A veto that applies, or of which it is not known whether it does. */
export interface VetoFinding extends ItemFinding {
  readonly atMost: string;
}

/** One subject's result; everything is null that the subject did not reach. */
export interface SubjectResult {
  readonly subject: Subject;
  readonly group: ScoringGroup | null;
  readonly score: SubjectScore | null;
  /** Place in the group from 1, equals sharing the better one; null without a score or when left out of the count by a veto. */
  readonly rank: number | null;
  readonly outOf: number | null;
  /** Equals in score and tie-break, itself included, and the place by which the class of all or each of them is taken; null where a class is not taken by place. */
  readonly tie: { readonly tied: number; readonly place: number } | null;
  /** Class by rank or score, before vetoes. */
  readonly rankedClass: string | null;
  readonly vetoes: readonly VetoFinding[];
  readonly outcome: Outcome;
}

interface Entry extends RankEntry {
  readonly score: NonNullable<SubjectScore['total']>;
}

/** Scores, ranks and classifies the subjects of one group, in their order. */
export function rankSubjects(
  group: ScoringGroup,
  classes: readonly ScoringClass[],
  subjects: readonly Subject[],
  context: ScoringContext,
): SubjectResult[] {
  const scores = scoreGroup(group, subjects, context);
  const vetoes = scores.map((score) => vetoesOf(group, score, context));
  const last = classes.at(-1)!.id;
  const apart = (index: number) =>
    group.cuts.by === 'share' &&
    group.cuts.vetoed === 'apart' &&
    vetoes[index]!.some((veto) => veto.truth === true && veto.atMost === last);
  const entries = scores.flatMap((score, index): Entry[] =>
    score.total === null || apart(index)
      ? []
      : [{ id: score.subject.id, score: score.total, tieBreak: group.tieBreak.map(valueOf(score.subScores)) }],
  );
  const ranked = rankEntries(entries);
  const ranks = new Map(ranked.map((each) => [each.entry.id, each]));
  const rankedClasses = classesOf(group, ranked, last);
  return scores.map((score, index): SubjectResult => {
    const place = ranks.get(score.subject.id);
    const rankedClass = rankedClasses.get(score.subject.id) ?? null;
    return {
      subject: score.subject,
      group,
      score,
      rank: place?.rank ?? null,
      outOf: place ? ranked.length : null,
      tie: place && group.cuts.by === 'share' ? { tied: place.tied, place: decidingPlace(place, group.cuts.ties) } : null,
      rankedClass,
      vetoes: vetoes[index]!,
      outcome: outcomeOf(score, rankedClass, vetoes[index]!, classes),
    };
  });
}

function classesOf(group: ScoringGroup, ranked: readonly Ranked<Entry>[], last: string): ReadonlyMap<string, string> {
  const { cuts } = group;
  const byPlace = cuts.by === 'share' ? classesByShare(cuts, ranked) : ranked.map(({ entry }) => classByScore(cuts, entry.score, last));
  return new Map(ranked.map(({ entry }, index) => [entry.id, byPlace[index]!]));
}

function vetoesOf(group: ScoringGroup, score: SubjectScore, { year, marks }: ScoringContext): VetoFinding[] {
  return group.vetoes.flatMap((veto) => {
    const finding = testTriggers(veto.when, {
      subject: score.subject,
      year,
      item: veto.id,
      marks,
      indicator: valueOf(score.subScores),
      score: score.total,
    });
    return finding.truth === false ? [] : [{ ...finding, item: veto.id, name: veto.name, atMost: veto.atMost }];
  });
}

/** The class by rank, sent down by vetoes. A veto to the last class stands even without a score, since no score could change it. */
function outcomeOf(
  score: SubjectScore,
  rankedClass: string | null,
  vetoes: readonly VetoFinding[],
  classes: readonly ScoringClass[],
): Outcome {
  const limits = vetoes.filter((veto) => veto.truth === true).map((veto) => classIndex(classes, veto.atMost));
  const lowest = Math.max(-1, ...limits);
  if (lowest === classes.length - 1) return { state: 'rated', class: classes[lowest]!.id };
  if (rankedClass === null) return { state: 'lacking', indicators: score.lacking };
  return { state: 'rated', class: classes[Math.max(lowest, classIndex(classes, rankedClass))]!.id };
}
