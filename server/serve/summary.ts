// GET /api/summary: sums by township, block, class, grade or industry, with their coverage.
import { createRoute, z } from '@hono/zod-openapi';
import { groupings, summarise, sumsReply } from '#domain/summary.ts';
import { industryName } from '../atlas/industry-names.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { filteredLens, filterQuery } from './filtering.ts';
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
    request: { query: z.strictObject({ ...filterQuery, by: z.enum(groupings).default('township') }) },
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
    const { by, ...asked } = c.req.valid('query');
    const filtered = filteredLens(c, deps, asked);
    if (!filtered.ok) return filtered.error;
    const { snapshot, columns, policy, year } = filtered.value.lens;
    const known = unlessChanged(c, snapshot.tag);
    if (known) return known;
    const { rows, total } = summarise(by, snapshot.base, columns, filtered.value.test);
    const { county } = snapshot.sheet.data;
    return c.json(
      {
        county: county.code,
        year,
        policy: policy?.id ?? null,
        by,
        version: snapshot.tag,
        asOf: snapshot.sheet.asOf,
        demo: county.demo,
        rows: rows.map(sumsReply).map((row) => (by === 'industry' ? { ...row, name: industryName(row.name) } : row)),
        total: sumsReply(total),
      },
      200,
    );
  });
}
