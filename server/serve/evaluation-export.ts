// The evaluation as files: GET /api/evaluation/export/{format} and GET /api/evaluation/ranking/export/{format}.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { firmRows } from '../atlas/evaluation-rows.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { rankingOf, rankingRequest } from './evaluation.ts';
import { evaluationLens, evaluationRequest, setHead, type EvaluationLens } from './evaluation-lens.ts';
import { csvBytes } from './formats/csv.ts';
import { listTable, rankingTable, type Table } from './formats/evaluation-tables.ts';
import { exportTypes } from './formats/export-view.ts';
import { workbookBytes } from './formats/workbook.ts';
import { problem, problems } from './problem.ts';

const formats = ['csv', 'xlsx'] as const;
type Format = (typeof formats)[number];

const params = z.object({ format: z.enum(formats) });
const file = { schema: z.string().openapi({ format: 'binary' }) };
const responses = {
  200: { description: '文件', content: { 'text/csv': file, [exportTypes.xlsx]: file } },
  ...unchanged,
  ...problems.bad,
  ...problems.missing,
};
const listRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/export/{format}',
  summary: '导出评价名单',
  request: { params, query: evaluationRequest },
  responses,
});
const rankingRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/ranking/export/{format}',
  summary: '导出亩产英雄排行',
  request: { params, query: rankingRequest },
  responses,
});

async function send(c: Context<Env>, lens: EvaluationLens, format: Format, name: string, table: Table) {
  const { header, rows, notes } = table;
  const bytes = format === 'csv' ? csvBytes(header, rows) : await workbookBytes(header, rows, notes, name);
  const { county, countyName, year, demo, version } = setHead(lens);
  const title = `${countyName}-${name}-${year}-v${version}${demo ? '-演示' : ''}.${format}`;
  return c.body(bytes, 200, {
    'Content-Type': exportTypes[format],
    'Content-Disposition': `attachment; filename="evaluation-${county}-${year}.${format}"; filename*=UTF-8''${encodeURIComponent(title)}`,
    'X-Row-Count': String(rows.length),
  });
}

export function evaluationExportRoutes(deps: Deps) {
  return createRouter()
    .openapi(listRoute, async (c) => {
      const { format } = c.req.valid('param');
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const { snapshot, set, year } = lens.value;
      return send(c, lens.value, format, '亩产效益评价', listTable(setHead(lens.value), firmRows(snapshot, set, year)));
    })
    .openapi(rankingRoute, async (c) => {
      const { format } = c.req.valid('param');
      const asked = c.req.valid('query');
      const lens = evaluationLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const made = rankingOf(lens.value, asked);
      if (!made) return problem(c, 400, `没有指标 ${asked.indicator}`);
      return send(c, lens.value, format, '亩产英雄', rankingTable(setHead(lens.value), made));
    });
}
