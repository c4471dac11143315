// Parcels of a snapshot added up: how many, whose, how much land, how much tax, each with what is known of it.
import type { BaseColumns } from '#domain/columns.ts';
import { fen, microMu, toMu, toWan } from '#domain/units.ts';
import type { Snapshot } from './snapshot.ts';

/** Sums of parcels as replies carry them; null where nothing is known, and how many were known. */
export interface ParcelSums {
  readonly parcels: number;
  /** Firms on them that are in a class themselves. */
  readonly firms: number;
  readonly areaMu: number | null;
  readonly areaCoverage: { readonly known: number; readonly total: number };
  readonly taxWan: number | null;
  readonly taxCoverage: { readonly known: number; readonly total: number };
}

/** Known areas of parcels added up, in mu; null when there are parcels and nothing of them is known. */
export function areaOf({ area }: Pick<BaseColumns, 'area'>, indices: readonly number[]): number | null {
  let [sum, known] = [0, 0];
  for (const index of indices) {
    if (Number.isNaN(area[index]!)) continue;
    sum += area[index]!;
    known += 1;
  }
  return known > 0 || indices.length === 0 ? toMu(microMu(sum)) : null;
}

/** Adds up the parcels with these indices; `tax` is the year's column of the snapshot, `firmsAt` names the firms to be counted. */
export function sumParcels(
  { base }: Snapshot,
  tax: Float64Array,
  indices: readonly number[],
  firmsAt: (index: number) => readonly number[],
): ParcelSums {
  const firms = new Set<number>();
  let [areaKnown, sum, taxKnown] = [0, 0, 0];
  for (const index of indices) {
    for (const firm of firmsAt(index)) firms.add(firm);
    if (!Number.isNaN(base.area[index]!)) areaKnown += 1;
    if (!Number.isNaN(tax[index]!)) {
      sum += tax[index]!;
      taxKnown += 1;
    }
  }
  const total = indices.length;
  return {
    parcels: total,
    firms: firms.size,
    areaMu: areaOf(base, indices),
    areaCoverage: { known: areaKnown, total },
    taxWan: taxKnown > 0 || total === 0 ? toWan(fen(sum)) : null,
    taxCoverage: { known: taxKnown, total },
  };
}
