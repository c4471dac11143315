// GET /api/parcels.geojson: parcels joined with their figures, as a FeatureCollection.
import { createRoute, z } from '@hono/zod-openapi';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { bboxParameter, filteredLens, filterQuery, matching } from './filtering.ts';
import { geojsonText } from './formats/geojson.ts';
import { problems } from './problem.ts';

const DEFAULT_LIMIT = 10_000;
const MAX_LIMIT = 1_000_000;

const limitParameter = z
  .string()
  .regex(/^\d+$/, '应为整数')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, `from 1 to ${MAX_LIMIT}`)
  .openapi({ type: 'integer', default: DEFAULT_LIMIT });

const offsetParameter = z
  .string()
  .regex(/^\d{1,7}$/, '应为整数')
  .transform(Number)
  .openapi({ type: 'integer', default: 0 });

const collectionSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    numberMatched: z.number().int(),
    numberReturned: z.number().int(),
    county: z.string(),
    year: z.number().int(),
    policy: z.string().nullable(),
    version: z.string(),
    demo: z.boolean(),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.record(z.string(), z.unknown()).nullable(),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .openapi('ParcelCollection');

export function parcelFeatureRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/parcels.geojson',
    summary: '地块要素（GeoJSON）',
    request: {
      query: z.strictObject({
        ...filterQuery,
        bbox: bboxParameter.optional(),
        limit: limitParameter.optional(),
        offset: offsetParameter.optional(),
      }),
    },
    responses: {
      200: { description: '要素集', content: { 'application/geo+json': { schema: collectionSchema } } },
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, (c) => {
    const { limit = DEFAULT_LIMIT, offset = 0, ...asked } = c.req.valid('query');
    const filtered = filteredLens(c, deps, asked);
    if (!filtered.ok) return filtered.error;
    const { lens, test } = filtered.value;
    const known = unlessChanged(c, lens.snapshot.tag);
    if (known) return known;
    const { indices, all } = matching(lens.snapshot.base.size, test, offset + limit);
    const body = geojsonText(lens, indices.slice(offset), all);
    return c.body(body, 200, { 'Content-Type': 'application/geo+json; charset=utf-8' });
  });
}
