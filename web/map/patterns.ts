// Hatches and ticks as small tiling pictures: state is told by texture, so that it survives grey print and any eye.
import { ink, noData, quiet } from '../ui/tokens.ts';

export type PatternName = 'no-data' | 'idle-suspected' | 'idle-decided' | 'freed-declared' | 'freed-verified';

interface Pattern {
  readonly name: PatternName;
  /** Side of the tile in CSS pixels; a power of two. */
  readonly side: number;
  readonly draw: (pen: CanvasRenderingContext2D, side: number) => void;
}

/** Diagonals that meet themselves across the tile's edges. */
function diagonals(pen: CanvasRenderingContext2D, side: number, step: number, rising: boolean): void {
  pen.beginPath();
  for (let offset = -side; offset <= 2 * side; offset += step) {
    pen.moveTo(offset, rising ? side : 0);
    pen.lineTo(offset + side, rising ? 0 : side);
  }
  pen.stroke();
}

function tick(pen: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + size * 0.4, y + size * 0.45);
  pen.lineTo(x + size, y - size * 0.55);
  pen.stroke();
}

function withWidth(colour: string, width: number, draw: Pattern['draw']): Pattern['draw'] {
  return (pen, side) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    draw(pen, side);
  };
}

/** Ticks with a white rim, so that they read on the dark ends of the ramp too. */
function rimmedTicks(places: readonly (readonly [number, number])[], size: number): Pattern['draw'] {
  return (pen) => {
    for (const [colour, width] of [
      ['#ffffff', 4],
      ['#0b3b52', 1.8],
    ] as const) {
      withWidth(colour, width, () => {
        for (const [x, y] of places) tick(pen, x, y, size);
      })(pen, 0);
    }
  };
}

function rimmedHatch(step: number, width: number): Pattern['draw'] {
  return (pen, side) => {
    withWidth('rgb(255 255 255 / 75%)', width + 1.6, (brush, length) => diagonals(brush, length, step, true))(pen, side);
    withWidth(ink, width, (brush, length) => diagonals(brush, length, step, true))(pen, side);
  };
}

export const patterns: readonly Pattern[] = [
  {
    name: 'no-data',
    side: 8,
    draw: withWidth(quiet, 0.7, (pen, side) => {
      diagonals(pen, side, 4, true);
      diagonals(pen, side, 4, false);
    }),
  },
  { name: 'idle-suspected', side: 16, draw: rimmedHatch(8, 0.9) },
  { name: 'idle-decided', side: 8, draw: rimmedHatch(4, 1.5) },
  { name: 'freed-declared', side: 32, draw: rimmedTicks([[11, 16]], 11) },
  { name: 'freed-verified', side: 16, draw: rimmedTicks([[3, 9]], 10) },
];

/** The picture of a pattern at a pixel ratio, on its own ground where it has one. */
export function patternImage(pattern: Pattern, ratio: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = pattern.side * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2-D canvas to draw patterns on');
  pen.scale(ratio, ratio);
  pattern.draw(pen, pattern.side);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const drawnUrls = new Map<PatternName, string>();

/** CSS background of a pattern for the legend, over a colour. Drawn once: pictures are slow to write out. */
export function patternUrl(name: PatternName): string {
  const known = drawnUrls.get(name);
  if (known !== undefined) return known;
  const pattern = patterns.find((one) => one.name === name)!;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = pattern.side * 2;
  const pen = canvas.getContext('2d');
  if (!pen) return noData;
  pen.scale(2, 2);
  pattern.draw(pen, pattern.side);
  const url = `url(${canvas.toDataURL()})`;
  drawnUrls.set(name, url);
  return url;
}
