// Reads workbooks of every kind (xlsx, xlsm, xls, ods, HTML or XML named .xls) into rows of cells.
import { createRequire } from 'node:module';
import type * as XlsxModule from '@e965/xlsx';
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { plainTable, type Cell, type MergedCells, type RawRow, type RawTable, type ReadNote } from './raw-table.ts';

// The CommonJS build brings the code pages that old .xls files need; the module build leaves them out.
const xlsx = createRequire(import.meta.url)('@e965/xlsx') as typeof XlsxModule;

const errorTexts: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};
/** Days from the 1900 calendar's day zero to the 1904 calendar's. */
const days1904 = 1462;

export interface Workbook {
  readonly tables: readonly RawTable[];
  readonly notes: readonly ReadNote[];
}

/** Sheets that are shown, in order. Hidden ones are named in the notes: nobody checked them before sending. */
export function readWorkbook(source: Uint8Array | string): Result<Workbook, Refusal> {
  const book = parse(source);
  if (!book.ok) return book;
  const tables: RawTable[] = [];
  const notes: ReadNote[] = [];
  const shifted = book.value.Workbook?.WBProps?.date1904 === true;
  for (const [index, name] of book.value.SheetNames.entries()) {
    const sheet = book.value.Sheets[name];
    const data = sheet?.['!data'];
    if (!sheet || !data) continue;
    if (data.length > limits.rows) return refuse('file-unreadable', `工作表“${name}”行数超过上限 ${limits.rows}，文件未导入。`);
    const rows = rowsOf(data, shifted);
    if ((book.value.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0) {
      if (rows.length > 0) {
        notes.push({
          kind: 'sheet-skipped',
          severity: 'warning',
          sheet: name,
          message: `工作表“${name}”是隐藏的，未读取；如有数据请取消隐藏后再传。`,
        });
      }
      continue;
    }
    tables.push({ ...plainTable(name, rows), merged: mergedOf(sheet['!merges'] ?? []) });
  }
  return ok({ tables, notes });
}

function parse(source: Uint8Array | string): Result<XlsxModule.WorkBook, Refusal> {
  const options = { dense: true, cellDates: false, cellNF: true, cellText: false, cellHTML: false, sheetRows: limits.rows + 1 };
  try {
    const book =
      typeof source === 'string'
        ? xlsx.read(source, { ...options, type: 'string', raw: true })
        : xlsx.read(Buffer.from(source.buffer, source.byteOffset, source.byteLength), { ...options, type: 'buffer' });
    return ok(book);
  } catch (error) {
    // The parser throws plain Errors for anything it cannot read; each is the file's fault, none is ours.
    const reason = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(reason))
      return refuse('file-unreadable', '工作簿有密码，无法读取，未导入；请去掉密码后再传。', { value: reason.slice(0, 200) });
    return refuse('file-unreadable', '工作簿损坏、不完整或不是表格文件，未导入；请用 Excel 或 WPS 打开确认后另存再传。', {
      value: reason.slice(0, 200),
    });
  }
}

function rowsOf(data: readonly (readonly XlsxModule.CellObject[] | undefined)[], shifted: boolean): RawRow[] {
  const rows: RawRow[] = [];
  // Both levels are sparse: forEach visits only what exists, however large a range the sheet claims.
  data.forEach((cells, index) => {
    if (!cells) return;
    const values: Cell[] = [];
    let filled = false;
    cells.forEach((cell, column) => {
      if (column >= limits.columns) return;
      while (values.length < column) values.push(null);
      const value = cellValue(cell, shifted);
      values[column] = value;
      if (value !== null && value !== '') filled = true;
    });
    if (filled) rows.push({ row: index + 1, cells: values });
  });
  return rows;
}

function cellValue(cell: XlsxModule.CellObject | undefined, shifted: boolean): Cell {
  if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === null) {
    return cell?.f ? `=${cell.f}` : null;
  }
  if (cell.t === 'e') return errorTexts[Number(cell.v)] ?? '#ERROR';
  if (typeof cell.v === 'number') return numberValue(cell.v, cell.z, shifted);
  if (typeof cell.v === 'boolean') return cell.v;
  return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : cell.v;
}

function numberValue(value: number, format: unknown, shifted: boolean): Cell {
  const pattern = typeof format === 'string' ? format : '';
  if (pattern !== '' && pattern !== 'General' && value >= 1 && value < 2_958_466 && xlsx.SSF.is_date(pattern) === true) {
    return serialDay(value + (shifted ? days1904 : 0));
  }
  // 2017.10 typed as a number is October, and only the format still knows of the zero.
  if (/^0\.00(?!0)/.test(pattern) && value >= 1949 && value < 2101) {
    const text = value.toFixed(2);
    if (Number(text) === value) return text;
  }
  // Spreadsheets keep 15 digits: 0.1 + 0.2 is shown, and meant, as 0.3.
  return Number(value.toPrecision(15));
}

/** ISO day of a spreadsheet's day number (1900 calendar, with its phantom 29 February 1900). */
export function serialDay(serial: number): string {
  const days = Math.floor(serial);
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10);
}

function mergedOf(ranges: readonly XlsxModule.Range[]): MergedCells[] {
  return ranges.map(({ s: first, e: last }) => ({ column: first.c, toColumn: last.c, fromRow: first.r + 1, toRow: last.r + 1 }));
}
