// The layers `blocks` and `townships`: what stands for the parcels when zoomed out, with area-weighted values. No land is left out.
import type { YearColumns } from '#domain/columns.ts';
import { sumsReply } from '#domain/summary.ts';
import { placesOf, sumsOfPlaces, type PlaceKind } from '../places.ts';
import { isDrawn } from '../shapes.ts';
import type { Snapshot } from '../snapshot.ts';
import { cutPolygons, startCommands } from './cut.ts';
import type { Frame } from './frame.ts';
import { createLayer, POLYGON, type LayerWriter } from './layer-writer.ts';

/** Zooms at which each kind is drawn: both overlap the parcels by one or two, so that the page can fade between them. */
export const PLACE_ZOOMS: Record<PlaceKind, readonly [from: number, to: number]> = { township: [0, 11], block: [10, 12] };

const LAYER_NAMES: Record<PlaceKind, string> = { township: 'townships', block: 'blocks' };

/** The places of a kind in the frame; empty at zooms where the kind is not drawn. */
export function placeLayer(snapshot: Snapshot, year: YearColumns, kind: PlaceKind, frame: Frame): LayerWriter {
  const layer = createLayer(LAYER_NAMES[kind]);
  const [from, to] = PLACE_ZOOMS[kind];
  if (frame.zoom < from || frame.zoom > to) return layer;
  const { places, shapes } = placesOf(snapshot, kind);
  const sums = sumsOfPlaces(snapshot, kind, year);
  const [west, north, east, south] = frame.box;
  for (const [item, place] of places.entries()) {
    if (!isDrawn(shapes, item)) continue;
    const box = shapes.boxes.subarray(item * 4, item * 4 + 4);
    if (box[0]! > east || box[2]! < west || box[1]! > south || box[3]! < north) continue;
    const commands = startCommands();
    cutPolygons(commands, shapes, item, frame);
    if (commands.numbers.length === 0) continue;
    const { parcels, areaMu, taxPerMuWan, taxCoverage } = sumsReply(sums[item]!);
    layer.add(item, POLYGON, commands.numbers, {
      code: place.code,
      name: place.name,
      parcels,
      areaMu,
      taxPerMuWan,
      coverage: parcels > 0 ? taxCoverage.known / taxCoverage.total : null,
    });
  }
  return layer;
}
