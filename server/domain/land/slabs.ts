// Two shapes cut into vertical slabs in a local plane: between two neighbouring breaks no edges cross, so every set of land is a few trapezoids.
import { metresPerDegree } from './area.ts';
import { boundsOf, joinBounds, type MultiPolygon, type Position } from './geometry.ts';

/** Positions of edges' ends nearer than this are one (metres): far below a survey, far above arithmetic. */
export const weldMetres = 1e-6;

interface Edge {
  /** Numbers of the breaks between which it runs. */
  readonly first: number;
  readonly last: number;
  readonly y1: number;
  readonly y2: number;
  readonly x1: number;
  readonly x2: number;
  /** Which shape it bounds. */
  readonly ofA: boolean;
}

/** Land of a slab between two edges, as the heights at its left and right break. */
export interface Trapezoid {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
}

export interface Slabs {
  /** Ascending, in metres; slab k lies between breaks k and k + 1. */
  readonly breaks: readonly number[];
  readonly slabs: readonly (readonly Trapezoid[])[];
  position(x: number, y: number): Position;
}

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly ofA: boolean;
}

function* linesOf(shape: MultiPolygon, flat: (position: Position) => readonly [number, number], ofA: boolean): Generator<Line> {
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let index = 0; index + 1 < ring.length; index += 1) {
        const [[x1, y1], [x2, y2]] = [flat(ring[index]!), flat(ring[index + 1]!)];
        if (x1 < x2) yield { x1, y1, x2, y2, ofA };
        // An upright edge bounds no slab.
        else if (x2 < x1) yield { x1: x2, y1: y2, x2: x1, y2: y1, ofA };
      }
    }
  }
}

function crossings(lines: readonly Line[]): number[] {
  const found: number[] = [];
  for (const [index, line] of lines.entries()) {
    const slope = (line.y2 - line.y1) / (line.x2 - line.x1);
    const [low, high] = line.y1 < line.y2 ? [line.y1, line.y2] : [line.y2, line.y1];
    for (let other = index + 1; other < lines.length && lines[other]!.x1 < line.x2; other += 1) {
      const next = lines[other]!;
      if (Math.max(next.y1, next.y2) < low || Math.min(next.y1, next.y2) > high) continue;
      const steeper = slope - (next.y2 - next.y1) / (next.x2 - next.x1);
      if (steeper === 0) continue;
      const x = next.x1 + (next.y1 - (line.y1 + (next.x1 - line.x1) * slope)) / steeper;
      if (x > next.x1 && x < Math.min(line.x2, next.x2)) found.push(x);
    }
  }
  return found;
}

/** Ascending, those that are nearer than the weld taken as one. */
export function welded(values: readonly number[]): number[] {
  const kept: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || value - last > weldMetres) kept.push(value);
  }
  return kept;
}

/** Number of the welded value nearest to a value. */
export function placeOf(values: readonly number[], value: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle]! < value - weldMetres) from = middle + 1;
    else to = middle;
  }
  return from;
}

function heightAt(edge: Edge, place: number, x: number): number {
  if (place === edge.first) return edge.y1;
  if (place === edge.last) return edge.y2;
  return edge.y1 + ((x - edge.x1) / (edge.x2 - edge.x1)) * (edge.y2 - edge.y1);
}

type Wanted = (inA: boolean, inB: boolean) => boolean;

function trapezoidsOf(active: readonly Edge[], place: number, breaks: readonly number[], wanted: Wanted): Trapezoid[] {
  const [left, right] = [breaks[place]!, breaks[place + 1]!];
  const lines = active
    .map((edge) => ({ ofA: edge.ofA, left: heightAt(edge, place, left), right: heightAt(edge, place + 1, right) }))
    .sort((a, b) => a.left + a.right - b.left - b.right);
  const found: { low: readonly [number, number]; high: readonly [number, number] }[] = [];
  let [inA, inB] = [false, false];
  for (const [index, line] of lines.entries()) {
    const below = lines[index - 1];
    if (below && wanted(inA, inB) && line.left + line.right - below.left - below.right > 2 * weldMetres) {
      const last = found.at(-1);
      const high = [line.left, line.right] as const;
      // Land on both sides of an edge is one piece of land.
      if (last && below.left - last.high[0] < weldMetres && below.right - last.high[1] < weldMetres) last.high = high;
      else found.push({ low: [below.left, below.right], high });
    }
    if (line.ofA) inA = !inA;
    else inB = !inB;
  }
  return found;
}

/** The land of two shapes for which `wanted` holds. Rings count by the even-odd rule, whichever way round and however nested. */
export function slabsOf(a: MultiPolygon, b: MultiPolygon, wanted: Wanted): Slabs | null {
  const bounds = joinBounds([boundsOf(a), boundsOf(b)]);
  if (!bounds) return null;
  const [lon, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  const scale = metresPerDegree(lat);
  const flat = ([east, north]: Position) => [(east - lon) * scale.east, (north - lat) * scale.north] as const;
  const lines = [...linesOf(a, flat, true), ...linesOf(b, flat, false)].sort((one, other) => one.x1 - other.x1);
  const breaks = welded([...lines.flatMap((line) => [line.x1, line.x2]), ...crossings(lines)]);
  const edges = lines
    .map((line): Edge => ({ ...line, first: placeOf(breaks, line.x1), last: placeOf(breaks, line.x2) }))
    .filter((edge) => edge.first < edge.last);
  const slabs: Trapezoid[][] = [];
  let active: Edge[] = [];
  let next = 0;
  for (let place = 0; place + 1 < breaks.length; place += 1) {
    active = active.filter((edge) => edge.last > place);
    while (next < edges.length && edges[next]!.first <= place) active.push(edges[next++]!);
    slabs.push(trapezoidsOf(active, place, breaks, wanted));
  }
  return { breaks, slabs, position: (x, y) => [lon + x / scale.east, lat + y / scale.north] };
}
