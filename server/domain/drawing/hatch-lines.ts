// A hatch spread over a box: ruled lines and marks on a grid that all shapes of a sheet share, so that neighbours line up.
import type { HatchStroke } from './hatches.ts';

/** y grows downwards, as on the tile. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const rises = (line: readonly number[]): boolean => line[3]! < line[1]!;

/** Whether the stroke's lines run through the whole tile, to be drawn as long rules, or stand alone as marks. */
function isRuled({ lines }: HatchStroke, side: number): boolean {
  return lines.every((line) => line.length === 4 && Math.abs(line[2]! - line[0]!) >= side);
}

/** Parallel diagonals over the box; `step` is their distance along x. */
function diagonals({ left, top, right, bottom }: Box, step: number, rising: boolean): number[][] {
  const height = bottom - top;
  const lines: number[][] = [];
  // A rising line holds x + y constant, a falling one x − y.
  const [low, high] = rising ? [left + top, right + bottom] : [left - bottom, right - top];
  for (let place = Math.ceil(low / step); place * step <= high; place += 1) {
    const from = rising ? place * step - bottom : place * step + top;
    lines.push(rising ? [from, bottom, from + height, top] : [from, top, from + height, bottom]);
  }
  return lines;
}

function rules(stroke: HatchStroke, side: number, box: Box, scale: number): number[][] {
  return [true, false].flatMap((rising) => {
    const starts = stroke.lines
      .filter((line) => rises(line) === rising)
      .map((line) => line[0]!)
      .sort((a, b) => a - b);
    if (starts.length === 0) return [];
    return diagonals(box, (starts.length > 1 ? starts[1]! - starts[0]! : side) * scale, rising);
  });
}

function moved(line: readonly number[], x: number, y: number, scale: number): number[] {
  return line.map((value, at) => (at % 2 === 0 ? x : y) + value * scale);
}

/** Marks at the grid's places; a box smaller than a tile has one in its middle, so that no state goes unseen. */
function marks(stroke: HatchStroke, side: number, box: Box, scale: number): number[][] {
  const tile = side * scale;
  if (box.right - box.left < 1.6 * tile || box.bottom - box.top < 1.6 * tile) {
    const [x, y] = [(box.left + box.right - tile) / 2, (box.top + box.bottom - tile) / 2];
    return stroke.lines.map((line) => moved(line, x, y, scale));
  }
  const lines: number[][] = [];
  for (let row = Math.floor(box.top / tile); row * tile < box.bottom; row += 1) {
    for (let column = Math.floor(box.left / tile); column * tile < box.right; column += 1) {
      for (const line of stroke.lines) lines.push(moved(line, column * tile, row * tile, scale));
    }
  }
  return lines;
}

/** Lines (flat x, y pairs) of one stroke of a hatch over a box, the tile `scale` times its size. */
export function hatchLines(stroke: HatchStroke, side: number, box: Box, scale: number): number[][] {
  return isRuled(stroke, side) ? rules(stroke, side, box, scale) : marks(stroke, side, box, scale);
}
