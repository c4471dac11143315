// Reads the wanted rows of a file in the calling thread.
import { ownValue } from '#domain/own-value.ts';
import { tableOfSubject } from './intake-here.ts';
import { cellText } from './cells/cell-text.ts';
import { dataTable } from './columns/data-table.ts';
import { bytesOf } from './file-content.ts';
import type { OriginalJob, OriginalTable } from './original-rows.ts';
import type { Cell, RawTable } from './read/raw-table.ts';
import { readFile } from './read/read-file.ts';

function tableOf(raw: RawTable, { subject, mapping, wanted }: OriginalJob): OriginalTable | null {
  const asked = new Set(ownValue(wanted, raw.sheet ?? '') ?? []);
  if (asked.size === 0) return null;
  const table = dataTable(raw, tableOfSubject(subject ?? 'accounts'), mapping);
  const headers = table?.headers ?? raw.header ?? raw.rows[0]?.cells.map((cell) => cellText(cell) ?? '') ?? [];
  const headerRow = raw.header ? null : (table?.headerRow ?? raw.rows[0]?.row ?? null);
  const units = new Set(table?.notData.filter(({ reason }) => reason === '单位行').map(({ row }) => row) ?? []);
  const above = headerRow === null ? [] : raw.rows.filter(({ row }) => row <= headerRow || units.has(row));
  const head: (readonly Cell[])[] = raw.header ? [raw.header] : above.map(({ cells }) => cells);
  const indexOf = new Map(above.map(({ row }, index) => [row, index]));
  return {
    sheet: raw.sheet,
    head,
    header: raw.header ? 0 : Math.max(0, indexOf.get(headerRow ?? -1) ?? 0),
    headers,
    merged: raw.merged.flatMap(({ column, toColumn, fromRow, toRow }) => {
      const [row, last] = [indexOf.get(fromRow), indexOf.get(toRow)];
      return row === undefined || last === undefined ? [] : [{ row, toRow: last, column, toColumn }];
    }),
    rows: raw.rows.filter(({ row }) => asked.has(row)).map(({ row, cells }) => ({ row, cells })),
  };
}

export async function originalRowsHere(job: OriginalJob): Promise<readonly OriginalTable[] | null> {
  const read = await readFile(job.name, bytesOf(job.bytes), job.encoding);
  if (!read.ok) return null;
  return read.value.tables.flatMap((raw) => tableOf(raw, job) ?? []);
}
