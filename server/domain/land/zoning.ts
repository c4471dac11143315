// Which planning zones a parcel lies in: those that hold a point that is surely inside the parcel.
import { boundsOf } from './geometry.ts';
import { insideShape, innerPoint } from './inside.ts';
import type { Parcel } from './parcel.ts';
import type { Zone } from './zone.ts';

/**
 * Names and kinds of the zones of each parcel, by 宗地代码. A parcel without a shape is left out: its zones are not known.
 * Null when the county has no zones on record, so that nothing can be said of any parcel.
 */
export function zonesOfParcels(
  parcels: readonly Pick<Parcel, 'code' | 'shape'>[],
  zones: readonly Zone[],
): ReadonlyMap<string, readonly string[]> | null {
  if (zones.length === 0) return null;
  const drawn = zones.map((zone) => ({ zone, bounds: boundsOf(zone.shape) }));
  const found = new Map<string, readonly string[]>();
  for (const { code, shape } of parcels) {
    const point = shape && innerPoint(shape);
    if (!point) continue;
    const [lon, lat] = point;
    const names = drawn
      .filter(
        ({ zone, bounds }) =>
          bounds && lon >= bounds[0] && lon <= bounds[2] && lat >= bounds[1] && lat <= bounds[3] && insideShape(zone.shape, point),
      )
      .flatMap(({ zone }) => (zone.kind === null ? [zone.name] : [zone.name, zone.kind]));
    found.set(code, [...new Set(names)]);
  }
  return found;
}
