// Saved mappings: what the columns of a bureau's tables mean, by name, every saving a version.
import type { Bureau } from '#domain/issue.ts';
import type { Subject } from '#domain/subject.ts';
import type { ColumnMapping } from '#domain/upload-options.ts';
import { type Row, type Sql, integer, text } from './sql.ts';

export interface SavedMapping {
  readonly name: string;
  readonly version: number;
  readonly bureau: Bureau;
  readonly subject: Subject;
  readonly columns: ColumnMapping;
  readonly note: string;
  readonly actor: string;
  readonly recordedAt: string;
}

const columns = 'name, version, bureau, subject, columns, note, actor, recorded_at';

function mappingOf([name, version, bureau, subject, said, note, actor, at]: Row): SavedMapping {
  return {
    name: text(name),
    version: integer(version),
    bureau: text(bureau) as Bureau,
    subject: text(subject) as Subject,
    columns: JSON.parse(text(said)) as ColumnMapping,
    note: text(note),
    actor: text(actor),
    recordedAt: text(at),
  };
}

/** Saves the next version of a name. */
export function addMapping(sql: Sql, draft: Omit<SavedMapping, 'version'>): SavedMapping {
  const newest = sql.row('SELECT MAX(version) FROM column_mapping WHERE name = ?', draft.name)?.[0];
  const version = (typeof newest === 'number' ? newest : 0) + 1;
  sql.run(
    `INSERT INTO column_mapping (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    draft.name,
    version,
    draft.bureau,
    draft.subject,
    JSON.stringify(draft.columns),
    draft.note,
    draft.actor,
    draft.recordedAt,
  );
  return { ...draft, version };
}

/** Every version, by name, newest first. */
export function readMappings(sql: Sql): SavedMapping[] {
  return sql.rows(`SELECT ${columns} FROM column_mapping ORDER BY name, version DESC`).map(mappingOf);
}

/** The newest version of a name, or the one that is asked for. */
export function readMapping(sql: Sql, name: string, version?: number): SavedMapping | null {
  const row =
    version === undefined
      ? sql.row(`SELECT ${columns} FROM column_mapping WHERE name = ? ORDER BY version DESC LIMIT 1`, name)
      : sql.row(`SELECT ${columns} FROM column_mapping WHERE name = ? AND version = ?`, name, version);
  return row ? mappingOf(row) : null;
}
