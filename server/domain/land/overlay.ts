// What two shapes share, or one has and the other lacks: its outline, area and perimeter. Holes, parts, touching and self-touching need no care.
import type { MultiPolygon, PolygonRings, Position } from './geometry.ts';
import { placeOf, type Slabs, slabsOf, type Trapezoid, welded, weldMetres } from './slabs.ts';

/** and: what both hold; minus: what the first holds and the second does not; or: what either holds. */
export type Overlay = 'and' | 'minus' | 'or';

const wanted: Readonly<Record<Overlay, (inA: boolean, inB: boolean) => boolean>> = {
  and: (inA, inB) => inA && inB,
  minus: (inA, inB) => inA && !inB,
  or: (inA, inB) => inA || inB,
};

export interface OverlaidLand {
  readonly shape: MultiPolygon;
  readonly squareMetres: number;
  /** Length of all its edges, holes' too. */
  readonly perimeterMetres: number;
}

type Point = readonly [number, number];

function areaOf({ breaks, slabs }: Slabs): number {
  let area = 0;
  for (const [place, trapezoids] of slabs.entries()) {
    const width = breaks[place + 1]! - breaks[place]!;
    for (const { low, high } of trapezoids) area += ((high[0] - low[0] + high[1] - low[1]) / 2) * width;
  }
  return area;
}

/** Directed edges with the land on their left, from corner to corner. A corner is named by its break and its place among the heights there. */
function boundaryOf({ breaks, slabs }: Slabs): { readonly next: Map<string, string[]>; readonly points: Map<string, Point> } {
  const side = (place: number, right: 0 | 1): (readonly [number, number])[] =>
    (slabs[place] ?? []).map(({ low, high }) => [low[right], high[right]] as const);
  const heights = breaks.map((_, place) => welded([...side(place - 1, 1), ...side(place, 0)].flat()));
  const points = new Map<string, Point>();
  const next = new Map<string, string[]>();
  const corner = (place: number, at: number): string => {
    const name = `${place} ${at}`;
    if (!points.has(name)) points.set(name, [breaks[place]!, heights[place]![at]!]);
    return name;
  };
  const edge = (from: string, to: string): void => {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  };
  const cornerAt = (place: number, y: number): string => corner(place, placeOf(heights[place]!, y));
  const along = ({ low, high }: Trapezoid, place: number): void => {
    edge(cornerAt(place, low[0]), cornerAt(place + 1, low[1]));
    edge(cornerAt(place + 1, high[1]), cornerAt(place, high[0]));
  };
  for (const [place, trapezoids] of slabs.entries()) for (const trapezoid of trapezoids) along(trapezoid, place);
  for (const [place, ys] of heights.entries()) {
    // +1: land on the left of the break only, −1: on its right only.
    const change = new Array<number>(ys.length + 1).fill(0);
    for (const [sign, spans] of [
      [1, side(place - 1, 1)],
      [-1, side(place, 0)],
    ] as const) {
      for (const [low, high] of spans) {
        change[placeOf(ys, low)]! += sign;
        change[placeOf(ys, high)]! -= sign;
      }
    }
    let balance = 0;
    for (let at = 0; at + 1 < ys.length; at += 1) {
      balance += change[at]!;
      if (balance > 0) edge(corner(place, at), corner(place, at + 1));
      else if (balance < 0) edge(corner(place, at + 1), corner(place, at));
    }
  }
  return { next, points };
}

/** Closed walks along the edges, cut wherever they come to a corner again, so that none crosses or touches itself. */
function ringsOf({ next, points }: ReturnType<typeof boundaryOf>): Point[][] {
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    for (let first = next.get(start)!.pop(); first !== undefined; first = next.get(start)!.pop()) {
      const walk = [start];
      const at = new Map([[start, 0]]);
      let here: string | undefined = first;
      while (here !== undefined) {
        const before: number | undefined = at.get(here);
        if (before === undefined) {
          at.set(here, walk.length);
          walk.push(here);
        } else {
          const loop = walk.splice(before + 1);
          for (const name of loop) at.delete(name);
          rings.push([walk[before]!, ...loop].map((name) => points.get(name)!));
          if (walk.length === 1) break;
        }
        here = next.get(here)?.pop();
      }
    }
  }
  return rings;
}

function signedArea(ring: readonly Point[]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let index = 1; index + 1 < ring.length; index += 1) {
    const [[x1, y1], [x2, y2]] = [ring[index]!, ring[index + 1]!];
    twice += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return twice / 2;
}

/** Without the corners that only the slabs made: those on the straight line between their neighbours. */
function straightened(ring: readonly Point[]): Point[] {
  let kept = [...ring];
  for (let before = -1; before !== kept.length && kept.length > 3;) {
    before = kept.length;
    const out: Point[] = [];
    for (const [index, point] of kept.entries()) {
      const from = out.at(-1) ?? kept.at(-1)!;
      const to = kept[(index + 1) % kept.length]!;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const off = Math.abs((to[0] - from[0]) * (point[1] - from[1]) - (point[0] - from[0]) * (to[1] - from[1]));
      if (off > weldMetres * Math.max(length, weldMetres)) out.push(point);
    }
    if (out.length < 3) break;
    kept = out;
  }
  return kept;
}

function holds(ring: readonly Point[], [x, y]: Point): boolean {
  let odd = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [[ax, ay], [bx, by]] = [ring[index]!, ring[before]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

/** A point just left of the ring's longest edge: on the land. */
function besideLongest(ring: readonly Point[]): Point {
  let best = { length: -1, point: ring[0]! };
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length]!;
    const length = Math.hypot(bx - ax, by - ay);
    const step = Math.min(1e-3, length / 100) / (length || 1);
    if (length > best.length) best = { length, point: [(ax + bx) / 2 - (by - ay) * step, (ay + by) / 2 + (bx - ax) * step] };
  }
  return best.point;
}

function shapeOf(rings: readonly Point[][], position: Slabs['position']): MultiPolygon {
  const sized = rings.map((ring) => ({ ring, area: signedArea(ring) })).filter(({ area }) => Math.abs(area) > weldMetres);
  const outers = sized.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area);
  const polygons = outers.map(({ ring }) => [ring]);
  for (const { ring, area } of sized) {
    if (area > 0) continue;
    const point = besideLongest(ring);
    const around = outers.findIndex((outer) => outer.area > -area && holds(outer.ring, point));
    if (around >= 0) polygons[around]!.push(ring);
  }
  const closed = (ring: readonly Point[]): Position[] => [...ring, ring[0]!].map(([x, y]) => position(x, y));
  return polygons.map((polygon): PolygonRings => polygon.map(closed));
}

function lengthOf(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return sum + Math.hypot(nextX - x, nextY - y);
  }, 0);
}

const nothing: OverlaidLand = { shape: [], squareMetres: 0, perimeterMetres: 0 };

/** The overlay of two shapes, in the plane of their middle: areas within 0.01 % for shapes of a few kilometres. */
export function overlaid(a: MultiPolygon, b: MultiPolygon, which: Overlay): OverlaidLand {
  const cut = slabsOf(a, b, wanted[which]);
  const squareMetres = cut ? areaOf(cut) : 0;
  if (!cut || squareMetres <= 0) return nothing;
  const rings = ringsOf(boundaryOf(cut)).map(straightened);
  return {
    shape: shapeOf(rings, cut.position),
    squareMetres,
    perimeterMetres: rings.reduce((sum, ring) => sum + lengthOf(ring), 0),
  };
}

export function overlayShapes(a: MultiPolygon, b: MultiPolygon, which: Overlay): MultiPolygon {
  return overlaid(a, b, which).shape;
}
