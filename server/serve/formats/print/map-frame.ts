// One map in its frame: ground, parcels, names; the main map, an inset or the map of a parcel's sheet.
import { ink } from '#domain/drawing/palette.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import type { Frame } from './frame.ts';
import { drawGround } from './ground-drawing.ts';
import { drawBlockNames, drawOtherNames, drawTownshipNames, reserve, roomOf, type Room } from './label-drawing.ts';
import { drawParcels } from './parcel-drawing.ts';
import type { Pen } from './pen.ts';
import type { Plan } from './plan.ts';

export interface MapLook {
  /** Points of one pixel on screen. */
  readonly unit: number;
  /** Type size of names; null for none. */
  readonly names: { readonly townships: number | null; readonly blocks: number | null; readonly others: number | null };
  /** The lot that is spoken of: all others are drawn paler. */
  readonly strong?: number;
  /** Drawn over the parcels and under the names. */
  readonly over?: (frame: Frame, room: Room) => void;
}

export function drawMap(pen: Pen, picture: MapPicture, plan: Plan, frame: Frame, { unit, names, strong, over }: MapLook): void {
  const { rect } = frame;
  const room = roomOf(plan, frame, 3 * unit);
  pen.clipped(rect.x, rect.y, rect.width, rect.height, () => {
    drawGround(pen, plan, frame, unit, !picture.hidden.includes('context'));
    drawParcels({ pen, frame, unit }, picture, plan, strong);
    over?.(frame, room);
    if (!picture.hidden.includes('labels')) {
      if (names.townships !== null) drawTownshipNames(pen, picture, plan, room, names.townships);
      if (names.blocks !== null) drawBlockNames(pen, picture, plan, room, names.blocks);
      if (names.others !== null) drawOtherNames(pen, picture, plan, room, names.others);
    }
  });
  pen.stroke(ink, 0.5 * unit);
  pen.rect(rect.x, rect.y, rect.width, rect.height, 'S');
}

/** A number in a filled tag at a corner, kept free of names. */
export function drawTag(pen: Pen, x: number, y: number, text: string, size: number, colour: string, room?: Room): void {
  const width = Math.max(size * 1.3, pen.width(text, size, 'bold') + size * 0.6);
  pen.fill(colour);
  pen.rect(x, y, width, size * 1.3, 'f');
  pen.text(x + width / 2, y + size, text, { size, weight: 'bold', colour: '#ffffff', align: 'centre' });
  if (room) reserve(room, { left: x, top: y, right: x + width, bottom: y + size * 1.3 });
}
