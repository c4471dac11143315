// A ledger's rows as lines. Of a ledger that has grown only the entries that the new rows speak of are looked at again.
import type { LedgerRow } from './entry.ts';
import { growing } from './growing.ts';
import { dayNumber, lineGroup, never, noLines, type LedgerLine, type LedgerLines } from './ledger-lines.ts';
import { statesOf } from './replay.ts';

/** The lines of one entry, in order of the days: what it is on each day on which something was done to it, until the next. */
function linesOfEntry(rows: readonly LedgerRow[]): LedgerLine[] {
  const states = statesOf(rows);
  return states.flatMap(({ from: day, entry }, place): LedgerLine[] => {
    const { stage } = entry;
    if (stage === 'reversed') return [];
    const from = dayNumber(day);
    const until = place + 1 < states.length ? dayNumber(states[place + 1]!.from) : never;
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

const linesByEntry = growing(linesOfEntry);

/** The lines of a ledger's rows, in order of entries and days. */
export function linesOf(rows: readonly LedgerRow[]): LedgerLines {
  const all = [...linesByEntry(rows).values()].flat();
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
