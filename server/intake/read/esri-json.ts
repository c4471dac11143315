// Reads the JSON of ArcGIS services: features with attributes and rings, and the number of their coordinate system.
import { ok, type Result } from '#domain/result.ts';
import type { Refusal } from '../refusal.ts';
import { isObject, LayerRows, positionsOf, type Json, type JsonObject } from './geojson.ts';
import type { CrsClaim, RawGeometry, RawTable } from './raw-table.ts';

export function isEsriJson(document: JsonObject): boolean {
  const features = document['features'];
  if (!Array.isArray(features) || document['type'] !== undefined) return false;
  return (features as readonly Json[]).some((feature) => isObject(feature) && isObject(feature['attributes']));
}

export function readEsriJson(document: JsonObject): Result<RawTable, Refusal> {
  const rows = new LayerRows();
  for (const feature of document['features'] as readonly Json[]) {
    const given = isObject(feature) ? feature : {};
    const fault = rows.addShape(isObject(given['attributes']) ? given['attributes'] : {}, shapeOf(given['geometry']));
    if (fault) return fault;
  }
  return ok({ ...rows.table(null, null), crs: crsOf(document['spatialReference']) });
}

function shapeOf(geometry: Json | undefined): RawGeometry | null {
  if (!isObject(geometry)) return null;
  if (geometry['curveRings'] !== undefined) return { kind: 'other', name: '含圆弧的环' };
  const given = geometry['rings'];
  if (!Array.isArray(given)) return { kind: 'other', name: geometry['paths'] === undefined ? 'Point' : 'Polyline' };
  const rings = (given as readonly Json[]).map(positionsOf);
  if (rings.some((ring) => ring === null)) return { kind: 'other', name: 'rings 坐标无效' };
  const filled = rings.filter((ring) => ring !== null && ring.length > 0);
  return filled.length > 0 ? { kind: 'rings', rings: filled as NonNullable<(typeof filled)[number]>[] } : null;
}

function crsOf(reference: Json | undefined): CrsClaim | null {
  if (!isObject(reference)) return null;
  const number = reference['latestWkid'] ?? reference['wkid'];
  if (typeof number === 'number') return { definition: `EPSG:${number}`, where: 'spatialReference' };
  return typeof reference['wkt'] === 'string' ? { definition: reference['wkt'], where: 'spatialReference' } : null;
}
