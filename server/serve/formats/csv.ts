// Tables as CSV: UTF-8 with a byte order mark, because spreadsheet programs take Chinese without one for another encoding.
import type { Cell } from './export-rows.ts';

/** Text that a spreadsheet would run as a formula is written as text. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? String(cell) : guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Bytes of a table. */
export function csvBytes(header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const lines = [header, ...rows].map((row) => row.map(field).join(','));
  return new Uint8Array(new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`));
}
