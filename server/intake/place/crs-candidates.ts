// What the ranges of coordinates would allow, nearest to the county first: an aid for the person who decides, never a decision.
import type { Bounds } from '#domain/land/geometry.ts';
import type { RawPosition } from '../read/raw-table.ts';
import { epsgOfZone, gaussKruger } from './gauss-kruger.ts';
import { isEasting, isNorthing, latOfChina, lonOfChina, zonePrefixes } from './ranges.ts';
import { webMercator } from './system.ts';

interface Candidate {
  readonly label: string;
  /** Degrees between where the system would put the file and the county. */
  readonly distance: number;
}

const most = 4;
/** Nearer than this the file would lie in the county. */
const nearDegrees = 0.2;

export function crsCandidates(middle: RawPosition, bounds: Bounds | null): string[] {
  const [x, y] = middle;
  if ((lonOfChina(x) && latOfChina(y)) || (lonOfChina(y) && latOfChina(x))) return ['EPSG:4490', 'EPSG:4326'];
  const found = [...mercator(middle, bounds), ...zones(middle, bounds)];
  const inside = bounds ? found.filter((candidate) => candidate.distance < nearDegrees) : [];
  return (inside.length > 0 ? inside : found)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map((candidate) => candidate.label);
}

function away([lon, lat]: readonly [number, number], bounds: Bounds): number {
  return Math.max(0, bounds[0] - lon, lon - bounds[2]) + Math.max(0, bounds[1] - lat, lat - bounds[3]);
}

function mercator([x, y]: RawPosition, bounds: Bounds | null): Candidate[] {
  const place = webMercator.toLonLat(x, y);
  if (!lonOfChina(place[0]) || !latOfChina(place[1])) return [];
  return [{ label: webMercator.label, distance: bounds ? away(place, bounds) : 1 }];
}

function zones([x, y]: RawPosition, bounds: Bounds | null): Candidate[] {
  const [easting, northing] = isNorthing(x) && !isNorthing(y) ? [y, x] : [x, y];
  if (!isNorthing(northing)) return [];
  const found: Candidate[] = [];
  for (let meridian = 75; meridian <= 135; meridian += 3) {
    for (const prefix of [0, ...zonePrefixes(meridian)]) {
      const zone = { meridian, falseEasting: prefix * 1_000_000 + 500_000 };
      const code = isEasting(easting, zone.falseEasting) ? epsgOfZone(zone) : null;
      if (code === null) continue;
      const distance = bounds ? away(gaussKruger(zone).toLonLat(easting, northing), bounds) : Math.abs(meridian - 120);
      found.push({ label: `EPSG:${code}`, distance });
    }
  }
  return found;
}
