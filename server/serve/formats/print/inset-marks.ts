// On the main map: a frame and a number for each inset, and dots for lots that are too small to be seen and in no inset.
import { primary } from '#domain/drawing/palette.ts';
import type { InsetRows } from '#domain/print/insets.ts';
import type { PlaneBox } from '#domain/print/scale.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import type { Frame } from './frame.ts';
import { isFree, reserve, type LabelBox, type Room } from './label-drawing.ts';
import { drawTag } from './map-frame.ts';
import { drawDots } from './parcel-drawing.ts';
import type { Pen } from './pen.ts';
import { boxAt, type Plan } from './plan.ts';

/** Directions in which a number may stand from its frame, the usual one first. */
const directions = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

const holds = (outer: PlaneBox, inner: PlaneBox): boolean =>
  inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north;

/** The nearest free place for a tag around its frame. */
function tagPlace(
  room: Room,
  mark: LabelBox,
  width: number,
  height: number,
): { readonly x: number; readonly y: number; readonly far: boolean } {
  for (let ring = 0; ring < 7; ring += 1) {
    const away = ring * height * 0.9;
    for (const [right, down] of directions) {
      const x =
        right < 0
          ? mark.left - away - (down === 0 ? width : 0)
          : right > 0
            ? mark.right + away - (down === 0 ? 0 : width)
            : (mark.left + mark.right - width) / 2;
      const y = down < 0 ? mark.top - away - height : down > 0 ? mark.bottom + away : (mark.top + mark.bottom - height) / 2;
      if (isFree(room, { left: x, top: y, right: x + width, bottom: y + height })) return { x, y, far: ring > 0 };
    }
  }
  return { x: mark.left, y: mark.top - height, far: false };
}

/** What is drawn over the main map's parcels. */
export function markInsets(pen: Pen, picture: MapPicture, plan: Plan, insets: InsetRows | null, size: number) {
  return (frame: Frame, room: Room): void => {
    const shown = (insets?.insets ?? []).map(({ cluster }) => cluster);
    const unit = 0.62 * size;
    drawDots({ pen, frame, unit }, picture, plan, (index) => {
      const box = boxAt(plan.parcels, index)!;
      return !shown.some((cluster) => cluster.township === picture.parcels.township[index] && holds(cluster.box, box));
    });
    const [type, rim] = [4.6 * size, 1.5 * size];
    const marks = shown.map(({ box }): LabelBox => ({
      left: frame.x(box.west) - rim,
      right: frame.x(box.east) + rim,
      top: frame.y(box.north) - rim,
      bottom: frame.y(box.south) + rim,
    }));
    for (const mark of marks) {
      pen.stroke(primary, 0.5 * size);
      pen.rect(mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top, 'S');
      reserve(room, mark);
    }
    for (const [at, mark] of marks.entries()) {
      const text = String(at + 1);
      const width = Math.max(type * 1.3, pen.width(text, type, 'bold') + type * 0.6);
      const { x, y, far } = tagPlace(room, mark, width, type * 1.3);
      if (far) {
        pen.stroke(primary, 0.35 * size);
        pen.line([x + width / 2, y + type * 0.65, (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2]);
      }
      drawTag(pen, x, y, text, type, primary, room);
    }
  };
}
