// Turns raw shapes into lon/lat polygons: closes rings, finds which ring is a hole of which, notes what was wrong.
import type { MultiPolygon, PolygonRings, Position, Ring } from '#domain/land/geometry.ts';
import { limits } from '../limits.ts';
import type { RawGeometry, RawPosition } from '../read/raw-table.ts';

export interface BuiltShape {
  /** Null: nothing that encloses land. */
  readonly shape: MultiPolygon | null;
  /** Rings that did not end where they began; they were closed. */
  readonly unclosed: number;
  readonly holes: number;
  /** Rings with fewer than three different points, left out. */
  readonly degenerate: number;
  /** Why there is no shape. */
  readonly fault: string | null;
}

export function buildShape(geometry: RawGeometry, toLonLat: (position: RawPosition) => Position): BuiltShape {
  if (geometry.kind === 'rings' && geometry.rings.length > limits.rings) {
    return { shape: null, unclosed: 0, holes: 0, degenerate: 0, fault: `环数超过 ${limits.rings}` };
  }
  if (geometry.kind === 'other') return { shape: null, unclosed: 0, holes: 0, degenerate: 0, fault: geometry.name };
  const tally = { unclosed: 0, degenerate: 0, invalid: false };
  const ringOf = (raw: readonly RawPosition[]): Ring | null => {
    const ring = raw.map(toLonLat);
    if (ring.some(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
      tally.invalid = true;
      return null;
    }
    const [first, last] = [raw[0], raw.at(-1)];
    const closed = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
    const different = new Set(raw.map(([x, y]) => `${x} ${y}`)).size;
    if (different < 3) {
      tally.degenerate += 1;
      return null;
    }
    if (closed) return ring;
    tally.unclosed += 1;
    return [...ring, ring[0]!];
  };
  const rings = (raw: readonly (readonly RawPosition[])[]) => raw.map(ringOf).filter((ring) => ring !== null);
  const polygons: PolygonRings[] =
    geometry.kind === 'rings' ? nestRings(rings(geometry.rings)) : geometry.polygons.map(rings).filter((polygon) => polygon.length > 0);
  const holes = polygons.reduce((sum, polygon) => sum + polygon.length - 1, 0);
  if (tally.invalid) return { shape: null, unclosed: 0, holes: 0, degenerate: tally.degenerate, fault: '坐标超出经纬度范围' };
  if (polygons.length === 0) return { shape: null, unclosed: 0, holes: 0, degenerate: tally.degenerate, fault: '界址点不足三个' };
  return { shape: polygons.map(oriented), unclosed: tally.unclosed, holes, degenerate: tally.degenerate, fault: null };
}

/** Outer rings counter-clockwise and holes clockwise, as GeoJSON wants them (RFC 7946, 3.1.6); Shapefiles have it the other way round. */
function oriented(polygon: PolygonRings): PolygonRings {
  return polygon.map((ring, index) => (turnsLeft(ring) === (index === 0) ? ring : ring.toReversed()));
}

function turnsLeft(ring: Ring): boolean {
  const [lon0, lat0] = ring[0]!;
  let doubled = 0;
  // Counted from the ring's own start: near the origin the products keep the digits that tell thin rings apart.
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [[ax, ay], [bx, by]] = [ring[index]!, ring[index + 1]!];
    doubled += (ax - lon0) * (by - lat0) - (bx - lon0) * (ay - lat0);
  }
  return doubled >= 0;
}

/** Rings to polygons by where they lie: a ring inside an odd number of others is a hole of the smallest ring around it. */
function nestRings(rings: readonly Ring[]): PolygonRings[] {
  if (rings.length <= 1) return rings.map((ring) => [ring]);
  const extents = rings.map(extentOf);
  const around = rings.map((ring, index) =>
    rings
      .map((_, other) => other)
      .filter((other) => other !== index && covers(extents[other]!, extents[index]!) && inside(ring, rings[other]!)),
  );
  const polygons = new Map<number, Ring[]>();
  for (const [index, ring] of rings.entries()) if (around[index]!.length % 2 === 0) polygons.set(index, [ring]);
  for (const [index, ring] of rings.entries()) {
    if (around[index]!.length % 2 === 0) continue;
    const owner = around[index]!.toSorted((a, b) => around[b]!.length - around[a]!.length).find((other) => polygons.has(other));
    if (owner === undefined) polygons.set(index, [ring]);
    else polygons.get(owner)!.push(ring);
  }
  return [...polygons.values()];
}

type Extent = readonly [number, number, number, number];

function extentOf(ring: Ring): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function covers(outer: Extent, inner: Extent): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Most of a ring's edge middles decide, so that a ring touching its neighbour from inside or outside is still told right. */
function inside(ring: Ring, container: Ring): boolean {
  let [votes, total] = [0, 0];
  const step = Math.max(1, Math.floor((ring.length - 1) / 16));
  for (let index = 0; index + 1 < ring.length; index += step) {
    const [from, to] = [ring[index]!, ring[index + 1]!];
    total += 1;
    if (contains(container, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])) votes += 1;
  }
  return votes * 2 > total;
}

/** Whether a point lies inside a ring (even-odd). */
export function contains(ring: Ring, [x, y]: Position): boolean {
  let odd = false;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [from, to] = [ring[index]!, ring[index + 1]!];
    if (from[1] > y !== to[1] > y && x < from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0])) odd = !odd;
  }
  return odd;
}
