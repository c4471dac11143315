// The picture in the plane: every shape projected once to metres on the county's Gauss-Krüger zone, before any page is laid out.
import { gaussKrugerPlane, zoneMeridian } from '#domain/land/plane.ts';
import type { PlaneBox } from '#domain/print/scale.ts';
import type { FlatShapes } from '../../../atlas/print/flat-shapes.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';

/** Shapes with positions in metres east and north. */
export interface PlaneShapes extends Omit<FlatShapes, 'positions'> {
  readonly metres: Float64Array;
  /** West, south, east, north, four per item; west > east where nothing is drawn. */
  readonly boxes: Float64Array;
}

export interface Plan {
  readonly meridian: number;
  readonly parcels: PlaneShapes;
  /** Square root of the area in metres: the side of a square as large. */
  readonly sides: Float64Array;
  readonly outlines: PlaneShapes;
  readonly water: PlaneShapes;
  readonly pieces: PlaneShapes;
  readonly roads: readonly Float64Array[];
  project(lon: number, lat: number): readonly [number, number];
}

type Project = (lon: number, lat: number) => readonly [number, number];

function projected(positions: Float64Array, project: Project): Float64Array {
  const metres = new Float64Array(positions.length);
  for (let at = 0; at < positions.length; at += 2) metres.set(project(positions[at]!, positions[at + 1]!), at);
  return metres;
}

export function projectShapes({ positions, ...levels }: FlatShapes, project: Project): PlaneShapes {
  const metres = projected(positions, project);
  const boxes = new Float64Array(levels.size * 4);
  for (let item = 0; item < levels.size; item += 1) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const [from, to] = verticesOf(levels, item);
    for (let vertex = from; vertex < to; vertex += 1) {
      const [x, y] = [metres[2 * vertex]!, metres[2 * vertex + 1]!];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    boxes.set([west, south, east, north], item * 4);
  }
  return { ...levels, metres, boxes };
}

/** First vertex of an item and the one after its last. */
function verticesOf({ partOf, ringOf, vertexOf }: Pick<FlatShapes, 'partOf' | 'ringOf' | 'vertexOf'>, item: number): [number, number] {
  return [vertexOf[ringOf[partOf[item]!]!]!, vertexOf[ringOf[partOf[item + 1]!]!]!];
}

/** Rings of an item: vertices from, to, and whether the ring is a hole. */
export function ringsOf(
  { partOf, ringOf, vertexOf }: Omit<PlaneShapes, 'metres' | 'boxes' | 'size'>,
  item: number,
): { from: number; to: number; hole: boolean }[] {
  const rings: { from: number; to: number; hole: boolean }[] = [];
  for (let part = partOf[item]!; part < partOf[item + 1]!; part += 1) {
    for (let ring = ringOf[part]!; ring < ringOf[part + 1]!; ring += 1) {
      rings.push({ from: vertexOf[ring]!, to: vertexOf[ring + 1]!, hole: ring > ringOf[part]! });
    }
  }
  return rings;
}

export function boxAt({ boxes }: PlaneShapes, item: number): PlaneBox | null {
  const [west, south, east, north] = [boxes[4 * item]!, boxes[4 * item + 1]!, boxes[4 * item + 2]!, boxes[4 * item + 3]!];
  return west <= east ? { west, south, east, north } : null;
}

function areaOf(shapes: PlaneShapes, item: number): number {
  let area = 0;
  for (const { from, to, hole } of ringsOf(shapes, item)) {
    let doubled = 0;
    for (let vertex = from, before = to - 1; vertex < to; before = vertex, vertex += 1) {
      doubled += shapes.metres[2 * before]! * shapes.metres[2 * vertex + 1]! - shapes.metres[2 * vertex]! * shapes.metres[2 * before + 1]!;
    }
    area += (Math.abs(doubled) / 2) * (hole ? -1 : 1);
  }
  return Math.max(0, area);
}

/** Middle of everything that is drawn, in degrees: decides the zone. */
function middleLongitude({ parcels, ground }: Pick<MapPicture, 'parcels' | 'ground'>): number {
  const { positions } = ground.outlines.positions.length > 0 ? ground.outlines : parcels.shapes;
  let [west, east] = [Infinity, -Infinity];
  for (let at = 0; at < positions.length; at += 2) {
    west = Math.min(west, positions[at]!);
    east = Math.max(east, positions[at]!);
  }
  return west <= east ? (west + east) / 2 : 120;
}

export function planOf(picture: Pick<MapPicture, 'parcels' | 'ground' | 'pieces'>): Plan {
  const meridian = zoneMeridian(middleLongitude(picture));
  const project = gaussKrugerPlane(meridian);
  const parcels = projectShapes(picture.parcels.shapes, project);
  return {
    meridian,
    parcels,
    sides: Float64Array.from({ length: parcels.size }, (_, item) => Math.sqrt(areaOf(parcels, item))),
    outlines: projectShapes(picture.ground.outlines, project),
    water: projectShapes(picture.ground.water, project),
    pieces: projectShapes(picture.pieces.shapes, project),
    roads: picture.ground.roads.map((road) => projected(road, project)),
    project,
  };
}
