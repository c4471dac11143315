// What a subject has to say for itself, and the loop that turns its rows into records and counts them.
import type { Bureau } from '#domain/issue.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { DrawingRepair } from '#domain/land/repair.ts';
import type { SourcePlace } from '#domain/source.ts';
import type { DataTable, TableSubject } from '../columns/data-table.ts';
import type { IntakeInput, IntakeRecords, Subject } from '../intake.ts';
import type { Examined } from '../repair/examine.ts';
import type { RawRow } from '../read/raw-table.ts';
import type { Report } from '../report.ts';
import { columnsByField, RowReader } from '../row-reader.ts';

/** A table of data with its shapes in lon/lat, row by row (null: the row has none; empty list: the table has no shapes). */
export interface PlacedTable {
  readonly data: DataTable;
  readonly crs: string | null;
  /** Drawn in the projection of another country or region. */
  readonly foreign: boolean;
  readonly shapes: readonly (Examined | null)[];
}

export interface Job {
  readonly input: IntakeInput & { readonly subject: Subject };
  readonly report: Report;
  readonly counts: { rowsIn: number; records: number; rejected: number };
  /** Drawings mended or to be mended, as they are met. */
  readonly repairs: DrawingRepair[];
}

export interface SubjectIntake {
  readonly table: TableSubject;
  readonly mender: Bureau;
  /** Rows of this subject have shapes when the file has. */
  readonly drawn: boolean;
  read(tables: readonly PlacedTable[], job: Job): IntakeRecords;
}

export function sourceOf(job: Job, table: DataTable, row: RawRow): SourcePlace {
  return { importId: job.input.importId, file: job.input.name, sheet: table.sheet, row: row.row };
}

/** Records of one table. A row that gives none is counted as rejected, and the report must say why. */
export function takeRows<T>(
  table: PlacedTable,
  job: Job,
  take: (reader: RowReader, index: number) => T | null,
  spent: (index: number) => void = () => undefined,
): T[] {
  const columns = columnsByField(table.data);
  const records: T[] = [];
  for (const [index, row] of table.data.rows.entries()) {
    const reader = new RowReader(table.data, columns, row, job.report);
    reader.foreignKeys = job.input.foreign ? (job.input.keys ?? 'as-is') : null;
    const errors = job.report.errors;
    job.counts.rowsIn += 1;
    const record = isShifted(table.data, row)
      ? shifted(reader, row)
      : isCut(table.data, row)
        ? cut(reader, row, table.data)
        : take(reader, index);
    if (record === null) {
      job.counts.rejected += 1;
      if (job.report.errors === errors) throw new Error(`row ${row.row} was rejected without a reason`);
    } else {
      job.counts.records += 1;
      records.push(record);
    }
    spent(index);
  }
  return records;
}

const spentRow: RawRow = { row: 0, cells: [] };

/**
 * Lets go of rows as they become records, where nothing looks at them again: a million rows do not stand in memory beside a million
 * records. A table that was taken apart by years shares its rows with its other parts, a workbook of corrections is read once more.
 */
export function spendRows({ data }: PlacedTable): (index: number) => void {
  if (data.whole !== null || data.corrects !== null) return () => undefined;
  (data.raw.rows as RawRow[]).length = 0;
  return (index) => {
    (data.rows as RawRow[])[index] = spentRow;
  };
}

/** A comma inside a value that was not quoted moves everything after it one column on: no value of the row can be trusted. */
function isShifted(table: DataTable, row: RawRow): boolean {
  if (table.raw.header || table.raw.sheet !== null) return false;
  return row.cells.slice(table.headers.length).some((cell) => typeof cell === 'string' && cell.trim() !== '');
}

/** The text ends in the middle of this row: its last value may be half of one, and rows may be missing after it. */
function isCut({ raw, headers }: DataTable, row: RawRow): boolean {
  return raw.unended === row.row && row.cells.length < headers.length;
}

function cut(reader: RowReader, row: RawRow, { headers }: DataTable): null {
  const text = row.cells.map((cell) => String(cell ?? '')).join(',');
  reader.report(
    'row-shifted',
    'error',
    null,
    text,
    `文件在本行中途结束（${row.cells.length} 列，表头 ${headers.length} 列），多半没有传完整，其后可能还有行；本行未导入，此前各行已读取；请核对行数，重新导出后再传。`,
  );
  return null;
}

function shifted(reader: RowReader, row: RawRow): null {
  const text = row.cells.map((cell) => String(cell ?? '')).join(',');
  reader.report(
    'row-shifted',
    'error',
    null,
    text,
    '本行的列数多于表头（多半是某个值里有逗号而没有引号），各值可能错位，本行未导入；请给含逗号的值加引号。',
  );
  return null;
}

/** Shape of a row, with everything that was found about its drawing put in the report. */
export function drawnShape(table: PlacedTable, index: number, reader: RowReader, expected: string): MultiPolygon | null {
  const built = table.shapes[index];
  if (table.shapes.length === 0) return null;
  if (!built) {
    reader.report('geometry-missing', 'warning', null, null, `${expected}没有图形，属性已保留；请补图。`);
    return null;
  }
  if (!built.shape) {
    const missing = built.fault === '界址点不足三个' || built.fault === '坐标超出经纬度范围';
    reader.report(
      missing ? 'geometry-missing' : 'geometry-type',
      'warning',
      null,
      built.fault,
      `图形（${built.fault ?? ''}）不是可用的面，属性已保留、图形未采用；请改为闭合的面。`,
    );
    return null;
  }
  reportDrawing(built, reader);
  return built.shape;
}

/** What is odd about a drawing that is taken as it stands. */
function reportDrawing(built: Examined, reader: RowReader): void {
  if (built.unclosed > 0) reader.report('geometry-unclosed', 'info', null, `${built.unclosed} 环`, '界址线没有回到起点，已自动闭合。');
  if (built.degenerate > 0)
    reader.report('geometry-repaired', 'warning', null, `${built.degenerate} 环`, '有不足三点的环，已略去；请核对图形。');
  if (built.shape && built.shape.length > 1)
    reader.report('geometry-multipart', 'info', null, `${built.shape.length} 块`, '图形由几块组成，面积已合计；请确认各块同属本宗。');
  if (built.doubled > 0)
    reader.report('geometry-duplicate-points', 'info', null, `${built.doubled} 点`, '有连续重复的界址点，重复的已略去，图形不变。');
  if (built.strayHoles > 0)
    reader.report('geometry-hole-outside', 'warning', null, `${built.strayHoles} 个`, '有孔落在外环之外，图形已按原样保留；请核对界址。');
  const [spike] = built.spikes;
  if (spike) {
    const place = spike.map((value) => value.toFixed(6)).join(', ');
    reader.report(
      'geometry-spike',
      'warning',
      null,
      place,
      `界址线有 ${built.spikes.length} 处尖刺（走出去又原路折回），图形已按原样保留；请核对界址点。`,
    );
  }
}
