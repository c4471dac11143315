// Which parcels of a county lie side by side: found once per record with the spatial index, kept with the sheet.
import { boundsOf, type Bounds, type MultiPolygon } from '#domain/land/geometry.ts';
import { metresPerDegree } from '#domain/land/area.ts';
import { edgesOf, facingStretches, planeOf, type Edge, type Plane, type Point, type Stretch } from '#domain/land/facing.ts';
import { insideShape } from '#domain/land/inside.ts';
import { mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { overlapSquareMetres } from '#domain/land/overlap.ts';
import type { AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import type { CountySheet } from '../sheet.ts';
import { barriersOf, type Barriers } from './barriers.ts';

/** A pair of neighbours by sheet index, the smaller first. */
export interface Neighbours {
  readonly a: number;
  readonly b: number;
  /** Metres along which they face each other: the smaller of the two sides. */
  readonly sharedM: number;
  /** Width of what lies between, in the middle of the longest stretch; 0 where the drawings touch or overlap. */
  readonly gapM: number;
}

export interface Adjacency {
  readonly pairs: readonly Neighbours[];
  /** Neighbours of a parcel, ascending, by sheet index. */
  readonly of: readonly (readonly number[])[];
}

/** A gap wider than this is looked into: another parcel may lie in it. */
const openGap = 1;
/** Drawings that share this much land lie on each other rather than side by side; they count as neighbours. */
const heapedSquareMetres = 100;

interface Drawn {
  readonly shape: MultiPolygon;
  readonly bounds: Bounds;
}

/** Both directions of a pair: what the first sees of the second, and the second of the first. Points are lon/lat. */
interface RawPair {
  readonly a: number;
  readonly b: number;
  readonly sides: readonly [readonly Stretch[], readonly Stretch[]];
  /** One lies on the other: no road or river can part them. */
  readonly heaped: boolean;
}

function grown([west, south, east, north]: Bounds, metres: number): Bounds {
  const scale = metresPerDegree((south + north) / 2);
  const [x, y] = [metres / scale.east, metres / scale.north];
  return [west - x, south - y, east + x, north + y];
}

function nearBounds(edges: readonly Edge[], plane: Plane, [west, south, east, north]: Bounds): Edge[] {
  const [left, bottom, right, top] = [plane.x(west), plane.y(south), plane.x(east), plane.y(north)];
  return edges.filter(({ x, y, ux, uy, length }) => {
    const [ex, ey] = [x + ux * length, y + uy * length];
    return Math.max(x, ex) >= left && Math.min(x, ex) <= right && Math.max(y, ey) >= bottom && Math.min(y, ey) <= top;
  });
}

/** All pairs of the county that face each other anywhere within the gap. */
function rawPairs(sheet: CountySheet, gap: number): RawPair[] {
  const size = sheet.base.size;
  const drawn = Array.from({ length: size }, (_, index): Drawn | null => {
    const { shape } = sheet.parcel(index);
    const bounds = shape && boundsOf(shape);
    return shape && bounds ? { shape, bounds } : null;
  });
  const search = ([west, south, east, north]: Bounds): number[] =>
    sheet.index.search(mercatorX(west), mercatorY(north), mercatorX(east), mercatorY(south));
  const pairs: RawPair[] = [];
  for (let a = 0; a < size; a += 1) {
    const one = drawn[a];
    const plane = one ? planeOf(one.shape) : null;
    if (!one || !plane) continue;
    const reach = grown(one.bounds, gap);
    const found = search(reach).filter((b) => b !== a && drawn[b]);
    const own = edgesOf(one.shape, plane);
    for (const b of found) {
      if (b < a) continue;
      const other = drawn[b]!;
      const theirs = edgesOf(other.shape, plane);
      const nearTheirs = nearBounds(theirs, plane, reach);
      const nearOwn = nearBounds(own, plane, grown(other.bounds, gap));
      const free = ({ gap: width, from, to }: Stretch): boolean => {
        if (width <= openGap) return true;
        const middle = lonLat(one.bounds, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
        return !found.some((third) => third !== b && holds(drawn[third]!, middle));
      };
      const sides = [
        facingStretches(nearOwn, nearTheirs, gap).filter(free),
        facingStretches(nearTheirs, nearOwn, gap).filter(free),
      ] as const;
      const heaped = overlapSquareMetres(one.shape, other.shape) > heapedSquareMetres;
      if (!heaped && (sides[0].length === 0 || sides[1].length === 0)) continue;
      const placed = (stretch: Stretch): Stretch => ({
        ...stretch,
        from: lonLat(one.bounds, stretch.from),
        to: lonLat(one.bounds, stretch.to),
      });
      pairs.push({ a, b, sides: [sides[0].map(placed), sides[1].map(placed)], heaped });
    }
  }
  return pairs;
}

/** Back from the plane to degrees. */
function lonLat([west, south, east, north]: Bounds, [x, y]: Point): Point {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const scale = metresPerDegree(lat);
  return [lon + x / scale.east, lat + y / scale.north];
}

function holds({ shape, bounds: [west, south, east, north] }: Drawn, [lon, lat]: Point): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north && insideShape(shape, [lon, lat]);
}

const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { length }) => sum + length, 0);

function neighboursOf({ a, b, sides, heaped }: RawPair, settings: AdjacencySettings, barriers: Barriers): Neighbours | null {
  const [one, two] = sides.map((side) => side.filter(({ from, to }) => !barriers.between(from, to))) as [Stretch[], Stretch[]];
  const sharedM = Math.min(lengthOf(one), lengthOf(two));
  if (!heaped && sharedM < settings.minSharedM) return null;
  const widest = one.reduce<Stretch | null>((best, stretch) => (best && best.length >= stretch.length ? best : stretch), null);
  return { a, b, sharedM, gapM: Math.max(0, widest?.gap ?? 0) };
}

/** The county's neighbours under these settings. */
export function adjacencyOf(sheet: CountySheet, settings: AdjacencySettings): Adjacency {
  const { gapM, minSharedM, barriers } = settings;
  const key = `adjacency ${gapM} ${minSharedM} ${[...barriers].sort().join('+')}`;
  return sheet.record.remember(key, () => {
    const raw = sheet.record.remember(`facing ${gapM}`, () => rawPairs(sheet, gapM));
    const crossing = barriersOf(sheet, barriers);
    const pairs = raw.flatMap((pair) => neighboursOf(pair, settings, crossing) ?? []);
    const of: number[][] = Array.from({ length: sheet.base.size }, () => []);
    for (const { a, b } of pairs) {
      of[a]!.push(b);
      of[b]!.push(a);
    }
    for (const list of of) list.sort((left, right) => left - right);
    return { pairs, of };
  });
}
