// Blocks and townships in the colour of their sums, while parcels are too small to be told apart.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { ink, noData, plain, townshipEdge } from '../../ui/tokens.ts';
import type { FillClass } from '#domain/drawing/fill.ts';
import { parcelZoom } from './parcels.ts';

export const placeSource = 'places';
export const blockSource = 'blocks';
/** Last zoom whose tiles carry blocks. */
export const placeMaxZoom = 12;

function colour(classes: readonly FillClass[]): ExpressionSpecification | string {
  if (classes.length === 0) return plain;
  const cases = classes.flatMap((one, code) => [code, one.colour]);
  return ['match', ['coalesce', ['feature-state', 'c'], -1], ...cases, noData] as unknown as ExpressionSpecification;
}

/** Opacity where the place has parcels that are kept, fading out between two zooms. */
function fading(opacity: number, from: number, to: number): ExpressionSpecification {
  const known: ExpressionSpecification = ['>=', ['coalesce', ['feature-state', 'c'], -1], 0];
  return ['interpolate', ['linear'], ['zoom'], from, ['case', known, opacity, 0], to, ['case', known, 0, 0]];
}

export function placeLayers(classes: readonly FillClass[]): LayerSpecification[] {
  const of = { source: placeSource } as const;
  return [
    {
      id: 'township-fill',
      type: 'fill',
      ...of,
      'source-layer': 'townships',
      maxzoom: parcelZoom + 0.5,
      paint: { 'fill-color': colour(classes), 'fill-opacity': fading(0.4, parcelZoom - 0.5, parcelZoom + 0.5) },
    },
    {
      id: 'block-fill',
      type: 'fill',
      ...of,
      'source-layer': 'blocks',
      minzoom: parcelZoom - 0.3,
      maxzoom: parcelZoom + 1,
      paint: { 'fill-color': colour(classes), 'fill-opacity': fading(0.9, parcelZoom, parcelZoom + 1) },
    },
    {
      id: 'block-dot',
      type: 'circle',
      source: blockSource,
      maxzoom: parcelZoom + 0.5,
      filter: ['==', ['get', 'kind'], 'dot'],
      paint: {
        'circle-color': colour(classes),
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, ['*', 0.5, ['get', 'radius']], parcelZoom, ['get', 'radius']],
        'circle-opacity': fading(0.95, parcelZoom - 0.3, parcelZoom + 0.5),
        'circle-stroke-color': ink,
        'circle-stroke-width': 0.8,
        'circle-stroke-opacity': fading(0.8, parcelZoom - 0.3, parcelZoom + 0.5),
      },
    },
    {
      id: 'block-edge',
      type: 'line',
      ...of,
      'source-layer': 'blocks',
      minzoom: parcelZoom - 0.3,
      maxzoom: parcelZoom + 2,
      paint: { 'line-color': townshipEdge, 'line-width': 0.8 },
    },
  ];
}
