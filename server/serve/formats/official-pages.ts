// Pages of an official paper as GB/T 9704 wants them (A4, 22 lines of 28 characters, page number outside) on which lines are put one below another.
import type { PdfFont } from './pdf-fonts.ts';
import { pdfFont } from './pdf-fonts.ts';
import { type Run, type SetLine, setLines } from './typeset.ts';

const mm = 72 / 25.4;
/** The area of the text: 37 mm from the top, 28 mm from the left, 156 × 225 mm. */
export const area = { left: 28 * mm, top: 37 * mm, width: 156 * mm, height: 225 * mm } as const;
export const lineHeight = area.height / 22;
/** 三号, 28 of which make a line. */
export const bodySize = 15.75;
export const red = '#c8161d';

export type Align = 'center' | 'full' | 'left' | 'right';
export interface Style {
  readonly size?: number;
  readonly align?: Align;
  readonly colour?: string;
  /** Empty before the first line, and left free on the right, in points. */
  readonly indent?: number;
  readonly inset?: number;
  readonly pitch?: number;
  /** Height of what follows and must not stand alone on a page: the last two lines go over with it. */
  readonly before?: number;
}

export interface PageMarks {
  readonly title: string;
  /** Above every page, e.g. that the data is invented; null for none. */
  readonly mark: string | null;
  readonly foot: string;
  /** When it was made: the same content gives the same bytes. */
  readonly made: Date;
}

/** A document that is written from top to bottom and goes on to the next page by itself. */
export async function officialPages({ title, mark, foot, made }: PageMarks) {
  // Fetched with the first paper: the server starts sooner without it.
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PdfDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Producer: '亩图 Mutu', Creator: '亩图 Mutu', CreationDate: made, ModDate: made },
  });
  document.registerFont('regular', await pdfFont('regular'));
  document.registerFont('bold', await pdfFont('bold'));
  let y = 0;
  const newPage = (): void => {
    document.addPage();
    y = area.top;
  };
  newPage();
  const widthOf =
    (size: number) =>
    (text: string, font: PdfFont): number =>
      document.font(font, size).widthOfString(text);

  /** One line with its baseline where the middle of the characters is the middle of the line. */
  const put = (line: SetLine<PdfFont>, x: number, width: number, size: number, style: Style, pitch: number): void => {
    const { align = 'left', colour = '#000000' } = style;
    const free = width - line.width;
    const spread = align === 'full' && !line.isLast && line.characters > 1 && free < 3 * size ? free / (line.characters - 1) : 0;
    let at = x + (align === 'center' ? free / 2 : align === 'right' ? free : 0);
    const baseline = y + pitch / 2 + size * 0.36;
    document.fillColor(colour);
    for (const { text, font } of line.runs) {
      document.font(font, size).text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spread });
      at += widthOf(size)(text, font) + spread * [...text].length;
    }
  };

  const pages = {
    document,
    newPage,
    get y(): number {
      return y;
    },
    /** Space left on the page, in points. */
    get room(): number {
      return area.top + area.height - y;
    },
    skip(points: number): void {
      y += points;
    },
    lines: (runs: readonly Run<PdfFont>[], width: number, size: number, indent = 0) => setLines(runs, width, indent, widthOf(size)),
    put,
    /** Lines of a paragraph, each on the page that has room for it. */
    write(runs: readonly Run<PdfFont>[], style: Style = {}): void {
      const { size = bodySize, indent = 0, inset = 0, pitch = lineHeight, before: tail = 0 } = style;
      const lines = setLines(runs, area.width - inset, indent, widthOf(size));
      // A line must not stay behind alone either.
      const last = lines.length > 3 ? lines.length - 2 : 0;
      for (const [at, line] of lines.entries()) {
        const needed = tail > 0 && at === last ? (lines.length - last) * pitch + tail : pitch;
        if (pages.room < needed - 0.5) newPage();
        const before = at === 0 ? indent : 0;
        put(line, area.left + before, area.width - inset - before, size, style, pitch);
        y += pitch;
      }
    },
    rule(colour: string, weight: number): void {
      document
        .moveTo(area.left, y)
        .lineTo(area.left + area.width, y)
        .lineWidth(weight)
        .strokeColor(colour)
        .stroke();
    },
    async finish(): Promise<Uint8Array<ArrayBuffer>> {
      const { start, count } = document.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        document.switchToPage(page);
        const number = `— ${page - start + 1} —`;
        // 7 mm below the text, one character from the outer edge: right on odd pages, left on even ones.
        y = area.top + area.height + 7 * mm - 8;
        const side: Style = { align: (page - start) % 2 === 0 ? 'right' : 'left' };
        const [line] = setLines([{ text: number, font: 'regular' as const }], area.width, 0, widthOf(14));
        put(line!, area.left + 14, area.width - 28, 14, side, 16);
        y = area.top + area.height + 18 * mm;
        for (const small of setLines([{ text: foot, font: 'regular' as const }], area.width, 0, widthOf(6.5))) {
          put(small, area.left, area.width, 6.5, { align: 'center', colour: '#4b5563' }, 9);
          y += 9;
        }
        if (mark === null) continue;
        y = 15 * mm;
        const [above] = setLines([{ text: mark, font: 'bold' as const }], area.width, 0, widthOf(10.5));
        put(above!, area.left, area.width, 10.5, { align: 'right', colour: red }, 14);
      }
      const parts: Buffer[] = [];
      return new Promise((resolve, reject) => {
        document.on('data', (part: Buffer) => parts.push(part));
        document.on('error', reject);
        document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
        document.end();
      });
    },
  };
  return pages;
}
export type OfficialPages = Awaited<ReturnType<typeof officialPages>>;
