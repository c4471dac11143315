// Reads our tiles with somebody else's decoder, and measures what they hold.
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface TileFeature {
  readonly id: number | undefined;
  readonly type: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Rings or lines as points. */
  readonly rings: readonly (readonly { readonly x: number; readonly y: number }[])[];
}

/** Features by layer. */
export function decodeTile(bytes: Uint8Array): Map<string, TileFeature[]> {
  const tile = new VectorTile(new PbfReader(bytes));
  return new Map(
    Object.entries(tile.layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, index): TileFeature => {
        const feature = layer.feature(index);
        if (layer.version !== 2 || layer.extent !== 4096) throw new Error(`${name}: version ${layer.version}, extent ${layer.extent}`);
        return { id: feature.id, type: feature.type, properties: feature.properties, rings: feature.loadGeometry() };
      }),
    ]),
  );
}

type Point = { readonly x: number; readonly y: number };

/** Area by the surveyor's formula; positive clockwise on a screen. A closing point repeated at the end does no harm. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (const [index, point] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    sum += point.x * next.y - next.x * point.y;
  }
  return sum / 2;
}

function half(ring: readonly Point[], inside: (point: Point) => boolean, cross: (a: Point, b: Point) => Point): Point[] {
  return ring.flatMap((point, index) => {
    const before = ring[(index + ring.length - 1) % ring.length]!;
    const kept = inside(point) ? [point] : [];
    return inside(point) === inside(before) ? kept : [cross(before, point), ...kept];
  });
}

/** The part of a ring inside the tile itself, without its buffer. */
export function insideTile(ring: readonly Point[], extent = 4096): Point[] {
  const at = (a: Point, b: Point, share: number): Point => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
  let kept = [...ring];
  kept = half(
    kept,
    (point) => point.x >= 0,
    (a, b) => at(a, b, (0 - a.x) / (b.x - a.x)),
  );
  kept = half(
    kept,
    (point) => point.x <= extent,
    (a, b) => at(a, b, (extent - a.x) / (b.x - a.x)),
  );
  kept = half(
    kept,
    (point) => point.y >= 0,
    (a, b) => at(a, b, (0 - a.y) / (b.y - a.y)),
  );
  return half(
    kept,
    (point) => point.y <= extent,
    (a, b) => at(a, b, (extent - a.y) / (b.y - a.y)),
  );
}
