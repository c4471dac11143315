// Puts a table's shapes on the map: its coordinate system decided, every shape in lon/lat.
import type { Bounds } from '#domain/land/geometry.ts';
import { ok, type Result } from '#domain/result.ts';
import type { DataTable } from '../columns/data-table.ts';
import { cellText } from '../cells/cell-text.ts';
import type { RawGeometry, RawRow, RawTable, ReadNote } from '../read/raw-table.ts';
import { readWkt } from '../read/wkt.ts';
import type { Refusal } from '../refusal.ts';
import { placeTable } from './crs-ladder.ts';
import { buildShape, type BuiltShape } from './shape.ts';

export interface Shapes {
  readonly crs: string | null;
  readonly foreign: boolean;
  readonly shapes: readonly (BuiltShape | null)[];
  readonly notes: readonly ReadNote[];
}

export function placeShapes(table: DataTable, override: string | undefined, bounds: Bounds | null): Result<Shapes, Refusal> {
  const drawn = withTextGeometry(table);
  if (!drawn.hasGeometry) return ok({ crs: null, foreign: false, shapes: [], notes: [] });
  const placed = placeTable(drawn, override, bounds);
  if (!placed.ok) return placed;
  const crs = placed.value;
  const shapes = drawn.rows.map(({ geometry }) => {
    if (!geometry) return null;
    return buildShape(geometry, crs ? crs.toLonLat : ([x, y]) => [x, y]);
  });
  return ok({ crs: crs?.label ?? null, foreign: crs?.foreign ?? false, shapes, notes: crs?.notes ?? [] });
}

/** Tables may carry shapes as WKT in a column; EWKT states its coordinate system in front. */
function withTextGeometry(table: DataTable): RawTable {
  const column = table.columns.find((candidate) => candidate.field === 'geometry');
  if (table.raw.hasGeometry || !column) return { ...table.raw, rows: table.rows };
  const stated = new Set<string>();
  const rows: RawRow[] = table.rows.map((row) => {
    const text = cellText(row.cells[column.index]);
    const srid = /^SRID=(\d+);/i.exec(text ?? '')?.[1];
    if (srid) stated.add(srid);
    const geometry: RawGeometry | null = text === null ? null : readWkt(text.replace(/^SRID=\d+;/i, ''));
    return { ...row, geometry };
  });
  const [srid] = stated;
  // Two systems in one column cannot be told apart any more once read.
  const crs = srid !== undefined && stated.size === 1 ? { definition: `EPSG:${srid}`, where: 'EWKT' } : null;
  return { ...table.raw, rows, hasGeometry: true, crs };
}
