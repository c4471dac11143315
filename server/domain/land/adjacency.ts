// Which shapes lie side by side: their boundaries come closer to each other than a stated distance somewhere.
import { metresPerDegree } from './area.ts';
import { boundsOf, type MultiPolygon } from './geometry.ts';

interface Segment {
  readonly shape: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Metres on a side of the cells in which boundaries are looked up. */
const cell = 64;

function pointToSegment(x: number, y: number, { x1, y1, x2, y2 }: Segment): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return (x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2;
}

const side = (a: Segment, x: number, y: number): number => (a.x2 - a.x1) * (y - a.y1) - (a.y2 - a.y1) * (x - a.x1);
const crosses = (a: Segment, b: Segment): boolean =>
  side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;

function isNear(a: Segment, b: Segment, limit: number): boolean {
  return (
    crosses(a, b) ||
    pointToSegment(a.x1, a.y1, b) <= limit ||
    pointToSegment(a.x2, a.y2, b) <= limit ||
    pointToSegment(b.x1, b.y1, a) <= limit ||
    pointToSegment(b.x2, b.y2, a) <= limit
  );
}

function* segmentsOf(shape: MultiPolygon, index: number, east: number, north: number): Generator<Segment> {
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let at = 0; at + 1 < ring.length; at += 1) {
        const [from, to] = [ring[at]!, ring[at + 1]!];
        yield { shape: index, x1: from[0] * east, y1: from[1] * north, x2: to[0] * east, y2: to[1] * north };
      }
    }
  }
}

/** Pairs of places in the list whose shapes come within so many metres of each other, each pair once, lower place first. */
export function adjacentPairs(shapes: readonly (MultiPolygon | null)[], tolerance: number): [number, number][] {
  const first = shapes.find((shape) => shape !== null);
  const bounds = first ? boundsOf(first) : null;
  if (!bounds) return [];
  // One plane for the county: within it lengths are true to a few parts in ten thousand, the tolerance to less than a millimetre.
  const { east, north } = metresPerDegree((bounds[1] + bounds[3]) / 2);
  const cells = new Map<number, Segment[]>();
  const limit = tolerance * tolerance;
  const pairs = new Map<number, [number, number]>();
  for (const [index, shape] of shapes.entries()) {
    if (!shape) continue;
    for (const segment of segmentsOf(shape, index, east, north)) {
      const [left, right] = [Math.min(segment.x1, segment.x2) - tolerance, Math.max(segment.x1, segment.x2) + tolerance];
      const [low, high] = [Math.min(segment.y1, segment.y2) - tolerance, Math.max(segment.y1, segment.y2) + tolerance];
      for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column += 1) {
        for (let row = Math.floor(low / cell); row <= Math.floor(high / cell); row += 1) {
          const key = column * 16_777_216 + row;
          const there = cells.get(key);
          if (!there) {
            cells.set(key, [segment]);
            continue;
          }
          for (const other of there) {
            if (other.shape === index) continue;
            const pair = other.shape * shapes.length + index;
            if (!pairs.has(pair) && isNear(segment, other, limit)) pairs.set(pair, [other.shape, index]);
          }
          there.push(segment);
        }
      }
    }
  }
  return [...pairs.values()];
}

/** Groups of places joined by pairs; a place without a pair is a group of its own. Groups and places in ascending order. */
export function groupsOf(size: number, pairs: readonly (readonly [number, number])[]): number[][] {
  const head = Int32Array.from({ length: size }, (_, index) => index);
  const headOf = (place: number): number => {
    let top = place;
    while (head[top] !== top) top = head[top]!;
    for (let at = place; head[at] !== top;) [at, head[at]] = [head[at]!, top];
    return top;
  };
  for (const [a, b] of pairs) {
    const [left, right] = [headOf(a), headOf(b)];
    head[Math.max(left, right)] = Math.min(left, right);
  }
  const groups = new Map<number, number[]>();
  for (let place = 0; place < size; place += 1) {
    const top = headOf(place);
    const group = groups.get(top);
    if (group) group.push(place);
    else groups.set(top, [place]);
  }
  return [...groups.values()];
}
