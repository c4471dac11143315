// Shapes as flat arrays of integer mercator coordinates: what tiles are cut from. Outer rings run clockwise on the screen, holes against.
import type { MultiPolygon, Ring } from '#domain/land/geometry.ts';
import { mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { atOnce, isStop, type Piecewise } from '#domain/piecewise.ts';

/** Item → parts (polygons) → rings → vertices, each level by its first entry, with one entry more at the end. */
export interface ShapeColumns {
  readonly size: number;
  readonly partOf: Uint32Array;
  readonly ringOf: Uint32Array;
  readonly vertexOf: Uint32Array;
  /** x, y of each vertex; a ring's first vertex is not repeated at its end. */
  readonly vertices: Uint32Array;
  /** West, north, east, south in integer mercator units, four per item; items without a shape have west > east. */
  readonly boxes: Uint32Array;
}

/** Twice the signed area; positive when the ring runs clockwise on a screen whose y grows downwards. */
function doubledArea(points: readonly number[]): number {
  let sum = 0;
  const [originX, originY] = [points[0]!, points[1]!];
  for (let index = 0, before = points.length - 2; index < points.length; before = index, index += 2) {
    sum += (points[before]! - originX) * (points[index + 1]! - originY) - (points[index]! - originX) * (points[before + 1]! - originY);
  }
  return sum;
}

function projected(ring: Ring): number[] {
  const points: number[] = [];
  for (const [lon, lat] of ring) {
    const [x, y] = [mercatorX(lon), mercatorY(lat)];
    if (points.length === 0 || x !== points[points.length - 2] || y !== points[points.length - 1]) points.push(x, y);
  }
  if (points.length > 2 && points[0] === points[points.length - 2] && points[1] === points[points.length - 1]) points.length -= 2;
  return points;
}

function reversed(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let index = points.length - 2; index >= 0; index -= 2) turned.push(points[index]!, points[index + 1]!);
  return turned;
}

/** Rings with an area, wound as tiles want them; null when the outer ring has none. */
function usableRings(polygon: readonly Ring[]): number[][] | null {
  const rings: number[][] = [];
  for (const [position, ring] of polygon.entries()) {
    const points = projected(ring);
    const area = points.length < 6 ? 0 : doubledArea(points);
    if (area === 0) {
      if (position === 0) return null;
      continue;
    }
    rings.push(area > 0 === (position === 0) ? points : reversed(points));
  }
  return rings;
}

/** Shapes in the given order as flat arrays; null shapes keep their place, empty. */
export function buildShapes(shapes: readonly (MultiPolygon | null)[]): ShapeColumns {
  return atOnce(shapesByPieces(shapes));
}

/** The same, with stops. */
export function* shapesByPieces(shapes: readonly (MultiPolygon | null)[]): Piecewise<ShapeColumns> {
  const partOf = new Uint32Array(shapes.length + 1);
  const ringOf: number[] = [];
  const vertexOf: number[] = [];
  const boxes = new Uint32Array(shapes.length * 4);
  // Grown by doubling: a county's vertices are not counted beforehand.
  let vertices = new Uint32Array(1024);
  let used = 0;
  for (const [item, shape] of shapes.entries()) {
    if (isStop(item)) yield;
    partOf[item] = ringOf.length;
    let [west, north, east, south] = [0xffffffff, 0xffffffff, 0, 0];
    for (const polygon of shape ?? []) {
      const rings = usableRings(polygon);
      if (!rings) continue;
      ringOf.push(vertexOf.length);
      for (const ring of rings) {
        vertexOf.push(used / 2);
        while (used + ring.length > vertices.length) {
          const larger = new Uint32Array(vertices.length * 2);
          larger.set(vertices);
          vertices = larger;
        }
        vertices.set(ring, used);
        used += ring.length;
      }
      for (let index = 0; index < rings[0]!.length; index += 2) {
        const [x, y] = [rings[0]![index]!, rings[0]![index + 1]!];
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < north) north = y;
        if (y > south) south = y;
      }
    }
    boxes.set([west, north, east, south], item * 4);
  }
  partOf[shapes.length] = ringOf.length;
  ringOf.push(vertexOf.length);
  vertexOf.push(used / 2);
  return {
    size: shapes.length,
    partOf,
    ringOf: Uint32Array.from(ringOf),
    vertexOf: Uint32Array.from(vertexOf),
    vertices: vertices.slice(0, used),
    boxes,
  };
}

/** The shapes of some items, in their order, as columns of their own. */
export function takeShapes(shapes: ShapeColumns, items: Uint32Array): ShapeColumns {
  const partOf = new Uint32Array(items.length + 1);
  const ringOf: number[] = [];
  const vertexOf: number[] = [];
  const boxes = new Uint32Array(items.length * 4);
  const pieces: Uint32Array[] = [];
  let used = 0;
  for (const [place, item] of items.entries()) {
    partOf[place] = ringOf.length;
    boxes.set(shapes.boxes.subarray(item * 4, item * 4 + 4), place * 4);
    for (let part = shapes.partOf[item]!; part < shapes.partOf[item + 1]!; part += 1) {
      ringOf.push(vertexOf.length);
      for (let ring = shapes.ringOf[part]!; ring < shapes.ringOf[part + 1]!; ring += 1) {
        vertexOf.push(used / 2);
        const piece = shapes.vertices.subarray(shapes.vertexOf[ring]! * 2, shapes.vertexOf[ring + 1]! * 2);
        pieces.push(piece);
        used += piece.length;
      }
    }
  }
  partOf[items.length] = ringOf.length;
  ringOf.push(vertexOf.length);
  vertexOf.push(used / 2);
  const vertices = new Uint32Array(used);
  let place = 0;
  for (const piece of pieces) {
    vertices.set(piece, place);
    place += piece.length;
  }
  return { size: items.length, partOf, ringOf: Uint32Array.from(ringOf), vertexOf: Uint32Array.from(vertexOf), vertices, boxes };
}

/** True when the item has something to draw. */
export function isDrawn(shapes: ShapeColumns, item: number): boolean {
  return shapes.partOf[item]! < shapes.partOf[item + 1]!;
}

/** Area of an item in square mercator units, holes taken off: for comparing sizes on the map, never a measure of land. */
export function areaOf({ partOf, ringOf, vertexOf, vertices }: ShapeColumns, item: number): number {
  let doubled = 0;
  for (let ring = ringOf[partOf[item]!]!; ring < ringOf[partOf[item + 1]!]!; ring += 1) {
    const [from, to] = [vertexOf[ring]!, vertexOf[ring + 1]!];
    // Holes are wound the other way, so that they take themselves off.
    doubled += doubledArea(Array.from(vertices.subarray(from * 2, to * 2)));
  }
  return doubled / 2;
}
