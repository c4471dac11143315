// What stands around a map: scale bar, north arrow, badges, watermark.
import { ink, paper } from '#domain/drawing/palette.ts';
import { POINTS_PER_MM, type Rect } from '#domain/print/paper.ts';
import { distanceText, pointsPerMetre, scaleBar, scaleText } from '#domain/print/scale.ts';
import { closedPath } from './frame.ts';
import type { Pen } from './pen.ts';

/** A bar of alternating parts with its distances above and 1:N below; gives its height. `y` is its top. */
export function drawScaleBar(pen: Pen, x: number, y: number, denominator: number, most: number, size: number): number {
  const { metres, parts } = scaleBar(denominator, most);
  const part = metres * pointsPerMetre(denominator);
  const [top, high] = [y + size * 1.35, size * 0.55];
  pen.stroke(ink, Math.max(0.4, size * 0.07));
  for (let at = 0; at < parts; at += 1) {
    pen.fill(at % 2 === 0 ? ink : paper);
    pen.rect(x + at * part, top, part, high, 'B');
  }
  // A short bar has no room for the figure in its middle.
  const words = [parts / 2, parts].map((at) => pen.width(distanceText(at * metres), size));
  const crowded = words[0]! / 2 + words[1]! + size * 0.6 > (parts * part) / 2;
  for (let at = 0; at <= parts; at += crowded ? parts : parts / 2) {
    const text = at === 0 ? '0' : distanceText(at * metres);
    pen.text(x + at * part, y + size, text, { size, colour: ink, align: at === 0 ? 'left' : at === parts ? 'right' : 'centre' });
  }
  pen.text(x, top + high + size * 1.35, scaleText(denominator), { size: size * 1.15, weight: 'bold', colour: ink });
  return size * 3.5;
}

/** An arrow to grid north, `height` points high with its N; `x` is its middle. */
export function drawNorth(pen: Pen, x: number, y: number, height: number): void {
  const [letter, half] = [height * 0.3, height * 0.2];
  const [top, bottom] = [y + letter * 1.1, y + height];
  pen.text(x, y + letter * 0.85, 'N', { size: letter, weight: 'bold', align: 'centre' });
  pen.stroke(ink, Math.max(0.4, height * 0.012));
  const notch = bottom - (bottom - top) * 0.22;
  for (const [colour, side] of [
    [ink, -1],
    [paper, 1],
  ] as const) {
    pen.fill(colour);
    pen.raw(`${closedPath([x, top, x + side * half, bottom, x, notch])} B`);
  }
}

/** A word in a frame; gives its width. `right`: x is its right end. */
export function drawBadge(pen: Pen, x: number, y: number, text: string, size: number, colour: string, right = false): number {
  const width = pen.width(text, size, 'medium') + size * 1.1;
  const left = right ? x - width : x;
  pen.fill(paper);
  pen.stroke(colour, Math.max(0.5, size * 0.09));
  pen.rect(left, y - size * 1.1, width, size * 1.6, 'B');
  pen.text(left + width / 2, y, text, { size, weight: 'medium', colour, align: 'centre' });
  return width;
}

/** A word across the map, pale and large, repeated: cannot be cut off. */
export function drawWatermark(pen: Pen, rect: Rect, text: string, size: number): void {
  pen.clipped(rect.x, rect.y, rect.width, rect.height, () => {
    const step = size * 5.5;
    for (let row = 0; row * step < rect.height + step; row += 1) {
      for (let column = -1; column * step * 1.4 < rect.width + step; column += 1) {
        const [x, y] = [rect.x + column * step * 1.4 + (row % 2) * step * 0.7, rect.y + row * step];
        pen.raw(`q 0.906 -0.423 0.423 0.906 ${x.toFixed(2)} ${y.toFixed(2)} cm`);
        pen.text(0, 0, text, { size, weight: 'bold', colour: '#dcd9e2' });
        pen.raw('Q');
      }
    }
  });
}

/** The smallest line that a printer shows. */
export const hairline = 0.1 * POINTS_PER_MM;
