// One dot and one label place per block, from the columns: what shows where land lies before parcels can be seen.
import type { Feature, FeatureCollection, Point } from 'geojson';
import { NO_INDEX, type BaseColumns } from '#domain/columns.ts';

interface Gathered {
  parcels: number;
  area: number;
  lon: number;
  lat: number;
  west: number;
  east: number;
  north: number;
}

function gather(base: BaseColumns): Map<number, Gathered> {
  const blocks = new Map<number, Gathered>();
  for (let index = 0; index < base.size; index += 1) {
    const block = base.block[index]!;
    const [lon, lat] = [base.points[2 * index]!, base.points[2 * index + 1]!];
    if (block === NO_INDEX || Number.isNaN(lon)) continue;
    const found = blocks.get(block) ?? { parcels: 0, area: 0, lon: 0, lat: 0, west: Infinity, east: -Infinity, north: -Infinity };
    found.parcels += 1;
    found.area += Number.isNaN(base.area[index]!) ? 0 : base.area[index]!;
    found.lon += lon;
    found.lat += lat;
    found.west = Math.min(found.west, base.bounds[4 * index]!);
    found.east = Math.max(found.east, base.bounds[4 * index + 2]!);
    found.north = Math.max(found.north, base.bounds[4 * index + 3]!);
    blocks.set(block, found);
  }
  return blocks;
}

const point = (coordinates: [number, number]): Point => ({ type: 'Point', coordinates });

/** `kind` dot: in the middle of its parcels, `radius` growing with the root of its land; `kind` label: above its northern edge. */
export function blockPoints(base: BaseColumns): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const [block, found] of gather(base)) {
    const [code, name] = [base.blockCodes[block]!, base.blockNames[block]!];
    const radius = 3 + Math.min(12, Math.sqrt(found.area / 1_000_000) / 3);
    features.push({
      type: 'Feature',
      geometry: point([found.lon / found.parcels, found.lat / found.parcels]),
      properties: { kind: 'dot', code, name, radius },
    });
    features.push({
      type: 'Feature',
      geometry: point([(found.west + found.east) / 2, found.north]),
      properties: { kind: 'label', code, name, radius },
    });
  }
  return { type: 'FeatureCollection', features };
}
