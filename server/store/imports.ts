// The register of committed files, and the findings about them and about the last evaluation.
import type { Bureau, Issue, Severity } from '#domain/issue.ts';
import { isIssueKind } from '#domain/issue-kinds.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { type Row, type Sql, integer, numberOrNull, text, textOrNull } from './sql.ts';

/** A file before it is committed: what identifies it, and what was made of its rows. */
export interface ImportDraft {
  readonly subject: string;
  readonly file: string;
  readonly sha256: string;
  /** What was asked for beside the file (coordinate system, encoding, mapping), as canonical text. */
  readonly options: string;
  readonly bytes: number;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface ImportRecord extends ImportDraft {
  readonly id: number;
  readonly county: CountyCode;
  readonly rowsRead: number;
  readonly rejected: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What became of the rows of a file. */
export type ImportCounts = Pick<ImportRecord, 'rowsRead' | 'rejected' | 'created' | 'updated' | 'unchanged'>;

const columns = 'id, county, subject, file, sha256, options, bytes, rows_read, rejected, actor, recorded_at, created, updated, unchanged';

/** Imports that were not taken back. */
const standing = 'id NOT IN (SELECT import FROM import_undo)';

function importOf(row: Row): ImportRecord {
  const [id, county, subject, file, sha256, options, bytes, rowsRead, rejected, actor, recordedAt, created, updated, unchanged] = row;
  return {
    id: integer(id),
    county: text(county) as CountyCode,
    subject: text(subject),
    file: text(file),
    sha256: text(sha256),
    options: text(options),
    bytes: integer(bytes),
    rowsRead: integer(rowsRead),
    rejected: integer(rejected),
    actor: text(actor),
    recordedAt: text(recordedAt),
    created: integer(created),
    updated: integer(updated),
    unchanged: integer(unchanged),
  };
}

/** Opens the import's row so that records can point at it; its counts are filled in by `closeImport`. */
export function openImport(sql: Sql, county: CountyCode, draft: ImportDraft): number {
  return sql.run(
    `INSERT INTO import (county, subject, file, sha256, options, bytes, rows_read, created, updated, unchanged, rejected, actor, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?)`,
    county,
    draft.subject,
    draft.file,
    draft.sha256,
    draft.options,
    draft.bytes,
    draft.actor,
    draft.recordedAt,
  ).id;
}

export function closeImport(sql: Sql, id: number, counts: ImportCounts): void {
  sql.run(
    'UPDATE import SET rows_read = ?, rejected = ?, created = ?, updated = ?, unchanged = ? WHERE id = ?',
    counts.rowsRead,
    counts.rejected,
    counts.created,
    counts.updated,
    counts.unchanged,
    id,
  );
}

/** The earlier import of the same bytes as the same subject with the same options; null when there is none. */
export function findImport(sql: Sql, county: CountyCode, draft: Pick<ImportDraft, 'subject' | 'sha256' | 'options'>): ImportRecord | null {
  const row = sql.row(
    `SELECT ${columns} FROM import WHERE county = ? AND subject = ? AND sha256 = ? AND options = ? AND ${standing} ORDER BY id DESC LIMIT 1`,
    county,
    draft.subject,
    draft.sha256,
    draft.options,
  );
  return row ? importOf(row) : null;
}

export function readImports(sql: Sql, county: CountyCode): ImportRecord[] {
  return sql.rows(`SELECT ${columns} FROM import WHERE county = ? ORDER BY id`, county).map(importOf);
}

function insertIssue(sql: Sql, county: CountyCode, origin: 'import' | 'evaluation', importId: number, issue: Issue): void {
  sql.run(
    `INSERT INTO issue (county, origin, import, kind, severity, file, sheet, row_number, column_name, subject, value, message, mender, year)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    county,
    origin,
    importId,
    issue.kind,
    issue.severity,
    issue.file,
    issue.sheet,
    issue.row,
    issue.column,
    issue.subject,
    issue.value,
    issue.message,
    issue.mender,
    issue.year ?? null,
  );
}

export function addImportIssues(sql: Sql, county: CountyCode, importId: number, issues: readonly Issue[]): void {
  for (const issue of issues) insertIssue(sql, county, 'import', importId, issue);
}

export function replaceEvaluationIssues(sql: Sql, county: CountyCode, issues: readonly Issue[]): void {
  sql.run(`DELETE FROM issue WHERE county = ? AND origin = 'evaluation'`, county);
  for (const issue of issues) insertIssue(sql, county, 'evaluation', issue.importId, issue);
}

export function issueOf([importId, kind, severity, file, sheet, row, column, subject, value, message, mender, year]: Row): Issue {
  const known = text(kind);
  if (!isIssueKind(known)) throw new Error(`the record holds a finding of unknown kind ${known}`);
  return {
    importId: integer(importId),
    kind: known,
    severity: text(severity) as Severity,
    file: text(file),
    sheet: textOrNull(sheet),
    row: numberOrNull(row),
    column: textOrNull(column),
    subject: textOrNull(subject),
    value: textOrNull(value),
    message: text(message),
    mender: text(mender) as Bureau,
    ...(year === null || year === undefined ? {} : { year: integer(year) }),
  };
}

export const issueColumns = 'import, kind, severity, file, sheet, row_number, column_name, subject, value, message, mender, year';

export function readIssues(sql: Sql, county: CountyCode, origin: 'import' | 'evaluation', importId?: number): Issue[] {
  const rows =
    importId === undefined
      ? sql.rows(`SELECT ${issueColumns} FROM issue WHERE county = ? AND origin = ? ORDER BY id`, county, origin)
      : sql.rows(`SELECT ${issueColumns} FROM issue WHERE county = ? AND origin = ? AND import = ? ORDER BY id`, county, origin, importId);
  return rows.map(issueOf);
}

/** Imports of a file by the beginning of its hash, that were not taken back. */
export function importsOfFile(sql: Sql, county: CountyCode, hashStart: string): ImportRecord[] {
  return sql
    .rows(
      `SELECT ${columns} FROM import WHERE county = ? AND substr(sha256, 1, ?) = ? AND ${standing} ORDER BY id`,
      county,
      hashStart.length,
      hashStart,
    )
    .map(importOf);
}
