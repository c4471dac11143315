// Pale ground under the parcels: water, roads, township outlines; and the names above them.
import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import {
  blockLabel,
  ground,
  muted,
  paper,
  placeLabel,
  primary,
  road,
  townshipEdge,
  townshipLabel,
  water,
} from '#domain/drawing/palette.ts';
import { parcelSource } from './parcels.ts';
import { blockSource } from './places.ts';

export const contextSource = 'context';

export function background(): LayerSpecification {
  return { id: 'background', type: 'background', paint: { 'background-color': ground } };
}

function roadLine(id: string, colour: string, near: number): LineLayerSpecification {
  return {
    id,
    type: 'line',
    source: contextSource,
    'source-layer': 'roads',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 8, near * 0.2, 12, near * 0.5, 16, near * 2],
    },
  };
}

export function contextLayers(): LayerSpecification[] {
  return [
    { id: 'water', type: 'fill', source: contextSource, 'source-layer': 'water', paint: { 'fill-color': water } },
    roadLine('road-casing', road, 8),
    roadLine('road', paper, 5.5),
    {
      id: 'township-edge',
      type: 'line',
      source: contextSource,
      'source-layer': 'boundaries',
      paint: { 'line-color': townshipEdge, 'line-width': 1, 'line-dasharray': [5, 3] },
    },
  ];
}

export const drawnSource = 'drawn';

/** Outlines of the areas that the filter was drawn with. */
export function drawnAreas(): LayerSpecification[] {
  return [
    { id: 'drawn-fill', type: 'fill', source: drawnSource, paint: { 'fill-color': primary, 'fill-opacity': 0.05 } },
    { id: 'drawn-line', type: 'line', source: drawnSource, paint: { 'line-color': primary, 'line-width': 1.5, 'line-dasharray': [4, 3] } },
  ];
}

const name: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
const halo = { 'text-halo-color': paper, 'text-halo-width': 1.6 } as const;
const isKind = (kind: string): ExpressionSpecification => ['==', ['get', 'kind'], kind];

/** Names of townships, blocks and other places; drawn from the office's own fonts, no glyph server. */
export function labels(): LayerSpecification[] {
  const of = { source: parcelSource, 'source-layer': 'labels' } as const;
  return [
    {
      id: 'place-label',
      type: 'symbol',
      source: contextSource,
      'source-layer': 'places',
      minzoom: 11,
      layout: { 'text-field': name, 'text-size': 12 },
      paint: { 'text-color': placeLabel, ...halo },
    },
    {
      id: 'parcel-label',
      type: 'symbol',
      ...of,
      minzoom: 15.5,
      filter: isKind('parcel'),
      layout: { 'text-field': name, 'text-size': 11, 'text-max-width': 7, 'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'size'], 0]] },
      paint: { 'text-color': muted, ...halo },
    },
    {
      id: 'block-label',
      type: 'symbol',
      source: blockSource,
      minzoom: 11.5,
      filter: isKind('label'),
      layout: {
        'text-field': name,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11, 15, 14],
        // Above the block's northern edge, so that it hides no parcel.
        'text-anchor': 'bottom',
        'text-offset': [0, -0.3],
      },
      paint: { 'text-color': blockLabel, ...halo, 'text-halo-width': 2 },
    },
    {
      id: 'township-label',
      type: 'symbol',
      ...of,
      maxzoom: 14,
      filter: isKind('township'),
      layout: { 'text-field': name, 'text-size': ['interpolate', ['linear'], ['zoom'], 8, 11, 12, 15], 'text-letter-spacing': 0.1 },
      paint: { 'text-color': townshipLabel, ...halo },
    },
  ];
}
