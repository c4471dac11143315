// Reads GeoJSON (collections, features, bare geometries; one document or one feature per line) into a layer table.
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Cell, CrsClaim, RawGeometry, RawPosition, RawRow, RawTable } from './raw-table.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): Json | undefined {
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

/** One feature per line (NDJSON, GeoJSON text sequences). */
function readLines(text: string): Result<RawTable, Refusal> {
  const features: Json[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replaceAll('\u001e', '').trim();
    if (line === '') continue;
    const feature = parseJson(line);
    if (!isObject(feature) || typeof feature['type'] !== 'string') {
      const reason = index === 0 ? 'JSON 语法有误或文件不完整' : `第 ${index + 1} 行不是完整的 JSON`;
      return refuse('file-unreadable', `${reason}，文件未导入；请重新导出。`);
    }
    features.push(feature);
  }
  return layerTable(null, features, null);
}

function featuresOf(document: JsonObject): readonly Json[] | null {
  if (document['type'] === 'FeatureCollection')
    return Array.isArray(document['features']) ? (document['features'] as readonly Json[]) : null;
  if (document['type'] === 'Feature') return [document];
  return 'coordinates' in document ? [{ type: 'Feature', properties: {}, geometry: document }] : null;
}

/** The crs member of the 2008 format; still written by GIS programs for projected data. */
function crsMember(crs: Json | undefined): CrsClaim | null {
  const properties = isObject(crs) ? crs['properties'] : undefined;
  const name = isObject(properties) ? (properties['name'] ?? properties['code']) : undefined;
  return typeof name === 'string' || typeof name === 'number' ? { definition: String(name), where: 'crs 成员' } : null;
}

/** Features as rows; columns are all property names, in the order in which they first appear. */
export function layerTable(name: string | null, features: readonly Json[], crs: CrsClaim | null): Result<RawTable, Refusal> {
  if (features.length > limits.rows) return refuse('file-unreadable', `要素数超过上限 ${limits.rows}，文件未导入。`);
  const columns = new Map<string, number>();
  const rows: RawRow[] = [];
  for (const [index, feature] of features.entries()) {
    const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
    const cells: Cell[] = [];
    for (const [key, value] of Object.entries(properties)) {
      let column = columns.get(key);
      if (column === undefined) {
        column = columns.size;
        if (column >= limits.columns) return refuse('file-unreadable', `属性数超过上限 ${limits.columns}，文件未导入。`);
        columns.set(key, column);
      }
      while (cells.length < column) cells.push(null);
      cells[column] = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    }
    rows.push({ row: index + 1, cells, geometry: geometryOf(isObject(feature) ? feature['geometry'] : null) });
  }
  return ok({
    sheet: name,
    header: [...columns.keys()],
    headerMayBeCut: false,
    rows,
    crs: crs ?? { definition: 'OGC:CRS84', where: 'GeoJSON 标准' },
    hasGeometry: true,
    merged: [],
  });
}

/** A GeoJSON geometry as raw shape; a broken one is named, not guessed at. */
export function geometryOf(geometry: Json | undefined): RawGeometry | null {
  if (geometry === null || geometry === undefined) return null;
  if (!isObject(geometry)) return { kind: 'other', name: '无效图形' };
  const type = typeof geometry['type'] === 'string' ? geometry['type'] : '无 type';
  if (type === 'GeometryCollection') return collectionOf(geometry['geometries']);
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

function collectionOf(geometries: Json | undefined): RawGeometry {
  const parts = Array.isArray(geometries) ? (geometries as readonly Json[]).map(geometryOf) : [];
  const polygons = parts.flatMap((part) => (part?.kind === 'polygons' ? part.polygons : []));
  return polygons.length > 0 && parts.every((part) => part?.kind === 'polygons')
    ? { kind: 'polygons', polygons }
    : { kind: 'other', name: 'GeometryCollection' };
}

function ringsOf(polygon: Json | undefined): RawPosition[][] | null {
  if (!Array.isArray(polygon)) return null;
  const rings: RawPosition[][] = [];
  for (const ring of polygon as readonly Json[]) {
    if (!Array.isArray(ring)) return null;
    const positions: RawPosition[] = [];
    for (const position of ring as readonly Json[]) {
      if (!Array.isArray(position)) return null;
      const [x, y] = position as readonly Json[];
      if (typeof x !== 'number' || typeof y !== 'number') return null;
      positions.push([x, y]);
    }
    if (positions.length > limits.vertices) return null;
    if (positions.length > 0) rings.push(positions);
  }
  return rings;
}
