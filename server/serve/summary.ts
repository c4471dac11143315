// GET /api/summary: sums by township, block, class, grade or industry, with their coverage.
import { createRoute, z } from '@hono/zod-openapi';
import { groupings, summarise, sumsReply } from '#domain/summary.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { filterQuery, testOf } from './filtering.ts';
import { lensOf, lensQuery } from './lens.ts';
import { problems } from './problem.ts';

const parts = z.record(z.string(), z.object({ parcels: z.number().int(), areaMu: z.number() }));
const rowSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    parcels: z.number().int(),
    areaMu: z.number().nullable(),
    areaCoverage: z.object({ known: z.number().int(), total: z.number().int() }),
    taxWan: z.number().nullable(),
    taxPerMuWan: z.number().nullable().openapi({ description: '税收与面积均已知的地块之和相除（按面积加权）' }),
    taxCoverage: z.object({ known: z.number().int(), total: z.number().int(), areaMu: z.number() }),
    exact: z.object({ taxFen: z.number(), areaMicroMu: z.number() }).openapi({ description: 'taxPerMuWan 的分子（分）与分母（微亩）' }),
    classes: parts,
    idle: parts,
  })
  .openapi('SummaryRow');

export function summaryRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/summary',
    summary: '分组汇总',
    request: { query: z.strictObject({ ...lensQuery, ...filterQuery, by: z.enum(groupings).default('township') }) },
    responses: {
      200: {
        description: '汇总',
        content: {
          'application/json': {
            schema: z.object({
              county: z.string(),
              year: z.number().int(),
              policy: z.string().nullable(),
              by: z.enum(groupings),
              version: z.string(),
              asOf: z.string(),
              demo: z.boolean(),
              rows: z.array(rowSchema),
              total: rowSchema,
            }),
          },
        },
      },
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, (c) => {
    const { by, filter, view, ...asked } = c.req.valid('query');
    const lens = lensOf(c, deps, asked);
    if (!lens.ok) return lens.error;
    const { snapshot, columns, policy, year } = lens.value;
    const known = unlessChanged(c, snapshot.tag);
    if (known) return known;
    const test = testOf(c, lens.value, { filter, view });
    if (!test.ok) return test.error;
    const { rows, total } = summarise(by, snapshot.base, columns, test.value);
    const { county } = snapshot.sheet.data;
    return c.json(
      {
        county: county.code as string,
        year,
        policy: policy?.id ?? null,
        by,
        version: snapshot.tag,
        asOf: snapshot.sheet.asOf as string,
        demo: county.demo,
        rows: rows.map(sumsReply),
        total: sumsReply(total),
      },
      200,
    );
  });
}
