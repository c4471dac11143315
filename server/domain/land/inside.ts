// Whether shapes hold a point or touch each other, and a point that is surely inside: plane tests in degrees, no areas.
import type { Bounds, MultiPolygon, PolygonRings, Position, Ring } from './geometry.ts';
import { boundsOf } from './geometry.ts';

/** Even-odd test over one ring; points on the edge may fall either way. */
function crossesOdd(ring: Ring, lon: number, lat: number): boolean {
  let odd = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [ax, ay] = ring[index]!;
    const [bx, by] = ring[before]!;
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

/** True when the position is in the polygon and in none of its holes. */
export function insidePolygon(polygon: PolygonRings, [lon, lat]: Position): boolean {
  let odd = false;
  for (const ring of polygon) if (crossesOdd(ring, lon, lat)) odd = !odd;
  return odd;
}

/** True when the position is in any part of the shape. */
export function insideShape(shape: MultiPolygon, position: Position): boolean {
  return shape.some((polygon) => insidePolygon(polygon, position));
}

const turn = (a: Position, b: Position, c: Position): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const between = (a: Position, b: Position, p: Position): boolean =>
  Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1]);

/** True when two closed segments share a point. */
export function segmentsTouch(a: Position, b: Position, c: Position, d: Position): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b))
  );
}

/** True when two boxes share a point. */
export function boundsTouch(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function edgesTouch(a: MultiPolygon, b: MultiPolygon): boolean {
  const ringsOfB = b.flat();
  for (const ring of a.flat()) {
    for (let index = 0; index + 1 < ring.length; index += 1) {
      const [from, to] = [ring[index]!, ring[index + 1]!];
      for (const other of ringsOfB) {
        for (let next = 0; next + 1 < other.length; next += 1) if (segmentsTouch(from, to, other[next]!, other[next + 1]!)) return true;
      }
    }
  }
  return false;
}

/** True when two shapes share a point: edges meet, or one lies wholly in the other (and not in its hole). */
export function shapesTouch(a: MultiPolygon, b: MultiPolygon): boolean {
  const [boundsA, boundsB] = [boundsOf(a), boundsOf(b)];
  if (!boundsA || !boundsB || !boundsTouch(boundsA, boundsB)) return false;
  if (edgesTouch(a, b)) return true;
  return a.some((polygon) => insideShape(b, polygon[0]![0]!)) || b.some((polygon) => insideShape(a, polygon[0]![0]!));
}

/** True when the shape holds the position or has it on an edge. */
export function shapeTouchesPosition(shape: MultiPolygon, position: Position): boolean {
  if (insideShape(shape, position)) return true;
  return shape.some((polygon) =>
    polygon.some((ring) =>
      ring.some((from, index) => {
        const to = ring[index + 1];
        return to !== undefined && turn(from, to, position) === 0 && between(from, to, position);
      }),
    ),
  );
}

/** The rectangle as a shape. */
export function shapeOfBounds([west, south, east, north]: Bounds): MultiPolygon {
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
}

/** Middle of the widest stretch that the parallel at `lat` cuts out of the shape; null when it cuts nothing. */
function widestStretch(shape: MultiPolygon, lat: number): { middle: number; width: number } | null {
  let best: { middle: number; width: number } | null = null;
  for (const polygon of shape) {
    const crossings: number[] = [];
    for (const ring of polygon) {
      for (let index = 0; index + 1 < ring.length; index += 1) {
        const [[ax, ay], [bx, by]] = [ring[index]!, ring[index + 1]!];
        if (ay > lat !== by > lat) crossings.push(((bx - ax) * (lat - ay)) / (by - ay) + ax);
      }
    }
    crossings.sort((left, right) => left - right);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const width = crossings[index + 1]! - crossings[index]!;
      if (!best || width > best.width) best = { middle: (crossings[index]! + crossings[index + 1]!) / 2, width };
    }
  }
  return best;
}

/** A position inside the shape, away from its edge where a few parallels allow; null for a shape without extent. */
export function innerPoint(shape: MultiPolygon): Position | null {
  const bounds = boundsOf(shape);
  if (!bounds) return null;
  const [, south, , north] = bounds;
  let best: { point: Position; width: number } | null = null;
  // Odd fractions, so that a parallel seldom runs through a corner of a lot drawn square.
  for (const share of [0.5013, 0.3517, 0.6489, 0.2031, 0.7993]) {
    const lat = south + (north - south) * share;
    const stretch = widestStretch(shape, lat);
    if (stretch && (!best || stretch.width > best.width * 1.25)) best = { point: [stretch.middle, lat], width: stretch.width };
  }
  return best?.point ?? null;
}
