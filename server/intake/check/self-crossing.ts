// Finds rings that cross themselves or another ring of their polygon: such a drawing has no area one could rely on.
import { metresPerDegree, geodesicSquareMetres } from '#domain/land/area.ts';
import type { MultiPolygon, PolygonRings, Position } from '#domain/land/geometry.ts';
import { evenOddSquareMetres } from '#domain/land/overlap.ts';

interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly minX: number;
  readonly maxX: number;
  readonly ring: number;
  readonly index: number;
  /** Segments of the ring, to know that the last meets the first. */
  readonly count: number;
}

/** Lines that overshoot each other by less than this are drawn to meet, not to cross. */
const toleranceMetres = 0.001;

/** A place where the drawing crosses itself, or null. */
export function selfCrossing(shape: MultiPolygon): Position | null {
  for (const polygon of shape) {
    const place = polygonCrossing(polygon);
    if (place) return place;
  }
  return null;
}

function polygonCrossing(polygon: PolygonRings): Position | null {
  const origin = polygon[0]![0]!;
  const scale = metresPerDegree(origin[1]);
  const segments: Segment[] = [];
  for (const [ring, positions] of polygon.entries()) {
    const count = positions.length - 1;
    for (let index = 0; index < count; index += 1) {
      const [from, to] = [positions[index]!, positions[index + 1]!];
      const [x1, y1, x2, y2] = [
        (from[0] - origin[0]) * scale.east,
        (from[1] - origin[1]) * scale.north,
        (to[0] - origin[0]) * scale.east,
        (to[1] - origin[1]) * scale.north,
      ];
      if (x1 === x2 && y1 === y2) continue;
      segments.push({ x1, y1, x2, y2, minX: Math.min(x1, x2), maxX: Math.max(x1, x2), ring, index, count });
    }
  }
  segments.sort((a, b) => a.minX - b.minX);
  let touches = false;
  for (const [order, segment] of segments.entries()) {
    const [minY, maxY] = [Math.min(segment.y1, segment.y2), Math.max(segment.y1, segment.y2)];
    for (let next = order + 1; next < segments.length && segments[next]!.minX <= segment.maxX; next += 1) {
      const other = segments[next]!;
      if (Math.min(other.y1, other.y2) > maxY || Math.max(other.y1, other.y2) < minY) continue;
      const meeting = meet(segment, other);
      if (meeting === 'cross') return placeOf(segment, other, origin, scale);
      if (meeting === 'touch' && !adjacent(segment, other)) touches = true;
    }
  }
  // Lines that pass through a corner cross without any two edges crossing; then what is filled is not what the rings enclose.
  return touches && !sameArea(polygon) ? origin : null;
}

function adjacent(a: Segment, b: Segment): boolean {
  if (a.ring !== b.ring) return false;
  const apart = Math.abs(a.index - b.index);
  return apart <= 1 || apart === a.count - 1;
}

/** Twice the area of the triangle; its sign says on which side the third point lies. */
function side(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}

function meet(a: Segment, b: Segment): 'cross' | 'touch' | 'apart' {
  const [lengthA, lengthB] = [Math.hypot(a.x2 - a.x1, a.y2 - a.y1), Math.hypot(b.x2 - b.x1, b.y2 - b.y1)];
  const b1 = side(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1) / lengthA;
  const b2 = side(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2) / lengthA;
  const a1 = side(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1) / lengthB;
  const a2 = side(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2) / lengthB;
  const apart = (one: number, two: number) => Math.min(one, two) > toleranceMetres || Math.max(one, two) < -toleranceMetres;
  if (apart(b1, b2) || apart(a1, a2)) return 'apart';
  const clear = [b1, b2, a1, a2].every((distance) => Math.abs(distance) > toleranceMetres);
  return clear ? 'cross' : 'touch';
}

function placeOf(a: Segment, b: Segment, origin: Position, scale: { readonly east: number; readonly north: number }): Position {
  const [fromA, toA] = [side(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1), side(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2)];
  const share = fromA / (fromA - toA);
  return [origin[0] + (a.x1 + share * (a.x2 - a.x1)) / scale.east, origin[1] + (a.y1 + share * (a.y2 - a.y1)) / scale.north];
}

function sameArea(polygon: PolygonRings): boolean {
  const [filled, enclosed] = [evenOddSquareMetres(polygon), geodesicSquareMetres([polygon])];
  return Math.abs(filled - enclosed) <= Math.max(0.05, 0.001 * Math.abs(filled));
}
