// Shapes in lon/lat as flat arrays: what a thread that draws them is handed in one piece.
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';

/** Item → parts → rings → vertices, each level by its first entry, with one entry more at the end. Positions are lon, lat pairs. */
export interface FlatShapes {
  readonly size: number;
  readonly partOf: Uint32Array;
  readonly ringOf: Uint32Array;
  readonly vertexOf: Uint32Array;
  /** A ring's first position is not repeated at its end. */
  readonly positions: Float64Array;
}

export function flatShapes(shapes: readonly (MultiPolygon | null)[]): FlatShapes {
  const partOf = new Uint32Array(shapes.length + 1);
  const [ringOf, vertexOf]: [number[], number[]] = [[], []];
  const positions: number[] = [];
  for (const [item, shape] of shapes.entries()) {
    partOf[item] = ringOf.length;
    for (const polygon of shape ?? []) {
      ringOf.push(vertexOf.length);
      for (const ring of polygon) {
        vertexOf.push(positions.length / 2);
        for (const [lon, lat] of ring.slice(0, -1)) positions.push(lon, lat);
      }
    }
  }
  partOf[shapes.length] = ringOf.length;
  ringOf.push(vertexOf.length);
  vertexOf.push(positions.length / 2);
  return {
    size: shapes.length,
    partOf,
    ringOf: Uint32Array.from(ringOf),
    vertexOf: Uint32Array.from(vertexOf),
    positions: Float64Array.from(positions),
  };
}

export function flatLine(positions: readonly Position[]): Float64Array {
  return Float64Array.from(positions.flat());
}
