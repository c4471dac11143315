// A dBASE table that comes alone: a list of attributes without shapes.
import { ok, type Result } from '#domain/result.ts';
import type { Refusal } from '../refusal.ts';
import { readDbf } from './dbf.ts';
import type { RawRow, ReadFile, ReadNote } from './raw-table.ts';

export function readDbfTable(bytes: Uint8Array, override: string | undefined): Result<ReadFile, Refusal> {
  const table = readDbf(bytes, { override });
  if (!table.ok) return table;
  const { columns, records, encoding } = table.value;
  const rows: RawRow[] = records.flatMap((cells, index) => (cells ? [{ row: index + 1, cells }] : []));
  const deleted = records.length - rows.length;
  const notes: ReadNote[] =
    deleted === 0
      ? []
      : [{ kind: 'row-not-data', severity: 'info', value: `${deleted} 条`, message: `有 ${deleted} 条记录在属性表中已标记删除，未读取。` }];
  return ok({
    format: 'dbf',
    encoding,
    tables: [{ sheet: null, header: columns, headerMayBeCut: true, rows, crs: null, hasGeometry: false, merged: [] }],
    notes,
  });
}
