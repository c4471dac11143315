// Measured area (图形面积): geodesic on the CGCS2000 ellipsoid, from lon/lat rings.
import geodesic from 'geographiclib-geodesic';
import { microMuFromSquareMetres, type MicroMu } from '../units.ts';
import type { MultiPolygon, Ring } from './geometry.ts';

/** Semi-major axis in metres and flattening of the CGCS2000 ellipsoid (GB 22021-2008). */
export const CGCS2000_SEMI_MAJOR_METRES = 6_378_137;
export const CGCS2000_FLATTENING = 1 / 298.257222101;

const ellipsoid = new geodesic.Geodesic.Geodesic(CGCS2000_SEMI_MAJOR_METRES, CGCS2000_FLATTENING);

/** Edges longer than this, and rings near the poles, are left to Karney's method: the closed form below is for lots. */
const longestEdgeDegrees = 0.01;
const highestLatitude = 75;

const eccentricitySquared = CGCS2000_FLATTENING * (2 - CGCS2000_FLATTENING);
const eccentricity = Math.sqrt(eccentricitySquared);
const radian = Math.PI / 180;

/** Authalic q of a latitude's sine: the area of the ellipsoid up to there, per radian of longitude, over half the axis squared. */
function authalic(sine: number): number {
  const es = eccentricity * sine;
  return (1 - eccentricitySquared) * (sine / (1 - es * es) + Math.atanh(es) / eccentricity);
}

/**
 * Area inside a small ring: a straight edge in the equal-area plane, and for each edge the sliver between it and the geodesic, which
 * bows towards the pole. Agrees with Karney's polygon to a few square centimetres on a square kilometre. Null: not a small ring.
 */
function smallRingSquareMetres(ring: Ring): number | null {
  const [start] = ring;
  if (!start) return 0;
  let [lon1, lat1] = start;
  if (Math.abs(lat1) > highestLatitude) return null;
  let sine1 = Math.sin(lat1 * radian);
  const q0 = authalic(sine1);
  // Radii of the parallel and of the meridian, squared, at the ring's start: they hardly change over a lot.
  const root = 1 - eccentricitySquared * sine1 * sine1;
  const parallel = (1 - sine1 * sine1) / root;
  const meridian = ((1 - eccentricitySquared) * (1 - eccentricitySquared)) / (root * root * root);
  let q1 = 0;
  let [doubled, slivers] = [0, 0];
  for (let index = 1; index < ring.length; index += 1) {
    const [lon2, lat2] = ring[index]!;
    const [dLon, dLat] = [lon2 - lon1, lat2 - lat1];
    if (!(Math.abs(dLon) < longestEdgeDegrees && Math.abs(dLat) < longestEdgeDegrees)) return null;
    const sine = Math.sin(lat2 * radian);
    // Counted from the ring's own start: there the difference keeps its digits.
    const q2 = authalic(sine) - q0;
    const [east, north] = [dLon * radian, dLat * radian];
    doubled += east * (q1 + q2);
    slivers += ((sine1 + sine) / 2) * (parallel * east * east + 3 * meridian * north * north) * east;
    [lon1, lat1, q1, sine1] = [lon2, lat2, q2, sine];
  }
  return Math.abs(doubled / 4 + slivers / 12) * CGCS2000_SEMI_MAJOR_METRES * CGCS2000_SEMI_MAJOR_METRES;
}

/** Area inside one closed ring in square metres, its edges being geodesics, whichever way round it is drawn. */
export function ringSquareMetres(ring: Ring): number {
  return smallRingSquareMetres(ring) ?? karneySquareMetres(ring);
}

/** Karney's geodesic polygon: exact for rings of any size. */
export function karneySquareMetres(ring: Ring): number {
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
  const sine = Math.sin(latitude * radian);
  const root = 1 - eccentricitySquared * sine * sine;
  const primeVertical = CGCS2000_SEMI_MAJOR_METRES / Math.sqrt(root);
  const meridian = (CGCS2000_SEMI_MAJOR_METRES * (1 - eccentricitySquared)) / (root * Math.sqrt(root));
  return { east: primeVertical * Math.cos(latitude * radian) * radian, north: meridian * radian };
}
