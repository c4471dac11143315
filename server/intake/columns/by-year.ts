// A table with years side by side becomes one table per year: the same rows, with the columns of that year. Every value keeps its own column.
import { cellText, isBlankMark } from '../cells/cell-text.ts';
import type { RawRow } from '../read/raw-table.ts';
import type { DataTable } from './data-table.ts';
import type { MappedColumn } from './map-columns.ts';

export interface ByYear {
  readonly tables: readonly DataTable[];
  /** Columns without a year beside others that have one, in a table that does not say of which year its rows are. */
  readonly yearless: readonly MappedColumn[];
  /** Rows that state nothing for any year. */
  readonly empty: readonly number[];
}

function states(row: RawRow, columns: readonly MappedColumn[]): boolean {
  return columns.some(({ index }) => {
    const text = cellText(row.cells[index] ?? null);
    return text !== null && !isBlankMark(text);
  });
}

/** The table itself when no heading names a year. `always`: fields that are of no year (codes, names, the year itself). */
export function byYear(table: DataTable, always: readonly string[]): ByYear {
  const years = [...new Set(table.columns.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b);
  if (years.length === 0) return { tables: [table], yearless: [], empty: [] };
  const common = table.columns.filter(({ field }) => always.includes(field) && field !== 'year');
  const yearColumn = table.columns.filter(({ field }) => field === 'year');
  const undated = table.columns.filter(({ field, year }) => year === null && !always.includes(field));
  // What stands under 2022年上半年 is of a time of its own.
  const datable = undated.filter(({ otherTime }) => !otherTime);
  // A title does not say which of two columns of one field is of its year; a column of years does.
  const rest =
    yearColumn.length > 0
      ? datable
      : datable.filter(({ field }) => !table.columns.some((other) => other.year !== null && other.field === field));
  const parts = years.map((year): { year: number | null; columns: readonly MappedColumn[]; rows: readonly RawRow[] } => {
    const columns = table.columns.filter((column) => column.year === year);
    return { year, columns, rows: table.rows.filter((row) => states(row, columns)) };
  });
  // A column of years says of which year the columns without one are; so does a title that names the one year there is.
  const titled = yearColumn.length === 0 && years.length === 1 && table.title.includes(String(years[0]));
  if (titled) parts[0] = { year: years[0]!, columns: [...parts[0]!.columns, ...rest], rows: table.rows };
  const dated = yearColumn.length > 0 && rest.length > 0 ? [{ year: null, columns: [...yearColumn, ...rest], rows: table.rows }] : [];
  const taken = new Set([...parts, ...dated].flatMap(({ rows }) => rows.map(({ row }) => row)));
  return {
    tables: [...dated, ...parts]
      .filter(({ rows }) => rows.length > 0)
      .map(({ year, columns, rows }) => ({
        ...table,
        columns: [...common, ...columns].sort((a, b) => a.index - b.index),
        rows,
        merged: table.merged.filter(({ column }) => [...common, ...columns].includes(column)),
        year,
        whole: table,
      })),
    yearless: undated.filter((column) => !((dated.length > 0 || titled) && rest.includes(column))),
    empty: table.rows.flatMap(({ row }) => (taken.has(row) ? [] : [row])),
  };
}
