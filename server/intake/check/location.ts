// Tells parcels that lie where they cannot: outside the county, or far from all the others of the file.
import { metresPerDegree } from '#domain/land/area.ts';
import { boundsOf, type Bounds, type MultiPolygon, type Position } from '#domain/land/geometry.ts';
import { median } from '../place/crs-ladder.ts';

/** Parcels of one county are never this far from their middle; a file of a whole country is told by its spread. */
const farMetres = 50_000;
const spreadFactor = 10;
const strayShare = 0.2;
/** County bounds are often those of a generalised outline; about 2 km around them are still the county. */
const marginDegrees = 0.02;
/** A file is refused when most of it is nowhere near; a wrong zone is off by degrees, and may bring a stray parcel into the county. */
const refusalDegrees = 0.2;

function centre(shape: MultiPolygon): Position | null {
  const bounds = boundsOf(shape);
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

function distance(from: Position, to: Position): number {
  const scale = metresPerDegree((from[1] + to[1]) / 2);
  return Math.hypot((from[0] - to[0]) * scale.east, (from[1] - to[1]) * scale.north);
}

function within([lon, lat]: Position, bounds: Bounds, margin: number): boolean {
  return lon >= bounds[0] - margin && lon <= bounds[2] + margin && lat >= bounds[1] - margin && lat <= bounds[3] + margin;
}

export interface Placement {
  /** Index of each misplaced shape and how many metres it is from the middle of the file. */
  readonly outside: ReadonlyMap<number, number>;
  /** Every shape lies outside the county: the coordinate system is wrong, not the parcels. */
  readonly allOutside: boolean;
}

/** How many shapes lie far outside the county, of how many. More than half: the coordinate system is wrong, not the parcels. */
export function farFromCounty(
  shapes: Iterable<MultiPolygon | null>,
  bounds: Bounds | null,
): { readonly far: number; readonly known: number } {
  let [far, known] = [0, 0];
  for (const shape of shapes) {
    const position = shape && centre(shape);
    if (!position) continue;
    known += 1;
    if (bounds && !within(position, bounds, refusalDegrees)) far += 1;
  }
  return { far, known };
}

export function placement(shapes: readonly (MultiPolygon | null)[], bounds: Bounds | null): Placement {
  const centres = shapes.map((shape) => shape && centre(shape));
  const known = centres.filter((position) => position !== null);
  if (known.length === 0) return { outside: new Map(), allOutside: false };
  const middle: Position = [median(known.map(([lon]) => lon)), median(known.map(([, lat]) => lat))];
  const distances = centres.map((position) => (position ? distance(position, middle) : null));
  const limit = Math.max(farMetres, spreadFactor * median(distances.filter((value) => value !== null)));
  const outside = new Map<number, number>();
  for (const [index, position] of centres.entries()) {
    const metres = distances[index];
    if (!position || metres === null || metres === undefined) continue;
    if (bounds ? !within(position, bounds, marginDegrees) : metres > limit) outside.set(index, metres);
  }
  // Without bounds only strays are told: a file whose parcels lie in several places has no middle to be far from.
  if (!bounds && outside.size > known.length * strayShare) outside.clear();
  return { outside, allOutside: bounds !== null && known.every((position) => !within(position, bounds, refusalDegrees)) };
}
