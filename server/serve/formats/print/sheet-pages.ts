// Pages of a parcel's sheet, filled from the top: what does not fit goes on to the next page, with the parcel's name again.
import { ink, muted, primary, rule } from '#domain/drawing/palette.ts';
import { POINTS_PER_MM, sheetOf } from '#domain/print/paper.ts';
import { cut, paragraph, wrapped } from './lettering.ts';
import type { Pen, Weight } from './pen.ts';

export const sheetMargin = 13 * POINTS_PER_MM;
const page = sheetOf('A4', 'portrait');
export const sheetWidth = page.width - 2 * sheetMargin;
export const sheetHeight = page.height;
/** Last point that content may reach; below stands the foot. */
const bottom = page.height - sheetMargin - 16;

export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly right?: boolean;
}

export interface Pages {
  readonly pen: Pen;
  /** Next free point. */
  y: number;
  /** Starts a page when less than this is left. */
  need(height: number): void;
  heading(text: string, note?: string): void;
  text(text: string, look?: { readonly size?: number; readonly weight?: Weight; readonly colour?: string; readonly indent?: number }): void;
  /** `from`: share of the width at which its rules begin. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[], from?: number): void;
}

export const bodySize = 8.2;
const line = 11.6;

/** `begin` draws the head of each page and gives the point below it; `foot` what stands at the end of each. */
export function openPages(pen: Pen, begin: (first: boolean) => number, foot: () => void): Pages {
  const pages: Pages = {
    pen,
    y: 0,
    need(height) {
      if (pages.y + height <= bottom) return;
      pen.page(page.width, page.height);
      pages.y = begin(false);
      foot();
    },
    heading(text, note = '') {
      pages.need(44);
      pages.y += 9;
      pen.fill(primary);
      pen.rect(sheetMargin, pages.y, 2.4, 10, 'f');
      pen.text(sheetMargin + 7, pages.y + 8.8, text, { size: 10, weight: 'bold', colour: ink });
      if (note !== '') {
        const room = sheetWidth - 14 - pen.width(text, 10, 'bold');
        pen.text(sheetMargin + sheetWidth, pages.y + 8.8, cut(pen, note, room, 7.4), { size: 7.4, colour: muted, align: 'right' });
      }
      pages.y += 15;
    },
    text(text, { size = bodySize, weight = 'regular', colour = ink, indent = 0 } = {}) {
      for (const one of wrapped(pen, text, sheetWidth - indent, size, weight)) {
        pages.need(size * 1.45);
        paragraph(pen, sheetMargin + indent, pages.y + size, [one], { size, weight, colour });
        pages.y += size * 1.45;
      }
    },
    table(columns, rows, from = 0) {
      const lefts = columns.map((_, at) => sheetMargin + sheetWidth * columns.slice(0, at).reduce((sum, { share }) => sum + share, 0));
      const widths = columns.map(({ share }) => sheetWidth * share - 6);
      const cells = (values: readonly string[], size: number, colour: string, weight: Weight): number => {
        const lines = values.map((value, at) => wrapped(pen, value, widths[at]!, size, weight, 3));
        const height = Math.max(1, ...lines.map(({ length }) => length)) * size * 1.4 + 4;
        pages.need(height);
        for (const [at, own] of lines.entries()) {
          const right = columns[at]!.right === true;
          for (const [row, text] of own.entries()) {
            pen.text(right ? lefts[at]! + widths[at]! : lefts[at]!, pages.y + size * 1.1 + row * size * 1.4 + 1, text, {
              size,
              colour,
              weight,
              align: right ? 'right' : 'left',
            });
          }
        }
        pages.y += height;
        pen.stroke(rule, 0.5);
        pen.line([sheetMargin + sheetWidth * from, pages.y, sheetMargin + sheetWidth, pages.y]);
        return height;
      };
      pages.need(line * 3);
      cells(
        columns.map(({ title }) => title),
        7.2,
        muted,
        'regular',
      );
      for (const row of rows) cells(row, bodySize, ink, 'regular');
      pages.y += 2;
    },
  };
  pen.page(page.width, page.height);
  pages.y = begin(true);
  foot();
  return pages;
}
