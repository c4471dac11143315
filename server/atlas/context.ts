// Roads, water and township outlines as flat arrays, made once per county: what context tiles are cut from.
import type { Position } from '#domain/land/geometry.ts';
import { mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { buildShapes, type ShapeColumns } from './shapes.ts';
import type { Snapshot } from './snapshot.ts';

/** A line in integer mercator units (x, y, x, y …) with its box. */
export interface Line {
  readonly name: string | null;
  readonly points: Float64Array;
  readonly box: readonly [west: number, north: number, east: number, south: number];
}

export interface ContextShapes {
  readonly roads: readonly Line[];
  readonly water: ShapeColumns;
  readonly townships: ShapeColumns;
}

function lineOf(name: string | null, positions: readonly Position[]): Line {
  const points = Float64Array.from(positions.flatMap(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]));
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < points.length; index += 2) {
    box[0] = Math.min(box[0], points[index]!);
    box[1] = Math.min(box[1], points[index + 1]!);
    box[2] = Math.max(box[2], points[index]!);
    box[3] = Math.max(box[3], points[index + 1]!);
  }
  return { name, points, box };
}

/** The county's context; items of `water` and `townships` are those of the record, in its order. */
export function contextShapes(snapshot: Snapshot): ContextShapes {
  return snapshot.once('context', () => {
    const { context, townships } = snapshot.sheet.data;
    return {
      roads: context.flatMap(({ name, geometry }) => (geometry.type === 'LineString' ? [lineOf(name, geometry.coordinates)] : [])),
      water: buildShapes(context.map(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : null))),
      townships: buildShapes(townships.map((township) => township.shape)),
    };
  });
}
