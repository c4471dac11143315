// What people stated about targets, in the order of writing. Rows are only ever added.
import type { CountyCode } from '#domain/land/codes.ts';
import { saidSchema, type TargetStatement } from '#domain/ledger/target-statement.ts';
import type { IsoDate } from '#domain/period.ts';
import { type Sql, integer, text } from './sql.ts';

export function readTargetStatements(sql: Sql, county: CountyCode): TargetStatement[] {
  return sql
    .rows('SELECT id, body, date, basis, actor, recorded_at FROM target_statement WHERE county = ? ORDER BY id', county)
    .map(([id, body, date, basis, actor, at]) => ({
      id: integer(id),
      said: saidSchema.parse(JSON.parse(text(body))),
      date: text(date) as IsoDate,
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

/** Writes the next row; its number comes back with it. */
export function appendTargetStatement(sql: Sql, county: CountyCode, draft: Omit<TargetStatement, 'id'>): TargetStatement {
  sql.run(
    'INSERT INTO target_statement (county, noun, body, date, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    county,
    draft.said.noun,
    JSON.stringify(draft.said),
    draft.date,
    draft.basis,
    draft.actor,
    draft.recordedAt,
  );
  return { ...draft, id: integer(sql.row('SELECT last_insert_rowid()')?.[0]) };
}
