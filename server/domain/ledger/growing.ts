// What is worked out entry by entry of a ledger that only ever grows: when rows have come, only the entries that they speak of are looked at again.
import type { LedgerRow } from './entry.ts';

interface Grown<T> {
  /** How many rows were read, and the last of them: a ledger goes on from this one when it has that row in that place. */
  count: number;
  last: LedgerRow | undefined;
  readonly rowsOf: Map<number, LedgerRow[]>;
  readonly of: Map<number, T>;
}

/** `work` makes of an entry's rows, in order of writing, what is wanted of it; the result is by entry, in order of their numbers. */
export function growing<T>(work: (rows: readonly LedgerRow[]) => T): (rows: readonly LedgerRow[]) => ReadonlyMap<number, T> {
  const read = new WeakMap<LedgerRow, Grown<T>>();
  return (rows) => {
    const first = rows[0];
    const known = first && read.get(first);
    let grown = known;
    if (!grown || grown.count > rows.length || grown.last !== rows[grown.count - 1]) {
      grown = { count: 0, last: undefined, rowsOf: new Map(), of: new Map() };
      // A shorter ledger is that of an older snapshot: the newer one's reading is kept.
      if (first && (!known || known.count <= rows.length)) read.set(first, grown);
    }
    const touched = new Set<number>();
    for (let place = grown.count; place < rows.length; place += 1) {
      const row = rows[place]!;
      const own = grown.rowsOf.get(row.entry);
      if (own) own.push(row);
      else grown.rowsOf.set(row.entry, [row]);
      touched.add(row.entry);
    }
    for (const entry of touched) grown.of.set(entry, work(grown.rowsOf.get(entry)!));
    grown.count = rows.length;
    grown.last = rows.at(-1);
    return grown.of;
  };
}
