// Finds parcels that cover the same ground, and gaps between those that were meant to meet: pairs with area, or width and length.
import Flatbush from 'flatbush';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { overlapSquareMetres } from '#domain/land/overlap.ts';
import type { MicroMu } from '#domain/units.ts';
import { landOf } from './lot-area.ts';
import { gapBetween, mayOverlap, type Gap } from './neighbours.ts';
import { planeAround, PlanePool, type PlaneShape } from './plane.ts';

export interface Overlap {
  readonly first: number;
  readonly second: number;
  readonly area: MicroMu;
}

export interface NeighbourGap extends Gap {
  readonly first: number;
  readonly second: number;
}

export interface Neighbours {
  /** Shapes drawn as one before them was, to the millimetre: their overlaps are those of the first. */
  readonly duplicates: readonly { readonly first: number; readonly second: number }[];
  readonly overlaps: readonly Overlap[];
  readonly gaps: readonly NeighbourGap[];
  /** So many overlaps that the rest was not looked for. */
  readonly cut: boolean;
  /** Shapes with more neighbours on their ground than are listed. */
  readonly stacked: readonly { readonly index: number; readonly count: number }[];
}

/** Less than a square metre is the width of a pen: boundaries surveyed twice never agree to the millimetre. */
const leastSquareMetres = 1;
/** More neighbours than this are no neighbours: then a whole layer lies on one place. */
const mostPairs = 64;
/** A layer with more overlaps was exported wrongly as a whole; nobody mends it pair by pair. */
const mostOverlaps = 50_000;
const gapMetres = 0.5;

/** Pairs among `shapes` of which at least one is from `from` on (the file's own come after those on record). */
export function neighboursOf(shapes: readonly (MultiPolygon | null)[], from: number): Neighbours {
  const first = shapes.find((shape) => shape !== null)?.[0]?.[0]?.[0];
  const none = { cut: false, duplicates: [], overlaps: [], gaps: [], stacked: [] };
  if (!first) return none;
  const plane = planeAround(first);
  const pool = new PlanePool();
  const places: { readonly index: number; readonly shape: MultiPolygon; readonly flat: PlaneShape }[] = [];
  const duplicates: { first: number; second: number }[] = [];
  const seen = new Map<string, number>();
  for (const [index, shape] of shapes.entries()) {
    if (!shape) continue;
    const flat = pool.add(shape, plane);
    const print = fingerprint(flat);
    const same = seen.get(print);
    if (same !== undefined && index >= from) {
      duplicates.push({ first: same, second: index });
      continue;
    }
    seen.set(print, index);
    places.push({ index, shape, flat });
  }
  if (places.length < 2) return { ...none, duplicates };
  const tree = new Flatbush(places.length);
  for (const { flat } of places) tree.add(flat.minX, flat.minY, flat.maxX, flat.maxY);
  tree.finish();
  const overlaps: Overlap[] = [];
  const gaps: NeighbourGap[] = [];
  const stacked: { index: number; count: number }[] = [];
  for (const [order, place] of places.entries()) {
    if (place.index < from) continue;
    if (overlaps.length >= mostOverlaps) break;
    const { flat } = place;
    // Among the file's own each pair once; with those on record always.
    const near = tree.search(flat.minX - gapMetres, flat.minY - gapMetres, flat.maxX + gapMetres, flat.maxY + gapMetres, (other) =>
      places[other]!.index >= from ? other > order : other !== order,
    );
    let met = 0;
    for (const other of near) {
      const neighbour = places[other]!;
      const pair = { first: Math.min(place.index, neighbour.index), second: Math.max(place.index, neighbour.index) };
      if (mayOverlap(flat, neighbour.flat)) {
        const shared = overlapSquareMetres(place.shape, neighbour.shape);
        const area = shared < leastSquareMetres ? null : landOf(shared);
        // Beyond what a county holds the drawings themselves are told to be impossible.
        if (area === null) continue;
        met += 1;
        if (met > mostPairs) break;
        overlaps.push({ ...pair, area });
      } else {
        const gap = gapBetween(flat, neighbour.flat);
        if (gap) gaps.push({ ...pair, ...gap });
      }
    }
    if (met > mostPairs) stacked.push({ index: place.index, count: near.length });
  }
  const inOrder = (a: { readonly first: number; readonly second: number }, b: { readonly first: number; readonly second: number }) =>
    a.first - b.first || a.second - b.second;
  return { cut: overlaps.length >= mostOverlaps, duplicates, overlaps: overlaps.sort(inOrder), gaps: gaps.sort(inOrder), stacked };
}

const millimetre = (value: number): number => Math.round(value * 1000);

/** The same for the same positions, wherever the ring begins and whichever way round it goes. */
function fingerprint({ pool: { xy, starts }, ringFrom, ringTo, minX, minY, maxX, maxY }: PlaneShape): string {
  let sum = 0;
  for (let ring = ringFrom; ring < ringTo; ring += 1) {
    for (let point = starts[ring]!; point < starts[ring + 1]! - 1; point += 1)
      sum =
        (sum + (Math.imul(Math.round(xy[point * 2]! * 1000), 73_856_093) ^ Math.imul(Math.round(xy[point * 2 + 1]! * 1000), 19_349_663))) |
        0;
  }
  return `${starts[ringTo]! - starts[ringFrom]!} ${ringTo - ringFrom} ${sum} ${millimetre(minX)} ${millimetre(minY)} ${millimetre(maxX)} ${millimetre(maxY)}`;
}
