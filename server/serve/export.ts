// GET /api/export/{format}: the parcels of a view as a file.
import { createRoute, z } from '@hono/zod-openapi';
import { createRouter, type Deps } from './env.ts';
import { bboxParameter, filteredLens, filterQuery, matching } from './filtering.ts';
import { exportFormats, exportName, exportTypes, exportView } from './formats/export-view.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { problems } from './problem.ts';

export function exportRoutes(deps: Deps) {
  const file = { schema: z.string().openapi({ format: 'binary' }) };
  const route = createRoute({
    method: 'get',
    path: '/api/export/{format}',
    summary: '导出视图中的地块（行数与屏上计数一致）',
    request: {
      params: z.object({ format: z.enum(exportFormats) }),
      query: z.strictObject({ ...filterQuery, bbox: bboxParameter.optional() }),
    },
    responses: {
      200: { description: '文件', content: { 'text/csv': file, [exportTypes.xlsx]: file, [exportTypes.gpkg]: file } },
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, async (c) => {
    const { format } = c.req.valid('param');
    const filtered = filteredLens(c, deps, c.req.valid('query'));
    if (!filtered.ok) return filtered.error;
    const { lens, test } = filtered.value;
    const known = unlessChanged(c, lens.snapshot.tag);
    if (known) return known;
    const { indices } = matching(lens.snapshot.base.size, test);
    const bytes = await exportView(lens, indices, format, new URL(c.req.url).search);
    const name = exportName(lens, format);
    return c.body(bytes, 200, {
      'Content-Type': exportTypes[format],
      'Content-Disposition': `attachment; filename="parcels-${lens.snapshot.sheet.data.county.code}-${lens.year}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'X-Row-Count': String(indices.length),
    });
  });
}
