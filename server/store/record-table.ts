// Putting records of one noun into their table: created, updated field by field with the old values kept, or unchanged.
import type { CountyCode } from '#domain/land/codes.ts';
import { atOnce, isStop, type Piecewise } from '#domain/piecewise.ts';
import type { SourcePlace } from '#domain/source.ts';
import type { placeOf, PlaceIds } from './places.ts';
import { type Row, type Sql, type Value, integer, numberOrNull } from './sql.ts';

export interface Column<T> {
  readonly name: string;
  readonly write: (record: T) => Value;
  /** What to keep when both are there; without it the newer value wins and a NULL (not given) keeps the older one. */
  readonly merge?: (before: Value, after: Value) => Value;
}

export interface RecordTable<T> {
  readonly table: string;
  /** Identity within the county, in order. */
  readonly key: readonly Column<T>[];
  readonly data: readonly Column<T>[];
  /** Last word over the merged values, for fields that only make sense together. */
  readonly settle?: (before: Row, merged: Value[]) => void;
  readonly source: (record: T) => SourcePlace;
  /** `values`: the key's columns, then the data's; what follows them is not the table's. */
  readonly read: (county: CountyCode, values: Row, source: SourcePlace) => T;
}

/** How many records of a file were new, changed something, or said nothing new. */
export interface PutCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Values as the revisions keep them, before and after, by column. */
export type RecordChanges = Readonly<Record<string, readonly [before: Stored, after: Stored]>>;
export type Stored = string | number | null | { readonly base64: string };

/** Hears what became of each record as it is put. */
export type Told<T> = (
  outcome: keyof PutCounts,
  record: T,
  row: { readonly id: number; readonly key: string; readonly changes: RecordChanges },
) => void;

function same(left: Value, right: Value): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0;
  return left === right;
}

export function storable(value: Value): Stored {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

/** The value as a column holds it. */
export function unstored(value: Stored): Value {
  return typeof value === 'object' && value !== null ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;
}

function statements<T>(definition: RecordTable<T>): { find: string; update: string; all: string } {
  const { table, key, data } = definition;
  const keys = key.map((column) => column.name);
  const columns = data.map((column) => column.name);
  const matches = keys.map((name) => `${name} = ?`).join(' AND ');
  return {
    find: `SELECT ${['id', 'place', 'place_row', ...columns].join(', ')} FROM ${table} WHERE county = ? AND ${matches}`,
    update: `UPDATE ${table} SET ${[...columns, 'place', 'place_row'].map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    all: `SELECT ${[...keys, ...columns, 'place', 'place_row'].join(', ')} FROM ${table} WHERE county = ? ORDER BY ${keys.join(', ')}`,
  };
}

/** More patterns of open columns than this are not worth a statement each. */
const mostPatterns = 64;

/** Inserts records of one file, most of which leave the same columns open: those are left out of the statement, not bound one by one. */
function inserting<T>({
  table,
  key,
  data,
}: RecordTable<T>): (given: readonly Value[]) => { readonly text: string; readonly values: readonly Value[] } {
  const texts = new Map<number, string>();
  const always = ['county', ...key.map((column) => column.name), 'place', 'place_row'];
  const textOf = (filled: (index: number) => boolean) => {
    const columns = [...always, ...data.filter((_, index) => filled(index)).map((column) => column.name)];
    return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  };
  const whole = textOf(() => true);
  return (given) => {
    let mask = 0;
    for (let index = 0; index < given.length; index += 1) if (given[index] !== null) mask |= 1 << index;
    let text = texts.get(mask);
    if (text === undefined) {
      if (texts.size >= mostPatterns) return { text: whole, values: given };
      text = textOf((index) => (mask & (1 << index)) !== 0);
      texts.set(mask, text);
    }
    return { text, values: given.filter((value) => value !== null) };
  };
}

/** Upserts by key. A value that is not given never erases one that is known; what changes is kept as a revision. */
export function putRecords<T>(
  sql: Sql,
  definition: RecordTable<T>,
  county: CountyCode,
  records: Iterable<T>,
  places: PlaceIds,
  told?: Told<T>,
): PutCounts {
  const text = statements(definition);
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const insertOf = inserting(definition);
  // The first delivery of a county finds nothing of its own kind, and need not look for every record: only the keys it brought itself.
  const first = sql.row(`SELECT 1 FROM ${definition.table} WHERE county = ? LIMIT 1`, county) === null;
  const brought = first ? new Set<string>() : null;
  for (const record of records) {
    const key = definition.key.map((column) => column.write(record));
    const given = definition.data.map((column) => column.write(record));
    const source = definition.source(record);
    const name = brought && key.join('\u0000');
    const found = brought && !brought.has(name!) ? null : sql.row(text.find, county, ...key);
    if (!found) {
      brought?.add(name!);
      const insert = insertOf(given);
      const { id } = sql.run(insert.text, county, ...key, places.idOf(source), source.row, ...insert.values);
      counts.created += 1;
      told?.('created', record, { id, key: key.join(' '), changes: {} });
      continue;
    }
    const before = found.slice(3);
    const merged = definition.data.map((column, index) => {
      const [older, newer] = [before[index]!, given[index]!];
      return column.merge ? column.merge(older, newer) : (newer ?? older);
    });
    definition.settle?.(before, merged);
    const changes: RecordChanges = Object.fromEntries(
      definition.data.flatMap((column, index) =>
        same(before[index]!, merged[index]!) ? [] : [[column.name, [storable(before[index]!), storable(merged[index]!)] as const]],
      ),
    );
    if (Object.keys(changes).length === 0) {
      counts.unchanged += 1;
      told?.('unchanged', record, { id: integer(found[0]), key: key.join(' '), changes: {} });
      continue;
    }
    const place = places.idOf(source);
    sql.run(
      `INSERT INTO revision (county, noun, key, changes, place, place_row, previous_place, previous_place_row) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      county,
      definition.table,
      key.join(' '),
      JSON.stringify(changes),
      place,
      source.row,
      integer(found[1]),
      numberOrNull(found[2]),
    );
    const id = integer(found[0]);
    sql.run(text.update, ...merged, place, source.row, id);
    counts.updated += 1;
    told?.('updated', record, { id, key: key.join(' '), changes });
  }
  return counts;
}

/** All records of a county, in the order of their keys. */
export function readRecords<T>(sql: Sql, definition: RecordTable<T>, county: CountyCode, places: ReturnType<typeof placeOf>): T[] {
  return atOnce(recordsByPieces(sql, definition, county, places));
}

/** The same, with stops; nothing else may be asked of the connection meanwhile. */
export function* recordsByPieces<T>(
  sql: Sql,
  definition: RecordTable<T>,
  county: CountyCode,
  places: ReturnType<typeof placeOf>,
): Piecewise<T[]> {
  const records: T[] = [];
  for (const record of eachRecord(sql, definition, county, places)) if (isStop(records.push(record))) yield;
  return records;
}

/** Records one by one, for those who need not hold them all. */
export function* eachRecord<T>(
  sql: Sql,
  definition: RecordTable<T>,
  county: CountyCode,
  places: ReturnType<typeof placeOf>,
): Generator<T, void, undefined> {
  let before: Row = [];
  for (const row of sql.each(statements(definition).all, county)) {
    // Rows in a row often say the same: years of one firm, parcels of one township. A text is then held once.
    const shared = row.map((value, index) => (typeof value === 'string' && value === before[index] ? before[index] : value));
    before = shared;
    yield definition.read(county, shared, places(integer(row.at(-2)), numberOrNull(row.at(-1))));
  }
}
