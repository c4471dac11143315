// The history of a record: what each later import changed, so that every figure leads back to the file that stated it.
import type { CountyCode } from '#domain/land/codes.ts';
import type { SourcePlace } from '#domain/source.ts';
import { placeOf } from './places.ts';
import { type Sql, integer, numberOrNull, text } from './sql.ts';

export type RevisionNoun = 'parcel' | 'firm' | 'account' | 'tenure' | 'township' | 'block' | 'zone';

export interface Revision {
  readonly id: number;
  /** Stored column names with the value before and after; shapes are base64. */
  readonly changes: { readonly [column: string]: readonly [before: unknown, after: unknown] };
  readonly source: SourcePlace;
  readonly previous: SourcePlace;
}

/** Oldest first. `key` is the record's key parts joined by blanks: a 宗地代码, a credit code, a credit code and a year. */
export function readRevisions(sql: Sql, county: CountyCode, noun: RevisionNoun, key: string): Revision[] {
  const places = placeOf(sql);
  return sql
    .rows(
      // What was taken back is history of the import, not of the record.
      `SELECT id, changes, place, place_row, previous_place, previous_place_row FROM revision
       WHERE county = ? AND noun = ? AND key = ?
         AND place NOT IN (SELECT place.id FROM place JOIN import_undo ON import_undo.import = place.import)
       ORDER BY id`,
      county,
      noun,
      key,
    )
    .map(([id, changes, place, row, previous, previousRow]) => ({
      id: integer(id),
      changes: JSON.parse(text(changes)) as Revision['changes'],
      source: places(integer(place), numberOrNull(row)),
      previous: places(integer(previous), numberOrNull(previousRow)),
    }));
}

/** The place that last stated a column: the newest revision that touched it, else where the record was first read. */
export function sourceOfColumn(revisions: readonly Revision[], created: SourcePlace, column: string): SourcePlace {
  for (const revision of [...revisions].reverse()) if (column in revision.changes) return revision.source;
  return revisions[0]?.previous ?? created;
}
