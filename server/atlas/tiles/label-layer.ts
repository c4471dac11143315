// The layer `labels`: names of townships, blocks and, close by, of parcels, each at a point inside and in one tile only.
import type { Position } from '#domain/land/geometry.ts';
import { mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { placesOf, type PlaceKind } from '../places.ts';
import type { Snapshot } from '../snapshot.ts';
import { appendPath, startCommands } from './cut.ts';
import { unitX, unitY, type Frame } from './frame.ts';
import { createLayer, EXTENT, POINT, type AttributeValue, type LayerWriter } from './layer-writer.ts';

const PLACE_LABEL_ZOOMS: Record<PlaceKind, readonly [from: number, to: number]> = { township: [0, 13], block: [11, 22] };
const PARCEL_LABEL_ZOOM = 15;
/** A parcel's name wants a box of about this many square units (some 100 × 24 pixels) … */
const ROOM = 150_000;

/** Adds a labelled point when it lies in the tile itself, not in its buffer: a label is in one tile. */
export function addPoint(
  layer: LayerWriter,
  frame: Frame,
  id: number,
  [lon, lat]: Position,
  attributes: Record<string, AttributeValue | null>,
): void {
  const [x, y] = [Math.floor(unitX(frame, mercatorX(lon))), Math.floor(unitY(frame, mercatorY(lat)))];
  if (x < 0 || y < 0 || x >= EXTENT || y >= EXTENT) return;
  const commands = startCommands();
  appendPath(commands, [x, y], false);
  layer.add(id, POINT, commands.numbers, attributes);
}

/** Labels of the frame. `kind` tells the page how to set them, `size` (parcels) which to prefer. */
export function labelLayer(snapshot: Snapshot, frame: Frame): LayerWriter {
  const layer = createLayer('labels');
  for (const kind of ['township', 'block'] as const) {
    const [from, to] = PLACE_LABEL_ZOOMS[kind];
    if (frame.zoom < from || frame.zoom > to) continue;
    const { places } = placesOf(snapshot, kind);
    for (const [item, place] of places.entries()) {
      if (place.point && !place.code.startsWith('none'))
        addPoint(layer, frame, item, place.point, { kind, code: place.code, name: place.name });
    }
  }
  if (frame.zoom >= PARCEL_LABEL_ZOOM) addParcelLabels(layer, snapshot, frame);
  return layer;
}

function addParcelLabels(layer: LayerWriter, snapshot: Snapshot, frame: Frame): void {
  const { base, shapes } = snapshot;
  for (const index of snapshot.index.search(...frame.box)) {
    const name = base.names[index]!;
    const width = (shapes.boxes[index * 4 + 2]! - shapes.boxes[index * 4]!) * frame.scale;
    const height = (shapes.boxes[index * 4 + 3]! - shapes.boxes[index * 4 + 1]!) * frame.scale;
    if (name === '' || width * height < ROOM) continue;
    const point: Position = [base.points[index * 2]!, base.points[index * 2 + 1]!];
    addPoint(layer, frame, index, point, { kind: 'parcel', code: base.codes[index]!, name, size: Math.round(width * height) });
  }
}
