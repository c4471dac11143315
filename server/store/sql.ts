// One connection with its prepared statements kept, answering rows as plain arrays: the narrow door to the driver.
import type { Database, Statement } from 'better-sqlite3';

export type Value = string | number | Uint8Array | null;
export type Row = readonly Value[];

export interface Sql {
  rows(text: string, ...values: Value[]): Row[];
  /** Rows one by one, for tables that should not be held in memory. */
  each(text: string, ...values: Value[]): IterableIterator<Row>;
  row(text: string, ...values: Value[]): Row | null;
  run(text: string, ...values: Value[]): { readonly changes: number; readonly id: number };
  /** Several statements at once, without values. */
  script(text: string): void;
}

export function sqlOf(database: Database): Sql {
  const prepared = new Map<string, Statement<Value[], Row>>();
  const statement = (text: string): Statement<Value[], Row> => {
    let found = prepared.get(text);
    if (!found) {
      found = database.prepare<Value[], Row>(text);
      if (found.reader) found.raw(true);
      prepared.set(text, found);
    }
    return found;
  };
  return {
    rows: (text, ...values) => statement(text).all(...values),
    each: (text, ...values) => statement(text).iterate(...values),
    row: (text, ...values) => statement(text).get(...values) ?? null,
    run: (text, ...values) => {
      const done = statement(text).run(...values);
      return { changes: done.changes, id: Number(done.lastInsertRowid) };
    },
    script: (text) => {
      database.exec(text);
    },
  };
}

// A database row is a parse boundary: these say what a column holds and fail loudly when it holds something else.

export function text(value: Value | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`expected text in the record, found ${typeof value}`);
  return value;
}

export function integer(value: Value | undefined): number {
  if (typeof value !== 'number') throw new TypeError(`expected a number in the record, found ${typeof value}`);
  return value;
}

export function textOrNull(value: Value | undefined): string | null {
  return value === null ? null : text(value);
}

export function numberOrNull(value: Value | undefined): number | null {
  return value === null ? null : integer(value);
}

export function bytesOrNull(value: Value | undefined): Uint8Array | null {
  if (value === null || value instanceof Uint8Array) return value;
  throw new TypeError(`expected bytes in the record, found ${typeof value}`);
}
