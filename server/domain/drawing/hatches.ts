// Hatches and ticks as lines in a tile: state is told by texture, so that it survives grey print and any eye. Screen and paper draw the same lines.
import { freedInk, ink, paper, quiet } from './palette.ts';

export const hatchNames = [
  'no-data',
  'idle-suspected',
  'idle-decided',
  'freed-declared',
  'freed-verified',
  'freed-revitalised',
  'freed-remediated',
  'freed-stock',
] as const;
export type HatchName = (typeof hatchNames)[number];

/** Lines of one look; `lines` are flat x, y pairs in tile units, y growing downwards. */
export interface HatchStroke {
  readonly colour: string;
  readonly opacity: number;
  readonly width: number;
  readonly lines: readonly (readonly number[])[];
}

export interface Hatch {
  readonly name: HatchName;
  /** Side of the tile in CSS pixels; a power of two. */
  readonly side: number;
  readonly strokes: readonly HatchStroke[];
}

/** Diagonals that meet themselves across the tile's edges. */
function diagonals(side: number, step: number, rising: boolean): number[][] {
  const lines: number[][] = [];
  for (let offset = -side; offset <= 2 * side; offset += step) {
    lines.push([offset, rising ? side : 0, offset + side, rising ? 0 : side]);
  }
  return lines;
}

function tick(x: number, y: number, size: number): number[] {
  return [x, y, x + size * 0.4, y + size * 0.45, x + size, y - size * 0.55];
}

/** Dark lines with a white rim, so that they read on the dark ends of the ramp too. */
function rimmedHatch(side: number, step: number, width: number): HatchStroke[] {
  const lines = diagonals(side, step, true);
  return [
    { colour: paper, opacity: 0.75, width: width + 1.6, lines },
    { colour: ink, opacity: 1, width, lines },
  ];
}

function rimmedTick(line: readonly number[]): HatchStroke[] {
  return [
    { colour: paper, opacity: 1, width: 4, lines: [line] },
    { colour: freedInk, opacity: 1, width: 1.8, lines: [line] },
  ];
}

export const hatches: readonly Hatch[] = [
  {
    name: 'no-data',
    side: 8,
    strokes: [{ colour: quiet, opacity: 1, width: 0.7, lines: [...diagonals(8, 4, true), ...diagonals(8, 4, false)] }],
  },
  { name: 'idle-suspected', side: 16, strokes: rimmedHatch(16, 8, 0.9) },
  { name: 'idle-decided', side: 8, strokes: rimmedHatch(8, 4, 1.5) },
  { name: 'freed-declared', side: 32, strokes: rimmedTick(tick(11, 16, 11)) },
  { name: 'freed-verified', side: 16, strokes: rimmedTick(tick(3, 9, 10)) },
  // Kinds beside 腾出 add a mark of their own between the ticks: a stroke, two strokes, a square.
  { name: 'freed-revitalised', side: 16, strokes: rimmedTick([4, 14, 12, 14]) },
  { name: 'freed-remediated', side: 16, strokes: [...rimmedTick([3, 14, 7, 14]), ...rimmedTick([10, 14, 14, 14])] },
  { name: 'freed-stock', side: 16, strokes: rimmedTick([11, 11, 14, 11, 14, 14, 11, 14, 11, 11]) },
];
