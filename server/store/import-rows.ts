// Which records an import created, updated or only confirmed: what undoing takes back, and what later imports rest on.
import { type Sql, bytesOrNull, text } from './sql.ts';
import { accountTable, firmTable, tenureTable } from './firms.ts';
import { parcelTable } from './parcels.ts';
import { blockTable, townshipTable, zoneTable } from './places-of-land.ts';

export type RowsOutcome = 'created' | 'updated' | 'unchanged';

const nowhere = { importId: 0, file: '', sheet: null, row: null };

/** What undoing and retiring need to know of a table: its columns, and what follows a writing. */
export interface RecordShape {
  readonly table: string;
  readonly key: readonly { readonly name: string }[];
  readonly data: readonly { readonly name: string }[];
}

/** The tables whose records come from files, by noun. */
export const recordTables: Readonly<Record<string, RecordShape>> = Object.fromEntries(
  [parcelTable, firmTable, accountTable, tenureTable, townshipTable(nowhere), blockTable(nowhere), zoneTable].map(
    (definition): [string, RecordShape] => [definition.table, definition],
  ),
);

/** Gathers ids during an import and writes them when it closes. */
export class RowsOfImport {
  readonly #ids = new Map<string, number[]>();

  add(noun: string, outcome: RowsOutcome, id: number): void {
    const key = `${noun} ${outcome}`;
    const ids = this.#ids.get(key);
    if (ids) ids.push(id);
    else this.#ids.set(key, [id]);
  }

  write(sql: Sql, importId: number): void {
    for (const [key, ids] of this.#ids) {
      const [noun, outcome] = key.split(' ') as [string, string];
      sql.run(
        'INSERT INTO import_rows (import, noun, outcome, ids) VALUES (?, ?, ?, ?)',
        importId,
        noun,
        outcome,
        new Uint8Array(new Uint32Array(ids).buffer),
      );
    }
    this.#ids.clear();
  }
}

export interface TouchedRows {
  readonly noun: string;
  readonly outcome: RowsOutcome;
  readonly ids: Uint32Array;
}

export function readTouched(sql: Sql, importId: number): TouchedRows[] {
  return sql
    .rows('SELECT noun, outcome, ids FROM import_rows WHERE import = ? ORDER BY noun, outcome', importId)
    .map(([noun, outcome, ids]) => {
      const bytes = bytesOrNull(ids ?? null) ?? new Uint8Array();
      return { noun: text(noun), outcome: text(outcome) as RowsOutcome, ids: new Uint32Array(bytes.slice().buffer) };
    });
}
