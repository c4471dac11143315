// Small plane geometry on open rings (the last point does not repeat the first): area, cutting, containment, collision.
import type { Point } from './plane.ts';

/** Open ring, counter-clockwise unless said otherwise. */
export type Polygon = readonly Point[];

export function signedArea(ring: Polygon): number {
  let twice = 0;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index, index += 1) {
    const [x1, y1] = ring[previous]!;
    const [x2, y2] = ring[index]!;
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
}

export function centroid(ring: Polygon): Point {
  let [x, y, twice] = [0, 0, 0];
  const [originX, originY] = ring[0]!;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index, index += 1) {
    const [x1, y1] = [ring[previous]![0] - originX, ring[previous]![1] - originY];
    const [x2, y2] = [ring[index]![0] - originX, ring[index]![1] - originY];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return twice === 0 ? [originX, originY] : [originX + x / (3 * twice), originY + y / (3 * twice)];
}

/** Minimum x, minimum y, maximum x, maximum y. */
export function boxOf(ring: Polygon): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

export function contains(ring: Polygon, [x, y]: Point): boolean {
  let inside = false;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index, index += 1) {
    const [x1, y1] = ring[previous]!;
    const [x2, y2] = ring[index]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** The two sides of a convex ring cut by the line `normal · p = offset`; a side may be empty. Both sides hold the very same cut points. */
export function cutConvex(ring: Polygon, normal: Point, offset: number): { below: Point[]; above: Point[]; cut: Point[] } {
  const below: Point[] = [];
  const above: Point[] = [];
  const cut: Point[] = [];
  for (const [index, point] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    const side = normal[0] * point[0] + normal[1] * point[1] - offset;
    const nextSide = normal[0] * next[0] + normal[1] * next[1] - offset;
    (side < 0 ? below : above).push(point);
    if (side < 0 === nextSide < 0) continue;
    const t = side / (side - nextSide);
    const crossing: Point = [point[0] + (next[0] - point[0]) * t, point[1] + (next[1] - point[1]) * t];
    below.push(crossing);
    above.push(crossing);
    cut.push(crossing);
  }
  return { below, above, cut };
}

/** Offset along `normal` at which the part below the line holds this fraction of a convex ring's area. */
export function offsetForFraction(ring: Polygon, normal: Point, fraction: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (const [x, y] of ring) {
    const along = normal[0] * x + normal[1] * y;
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  const wanted = signedArea(ring) * fraction;
  for (let turn = 0; turn < 24; turn += 1) {
    const middle = (low + high) / 2;
    const { below } = cutConvex(ring, normal, middle);
    if (below.length >= 3 && signedArea(below) > wanted) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function separated(first: Polygon, second: Polygon, margin: number): boolean {
  for (const [index, [x1, y1]] of first.entries()) {
    const [x2, y2] = first[(index + 1) % first.length]!;
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [outX, outY] = [(y2 - y1) / length, (x1 - x2) / length];
    if (second.every(([x, y]) => (x - x1) * outX + (y - y1) * outY > margin)) return true;
  }
  return false;
}

/** Whether two convex rings come nearer than a margin (found by separating edges; near corners slightly cautious). */
export function convexNear(first: Polygon, second: Polygon, margin: number): boolean {
  return !separated(first, second, margin) && !separated(second, first, margin);
}

/** Distance of a point from a segment. */
export function distanceToSegment([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / squared));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

/** The ring with every corner cut off by so many metres (less on short edges). */
export function chamfered(ring: Polygon, size: number): Point[] {
  return ring.flatMap((point, index): Point[] => {
    const previous = ring[(index + ring.length - 1) % ring.length]!;
    const next = ring[(index + 1) % ring.length]!;
    const towards = (other: Point): Point => {
      const length = Math.hypot(other[0] - point[0], other[1] - point[1]);
      const share = Math.min(size, length * 0.25) / (length || 1);
      return [point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share];
    };
    return [towards(previous), towards(next)];
  });
}

/** A convex counter-clockwise ring moved outwards by a distance, edge by edge. */
export function grown(ring: Polygon, distance: number): Point[] {
  const outward = (from: Point, to: Point): Point => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    return [(to[1] - from[1]) / length, (from[0] - to[0]) / length];
  };
  return ring.map((point, index) => {
    const first = outward(ring[(index + ring.length - 1) % ring.length]!, point);
    const second = outward(point, ring[(index + 1) % ring.length]!);
    const reach = distance / Math.max(0.3, 1 + first[0] * second[0] + first[1] * second[1]);
    return [point[0] + (first[0] + second[0]) * reach, point[1] + (first[1] + second[1]) * reach];
  });
}

/** Convex hull, counter-clockwise. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      for (;;) {
        const [before, last] = [chain.at(-2), chain.at(-1)];
        if (!before || !last || (last[0] - before[0]) * (point[1] - before[1]) - (last[1] - before[1]) * (point[0] - before[0]) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
