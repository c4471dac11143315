// Step: who stands on which parcel in each year.
import type { Occupancy, Tenure } from '#domain/firms/firm.ts';
import type { Matching } from '#domain/firms/match.ts';
import { occupyParcel, type OverOccupied } from '#domain/firms/occupancy.ts';
import type { Parcel } from '#domain/land/parcel.ts';

export interface Occupied {
  readonly occupancies: readonly Occupancy[];
  readonly over: readonly OverOccupied[];
}

/** Occupancies by year, then by parcel in the order given. */
export function occupyYears(
  parcels: readonly Parcel[],
  tenures: readonly Tenure[],
  matching: Matching,
  years: readonly number[],
): Occupied {
  const byParcel = new Map<string, Tenure[]>();
  for (const tenure of tenures) {
    const rows = byParcel.get(tenure.parcel);
    if (rows) rows.push(tenure);
    else byParcel.set(tenure.parcel, [tenure]);
  }
  const occupancies: Occupancy[] = [];
  const over: OverOccupied[] = [];
  for (const year of years) {
    for (const parcel of parcels) {
      const found = occupyParcel(
        parcel,
        matching.holders.get(parcel.code) ?? null,
        byParcel.get(parcel.code) ?? [],
        year,
        matching.resolve,
      );
      occupancies.push(...found.occupancies);
      if (found.over) over.push(found.over);
    }
  }
  return { occupancies, over };
}
