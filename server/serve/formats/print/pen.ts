// Drawing on a page of a PDF: text in Noto Sans SC and paths, in points with y downwards. Colours are opaque, so that any printer shows the same.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** What of pdfkit's fonts is used; the package's types leave it out. */
interface EmbeddedFont {
  readonly id: string;
  ref(): unknown;
  encode(text: string): [string[], readonly { readonly advanceWidth: number }[]];
}
// The way to add to the types of the package itself.
declare global {
  namespace PDFKit {
    interface PDFDocument {
      readonly _font: EmbeddedFont;
    }
  }
}

const weights = { regular: '400Regular', medium: '500Medium', bold: '700Bold' } as const;
export type Weight = keyof typeof weights;

export interface TextLook {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'centre' | 'right';
  /** White rim of this width around the letters. */
  readonly halo?: number;
}

export interface Pen {
  readonly doc: PDFKit.PDFDocument;
  page(width: number, height: number): void;
  width(text: string, size: number, weight?: Weight): number;
  /** Text with its baseline at y; `x` is its left end, middle or right end. */
  text(x: number, y: number, text: string, look: TextLook): void;
  /** Operators of the page's content, as they are. */
  raw(operators: string): void;
  fill(colour: string): void;
  stroke(colour: string, width: number): void;
  rect(x: number, y: number, width: number, height: number, paint: 'f' | 'S' | 'B'): void;
  /** A filled circle with its edge. */
  circle(x: number, y: number, radius: number): void;
  line(points: ArrayLike<number>): void;
  /** Draws inside a rectangle only. */
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void;
  end(): void;
}

interface Glyph {
  readonly hex: string;
  /** Thousandths of the type size. */
  readonly advance: number;
}

const numberText = (value: number): string => String(Math.round(value * 100) / 100);
/** Numbers of an operator, to a hundredth of a point. */
export const numbers = (...values: readonly number[]): string => values.map(numberText).join(' ');

function rgb(colour: string): string {
  return [1, 3, 5].map((at) => numberText(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
}

/** Content is handed on in pieces of this many characters. */
const pieceLength = 60_000;

const require = createRequire(import.meta.url);

function fontFile(weight: Weight): string {
  const name = weights[weight];
  return require.resolve(`@expo-google-fonts/noto-sans-sc/${name}/NotoSansSC_${name}.ttf`);
}

export interface PdfFacts {
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  /** The instant written into the file. */
  readonly made: Date;
}

/** A document without pages; what is drawn streams out of `doc`. */
export function openPen(facts: PdfFacts): Pen {
  const doc = new PDFDocument({
    autoFirstPage: false,
    compress: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: facts.title, Subject: facts.subject, Keywords: facts.keywords, Creator: '亩图 Mutu', CreationDate: facts.made },
  });
  const fonts = new Map<Weight, { readonly font: EmbeddedFont; readonly glyphs: Map<string, Glyph> }>();
  let pending = '';
  const flush = (): void => {
    if (pending !== '') doc.addContent(pending);
    pending = '';
  };
  const raw = (operators: string): void => {
    pending += `${operators}\n`;
    if (pending.length > pieceLength) flush();
  };
  const fontOf = (weight: Weight) => {
    const known = fonts.get(weight);
    if (known) return known;
    const opened = { font: doc.font(fontFile(weight))._font, glyphs: new Map<string, Glyph>() };
    fonts.set(weight, opened);
    return opened;
  };
  // Letter by letter: the library's own layout of whole strings takes a millisecond each with a font of this size.
  const glyphsOf = (text: string, weight: Weight): Glyph[] => {
    const { font, glyphs } = fontOf(weight);
    return Array.from(text, (letter) => {
      const known = glyphs.get(letter);
      if (known) return known;
      const [codes, positions] = font.encode(letter);
      const glyph = { hex: codes.join(''), advance: positions.reduce((sum, one) => sum + one.advanceWidth, 0) };
      glyphs.set(letter, glyph);
      return glyph;
    });
  };
  const width = (text: string, size: number, weight: Weight = 'regular'): number =>
    (glyphsOf(text, weight).reduce((sum, { advance }) => sum + advance, 0) * size) / 1000;
  const pen: Pen = {
    doc,
    page(wide, high) {
      flush();
      doc.addPage({ size: [wide, high], margin: 0 });
    },
    width,
    text(x, y, text, { size, weight = 'regular', colour = '#1f2937', align = 'left', halo = 0 }) {
      if (text === '') return;
      const { font } = fontOf(weight);
      doc.page.fonts[font.id] ??= font.ref();
      const shift = align === 'left' ? 0 : width(text, size, weight) * (align === 'centre' ? 0.5 : 1);
      const shown = `BT /${font.id} ${numberText(size)} Tf 1 0 0 -1 ${numbers(x - shift, y)} Tm`;
      const hex = glyphsOf(text, weight)
        .map((glyph) => glyph.hex)
        .join('');
      if (halo > 0) raw(`q 1 J 1 j 1 1 1 RG ${numberText(halo)} w ${shown} 1 Tr <${hex}> Tj ET Q`);
      raw(`${rgb(colour)} rg ${shown} 0 Tr <${hex}> Tj ET`);
    },
    raw,
    fill: (colour) => raw(`${rgb(colour)} rg`),
    stroke: (colour, wide) => raw(`${rgb(colour)} RG ${numberText(wide)} w`),
    rect: (x, y, wide, high, paint) => raw(`${numbers(x, y, wide, high)} re ${paint}`),
    circle(x, y, radius) {
      const arm = radius * 0.5523;
      raw(
        `${numbers(x + radius, y)} m ${numbers(x + radius, y + arm, x + arm, y + radius, x, y + radius)} c ${numbers(x - arm, y + radius, x - radius, y + arm, x - radius, y)} c ${numbers(x - radius, y - arm, x - arm, y - radius, x, y - radius)} c ${numbers(x + arm, y - radius, x + radius, y - arm, x + radius, y)} c h B`,
      );
    },
    line(points) {
      let path = '';
      for (let at = 0; at < points.length; at += 2) path += `${numbers(points[at]!, points[at + 1]!)} ${at === 0 ? 'm' : 'l'} `;
      raw(`${path}S`);
    },
    clipped(x, y, wide, high, draw) {
      raw(`q ${numbers(x, y, wide, high)} re W n`);
      draw();
      raw('Q');
    },
    end() {
      flush();
      doc.end();
    },
  };
  return pen;
}
