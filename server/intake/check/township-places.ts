// Which township a place lies in: outlines cut into bands of latitude, so that a place is tested against a few edges only.
import { boundsOf, type MultiPolygon, type Position } from '#domain/land/geometry.ts';
import type { TownshipCode } from '#domain/land/codes.ts';

interface Outline {
  readonly code: TownshipCode;
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
  /** Edges (x1, y1, x2, y2 …) that touch each band. */
  readonly bands: readonly Float64Array[];
}

export interface TownshipPlaces {
  /** Township whose outline holds the place; null outside all of them. */
  at(position: Position): TownshipCode | null;
  /** Whether the township's own outline is known. */
  knows(code: TownshipCode): boolean;
}

const bandCount = 128;

/** Null when no township has an outline. */
export function townshipPlaces(
  townships: readonly { readonly code: TownshipCode; readonly shape?: MultiPolygon | null }[],
): TownshipPlaces | null {
  const outlines = townships.flatMap(({ code, shape }) => (shape ? (outlineOf(code, shape) ?? []) : []));
  if (outlines.length === 0) return null;
  const known = new Set(outlines.map(({ code }) => code));
  return {
    at: (position) => outlines.find((outline) => holds(outline, position))?.code ?? null,
    knows: (code) => known.has(code),
  };
}

function outlineOf(code: TownshipCode, shape: MultiPolygon): Outline | null {
  const bounds = boundsOf(shape);
  if (!bounds || bounds[3] <= bounds[1]) return null;
  const [west, south, east, north] = bounds;
  const bands: number[][] = Array.from({ length: bandCount }, () => []);
  const bandOf = (lat: number) => Math.max(0, Math.min(bandCount - 1, Math.floor(((lat - south) / (north - south)) * bandCount)));
  for (const ring of shape.flat()) {
    for (let index = 0; index + 1 < ring.length; index += 1) {
      const [[x1, y1], [x2, y2]] = [ring[index]!, ring[index + 1]!];
      if (y1 === y2) continue;
      for (let band = bandOf(Math.min(y1, y2)); band <= bandOf(Math.max(y1, y2)); band += 1) bands[band]!.push(x1, y1, x2, y2);
    }
  }
  return { code, west, south, east, north, bands: bands.map((edges) => Float64Array.from(edges)) };
}

function holds({ west, south, east, north, bands }: Outline, [x, y]: Position): boolean {
  if (x < west || x > east || y < south || y > north) return false;
  const edges = bands[Math.max(0, Math.min(bandCount - 1, Math.floor(((y - south) / (north - south)) * bandCount)))]!;
  let odd = false;
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}
