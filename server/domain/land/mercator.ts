// Web Mercator for tiles and the map only: positions as whole numbers of 1/2³² of the world. Never measure land in it.
import type { Bounds, Position } from './geometry.ts';

/** The world's width and height in integer mercator units (9 mm at the equator). */
export const WORLD = 2 ** 32;

const inWorld = (value: number): number => Math.min(WORLD - 1, Math.max(0, Math.round(value)));

/** Degrees east to integer mercator x, growing eastwards from 180°W. */
export function mercatorX(lon: number): number {
  return inWorld((lon / 360 + 0.5) * WORLD);
}

/** Degrees north to integer mercator y, growing southwards from 85.05°N. */
export function mercatorY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return inWorld((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD);
}

/** Integer mercator x back to degrees east. */
export function lonOfMercator(x: number): number {
  return (x / WORLD - 0.5) * 360;
}

/** Integer mercator y back to degrees north. */
export function latOfMercator(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
}

/** The tile of the XYZ scheme that holds a position. */
export function tileAt([lon, lat]: Position, zoom: number): { x: number; y: number } {
  const size = WORLD / 2 ** zoom;
  return { x: Math.floor(mercatorX(lon) / size), y: Math.floor(mercatorY(lat) / size) };
}

/** West, south, east, north of a tile in degrees. */
export function tileBounds(zoom: number, x: number, y: number): Bounds {
  const size = WORLD / 2 ** zoom;
  return [lonOfMercator(x * size), latOfMercator((y + 1) * size), lonOfMercator((x + 1) * size), latOfMercator(y * size)];
}

/** Distance along the Hilbert curve of a position, on a grid of 2¹⁶ cells a side: near on the ground is near in the order. */
export function hilbertKey(x: number, y: number): number {
  let [column, row] = [Math.floor(x / 65_536), Math.floor(y / 65_536)];
  let key = 0;
  for (let side = 32_768; side >= 1; side /= 2) {
    const right = (column & side) > 0 ? 1 : 0;
    const lower = (row & side) > 0 ? 1 : 0;
    key += side * side * ((3 * right) ^ lower);
    if (lower === 0) {
      if (right === 1) [column, row] = [side - 1 - (column & (side - 1)), side - 1 - (row & (side - 1))];
      [column, row] = [row & (side - 1), column & (side - 1)];
    } else {
      [column, row] = [column & (side - 1), row & (side - 1)];
    }
  }
  return key;
}
