// Gauss-Krüger on the CGCS2000 ellipsoid, from lon/lat to metres: the plane in which land is printed to scale.
import { CGCS2000_FLATTENING, CGCS2000_SEMI_MAJOR_METRES } from './area.ts';

const n = CGCS2000_FLATTENING / (2 - CGCS2000_FLATTENING);
const [n2, n3, n4] = [n ** 2, n ** 3, n ** 4];
const radius = (CGCS2000_SEMI_MAJOR_METRES / (1 + n)) * (1 + n2 / 4 + n4 / 64);
const eccentricity = Math.sqrt(CGCS2000_FLATTENING * (2 - CGCS2000_FLATTENING));
/** From the conformal sphere to the plane (Krüger 1912, in the form of Karney 2011). */
const series = [
  n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4,
  (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4,
  (61 / 240) * n3 - (103 / 140) * n4,
  (49_561 / 161_280) * n4,
] as const;
const radian = Math.PI / 180;

/** Metres east of the central meridian (no false easting) and north of the equator. */
export type PlanePoint = readonly [east: number, north: number];

/** Central meridian of the 3° zone (CGCS2000 3 Degree GK) that holds a longitude, in degrees. */
export function zoneMeridian(lon: number): number {
  return Math.round(lon / 3) * 3;
}

/** The projection of a zone. Scale is 1 on the meridian and at most 1.00035 at the zone's edge. */
export function gaussKrugerPlane(meridian: number): (lon: number, lat: number) => PlanePoint {
  return (lon, lat) => {
    const sine = Math.sin(lat * radian);
    const tangent = Math.sinh(Math.atanh(sine) - eccentricity * Math.atanh(eccentricity * sine));
    const away = (lon - meridian) * radian;
    const xi = Math.atan2(tangent, Math.cos(away));
    const eta = Math.asinh(Math.sin(away) / Math.hypot(tangent, Math.cos(away)));
    let [north, east] = [xi, eta];
    for (const [place, factor] of series.entries()) {
      const times = 2 * (place + 1);
      north += factor * Math.sin(times * xi) * Math.cosh(times * eta);
      east += factor * Math.cos(times * xi) * Math.sinh(times * eta);
    }
    return [east * radius, north * radius];
  };
}
