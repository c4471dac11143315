// Findings with their lasting names and townships, and what people (or a later file) did about them.
import { createHash } from 'node:crypto';
import type { Issue } from '#domain/issue.ts';
import type { IssueAct, IssueActName, KeptIssue } from '#domain/issue-desk.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { issueColumns, issueOf } from './imports.ts';
import { type Sql, integer, numberOrNull, text, textOrNull } from './sql.ts';

/** The same finding of the next evaluation has the same name, so that what was decided about it still stands. */
function nameOfFinding({ kind, file, sheet, row, column, subject, value }: Issue): string {
  const hash = createHash('sha1').update(JSON.stringify([kind, file, sheet, row, column, subject, value]));
  return `E${hash.digest('base64url').slice(0, 16)}`;
}

function townshipsOf(sql: Sql, county: CountyCode): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const query of [
    'SELECT uscc, township FROM firm WHERE county = ? AND township IS NOT NULL',
    'SELECT holder_uscc, township FROM parcel WHERE county = ? AND township IS NOT NULL AND holder_uscc IS NOT NULL',
    'SELECT code, township FROM parcel WHERE county = ? AND township IS NOT NULL',
  ])
    for (const [key, township] of sql.rows(query, county)) if (!known.has(text(key))) known.set(text(key), text(township));
  return known;
}

/** All findings that stand: of imports that were not taken back, and of the last evaluation. */
export function readKeptIssues(sql: Sql, county: CountyCode): KeptIssue[] {
  const townships = townshipsOf(sql, county);
  const rows = sql.rows(
    `SELECT ${issueColumns}, id, origin FROM issue
     WHERE county = ? AND (origin = 'evaluation' OR import NOT IN (SELECT import FROM import_undo)) ORDER BY id`,
    county,
  );
  return rows.map((row): KeptIssue => {
    const issue = issueOf(row);
    const origin = text(row.at(-1)) as KeptIssue['origin'];
    const subject = issue.subject ?? '';
    // A parcel that was not taken still says by its code where it lies.
    const byCode = /^\d{9}/.test(subject) && subject.length === 19 ? subject.slice(0, 9) : null;
    return {
      ...issue,
      id: origin === 'import' ? `I${integer(row.at(-2))}` : nameOfFinding(issue),
      origin,
      township: townships.get(subject) ?? byCode,
    };
  });
}

export function appendIssueAct(sql: Sql, county: CountyCode, act: IssueAct): void {
  sql.run(
    'INSERT INTO issue_act (county, issue, act, assignee, reason, import, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    county,
    act.issue,
    act.act,
    act.to,
    act.reason,
    act.importId,
    act.actor,
    act.recordedAt,
  );
}

/** By finding, oldest first; what an import mended counts only while that import stands. */
export function readIssueActs(sql: Sql, county: CountyCode): ReadonlyMap<string, readonly IssueAct[]> {
  const acts = new Map<string, IssueAct[]>();
  const rows = sql.rows(
    `SELECT issue, act, assignee, reason, import, actor, recorded_at FROM issue_act
     WHERE county = ? AND (import IS NULL OR import NOT IN (SELECT import FROM import_undo)) ORDER BY id`,
    county,
  );
  for (const [issue, act, to, reason, importId, actor, at] of rows) {
    const name = text(issue);
    const list = acts.get(name) ?? [];
    acts.set(name, list);
    list.push({
      issue: name,
      act: text(act) as IssueActName,
      to: textOrNull(to ?? null),
      reason: textOrNull(reason ?? null),
      importId: numberOrNull(importId ?? null),
      actor: text(actor),
      recordedAt: text(at),
    });
  }
  return acts;
}
