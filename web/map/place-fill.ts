// Zoomed out, blocks and townships stand for their parcels: tax over area of those with both known, never an average of averages.
import { NO_INDEX, type BaseColumns, type YearColumns } from '#domain/columns.ts';
import { NONE } from '#domain/select.ts';
import { sumGroups, type Sums } from '#domain/summary.ts';
import type { Decimal } from '#domain/units.ts';
import { placeOfRatio } from '#domain/drawing/fill.ts';

export type PlaceKind = 'township' | 'block';

/** Sums of the places by the code that the tiles carry. */
export type PlaceSums = ReadonlyMap<string, Sums>;

/** Sums of every place that holds a parcel which the filter keeps. Land outside blocks has a stand-in per township, as in the tiles. */
export function placeSums(kind: PlaceKind, base: BaseColumns, year: YearColumns, kept: Uint8Array): PlaceSums {
  const groups: [string, string][] = [];
  const places = new Map<string, number>();
  const placeOf = (index: number): number => {
    const township = base.township[index] === NO_INDEX ? undefined : base.township[index]!;
    const block = base.block[index] === NO_INDEX ? undefined : base.block[index]!;
    const townshipCode = township === undefined ? undefined : base.townshipCodes[township];
    const code =
      kind === 'township' ? (townshipCode ?? NONE) : block === undefined ? `${NONE}/${townshipCode ?? ''}` : base.blockCodes[block]!;
    const known = places.get(code);
    if (known !== undefined) return known;
    const name =
      kind === 'block' && block !== undefined ? base.blockNames[block]! : township === undefined ? '' : base.townshipNames[township]!;
    groups.push([code, name]);
    places.set(code, groups.length - 1);
    return groups.length - 1;
  };
  const assigned = Int32Array.from({ length: base.size }, (_, index) => placeOf(index));
  const { rows } = sumGroups(
    groups,
    (index) => assigned[index]!,
    base,
    year,
    (index) => kept[index] === 1,
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Fill class by code: among the edges, the class after the last for "no data", -1 where no parcel is kept. */
export function placeCodes(sums: PlaceSums, edges: readonly Decimal[]): ReadonlyMap<string, number> {
  const code = (row: Sums): number => (row.parcels === 0 ? -1 : (placeOfRatio(row.ratioTax, row.ratioArea, edges) ?? edges.length + 1));
  return new Map([...sums].map(([key, row]) => [key, code(row)]));
}
