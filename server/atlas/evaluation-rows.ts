// The evaluation as lists carry it: a row per firm or block, counts per group and class, and how much of it is known.
import type { FirmResult } from '#domain/scoring/evaluation.ts';
import type { SubjectResult } from '#domain/scoring/group-result.ts';
import { forcedInForce } from '#domain/scoring/marks.ts';
import type { ScoringGroup, ScoringParameters } from '#domain/scoring/parameters.ts';
import { faithfulText, fromDecimal, toNumber } from '#domain/scoring/rational.ts';
import { standingOf, type Outcome, type Standing } from '#domain/scoring/standing.ts';
import { NO_FIRM } from '#domain/scoring/subjects.ts';
import { blockResults, evaluationOf, membersIn, type Evaluated } from './evaluation.ts';
import { firmVisible } from './firm-dossier.ts';
import type { Snapshot } from './snapshot.ts';

/** What the evaluation came to for one firm; `no-parameters`: the county has no set for the year, so nothing is computed. */
export type RowState = Outcome['state'] | 'no-parameters';

/** Why there is no class, in words; null when there is one. */
export function reasonText(outcome: Outcome, groups: readonly ScoringGroup[]): string | null {
  const groupName = (id: string): string => groups.find((group) => group.id === id)?.name ?? id;
  const indicatorName = (id: string): string =>
    groups.flatMap((group) => group.indicators).find((indicator) => indicator.id === id)?.name ?? id;
  switch (outcome.state) {
    case 'rated':
      return null;
    case 'exempt':
      return outcome.reasons.map((reason) => reason.name).join('、');
    case 'lacking':
      return `缺${outcome.indicators.map(indicatorName).join('、')}`;
    case 'ungrouped':
      return `不能确定是否属于${outcome.undecided.map(groupName).join('、')}`;
    case 'outside':
      return '不属于任何评价分组';
  }
}

/** Score and place of a subject; the text never stands on the wrong side of a cut. */
export function scoreOf(result: SubjectResult | null) {
  const total = result?.score?.total ?? null;
  const cuts = result?.group?.cuts.by === 'score' ? result.group.cuts.from.map((cut) => fromDecimal(cut.score)) : [];
  return {
    group: result?.group?.id ?? null,
    groupName: result?.group?.name ?? null,
    score: total && toNumber(total),
    scoreText: total && faithfulText(total, cuts, 2),
    rank: result?.rank ?? null,
    outOf: result?.outOf ?? null,
    rankedClass: result?.rankedClass ?? null,
    vetoes: (result?.vetoes ?? []).filter((veto) => veto.truth === true).map((veto) => veto.name),
    /** Vetoes, bonuses and penalties of which it is not known whether they apply. */
    undecided: [...(result?.vetoes ?? []), ...(result?.score?.adjustments ?? [])]
      .filter((item) => item.truth === 'unknown')
      .map((item) => item.name),
  };
}

function gradesOf(standing: Standing) {
  return {
    computed: standing.computed.state === 'rated' ? standing.computed.class : null,
    imported: standing.imported,
    forced: standing.forced,
    class: standing.class,
    from: standing.from,
    differs: standing.differs,
  };
}

/** One firm's row. */
export function firmRow(
  snapshot: Snapshot,
  evaluated: Evaluated | null,
  firm: Pick<FirmResult, 'uscc' | 'name' | 'standing'> & Partial<FirmResult>,
) {
  const { record, data } = snapshot.sheet;
  const registered = record.firm(firm.uscc);
  const result = firm.subject ? (evaluated?.subjects.get(firm.subject) ?? null) : null;
  const state: RowState = evaluated ? firm.standing.computed.state : 'no-parameters';
  const township = registered?.township ?? null;
  return {
    uscc: firm.uscc,
    name: firm.name,
    township: township as string | null,
    townshipName: data.townships.find((one) => one.code === township)?.name ?? null,
    industryCode: registered?.industryCode ?? null,
    subject: firm.subject ?? null,
    sharing: firm.sharing ?? ('alone' as const),
    ...scoreOf(result),
    state,
    reason: evaluated ? reasonText(firm.standing.computed, evaluated.set.groups) : null,
    ...gradesOf(firm.standing),
    /** Exemptions of which it is not known whether they apply. */
    undecidedExemptions: (firm.undecided ?? []).map((item) => item.name),
  };
}
export type FirmRow = ReturnType<typeof firmRow>;

/** The firms of the year as the asker may see them: evaluated by the set, or with the imported grade alone where there is none. */
export function firmRows(snapshot: Snapshot, set: ScoringParameters | null, year: number): readonly FirmRow[] {
  return snapshot.once(`evaluation rows ${year} ${set?.id ?? ''}`, () => makeRows(snapshot, set, year));
}

function makeRows(snapshot: Snapshot, set: ScoringParameters | null, year: number): FirmRow[] {
  const { sheet } = snapshot;
  if (set) {
    const evaluated = evaluationOf(sheet, set, year);
    return evaluated.evaluation.firms.filter((firm) => firmVisible(snapshot, firm.uscc)).map((firm) => firmRow(snapshot, evaluated, firm));
  }
  const forced = forcedInForce(sheet.data.forcedGrades, year);
  return membersIn(sheet, year, ['assessed', 'occupied'])
    .filter((member) => member.account && firmVisible(snapshot, member.uscc))
    .map(({ uscc, name, account }) => {
      const standing = standingOf({ state: 'outside' }, account?.grade ?? null, forced.get(uscc) ?? null, 'imported');
      return firmRow(snapshot, null, { uscc, name, standing });
    });
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** One group of the set over the rows that may be seen. Counts by subject, since cuts are by subject. */
function groupSummary(group: ScoringGroup, rows: readonly FirmRow[]) {
  const own = rows.filter((row) => row.group === group.id);
  const subjects = [...new Map(own.map((row) => [row.subject, row])).values()];
  return {
    id: group.id,
    name: group.name,
    firms: own.length,
    subjects: subjects.length,
    scored: subjects.filter((row) => row.score !== null).length,
    classes: tally(subjects.map((row) => row.computed)),
    firmClasses: tally(own.map((row) => row.computed)),
  };
}

/** Counts over the rows: by group, by class of every kind, and how many could be evaluated. */
export function evaluationSummary(set: ScoringParameters | null, rows: readonly FirmRow[]) {
  return {
    groups: (set?.groups ?? []).filter((group) => group.subject === 'firm').map((group) => groupSummary(group, rows)),
    classes: {
      counting: tally(rows.map((row) => row.class)),
      computed: tally(rows.map((row) => row.computed)),
      imported: tally(rows.map((row) => row.imported)),
    },
    states: tally(rows.map((row) => row.state)),
    coverage: {
      firms: rows.length,
      rated: rows.filter((row) => row.computed !== null).length,
      imported: rows.filter((row) => row.imported !== null).length,
      differs: rows.filter((row) => row.differs === true).length,
      forced: rows.filter((row) => row.forced !== null).length,
    },
  };
}

/** Whether a township's own rows may be shown to whoever asks. */
export function townshipVisible(snapshot: Snapshot, township: string | null): boolean {
  return snapshot.scope === 'all' || (township !== null && snapshot.scope.split('+').includes(township));
}

/** One block's row. */
export function blockRow(result: SubjectResult, township: string | null, set: ScoringParameters) {
  const { subject, outcome } = result;
  return {
    code: subject.id,
    name: subject.name,
    township,
    firms: subject.members.filter((member) => member.uscc !== NO_FIRM).length,
    ...scoreOf(result),
    state: outcome.state,
    reason: reasonText(outcome, set.groups),
    class: outcome.state === 'rated' ? outcome.class : null,
  };
}

/** The blocks' results as the asker may see them. */
export function blockRows(snapshot: Snapshot, set: ScoringParameters, year: number): BlockRow[] {
  const { data } = snapshot.sheet;
  const townships = new Map<string, string | null>(data.blocks.map((block) => [block.code, block.township]));
  return blockResults(snapshot.sheet, set, year)
    .filter((result) => townshipVisible(snapshot, townships.get(result.subject.id) ?? null))
    .map((result) => blockRow(result, townships.get(result.subject.id) ?? null, set));
}
export type BlockRow = ReturnType<typeof blockRow>;

/** The results of whoever stands on a parcel in the year: what its dossier shows. */
export function parcelRows(snapshot: Snapshot, set: ScoringParameters | null, year: number, parcel: string): FirmRow[] {
  const { sheet, picks, indexOf } = snapshot;
  const pick = picks[indexOf.get(parcel)!]!;
  const { start, firm } = sheet.occupants(year);
  const usccs = new Set(Array.from(firm.subarray(start[pick], start[pick + 1]), (place) => sheet.firms.codes[place]!));
  if (usccs.size === 0) return [];
  const evaluated = set && evaluationOf(sheet, set, year);
  const forced = forcedInForce(sheet.data.forcedGrades, year);
  return [...usccs].map((uscc) => {
    const found = evaluated?.firms.get(uscc);
    if (found) return firmRow(snapshot, evaluated, found);
    const grade = sheet.record.accounts(uscc).get(year)?.grade ?? null;
    const standing = standingOf({ state: 'outside' }, grade, forced.get(uscc) ?? null, 'imported');
    return firmRow(snapshot, evaluated, { uscc, name: sheet.record.firm(uscc)?.name ?? uscc, standing });
  });
}
