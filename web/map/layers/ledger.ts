// Entries of the ledger over the parcels: drawn pieces by stage and kind, dots from afar, what is open, being drawn, or in the way.
import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { kindMarks } from '#domain/drawing/kind-marks.ts';
import { freedStrokes } from '#domain/drawing/outlines.ts';
import { fillOpacity, freedColours, freedInk, ink, paper, primary, seal } from '#domain/drawing/palette.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import { landMetricKinds, ledgerStages } from '#domain/ledger/entry.ts';
import { amber } from '../../ui/tokens.ts';

/** Land that was taken back and does not count. */
export const reversedColour = '#cfccc6';
export const stageColours = { declared: freedColours.declared, verified: freedColours.verified, reversed: reversedColour } as const;

/** A piece of an entry: `stage` and `kind` are places in their lists, as the reply of the map has them. */
export interface LedgerPiece {
  readonly id: number;
  readonly stage: number;
  readonly kind: number;
  readonly shape: MultiPolygon | null;
  /** Where its dot stands; null where nobody knows. */
  readonly point: Position | null;
}

/** What is shown over the entries: the one that is open, what is being drawn, land in the way, and land that is told but not in the way. */
export interface LedgerDrawing {
  readonly pieces: readonly LedgerPiece[];
  readonly open: number | null;
  readonly draft: MultiPolygon | null;
  readonly conflicts: readonly MultiPolygon[];
  readonly slivers: readonly MultiPolygon[];
}

function polygons(shape: MultiPolygon): Feature['geometry'] {
  return { type: 'MultiPolygon', coordinates: shape.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))) };
}

function collection(features: Feature[], promoteId = false): GeoJSONSourceSpecification {
  const data: FeatureCollection = { type: 'FeatureCollection', features };
  return { type: 'geojson', data, ...(promoteId ? { promoteId: 'id' } : {}) };
}

const shapesOf = (shapes: readonly MultiPolygon[]): Feature[] =>
  shapes.map((shape) => ({ type: 'Feature', properties: {}, geometry: polygons(shape) }));

const property = ({ id, stage, kind }: LedgerPiece) => ({ id, stage, kind });
const is = (name: string, value: number): ExpressionSpecification => ['==', ['get', name], value];
const declared = ledgerStages.indexOf('declared');
const verified = ledgerStages.indexOf('verified');
const reversed = ledgerStages.indexOf('reversed');
const colour: ExpressionSpecification = [
  'match',
  ['get', 'stage'],
  declared,
  stageColours.declared,
  verified,
  stageColours.verified,
  stageColours.reversed,
];

/** The open entry in white casing and ink, as a selected parcel is. */
const outline = (id: string, source: string, colour: string, width: number, dash?: number[]): LayerSpecification => ({
  id,
  type: 'line',
  source,
  layout: { 'line-join': 'round' },
  paint: { 'line-color': colour, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
});

function layers(open: number | null): LayerSpecification[] {
  const marks = landMetricKinds.flatMap((kind, place): LayerSpecification[] => {
    const mark = kindMarks[kind];
    return mark
      ? [
          {
            id: `ledger-${mark}`,
            type: 'fill',
            source: 'ledger-pieces',
            minzoom: 13,
            filter: ['all', is('kind', place), ['!=', ['get', 'stage'], reversed]],
            paint: { 'fill-pattern': mark },
          },
        ]
      : [];
  });
  return [
    {
      id: 'ledger-piece',
      type: 'fill',
      source: 'ledger-pieces',
      minzoom: 11,
      paint: { 'fill-color': colour, 'fill-opacity': fillOpacity },
    },
    {
      id: 'ledger-ticks',
      type: 'fill',
      source: 'ledger-pieces',
      minzoom: 13,
      filter: ['!=', ['get', 'stage'], reversed],
      paint: { 'fill-pattern': ['case', is('stage', verified), 'freed-verified', 'freed-declared'] },
    },
    ...marks,
    {
      id: 'ledger-edge',
      type: 'line',
      source: 'ledger-pieces',
      minzoom: 11,
      paint: {
        'line-color': freedInk,
        'line-width': ['case', is('stage', verified), freedStrokes.verified.width, is('stage', declared), freedStrokes.declared.width, 0.8],
        'line-opacity': ['case', is('stage', reversed), 0.6, 1],
      },
    },
    {
      id: 'ledger-dot',
      type: 'circle',
      source: 'ledger-dots',
      maxzoom: 13,
      layout: { 'circle-sort-key': ['match', ['get', 'stage'], verified, 2, declared, 1, 0] },
      paint: {
        'circle-color': colour,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3, 12, 6],
        'circle-stroke-color': freedInk,
        'circle-stroke-width': 0.8,
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], 12, 1, 13, 0],
        'circle-stroke-opacity': ['interpolate', ['linear'], ['zoom'], 12, 1, 13, 0],
      },
    },
    {
      id: 'ledger-open-dot',
      type: 'circle',
      source: 'ledger-dots',
      maxzoom: 13,
      filter: is('id', open ?? -1),
      paint: { 'circle-radius': 11, 'circle-opacity': 0, 'circle-stroke-color': ink, 'circle-stroke-width': 2.5 },
    },
    { ...outline('ledger-open-casing', 'ledger-pieces', paper, 7), filter: is('id', open ?? -1) } as LayerSpecification,
    { ...outline('ledger-open-line', 'ledger-pieces', ink, 3), filter: is('id', open ?? -1) } as LayerSpecification,
    { id: 'ledger-draft', type: 'fill', source: 'ledger-draft', paint: { 'fill-color': primary, 'fill-opacity': 0.25 } },
    outline('ledger-draft-casing', 'ledger-draft', paper, 6),
    outline('ledger-draft-line', 'ledger-draft', primary, 3, [2, 1]),
    { id: 'ledger-sliver', type: 'fill', source: 'ledger-slivers', paint: { 'fill-color': amber, 'fill-opacity': 0.5 } },
    outline('ledger-sliver-line', 'ledger-slivers', amber, 2),
    { id: 'ledger-conflict', type: 'fill', source: 'ledger-conflicts', paint: { 'fill-color': seal, 'fill-opacity': 0.45 } },
    outline('ledger-conflict-line', 'ledger-conflicts', seal, 3),
  ];
}

/** The style with the ledger's entries: under the selection and the names, over the parcels. */
export function withLedger(style: StyleSpecification, { pieces, open, draft, conflicts, slivers }: LedgerDrawing): StyleSpecification {
  const drawn = pieces.flatMap((piece): Feature[] =>
    piece.shape ? [{ type: 'Feature', properties: property(piece), geometry: polygons(piece.shape) }] : [],
  );
  const dots = pieces.flatMap((piece): Feature[] =>
    piece.point ? [{ type: 'Feature', properties: property(piece), geometry: { type: 'Point', coordinates: [...piece.point] } }] : [],
  );
  const at = style.layers.findIndex(({ id }) => id === 'mark-casing');
  const place = at < 0 ? style.layers.length : at;
  return {
    ...style,
    sources: {
      ...style.sources,
      'ledger-pieces': collection(drawn, true),
      'ledger-dots': collection(dots, true),
      'ledger-draft': collection(shapesOf(draft ? [draft] : [])),
      'ledger-conflicts': collection(shapesOf(conflicts)),
      'ledger-slivers': collection(shapesOf(slivers)),
    },
    layers: [...style.layers.slice(0, place), ...layers(open), ...style.layers.slice(place)],
  };
}
