// Years written in headings: 2020年税收 beside 2021年税收, or 2020年 over 税收 and 收入. Tells which year each column is of.
import { cellText } from '../cells/cell-text.ts';
import type { RawTable } from '../read/raw-table.ts';

const written = /(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度|年)?/g;

/** The year in a heading and what the heading says without it; null when it names no year, or several. */
export function yearInHeader(text: string): { readonly year: number; readonly rest: string } | null {
  const plain = text.normalize('NFKC');
  const found = [...plain.matchAll(written)];
  if (found.length !== 1) return null;
  const rest = plain
    .replaceAll(written, '')
    .replaceAll(/\(\s*\)|\[\s*\]|\bfy\b/gi, '')
    .replaceAll(/^[\s_\-·.]+|[\s_\-·.]+$/g, '');
  return { year: Number(found[0]![1]), rest };
}

/** The year that a heading states and nothing else (2020年, 2020年度, 2020). */
function yearAlone(text: string | null): number | null {
  const match = /^((?:19|20)\d{2})\s*(?:年度?)?$/.exec(text?.normalize('NFKC').trim() ?? '');
  return match ? Number(match[1]) : null;
}

/** How many rows of headings above the header are looked at. */
const rowsAbove = 3;

/** The year over each column of a header, from the rows of headings above it; null where there is none. */
export function yearsOverColumns(raw: RawTable, headerIndex: number, width: number): readonly (number | null)[] {
  const years = Array.from({ length: width }, (): number | null => null);
  for (let index = headerIndex - 1; index >= Math.max(0, headerIndex - rowsAbove); index -= 1) {
    const row = raw.rows[index]!;
    if (row.row !== raw.rows[index + 1]!.row - 1) break;
    const stated = Array.from({ length: width }, (_, column) => yearAlone(cellText(row.cells[column] ?? null)));
    if (stated.every((year) => year === null)) continue;
    spread(raw, row.row, stated);
    for (const [column, year] of stated.entries()) years[column] ??= year;
  }
  return years;
}

/** A heading stands over the cells it is merged with; where nothing is merged, over the blank ones to its right, as many as its neighbour has. */
function spread(raw: RawTable, row: number, stated: (number | null)[]): void {
  const merged = raw.merged.filter((range) => range.fromRow <= row && range.toRow >= row && range.toColumn > range.column);
  for (const range of merged) {
    const year = stated[range.column];
    if (year !== null && year !== undefined) stated.fill(year, range.column, range.toColumn + 1);
  }
  if (merged.some((range) => stated[range.column] !== null)) return;
  const heads = stated.flatMap((year, column) => (year === null ? [] : [column]));
  const widths = heads.map((column, order) => (heads[order + 1] ?? stated.length) - column);
  // What follows the last heading need not be under it: it is as wide as the one before.
  if (widths.length > 1) widths[widths.length - 1] = Math.min(widths.at(-1)!, widths.at(-2)!);
  for (const [order, column] of heads.entries()) stated.fill(stated[column]!, column, column + widths[order]!);
}
