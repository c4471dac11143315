// Finds the header among the rows of a sheet: below titles, in one row or in several with group headings above.
import { cellText } from '../cells/cell-text.ts';
import { limits } from '../limits.ts';
import type { RawRow, RawTable } from '../read/raw-table.ts';
import type { ColumnsFound } from './map-columns.ts';
import { isUnitText } from './units.ts';

export interface Header {
  /** Index of the header's last row among the rows of the table. */
  readonly index: number;
  readonly texts: readonly string[];
  readonly found: ColumnsFound;
}

/**
 * The row with the most known headers among the first; blank cells take the text above them (headings merged downwards). Of two rows
 * that follow each other and know as many, the lower is the header when it has headings of its own: the upper one only groups them.
 */
export function findHeader(raw: RawTable, map: (texts: readonly string[], index: number) => ColumnsFound): Header | null {
  let best: Header | null = null;
  for (const [index, row] of raw.rows.slice(0, limits.headerSearchRows).entries()) {
    const texts = headerTexts(raw, index);
    const found = map(texts, index);
    const filled = texts.filter((text) => text !== '').length;
    const enough = found.columns.length >= 2 || (found.columns.length === 1 && filled <= 2);
    if (!enough || found.columns.some((column) => goesOnBelow(raw, index, column.index))) continue;
    const more = found.columns.length - (best?.found.columns.length ?? 0);
    const refines =
      more === 0 &&
      best?.index === index - 1 &&
      map(
        row.cells.map((cell) => cellText(cell) ?? ''),
        index,
      ).columns.length > 0;
    if (more > 0 || refines) best = { index, texts, found };
  }
  return best;
}

/** Whether the column's heading is merged with cells of a next row of headings: then the header does not end here. */
function goesOnBelow(raw: RawTable, index: number, column: number): boolean {
  const row = raw.rows[index]!;
  const below = (raw.rows[index + 1]?.cells ?? []).map(cellText).filter((text) => text !== null);
  if (below.every(isUnitText)) return false;
  return raw.merged.some(
    (range) => range.column === column && range.toColumn === column && range.fromRow <= row.row && range.toRow > row.row,
  );
}

function rowAbove(raw: RawTable, index: number): RawRow | null {
  const above = raw.rows[index - 1];
  return above && above.row === raw.rows[index]!.row - 1 ? above : null;
}

const filledCells = (row: RawRow): number => row.cells.filter((cell) => cellText(cell) !== null).length;

function headerTexts(raw: RawTable, index: number): string[] {
  const row = raw.rows[index]!;
  const above = rowAbove(raw, index);
  const textsAbove = above ? headerTexts(raw, index - 1) : [];
  // A lone cell above is a title, not a heading; headings come several to a row.
  const headings = above !== null && filledCells(row) >= 2 && filledCells(above) >= 2;
  return Array.from({ length: Math.max(row.cells.length, textsAbove.length) }, (_, column) => {
    const text = cellText(row.cells[column] ?? null);
    if (text !== null) return text;
    const covered = raw.merged.some((range) => range.column === column && range.fromRow < row.row && range.toRow >= row.row);
    return covered || headings ? (textsAbove[column] ?? '') : '';
  });
}

/**
 * The heading that groups this column, in the row just above the header: merged across it, or standing over it alone. Where the format
 * names its columns, what people call the column stands in that place.
 */
export function groupHeading(raw: RawTable, headerIndex: number, column: number): string | null {
  if (raw.header) return raw.aliases?.[column] ?? null;
  const above = headerIndex > 0 ? rowAbove(raw, headerIndex) : null;
  if (!above) return null;
  const group = raw.merged.find(
    (range) => range.toColumn > range.column && range.column <= column && column <= range.toColumn && range.toRow === above.row,
  );
  const top = group ? raw.rows.find((row) => row.row === group.fromRow) : filledCells(above) >= 2 ? above : undefined;
  return cellText(top?.cells[group?.column ?? column] ?? null);
}
