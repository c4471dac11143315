// MapInfo data sets: which files belong together, and the coordinate system that a MIF states in its head.
import { ownValue } from '#domain/own-value.ts';
import type { CrsClaim } from './raw-table.ts';

/** Files of one native table or one exchange pair, by the ending of the one that is opened. */
export const mapinfoParts: Readonly<Record<string, readonly string[]>> = {
  tab: ['tab', 'dat', 'map', 'id', 'ind'],
  mif: ['mif', 'mid'],
};

/** Ellipsoids of the datums that modern surveys use; of all others the parameters are not known here. */
const modernDatums: Readonly<Record<string, string>> = {
  104: '+datum=WGS84',
  33: '+ellps=GRS80',
  116: '+ellps=GRS80',
  157: '+datum=WGS84',
};

/** The `CoordSys` line: only Earth projections by longitude and latitude (1) and transverse Mercator (8) are in use here. */
export function mifCrs(head: string): CrsClaim | null {
  const line = /^\s*CoordSys\s+Earth\s+Projection\s+(.+?)(?:\s+Bounds\b.*)?$/im.exec(head)?.[1];
  if (line === undefined) return null;
  const [projection, datum, ...rest] = line.split(',').map((part) => part.trim().replaceAll('"', ''));
  const base = ownValue(modernDatums, datum ?? '');
  const where = 'MIF CoordSys';
  if (base === undefined) return { definition: `MapInfo ${line.slice(0, 80)}`, where };
  if (projection === '1') return { definition: `+proj=longlat ${base} +no_defs`, where };
  const [unit, meridian, latitude, scale, easting, northing] = rest;
  if (projection !== '8' || unit !== 'm') return { definition: `MapInfo ${line.slice(0, 80)}`, where };
  return {
    definition: `+proj=tmerc +lat_0=${latitude ?? 0} +lon_0=${meridian ?? 0} +k=${scale ?? 1} +x_0=${easting ?? 0} +y_0=${northing ?? 0} ${base} +units=m +no_defs`,
    where,
  };
}
