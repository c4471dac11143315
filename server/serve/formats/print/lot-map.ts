// The map on a parcel's sheet: the lot among its neighbours, to scale, with bar and north.
import { ink, muted, paper, parcelEdge } from '#domain/drawing/palette.ts';
import type { Rect } from '#domain/print/paper.ts';
import { grown, scaleToFit } from '#domain/print/scale.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';
import { frameOn, pathOf } from './frame.ts';
import { drawNorth, drawScaleBar } from './furniture.ts';
import { drawLotNames } from './label-drawing.ts';
import { drawMap } from './map-frame.ts';
import type { Pen } from './pen.ts';
import { boxAt, type Plan } from './plan.ts';
import type { SheetsOrder } from './press-message.ts';

export interface SheetWork {
  readonly pen: Pen;
  readonly picture: MapPicture;
  readonly plan: Plan;
  readonly order: SheetsOrder;
  /** Only the pages are counted: the map, which never changes their number, is left out. */
  readonly counting: boolean;
}

/** The lot with its neighbours; the lot itself between two strong lines. */
export function drawLot({ pen, picture, plan, order }: SheetWork, { index }: ParcelSheet, rect: Rect): void {
  const box = boxAt(plan.parcels, index);
  if (!box) {
    pen.stroke(parcelEdge, 0.5);
    pen.rect(rect.x, rect.y, rect.width, rect.height, 'S');
    pen.text(rect.x + rect.width / 2, rect.y + rect.height / 2, '本宗没有图形', { size: 9, colour: muted, align: 'centre' });
    return;
  }
  const around = Math.max(30, 0.4 * Math.max(box.east - box.west, box.north - box.south));
  const frame = frameOn(rect, scaleToFit(grown(box, around), rect, 4), box);
  drawMap(pen, picture, plan, frame, {
    unit: 0.7,
    strong: index,
    names: { townships: null, blocks: null, others: null },
    over: (_, room) => {
      const outline = pathOf(plan.parcels, index, frame);
      pen.raw('1 j [] 0 d');
      for (const [colour, width] of [
        [paper, 4.4],
        [ink, 2],
      ] as const) {
        pen.stroke(colour, width);
        pen.raw(`${outline} S`);
      }
      drawLotNames(pen, order.names, plan, room, index);
    },
  });
  const [wide, high] = [96, 32];
  pen.fill(paper);
  pen.rect(rect.x + 4, rect.y + rect.height - high - 4, wide, high, 'f');
  drawScaleBar(pen, rect.x + 8, rect.y + rect.height - high - 2, frame.denominator, wide - 12, 7);
  pen.fill(paper);
  pen.rect(rect.x + rect.width - 26, rect.y + 4, 22, 36, 'f');
  drawNorth(pen, rect.x + rect.width - 15, rect.y + 6, 32);
}
