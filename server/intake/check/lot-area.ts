// The measured area of a drawing, where it can be one: a drawing larger than any county has slipped, and its figure means nothing.
import { geodesicSquareMetres } from '#domain/land/area.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { microMuFromSquareMetres, type MicroMu } from '#domain/units.ts';

/** A hundred thousand square kilometres: more than any prefecture, and exact in micro-mu. */
const largestSquareMetres = 1e11;

/** Null for what is too large to be land of a county. */
export function landOf(squareMetres: number): MicroMu | null {
  return squareMetres <= largestSquareMetres ? microMuFromSquareMetres(squareMetres) : null;
}

export function lotArea(shape: MultiPolygon): MicroMu | null {
  return landOf(geodesicSquareMetres(shape));
}
