// GET /healthz and GET /version.
import { createRoute, z } from '@hono/zod-openapi';
import { createRouter, type Deps } from './env.ts';
import { answers, reply } from './reply.ts';

const basemapSchema = z.object({ tiles: z.array(z.string()).readonly(), attribution: z.string(), maxzoom: z.number().int() });
const versionSchema = z.object({
  version: z.string(),
  /** Changes with every write to any county. */
  data: z.string(),
  policies: z.record(z.string(), z.string()),
  schema: z.number().int(),
  basemap: basemapSchema.nullable(),
});

export function systemRoutes(deps: Deps) {
  const health = createRoute({
    method: 'get',
    path: '/healthz',
    summary: '是否可用',
    responses: answers('可用', z.object({ status: z.literal('ok') })),
  });
  const version = createRoute({
    method: 'get',
    path: '/version',
    summary: '程序、数据、政策与库结构的版本',
    responses: answers('版本', versionSchema),
  });
  return createRouter()
    .openapi(health, (c) => reply(c, { status: 'ok' as const }))
    .openapi(version, (c) => {
      const data = deps.atlas.counties().map(({ code }) => `${code}@${deps.atlas.snapshot(code, c.get('actor'))?.sheet.data.version ?? 0}`);
      c.header('Cache-Control', 'no-cache');
      return reply(c, {
        version: deps.config.version,
        data: data.join(','),
        policies: Object.fromEntries(deps.policies.map((policy) => [policy.id, policy.version])),
        schema: deps.store.schema,
        basemap: deps.config.basemap,
      });
    });
}
