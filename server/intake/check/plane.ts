// Shapes as flat numbers in metres around one place, so that a hundred thousand of them can be tested in seconds.
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';

export interface Plane {
  readonly origin: Position;
  readonly east: number;
  readonly north: number;
}

export interface PlaneShape {
  /** x, y of every position, ring after ring, each closed. */
  readonly xy: Float64Array;
  /** First position of each ring, and behind the last the number of all. */
  readonly starts: Int32Array;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function planeAround(origin: Position): Plane {
  return { origin, ...metresPerDegree(origin[1]) };
}

export function flatten(shape: MultiPolygon, { origin, east, north }: Plane): PlaneShape {
  let [count, rings] = [0, 0];
  for (const polygon of shape) {
    for (const ring of polygon) count += ring.length;
    rings += polygon.length;
  }
  const xy = new Float64Array(count * 2);
  const starts = new Int32Array(rings + 1);
  let [at, ringAt] = [0, 0];
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of shape) {
    for (const ring of polygon) {
      starts[ringAt++] = at / 2;
      for (const [lon, lat] of ring) {
        const [x, y] = [(lon - origin[0]) * east, (lat - origin[1]) * north];
        xy[at++] = x;
        xy[at++] = y;
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
      }
    }
  }
  starts[ringAt] = count;
  return { xy, starts, minX, minY, maxX, maxY };
}

/** Even-odd over all rings, so that holes and parts need no care. */
export function planeContains({ xy, starts }: PlaneShape, x: number, y: number): boolean {
  let odd = false;
  for (let ring = 0; ring + 1 < starts.length; ring += 1) {
    const end = starts[ring + 1]! - 1;
    for (let point = starts[ring]!; point < end; point += 1) {
      const [x1, y1, x2, y2] = [xy[point * 2]!, xy[point * 2 + 1]!, xy[point * 2 + 2]!, xy[point * 2 + 3]!];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
    }
  }
  return odd;
}

/** Square of the distance from a point to a segment. */
export function distanceSquared(px: number, py: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / length));
  const [ex, ey] = [px - x1 - share * dx, py - y1 - share * dy];
  return ex * ex + ey * ey;
}

/** Square of the distance from a point to the nearest edge of a shape. */
export function edgeDistanceSquared({ xy, starts }: PlaneShape, px: number, py: number): number {
  let least = Infinity;
  for (let ring = 0; ring + 1 < starts.length; ring += 1) {
    const end = starts[ring + 1]! - 1;
    for (let point = starts[ring]!; point < end; point += 1) {
      const squared = distanceSquared(px, py, xy[point * 2]!, xy[point * 2 + 1]!, xy[point * 2 + 2]!, xy[point * 2 + 3]!);
      if (squared < least) least = squared;
    }
  }
  return least;
}
