// What forms and map tell each other while land is drawn: the tool in hand, what is drawn so far, and land in the way.
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import { overlayShapes } from '#domain/land/overlay.ts';

export const drawTools = ['polygon', 'box', 'lasso'] as const;
export type SketchTool = (typeof drawTools)[number];

/** A tool in hand, and who gets the ring. */
export interface Drawing {
  readonly tool: SketchTool;
  readonly onRing: (ring: readonly Position[]) => void;
}

export interface Overlay {
  readonly draft: MultiPolygon | null;
  readonly conflicts: readonly MultiPolygon[];
  readonly slivers: readonly MultiPolygon[];
}
export const noOverlay: Overlay = { draft: null, conflicts: [], slivers: [] };

/** Set while a parcel is to be chosen on the map: who gets it. */
export interface Choosing {
  readonly pick: (code: string) => void;
}

/** What a form that draws is given by the page. */
export interface Drawn {
  readonly drawing: Drawing | null;
  readonly onDraw: (drawing: Drawing | null) => void;
  readonly onOverlay: (overlay: Overlay) => void;
}

/** Beyond a millimetre nothing is drawn. */
const digits = 8;
const rounded = ([lon, lat]: Position): Position => [Number(lon.toFixed(digits)), Number(lat.toFixed(digits))];

/** The ring closed, as a shape. */
export function shapeOfRing(ring: readonly Position[]): MultiPolygon {
  const corners = ring.map(rounded);
  const [first] = corners;
  const last = corners.at(-1);
  const closed = first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...corners, first] : corners;
  return [[closed]];
}

/** What of the shape lies in the other; a ring that crosses itself holds what is filled on screen. */
export function clipped(shape: MultiPolygon, to: MultiPolygon): MultiPolygon | null {
  const inside = overlayShapes(shape, to, 'and');
  return inside.length > 0 ? inside : null;
}

export function without(shape: MultiPolygon, taken: readonly MultiPolygon[]): MultiPolygon | null {
  const left = taken.reduce<MultiPolygon>((rest, one) => overlayShapes(rest, one, 'minus'), shape);
  return left.length > 0 ? left : null;
}

/** Why typed coordinates are no boundary: too few corners, a line that is none, or text that is no geometry. */
export type CoordinateFault = { readonly why: 'few' } | { readonly why: 'line'; readonly line: number } | { readonly why: 'geometry' };

function geometryOf(value: unknown): MultiPolygon | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates, geometry } = value as { type?: unknown; coordinates?: unknown; geometry?: unknown };
  if (type === 'Feature') return geometryOf(geometry);
  if (type === 'Polygon' && Array.isArray(coordinates)) return [coordinates as MultiPolygon[number]];
  return type === 'MultiPolygon' && Array.isArray(coordinates) ? (coordinates as MultiPolygon) : null;
}

/** Typed coordinates as a shape: lines of lon and lat, or a GeoJSON geometry. The server examines what it is sent. */
export function shapeOfText(text: string): MultiPolygon | CoordinateFault {
  if (text.trim().startsWith('{')) {
    try {
      return geometryOf(JSON.parse(text)) ?? { why: 'geometry' };
    } catch (error) {
      if (error instanceof SyntaxError) return { why: 'geometry' };
      throw error;
    }
  }
  const corners: Position[] = [];
  for (const [place, line] of text.split(/\r?\n|;/).entries()) {
    if (line.trim() === '') continue;
    const [lon, lat, ...more] = line
      .trim()
      .split(/[\s,，]+/)
      .map(Number);
    const good = more.length === 0 && lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    if (!good) return { why: 'line', line: place + 1 };
    corners.push([lon, lat]);
  }
  return corners.length < 3 ? { why: 'few' } : shapeOfRing(corners);
}

export const isShape = (value: MultiPolygon | CoordinateFault): value is MultiPolygon => Array.isArray(value);

/** The drawings of what a trial found, where it has any. */
export const shapesOf = (found: readonly { readonly geometry?: { readonly coordinates: MultiPolygon } | null }[]): MultiPolygon[] =>
  found.flatMap(({ geometry }) => (geometry ? [geometry.coordinates] : []));
