// Chooses which sheets or layers of a file are data of the subject, and reports what each column and each other row became.
import { parseDecimal } from '#domain/units.ts';
import type { ColumnMapping } from '#domain/upload-options.ts';
import { cellText } from '../cells/cell-text.ts';
import { correctionsSheet } from '../corrections-sheet.ts';
import type { RawTable, ReadFile } from '../read/raw-table.ts';
import { rowRanges, type Report } from '../report.ts';
import { byYear, type ByYear } from './by-year.ts';
import { dataTable, type DataTable, type TableSubject } from './data-table.ts';
import { foldHeader } from './field.ts';
import type { MappedColumn } from './map-columns.ts';

export interface ChosenTables {
  /** Tables that are of the subject; null when there is none (reported). */
  readonly taken: readonly DataTable[] | null;
  /** What was looked at, whether it was taken or not: what a person needs in order to say what the columns mean. */
  readonly seen: readonly { readonly raw: RawTable; readonly table: DataTable | null }[];
  /** Rows that state nothing for any of the years side by side. */
  readonly empty: number;
}

/** Finds the tables of the subject. Others are named, so that nothing is passed over in silence. */
export function chooseTables(
  file: ReadFile,
  subject: TableSubject,
  mapping: ColumnMapping | undefined,
  report: Report,
  drawn = false,
): ChosenTables {
  const found = file.tables.filter((raw) => !isOwnList(raw)).map((raw) => ({ raw, table: dataTable(raw, subject, mapping) }));
  const fitting = found.flatMap(({ table }) => (table && missing(table, subject).length === 0 && table.rows.length > 0 ? [table] : []));
  // A list beside the drawn layer holds the same lots once more: the drawing is what was meant.
  const shaped = drawn ? fitting.filter((table) => table.raw.hasGeometry) : [];
  const complete = shaped.length > 0 ? shaped : fitting;
  if (fitting.length > 1) {
    const list = (tables: readonly DataTable[]) => tables.map((table) => `“${table.sheet ?? ''}”`).join('、');
    const aside =
      complete.length < fitting.length ? `；没有图形的 ${list(fitting.filter((table) => !complete.includes(table)))} 未读取` : '';
    report.add({
      kind: 'layer-choice',
      severity: 'info',
      value: list(complete).slice(0, 200),
      message: `文件里有 ${fitting.length} 个图层或表符合，已读取 ${list(complete)}${aside}；只要其中一个请指定图层（--layer）。`,
    });
  }
  for (const { raw, table } of found) {
    if (table && complete.includes(table)) continue;
    const rows = raw.rows.length;
    if (rows === 0 || (complete.length === 0 && found.length === 1)) continue;
    const text =
      raw.rows[0]?.cells
        .filter((cell) => cell !== null && cell !== '')
        .join(' ')
        .slice(0, 100) ?? '';
    report.add({
      kind: 'sheet-skipped',
      severity: 'info',
      sheet: raw.sheet,
      value: text,
      message: `“${raw.sheet ?? ''}”没有所需的列，视为说明或其他内容，${rows} 行未读取。`,
    });
  }
  const doubted = (complete.length > 0 ? complete : found.flatMap(({ table }) => table ?? [])).filter(({ misread }) => misread.length > 0);
  if (doubted.length > 0) {
    for (const table of doubted) refuseMapping(table, subject, report);
    return { taken: null, seen: found, empty: 0 };
  }
  if (complete.length === 0) {
    refuseHeader(
      found.map(({ table }) => table),
      subject,
      file,
      report,
    );
    return { taken: null, seen: found, empty: 0 };
  }
  for (const table of complete) reportColumns(table, report);
  const parts = complete.map((table) => {
    const years = byYear(table, subject.vocabulary.yearless ?? []);
    reportYears(table, years, report);
    return years;
  });
  return {
    taken: parts.flatMap(({ tables }) => tables),
    seen: found.filter(({ table }) => table !== null && complete.includes(table)),
    empty: parts.reduce((sum, { empty }) => sum + empty.length, 0),
  };
}

/** A person's word is followed or asked about, never passed over: a unit taken for another is a figure wrong by a factor. */
function refuseMapping({ misread, sheet, headerRow }: DataTable, { vocabulary }: TableSubject, report: Report): void {
  for (const { header, field, unit } of misread) {
    const known = unit ? unit.known : vocabulary.fields.map(({ name }) => name);
    const what = unit ? `单位“${unit.said.slice(0, 20)}”不认识` : `字段“${field.slice(0, 40)}”在这一类数据里没有`;
    report.add({
      kind: 'mapping-unknown',
      severity: 'error',
      sheet,
      row: headerRow,
      column: header,
      value: unit ? unit.said : field,
      message: `列对应把“${header}”列${unit ? `读作 ${field}，${what}` : `读作的${what}`}，文件未导入；可用 ${known.join('、')}，请改正列对应后再读。`,
    });
  }
}

/** The list of findings in our own workbook of corrections. */
function isOwnList(raw: RawTable): boolean {
  return raw.sheet === correctionsSheet.list;
}

function reportYears(table: DataTable, { yearless, empty }: ByYear, report: Report): void {
  for (const column of yearless)
    report.add({
      kind: 'column-ambiguous',
      severity: 'warning',
      sheet: table.sheet,
      row: table.headerRow,
      column: column.header,
      message: `其他列写明了年度，“${columnName(table, column)}”没有写是哪一整年的，未读取；请在表头或列对应中写明年度。`,
    });
  if (empty.length > 0)
    report.add({
      kind: 'row-empty',
      severity: 'info',
      sheet: table.sheet,
      value: `第 ${rowRanges(empty)} 行`,
      message: `${empty.length} 行在各年度都没有填数，未读取。`,
    });
}

function missing(table: DataTable, subject: TableSubject): (readonly string[])[] {
  return subject.needed.filter((group) => !group.some((field) => table.columns.some((column) => column.field === field)));
}

function refuseHeader(tables: readonly (DataTable | null)[], subject: TableSubject, file: ReadFile, report: Report): void {
  const nearest = tables.filter((table) => table !== null).toSorted((a, b) => missing(a, subject).length - missing(b, subject).length)[0];
  const chinese = (field: string) => subject.vocabulary.fields.find((known) => known.name === field)?.headers[0] ?? field;
  if (nearest && missing(nearest, subject).length === 0) {
    report.refuse({ kind: 'file-unreadable', message: '找到了表头，但下面没有数据行，未导入；请核对是否传错文件。' }, nearest.sheet);
    return;
  }
  const lacking = (nearest ? missing(nearest, subject) : subject.needed)
    .map((group) => `“${group.slice(0, 3).map(chinese).join('或')}”`)
    .join('、');
  const seen = nearest?.headers ?? file.tables[0]?.header ?? file.tables[0]?.rows[0]?.cells.map((cell) => String(cell ?? '')) ?? [];
  report.refuse(
    {
      kind: 'header-missing',
      message: `找不到必需的列 ${lacking}，未导入；请核对导入类别是否选对，或用列对应（--mapping）指明各列。`,
      value: seen.filter((header) => header !== '').join('、'),
    },
    nearest?.sheet,
  );
}

/** Half of a county's firms with more than 10 亿元 each: somebody wrote 元. */
const implausibleWan = 100_000;

function tooLargeForWan({ rows }: DataTable, { index }: MappedColumn): boolean {
  const values = rows
    .map(({ cells }) => parseDecimal(cellText(cells[index])?.replaceAll(',', '') ?? '')?.approx)
    .filter((value) => value !== undefined)
    .sort((a, b) => a - b);
  return (values[values.length >> 1] ?? 0) > implausibleWan;
}

/** A column as a person finds it, and as a mapping names it: with the heading over it where its own does not tell it from others. */
function columnName({ headers, groups, raw }: DataTable, { index, header }: { readonly index: number; readonly header: string }): string {
  const over = groups[index] ?? null;
  const shared = headers.filter((other) => other === header).length > 1;
  return over !== null && over !== header && (shared || raw.aliases !== undefined) ? `${over}/${header}` : header;
}

/** Running numbers that programs add; nobody misses them. */
const counters = new Set(['序号', 'no', 'fid', 'objectid', 'ogcfid', 'shapeleng', 'shapelength', 'shapearea']);

function reportColumns(table: DataTable, report: Report): void {
  const place = { sheet: table.sheet, row: table.headerRow };
  for (const column of table.unknown) {
    const { header } = column;
    if (counters.has(foldHeader(header))) continue;
    report.add({
      ...place,
      kind: 'column-unmapped',
      severity: 'info',
      column: header,
      message: `“${columnName(table, column)}”列不认识，未读取；如有用请指定列对应。`,
    });
  }
  for (const { header, taken } of table.duplicate) {
    const same = foldHeader(header) === foldHeader(taken);
    report.add({
      ...place,
      kind: 'column-duplicate',
      severity: 'warning',
      column: header,
      message: same ? `有两列都叫“${header}”，只读取第一列；请核对。` : `“${header}”与“${taken}”是同一项，只读取“${taken}”；请核对。`,
    });
  }
  for (const column of table.columns) {
    if (column.unitSource !== 'assumed' || column.quantity === 'count') continue;
    const doubted = column.quantity === 'money' && tooLargeForWan(table, column);
    report.add({
      ...place,
      kind: 'unit-assumed',
      severity: doubted ? 'warning' : 'info',
      column: column.header,
      value: column.unit,
      message: `“${column.header}”没有写明单位，按惯例为${column.unit}${doubted ? '，但数值偏大，很可能是元，请务必核对' : ''}；如不是请在表头写明。`,
    });
  }
  for (const { column, rows } of table.merged) {
    report.add({
      kind: 'merged-cells',
      severity: column.repeats ? 'info' : 'warning',
      sheet: table.sheet,
      column: column.header,
      value: `第 ${rowRanges(rows)} 行`,
      message: column.repeats
        ? `“${column.header}”有合并单元格，已把值用于合并的每一行。`
        : `“${column.header}”有合并单元格，值只记在首行、不重复计入其余各行；请取消合并并逐行填写。`,
    });
  }
  const byReason = new Map<string, { row: number; text: string }[]>();
  for (const row of table.notData) byReason.set(row.reason, [...(byReason.get(row.reason) ?? []), row]);
  for (const [reason, rows] of byReason) {
    const many = rows.length > 50;
    if (many)
      report.add({
        kind: 'row-not-data',
        severity: 'info',
        sheet: table.sheet,
        value: rows[0]!.text,
        message: `${reason}共 ${rows.length} 行，未作为数据读取：第 ${rowRanges(rows.map(({ row }) => row))} 行。`,
      });
    else
      for (const { row, text } of rows)
        report.add({
          kind: 'row-not-data',
          severity: 'info',
          sheet: table.sheet,
          row,
          value: text,
          message: `${reason}，未作为数据读取。`,
        });
  }
}
