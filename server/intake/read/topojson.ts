// Reads TopoJSON: every object of the topology as a layer, its arcs put together to rings.
import * as topojson from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { crsMember, isObject, layerTable, type Json, type JsonObject } from './geojson.ts';
import type { RawTable } from './raw-table.ts';

export function readTopojson(document: JsonObject): Result<readonly RawTable[], Refusal> {
  const objects = document['objects'];
  if (!isObject(objects) || !Array.isArray(document['arcs'])) return broken('缺少 objects 或 arcs');
  let positions = 0;
  for (const arc of document['arcs'] as readonly Json[]) positions += Array.isArray(arc) ? arc.length : 0;
  if (positions > limits.vertices * 10) return refuse('limit-exceeded', `弧段的点过多${limitHint('vertices')}，文件未导入。`);
  const tables: RawTable[] = [];
  for (const [name, object] of Object.entries(objects)) {
    const features = featuresOf(document, object);
    if (!features) return broken(`对象“${name.slice(0, 40)}”的弧段无效`);
    const table = layerTable(name, features, crsMember(document['crs']));
    if (!table.ok) return table;
    tables.push(table.value);
  }
  return tables.length > 0 ? ok(tables) : broken('没有对象');
}

function featuresOf(topology: JsonObject, object: Json): readonly Json[] | null {
  try {
    // Checked by use: whatever does not fit the specification makes the library throw.
    const made = topojson.feature(topology as unknown as Topology, object as unknown as GeometryObject) as unknown as JsonObject;
    return made['type'] === 'FeatureCollection' ? (made['features'] as readonly Json[]) : [made];
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

function broken(reason: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unreadable', `TopoJSON 不完整（${reason}），文件未导入；请重新导出。`);
}
