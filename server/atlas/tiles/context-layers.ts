// The pale layers under the parcels: `roads`, `water`, `boundaries` (township outlines) and `places` (names).
import { contextShapes, type Line } from '../context.ts';
import { isDrawn, type ShapeColumns } from '../shapes.ts';
import type { Snapshot } from '../snapshot.ts';
import { appendPath, cutPolygons, startCommands } from './cut.ts';
import { BUFFER, unitX, unitY, type Frame } from './frame.ts';
import { addPoint } from './label-layer.ts';
import { createLayer, EXTENT, LINE, POLYGON, type LayerWriter } from './layer-writer.ts';

/** Where a segment enters and leaves the buffered tile, as shares of its length; null when it stays outside. */
function insideShares(ax: number, ay: number, bx: number, by: number): [number, number] | null {
  let [enter, leave] = [0, 1];
  for (const [from, to] of [
    [ax, bx],
    [ay, by],
  ] as const) {
    const run = to - from;
    if (run === 0) {
      if (from < -BUFFER || from > EXTENT + BUFFER) return null;
      continue;
    }
    const [first, second] = [(-BUFFER - from) / run, (EXTENT + BUFFER - from) / run];
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  return enter < leave ? [enter, leave] : null;
}

/** The pieces of a line inside the buffered tile, rounded to units. */
export function clipLine(points: readonly number[]): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  const push = (x: number, y: number): void => {
    const [unitsX, unitsY] = [Math.round(x), Math.round(y)];
    if (piece.length === 0 || unitsX !== piece[piece.length - 2] || unitsY !== piece[piece.length - 1]) piece.push(unitsX, unitsY);
  };
  const close = (): void => {
    if (piece.length >= 4) pieces.push(piece);
    piece = [];
  };
  for (let index = 0; index + 3 < points.length; index += 2) {
    const [ax, ay, bx, by] = points.slice(index, index + 4) as [number, number, number, number];
    const shares = insideShares(ax, ay, bx, by);
    if (!shares) {
      close();
      continue;
    }
    const [enter, leave] = shares;
    if (enter > 0) close();
    push(ax + (bx - ax) * enter, ay + (by - ay) * enter);
    push(ax + (bx - ax) * leave, ay + (by - ay) * leave);
    if (leave < 1) close();
  }
  close();
  return pieces;
}

/** Below this zoom lines and outlines lose the bends that are smaller than half a pixel. */
const FULL_DETAIL_ZOOM = 13;
const HALF_PIXEL = 4;

/** Without the points that lie within half a pixel of the one before; both ends stay. */
function coarser(points: readonly number[]): number[] {
  const kept = points.slice(0, 2);
  for (let index = 2; index < points.length; index += 2) {
    const far = Math.hypot(points[index]! - kept[kept.length - 2]!, points[index + 1]! - kept[kept.length - 1]!) >= HALF_PIXEL;
    if (far || index + 2 >= points.length) kept.push(points[index]!, points[index + 1]!);
  }
  return kept;
}

const apart = (box: ArrayLike<number>, [west, north, east, south]: Frame['box']): boolean =>
  box[0]! > east || box[2]! < west || box[1]! > south || box[3]! < north;

function roadLayer(roads: readonly Line[], frame: Frame): LayerWriter {
  const layer = createLayer('roads');
  for (const [id, { name, points, box }] of roads.entries()) {
    if (apart(box, frame.box)) continue;
    const units = Array.from(points, (value, index) => (index % 2 === 0 ? unitX(frame, value) : unitY(frame, value)));
    const commands = startCommands();
    for (const piece of clipLine(frame.zoom < FULL_DETAIL_ZOOM ? coarser(units) : units)) appendPath(commands, piece, false);
    if (commands.numbers.length > 0) layer.add(id, LINE, commands.numbers, { name });
  }
  return layer;
}

function polygonLayer(
  name: string,
  shapes: ShapeColumns,
  frame: Frame,
  attributes: (item: number) => Record<string, string | null>,
): LayerWriter {
  const layer = createLayer(name);
  for (let item = 0; item < shapes.size; item += 1) {
    if (!isDrawn(shapes, item) || apart(shapes.boxes.subarray(item * 4, item * 4 + 4), frame.box)) continue;
    const commands = startCommands();
    cutPolygons(commands, shapes, item, frame, frame.zoom < FULL_DETAIL_ZOOM ? coarser : undefined);
    if (commands.numbers.length > 0) layer.add(item, POLYGON, commands.numbers, attributes(item));
  }
  return layer;
}

/** The layers of a context tile, bottom first. */
export function contextLayers(snapshot: Snapshot, frame: Frame): LayerWriter[] {
  const { context, townships } = snapshot.sheet.data;
  const shapes = contextShapes(snapshot);
  const places = createLayer('places');
  for (const [id, feature] of context.entries()) {
    if (feature.geometry.type === 'Point') addPoint(places, frame, id, feature.geometry.coordinates, { name: feature.name });
  }
  return [
    polygonLayer('water', shapes.water, frame, (item) => ({ name: context[item]!.name })),
    polygonLayer('boundaries', shapes.townships, frame, (item) => ({ code: townships[item]!.code, name: townships[item]!.name })),
    roadLayer(shapes.roads, frame),
    places,
  ];
}
