// Tells from a file's columns, codes, drawings and name what it is about, when nobody has said so.
import { subjects, type Subject } from '#domain/subject.ts';
import { cellText } from './cells/cell-text.ts';
import { dataTable, type TableSubject } from './columns/data-table.ts';
import type { RawTable, ReadFile } from './read/raw-table.ts';

const rowsLooked = 200;

/** Words in the name of a file, a sheet or a layer that speak for a subject. */
const words: Readonly<Record<Subject, RegExp>> = {
  parcels: /宗地|地块|用地|parcel|zd/i,
  firms: /企业名册|企业名单|企业库|名册|名录|企业|firm|enterprise/i,
  accounts: /台账(?!.*腾)|账目|税收|亩均|评价表|效益|用电|能耗|account|tax/i,
  tenure: /租用|租赁|出租|承租|tenure|lease/i,
  townships: /乡镇|街道|行政区|township|xz/i,
  blocks: /区块|园区|block|qk/i,
  ledger: /腾出|腾退|处置|盘活|ledger/i,
  zones: /分区|规划|控制区|zone/i,
};

function cut(raw: RawTable): RawTable {
  return raw.rows.length > rowsLooked ? { ...raw, rows: raw.rows.slice(0, rowsLooked) } : raw;
}

function codesSpeakFor(raw: RawTable, subject: Subject): boolean {
  const texts = raw.rows.slice(0, 40).flatMap((row) => row.cells.map((cell) => cellText(cell) ?? ''));
  const parcels = texts.some((text) => /^\d{12}[GJZ][A-Z]\d{5}/.test(text));
  const firms = texts.some((text) => /^[0-9A-Z]{18}$/.test(text) && !/^\d{9,18}$/.test(text));
  const places = texts.some((text) => /^[1-9]\d{8}(000)?$/.test(text));
  if (subject === 'parcels') return parcels;
  if (subject === 'tenure') return parcels && firms && !raw.hasGeometry;
  if (subject === 'firms' || subject === 'accounts') return firms && !parcels;
  return subject === 'townships' && places && raw.hasGeometry;
}

function scoreOf(raw: RawTable, subject: Subject, wanted: TableSubject, drawn: boolean, name: string): number {
  const table = dataTable(raw, wanted, undefined);
  if (!table || !wanted.needed.every((group) => group.some((field) => table.columns.some((column) => column.field === field)))) return 0;
  const named = table.headers.filter((header) => header.trim() !== '').length || 1;
  const geometry = drawn === raw.hasGeometry ? 2 : drawn ? -1 : -4;
  const spoken = (words[subject].test(raw.sheet ?? '') ? 2 : 0) + (words[subject].test(name) ? 2 : 0);
  return Math.max(
    0.01,
    table.columns.length + (table.columns.length / named) * 3 + geometry + spoken + (codesSpeakFor(raw, subject) ? 3 : 0),
  );
}

/** The likeliest subject; null when no table has the columns that any subject needs. */
export function guessSubject(
  file: ReadFile,
  name: string,
  known: (subject: Subject) => { readonly table: TableSubject; readonly drawn: boolean },
): Subject | null {
  let best: { readonly subject: Subject; readonly score: number } | null = null;
  for (const subject of subjects) {
    const { table, drawn } = known(subject);
    const score = Math.max(0, ...file.tables.map((raw) => scoreOf(cut(raw), subject, table, drawn, name)));
    if (score > (best?.score ?? 0)) best = { subject, score };
  }
  return best?.subject ?? null;
}
