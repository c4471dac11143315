// One file in, records and issues out, in the calling thread. The pipeline calls intake-file.ts, which does this in a thread of its own.
import type { Bureau } from '#domain/issue.ts';
import { dataTable, type DataTable } from './columns/data-table.ts';
import { foldHeader } from './columns/field.ts';
import { factPrefix } from './columns/map-columns.ts';
import type { Detected, IntakeInput, IntakeOutcome, Subject } from './intake.ts';
import { placeShapes } from './place/place-table.ts';
import type { ReadFile } from './read/raw-table.ts';
import { readFile } from './read/read-file.ts';
import { createReport, rowRanges, type Report } from './report.ts';
import { accountIntake } from './subjects/accounts.ts';
import { firmIntake } from './subjects/firms.ts';
import { blockIntake, townshipIntake, zoneIntake } from './subjects/land-layers.ts';
import { ledgerIntake } from './subjects/ledger.ts';
import { parcelIntake } from './subjects/parcels.ts';
import type { Job, PlacedTable, SubjectIntake } from './subjects/subject-intake.ts';
import { tenureIntake } from './subjects/tenure.ts';

const intakes: Record<Subject, SubjectIntake> = {
  parcels: parcelIntake,
  firms: firmIntake,
  accounts: accountIntake,
  tenure: tenureIntake,
  townships: townshipIntake,
  blocks: blockIntake,
  ledger: ledgerIntake,
  zones: zoneIntake,
};

/** The bureau that sends files of a subject, and so mends them. */
export function menderOf(subject: Subject): Bureau {
  return intakes[subject].mender;
}

export async function intakeHere(input: IntakeInput): Promise<IntakeOutcome> {
  const subject = intakes[input.subject];
  const report = createReport(input.importId, input.name, subject.mender);
  const read = await readFile(input.name, input.bytes, input.encoding);
  if (!read.ok) {
    report.refuse(read.error);
    return { taken: false, issues: report.issues(), detected: { format: null, encoding: null, crs: null, tables: [] } };
  }
  for (const note of read.value.notes) report.note(note);
  const tables = dataTables(read.value, subject, input, report);
  const placed = tables && placeTables(tables, subject, input, report);
  const detected = describe(read.value, tables ?? [], placed ?? []);
  const refused = (): IntakeOutcome => ({ taken: false, issues: report.issues(), detected });
  if (!placed) return refused();
  const job: Job = { input, report, counts: { rowsIn: 0, records: 0, rejected: 0 } };
  const notData = placed.reduce((sum, table) => sum + table.data.notData.length, 0);
  const records = subject.read(placed, job);
  if (!records) return refused();
  if (job.counts.rowsIn === 0) {
    report.refuse({ kind: 'file-unreadable', message: '表头下面没有数据行，未导入；请核对是否传错文件。' });
    return refused();
  }
  const fields = [...new Set(placed.flatMap((table) => table.data.columns.map((column) => column.field)))];
  const drawn = placed.some((table) => table.shapes.length > 0) ? ['geometry'] : [];
  return {
    taken: true,
    records,
    issues: report.issues(),
    counts: { ...job.counts, notData },
    detected,
    fields: [...new Set([...fields, ...drawn])],
  };
}

/** Tables that are of the subject; null when there is none (reported). Others are named, so that nothing is passed over in silence. */
function dataTables(file: ReadFile, subject: SubjectIntake, input: IntakeInput, report: Report): DataTable[] | null {
  const found = file.tables.map((raw) => ({ raw, table: dataTable(raw, subject.table, input.mapping) }));
  const complete = found.flatMap(({ table }) => (table && missing(table, subject).length === 0 && table.rows.length > 0 ? [table] : []));
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
  if (complete.length === 0) {
    refuseHeader(
      found.map(({ table }) => table),
      subject,
      file,
      report,
    );
    return null;
  }
  for (const table of complete) reportColumns(table, report);
  return complete;
}

function missing(table: DataTable, subject: SubjectIntake): (readonly string[])[] {
  return subject.table.needed.filter((group) => !group.some((field) => table.columns.some((column) => column.field === field)));
}

function refuseHeader(tables: readonly (DataTable | null)[], subject: SubjectIntake, file: ReadFile, report: Report): void {
  const nearest = tables.filter((table) => table !== null).toSorted((a, b) => missing(a, subject).length - missing(b, subject).length)[0];
  const chinese = (field: string) => subject.table.vocabulary.fields.find((known) => known.name === field)?.headers[0] ?? field;
  if (nearest && missing(nearest, subject).length === 0) {
    report.refuse({ kind: 'file-unreadable', message: '找到了表头，但下面没有数据行，未导入；请核对是否传错文件。' }, nearest.sheet);
    return;
  }
  const lacking = (nearest ? missing(nearest, subject) : subject.table.needed)
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

function reportColumns(table: DataTable, report: Report): void {
  const place = { sheet: table.sheet, row: table.headerRow };
  for (const { header } of table.unknown) {
    report.add({
      ...place,
      kind: 'column-unmapped',
      severity: 'info',
      column: header,
      message: `“${header}”列不认识，未读取；如有用请指定列对应。`,
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
    report.add({
      ...place,
      kind: 'unit-assumed',
      severity: 'info',
      column: column.header,
      value: column.unit,
      message: `“${column.header}”没有写明单位，按惯例为${column.unit}；如不是请在表头写明。`,
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

/** Null when a table's coordinate system cannot be established: then nothing of the file is taken. */
function placeTables(tables: readonly DataTable[], subject: SubjectIntake, input: IntakeInput, report: Report): PlacedTable[] | null {
  const placed: PlacedTable[] = [];
  for (const data of tables) {
    if (!subject.drawn) {
      placed.push({ data, crs: null, shapes: [] });
      continue;
    }
    const shapes = placeShapes(data, input.crs, input.context.bounds);
    if (!shapes.ok) {
      report.refuse(shapes.error, data.sheet);
      return null;
    }
    for (const note of shapes.value.notes) report.note(note);
    placed.push({ data, crs: shapes.value.crs, shapes: shapes.value.shapes });
  }
  return placed;
}

function describe(file: ReadFile, tables: readonly DataTable[], placed: readonly PlacedTable[]): Detected {
  const crsOf = (table: DataTable) => placed.find((candidate) => candidate.data === table)?.crs ?? null;
  const known = new Set(placed.map((table) => table.crs).filter((crs) => crs !== null));
  return {
    format: file.format,
    encoding: file.encoding,
    crs: known.size > 0 ? [...known].join('、') : null,
    tables: tables.map((table) => ({
      sheet: table.sheet,
      headerRow: table.headerRow,
      crs: crsOf(table),
      rows: table.rows.length,
      columns: table.headers.flatMap((header, index) => {
        if (header === '') return [];
        const column = table.columns.find((candidate) => candidate.index === index);
        const field = column?.field ?? null;
        return [{ header, field: field?.startsWith(factPrefix) ? field.slice(factPrefix.length) : field, unit: column?.unit ?? null }];
      }),
    })),
  };
}
