// What a new file settles of the findings about earlier ones: rows that came back mended, records delivered anew, the file sent again.
import type { Issue } from '#domain/issue.ts';
import { isSettled, type KeptIssue, standingOfIssue } from '#domain/issue-desk.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { CorrectedRow } from '../intake/corrections-sheet.ts';
import type { Changing } from '../store/store.ts';
import type { Effect } from './effect.ts';

interface NewFile {
  readonly county: CountyCode;
  readonly importId: number;
  readonly subject: string;
  readonly file: string;
  readonly corrects: readonly CorrectedRow[];
  readonly issues: readonly Issue[];
}

const place = (sheet: string | null, row: number | null): string => `${row ?? ''}:${sheet ?? ''}`;

/** What is the same finding in two files. */
const sameness = ({ kind, subject, column, value, year }: Issue): string => JSON.stringify([kind, subject, column, value, year ?? null]);

/** Rows that the file replaces, by the import they came with. */
async function correctedPlaces(record: Changing, { county, corrects }: NewFile): Promise<Map<number, Set<string>>> {
  const byHash = new Map<string, Set<string>>();
  for (const { hash, sheet, row } of corrects) byHash.set(hash, (byHash.get(hash) ?? new Set()).add(place(sheet, row)));
  const byImport = new Map<number, Set<string>>();
  for (const [hash, places] of byHash) for (const { id } of await record.importsOfFile(county, hash)) byImport.set(id, places);
  return byImport;
}

/** Writes for each finding that the file settles that it did; a waiver goes on when the file says the same again. How many were settled. */
export async function mendIssues(
  record: Changing,
  added: NewFile,
  effect: Effect,
  who: { readonly actor: string; readonly recordedAt: string },
): Promise<number> {
  const all = await record.keptIssues(added.county);
  const earlier = all.filter(({ origin, importId }) => origin === 'import' && importId !== added.importId);
  if (earlier.length === 0) return 0;
  const acts = await record.issueActs(added.county);
  const subjectOf = new Map((await record.imports(added.county)).map(({ id, subject }) => [id, subject]));
  const corrected = await correctedPlaces(record, added);
  const settles = (issue: KeptIssue): boolean => {
    if (corrected.get(issue.importId)?.has(place(issue.sheet, issue.row))) return true;
    if (subjectOf.get(issue.importId) !== added.subject) return false;
    // The same file sent again speaks for itself; a file of corrections holds only some of its rows.
    if (issue.file === added.file && added.corrects.length === 0) return true;
    if (issue.subject === null || issue.row === null) return false;
    return effect.has(issue.year === null || issue.year === undefined ? issue.subject : `${issue.subject} ${issue.year}`);
  };
  const again = new Map(
    all.filter(({ origin, importId }) => origin === 'import' && importId === added.importId).map((issue) => [sameness(issue), issue]),
  );
  let mended = 0;
  for (const issue of earlier) {
    if (!settles(issue)) continue;
    const { state, last } = standingOfIssue(issue, acts.get(issue.id) ?? []);
    const same = again.get(sameness(issue));
    if (state === 'waived' && same)
      await record.appendIssueAct({
        issue: same.id,
        act: 'waive',
        to: null,
        reason: `沿用第 ${issue.importId} 次导入的免改：${last?.reason ?? ''}`,
        importId: added.importId,
        ...who,
      });
    if (isSettled(state)) continue;
    const reason = same ? `第 ${added.importId} 次导入中仍有此问题，改记在那里` : null;
    await record.appendIssueAct({ issue: issue.id, act: 'mend', to: null, reason, importId: added.importId, ...who });
    if (!same) mended += 1;
  }
  return mended;
}
