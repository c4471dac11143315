// How much land two shapes share: exact sweep over vertical slabs in a local plane. No geometry is built, only the area.
import { metresPerDegree } from './area.ts';
import { boundsOf, type Bounds, type MultiPolygon, type Ring } from './geometry.ts';

/** An edge from left to right in local metres. */
interface Edge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Which shape it bounds. */
  readonly first: boolean;
}

/** Bounds that two shapes share, or null when they are apart or only touch along a line. */
export function sharedBounds(a: Bounds, b: Bounds): Bounds | null {
  const shared: Bounds = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return shared[0] < shared[2] && shared[1] < shared[3] ? shared : null;
}

/**
 * Square metres that two shapes share, within 0.01 % for shapes of a few kilometres. Rings count by the even-odd rule, so holes,
 * parts and orientation need no care; a self-crossing ring counts as it is filled on screen.
 */
export function overlapSquareMetres(a: MultiPolygon, b: MultiPolygon): number {
  const [boundsA, boundsB] = [boundsOf(a), boundsOf(b)];
  const shared = boundsA && boundsB ? sharedBounds(boundsA, boundsB) : null;
  if (!shared) return 0;
  const plane = localPlane(shared);
  const [left, right] = [plane.x(shared[0]), plane.x(shared[2])];
  const edges = [...edgesOf(a, plane, true), ...edgesOf(b, plane, false)].filter((edge) => edge.x1 < right && edge.x2 > left);
  return sweep(edges, left, right, (insideA, insideB) => insideA && insideB);
}

/** Square metres that one polygon's rings enclose by the even-odd rule; differs from outer − holes when a ring crosses itself. */
export function evenOddSquareMetres(rings: readonly Ring[]): number {
  const bounds = boundsOf([rings]);
  if (!bounds) return 0;
  const plane = localPlane(bounds);
  return sweep([...edgesOf([rings], plane, true)], plane.x(bounds[0]), plane.x(bounds[2]), (inside) => inside);
}

interface LocalPlane {
  x(lon: number): number;
  y(lat: number): number;
}

/** Metres east and north of the middle of the bounds. */
function localPlane(bounds: Bounds): LocalPlane {
  const [lon, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  const scale = metresPerDegree(lat);
  return { x: (value) => (value - lon) * scale.east, y: (value) => (value - lat) * scale.north };
}

function* edgesOf(shape: MultiPolygon, plane: LocalPlane, first: boolean): Generator<Edge> {
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let index = 0; index + 1 < ring.length; index += 1) {
        const [from, to] = [ring[index]!, ring[index + 1]!];
        const [x1, y1, x2, y2] = [plane.x(from[0]), plane.y(from[1]), plane.x(to[0]), plane.y(to[1])];
        // A vertical edge has no width, so it bounds no slab.
        if (x1 < x2) yield { x1, y1, x2, y2, first };
        else if (x2 < x1) yield { x1: x2, y1: y2, x2: x1, y2: y1, first };
      }
    }
  }
}

function heightAt(edge: Edge, x: number): number {
  return edge.y1 + ((x - edge.x1) / (edge.x2 - edge.x1)) * (edge.y2 - edge.y1);
}

/** Where edges begin, end or cross, within the slab range: between two such places every length is linear in x. */
function breaksOf(edges: readonly Edge[], left: number, right: number): number[] {
  const breaks = [left, right];
  const note = (x: number) => {
    if (x > left && x < right) breaks.push(x);
  };
  const sorted = [...edges].sort((a, b) => a.x1 - b.x1);
  for (const [index, edge] of sorted.entries()) {
    note(edge.x1);
    note(edge.x2);
    const slope = (edge.y2 - edge.y1) / (edge.x2 - edge.x1);
    for (let other = index + 1; other < sorted.length && sorted[other]!.x1 < edge.x2; other += 1) {
      const next = sorted[other]!;
      const slopeDifference = slope - (next.y2 - next.y1) / (next.x2 - next.x1);
      if (slopeDifference === 0) continue;
      const x = next.x1 + (next.y1 - heightAt(edge, next.x1)) / slopeDifference;
      if (x > next.x1 && x < Math.min(edge.x2, next.x2)) note(x);
    }
  }
  return breaks.sort((a, b) => a - b);
}

/** Area where `wanted` holds: in each slab edges do not cross, so the length at its middle times its width is exact. */
function sweep(edges: readonly Edge[], left: number, right: number, wanted: (insideA: boolean, insideB: boolean) => boolean): number {
  const breaks = breaksOf(edges, left, right);
  let area = 0;
  for (let slab = 0; slab + 1 < breaks.length; slab += 1) {
    const [from, to] = [breaks[slab]!, breaks[slab + 1]!];
    if (to <= from) continue;
    const middle = (from + to) / 2;
    const crossings = edges
      .filter((edge) => edge.x1 < middle && edge.x2 > middle)
      .map((edge) => ({ height: heightAt(edge, middle), first: edge.first }))
      .sort((a, b) => a.height - b.height);
    let [insideA, insideB, length] = [false, false, 0];
    for (const [index, crossing] of crossings.entries()) {
      if (index > 0 && wanted(insideA, insideB)) length += crossing.height - crossings[index - 1]!.height;
      if (crossing.first) insideA = !insideA;
      else insideB = !insideB;
    }
    area += length * (to - from);
  }
  return area;
}
