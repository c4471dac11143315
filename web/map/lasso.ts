// From a drawn stroke to rings of the filter: closed, thinned to what matters, few enough points for a link.
import { lineString } from '@turf/helpers';
import { simplify } from '@turf/simplify';

export type FilterRing = [number, number][];

/** Most points a ring keeps; the view allows 500. */
const mostPoints = 120;

/** A closed ring of at most 120 points through the drawn places; null when they enclose nothing. */
export function ringOf(places: readonly (readonly [number, number])[]): FilterRing | null {
  const first = places[0];
  if (!first || places.length < 3) return null;
  const closed = [...places, first].map(([lon, lat]): [number, number] => [lon, lat]);
  let tolerance = 0.000_01;
  let kept = closed;
  do {
    kept = simplify(lineString(closed), { tolerance, highQuality: true }).geometry.coordinates.map(([lon, lat]): [number, number] => [
      lon!,
      lat!,
    ]);
    tolerance *= 2;
  } while (kept.length > mostPoints);
  const rounded = kept.map(([lon, lat]): [number, number] => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]);
  return rounded.length >= 4 ? rounded : null;
}
