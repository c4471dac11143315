// Shapes as flat numbers in metres around one place, so that a hundred thousand of them can be tested in seconds.
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';

export interface Plane {
  readonly origin: Position;
  readonly east: number;
  readonly north: number;
}

export function planeAround(origin: Position): Plane {
  return { origin, ...metresPerDegree(origin[1]) };
}

/** Where flat shapes are kept: two long lists for all of them together. */
export class PlanePool {
  /** x, y of every position, ring after ring, each closed. */
  xy = new Float64Array(4096);
  /** First position of each ring, and behind the last the number of all. */
  starts = new Int32Array(512);
  #positions = 0;
  #rings = 0;

  /** Forgets what it holds: for shapes that are looked at one by one. */
  clear(): void {
    this.#positions = 0;
    this.#rings = 0;
  }

  add(shape: MultiPolygon, { origin, east, north }: Plane): PlaneShape {
    const [lon0, lat0] = origin;
    const ringFrom = this.#rings;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const polygon of shape) {
      for (const ring of polygon) {
        this.#reserve(ring.length);
        const { xy } = this;
        let at = this.#positions * 2;
        for (let index = 0; index < ring.length; index += 1) {
          const position = ring[index]!;
          const x = (position[0] - lon0) * east;
          const y = (position[1] - lat0) * north;
          xy[at++] = x;
          xy[at++] = y;
          if (x < minX) minX = x;
          if (x > maxX) maxX = x;
          if (y < minY) minY = y;
          if (y > maxY) maxY = y;
        }
        this.starts[this.#rings++] = this.#positions;
        this.#positions += ring.length;
        this.starts[this.#rings] = this.#positions;
      }
    }
    return { pool: this, ringFrom, ringTo: this.#rings, minX, minY, maxX, maxY };
  }

  #reserve(positions: number): void {
    if ((this.#positions + positions) * 2 > this.xy.length) {
      const grown = new Float64Array(Math.max(this.xy.length * 2, (this.#positions + positions) * 2));
      grown.set(this.xy);
      this.xy = grown;
    }
    if (this.#rings + 2 > this.starts.length) {
      const grown = new Int32Array(this.starts.length * 2);
      grown.set(this.starts);
      this.starts = grown;
    }
  }
}

export interface PlaneShape {
  readonly pool: PlanePool;
  /** Its rings in the pool, from and up to. */
  readonly ringFrom: number;
  readonly ringTo: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Even-odd over all rings, so that holes and parts need no care. */
export function planeContains({ pool: { xy, starts }, ringFrom, ringTo }: PlaneShape, x: number, y: number): boolean {
  let odd = false;
  for (let ring = ringFrom; ring < ringTo; ring += 1) {
    const end = starts[ring + 1]! - 1;
    for (let point = starts[ring]!; point < end; point += 1) {
      const y1 = xy[point * 2 + 1]!;
      const y2 = xy[point * 2 + 3]!;
      if (y1 > y === y2 > y) continue;
      const x1 = xy[point * 2]!;
      if (x < x1 + ((y - y1) / (y2 - y1)) * (xy[point * 2 + 2]! - x1)) odd = !odd;
    }
  }
  return odd;
}

/** Square of the distance from a point to a segment. */
export function distanceSquared(px: number, py: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / length));
  const ex = px - x1 - share * dx;
  const ey = py - y1 - share * dy;
  return ex * ex + ey * ey;
}

/** Square of the distance from a point to the nearest edge of a shape. */
export function edgeDistanceSquared({ pool: { xy, starts }, ringFrom, ringTo }: PlaneShape, px: number, py: number): number {
  let least = Infinity;
  for (let ring = ringFrom; ring < ringTo; ring += 1) {
    const end = starts[ring + 1]! - 1;
    for (let point = starts[ring]!; point < end; point += 1) {
      const squared = distanceSquared(px, py, xy[point * 2]!, xy[point * 2 + 1]!, xy[point * 2 + 2]!, xy[point * 2 + 3]!);
      if (squared < least) least = squared;
    }
  }
  return least;
}
