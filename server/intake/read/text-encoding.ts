// The encoding ladder for text files: what the caller says → byte order mark → strict UTF-8 → strict GB18030 → line by line.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** Set when the bytes do not fit one encoding and were read line by line. */
  readonly mixed: boolean;
}

const names: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  936: 'gb18030',
  ansi936: 'gb18030',
  oem936: 'gb18030',
  gb18030: 'gb18030',
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  65001: 'utf-8',
  big5: 'big5',
  cp950: 'big5',
  950: 'big5',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  windows1252: 'windows-1252',
  1252: 'windows-1252',
};

/** The decoder's name for what people write (GBK, CP936, UTF8 …); null when unknown. GB18030 holds all of GBK and GB2312. */
export function encodingName(text: string): string | null {
  return names[text.toLowerCase().replaceAll(/[\s_-]/g, '')] ?? null;
}

/** Text of bytes that must be wholly valid; null when they are not. */
export function strictText(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export function decodeText(bytes: Uint8Array, override: string | undefined): Result<DecodedText, Refusal> {
  if (override !== undefined) {
    const encoding = encodingName(override);
    if (!encoding)
      return refuse('encoding-uncertain', `不认识编码“${override}”，可用 utf-8、gb18030、gbk、big5、utf-16le。文件未导入。`, {
        value: override,
      });
    const text = strictText(bytes, encoding);
    if (text === null)
      return refuse('encoding-uncertain', `文件内容不是 ${encoding} 编码，未导入；请核对编码或不指定编码。`, { value: override });
    return ok({ text, encoding, mixed: false });
  }
  const marked = byteOrderMark(bytes);
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    const text = strictText(bytes, encoding);
    if (text !== null) return ok({ text, encoding, mixed: false });
  }
  return lineByLine(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Files pasted together from two sources hold lines of both encodings; each line by itself is still strict. */
function lineByLine(bytes: Uint8Array): Result<DecodedText, Refusal> {
  const lines: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    const text = strictText(line, 'utf-8') ?? strictText(line, 'gb18030');
    if (text === null) {
      return refuse(
        'encoding-uncertain',
        `第 ${lines.length + 1} 行既不是 UTF-8 也不是 GB18030，编码不能确定，文件未导入；请另存为 UTF-8 后再传，或指定编码。`,
      );
    }
    lines.push(text);
    start = end;
  }
  return ok({ text: lines.join(''), encoding: 'utf-8+gb18030', mixed: true });
}
