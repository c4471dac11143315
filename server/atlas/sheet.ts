// The record of a county with its columns, as judging and sums work on it: before anybody's scope.
import type { BaseColumns } from '#domain/columns.ts';
import type { CountyData, IdleDecision } from '#domain/county-data.ts';
import type { CountyIndex } from '#domain/firms/county-index.ts';
import type { Account, Firm } from '#domain/firms/firm.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import type { LedgerEntry } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { ShapeColumns } from './shapes.ts';
import type { SpatialIndex } from './spatial-index.ts';
import type { FirmList, OccupantColumns } from './occupants.ts';

/** The whole record of a county with its columns, before anybody's scope. Parcels are named by index. */
export interface CountySheet {
  readonly data: CountyData;
  readonly asOf: IsoDate;
  readonly base: BaseColumns;
  readonly shapes: ShapeColumns;
  readonly index: SpatialIndex;
  readonly firms: FirmList;
  /** Years that accounts or occupancies speak of, ascending. */
  readonly years: readonly number[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly ledgerEntries: readonly LedgerEntry[];
  /** The record looked up by parcel, firm and year: what judging asks. */
  readonly record: CountyIndex;
  /** Planning zones of a parcel; null when nothing is known of zones. */
  zonesOf(parcel: string): readonly string[] | null;
  parcel(index: number): Parcel;
  firmRecord(place: number): Firm | null;
  idleDecision(parcel: string): IdleDecision | null;
  occupants(year: number): OccupantColumns;
  accounts(year: number): readonly (Account | undefined)[];
  grades(year: number): Uint8Array;
  /** Verdict columns and the like: kept while the record of land and firms and the day stay the same. */
  readonly verdicts: Memory;
  /** Kept for this sheet only. */
  readonly once: Memory;
}

/** Gives the value worked out the first time it was asked for under a name. */
export type Memory = <T>(name: string, make: () => T) => T;

/** A memory of so many values; beyond that the one asked for longest ago is forgotten. */
export function memory(most = Infinity): Memory {
  const kept = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    const value = kept.has(name) ? (kept.get(name) as T) : make();
    kept.delete(name);
    kept.set(name, value);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return value;
  };
}
