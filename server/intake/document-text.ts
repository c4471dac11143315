// The words of a document that somebody attaches: plain text, DOCX by paragraph, or PDF by line; anything else is refused with the reason.
import { ownValue } from '#domain/own-value.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { openArchive } from './read/archive.ts';
import { pdfText, type PdfRefusal } from './read/pdf-text.ts';
import { strictText } from './read/text-encoding.ts';

/** Largest file and longest text taken. */
const LARGEST_FILE = 2_000_000;
const LONGEST_TEXT = 2_000_000;
const LARGEST_PART = 30_000_000;

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/** The text of a file, by its content rather than its name. */
export async function documentText(bytes: Uint8Array): Promise<Result<string, string>> {
  if (bytes.length === 0) return fail('文件为空');
  if (bytes.length > LARGEST_FILE) return fail(`文件超过 ${LARGEST_FILE / 1_000_000} MB`);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return fail('不能读旧版 DOC，请另存为 DOCX');
  const isPdf = startsWith(bytes, 0x25, 0x50, 0x44, 0x46);
  const read = isPdf ? wordsOfPdf(bytes) : startsWith(bytes, 0x50, 0x4b) ? await docxText(bytes) : plainText(bytes);
  if (!read.ok) return read;
  if (read.value.trim() === '') return fail('文件里没有文字');
  return read.value.length > LONGEST_TEXT ? fail(`文字超过 ${LONGEST_TEXT} 字`) : read;
}

const pdfRefusals: Readonly<Record<PdfRefusal, string>> = {
  encrypted: 'PDF 加了密码，不能读；请另存为不加密的 PDF、TXT 或 DOCX',
  'no-words': 'PDF 里读不出文字：可能是扫描件，或字体没有附文字对照表；请另存为 TXT 或 DOCX',
  broken: 'PDF 不完整，不能读；请另存为 TXT 或 DOCX',
};

function wordsOfPdf(bytes: Uint8Array): Result<string, string> {
  const read = pdfText(bytes);
  return 'text' in read ? ok(read.text) : fail(pdfRefusals[read.refused]);
}

function plainText(bytes: Uint8Array): Result<string, string> {
  const text = strictText(bytes, 'utf-8') ?? strictText(bytes, 'gb18030');
  // Control characters other than tabs and line ends mean that these bytes are no text.
  // oxlint-disable-next-line no-control-regex -- that is what is looked for
  if (text === null || /[\0-\u0008\u000e-\u001f]/u.test(text))
    return fail('文件不是文字（应为 UTF-8 或 GB18030 编码的 TXT，或 DOCX、PDF）');
  return ok(text.replace(/^\uFEFF/u, ''));
}

async function docxText(bytes: Uint8Array): Promise<Result<string, string>> {
  const archive = await openArchive(bytes);
  if (!archive.ok) return fail(archive.error.message);
  const part = archive.value.find(({ name }) => name === 'word/document.xml');
  if (!part) return fail('压缩包不是 DOCX 文件');
  if (part.size > LARGEST_PART) return fail('DOCX 正文过大');
  const xml = await part.read();
  if (!xml.ok) return fail(xml.error.message);
  const text = strictText(xml.value, 'utf-8');
  // A document type could define entities that grow without end; DOCX has none.
  if (text === null || text.includes('<!DOCTYPE')) return fail('DOCX 正文不能读取');
  return ok(paragraphs(text).join('\n'));
}

/** Words of each paragraph in order. Numbers that the word processor counts by itself are not among them. */
function paragraphs(xml: string): string[] {
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)\b[^<>]*\/>/gu)]
        .map(([, words, mark]) => (mark === undefined ? unescaped(words ?? '') : mark === 'tab' ? '\t' : '\n'))
        .join(''),
    );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(words: string): string {
  return words.replaceAll(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/giu,
    (all, name?: string, plain?: string, hex?: string) => {
      if (name !== undefined) return ownValue(entities, name.toLowerCase()) ?? all;
      const code = plain === undefined ? Number.parseInt(hex ?? '', 16) : Number(plain);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
