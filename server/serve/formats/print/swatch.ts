// Samples of the legend: a small lot with the fill, hatch and outline that the map draws.
import { hatchLines } from '#domain/drawing/hatch-lines.ts';
import { hatches, type HatchName } from '#domain/drawing/hatches.ts';
import { movedInwards } from '#domain/drawing/inward.ts';
import { verdictStrokes } from '#domain/drawing/outlines.ts';
import { freedInk, paper, parcelEdge } from '#domain/drawing/palette.ts';
import type { ClassStyle } from '#domain/policy/policy.ts';
import type { Rect } from '#domain/print/paper.ts';
import { closedPath } from './frame.ts';
import { onPaper } from './parcel-drawing.ts';
import { numbers, type Pen } from './pen.ts';

export interface SwatchLook {
  readonly colour?: string;
  readonly hatches?: readonly HatchName[];
  readonly outline?: { readonly style: ClassStyle; readonly colour: string };
  /** Width of the bold edge of freed land, in pixels. */
  readonly freedEdge?: number;
}

export function drawSwatch(pen: Pen, rect: Rect, look: SwatchLook): void {
  const { x, y, width, height } = rect;
  const corners = [x, y, x + width, y, x + width, y + height, x, y + height];
  const unit = height / 13;
  pen.raw('0 J 0 j [] 0 d');
  pen.fill(look.colour ? onPaper(look.colour) : paper);
  pen.stroke(parcelEdge, 0.35);
  pen.rect(x, y, width, height, look.outline ? 'f' : 'B');
  pen.raw(`q ${numbers(x, y, width, height)} re W n`);
  for (const name of look.hatches ?? []) {
    const hatch = hatches.find((one) => one.name === name)!;
    const scale = (hatch.side === 32 ? 0.5 : 0.8) * unit;
    for (const stroke of hatch.strokes) {
      pen.stroke(stroke.colour, stroke.width * scale);
      pen.raw('1 J 1 j');
      for (const line of hatchLines(stroke, hatch.side, { left: x, right: x + width, top: y, bottom: y + height }, scale)) pen.line(line);
    }
  }
  pen.raw('Q');
  if (look.freedEdge !== undefined) {
    pen.stroke(freedInk, look.freedEdge * unit);
    pen.rect(x, y, width, height, 'S');
  }
  for (const stroke of look.outline ? verdictStrokes[look.outline.style] : []) {
    const wide = stroke.width * unit;
    pen.stroke(look.outline!.colour, wide);
    pen.raw(
      `${stroke.round ? '1 J 1 j' : '0 J 0 j'} [${(stroke.dash ?? []).map((part) => Math.round(part * wide * 100) / 100).join(' ')}] 0 d`,
    );
    pen.raw(`${closedPath(movedInwards(corners, stroke.offset * unit))} S`);
  }
  pen.raw('0 J 0 j [] 0 d');
}
