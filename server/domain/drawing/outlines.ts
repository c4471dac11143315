// Outlines that mark verdicts and freed land: line style first, colour second. Screen and paper draw the same lines.
import type { ClassStyle } from '../policy/policy.ts';

/** One line along the inside of a boundary; lengths in CSS pixels at full size, dashes in line widths. */
export interface Stroke {
  readonly width: number;
  /** Distance inside the edge, so that neighbours do not draw over each other. */
  readonly offset: number;
  readonly dash?: number[];
  readonly round?: boolean;
}

export const verdictStrokes: Readonly<Record<ClassStyle, readonly Stroke[]>> = {
  double: [
    { width: 1.6, offset: 1.2 },
    { width: 1.3, offset: 4 },
  ],
  dash: [{ width: 2.2, offset: 1.6, dash: [3.4, 1.8] }],
  dots: [{ width: 2.6, offset: 1.8, dash: [0.01, 1.9], round: true }],
  solid: [{ width: 2, offset: 1.4 }],
};

/** White bed that keeps the lines readable on dark fills. */
export function bedOf(lines: readonly Stroke[]): Stroke {
  const depth = lines.at(-1)!.offset + lines.at(-1)!.width;
  return { width: depth + 0.8, offset: depth / 2 };
}

/** Bold edge of freed land: thinner while only declared. */
export const freedStrokes = { declared: { width: 1.4, offset: 0 }, verified: { width: 2.8, offset: 0 } } as const satisfies Record<
  string,
  Stroke
>;

/** Zooms between which hatches and outlines grow from half to full size; the offset from less than half. */
export const outlineZooms = { from: 12, to: 15, widthFrom: 0.5, offsetFrom: 0.4 } as const;
