// Tables as .xlsx: the table on one sheet, what it is of on another.
import type { Cell } from './export-rows.ts';

/** Bytes of a workbook. Numbers keep every digit: no cell format rounds what stands beside a verdict. */
export async function workbookBytes(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  notes: readonly (readonly [string, string | number])[],
  sheet = '地块',
): Promise<Uint8Array<ArrayBuffer>> {
  // Fetched with the first workbook: the server starts sooner without it.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const written = writeExcelFile([
    {
      sheet,
      stickyRowsCount: 1,
      columns: header.map((title) => ({ width: Math.max(10, title.length * 2 + 2) })),
      data: [header.map(bold), ...rows.map((row) => [...row])],
    },
    { sheet: '说明', columns: [{ width: 16 }, { width: 80 }], data: notes.map(([name, value]) => [bold(name), value]) },
  ]);
  return new Uint8Array(await written.toBuffer());
}
