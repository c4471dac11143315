// Flat metres around a point and back to lon/lat on the CGCS2000 ellipsoid; smooth noise by which straight drafts become land.
import type { Bounds, Position } from '#domain/land/geometry.ts';
import { hashText, latticeValue } from './random.ts';

/** x east, y north, in metres of a local plane. */
export type Point = readonly [number, number];

/** A plane that touches the ellipsoid at its origin: true to scale there, off by 0.005 % half a kilometre away. */
export interface Plane {
  readonly toLonLat: (point: Point) => Position;
  readonly toPoint: (position: Position) => Point;
}

const semiMajor = 6_378_137;
const flattening = 1 / 298.257222101;
const eccentricitySquared = flattening * (2 - flattening);
const degree = Math.PI / 180;

/** A millimetre in degrees: coordinates are rounded to it, so that neighbours share the very same numbers. */
function rounded(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}

export function planeAt(origin: Position): Plane {
  const [lon0, lat0] = origin;
  const sine = Math.sin(lat0 * degree);
  const root = Math.sqrt(1 - eccentricitySquared * sine * sine);
  const perLon = (semiMajor / root) * Math.cos(lat0 * degree) * degree;
  const perLat = ((semiMajor * (1 - eccentricitySquared)) / (root * root * root)) * degree;
  return {
    toLonLat: ([x, y]) => [rounded(lon0 + x / perLon), rounded(lat0 + y / perLat)],
    toPoint: ([lon, lat]) => [(lon - lon0) * perLon, (lat - lat0) * perLat],
  };
}

export function centreOf([west, south, east, north]: Bounds): Position {
  return [(west + east) / 2, (south + north) / 2];
}

/** One octave of a warp: how far apart its bumps are and how far they push, in metres. */
export interface Octave {
  readonly wavelength: number;
  readonly amplitude: number;
}

/** Displacement of a point; smooth and, while amplitudes stay below an eighth of the wavelength in sum, never folding the plane. */
export type Warp = (point: Point) => Point;

function smooth(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function valueNoise(seed: number, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [across, up] = [smooth(x - column), smooth(y - row)];
  const low = latticeValue(seed, column, row) * (1 - across) + latticeValue(seed, column + 1, row) * across;
  const high = latticeValue(seed, column, row + 1) * (1 - across) + latticeValue(seed, column + 1, row + 1) * across;
  return low * (1 - up) + high * up;
}

/** A displacement field made of octaves of value noise. */
export function createWarp(label: string, octaves: readonly Octave[]): Warp {
  const seeds = octaves.map((_, index) => [hashText(`${label}x${index}`), hashText(`${label}y${index}`)] as const);
  return ([x, y]) => {
    let [dx, dy] = [0, 0];
    for (const [index, { wavelength, amplitude }] of octaves.entries()) {
      const [seedX, seedY] = seeds[index]!;
      dx += amplitude * valueNoise(seedX, x / wavelength, y / wavelength);
      dy += amplitude * valueNoise(seedY, x / wavelength, y / wavelength);
    }
    return [dx, dy];
  };
}
