// Mended drawings in the record, before and after; rows are only ever added.
import type { CountyCode } from '#domain/land/codes.ts';
import type { DrawingFault, DrawingRepair } from '#domain/land/repair.ts';
import type { MicroMu } from '#domain/units.ts';
import { shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { type Sql, bytesOrNull, integer, text, textOrNull } from './sql.ts';

export interface RecordedRepair extends DrawingRepair {
  readonly id: number;
  readonly importId: number;
}

export function addDrawingRepairs(sql: Sql, county: CountyCode, importId: number, repairs: readonly DrawingRepair[]): void {
  for (const { parcel, sheet, row, faults, before, after, areaBefore, areaAfter, applied } of repairs)
    sql.run(
      `INSERT INTO drawing_repair (county, import, parcel, sheet, row_number, faults, before, after, area_before, area_after, applied)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      county,
      importId,
      parcel,
      sheet,
      row,
      faults.join(' '),
      shapeToBytes(before),
      shapeToBytes(after),
      areaBefore,
      areaAfter,
      applied ? 1 : 0,
    );
}

/** Oldest first; of one import, or of all. */
export function readDrawingRepairs(sql: Sql, county: CountyCode, importId?: number): RecordedRepair[] {
  const columns = 'id, import, parcel, sheet, row_number, faults, before, after, area_before, area_after, applied';
  // Of an import that was taken back nothing is repaired.
  const standing = 'import NOT IN (SELECT import FROM import_undo)';
  const rows =
    importId === undefined
      ? sql.rows(`SELECT ${columns} FROM drawing_repair WHERE county = ? AND ${standing} ORDER BY id`, county)
      : sql.rows(`SELECT ${columns} FROM drawing_repair WHERE county = ? AND import = ? AND ${standing} ORDER BY id`, county, importId);
  return rows.map(([id, imported, parcel, sheet, row, faults, before, after, areaBefore, areaAfter, applied]) => ({
    id: integer(id),
    importId: integer(imported),
    parcel: text(parcel),
    sheet: textOrNull(sheet),
    row: integer(row),
    faults: text(faults).split(' ') as DrawingFault[],
    before: shapeFromBytes(bytesOrNull(before ?? null)!),
    after: shapeFromBytes(bytesOrNull(after ?? null)!),
    areaBefore: integer(areaBefore) as MicroMu,
    areaAfter: integer(areaAfter) as MicroMu,
    applied: integer(applied) === 1,
  }));
}
