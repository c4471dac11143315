// A ledger's rows as lines. Of a ledger that has grown only the entries that the new rows speak of are looked at again.
import type { IsoDate } from '../period.ts';
import { entriesNow } from './acts.ts';
import type { LedgerEntry, LedgerRow } from './entry.ts';
import { dayNumber, lineGroup, never, noLines, type LedgerLine, type LedgerLines } from './ledger-lines.ts';

/** A state of an entry and the day since which it is so. */
interface EntryState {
  readonly from: IsoDate;
  readonly entry: LedgerEntry;
}

/** The states that the rows of one entry make, in order of the days. */
function statesOf(rows: readonly LedgerRow[]): EntryState[] {
  const [entry] = entriesNow(rows);
  if (!entry) return [];
  const declared: LedgerEntry = entry.stage === 'declared' ? entry : { ...entry, stage: 'declared', verifiedAt: null, reversedAt: null };
  const states: EntryState[] = [{ from: entry.date, entry: declared }];
  if (entry.verifiedAt !== null) {
    const verified: LedgerEntry = entry.stage === 'verified' ? entry : { ...entry, stage: 'verified', reversedAt: null };
    states.push({ from: entry.verifiedAt, entry: verified });
  }
  if (entry.reversedAt !== null) states.push({ from: entry.reversedAt, entry });
  return states;
}

/** The lines of one entry, in order of the days. */
function linesOfEntry(rows: readonly LedgerRow[]): LedgerLine[] {
  const states = statesOf(rows);
  return states.flatMap(({ from, entry }, place): LedgerLine[] => {
    const { stage, parcel, township, gross, effective, shape } = entry;
    const start = dayNumber(from);
    const until = place + 1 < states.length ? dayNumber(states[place + 1]!.from) : never;
    if (stage === 'reversed' || until <= start) return [];
    const evidence = dayNumber(stage === 'verified' ? (entry.verifiedAt ?? entry.date) : entry.date);
    return [{ entry, parcel, township, gross, effective, shape, stage, from: start, until, evidence }];
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
