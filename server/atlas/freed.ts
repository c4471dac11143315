// What the ledger says of each parcel on the snapshot's day.
import { freedStates } from '#domain/columns.ts';
import type { LedgerEntry } from '#domain/ledger/entry.ts';
import { sumMicroMu, type MicroMu } from '#domain/units.ts';
import type { CountySheet } from './sheet.ts';

/** Freed land of a parcel: areas of one policy and kind, never of several added together. */
export interface Freed {
  readonly state: 'declared' | 'verified';
  readonly gross: MicroMu;
  /** Null when an entry states none. */
  readonly effective: MicroMu | null;
}

/** Entries of a parcel that stand (not reversed), each with the land that it has on it. */
export function standingEntries(sheet: CountySheet, parcel: string): readonly LedgerEntry[] {
  const byParcel = sheet.once('entries by parcel', () => {
    const groups = new Map<string, LedgerEntry[]>();
    for (const entry of sheet.ledgerEntries) {
      if (entry.stage === 'reversed') continue;
      for (const part of entry.parts) {
        const group = groups.get(part.parcel);
        const here = { ...entry, gross: part.gross, effective: part.effective };
        if (group) group.push(here);
        else groups.set(part.parcel, [here]);
      }
    }
    return groups;
  });
  return byParcel.get(parcel) ?? [];
}

/**
 * Freed land of a parcel, null without standing entries. The same land may be entered toward several policies or as several kinds;
 * the largest of those sums is shown, with the furthest state of its entries.
 */
export function freedOf(sheet: CountySheet, parcel: string): Freed | null {
  const groups = new Map<string, LedgerEntry[]>();
  for (const entry of standingEntries(sheet, parcel)) {
    const key = `${entry.policy} ${entry.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  let freed: Freed | null = null;
  for (const entries of groups.values()) {
    const gross = sumMicroMu(entries.map((entry) => entry.gross));
    if (freed && freed.gross >= gross) continue;
    const effective = entries.flatMap((entry) => entry.effective ?? []);
    freed = {
      state: entries.some((entry) => entry.stage === 'verified') ? 'verified' : 'declared',
      gross,
      effective: effective.length === entries.length ? sumMicroMu(effective) : null,
    };
  }
  return freed;
}

/** Furthest state of each parcel: that of the entries whose parts lie on it. */
export function freedColumn(entries: readonly LedgerEntry[], indexOf: ReadonlyMap<string, number>, size: number): Uint8Array {
  const freed = new Uint8Array(size);
  for (const entry of entries) {
    if (entry.stage === 'reversed') continue;
    for (const { parcel } of entry.parts) {
      const index = indexOf.get(parcel);
      if (index !== undefined) freed[index] = Math.max(freed[index]!, freedStates.indexOf(entry.stage));
    }
  }
  return freed;
}
