// The square of the world that a tile shows, and how its units lie in it.
import { WORLD } from '#domain/land/mercator.ts';
import { EXTENT } from './layer-writer.ts';

/** Units around the tile that are drawn too, so that outlines do not break at its edge. */
export const BUFFER = 64;

export interface Frame {
  readonly zoom: number;
  /** North-west corner in integer mercator units. */
  readonly west: number;
  readonly north: number;
  /** Tile units per mercator unit. */
  readonly scale: number;
  /** Box to search in, with the buffer. */
  readonly box: readonly [number, number, number, number];
}

/** The frame of a tile of the XYZ scheme. */
export function frameOf(zoom: number, x: number, y: number): Frame {
  const size = WORLD / 2 ** zoom;
  const margin = (size * BUFFER) / EXTENT;
  const [west, north] = [x * size, y * size];
  const inside = (value: number): number => Math.min(WORLD - 1, Math.max(0, value));
  return {
    zoom,
    west,
    north,
    scale: EXTENT / size,
    box: [inside(west - margin), inside(north - margin), inside(west + size + margin), inside(north + size + margin)],
  };
}

/** Tile units of a mercator position, not rounded. */
export function unitX(frame: Frame, x: number): number {
  return (x - frame.west) * frame.scale;
}

export function unitY(frame: Frame, y: number): number {
  return (y - frame.north) * frame.scale;
}
