// Layers of the parcels: fill by class, hatches by state, outlines by verdict, selection on top. All read feature state only.
import type { ExpressionSpecification, FillLayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { PolicyClass } from '#domain/policy/policy.ts';
import { ink, parcelEdge, paper, plain } from '../../ui/tokens.ts';
import type { FillClass } from '../fill.ts';
import { LEFT_OUT } from '../parcel-states.ts';
import type { PatternName } from '../patterns.ts';

export const parcelSource = 'parcels';
export const parcelLayer = 'parcels';
/** Zoom from which single parcels are told apart; below, blocks and townships speak. */
export const parcelZoom = 11;
/** Zoom from which hatches and outlines can be read. */
const detailZoom = 12;

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
  const cases = classes.flatMap((one, code) => [code, faded(one.colour, 0.85), code + LEFT_OUT, faded(one.colour, 0.12)]);
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

function hatch(id: string, pattern: PatternName, when: ExpressionSpecification): FillLayerSpecification {
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
  return layers;
}

export interface PresentStates {
  readonly idle: readonly [boolean, boolean, boolean];
  readonly freed: readonly [boolean, boolean, boolean];
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
  return ['interpolate', ['linear'], ['zoom'], detailZoom, ['case', when, near * 0.5, 0], 15, ['case', when, near, 0]];
}

interface Stroke {
  readonly width: number;
  /** Distance inside the edge, so that neighbours do not draw over each other. */
  readonly offset: number;
  readonly dash?: number[];
  readonly round?: boolean;
}

const strokes: Record<PolicyClass['style'], readonly Stroke[]> = {
  double: [
    { width: 1.6, offset: 1.2 },
    { width: 1.3, offset: 4 },
  ],
  dash: [{ width: 2.2, offset: 1.6, dash: [3.4, 1.8] }],
  dots: [{ width: 2.6, offset: 1.8, dash: [0.01, 1.9], round: true }],
  solid: [{ width: 2, offset: 1.4 }],
};

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
      'line-offset': ['interpolate', ['linear'], ['zoom'], detailZoom, offset * 0.4, 15, offset],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  };
}

/** Outlines by verdict class: line style first, colour second. A white bed keeps them readable on dark fills. */
export function verdictOutlines(classes: readonly string[], styles: readonly PolicyClass[]): LineLayerSpecification[] {
  return classes.flatMap((name, place) => {
    const style = styles.find((one) => one.name === name);
    const when = is('v', place + 1);
    const lines = strokes[style?.style ?? 'solid'];
    const depth = lines.at(-1)!.offset + lines.at(-1)!.width;
    return [
      stroke(`verdict-${place}-bed`, when, paper, { width: depth + 0.8, offset: depth / 2 }),
      ...lines.map((line, part) => stroke(`verdict-${place}-${part}`, when, style?.colour ?? ink, line)),
    ];
  });
}

/** Bold edge of freed land: thinner while only declared. */
export function freedEdge(present: PresentStates): LineLayerSpecification[] {
  const layers: LineLayerSpecification[] = [];
  if (present.freed[1]) layers.push(stroke('freed-edge-declared', is('f', 1), '#0b3b52', { width: 1.4, offset: 0 }));
  if (present.freed[2]) layers.push(stroke('freed-edge-verified', is('f', 2), '#0b3b52', { width: 2.8, offset: 0 }));
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
