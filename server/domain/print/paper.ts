// Sheets of paper in points (1/72 inch): sizes of ISO 216, and how large type and furniture are on them.

export const papers = ['A0', 'A1', 'A2', 'A3', 'A4'] as const;
export type Paper = (typeof papers)[number];
export const orientations = ['landscape', 'portrait'] as const;
export type Orientation = (typeof orientations)[number];

/** Points per millimetre. */
export const POINTS_PER_MM = 72 / 25.4;

/** Short and long side in millimetres. */
const sides: Readonly<Record<Paper, readonly [number, number]>> = {
  A0: [841, 1189],
  A1: [594, 841],
  A2: [420, 594],
  A3: [297, 420],
  A4: [210, 297],
};

export interface Sheet {
  readonly paper: Paper;
  readonly orientation: Orientation;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** How much larger type is than on A4: a wall is read from farther away, but not as far as the sheet is larger. */
  readonly size: number;
}

const sizes: Readonly<Record<Paper, number>> = { A0: 2.9, A1: 2.15, A2: 1.6, A3: 1.22, A4: 1 };

export function sheetOf(paper: Paper, orientation: Orientation): Sheet {
  const [short, long] = sides[paper];
  const [width, height] = orientation === 'landscape' ? [long, short] : [short, long];
  return { paper, orientation, width: width * POINTS_PER_MM, height: height * POINTS_PER_MM, size: sizes[paper] };
}

/** A rectangle on a sheet, y growing downwards, in points. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangle without a rim. */
export function inset({ x, y, width, height }: Rect, rim: number): Rect {
  return { x: x + rim, y: y + rim, width: width - 2 * rim, height: height - 2 * rim };
}
