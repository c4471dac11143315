// Reads the workbooks that are not .xlsx (xls, xlsb, ods, HTML or XML named .xls) into rows of cells.
import { createRequire } from 'node:module';
import type * as XlsxModule from '@e965/xlsx';
import { zipSync } from 'fflate';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { provesSizes, type ArchiveEntry } from './archive.ts';
import { plainTable, type Cell, type MergedCells, type RawRow, type RawTable, type ReadFile, type ReadNote } from './raw-table.ts';
import { numberCell } from './spreadsheet-number.ts';
import { formatOf } from './xlsx-formats.ts';

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
    if (data.length > limits.rows)
      return refuse('limit-exceeded', `工作表“${name}”行数过多${limitHint('rows')}，文件未导入；请分成几个文件。`);
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

/** Spreadsheets of the OpenDocument family; what they unpack to, and how often a cell is repeated, is checked first. */
export async function readOpenDocument(bytes: Uint8Array, entries: readonly ArchiveEntry[]): Promise<Result<ReadFile, Refusal>> {
  const proof = await provesSizes(entries);
  if (!proof.ok) return proof;
  const part = (name: string) => entries.find((entry) => entry.name === name);
  const manifest = await part('META-INF/manifest.xml')?.read();
  if (manifest?.ok && Buffer.from(manifest.value).includes('encryption-data'))
    return refuse('file-encrypted', '工作簿有密码，无法读取，未导入；请去掉密码后再传。');
  const content = await part('content.xml')!.read();
  if (!content.ok) return content;
  const text = Buffer.from(content.value);
  const cells = repeatedCells(text);
  if (cells > mostCells) return refuse('limit-exceeded', `表格声明了 ${cells} 个有内容的单元格，过多，未导入；请分成几个文件。`);
  const book = readWorkbook(await withOpenCells(bytes, text, entries));
  return book.ok ? ok({ format: 'ods', encoding: null, ...book.value }) : book;
}

const closedCell = /<(table:(?:covered-)?table-cell)\b((?:"[^"]*"|'[^']*'|[^"'>])*?)\/>/g;
const statesValue = /office:(?:value|string-value|boolean-value|date-value|time-value)=/;

/**
 * A cell may state its value without showing a text (GDAL writes so); the parser takes a cell without content for an empty one. Such
 * cells are given an end of their own. It also insists on parts that a file may leave out.
 */
async function withOpenCells(bytes: Uint8Array, content: Buffer, entries: readonly ArchiveEntry[]): Promise<Uint8Array> {
  const text = content.toString('utf8');
  const opened = text.replaceAll(closedCell, (cell, name: string, attributes: string) =>
    statesValue.test(attributes) ? `<${name}${attributes}></${name}>` : cell,
  );
  const parts: Record<string, Uint8Array> = { 'styles.xml': Buffer.from('<s/>'), 'META-INF/manifest.xml': Buffer.from('<m/>') };
  if (opened === text && Object.keys(parts).every((name) => entries.some((entry) => entry.name === name))) return bytes;
  for (const entry of entries) {
    if (!/^(mimetype|(META-INF\/)?[\w-]+\.xml)$/.test(entry.name)) continue;
    const part = await entry.read();
    if (part.ok) parts[entry.name] = part.value;
  }
  return zipSync({ ...parts, 'content.xml': Buffer.from(opened) }, { level: 0 });
}

/** More cells than this do not fit the parser's memory; .xlsx, which is read in pieces, takes more. */
const mostCells = 20_000_000;

/** Cells with content, each as often as it and its row are repeated: a few bytes can claim millions. */
function repeatedCells(content: Buffer): number {
  let total = 0;
  let row = 1;
  const text = content.toString('latin1');
  for (const match of text.matchAll(/<table:(table-row|table-cell)\b([^>]*?)(\/?)>/g)) {
    const times = (name: string) => Number(new RegExp(`table:number-${name}-repeated="(\\d+)"`).exec(match[2]!)?.[1] ?? 1);
    if (match[1] === 'table-row') row = times('rows');
    else if (match[3] !== '/' || /office:(value|string-value|boolean-value|date-value)=/.test(match[2]!)) total += row * times('columns');
  }
  return total;
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
      return refuse('file-encrypted', '工作簿有密码，无法读取，未导入；请去掉密码后再传。', { value: reason.slice(0, 200) });
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
  if (typeof cell.v === 'number') return numberCell(cell.v, formatOf(typeof cell.z === 'string' ? cell.z : ''), shifted);
  if (typeof cell.v === 'boolean') return cell.v;
  return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : cell.v;
}

function mergedOf(ranges: readonly XlsxModule.Range[]): MergedCells[] {
  return ranges.map(({ s: first, e: last }) => ({ column: first.c, toColumn: last.c, fromRow: first.r + 1, toRow: last.r + 1 }));
}
