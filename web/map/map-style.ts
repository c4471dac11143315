// The whole style of the map as a pure function of data and view: sources, then layers from the ground up.
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { PolicyClass } from '#domain/policy/policy.ts';
import type { Filter } from '#domain/view.ts';
import type { FillClass } from '#domain/drawing/fill.ts';
import { background, contextLayers, contextSource, drawnAreas, drawnSource, labels } from './layers/context.ts';
import {
  freedEdge,
  parcelFill,
  parcelHairline,
  parcelSource,
  markOutlines,
  stateHatches,
  verdictOutlines,
  type PresentStates,
} from './layers/parcels.ts';
import { formerLabels, formerLayers, pieceLayers, pieceSource } from './freed-pieces.ts';
import { blockSource, placeLayers, placeMaxZoom, placeSource } from './layers/places.ts';

/** A basemap under everything: raster tiles by address, none by default. */
export interface Basemap {
  readonly tiles: readonly string[];
  readonly attribution: string;
  readonly maxzoom: number;
}

export interface StyleInput {
  /** Address templates of the tiles of the parcels and of the ground under them. */
  readonly parcelTiles: string;
  readonly contextTiles: string;
  readonly blocks: FeatureCollection | null;
  /** Classes of the parcels' fill, in the order of their codes. */
  readonly classesOfFill: readonly FillClass[];
  /** Classes of the zoomed-out shading; the same ramp as the fill by tax per mu. */
  readonly placeClasses: readonly FillClass[];
  readonly classes: readonly string[];
  readonly styles: readonly PolicyClass[];
  readonly present: PresentStates;
  readonly basemap: Basemap | null;
  /** Freed land that is drawn apart from its parcel, with its stage. */
  readonly pieces: FeatureCollection | null;
  /** Rings of the filter's drawn areas. */
  readonly drawn: NonNullable<Filter['within']>;
  /** Names of overlays that are switched off. */
  readonly hidden: ReadonlySet<string>;
}

const noBlocks: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Zooms at which the server cuts tiles; beyond the last one the map enlarges what it has. */
const tileZooms = { minzoom: 4, maxzoom: 16 } as const;

function drawnFeatures(rings: StyleInput['drawn']): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: rings.map((ring) => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } })),
  };
}

function basemapLayers(basemap: Basemap | null): { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] } {
  if (!basemap) return { sources: {}, layers: [] };
  return {
    sources: {
      basemap: { type: 'raster', tiles: [...basemap.tiles], tileSize: 256, maxzoom: basemap.maxzoom, attribution: basemap.attribution },
    },
    // Pale, so that the parcels stay the only strong colour.
    layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-opacity': 0.6, 'raster-saturation': -0.5 } }],
  };
}

export function mapStyle(input: StyleInput): StyleSpecification {
  const { hidden } = input;
  const base = basemapLayers(input.basemap);
  return {
    version: 8,
    sources: {
      ...base.sources,
      [contextSource]: { type: 'vector', tiles: [input.contextTiles], ...tileZooms },
      // The same tiles twice: parcels are told apart by the index that is their feature id, places by their code.
      [parcelSource]: { type: 'vector', tiles: [input.parcelTiles], ...tileZooms },
      [placeSource]: { type: 'vector', tiles: [input.parcelTiles], minzoom: tileZooms.minzoom, maxzoom: placeMaxZoom, promoteId: 'code' },
      [blockSource]: { type: 'geojson', data: input.blocks ?? noBlocks, promoteId: 'code' },
      ...(input.pieces ? { [pieceSource]: { type: 'geojson', data: input.pieces } as const } : {}),
      [drawnSource]: { type: 'geojson', data: drawnFeatures(input.drawn) },
    },
    layers: [
      background(),
      ...base.layers,
      ...(hidden.has('context') ? [] : contextLayers()),
      ...placeLayers(input.placeClasses),
      parcelFill(input.classesOfFill),
      ...(hidden.has('hatches') ? [] : stateHatches(input.classesOfFill, input.present)),
      parcelHairline(),
      ...(hidden.has('verdicts') ? [] : verdictOutlines(input.classes, input.styles)),
      ...(hidden.has('hatches') ? [] : freedEdge(input.present)),
      ...(input.pieces ? formerLayers() : []),
      ...(hidden.has('hatches') || !input.pieces ? [] : pieceLayers()),
      ...drawnAreas(),
      ...markOutlines(),
      ...(hidden.has('labels') ? [] : labels()),
      ...(hidden.has('labels') || !input.pieces ? [] : formerLabels()),
    ],
  };
}
