// Freed land that is drawn apart from its parcel, and parcels as they lay on an earlier day: ticks and a bold edge on the land itself.
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { freedStrokes } from '#domain/drawing/outlines.ts';
import { freedInk, muted, paper, plain } from '#domain/drawing/palette.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { wasThere } from '#domain/ledger/former-land.ts';
import { timelineStage, type FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';

export const pieceSource = 'freed-pieces';

const geometryOf = (shape: MultiPolygon) => ({
  type: 'MultiPolygon' as const,
  coordinates: shape.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
});

export interface FormerOnDay {
  readonly code: string;
  readonly stage: 0 | 1 | 2;
  readonly shape: MultiPolygon;
}

/** Parcels that are no more and were there on the day, each with the furthest stage of what was freed on the whole of it. */
export function formerOn(timeline: FreedTimeline, day: string): FormerOnDay[] {
  const number = dayNumber(day as IsoDate);
  return timeline.former
    .filter((one) => wasThere(one, number))
    .map(({ code, shape, places }) => {
      const stages = new Set(places.map((place) => timelineStage(timeline, place, number)));
      return { code, shape, stage: stages.has(2) ? 2 : stages.has(1) ? 1 : 0 };
    });
}

/** The pieces that stand on a day, over the parcels of that day which are no more; null when there is nothing of either. */
export function freedPieces(timeline: FreedTimeline | null, day: string): FeatureCollection | null {
  if (!timeline || timeline.shapes.length + timeline.former.length === 0 || day === '') return null;
  const number = dayNumber(day as IsoDate);
  const former = formerOn(timeline, day).map(({ code, stage, shape }) => ({
    type: 'Feature' as const,
    properties: { stage, former: code },
    geometry: geometryOf(shape),
  }));
  const pieces = timeline.shapes.flatMap(({ place, shape }) => {
    const stage = timelineStage(timeline, place, number);
    return stage === 0 ? [] : [{ type: 'Feature' as const, properties: { stage }, geometry: geometryOf(shape) }];
  });
  const features = [...former, ...pieces];
  return features.length > 0 ? { type: 'FeatureCollection', features } : null;
}

const isFormer: ExpressionSpecification = ['has', 'former'];

/** Over the parcels of today lie those of the day: what they were worth is not told, so that they are blank. */
export function formerLayers(): LayerSpecification[] {
  return [
    {
      id: 'former-parcel',
      type: 'fill',
      source: pieceSource,
      minzoom: 11,
      filter: isFormer,
      paint: { 'fill-color': plain },
    },
    {
      id: 'former-parcel-edge',
      type: 'line',
      source: pieceSource,
      minzoom: 11,
      filter: isFormer,
      paint: { 'line-color': muted, 'line-width': 1.2, 'line-dasharray': [4, 2] },
    },
  ];
}

/** Their codes, above the names of what lies there today. */
export function formerLabels(): LayerSpecification[] {
  return [
    {
      id: 'former-parcel-label',
      type: 'symbol',
      source: pieceSource,
      minzoom: 15,
      filter: isFormer,
      layout: { 'text-field': ['get', 'former'], 'text-size': 11 },
      paint: { 'text-color': muted, 'text-halo-color': paper, 'text-halo-width': 1.6 },
    },
  ];
}

export function pieceLayers(): LayerSpecification[] {
  const stands: ExpressionSpecification = ['>', ['get', 'stage'], 0];
  const isVerified: ExpressionSpecification = ['==', ['get', 'stage'], 2];
  return [
    {
      id: 'freed-piece',
      type: 'fill',
      source: pieceSource,
      minzoom: 12,
      filter: stands,
      paint: { 'fill-pattern': ['case', isVerified, 'freed-verified', 'freed-declared'] },
    },
    {
      id: 'freed-piece-edge',
      type: 'line',
      source: pieceSource,
      minzoom: 11,
      filter: stands,
      paint: { 'line-color': freedInk, 'line-width': ['case', isVerified, freedStrokes.verified.width, freedStrokes.declared.width] },
    },
  ];
}
