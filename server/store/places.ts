// Where records came from: each file (and sheet or layer) once, records point at it with their row.
import type { SourcePlace } from '#domain/source.ts';
import { type Sql, integer, text } from './sql.ts';

export interface PlaceIds {
  idOf(source: SourcePlace): number;
}

/** Finds or makes the row of a place; remembers what it has seen during one change. `importId` replaces the one in the record. */
export function placeIds(sql: Sql, importId: number): PlaceIds {
  const known = new Map<string, number>();
  return {
    idOf(source) {
      const sheet = source.sheet ?? '';
      const key = `${source.file}\u0000${sheet}`;
      let id = known.get(key);
      if (id === undefined) {
        const found = sql.row('SELECT id FROM place WHERE import = ? AND file = ? AND sheet = ?', importId, source.file, sheet);
        id = found
          ? integer(found[0])
          : sql.run('INSERT INTO place (import, file, sheet) VALUES (?, ?, ?)', importId, source.file, sheet).id;
        known.set(key, id);
      }
      return id;
    },
  };
}

/** Turns stored place ids back into sources, reading each place once. */
export function placeOf(sql: Sql): (place: number, row: number | null) => SourcePlace {
  const known = new Map<number, { readonly importId: number; readonly file: string; readonly sheet: string | null }>();
  return (place, row) => {
    let found = known.get(place);
    if (!found) {
      const stored = sql.row('SELECT import, file, sheet FROM place WHERE id = ?', place);
      if (!stored) throw new Error(`the record names place ${place}, which it does not hold`);
      found = { importId: integer(stored[0]), file: text(stored[1]), sheet: text(stored[2]) || null };
      known.set(place, found);
    }
    return { importId: found.importId, file: found.file, sheet: found.sheet, row };
  };
}
