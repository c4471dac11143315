// Years written in headings: 2020年税收 beside 2021年税收, or 2020年 over 税收 and 收入. Tells which year each column is of.
import { cellText } from '../cells/cell-text.ts';
import type { RawRow, RawTable } from '../read/raw-table.ts';

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

const yearStart = /(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度?)?/g;
const wholeYear = /^\s*(?:全年|0?1\s*月?\s*[-~至到—–]\s*12\s*月|12\s*月(?:底|末|\s*31\s*日))/;
const dayOfYear = /^\s*(?:[-./]\s*\d{1,2}(?!\d)|\d{1,2}\s*月\s*\d{1,2}\s*[日号])/;
const partOfYear =
  /^\s*(?:[上下]半年|第?[一二三四1-4]\s*季度|前[一二三]季度|\d{1,2}\s*月?\s*[-~至到—–]\s*\d{1,2}\s*月(?:份)?|\d{1,2}\s*月(?:份)?)/;

/** The whole years that a title or a file's name speaks of, and what it says of parts of years. Days on which something was written say nothing. */
export function yearsInTitle(text: string): { readonly years: ReadonlySet<number>; readonly parts: readonly string[] } {
  const plain = text.normalize('NFKC');
  const years = new Set<number>();
  const parts: string[] = [];
  for (const match of plain.matchAll(yearStart)) {
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const part = wholeYear.test(after) ? null : (partOfYear.exec(after)?.[0] ?? null);
    if (!wholeYear.test(after) && dayOfYear.test(after)) continue;
    if (part === null) years.add(Number(match[1]));
    else parts.push(match[0] + part);
  }
  return { years, parts };
}

/** A heading over columns: the year that it states and nothing else (2020年, 2020年度, 2020), or another time (2023年1-6月, 上半年). */
export type HeadingTime = number | 'other';

const otherTime = /(?:19|20)\d{2}|[上下]半年|季度|\d\s*月|累计|同期|上年|去年/;

function timeOf(text: string | null): HeadingTime | null {
  const plain = text?.normalize('NFKC').trim() ?? '';
  const match = /^((?:19|20)\d{2})\s*(?:年度?)?$/.exec(plain);
  return match ? Number(match[1]) : otherTime.test(plain) ? 'other' : null;
}

/** How many rows of headings above the header are looked at. */
const rowsAbove = 3;

/** The time over each column of a header, from the rows of headings above it; null where there is none. */
export function timesOverColumns(raw: RawTable, headerIndex: number, width: number): readonly (HeadingTime | null)[] {
  const times = Array.from({ length: width }, (): HeadingTime | null => null);
  for (let index = headerIndex - 1; index >= Math.max(0, headerIndex - rowsAbove); index -= 1) {
    const row = raw.rows[index]!;
    if (row.row !== raw.rows[index + 1]!.row - 1) break;
    const stated = Array.from({ length: width }, (_, column) => timeOf(cellText(row.cells[column] ?? null)));
    // A title or a note speaks of years too; headings stand several to a row, one of them a year alone.
    if (!stated.some((time) => typeof time === 'number')) continue;
    spread(raw, row, stated);
    for (const [column, time] of stated.entries()) times[column] ??= time;
  }
  return times;
}

/** A heading stands over the cells it is merged with; where nothing is merged, over the blank ones to its right, as many as its neighbour has. */
function spread(raw: RawTable, row: RawRow, stated: (HeadingTime | null)[]): void {
  const merged = raw.merged.filter((range) => range.fromRow <= row.row && range.toRow >= row.row && range.toColumn > range.column);
  for (const range of merged) {
    const time = stated[range.column];
    if (time !== null && time !== undefined) stated.fill(time, range.column, range.toColumn + 1);
  }
  if (merged.some((range) => stated[range.column] !== null)) return;
  const heads = stated.flatMap((time, column) => (time === null ? [] : [column]));
  // Another heading ends it, of whatever it speaks: 2021年 does not stand over 2022年上半年.
  const widths = heads.map((column) => {
    let next = column + 1;
    while (next < stated.length && cellText(row.cells[next] ?? null) === null) next += 1;
    return next - column;
  });
  // What follows the last heading need not be under it: it is as wide as the one before.
  if (widths.length > 1) widths[widths.length - 1] = Math.min(widths.at(-1)!, widths.at(-2)!);
  for (const [order, column] of heads.entries()) stated.fill(stated[column]!, column, column + widths[order]!);
}
