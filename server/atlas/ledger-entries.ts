// The ledger's entries as they stand on a day, from its rows.
import type { LedgerEntry, LedgerRow } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';

/** Declared entries up to a day, each with what was done to it up to that day. */
export function entriesOf(rows: readonly LedgerRow[], asOf: IsoDate): LedgerEntry[] {
  const entries = new Map<number, LedgerEntry>();
  for (const row of rows) {
    if (row.date > asOf) continue;
    if (row.act === 'declare') entries.set(row.id, { ...row, stage: 'declared', verifiedAt: null, reversedAt: null });
    const entry = entries.get(row.entry);
    if (!entry) continue;
    if (row.act === 'verify')
      entries.set(row.entry, { ...entry, stage: entry.stage === 'reversed' ? 'reversed' : 'verified', verifiedAt: row.date });
    if (row.act === 'reverse') entries.set(row.entry, { ...entry, stage: 'reversed', reversedAt: row.date });
  }
  return [...entries.values()];
}
