// The pale layers under the parcels: `roads`, `water`, `boundaries` (township outlines) and `places` (names).
import type { Position } from '#domain/land/geometry.ts';
import type { ContextFeature } from '#domain/land/parcel.ts';
import { mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { buildShapes, isDrawn, type ShapeColumns } from '../shapes.ts';
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

function lineUnits(line: readonly Position[], frame: Frame): number[] {
  return line.flatMap(([lon, lat]) => [unitX(frame, mercatorX(lon)), unitY(frame, mercatorY(lat))]);
}

function roadLayer(features: readonly ContextFeature[], frame: Frame): LayerWriter {
  const layer = createLayer('roads');
  for (const [id, feature] of features.entries()) {
    if (feature.geometry.type !== 'LineString') continue;
    const commands = startCommands();
    for (const piece of clipLine(lineUnits(feature.geometry.coordinates, frame))) appendPath(commands, piece, false);
    if (commands.numbers.length > 0) layer.add(id, LINE, commands.numbers, { name: feature.name });
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
    if (!isDrawn(shapes, item)) continue;
    const commands = startCommands();
    cutPolygons(commands, shapes, item, frame);
    if (commands.numbers.length > 0) layer.add(item, POLYGON, commands.numbers, attributes(item));
  }
  return layer;
}

/** The layers of a context tile, bottom first. */
export function contextLayers(snapshot: Snapshot, frame: Frame): LayerWriter[] {
  const { context, townships } = snapshot.sheet.data;
  const waterShapes = snapshot.once('context water', () =>
    buildShapes(context.map(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : null))),
  );
  const townshipShapes = snapshot.once('context townships', () => buildShapes(townships.map((township) => township.shape)));
  const places = createLayer('places');
  for (const [id, feature] of context.entries()) {
    if (feature.geometry.type === 'Point') addPoint(places, frame, id, feature.geometry.coordinates, { name: feature.name });
  }
  return [
    polygonLayer('water', waterShapes, frame, (item) => ({ name: context[item]!.name })),
    polygonLayer('boundaries', townshipShapes, frame, (item) => ({ code: townships[item]!.code, name: townships[item]!.name })),
    roadLayer(context, frame),
    places,
  ];
}
