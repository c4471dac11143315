// TileJSON and vector tiles: /tiles/parcels and /tiles/context.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { contextTile, parcelTile, TILE_ZOOMS } from '../atlas/tiles/tile.ts';
import { PARCEL_ZOOM } from '../atlas/tiles/parcel-layer.ts';
import { PLACE_ZOOMS } from '../atlas/tiles/place-layers.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { sendPacked, unchanged, unlessChanged } from './caching.ts';
import { boundsOfSnapshot } from './counties.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, lensOf, lensQuery, policyParameter, snapshotOf, yearParameter } from './lens.ts';
import { problem, problems } from './problem.ts';

const MVT = 'application/vnd.mapbox-vector-tile';
const tileReply = {
  200: { description: 'MVT 2.1', content: { [MVT]: { schema: z.string().openapi({ format: 'binary' }) } } },
  204: { description: '空' },
  ...unchanged,
  ...problems.bad,
  ...problems.missing,
};

const parcelFields = { code: 'String', taxPerMuWan: 'Number', class: 'String', grade: 'String', idle: 'String', freed: 'String' };
const placeFields = { code: 'String', name: 'String', parcels: 'Number', areaMu: 'Number', taxPerMuWan: 'Number', coverage: 'Number' };
const layer = (id: string, fields: Record<string, string>, [minzoom, maxzoom]: readonly [number, number]) => ({
  id,
  fields,
  minzoom: Math.max(minzoom, TILE_ZOOMS.min),
  maxzoom,
});
const parcelLayers = [
  layer('townships', placeFields, PLACE_ZOOMS.township),
  layer('blocks', placeFields, PLACE_ZOOMS.block),
  layer('parcels', parcelFields, [PARCEL_ZOOM, TILE_ZOOMS.max]),
  layer('labels', { kind: 'String', code: 'String', name: 'String', size: 'Number' }, [TILE_ZOOMS.min, TILE_ZOOMS.max]),
];
const contextLayers = [
  layer('water', { name: 'String' }, [TILE_ZOOMS.min, TILE_ZOOMS.max]),
  layer('boundaries', { code: 'String', name: 'String' }, [TILE_ZOOMS.min, TILE_ZOOMS.max]),
  layer('roads', { name: 'String' }, [TILE_ZOOMS.min, TILE_ZOOMS.max]),
  layer('places', { name: 'String' }, [TILE_ZOOMS.min, TILE_ZOOMS.max]),
];

const tileJsonSchema = z
  .object({
    tilejson: z.literal('3.0.0'),
    name: z.string(),
    version: z.string(),
    tiles: z.array(z.string()),
    bounds: z.array(z.number()).length(4).optional(),
    minzoom: z.number().int(),
    maxzoom: z.number().int(),
    vector_layers: z.array(
      z.object({ id: z.string(), fields: z.record(z.string(), z.string()), minzoom: z.number(), maxzoom: z.number() }),
    ),
    attribution: z.string().optional(),
  })
  .openapi('TileJson');

const tileJsonReply = {
  200: { description: 'TileJSON 3.0.0', content: { 'application/json': { schema: tileJsonSchema } } },
  ...unchanged,
  ...problems.bad,
  ...problems.missing,
};

function tileJson(c: Context, snapshot: Snapshot, set: string, layers: typeof parcelLayers, query: string): z.infer<typeof tileJsonSchema> {
  const { county } = snapshot.sheet.data;
  const bounds = boundsOfSnapshot(snapshot);
  return {
    tilejson: '3.0.0',
    name: `${county.name} ${set}`,
    version: '1.0.0',
    tiles: [`${new URL(c.req.url).origin}/tiles/${set}/${county.code}/{z}/{x}/{y}.mvt?${query}v=${snapshot.tag}`],
    ...(bounds ? { bounds } : {}),
    minzoom: TILE_ZOOMS.min,
    maxzoom: TILE_ZOOMS.max,
    vector_layers: layers,
    ...(county.demo ? { attribution: '演示数据 · 虚构' } : {}),
  };
}

const number = z
  .string()
  .regex(/^\d{1,8}$/, '应为整数')
  .transform(Number);
const tilePath = z.object({
  county: countyParameter,
  z: number,
  x: number,
  y: z
    .string()
    .regex(/^\d{1,8}\.mvt$/, '应为整数加 .mvt')
    .transform((text) => Number(text.slice(0, -4))),
});

/** Why there is no such tile; null when there is. */
function tileFault({ z: zoom, x, y }: { z: number; x: number; y: number }): string | null {
  if (zoom > 22) return 'z must be from 0 to 22';
  return x < 2 ** zoom && y < 2 ** zoom ? null : `x and y must be below ${2 ** zoom} at zoom ${zoom}`;
}

function sendTile(c: Context<Env>, snapshot: Snapshot, name: string, make: () => Uint8Array): Response {
  const tile = snapshot.tiles.get(name, make);
  return tile ? sendPacked(c, tile, MVT) : c.body(null, 204);
}

export function tileRoutes(deps: Deps) {
  const parcelsJson = createRoute({
    method: 'get',
    path: '/tiles/parcels.json',
    summary: '地块瓦片集',
    request: { query: z.strictObject(lensQuery) },
    responses: tileJsonReply,
  });
  const contextJson = createRoute({
    method: 'get',
    path: '/tiles/context.json',
    summary: '底图要素瓦片集',
    request: { query: z.strictObject({ county: countyParameter }) },
    responses: tileJsonReply,
  });
  const parcels = createRoute({
    method: 'get',
    path: '/tiles/parcels/{county}/{z}/{x}/{y}',
    summary: '地块瓦片',
    request: {
      params: tilePath,
      query: z.strictObject({
        year: yearParameter.optional(),
        policy: policyParameter.optional(),
        v: z.string().max(80).optional(),
        only: z
          .string()
          .max(80)
          .optional()
          .openapi({ description: '只要这一数据版本的瓦片：数据已变则 409。按要素编号上色的页面用它，以免张冠李戴' }),
      }),
    },
    responses: { ...tileReply, ...problems.conflict },
  });
  const context = createRoute({
    method: 'get',
    path: '/tiles/context/{county}/{z}/{x}/{y}',
    summary: '底图要素瓦片',
    request: { params: tilePath, query: z.strictObject({ v: z.string().max(80).optional() }) },
    responses: tileReply,
  });
  return createRouter()
    .openapi(parcelsJson, (c) => {
      const lens = lensOf(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const { snapshot, columns, policy } = lens.value;
      const known = unlessChanged(c, snapshot.tag);
      if (known) return known;
      const query = `year=${columns.year}&${policy ? `policy=${encodeURIComponent(policy.id)}&` : ''}`;
      return c.json(tileJson(c, snapshot, 'parcels', parcelLayers, query), 200);
    })
    .openapi(contextJson, (c) => {
      const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      return c.json(tileJson(c, snapshot.value, 'context', contextLayers, ''), 200);
    })
    .openapi(parcels, (c) => {
      const path = c.req.valid('param');
      const fault = tileFault(path);
      if (fault !== null) return problem(c, 400, fault);
      const { v, only, ...asked } = c.req.valid('query');
      const lens = lensOf(c, deps, { county: path.county, ...asked });
      if (!lens.ok) return lens.error;
      const { snapshot, columns } = lens.value;
      if (only !== undefined && only !== snapshot.tag) return problem(c, 409, `数据版本已是 ${snapshot.tag}，不再是 ${only}`);
      const known = unlessChanged(c, snapshot.tag, v === snapshot.tag || only === snapshot.tag);
      if (known) return known;
      const name = `parcels ${columns.year} ${columns.policy} ${path.z}/${path.x}/${path.y}`;
      return sendTile(c, snapshot, name, () => parcelTile(snapshot, columns, path.z, path.x, path.y));
    })
    .openapi(context, (c) => {
      const path = c.req.valid('param');
      const fault = tileFault(path);
      if (fault !== null) return problem(c, 400, fault);
      const snapshot = snapshotOf(c, deps, path.county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag, c.req.valid('query').v === snapshot.value.tag);
      if (known) return known;
      return sendTile(c, snapshot.value, `context ${path.z}/${path.x}/${path.y}`, () =>
        contextTile(snapshot.value, path.z, path.x, path.y),
      );
    });
}
