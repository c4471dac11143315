// Where parcels lie, from the columns: the box round those that pass.
import type { Bounds } from '#domain/land/geometry.ts';

/** The box round the parcels that pass; null when none of them is drawn. */
export function boundsOf(bounds: Float64Array, size: number, passes: (index: number) => boolean): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < size; index += 1) {
    if (Number.isNaN(bounds[4 * index]!) || !passes(index)) continue;
    west = Math.min(west, bounds[4 * index]!);
    south = Math.min(south, bounds[4 * index + 1]!);
    east = Math.max(east, bounds[4 * index + 2]!);
    north = Math.max(north, bounds[4 * index + 3]!);
  }
  return west <= east ? [west, south, east, north] : null;
}
