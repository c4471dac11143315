// Hatches as small tiling pictures for the map and the legend.
import { hatches, type Hatch, type HatchName } from '#domain/drawing/hatches.ts';
import { noData } from '#domain/drawing/palette.ts';

function draw(pen: CanvasRenderingContext2D, { strokes }: Hatch): void {
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { colour, opacity, width, lines } of strokes) {
    pen.globalAlpha = opacity;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const line of lines) {
      for (let at = 0; at < line.length; at += 2) {
        if (at === 0) pen.moveTo(line[at]!, line[at + 1]!);
        else pen.lineTo(line[at]!, line[at + 1]!);
      }
    }
    pen.stroke();
  }
}

/** The picture of a hatch at a pixel ratio. */
export function patternImage(hatch: Hatch, ratio: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = hatch.side * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2-D canvas to draw patterns on');
  pen.scale(ratio, ratio);
  draw(pen, hatch);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const drawnUrls = new Map<HatchName, string>();

/** CSS background of a hatch for the legend, over a colour. Drawn once: pictures are slow to write out. */
export function patternUrl(name: HatchName): string {
  const known = drawnUrls.get(name);
  if (known !== undefined) return known;
  const hatch = hatches.find((one) => one.name === name)!;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = hatch.side * 2;
  const pen = canvas.getContext('2d');
  if (!pen) return noData;
  pen.scale(2, 2);
  draw(pen, hatch);
  const url = `url(${canvas.toDataURL()})`;
  drawnUrls.set(name, url);
  return url;
}
