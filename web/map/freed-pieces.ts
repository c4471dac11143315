// Freed land that is drawn apart from its parcel: ticks and a bold edge on the piece itself.
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { freedStrokes } from '#domain/drawing/outlines.ts';
import { freedInk } from '#domain/drawing/palette.ts';
import { timelineStage, type FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';

export const pieceSource = 'freed-pieces';

/** The pieces that stand on a day; null when none does. */
export function freedPieces(timeline: FreedTimeline | null, day: string): FeatureCollection | null {
  if (!timeline || timeline.shapes.length === 0 || day === '') return null;
  const number = dayNumber(day as IsoDate);
  const features = timeline.shapes.flatMap(({ place, shape }) => {
    const stage = timelineStage(timeline, place, number);
    if (stage === 0) return [];
    const coordinates = shape.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat])));
    return [{ type: 'Feature' as const, properties: { stage }, geometry: { type: 'MultiPolygon' as const, coordinates } }];
  });
  return features.length > 0 ? { type: 'FeatureCollection', features } : null;
}

export function pieceLayers(): LayerSpecification[] {
  const isVerified: ExpressionSpecification = ['==', ['get', 'stage'], 2];
  return [
    {
      id: 'freed-piece',
      type: 'fill',
      source: pieceSource,
      minzoom: 12,
      paint: { 'fill-pattern': ['case', isVerified, 'freed-verified', 'freed-declared'] },
    },
    {
      id: 'freed-piece-edge',
      type: 'line',
      source: pieceSource,
      minzoom: 11,
      paint: { 'line-color': freedInk, 'line-width': ['case', isVerified, freedStrokes.verified.width, freedStrokes.declared.width] },
    },
  ];
}
