// Gauss-Krüger zones: their EPSG numbers on CGCS2000, and the projection itself on any ellipsoid.
import { krugerInverse } from './kruger.ts';
import { projectionOf, type Crs } from './system.ts';

export interface GaussKruger {
  readonly meridian: number;
  readonly falseEasting: number;
}

/** EPSG number of a CGCS2000 Gauss-Krüger zone to its parameters; null for other numbers. */
export function gaussKrugerOf(code: number): GaussKruger | null {
  if (code >= 4491 && code <= 4501) return prefixed(code - 4491 + 13, (code - 4491 + 13) * 6 - 3);
  if (code >= 4502 && code <= 4512) return { meridian: (code - 4502 + 13) * 6 - 3, falseEasting: 500_000 };
  if (code >= 4513 && code <= 4533) return prefixed(code - 4513 + 25, (code - 4513 + 25) * 3);
  if (code >= 4534 && code <= 4554) return { meridian: (code - 4534 + 25) * 3, falseEasting: 500_000 };
  return null;
}

/** False easting with the zone's number in front. */
export function prefixed(zone: number, meridian: number): GaussKruger {
  return { meridian, falseEasting: zone * 1_000_000 + 500_000 };
}

const sameZone = (a: GaussKruger, b: GaussKruger) => a.meridian === b.meridian && a.falseEasting === b.falseEasting;

/** The EPSG number of a zone, where there is one; of 3 degrees first: what Chinese counties use. */
export function epsgOfZone(zone: GaussKruger): number | null {
  for (const [from, to] of [
    [4513, 4554],
    [4491, 4501],
  ] as const) {
    for (let code = from; code <= to; code += 1) {
      const known = gaussKrugerOf(code);
      if (known && sameZone(known, zone)) return code;
    }
  }
  return null;
}

export function gaussKruger(zone: GaussKruger, label?: string): Crs {
  const code = epsgOfZone(zone);
  const inverse = krugerInverse(zone.meridian, zone.falseEasting);
  return {
    label: label ?? (code === null ? `CGCS2000 CM ${zone.meridian}` : `EPSG:${code}`),
    zone,
    degrees: false,
    foreign: false,
    toLonLat: (x, y) => (Number.isFinite(x) && Number.isFinite(y) ? inverse(x, y) : [Number.NaN, Number.NaN]),
    withEasting: (falseEasting) => gaussKruger({ ...zone, falseEasting }),
  };
}

/** A zone on an ellipsoid of its own, with its way to CGCS2000 (`+ellps=… +towgs84=…`). */
export function transverse(zone: GaussKruger, ellipsoid: string, label: string, withEasting: (falseEasting: number) => Crs): Crs {
  return {
    label,
    zone,
    degrees: false,
    foreign: false,
    toLonLat: projectionOf(
      `+proj=tmerc +lat_0=0 +lon_0=${zone.meridian} +k=1 +x_0=${zone.falseEasting} +y_0=0 ${ellipsoid} +units=m +no_defs`,
    ),
    withEasting,
  };
}
