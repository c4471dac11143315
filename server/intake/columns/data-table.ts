// From a raw table to a table of data: finds the header row, the units, and which rows are data.
import type { ColumnMapping } from '../intake.ts';
import { cellText } from '../cells/cell-text.ts';
import type { MergedCells, RawRow, RawTable } from '../read/raw-table.ts';
import { foldHeader, headerParts } from './field.ts';
import { findHeader, groupHeading } from './header-row.ts';
import { timesOverColumns } from './heading-years.ts';
import {
  correctionHeaders,
  customaryUnit,
  mapColumns,
  targetsOf,
  withUnit,
  type ColumnsFound,
  type MappedColumn,
  type Vocabulary,
} from './map-columns.ts';
import { notDataReason } from './not-data.ts';
import { isOtherUnit, isQuotient, unitOf } from './units.ts';

export interface DataTable {
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly headers: readonly string[];
  readonly columns: readonly MappedColumn[];
  readonly unknown: ColumnsFound['unknown'];
  readonly duplicate: ColumnsFound['duplicate'];
  readonly misread: ColumnsFound['misread'];
  readonly rows: readonly RawRow[];
  readonly notData: readonly { readonly row: number; readonly reason: string; readonly text: string }[];
  /** Columns in which a cell spans several rows of data, with those rows. */
  readonly merged: readonly { readonly column: MappedColumn; readonly rows: readonly number[] }[];
  /** Everything written above the header. */
  readonly title: string;
  readonly raw: RawTable;
  /** Heading over each column. */
  readonly groups: readonly (string | null)[];
  /** Column in which our own workbook of corrections says where a row came from; null in any other file. */
  readonly corrects: number | null;
  /** Year of all its rows, when its columns were picked by the year in their headings (see by-year.ts). */
  readonly year: number | null;
  /** The table before it was taken apart by years; itself otherwise. */
  readonly whole: DataTable | null;
}

export interface TableSubject {
  readonly vocabulary: Vocabulary;
  /** At least one field of each group must have a column. */
  readonly needed: readonly (readonly string[])[];
  /** Fields that identify a record, for telling data rows from totals. */
  readonly keys: readonly string[];
}

/** Null: no row of the table is a header of this subject. */
export function dataTable(raw: RawTable, subject: TableSubject, mapping: ColumnMapping | undefined): DataTable | null {
  const targets = targetsOf(subject.vocabulary);
  const { special, yearless } = subject.vocabulary;
  const options = { mayBeCut: raw.headerMayBeCut, mapping, special, yearless };
  const mapAt = (texts: readonly string[], index: number): ColumnsFound => {
    const stated = yearless && !raw.header ? timesOverColumns(raw, index, texts.length) : [];
    // A year over the codes and names as well is a title: it groups nothing.
    const plain = stated.some((time) => time !== null) ? mapColumns(texts, targets, options).columns : [];
    const times = plain.some((column) => yearless?.includes(column.field) && (stated[column.index] ?? null) !== null) ? [] : stated;
    const over = (column: number) => ({
      time: times[column] ?? null,
      group: groupHeading(raw, index, column),
      alias: raw.aliases?.[column] ?? null,
    });
    return mapColumns(texts, targets, { ...options, over });
  };
  const header = raw.header ? { index: -1, texts: raw.header, found: mapAt(raw.header, -1) } : findHeader(raw, mapAt);
  if (!header) return null;
  const keyColumns = header.found.columns.filter((column) => subject.keys.includes(column.field)).map((column) => column.index);
  const around = { header: header.texts.map(foldHeader), keyColumns };
  const notData: { row: number; reason: string; text: string }[] = [];
  const rows: RawRow[] = [];
  let unitRow: readonly (string | null)[] = [];
  for (const [index, row] of raw.rows.entries()) {
    const texts = row.cells.map(cellText);
    if (row.geometry === undefined && texts.every((text) => text === null)) continue;
    const reason = index < header.index ? '标题或说明行' : raw.header ? null : notDataReason(texts, around, rows.length === 0);
    if (index === header.index) continue;
    if (reason === null) rows.push(row);
    else
      notData.push({
        row: row.row,
        reason,
        text: texts
          .filter((text) => text !== null)
          .join(' ')
          .slice(0, 200),
      });
    if (reason === '单位行') unitRow = texts;
  }
  const title = notData
    .filter((row) => row.reason === '标题或说明行')
    .map((row) => row.text)
    .join('\n');
  const groups = new Map(header.found.columns.map(({ index }) => [index, groupHeading(raw, header.index, index)]));
  const unitsAbove = ({ index }: MappedColumn) => headerParts(groups.get(index) ?? '').brackets;
  const measuresElse = ({ quantity, index }: MappedColumn, above: readonly string[]) =>
    quantity !== null && (isOtherUnit(unitRow[index] ?? '', quantity) || above.some((unit) => isQuotient(unit)));
  const taken = header.found.columns.filter((column) => column.unitSource !== null || !measuresElse(column, unitsAbove(column)));
  const columns = taken.map((column) => {
    const { quantity } = column;
    const group = quantity
      ? (unitsAbove(column)
          .map((unit) => unitOf(unit, quantity))
          .find((unit) => unit !== null) ?? null)
      : null;
    const below = column.quantity ? unitOf(unitRow[column.index] ?? '', column.quantity) : null;
    const above = column.quantity ? titleUnit(title, column.quantity) : null;
    const stated = withUnit(withUnit(withUnit(column, below, 'unit-row'), group, 'header'), above, 'table');
    return column.quantity ? withUnit(stated, customaryUnit(column, targets), 'assumed') : stated;
  });
  const ranges = raw.merged.filter((range) => range.toRow - range.fromRow < 10_000);
  const filled = fillMerged(rows, ranges, columns);
  const corrects = header.texts.findIndex((text) => text.trim() === correctionHeaders.from);
  return {
    sheet: raw.sheet,
    headerRow: raw.header ? null : raw.rows[header.index]!.row,
    headers: header.texts,
    columns,
    unknown: [...header.found.unknown, ...header.found.columns.filter((column) => !taken.includes(column))],
    duplicate: header.found.duplicate,
    misread: header.found.misread,
    rows: filled,
    merged: mergedColumns(rows, ranges, columns),
    notData,
    title,
    raw,
    groups: header.texts.map((_, column) => groupHeading(raw, header.index, column)),
    corrects: corrects < 0 ? null : corrects,
    year: null,
    whole: null,
  };
}

/**
 * "单位：万元、亩" or a bare "（万元）" above a table; only when exactly one unit of the quantity is named. Every "单位：" is read: the
 * first one met is often that of the bureau which sends the file (填报单位：经信局), and a unit missed is a figure wrong by 10 000.
 */
function titleUnit(title: string, quantity: NonNullable<MappedColumn['quantity']>): string | null {
  const plain = title.normalize('NFKC');
  const statements = [...plain.matchAll(/单位\s*:\s*([^\n]+?)(?=\S*单位\s*:|\n|$)/g), ...plain.matchAll(/\(([^()\n]+)\)/g)].map(
    (match) => match[1]!,
  );
  const units = new Set(
    statements
      .flatMap((statement) => statement.split(/[、,;\s和及/]+/))
      .map((part) => unitOf(part.replaceAll(/[()]/g, ''), quantity))
      .filter((unit) => unit !== null),
  );
  return units.size === 1 ? [...units][0]! : null;
}

/** Columns with cells merged over several rows of data. */
function mergedColumns(rows: readonly RawRow[], ranges: readonly MergedCells[], columns: readonly MappedColumn[]): DataTable['merged'] {
  if (ranges.length === 0) return [];
  const numbers = rows.map((row) => row.row);
  return columns.flatMap((column) => {
    const spanned = ranges
      .filter((range) => range.column === column.index)
      .map((range) => numbers.filter((row) => row >= range.fromRow && row <= range.toRow))
      .filter((covered) => covered.length > 1);
    return spanned.length > 0 ? [{ column, rows: spanned.flat() }] : [];
  });
}

/** A merged code, name or year stands for every row it spans. Amounts stay where they are written: repeated, they would be counted twice. */
function fillMerged(rows: readonly RawRow[], merged: readonly MergedCells[], columns: readonly MappedColumn[]): readonly RawRow[] {
  const ranges = merged.filter((range) => columns.some((column) => column.index === range.column && column.repeats));
  if (ranges.length === 0) return rows;
  const byRow = new Map(rows.map((row, index) => [row.row, index]));
  const filled = rows.map((row) => ({ ...row, cells: [...row.cells] }));
  for (const range of ranges) {
    const top = byRow.get(range.fromRow);
    const value = top === undefined ? null : (filled[top]!.cells[range.column] ?? null);
    for (let row = range.fromRow + 1; row <= range.toRow; row += 1) {
      const index = byRow.get(row);
      if (index === undefined) continue;
      const cells = filled[index]!.cells;
      while (cells.length < range.column) cells.push(null);
      cells[range.column] ??= value;
    }
  }
  return filled;
}
