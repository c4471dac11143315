// A ledger's rows as lines. Of a ledger that has grown only the entries that the new rows speak of are looked at again.
import { entriesAsOf } from './acts.ts';
import type { LedgerRow } from './entry.ts';
import { dayNumber, lineGroup, never, noLines, type LedgerLine, type LedgerLines } from './ledger-lines.ts';

/** The lines of one entry, in order of the days: what it is on each day on which something was done to it, until the next. */
function linesOfEntry(rows: readonly LedgerRow[]): LedgerLine[] {
  const days = [...new Set(rows.map((row) => row.countsFrom))].sort();
  return days.flatMap((day, place): LedgerLine[] => {
    const [entry] = entriesAsOf(rows, day);
    if (!entry || entry.stage === 'reversed') return [];
    const { stage } = entry;
    const from = dayNumber(day);
    const until = place + 1 < days.length ? dayNumber(days[place + 1]!) : never;
    const evidence = dayNumber(stage === 'verified' ? (entry.verifiedAt ?? entry.date) : entry.date);
    return entry.parts.map(({ parcel, township, gross, effective, shape }) => ({
      entry,
      parcel,
      township,
      gross,
      effective,
      shape,
      stage,
      from,
      until,
      evidence,
    }));
  });
}

/** What was read of a ledger, to go on from when it has grown. */
interface ReadLedger {
  rows: readonly LedgerRow[];
  readonly rowsOf: Map<number, LedgerRow[]>;
  readonly linesOf: Map<number, readonly LedgerLine[]>;
}

const read = new WeakMap<LedgerRow, ReadLedger>();

/** The reading of the ledger that these rows go on from; a new one when they go on from none. */
function readingOf(rows: readonly LedgerRow[]): ReadLedger {
  const known = rows[0] && read.get(rows[0]);
  if (known && known.rows.length <= rows.length && known.rows.at(-1) === rows[known.rows.length - 1]) return known;
  const begun: ReadLedger = { rows: [], rowsOf: new Map(), linesOf: new Map() };
  // A shorter ledger is that of an older snapshot: the newer one's reading is kept.
  if (rows[0] && (!known || known.rows.length <= rows.length)) read.set(rows[0], begun);
  return begun;
}

/** The lines of a ledger's rows, in order of entries and days. */
export function linesOf(rows: readonly LedgerRow[]): LedgerLines {
  const reading = readingOf(rows);
  const touched = new Set<number>();
  for (const row of rows.slice(reading.rows.length)) {
    const own = reading.rowsOf.get(row.entry);
    if (own) own.push(row);
    else reading.rowsOf.set(row.entry, [row]);
    touched.add(row.entry);
  }
  for (const entry of touched) reading.linesOf.set(entry, linesOfEntry(reading.rowsOf.get(entry)!));
  reading.rows = rows;
  const all = [...reading.linesOf.values()].flat();
  const found = new Map<string, LedgerLine[]>();
  for (const line of all) {
    const key = `${line.entry.policy} ${line.entry.kind}`;
    const group = found.get(key);
    if (group) group.push(line);
    else found.set(key, [line]);
  }
  const groups = new Map([...found].map(([key, lines]) => [key, lineGroup(lines)]));
  return { all, of: (policy, kind) => groups.get(`${policy} ${kind}`) ?? noLines };
}
