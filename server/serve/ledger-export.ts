// GET /api/ledger/export/{format}: the entries of the ledger page as a file, exactly those that its table counts.
import { createRoute, z } from '@hono/zod-openapi';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { csvBytes } from './formats/csv.ts';
import { type ExportFormat, exportFormats, exportTypes } from './formats/export-view.ts';
import { geopackageBytes } from './formats/geopackage.ts';
import { ledgerFileTable, ledgerGeojson } from './formats/ledger-tables.ts';
import { workbookBytes } from './formats/workbook.ts';
import { ledgerLens, type LedgerLens, ledgerTableQuery } from './ledger-lens.ts';
import { problems } from './problem.ts';

const file = { schema: z.string().openapi({ format: 'binary' }) };
const route = createRoute({
  method: 'get',
  path: '/api/ledger/export/{format}',
  summary: '导出台账（行数与台账页所示一致；参数同 /api/ledger/table）',
  request: { params: z.object({ format: z.enum(exportFormats) }), query: z.strictObject(ledgerTableQuery) },
  responses: {
    200: { description: '文件', content: { 'text/csv': file, [exportTypes.xlsx]: file, [exportTypes.gpkg]: file } },
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
    ...problems.broken,
  },
});

async function bytesOf(lens: LedgerLens, format: ExportFormat, query: string): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'geojson') return new Uint8Array(new TextEncoder().encode(ledgerGeojson(lens, false)));
  if (format === 'gpkg') return geopackageBytes(ledgerGeojson(lens, true), 'ledger');
  const { header, rows, notes } = ledgerFileTable(lens, query);
  return format === 'csv' ? csvBytes(header, rows) : workbookBytes(header, rows, notes, '台账');
}

export function ledgerExportRoutes(deps: Deps) {
  return createRouter().openapi(route, async (c) => {
    const { format } = c.req.valid('param');
    const lens = ledgerLens(c, deps, c.req.valid('query'));
    if (!lens.ok) return lens.error;
    const known = unlessChanged(c, lens.value.tag);
    if (known) return known;
    const { snapshot, day, table } = lens.value;
    const { county } = snapshot.sheet.data;
    const bytes = await bytesOf(lens.value, format, decodeURIComponent(new URL(c.req.url).search.slice(1)));
    const title = `${county.name}-台账-${day}-v${snapshot.tag}${county.demo ? '-演示' : ''}.${format}`;
    return c.body(bytes, 200, {
      'Content-Type': exportTypes[format],
      'Content-Disposition': `attachment; filename="ledger-${county.code}-${day}.${format}"; filename*=UTF-8''${encodeURIComponent(title)}`,
      'X-Row-Count': String(table.seen.length),
    });
  });
}
