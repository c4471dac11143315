// Reads GeoJSON (collections, features, bare geometries; one document or one feature per line) into a layer table.
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { plainName } from './json-twins.ts';
import type { Cell, CrsClaim, RawGeometry, RawPosition, RawRow, RawTable } from './raw-table.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    // SyntaxError: not JSON. RangeError: nested deeper than the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Features of one document; without a coordinate system stated, GeoJSON is lon/lat by its own definition. */
export function readGeojson(text: string): Result<RawTable, Refusal> {
  const document = parseJson(text);
  if (document === undefined) return readLines(text);
  if (!isObject(document)) return refuse('file-unreadable', '文件是 JSON 但不是 GeoJSON，未导入。');
  const features = featuresOf(document);
  if (!features) {
    const type = typeof document['type'] === 'string' ? document['type'] : '无 type';
    return refuse('file-unreadable', '文件是 JSON 但不是 GeoJSON 要素集，未导入；请导出为 GeoJSON FeatureCollection。', {
      value: type.slice(0, 100),
    });
  }
  return layerTable(typeof document['name'] === 'string' ? document['name'] : null, features, crsMember(document['crs']));
}

/** One feature per line (NDJSON), or each behind a record separator and then possibly over several lines (GeoJSON text sequences). */
function readLines(text: string): Result<RawTable, Refusal> {
  const rows = new LayerRows();
  const sequence = text.trimStart().startsWith('\u001e');
  for (const [index, raw] of text.split(sequence ? '\u001e' : '\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const document = parseJson(line);
    const features = isObject(document) ? featuresOf(document) : null;
    if (!features) {
      const reason = rows.count === 0 ? 'JSON 语法有误或文件不完整' : `第 ${index + 1} ${sequence ? '段' : '行'}不是完整的 GeoJSON 要素`;
      return refuse('file-unreadable', `${reason}，文件未导入；请重新导出。`);
    }
    for (const feature of features) {
      const fault = rows.add(feature);
      if (fault) return fault;
    }
  }
  return ok(rows.table(null, null));
}

const geometryTypes = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection']);

function featuresOf(document: JsonObject): readonly Json[] | null {
  const type = document['type'];
  if (type === 'FeatureCollection') return Array.isArray(document['features']) ? (document['features'] as readonly Json[]) : null;
  if (type === 'Feature') return [document];
  return typeof type === 'string' && geometryTypes.has(type) ? [{ type: 'Feature', properties: {}, geometry: document }] : null;
}

/** The crs member of the 2008 format; still written by GIS programs for projected data. */
export function crsMember(crs: Json | undefined): CrsClaim | null {
  const properties = isObject(crs) ? crs['properties'] : undefined;
  const name = isObject(properties) ? (properties['name'] ?? properties['code']) : undefined;
  return typeof name === 'string' || typeof name === 'number' ? { definition: String(name), where: 'crs 成员' } : null;
}

/** The number that a feature bears beside its properties; many programs write the code of the lot there and nowhere else. */
const featureId = 'id（要素）';

/** Features as they come in, turned into rows; columns are all property names, in the order in which they first appear. */
export class LayerRows {
  readonly #columns = new Map<string, number>();
  readonly #rows: RawRow[] = [];

  get count(): number {
    return this.#rows.length;
  }

  /** The reason why this is one feature too many; null when it was taken. */
  add(feature: Json): { readonly ok: false; readonly error: Refusal } | null {
    const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
    const id = isObject(feature) ? feature['id'] : undefined;
    const named = typeof id === 'string' || typeof id === 'number' ? { ...properties, [featureId]: id } : properties;
    return this.addShape(named, geometryOf(isObject(feature) ? feature['geometry'] : null));
  }

  addShape(properties: JsonObject, geometry: RawGeometry | null): { readonly ok: false; readonly error: Refusal } | null {
    if (this.#rows.length >= limits.rows) return refuse('limit-exceeded', `要素过多${limitHint('rows')}，文件未导入；请分成几个文件。`);
    const cells: Cell[] = [];
    for (const [key, value] of Object.entries(properties)) {
      let column = this.#columns.get(key);
      if (column === undefined) {
        column = this.#columns.size;
        if (column >= limits.columns) return refuse('limit-exceeded', `属性过多${limitHint('columns')}，文件未导入。`);
        this.#columns.set(key, column);
      }
      while (cells.length < column) cells.push(null);
      cells[column] = typeof value === 'object' && value !== null ? nestedText(value) : value;
    }
    this.#rows.push({ row: this.#rows.length + 1, cells, geometry });
    return null;
  }

  table(name: string | null, crs: CrsClaim | null): RawTable {
    return {
      sheet: name,
      header: [...this.#columns.keys()].map(plainName),
      headerMayBeCut: false,
      rows: this.#rows,
      crs: crs ?? { definition: 'OGC:CRS84', where: 'GeoJSON 标准' },
      hasGeometry: true,
      merged: [],
    };
  }
}

/** Lists and objects inside a property, as text; nested deeper than the stack they say nothing. */
function nestedText(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '…';
    throw error;
  }
}

export function layerTable(name: string | null, features: readonly Json[], crs: CrsClaim | null): Result<RawTable, Refusal> {
  const rows = new LayerRows();
  for (const feature of features) {
    const fault = rows.add(feature);
    if (fault) return fault;
  }
  return ok(rows.table(name, crs));
}

/** A GeoJSON geometry as raw shape; a broken one is named, not guessed at. */
export function geometryOf(geometry: Json | undefined, depth = 0): RawGeometry | null {
  if (geometry === null || geometry === undefined) return null;
  if (!isObject(geometry)) return { kind: 'other', name: '无效图形' };
  const type = typeof geometry['type'] === 'string' ? geometry['type'] : '无 type';
  if (type === 'GeometryCollection')
    return depth > 8 ? { kind: 'other', name: 'GeometryCollection 嵌套过深' } : collectionOf(geometry['geometries'], depth + 1);
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { kind: 'other', name: type.slice(0, 40) };
  const coordinates = geometry['coordinates'];
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Json | undefined;
  if (!Array.isArray(polygons)) return { kind: 'other', name: `${type} 无坐标` };
  const shapes: RawPosition[][][] = [];
  for (const polygon of polygons as readonly Json[]) {
    const rings = ringsOf(polygon);
    if (!rings) return { kind: 'other', name: `${type} 坐标无效` };
    if (rings.length > 0) shapes.push(rings);
  }
  return shapes.length > 0 ? { kind: 'polygons', polygons: shapes } : null;
}

function collectionOf(geometries: Json | undefined, depth: number): RawGeometry {
  const parts = Array.isArray(geometries) ? (geometries as readonly Json[]).map((one) => geometryOf(one, depth)) : [];
  const polygons = parts.flatMap((part) => (part?.kind === 'polygons' ? part.polygons : []));
  return polygons.length > 0 && parts.every((part) => part?.kind === 'polygons')
    ? { kind: 'polygons', polygons }
    : { kind: 'other', name: 'GeometryCollection' };
}

function ringsOf(polygon: Json | undefined): RawPosition[][] | null {
  if (!Array.isArray(polygon)) return null;
  const rings: RawPosition[][] = [];
  for (const ring of polygon as readonly Json[]) {
    const positions = positionsOf(ring);
    if (!positions) return null;
    if (positions.length > 0) rings.push(positions);
  }
  return rings;
}

/** A list of positions; null when it is none, or too long. */
export function positionsOf(ring: Json): RawPosition[] | null {
  if (!Array.isArray(ring)) return null;
  const positions: RawPosition[] = [];
  for (const position of ring as readonly Json[]) {
    if (!Array.isArray(position)) return null;
    const [x, y] = position as readonly Json[];
    if (typeof x !== 'number' || typeof y !== 'number') return null;
    positions.push([x, y]);
  }
  return positions.length > limits.vertices ? null : positions;
}
