// A snapshot with the ledger of another day: what a view with an as-of day of its own is filtered and exported by.
import type { YearColumns } from '#domain/columns.ts';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import type { IsoDate } from '#domain/period.ts';
import { freedColumn } from './freed.ts';
import { memory, type CountySheet } from './sheet.ts';
import type { Snapshot } from './snapshot.ts';

/** Days kept per snapshot. */
const mostDays = 8;

function sheetOn(sheet: CountySheet, day: IsoDate): CountySheet {
  // Everything but the ledger is the same sheet: nothing is worked out anew.
  return Object.create(sheet, {
    ledgerEntries: { value: entriesAsOf(sheet.data.ledger, day) },
    once: { value: memory() },
  }) as CountySheet;
}

/** The snapshot as its ledger stood on a day. Idleness and the rest stay those of the snapshot's own day, as on screen. */
export function snapshotOn(snapshot: Snapshot, day: IsoDate): Snapshot {
  if (day === snapshot.sheet.asOf) return snapshot;
  const kept = snapshot.once('snapshots on days', () => memory(mostDays));
  return kept(day, () => ({ ...snapshot, sheet: sheetOn(snapshot.sheet, day), once: memory() }));
}

/** Columns with the freed states of that snapshot's ledger. */
export function columnsOn({ sheet, base, indexOf }: Snapshot, columns: YearColumns): YearColumns {
  return { ...columns, freed: freedColumn(sheet.ledgerEntries, indexOf, base.size) };
}
