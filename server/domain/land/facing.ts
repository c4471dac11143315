// Where two drawings face each other across at most a small gap: shared boundaries, and those with a road or a ditch between.
import { metresPerDegree } from './area.ts';
import { boundsOf, type MultiPolygon } from './geometry.ts';

export type Point = readonly [x: number, y: number];

/** A local plane in metres around a place. */
export interface Plane {
  x(lon: number): number;
  y(lat: number): number;
}

/** An edge with the side on which the land lies on its left (`ux, uy` along it, `uy, −ux` outwards). */
export interface Edge {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
  readonly length: number;
}

/** A piece of the first drawing's boundary that the other faces: its length, its middle, and the place opposite. */
export interface Stretch {
  readonly length: number;
  readonly gap: number;
  readonly from: Point;
  readonly to: Point;
}

/** Metres east and north of a place; true to 1/10 000 within a few kilometres. */
export function planeAt(lon: number, lat: number): Plane {
  const scale = metresPerDegree(lat);
  return { x: (value) => (value - lon) * scale.east, y: (value) => (value - lat) * scale.north };
}

export function planeOf(shape: MultiPolygon): Plane | null {
  const bounds = boundsOf(shape);
  return bounds && planeAt((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
}

/** Edges shorter than this are noise of the drawing. */
const shortest = 0.01;
/** Edges that face each other may be this much out of parallel (cosine of 40°). */
const parallel = Math.cos((40 * Math.PI) / 180);
/** Drawings of neighbours may overlap by the surveyors' error, in metres. */
export const overlapTolerance = 2;
/** Long stretches are looked at piece by piece: what lies between may differ along them. */
const piece = 12;

/** The edges of a shape in a plane, each with the land on its left, whichever way round the rings are drawn. */
export function edgesOf(shape: MultiPolygon, plane: Plane): Edge[] {
  const edges: Edge[] = [];
  for (const polygon of shape) {
    for (const [position, ring] of polygon.entries()) {
      const points = ring.map(([lon, lat]): Point => [plane.x(lon), plane.y(lat)]);
      let doubled = 0;
      for (let index = 0; index + 1 < points.length; index += 1)
        doubled += points[index]![0] * points[index + 1]![1] - points[index + 1]![0] * points[index]![1];
      // Land lies left of an outer ring that runs against the clock, and left of a hole that runs with it.
      if (doubled > 0 !== (position === 0)) points.reverse();
      for (let index = 0; index + 1 < points.length; index += 1) {
        const [[ax, ay], [bx, by]] = [points[index]!, points[index + 1]!];
        const length = Math.hypot(bx - ax, by - ay);
        if (length >= shortest) edges.push({ x: ax, y: ay, ux: (bx - ax) / length, uy: (by - ay) / length, length });
      }
    }
  }
  return edges;
}

interface Interval {
  readonly from: number;
  readonly to: number;
  /** Distance to the other edge at the beginning, and its growth per metre. */
  readonly gap: number;
  readonly slope: number;
}

/** The part of `edge` that `other` faces within the gap; null when it faces none. */
function facing(edge: Edge, other: Edge, gap: number): Interval | null {
  const cosine = edge.ux * other.ux + edge.uy * other.uy;
  // Neighbours' edges run against each other, since each has its own land on its left.
  if (cosine > -parallel) return null;
  const [dx, dy] = [other.x - edge.x, other.y - edge.y];
  const along = dx * edge.ux + dy * edge.uy;
  const away = dx * edge.uy - dy * edge.ux;
  const slope = (other.ux * edge.uy - other.uy * edge.ux) / cosine;
  let from = Math.max(0, along + other.length * cosine);
  let to = Math.min(edge.length, along);
  const atStart = away - along * slope;
  // Distance at t is atStart + slope · t; it must lie between a small overlap and the gap.
  if (Math.abs(slope) < 1e-12) {
    if (atStart > gap || atStart < -overlapTolerance) return null;
  } else {
    const [one, two] = [(gap - atStart) / slope, (-overlapTolerance - atStart) / slope];
    from = Math.max(from, Math.min(one, two));
    to = Math.min(to, Math.max(one, two));
  }
  return to - from > shortest ? { from, to, gap: atStart, slope } : null;
}

/** What of an interval no nearer one covers already. */
function uncovered(interval: Interval, covered: readonly Interval[]): [number, number][] {
  let free: [number, number][] = [[interval.from, interval.to]];
  for (const { from, to } of covered) {
    free = free.flatMap(([start, end]): [number, number][] => [
      ...(start < Math.min(end, from) ? [[start, Math.min(end, from)] as [number, number]] : []),
      ...(Math.max(start, to) < end ? [[Math.max(start, to), end] as [number, number]] : []),
    ]);
  }
  return free;
}

/** The stretches of the first boundary that the second faces within `gap` metres, each counted once, in pieces of a few metres. */
export function facingStretches(edges: readonly Edge[], others: readonly Edge[], gap: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const edge of edges) {
    const intervals = others.flatMap((other) => facing(edge, other, gap) ?? []);
    if (intervals.length === 0) continue;
    const middle = (one: Interval): number => Math.abs(one.gap + (one.slope * (one.from + one.to)) / 2);
    intervals.sort((a, b) => middle(a) - middle(b) || a.from - b.from);
    for (const [index, interval] of intervals.entries()) {
      for (const [start, end] of uncovered(interval, intervals.slice(0, index))) {
        const parts = Math.max(1, Math.ceil((end - start) / piece));
        const length = (end - start) / parts;
        for (let part = 0; part < parts; part += 1) {
          const t = start + (part + 0.5) * length;
          const away = interval.gap + interval.slope * t;
          const from: Point = [edge.x + edge.ux * t, edge.y + edge.uy * t];
          stretches.push({ length, gap: away, from, to: [from[0] + edge.uy * away, from[1] - edge.ux * away] });
        }
      }
    }
  }
  return stretches;
}
