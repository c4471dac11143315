// A table on the pages of an official paper: cells wrap, rows stay whole, the head is repeated where a page begins.
import type { PaperTable } from '#domain/bulletin/tables.ts';
import { area, type Align, type OfficialPages } from './official-pages.ts';
import type { PdfFont } from './pdf-fonts.ts';

const size = 10.5;
const pitch = 15;
const padding = 3;

export function putTable(pages: OfficialPages, { title, header, widths, numbers, rows, total }: PaperTable): void {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => (area.width * width) / whole);
  const heightOf = (cells: readonly string[], font: PdfFont): number =>
    Math.max(...cells.map((text, at) => pages.lines([{ text, font }], columns[at]! - 2 * padding, size).length)) * pitch + 2 * padding;
  const row = (cells: readonly string[], font: PdfFont, alignOf: (at: number) => Align): void => {
    const height = heightOf(cells, font);
    const top = pages.y;
    let x: number = area.left;
    for (const [at, text] of cells.entries()) {
      const width = columns[at]!;
      pages.document.rect(x, top, width, height).lineWidth(0.5).strokeColor('#000000').stroke();
      const lines = pages.lines([{ text, font }], width - 2 * padding, size);
      const free = (height - lines.length * pitch) / 2;
      pages.skip(free);
      for (const line of lines) {
        pages.put(line, x + padding, width - 2 * padding, size, { align: alignOf(at) }, pitch);
        pages.skip(pitch);
      }
      pages.skip(top - pages.y);
      x += width;
    }
    pages.skip(height);
  };
  const head = (words: string): void => {
    pages.write([{ text: words, font: 'bold' }], { size: 14, align: 'center', pitch: 24 });
    row(header, 'bold', () => 'center');
  };
  const bodyAlign = (at: number): Align => (numbers[at] ? 'right' : 'center');
  // The head and two rows, or the next page.
  if (pages.room < 24 + heightOf(header, 'bold') + 2 * (pitch + 2 * padding)) pages.newPage();
  head(title);
  const body = [...rows.map((cells) => [cells, 'regular'] as const), ...(total ? [[total, 'bold'] as const] : [])];
  for (const [at, [cells, font]] of body.entries()) {
    // The last row, mostly the total, never stands on a page alone.
    const next = at === body.length - 2 ? heightOf(body[at + 1]![0], body[at + 1]![1]) : 0;
    if (pages.room < heightOf(cells, font) + next) {
      pages.newPage();
      head(`${title}（续）`);
    }
    row(cells, font, bodyAlign);
  }
  pages.skip(pitch);
}
