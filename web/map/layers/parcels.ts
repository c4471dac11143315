// Layers of the parcels: fill by class, hatches by state, outlines by verdict, selection on top. All read feature state only.
import type { ExpressionSpecification, FillLayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { FillClass } from '#domain/drawing/fill.ts';
import type { HatchName } from '#domain/drawing/hatches.ts';
import { kindMarks } from '#domain/drawing/kind-marks.ts';
import { bedOf, freedStrokes, outlineZooms, verdictStrokes, type Stroke } from '#domain/drawing/outlines.ts';
import { fillOpacity, freedInk, ink, leftOutOpacity, parcelEdge, paper, plain } from '#domain/drawing/palette.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import type { PolicyClass } from '#domain/policy/policy.ts';
import { LEFT_OUT } from '../parcel-states.ts';

export const parcelSource = 'parcels';
export const parcelLayer = 'parcels';
/** Zoom from which single parcels are told apart; below, blocks and townships speak. */
export const parcelZoom = 11;
/** Zoom from which hatches and outlines can be read. */
const detailZoom = outlineZooms.from;

const of = { source: parcelSource, 'source-layer': parcelLayer } as const;
const state = (key: string): ExpressionSpecification => ['feature-state', key];
/** The key's number, or a fallback before the columns have arrived. */
const told = (key: string, otherwise: number): ExpressionSpecification => ['coalesce', state(key), otherwise];
const is = (key: string, value: number): ExpressionSpecification => ['==', told(key, 0), value];

/** The colour at an opacity. Opacity is in the colour, not beside it: one thing less to work out per parcel when states change. */
function faded(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Colour by fill class; a class left out by the filter is told as class + LEFT_OUT and drawn pale. */
function fillColour(classes: readonly FillClass[]): ExpressionSpecification | string {
  if (classes.length === 0) return plain;
  const cases = classes.flatMap((one, code) => [code, faded(one.colour, fillOpacity), code + LEFT_OUT, faded(one.colour, leftOutOpacity)]);
  return ['match', told('c', -1), ...cases, plain] as unknown as ExpressionSpecification;
}

export function parcelFill(classes: readonly FillClass[]): FillLayerSpecification {
  return {
    id: 'parcel-fill',
    type: 'fill',
    ...of,
    minzoom: parcelZoom,
    paint: { 'fill-color': fillColour(classes), 'fill-antialias': false },
  };
}

function hatch(id: string, pattern: HatchName, when: ExpressionSpecification): FillLayerSpecification {
  return {
    id,
    type: 'fill',
    ...of,
    minzoom: detailZoom,
    paint: { 'fill-pattern': pattern, 'fill-opacity': ['case', when, 1, 0] },
  };
}

/** Hatches of no data, idleness and freed land; only those that some parcel needs. */
export function stateHatches(classes: readonly FillClass[], present: PresentStates): FillLayerSpecification[] {
  const layers: FillLayerSpecification[] = [];
  const hatched = classes.flatMap((one, code) => (one.hatch ? [code] : []));
  for (const code of hatched) layers.push(hatch(`parcel-no-data-${code}`, 'no-data', ['==', told('c', -1), code]));
  if (present.idle[1]) layers.push(hatch('parcel-idle-suspected', 'idle-suspected', is('i', 1)));
  if (present.idle[2]) layers.push(hatch('parcel-idle-decided', 'idle-decided', is('i', 2)));
  if (present.freed[1]) layers.push(hatch('parcel-freed-declared', 'freed-declared', is('f', 1)));
  if (present.freed[2]) layers.push(hatch('parcel-freed-verified', 'freed-verified', is('f', 2)));
  for (const kind of present.kinds) {
    const mark = kindMarks[landMetricKinds[kind - 1] ?? 'vacated'];
    if (mark) layers.push(hatch(`parcel-${mark}`, mark, is('k', kind)));
  }
  return layers;
}

export interface PresentStates {
  readonly idle: readonly [boolean, boolean, boolean];
  readonly freed: readonly [boolean, boolean, boolean];
  /** Kinds of freed land, as `ParcelState.k` has them. */
  readonly kinds: readonly number[];
}

export function parcelHairline(): LineLayerSpecification {
  return {
    id: 'parcel-hairline',
    type: 'line',
    ...of,
    minzoom: parcelZoom,
    paint: {
      'line-color': parcelEdge,
      'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.2, 13, 0.5, 16, 0.8],
      'line-opacity': 0.7,
    },
  };
}

/** A width that grows with zoom where the state holds, and nothing elsewhere. */
function width(when: ExpressionSpecification, near: number): ExpressionSpecification {
  const { from, to, widthFrom } = outlineZooms;
  return ['interpolate', ['linear'], ['zoom'], from, ['case', when, near * widthFrom, 0], to, ['case', when, near, 0]];
}

function stroke(
  id: string,
  when: ExpressionSpecification,
  colour: string,
  { width: near, offset, dash, round }: Stroke,
): LineLayerSpecification {
  return {
    id,
    type: 'line',
    ...of,
    minzoom: detailZoom,
    layout: { 'line-join': round ? 'round' : 'miter', 'line-cap': round ? 'round' : 'butt' },
    paint: {
      'line-color': colour,
      'line-width': width(when, near),
      'line-offset': ['interpolate', ['linear'], ['zoom'], outlineZooms.from, offset * outlineZooms.offsetFrom, outlineZooms.to, offset],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  };
}

/** Outlines by verdict class: line style first, colour second. A white bed keeps them readable on dark fills. */
export function verdictOutlines(classes: readonly string[], styles: readonly PolicyClass[]): LineLayerSpecification[] {
  return classes.flatMap((name, place) => {
    const style = styles.find((one) => one.name === name);
    const when = is('v', place + 1);
    const lines = verdictStrokes[style?.style ?? 'solid'];
    return [
      stroke(`verdict-${place}-bed`, when, paper, bedOf(lines)),
      ...lines.map((line, part) => stroke(`verdict-${place}-${part}`, when, style?.colour ?? ink, line)),
    ];
  });
}

/** Bold edge of freed land: thinner while only declared. */
export function freedEdge(present: PresentStates): LineLayerSpecification[] {
  const layers: LineLayerSpecification[] = [];
  if (present.freed[1]) layers.push(stroke('freed-edge-declared', is('f', 1), freedInk, freedStrokes.declared));
  if (present.freed[2]) layers.push(stroke('freed-edge-verified', is('f', 2), freedInk, freedStrokes.verified));
  return layers;
}

/** Hover and selection: white casing and ink line, above everything else; thinner while only hovered. */
export function markOutlines(): LineLayerSpecification[] {
  const line = (id: string, colour: string, selected: number, hovered: number): LineLayerSpecification => ({
    id,
    type: 'line',
    ...of,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': ['case', is('s', 1), selected, is('h', 1), hovered, 0] },
  });
  return [line('mark-casing', paper, 7, 4), line('mark-line', ink, 3, 1.5)];
}
