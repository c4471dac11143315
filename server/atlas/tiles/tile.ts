// One tile as bytes, out of a snapshot.
import { PbfWriter } from 'pbf';
import type { YearColumns } from '#domain/columns.ts';
import type { Snapshot } from '../snapshot.ts';
import { contextLayers } from './context-layers.ts';
import { frameOf } from './frame.ts';
import { labelLayer } from './label-layer.ts';
import type { LayerWriter } from './layer-writer.ts';
import { PARCEL_ZOOM, parcelLayer } from './parcel-layer.ts';
import { placeLayer } from './place-layers.ts';

/** Zooms that the tile sets offer; a map goes on from the last by scaling. */
export const TILE_ZOOMS = { min: 4, max: 16 } as const;

function bytesOf(layers: readonly LayerWriter[]): Uint8Array {
  const tile = new PbfWriter();
  for (const layer of layers) layer.finish(tile);
  return tile.finish();
}

/** Townships, blocks, parcels and labels of a tile; no bytes when nothing is in it. */
export function parcelTile(snapshot: Snapshot, year: YearColumns, zoom: number, x: number, y: number): Uint8Array {
  const frame = frameOf(zoom, x, y);
  const layers = [placeLayer(snapshot, year, 'township', frame), placeLayer(snapshot, year, 'block', frame)];
  if (zoom >= PARCEL_ZOOM) layers.push(parcelLayer(snapshot, year, frame));
  return bytesOf([...layers, labelLayer(snapshot, frame)]);
}

/** Roads, water, township outlines and names of a tile. */
export function contextTile(snapshot: Snapshot, zoom: number, x: number, y: number): Uint8Array {
  return bytesOf(contextLayers(snapshot, frameOf(zoom, x, y)));
}
