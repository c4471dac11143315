// GET /api/search: firms, parcels, townships and blocks by name or code.
import { createRoute, z } from '@hono/zod-openapi';
import { search, type Hit } from '../atlas/search.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';
import { answers, reply } from './reply.ts';

const hitSchema = z
  .object({
    kind: z.enum(['parcel', 'firm', 'township', 'block']),
    id: z.string(),
    name: z.string(),
    note: z.string(),
    point: z.tuple([z.number(), z.number()]).nullable(),
  })
  .openapi('Hit');

export function searchRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/search',
    summary: '查找企业、宗地、乡镇、区块',
    request: {
      query: z.strictObject({
        county: countyParameter,
        q: z.string().max(100),
        limit: z
          .string()
          .regex(/^\d{1,3}$/, '应为整数')
          .transform(Number)
          .optional()
          .openapi({ type: 'integer', default: 20 }),
      }),
    },
    responses: { ...answers('命中，最相近者在前', z.array(hitSchema)), ...unchanged, ...problems.bad, ...problems.missing },
  });
  return createRouter().openapi(route, (c) => {
    const { county, q, limit } = c.req.valid('query');
    const snapshot = snapshotOf(c, deps, county);
    if (!snapshot.ok) return snapshot.error;
    const known = unlessChanged(c, snapshot.value.tag);
    if (known) return known;
    return reply<(Hit & { point: [number, number] | null })[]>(
      c,
      search(snapshot.value, q, limit ?? 20) as (Hit & { point: [number, number] | null })[],
    );
  });
}
