// Step: who stands on which parcel in each year.
import type { Occupancy, Tenure } from '#domain/firms/firm.ts';
import type { Matching } from '#domain/firms/match.ts';
import { type DecidedMatches, nothingDecided } from '#domain/firms/match-decisions.ts';
import { occupyParcel, type OverOccupied } from '#domain/firms/occupancy.ts';
import type { Parcel } from '#domain/land/parcel.ts';

export interface Occupied {
  readonly occupancies: readonly Occupancy[];
  readonly over: readonly OverOccupied[];
}

/** Occupancies by year, then by parcel in the order given. A firm that was said not to stand on a parcel stands there by no tenure row either. */
export function occupyYears(
  parcels: readonly Parcel[],
  tenures: readonly Tenure[],
  matching: Matching,
  years: readonly number[],
  decided: DecidedMatches = nothingDecided,
): Occupied {
  const byParcel = new Map<string, Tenure[]>();
  for (const tenure of tenures) {
    if (decided.rejected('parcel', tenure.parcel, matching.resolve(tenure.uscc))) continue;
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
        decided.splitOf(parcel.code, year),
      );
      occupancies.push(...found.occupancies);
      if (found.over) over.push(found.over);
    }
  }
  return { occupancies, over };
}
