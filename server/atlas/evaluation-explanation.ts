// One firm's or block's result opened: the formula with its numbers, what was stated about it, its grades over the years.
import { explainResult } from '#domain/scoring/explain-result.ts';
import type { SubjectResult } from '#domain/scoring/group-result.ts';
import { MarkBook, forcedInForce, type Mark } from '#domain/scoring/marks.ts';
import type { ScoringParameters } from '#domain/scoring/parameters.ts';
import { currentStreak } from '#domain/scoring/streaks.ts';
import { standingOf } from '#domain/scoring/standing.ts';
import { toMu } from '#domain/units.ts';
import { blockResults, evaluationOf, historyOf } from './evaluation.ts';
import { blockRow, firmRow, townshipVisible } from './evaluation-rows.ts';
import { firmVisible } from './firm-dossier.ts';
import type { Snapshot } from './snapshot.ts';

/** Every mark about the subject in the year, newest last, with whether it is the one that counts. */
function marksOf(marks: readonly Mark[], subjects: readonly string[], year: number) {
  const book = new MarkBook(marks);
  return marks
    .filter((mark) => mark.year === year && subjects.includes(mark.subject))
    .map((mark) => ({ ...mark, inForce: book.holding(mark.subject, mark.year, mark.item) === mark }));
}

/** Who shares the result, with the land each brings. */
function membersOf(snapshot: Snapshot, result: SubjectResult) {
  const all = [
    ...result.subject.members.map((member) => ({ member, counts: true })),
    ...result.subject.followers.map((member) => ({ member, counts: false })),
  ];
  return all
    .filter(({ member }) => firmVisible(snapshot, member.uscc))
    .map(({ member, counts }) => ({
      uscc: member.uscc,
      name: member.name,
      /** Its figures are part of the score. */
      counts,
      lots: member.lots.map(({ parcel, role, area }) => ({ parcel, role, areaMu: toMu(area) })),
    }));
}

/** What is known of one firm's evaluation in a year; null when the asker's county does not know the firm. */
export function firmExplanation(
  snapshot: Snapshot,
  sets: readonly ScoringParameters[],
  set: ScoringParameters | null,
  uscc: string,
  year: number,
) {
  if (!firmVisible(snapshot, uscc)) return null;
  const { sheet } = snapshot;
  const { marks, forcedGrades } = sheet.data;
  const history = historyOf(sheet, sets, uscc);
  const evaluated = set && evaluationOf(sheet, set, year);
  const found = evaluated?.firms.get(uscc);
  const result = found?.subject ? (evaluated?.subjects.get(found.subject) ?? null) : null;
  const forced = forcedGrades.filter((each) => each.subject === uscc);
  const standing =
    found?.standing ??
    standingOf(
      { state: 'outside' },
      sheet.record.accounts(uscc).get(year)?.grade ?? null,
      forcedInForce(forced, year).get(uscc) ?? null,
      'imported',
    );
  const name = found?.name ?? sheet.record.firm(uscc)?.name ?? sheet.record.accounts(uscc).get(year)?.name ?? uscc;
  const subjects = [uscc, ...(result ? [result.subject.id, ...result.subject.members.map((member) => member.uscc)] : [])];
  return {
    ...firmRow(snapshot, found ? evaluated : null, found ?? { uscc, name, standing }),
    explanation: result && explainResult(result),
    exemptions: standing.computed.state === 'exempt' ? standing.computed.reasons : [],
    undecidedExemptionItems: found?.undecided ?? [],
    members: result ? membersOf(snapshot, result) : [],
    marks: marksOf(
      marks,
      subjects.filter((subject) => subject === uscc || firmVisible(snapshot, subject) || subject.startsWith('lot:')),
      year,
    ),
    /** Every decision on the firm's grade, of all years, in the order of writing. */
    forcedGrades: forced,
    history: history.map(({ grade, from, imported }) => ({ year: grade.year, class: grade.class, exempt: grade.exempt, from, imported })),
    streak: currentStreak(
      history.map((each) => each.grade),
      year,
    ),
  };
}
export type FirmExplanation = NonNullable<ReturnType<typeof firmExplanation>>;

/** One block's result opened; null when there is no such block in the asker's scope. */
export function blockExplanation(snapshot: Snapshot, set: ScoringParameters, code: string, year: number) {
  const { sheet } = snapshot;
  const block = sheet.record.block(code);
  const result = blockResults(sheet, set, year).find((each) => each.subject.id === code);
  if (!block || !result || !townshipVisible(snapshot, block.township)) return null;
  return {
    ...blockRow(result, block.township, set),
    explanation: explainResult(result),
    marks: marksOf(sheet.data.marks, [code], year),
  };
}
export type BlockExplanation = NonNullable<ReturnType<typeof blockExplanation>>;
