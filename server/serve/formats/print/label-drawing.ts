// Names on a printed map: each where it covers fewest parcels, none over another, none beyond the frame.
import { blockLabel, ink, muted, placeLabel, townshipLabel } from '#domain/drawing/palette.ts';
import type { MapPicture, PrintedParcels } from '../../../atlas/print/map-picture.ts';
import type { PrintedPlace } from '../../../atlas/print/ground.ts';
import { isSeen, type Frame } from './frame.ts';
import { cut, wrapped } from './lettering.ts';
import type { Pen, TextLook, Weight } from './pen.ts';
import { boxAt, type Plan } from './plan.ts';
import { countText, millionthsText } from './words.ts';

export interface LabelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const meet = (a: LabelBox, b: LabelBox): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** What of the frame is covered by parcels, in cells, and what by labels. */
export interface Room {
  readonly frame: Frame;
  readonly covered: Uint8Array;
  readonly columns: number;
  readonly cell: number;
  readonly taken: LabelBox[];
}

export function roomOf(plan: Plan, frame: Frame, cell: number): Room {
  const { rect } = frame;
  const columns = Math.ceil(rect.width / cell);
  const rows = Math.ceil(rect.height / cell);
  const covered = new Uint8Array(columns * rows);
  for (let index = 0; index < plan.parcels.size; index += 1) {
    const box = boxAt(plan.parcels, index);
    if (!box || !isSeen(plan.parcels, index, frame)) continue;
    const [left, right] = [frame.x(box.west), frame.x(box.east)].map((x) => Math.floor((x - rect.x) / cell));
    const [top, bottom] = [frame.y(box.north), frame.y(box.south)].map((y) => Math.floor((y - rect.y) / cell));
    for (let row = Math.max(0, top!); row <= Math.min(rows - 1, bottom!); row += 1) {
      for (let column = Math.max(0, left!); column <= Math.min(columns - 1, right!); column += 1) covered[row * columns + column] = 1;
    }
  }
  return { frame, covered, columns, cell, taken: [] };
}

/** Whether a rectangle lies in the frame and off all labels. */
export function isFree({ frame: { rect }, taken }: Room, box: LabelBox): boolean {
  const inside = box.left > rect.x && box.right < rect.x + rect.width && box.top > rect.y && box.bottom < rect.y + rect.height;
  return inside && !taken.some((other) => meet(other, box));
}

/** Keeps labels off a rectangle of the frame. */
export function reserve(room: Room, box: LabelBox): void {
  room.taken.push(box);
}

function cellsCovered({ frame: { rect }, covered, columns, cell }: Room, box: LabelBox): number {
  let sum = 0;
  for (let row = Math.floor((box.top - rect.y) / cell); row <= Math.floor((box.bottom - rect.y) / cell); row += 1) {
    for (let column = Math.floor((box.left - rect.x) / cell); column <= Math.floor((box.right - rect.x) / cell); column += 1) {
      sum += covered[row * columns + column] ?? 0;
    }
  }
  return sum;
}

interface Line {
  readonly text: string;
  readonly look: TextLook;
}

/** Places around a point, the nearest first. */
const around = [
  [0, 0],
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [0.8, -1],
  [-0.8, -1],
  [0.8, 1],
  [-0.8, 1],
  [0, -2],
  [0, 2],
  [1.6, 0],
  [-1.6, 0],
  [0.8, -2],
  [-0.8, -2],
  [0.8, 2],
  [-0.8, 2],
  [0, -3],
  [0, 3],
  [1.6, -1],
  [-1.6, -1],
  [1.6, 1],
  [-1.6, 1],
] as const;

/** Sets lines of a label near a point; false when there is no room for them. `most`: cells of parcels that may be covered. */
function place(pen: Pen, room: Room, x: number, y: number, lines: readonly Line[], most: number): boolean {
  const leading = 1.25;
  const width = Math.max(...lines.map(({ text, look }) => pen.width(text, look.size, look.weight)));
  const height = lines.reduce((sum, { look }) => sum + look.size * leading, 0);
  const { rect } = room.frame;
  let best: { box: LabelBox; cost: number } | null = null;
  for (const [step, [right, down]] of around.entries()) {
    const [middleX, middleY] = [x + right * (width * 0.6), y + down * height * 0.95];
    const box = { left: middleX - width / 2 - 1, right: middleX + width / 2 + 1, top: middleY - height / 2, bottom: middleY + height / 2 };
    const inside =
      box.left > rect.x + 2 && box.right < rect.x + rect.width - 2 && box.top > rect.y + 2 && box.bottom < rect.y + rect.height - 2;
    if (!inside || room.taken.some((other) => meet(other, box))) continue;
    const cells = cellsCovered(room, box);
    if (cells > most) continue;
    const cost = cells * 3 + step;
    if (!best || cost < best.cost) best = { box, cost };
  }
  if (!best) return false;
  room.taken.push(best.box);
  let baseline = best.box.top;
  for (const { text, look } of lines) {
    baseline += look.size * leading;
    pen.text((best.box.left + best.box.right) / 2, baseline - look.size * 0.3, text, { ...look, align: 'centre' });
  }
  return true;
}

const byParcels = (a: PrintedPlace, b: PrintedPlace): number => b.parcels - a.parcels;

/** Township names, with parcels and mu where there is room. */
export function drawTownshipNames(pen: Pen, picture: MapPicture, plan: Plan, room: Room, size: number): void {
  const { frame } = room;
  for (const { name, point, parcels, area } of [...picture.townships].sort(byParcels)) {
    if (!point) continue;
    const [east, north] = plan.project(...point);
    const { box } = frame;
    if (east < box.west || east > box.east || north < box.south || north > box.north) continue;
    const [x, y] = [frame.x(east), frame.y(north)];
    const title: Line = { text: name, look: { size, weight: 'bold', colour: townshipLabel, halo: size * 0.3 } };
    const sums: Line = {
      text: `${countText(parcels)} 宗 · ${millionthsText(area)} 亩`,
      look: { size: size * 0.68, colour: muted, halo: size * 0.24 },
    };
    if (parcels > 0 && place(pen, room, x, y, [title, sums], 40)) continue;
    place(pen, room, x, y, [title], Infinity);
  }
}

/** Names of blocks above their northern edge; only blocks with parcels in the frame. */
export function drawBlockNames(pen: Pen, picture: MapPicture, plan: Plan, room: Room, size: number): void {
  const { frame } = room;
  const edges = northernEdges(picture.parcels, plan, frame);
  for (const [index, { name, code }] of picture.blocks.entries()) {
    const edge = edges.get(index);
    if (!edge || code.startsWith('none')) continue;
    const look = { size, weight: 'medium', colour: blockLabel, halo: size * 0.35 } as const;
    place(
      pen,
      room,
      frame.x((edge.west + edge.east) / 2),
      frame.y(edge.north) - size * 0.8,
      [{ text: cut(pen, name, frame.rect.width * 0.4, size, 'medium'), look }],
      30,
    );
  }
}

function northernEdges({ block, kept }: PrintedParcels, plan: Plan, frame: Frame) {
  const edges = new Map<number, { west: number; east: number; north: number }>();
  for (let index = 0; index < plan.parcels.size; index += 1) {
    const box = boxAt(plan.parcels, index);
    if (!box || kept[index] === 0 || !isSeen(plan.parcels, index, frame)) continue;
    const edge = edges.get(block[index]!) ?? { west: Infinity, east: -Infinity, north: -Infinity };
    edges.set(block[index]!, {
      west: Math.min(edge.west, box.west),
      east: Math.max(edge.east, box.east),
      north: Math.max(edge.north, box.north),
    });
  }
  return edges;
}

/** Names of other places, faintly, where there is room. */
export function drawOtherNames(pen: Pen, { ground: { labels } }: MapPicture, plan: Plan, room: Room, size: number): void {
  const { frame } = room;
  for (const { name, point } of labels) {
    const [east, north] = plan.project(...point);
    const { box } = frame;
    if (east < box.west || east > box.east || north < box.south || north > box.north) continue;
    place(pen, room, frame.x(east), frame.y(north), [{ text: name, look: { size, colour: placeLabel, halo: size * 0.3 } }], 0);
  }
}

/** Names of the lots in the frame, each inside its lot; that of `own` in any case, and stronger. */
export function drawLotNames(pen: Pen, names: readonly string[], plan: Plan, room: Room, own: number): void {
  const { frame } = room;
  const written = (index: number, size: number, weight: Weight): void => {
    const box = boxAt(plan.parcels, index);
    const name = names[index] ?? '';
    if (!box || name === '') return;
    const [wide, high] = [(box.east - box.west) * frame.factor, (box.north - box.south) * frame.factor];
    const room = index === own ? Math.max(wide * 0.9, 92) : wide * 0.82;
    const lines = wrapped(pen, name, room, size, weight, 3);
    const leading = size * 1.25;
    if (index !== own && (room < size * 3 || lines.length * leading > high * 0.8)) return;
    const [x, top] = [frame.x((box.west + box.east) / 2), frame.y((box.south + box.north) / 2) - (lines.length * leading) / 2];
    for (const [at, line] of lines.entries()) {
      pen.text(x, top + leading * (at + 0.8), line, {
        size,
        weight,
        align: 'centre',
        halo: size * 0.35,
        colour: index === own ? ink : muted,
      });
    }
  };
  for (let index = 0; index < plan.parcels.size; index += 1) {
    if (index !== own && isSeen(plan.parcels, index, frame)) written(index, 5.6, 'regular');
  }
  written(own, 8, 'bold');
}
