// The tables of the progress page as files: GET /api/progress/export/{format}, exactly what is shown on the day.
import { createRoute, z } from '@hono/zod-openapi';
import { unchanged, unlessChanged } from './caching.ts';
import { counterReply } from './counters.ts';
import { createRouter, type Deps } from './env.ts';
import { csvBytes } from './formats/csv.ts';
import type { Table } from './formats/evaluation-tables.ts';
import { exportTypes } from './formats/export-view.ts';
import {
  breakdownsTable,
  countersTable,
  entriesTable,
  partNames,
  pipelineTable,
  progressParts,
  type ProgressPart,
  townshipsTable,
} from './formats/progress-tables.ts';
import { workbookBytes } from './formats/workbook.ts';
import { linesBehind, oneTarget, pageReply, progressQuery, rowReply, type OneTarget } from './progress.ts';
import { problems } from './problem.ts';
import type { Context } from 'hono';
import type { Env } from './env.ts';

const file = { schema: z.string().openapi({ format: 'binary' }) };
const route = createRoute({
  method: 'get',
  path: '/api/progress/export/{format}',
  summary: '导出进度页的表格',
  request: {
    params: z.object({ format: z.enum(['csv', 'xlsx']) }),
    query: z.strictObject({ ...progressQuery, part: z.enum(progressParts).optional() }),
  },
  responses: {
    200: { description: '文件', content: { 'text/csv': file, [exportTypes.xlsx]: file } },
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
  },
});

function tableFor(c: Context<Env>, deps: Deps, one: OneTarget, part: ProgressPart, year: number | undefined): Table {
  const page = pageReply(one);
  const { tag } = one.lens.scope;
  switch (part) {
    case 'townships':
      return townshipsTable(page, tag);
    case 'breakdowns':
      return breakdownsTable(page, tag);
    case 'pipeline':
      return pipelineTable(page, tag);
    case 'counters': {
      const others = one.lens.targets.filter(({ target, policy }) => target.kind === null && policy === one.of.policy);
      return countersTable(
        page,
        tag,
        others.map((other) => counterReply(one.lens, other)),
      );
    }
    case 'entries': {
      const { seen, townshipName } = linesBehind(c, deps, one, { year });
      return entriesTable(
        page,
        tag,
        seen.map((line) => rowReply(line, townshipName)),
      );
    }
  }
}

export function progressExportRoutes(deps: Deps) {
  return createRouter().openapi(route, async (c) => {
    const { format } = c.req.valid('param');
    const { part = 'townships', ...asked } = c.req.valid('query');
    const one = oneTarget(c, deps, asked);
    if (!one.ok) return one.error;
    const { scope, day, tag } = one.value.lens;
    const known = unlessChanged(c, tag);
    if (known) return known;
    const { header, rows, notes } = tableFor(c, deps, one.value, part, asked.year);
    const bytes = format === 'csv' ? csvBytes(header, rows) : await workbookBytes(header, rows, notes, partNames[part]);
    const title = `${scope.name}-${one.value.of.target.name}-${partNames[part]}-${day}${scope.demo ? '-演示' : ''}.${format}`;
    return c.body(bytes, 200, {
      'Content-Type': exportTypes[format],
      'Content-Disposition': `attachment; filename="progress-${scope.code}-${day}.${format}"; filename*=UTF-8''${encodeURIComponent(title)}`,
      'X-Row-Count': String(rows.length),
    });
  });
}
