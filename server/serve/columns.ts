// GET /api/columns/base and /api/columns/year: what the page filters, colours and sums, as binary columns.
//
// Form: domain/column-codec.ts decodes (decodeColumns), domain/column-tables.ts gives the typed columns (baseOfTable, yearOfTable).
// Index i of every array is the parcel whose feature id is i in /tiles/parcels of the same version.
import { createRoute, z } from '@hono/zod-openapi';
import { encodeColumns, type ColumnTable } from '#domain/column-codec.ts';
import { tableOfBase, tableOfYear } from '#domain/column-tables.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { packBytes, type PackedTile } from '../atlas/tiles/tile-cache.ts';
import { sendPacked, unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, lensOf, lensQuery, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';

const binary = 'application/octet-stream';
const reply = {
  200: { description: '列式二进制', content: { [binary]: { schema: z.string().openapi({ format: 'binary' }) } } },
  ...unchanged,
  ...problems.bad,
  ...problems.missing,
};

function packedTable(snapshot: Snapshot, name: string, table: () => ColumnTable): PackedTile {
  const made = snapshot.tiles.get(`columns ${name}`, () => encodeColumns(table()));
  return made ?? packBytes(new Uint8Array());
}

export function columnRoutes(deps: Deps) {
  const base = createRoute({
    method: 'get',
    path: '/api/columns/base',
    summary: '与年度、政策无关的地块列',
    request: { query: z.strictObject({ county: countyParameter, v: z.string().max(80).optional() }) },
    responses: reply,
  });
  const year = createRoute({
    method: 'get',
    path: '/api/columns/year',
    summary: '某年度、某政策下的地块列',
    request: { query: z.strictObject({ ...lensQuery, v: z.string().max(80).optional() }) },
    responses: reply,
  });
  return createRouter()
    .openapi(base, (c) => {
      const { county, v } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag, v === snapshot.value.tag);
      if (known) return known;
      return sendPacked(
        c,
        packedTable(snapshot.value, 'base', () => tableOfBase(snapshot.value.base, snapshot.value.tag)),
        binary,
      );
    })
    .openapi(year, (c) => {
      const { v, ...asked } = c.req.valid('query');
      const lens = lensOf(c, deps, asked);
      if (!lens.ok) return lens.error;
      const { snapshot, columns } = lens.value;
      const known = unlessChanged(c, snapshot.tag, v === snapshot.tag);
      if (known) return known;
      return sendPacked(
        c,
        packedTable(snapshot, `year ${columns.year} ${columns.policy}`, () => tableOfYear(columns, snapshot.tag)),
        binary,
      );
    });
}
