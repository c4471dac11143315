// Mended drawings in the record, before and after; rows are only ever added.
import type { CountyCode } from '#domain/land/codes.ts';
import { measuredArea } from '#domain/land/area.ts';
import type { DrawingFault, DrawingHeld, DrawingRepair, RepairAct, RepairDecision, RepairStanding } from '#domain/land/repair.ts';
import type { MicroMu } from '#domain/units.ts';
import { shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { storable } from './record-table.ts';
import { type Sql, bytesOrNull, integer, numberOrNull, text, textOrNull } from './sql.ts';

export interface RecordedRepair extends DrawingRepair, RepairStanding {
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

// Which of the two drawings stands in the record is asked of the record, not of the decisions: a later file may have drawn the parcel anew.
const held = `CASE WHEN parcel.id IS NULL THEN 'gone' WHEN parcel.shape = repair.after THEN 'after'
  WHEN parcel.shape = repair.before THEN 'before' ELSE 'other' END`;

/** Oldest first; of one import, or of all. */
export function readDrawingRepairs(sql: Sql, county: CountyCode, importId?: number): RecordedRepair[] {
  const last = new Map(
    sql
      .rows('SELECT repair, act, reason, actor, recorded_at FROM drawing_repair_act WHERE county = ? ORDER BY id', county)
      .map(([repair, act, reason, actor, at]): [number, RepairAct] => [
        integer(repair),
        { act: text(act) as RepairDecision, reason: text(reason), actor: text(actor), recordedAt: text(at) },
      ]),
  );
  // Of an import that was taken back nothing is repaired.
  const rows = sql.rows(
    `SELECT repair.id, repair.import, repair.parcel, sheet, row_number, faults, before, after, area_before, area_after, applied, ${held}
     FROM drawing_repair AS repair LEFT JOIN parcel ON parcel.county = repair.county AND parcel.code = repair.parcel
     WHERE repair.county = ? AND (? IS NULL OR import = ?) AND import NOT IN (SELECT import FROM import_undo) ORDER BY repair.id`,
    county,
    importId ?? null,
    importId ?? null,
  );
  return rows.map(([id, imported, parcel, sheet, row, faults, before, after, areaBefore, areaAfter, applied, holds]) => ({
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
    held: text(holds) as DrawingHeld,
    last: last.get(integer(id)) ?? null,
  }));
}

const wantedBy = ({ act }: RepairAct): 'before' | 'after' => (act === 'accept' ? 'after' : 'before');

/** Redraws the parcel where the record holds the other drawing; the area that it measured until now. */
function redraw(sql: Sql, county: CountyCode, repair: RecordedRepair, wanted: 'before' | 'after'): number | null {
  const found = sql.row(
    'SELECT id, shape, measured_area, place, place_row FROM parcel WHERE county = ? AND code = ?',
    county,
    repair.parcel,
  );
  if (!found) throw new Error(`${repair.parcel} is not in the record`);
  const [parcelId, shape, measured, place, row] = found;
  if (repair.held !== wanted) {
    const drawing = shapeToBytes(repair[wanted]);
    const area = wanted === 'after' ? measuredArea(repair.after) : measuredBefore(sql, county, repair);
    const changes = {
      shape: [storable(shape ?? null), storable(drawing)],
      ...(measured === area ? {} : { measured_area: [measured, area] }),
    };
    // The parcel still came by the same file: taking that back takes this back too, unless the drawing that was mended is still there then.
    sql.run(
      `INSERT INTO revision (county, noun, key, changes, place, place_row, previous_place, previous_place_row) VALUES (?, 'parcel', ?, ?, ?, ?, ?, ?)`,
      county,
      repair.parcel,
      JSON.stringify(changes),
      integer(place),
      numberOrNull(row ?? null),
      integer(place),
      numberOrNull(row ?? null),
    );
    sql.run('UPDATE parcel SET shape = ?, measured_area = ? WHERE id = ?', drawing, area, integer(parcelId));
  }
  return numberOrNull(measured ?? null);
}

/** Repairs that a person decided and the record follows. */
export function followedRepairs(sql: Sql, county: CountyCode): RecordedRepair[] {
  return readDrawingRepairs(sql, county).filter(({ last, held: holds }) => last !== null && holds === wantedBy(last));
}

/** After an import was taken back: what people decided about drawings that are in the record again holds for them as before. */
export function followRepairs(sql: Sql, county: CountyCode, followed: readonly RecordedRepair[]): void {
  const ids = new Set(followed.map(({ id }) => id));
  for (const repair of readDrawingRepairs(sql, county)) {
    const { id, last, held: holds } = repair;
    if (last !== null && ids.has(id) && (holds === 'before' || holds === 'after')) redraw(sql, county, repair, wantedBy(last));
  }
}

/** Writes the decision, and redraws the parcel where the record holds the other drawing. The caller has seen that it holds one of the two. */
export function decideRepair(sql: Sql, county: CountyCode, repair: RecordedRepair, decision: RepairAct): void {
  const measured = redraw(sql, county, repair, wantedBy(decision));
  sql.run(
    'INSERT INTO drawing_repair_act (county, repair, act, reason, measured_before, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    county,
    repair.id,
    decision.act,
    decision.reason,
    decision.act === 'accept' ? measured : null,
    decision.actor,
    decision.recordedAt,
  );
}

/** What the parcel measured before the mended drawing was taken; of one that was mended on import nothing else is known than its drawing. */
function measuredBefore(sql: Sql, county: CountyCode, { id, before, faults }: RecordedRepair): number | null {
  const accepted = sql.row(
    `SELECT measured_before FROM drawing_repair_act WHERE county = ? AND repair = ? AND act = 'accept' ORDER BY id DESC LIMIT 1`,
    county,
    id,
  );
  if (accepted) return numberOrNull(accepted[0] ?? null);
  return faults.includes('self-crossing') ? null : measuredArea(before);
}
