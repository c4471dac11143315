// The Chinese font of printed papers, read from its package when first needed; a document embeds only the characters that it uses.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const files = { regular: '400Regular/NotoSansSC_400Regular.ttf', bold: '700Bold/NotoSansSC_700Bold.ttf' } as const;
export type PdfFont = keyof typeof files;

const read = new Map<PdfFont, Promise<Buffer>>();

/** Bytes of a weight of Noto Sans SC. Ten megabytes each, kept once read. */
export function pdfFont(font: PdfFont): Promise<Buffer> {
  const known = read.get(font) ?? readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${files[font]}`));
  read.set(font, known);
  return known;
}
