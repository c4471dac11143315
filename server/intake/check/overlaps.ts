// Finds parcels that cover the same ground: pairs with the area they share.
import Flatbush from 'flatbush';
import { boundsOf, type MultiPolygon } from '#domain/land/geometry.ts';
import { overlapSquareMetres } from '#domain/land/overlap.ts';
import { microMuFromSquareMetres, type MicroMu } from '#domain/units.ts';

export interface Overlap {
  readonly first: number;
  readonly second: number;
  readonly area: MicroMu;
}

/** Less than a square metre is the width of a pen: boundaries surveyed twice never agree to the millimetre. */
const leastSquareMetres = 1;

/** Pairs among `shapes` of which at least one is from `from` on (the file's own come after those on record). */
export function overlappingPairs(shapes: readonly (MultiPolygon | null)[], from: number): Overlap[] {
  const places = shapes.flatMap((shape, index) => {
    const bounds = shape && boundsOf(shape);
    return shape && bounds ? [{ index, shape, bounds }] : [];
  });
  if (places.length < 2) return [];
  const tree = new Flatbush(places.length);
  for (const { bounds } of places) tree.add(...bounds);
  tree.finish();
  const pairs: Overlap[] = [];
  for (const [order, place] of places.entries()) {
    if (place.index < from) continue;
    for (const other of tree.search(...place.bounds)) {
      const near = places[other]!;
      // Among the file's own each pair once; with those on record always.
      if (near.index >= from && other <= order) continue;
      if (other === order) continue;
      const shared = overlapSquareMetres(place.shape, near.shape);
      if (shared >= leastSquareMetres)
        pairs.push({
          first: Math.min(place.index, near.index),
          second: Math.max(place.index, near.index),
          area: microMuFromSquareMetres(shared),
        });
    }
  }
  return pairs.sort((a, b) => a.first - b.first || a.second - b.second);
}
