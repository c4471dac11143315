// GET /api/counties: which counties there are and where they lie.
import { createRoute, z } from '@hono/zod-openapi';
import { viewDay } from '#domain/ledger/view-day.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { latestYear, policiesOf } from './lens.ts';

const countySchema = z
  .object({
    code: z.string(),
    name: z.string(),
    bounds: z.array(z.number()).length(4).nullable().openapi({ description: '西、南、东、北（EPSG:4490 经纬度）' }),
    parcels: z.number().int(),
    policies: z.array(z.string()),
    asOf: z.string(),
    viewDay: z.string().openapi({ description: '未选日期时看的一天：政策目标均已到期的，为其到期日，否则同 asOf' }),
    demo: z.boolean(),
    years: z.array(z.number().int()),
    latestYear: z.number().int(),
    version: z.string().openapi({ description: '数据版本，随任何写入变化' }),
    townships: z.array(z.object({ code: z.string(), name: z.string() })),
    blocks: z.array(z.object({ code: z.string(), name: z.string() })),
  })
  .openapi('County');

/** Box around all parcels that are drawn; around the townships where none is. */
function extentOf(snapshot: Snapshot): number[] | null {
  const { bounds } = snapshot.base;
  const extent = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (west: number, south: number, east: number, north: number): void => {
    extent[0] = Math.min(extent[0]!, west);
    extent[1] = Math.min(extent[1]!, south);
    extent[2] = Math.max(extent[2]!, east);
    extent[3] = Math.max(extent[3]!, north);
  };
  for (let index = 0; index < snapshot.base.size; index += 1) {
    if (!Number.isNaN(bounds[index * 4]!)) add(bounds[index * 4]!, bounds[index * 4 + 1]!, bounds[index * 4 + 2]!, bounds[index * 4 + 3]!);
  }
  return extent[0]! <= extent[2]! ? extent : null;
}

/** The extent, worked out once per snapshot. */
export function boundsOfSnapshot(snapshot: Snapshot): number[] | null {
  return snapshot.once('extent', () => extentOf(snapshot));
}

export function countyRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/counties',
    summary: '县（市、区）一览',
    request: { query: z.strictObject({}) },
    responses: { 200: { description: '县', content: { 'application/json': { schema: z.array(countySchema) } } }, ...unchanged },
  });
  return createRouter().openapi(route, (c) => {
    const snapshots = deps.atlas.counties().flatMap((county) => deps.atlas.snapshot(county.code, c.get('actor')) ?? []);
    const known = unlessChanged(c, snapshots.map((snapshot) => snapshot.tag).join());
    if (known) return known;
    const counties = snapshots.map((snapshot) => {
      const { county } = snapshot.sheet.data;
      const pairs = (codes: readonly string[], names: readonly string[]) => codes.map((code, place) => ({ code, name: names[place]! }));
      return {
        code: county.code,
        name: county.name,
        bounds: boundsOfSnapshot(snapshot),
        parcels: snapshot.base.size,
        policies: policiesOf(deps.policies, county.code).map((policy) => policy.id),
        asOf: snapshot.sheet.asOf,
        viewDay: viewDay(snapshot.sheet.asOf, policiesOf(deps.policies, county.code)[0] ?? null),
        demo: county.demo,
        years: [...snapshot.sheet.years],
        latestYear: latestYear(snapshot),
        version: snapshot.tag,
        townships: pairs(snapshot.base.townshipCodes, snapshot.base.townshipNames),
        blocks: pairs(snapshot.base.blockCodes, snapshot.base.blockNames),
      };
    });
    return c.json(counties, 200);
  });
}
