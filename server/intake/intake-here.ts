// One file in, records and issues out, in the calling thread. The pipeline calls intake-file.ts, which does this in a thread of its own.
import type { Bureau } from '#domain/issue.ts';
import type { Result } from '#domain/result.ts';
import { cellText } from './cells/cell-text.ts';
import { chooseTables, type ChosenTables } from './columns/choose-tables.ts';
import { bareView, fieldNames, tableView } from './columns/column-views.ts';
import type { DataTable, TableSubject } from './columns/data-table.ts';
import { type CorrectedRow, parseCorrectedRow } from './corrections-sheet.ts';
import { bytesOf, sizeOf } from './file-content.ts';
import { guessSubject } from './guess-subject.ts';
import type { Detected, IntakeInput, IntakeOutcome, Subject } from './intake.ts';
import { limits } from './limits.ts';
import { placeTables } from './place/place-tables.ts';
import type { ReadFile } from './read/raw-table.ts';
import { askedLayer } from './read/asked-layer.ts';
import { samplesOf } from './read/encoding-samples.ts';
import { readFile, tooLarge } from './read/read-file.ts';
import type { Refusal } from './refusal.ts';
import { createReport } from './report.ts';
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

/** What a table of the subject is made of. */
export function tableOfSubject(subject: Subject): TableSubject {
  return intakes[subject].table;
}

const unknownSubject = '看不出这是哪一类数据，未导入；请指明类别（宗地、企业、账目、租用关系……），或用列对应指明各列。';

/** Nothing is known of the file. */
const nothingDetected: Detected = { format: null, encoding: null, crs: null, tables: [], samples: [] };

export async function intakeHere(given: IntakeInput): Promise<IntakeOutcome> {
  const read = await readContent(given);
  const told = given.subject ?? (read.ok ? guessSubject(read.value, given.name, (one) => intakes[one]) : null);
  const report = createReport(given.importId, given.name, told ? intakes[told].mender : '我们');
  if (!read.ok) {
    report.refuse(read.error);
    return { taken: false, subject: told, issues: report.issues(), detected: nothingDetected };
  }
  for (const note of read.value.notes) report.note(note);
  const layers = layersOf(read.value);
  const bare = (): Detected => ({ ...bareDetected(read.value, intakes[told ?? 'accounts'].table), ...layers });
  const file = askedLayer(read.value, given.layer);
  if (!file.ok) {
    report.refuse(file.error);
    return { taken: false, subject: told, issues: report.issues(), detected: bare() };
  }
  if (told === null) {
    report.refuse({ kind: 'header-missing', message: unknownSubject });
    return { taken: false, subject: null, issues: report.issues(), detected: bare() };
  }
  const input = { ...given, subject: told };
  const subject = intakes[told];
  const chosen = chooseTables(file.value, subject.table, input.mapping, report, subject.drawn);
  const placed = chosen.taken && (await placeTables(chosen.taken, subject.drawn, input, report));
  const detected = { ...describe(file.value, subject.table, chosen, placed ?? []), ...layers };
  const refused = (): IntakeOutcome => ({ taken: false, subject: told, issues: report.issues(), detected });
  if (!placed) return refused();
  const job: Job = { input, report, counts: { rowsIn: 0, records: 0, rejected: 0 }, repairs: [] };
  const wholes = [...new Set(placed.map(({ data }) => data.whole ?? data))];
  const notData = wholes.reduce((sum, table) => sum + table.notData.length, 0) + chosen.empty;
  const records = subject.read(placed, job);
  if (job.counts.rowsIn === 0) {
    report.refuse({ kind: 'file-unreadable', message: '表头下面没有数据行，未导入；请核对是否传错文件。' });
    return refused();
  }
  const fields = placed.flatMap((table) => table.data.columns.map((column) => column.field));
  const drawn = placed.some((table) => table.shapes.length > 0) ? ['geometry'] : [];
  return {
    taken: true,
    subject: told,
    records,
    issues: report.issues(),
    counts: { ...job.counts, notData },
    detected,
    fields: [...new Set([...fields, ...drawn])],
    corrects: wholes.flatMap(correctedRows),
    ...(job.repairs.length > 0 ? { repairs: job.repairs } : {}),
  };
}

function correctedRows({ corrects, rows }: DataTable): CorrectedRow[] {
  if (corrects === null) return [];
  return rows.flatMap((row) => parseCorrectedRow(cellText(row.cells[corrects] ?? null) ?? '') ?? []);
}

/** A file that is too large is not even loaded. */
function readContent({ name, bytes, encoding }: IntakeInput): ReturnType<typeof readFile> | Result<ReadFile, Refusal> {
  const size = sizeOf(bytes);
  return size > limits.fileBytes ? tooLarge(size) : readFile(name, bytesOf(bytes), encoding);
}

/** What a person can choose among: nothing where there is but one table without a name. */
function layersOf({ tables }: ReadFile): Pick<Detected, 'layers'> {
  const layers = [...new Set(tables.flatMap(({ sheet }) => sheet ?? []))];
  return layers.length > 0 ? { layers } : {};
}

/** A file of which no table was read: what stands in it, for a person to say what it is. */
function bareDetected(file: ReadFile, subject: TableSubject): Detected {
  const tables = file.tables.map((raw) => bareView(raw, subject.vocabulary));
  const values = tables.flatMap(({ columns }) =>
    columns.flatMap(({ header, samples }) => [header, ...samples.map(({ before }) => before)]),
  );
  // eslint-disable-next-line no-control-regex -- anything beyond ASCII is what an encoding is told by
  const samples = [...new Set(values)].filter((text) => /[^\u0000-\u007f]/.test(text)).slice(0, 5);
  return { format: file.format, encoding: file.encoding, crs: null, tables, samples, fields: fieldNames(subject.vocabulary) };
}

function describe(file: ReadFile, subject: TableSubject, { taken, seen }: ChosenTables, placed: readonly PlacedTable[]): Detected {
  const crsOf = (table: DataTable) => placed.find(({ data }) => data === table || data.whole === table)?.crs ?? null;
  const known = new Set(placed.map((table) => table.crs).filter((crs) => crs !== null));
  // A column of no year beside columns with one is in no part of a table that was taken apart.
  const leftOut = (table: DataTable): Set<number> => {
    const parts = (taken ?? []).filter((part) => part.whole === table);
    if (parts.length === 0) return new Set();
    const used = new Set(parts.flatMap((part) => part.columns.map(({ index }) => index)));
    return new Set(table.columns.filter(({ index }) => !used.has(index)).map(({ index }) => index));
  };
  const bare = bareDetected(file, subject);
  const whole = (taken ?? []).map((table) => table.whole ?? table);
  return {
    format: file.format,
    encoding: file.encoding,
    samples: whole.length > 0 ? samplesOf(whole) : bare.samples,
    fields: fieldNames(subject.vocabulary),
    crs: known.size > 0 ? [...known].join('、') : null,
    tables: seen.map(({ raw, table }) =>
      table ? tableView(table, subject, crsOf(table), leftOut(table)) : bareView(raw, subject.vocabulary),
    ),
  };
}
