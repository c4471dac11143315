// What people note of imported files: producer, day of the data, licence. Rows are only ever added; the newest per import counts.
import type { CountyCode } from '#domain/land/codes.ts';
import type { SourceNote } from '#domain/source.ts';
import { type Sql, integer, text, textOrNull } from './sql.ts';

/** A county's notes in the order of writing. */
export function readSourceNotes(sql: Sql, county: CountyCode): SourceNote[] {
  return sql
    .rows('SELECT import, producer, produced_on, licence, note, actor, recorded_at FROM source_note WHERE county = ? ORDER BY id', county)
    .map(([importId, producer, producedOn, licence, note, actor, at]) => ({
      importId: integer(importId),
      producer: textOrNull(producer),
      producedOn: textOrNull(producedOn),
      licence: textOrNull(licence),
      note: textOrNull(note),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendSourceNote(sql: Sql, county: CountyCode, said: SourceNote): void {
  sql.run(
    'INSERT INTO source_note (county, import, producer, produced_on, licence, note, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    county,
    said.importId,
    said.producer,
    said.producedOn,
    said.licence,
    said.note,
    said.actor,
    said.recordedAt,
  );
}
