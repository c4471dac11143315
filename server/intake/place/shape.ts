// Turns raw shapes into lon/lat polygons: closes rings, finds which ring is a hole of which, notes what was wrong.
import type { MultiPolygon, PolygonRings, Position, Ring } from '#domain/land/geometry.ts';
import { limits } from '../limits.ts';
import type { RawGeometry, RawPosition } from '../read/raw-table.ts';
import { contains, nestRings } from './rings.ts';

export interface BuiltShape {
  /** Null: nothing that encloses land. */
  readonly shape: MultiPolygon | null;
  /** Rings that did not end where they began; they were closed. */
  readonly unclosed: number;
  readonly holes: number;
  /** Holes that lie outside the ring they are said to be in. */
  readonly strayHoles: number;
  /** Rings with fewer than three different points, left out. */
  readonly degenerate: number;
  /** Points written twice in a row. */
  readonly doubled: number;
  /** Why there is no shape. */
  readonly fault: string | null;
}

export const noShape: BuiltShape = { shape: null, unclosed: 0, holes: 0, strayHoles: 0, degenerate: 0, doubled: 0, fault: null };

export function buildShape(geometry: RawGeometry, toLonLat: (position: RawPosition) => Position): BuiltShape {
  if (geometry.kind === 'other') return { ...noShape, fault: geometry.name };
  const loose = geometry.kind === 'rings' ? geometry.rings : null;
  if (loose && loose.length > limits.rings) return { ...noShape, fault: `环数超过 ${limits.rings}` };
  const tally = { unclosed: 0, degenerate: 0, doubled: 0, invalid: false };
  const polygons: PolygonRings[] =
    geometry.kind === 'rings'
      ? nestRings(ringsOf(loose!, toLonLat, tally))
      : geometry.polygons.map((polygon) => ringsOf(polygon, toLonLat, tally)).filter((polygon) => polygon.length > 0);
  const { unclosed, degenerate, doubled } = tally;
  if (tally.invalid) return { ...noShape, degenerate, fault: '坐标超出经纬度范围' };
  if (polygons.length === 0) return { ...noShape, degenerate, fault: '界址点不足三个' };
  const holes = polygons.reduce((sum, polygon) => sum + polygon.length - 1, 0);
  return {
    shape: polygons.map(oriented),
    unclosed,
    holes,
    strayHoles: holes === 0 || geometry.kind === 'rings' ? 0 : strayHoles(polygons),
    degenerate,
    doubled,
    fault: null,
  };
}

interface Tally {
  unclosed: number;
  degenerate: number;
  doubled: number;
  invalid: boolean;
}

function ringsOf(raw: readonly (readonly RawPosition[])[], toLonLat: (position: RawPosition) => Position, tally: Tally): Ring[] {
  const rings: Ring[] = [];
  for (const one of raw) {
    const ring = ringOf(one, toLonLat, tally);
    if (ring) rings.push(ring);
  }
  return rings;
}

function ringOf(raw: readonly RawPosition[], toLonLat: (position: RawPosition) => Position, tally: Tally): Ring | null {
  const ring: Position[] = [];
  let different = 0;
  let doubled = 0;
  const first = raw[0];
  let second: RawPosition | null = null;
  for (let index = 0; index < raw.length; index += 1) {
    const position = raw[index]!;
    const before = index > 0 ? raw[index - 1]! : null;
    if (before && before[0] === position[0] && before[1] === position[1]) {
      doubled += 1;
      continue;
    }
    // Three different points are enough to enclose land, wherever they stand.
    if (different === 0) different = 1;
    else if (different === 1 && !same(position, first!)) {
      different = 2;
      second = position;
    } else if (different === 2 && !same(position, first!) && !same(position, second!)) different = 3;
    const placed = toLonLat(position);
    if (!(placed[0] >= -180 && placed[0] <= 180 && placed[1] >= -90 && placed[1] <= 90)) {
      tally.invalid = true;
      return null;
    }
    ring.push(placed);
  }
  if (different < 3) {
    tally.degenerate += 1;
    return null;
  }
  tally.doubled += doubled;
  if (same(raw[0]!, raw.at(-1)!)) {
    // One meeting point, written alike to the last digit at both ends.
    ring[ring.length - 1] = ring[0]!;
    return ring;
  }
  tally.unclosed += 1;
  ring.push(ring[0]!);
  return ring;
}

function same(a: RawPosition, b: RawPosition): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** A hole none of whose corners lies in its outer ring. */
function strayHoles(polygons: readonly PolygonRings[]): number {
  return polygons.reduce(
    (sum, [outer, ...holes]) => sum + holes.filter((hole) => !hole.some((position) => contains(outer!, position))).length,
    0,
  );
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
    const from = ring[index]!;
    const to = ring[index + 1]!;
    doubled += (from[0] - lon0) * (to[1] - lat0) - (to[0] - lon0) * (from[1] - lat0);
  }
  return doubled >= 0;
}
