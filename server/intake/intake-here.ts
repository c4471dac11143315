// One file in, records and issues out, in the calling thread. The pipeline calls intake-file.ts, which does this in a thread of its own.
import type { Bureau } from '#domain/issue.ts';
import { chooseTables } from './columns/choose-tables.ts';
import type { DataTable } from './columns/data-table.ts';
import { factPrefix } from './columns/map-columns.ts';
import type { Detected, IntakeInput, IntakeOutcome, Subject } from './intake.ts';
import { placeTables } from './place/place-tables.ts';
import type { ReadFile } from './read/raw-table.ts';
import { askedLayer } from './read/asked-layer.ts';
import { samplesOf } from './read/encoding-samples.ts';
import { readFile } from './read/read-file.ts';
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

export async function intakeHere(input: IntakeInput): Promise<IntakeOutcome> {
  const subject = intakes[input.subject];
  const report = createReport(input.importId, input.name, subject.mender);
  const read = await readFile(input.name, input.bytes, input.encoding);
  if (!read.ok) {
    report.refuse(read.error);
    return { taken: false, issues: report.issues(), detected: { format: null, encoding: null, crs: null, tables: [] } };
  }
  for (const note of read.value.notes) report.note(note);
  const file = askedLayer(read.value, input.layer);
  if (!file.ok) {
    report.refuse(file.error);
    return { taken: false, issues: report.issues(), detected: describe(read.value, [], []) };
  }
  const tables = chooseTables(file.value, subject.table, input.mapping, report, subject.drawn);
  const placed = tables && (await placeTables(tables, subject.drawn, input, report));
  const detected = describe(read.value, tables ?? [], placed ?? []);
  const refused = (): IntakeOutcome => ({ taken: false, issues: report.issues(), detected });
  if (!placed) return refused();
  const job: Job = { input, report, counts: { rowsIn: 0, records: 0, rejected: 0 }, repairs: [] };
  const notData = placed.reduce((sum, table) => sum + table.data.notData.length, 0);
  const records = subject.read(placed, job);
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
    ...(job.repairs.length > 0 ? { repairs: job.repairs } : {}),
  };
}

function describe(file: ReadFile, tables: readonly DataTable[], placed: readonly PlacedTable[]): Detected {
  const crsOf = (table: DataTable) => placed.find((candidate) => candidate.data === table)?.crs ?? null;
  const known = new Set(placed.map((table) => table.crs).filter((crs) => crs !== null));
  return {
    format: file.format,
    encoding: file.encoding,
    samples: samplesOf(tables),
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
