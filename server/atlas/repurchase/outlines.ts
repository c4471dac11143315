// Lengths of the parcels' outlines and of what neighbours share, for plans that should be compact. Millimetres.
import { edgesOf, planeOf } from '#domain/land/facing.ts';
import { countedArea } from '#domain/land/parcel.ts';
import type { AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import type { Outlines } from '#domain/repurchase/solve/prepare.ts';
import type { CountySheet } from '../sheet.ts';
import { adjacencyOf } from './adjacency.ts';

/** Outline of each parcel by sheet index; one without a drawing is taken as a square of its area. */
function lengths(sheet: CountySheet): Float64Array {
  return sheet.record.remember('outline lengths', () =>
    Float64Array.from({ length: sheet.base.size }, (_, index) => {
      const parcel = sheet.parcel(index);
      const plane = parcel.shape ? planeOf(parcel.shape) : null;
      if (parcel.shape && plane) return Math.round(1000 * edgesOf(parcel.shape, plane).reduce((sum, { length }) => sum + length, 0));
      const area = countedArea(parcel)?.area ?? 0;
      return Math.round(4000 * Math.sqrt(area / 1500));
    }),
  );
}

/** Outlines and shared lengths of the whole county by 宗地代码. */
export function outlinesOf(sheet: CountySheet, settings: AdjacencySettings): Outlines {
  const all = lengths(sheet);
  const { codes } = sheet.base;
  return {
    outlines: Array.from(all, (length, index) => [codes[index]!, length] as const),
    sides: adjacencyOf(sheet, settings).pairs.map(({ a, b, sharedM }) => ({
      a: codes[a]!,
      b: codes[b]!,
      // Never more of an outline than there is: what is shared goes on both sides.
      sharedMm: Math.min(Math.round(sharedM * 1000), all[a]!, all[b]!),
    })),
  };
}
