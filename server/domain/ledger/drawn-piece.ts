// A drawn piece against the area it states and the parcel it lies on: what surveys may differ by, and what they may not.
import { geodesicSquareMetres } from '../land/area.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import { type OverlaidLand, overlaid } from '../land/overlay.ts';
import { type MicroMu, microMuFromSquareMetres, roundedText } from '../units.ts';

/** More than the drawing holds by this share is more land than was drawn; registers and drawings of one lot differ by less. */
const drawnTolerance = 0.05;
/** Two surveys of one boundary differ by about this much on the ground, in metres. */
export const sliverWidthMetres = 0.1;
/** Shared land below this is the width of two surveyors' lines, not land counted twice. */
export const sliverSquareMetres = 1;

/**
 * Whether land that two drawings share is only the difference of two surveyed lines: under a square metre, or a strip whose mean width
 * is under 0.1 m. Such slivers are told, never counted and never refused.
 */
export function isSliver({ squareMetres, perimeterMetres }: OverlaidLand): boolean {
  return squareMetres <= sliverSquareMetres || (2 * squareMetres) / perimeterMetres <= sliverWidthMetres;
}

export function drawnArea(shape: MultiPolygon): MicroMu {
  // Drawn by hand, a ring may cross itself: it holds what is filled on screen.
  const filled = overlaid(shape, shape, 'and').shape;
  return microMuFromSquareMetres(geodesicSquareMetres(filled));
}

const muText = (area: MicroMu): string => roundedText(BigInt(area), 1_000_000n, 3);

/** In words, when the area stated is more than the drawing holds beyond the tolerance; null when it fits or nothing is drawn. */
export function drawnFault({ gross, shape }: { readonly gross: MicroMu; readonly shape: MultiPolygon | null }): string | null {
  if (!shape) return null;
  const drawn = drawnArea(shape);
  return gross > drawn * (1 + drawnTolerance) ? `面积 ${muText(gross)} 亩大于所画范围 ${muText(drawn)} 亩，相差超过 5%` : null;
}

/** What of a drawn piece lies outside its parcel's drawing. */
export function outsideOf(shape: MultiPolygon, parcel: MultiPolygon): OverlaidLand {
  return overlaid(shape, parcel, 'minus');
}
