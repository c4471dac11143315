// Measured area (图形面积): geodesic on the CGCS2000 ellipsoid, from lon/lat rings.
import geodesic from 'geographiclib-geodesic';
import { microMuFromSquareMetres, type MicroMu } from '../units.ts';
import type { MultiPolygon, Ring } from './geometry.ts';

/** Semi-major axis in metres and flattening of the CGCS2000 ellipsoid (GB 22021-2008). */
export const CGCS2000_SEMI_MAJOR_METRES = 6_378_137;
export const CGCS2000_FLATTENING = 1 / 298.257222101;

const ellipsoid = new geodesic.Geodesic.Geodesic(CGCS2000_SEMI_MAJOR_METRES, CGCS2000_FLATTENING);

/** Area inside one closed ring in square metres (Karney's geodesic polygon), whichever way round it is drawn. */
export function ringSquareMetres(ring: Ring): number {
  const polygon = ellipsoid.Polygon(false);
  for (const [lon, lat] of ring.slice(0, -1)) polygon.AddPoint(lat, lon);
  return Math.abs(polygon.Compute(false, true).area ?? 0);
}

/** Area of a shape in square metres: outer rings less their holes, all parts. Says nothing sensible of a self-crossing ring. */
export function geodesicSquareMetres(shape: MultiPolygon): number {
  let total = 0;
  for (const polygon of shape) {
    for (const [index, ring] of polygon.entries()) total += index === 0 ? ringSquareMetres(ring) : -ringSquareMetres(ring);
  }
  return total;
}

/** Measured area of a valid shape, to the nearest micro-mu (0.0007 m², far below what a drawing can hold). */
export function measuredArea(shape: MultiPolygon): MicroMu {
  return microMuFromSquareMetres(geodesicSquareMetres(shape));
}

/** Metres per degree of longitude and of latitude at a latitude: a local plane, for widths and overlaps of neighbouring parcels. */
export function metresPerDegree(latitude: number): { readonly east: number; readonly north: number } {
  const eccentricitySquared = CGCS2000_FLATTENING * (2 - CGCS2000_FLATTENING);
  const radian = Math.PI / 180;
  const sine = Math.sin(latitude * radian);
  const root = 1 - eccentricitySquared * sine * sine;
  const primeVertical = CGCS2000_SEMI_MAJOR_METRES / Math.sqrt(root);
  const meridian = (CGCS2000_SEMI_MAJOR_METRES * (1 - eccentricitySquared)) / (root * Math.sqrt(root));
  return { east: primeVertical * Math.cos(latitude * radian) * radian, north: meridian * radian };
}
