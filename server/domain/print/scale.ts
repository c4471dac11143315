// Round scales 1:N, and the bar that shows one.
import { POINTS_PER_MM, type Rect } from './paper.ts';

/** Denominators that maps are drawn at, from large scale to small. */
export const roundScales: readonly number[] = [2, 3, 4, 5, 6].flatMap((power) =>
  [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].map((digit) => digit * 10 ** power),
);
export const leastDenominator = 100;
export const mostDenominator = 5_000_000;

/** A box in the plane, metres. */
export interface PlaneBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Points on paper per metre on the ground. */
export function pointsPerMetre(denominator: number): number {
  return (1000 / denominator) * POINTS_PER_MM;
}

/** The largest round scale at which the box fits the rectangle, `air` points of it left free on every side. */
export function scaleToFit(box: PlaneBox, { width, height }: Pick<Rect, 'width' | 'height'>, air: number): number {
  const fits = (denominator: number): boolean => {
    const factor = pointsPerMetre(denominator);
    return (box.east - box.west) * factor <= width - 2 * air && (box.north - box.south) * factor <= height - 2 * air;
  };
  return roundScales.find(fits) ?? roundScales.at(-1)!;
}

export function grown({ west, south, east, north }: PlaneBox, metres: number): PlaneBox {
  return { west: west - metres, south: south - metres, east: east + metres, north: north + metres };
}

export function joinBoxes(boxes: readonly PlaneBox[]): PlaneBox | null {
  if (boxes.length === 0) return null;
  return {
    west: Math.min(...boxes.map((box) => box.west)),
    south: Math.min(...boxes.map((box) => box.south)),
    east: Math.max(...boxes.map((box) => box.east)),
    north: Math.max(...boxes.map((box) => box.north)),
  };
}

/** A scale bar: so many equal parts of so many metres. */
export interface ScaleBar {
  readonly metres: number;
  readonly parts: number;
}

/** The longest bar of round parts that is no longer than `most` points on paper. */
export function scaleBar(denominator: number, most: number): ScaleBar {
  const factor = pointsPerMetre(denominator);
  let best: ScaleBar = { metres: 1, parts: 2 };
  for (let power = 0; power < 7; power += 1) {
    for (const digit of [1, 2, 2.5, 5]) {
      const metres = digit * 10 ** power;
      if (!Number.isInteger(metres)) continue;
      if (metres * 4 * factor <= most) best = { metres, parts: 4 };
      else if (metres * 2 * factor <= most && metres * 2 > best.metres * best.parts) best = { metres, parts: 2 };
    }
  }
  return best;
}

/** "1:25 000". */
export function scaleText(denominator: number): string {
  return `1:${String(Math.round(denominator)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ')}`;
}

/** "500 m", "2 km". */
export function distanceText(metres: number): string {
  return metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
}
