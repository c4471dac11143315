// The encoding ladder for text files: what the caller says → byte order mark → strict UTF-8 → strict GB18030 → line by line → cell by cell.
import { ownValue } from '#domain/own-value.ts';
import { isUtf8 } from 'node:buffer';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface TextSource {
  readonly encoding: string;
  /** Set when the bytes do not fit one encoding and were read line by line or cell by cell. */
  readonly mixed: boolean;
  /** The text piece by piece, each some megabytes long, without a byte order mark. */
  pieces(): Iterable<string>;
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
  return ownValue(names, text.toLowerCase().replaceAll(/[\s_-]/g, '')) ?? null;
}

/** Made once: a decoder costs more than the cell it decodes. */
const strictDecoders = new Map<string, TextDecoder>();

/** Text of bytes that must be wholly valid; null when they are not. */
export function strictText(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === 'utf-8' && !isUtf8(bytes)) return null;
  try {
    let decoder = strictDecoders.get(encoding);
    if (!decoder) strictDecoders.set(encoding, (decoder = new TextDecoder(encoding, { fatal: true })));
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const pieceBytes = 4 * 1024 * 1024;

/** Whether all bytes are valid, without holding their text. */
function fits(bytes: Uint8Array, encoding: string): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let start = 0; start < bytes.length; start += pieceBytes)
      decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function* decoded(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true });
  yield decoder.decode();
}

export function openText(bytes: Uint8Array, override: string | undefined): Result<TextSource, Refusal> {
  const source = (encoding: string): TextSource => ({ encoding, mixed: false, pieces: () => decoded(bytes, encoding) });
  if (override !== undefined) {
    const encoding = encodingName(override);
    if (!encoding)
      return refuse('encoding-uncertain', `不认识编码“${override}”，可用 utf-8、gb18030、gbk、big5、utf-16le。文件未导入。`, {
        value: override,
      });
    if (!fits(bytes, encoding))
      return refuse('encoding-uncertain', `文件内容不是 ${encoding} 编码，未导入；请核对编码或不指定编码。`, { value: override });
    return ok(source(encoding));
  }
  const marked = byteOrderMark(bytes);
  if (marked && fits(bytes, marked)) return ok(source(marked));
  if (fits(bytes, 'utf-8')) return ok(source('utf-8'));
  return fits(bytes, 'gb18030') && !someLineIsUtf8(bytes) ? ok(source('gb18030')) : lineByLine(bytes);
}

/** The whole text in one piece, for formats that cannot be read otherwise. */
export function wholeText(source: TextSource): Result<string, Refusal> {
  const pieces: string[] = [];
  let length = 0;
  for (const piece of source.pieces()) {
    length += piece.length;
    if (length > limits.textCharacters)
      return refuse(
        'limit-exceeded',
        `文本太长，这种格式须整份读入${limitHint('textCharacters')}，未导入；请拆分，或改用 GeoPackage、CSV。`,
      );
    pieces.push(piece);
  }
  return ok(pieces.join(''));
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Characters in a row that UTF-8 writes for Chinese; by chance GB18030 text hardly ever holds as many. */
const telling = 4;

/** How many three-byte sequences of Chinese the bytes hold, when they are valid UTF-8; 0 when they are not. */
export function chineseInUtf8(bytes: Uint8Array): number {
  if (!isUtf8(bytes)) return 0;
  let count = 0;
  for (let at = 0; at + 2 < bytes.length; at += 1) if (bytes[at]! >= 0xe3 && bytes[at]! <= 0xe9) count += 1;
  return count;
}

export function surelyUtf8(bytes: Uint8Array): boolean {
  return chineseInUtf8(bytes) >= telling;
}

/** Chinese text in UTF-8 often is valid GB18030 too, so that a file of both may look like one of GB18030. */
function someLineIsUtf8(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (surelyUtf8(bytes.subarray(start, end))) return true;
    start = end + 1;
  }
  return false;
}

/** Files pasted together from two sources hold lines, or even cells, of both encodings; each by itself is still strict. */
function lineByLine(bytes: Uint8Array): Result<TextSource, Refusal> {
  const lines: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const text = eitherText(bytes.subarray(start, end)) ?? cellByCell(bytes.subarray(start, end));
    if (text === null) {
      return refuse(
        'encoding-uncertain',
        `第 ${lines.length + 1} 行既不是 UTF-8 也不是 GB18030，编码不能确定，文件未导入；请另存为 UTF-8 后再传，或指定编码。`,
      );
    }
    lines.push(text);
    start = end;
  }
  return ok({ encoding: 'utf-8+gb18030', mixed: true, pieces: () => lines });
}

/** UTF-8 or else GB18030, each strictly. */
export function eitherText(bytes: Uint8Array): string | null {
  return strictText(bytes, 'utf-8') ?? strictText(bytes, 'gb18030');
}

/** Separators never are part of a character in either encoding, so cells can be cut before they are decoded. */
function cellByCell(line: Uint8Array): string | null {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= line.length; at += 1) {
    const byte = line[at];
    if (byte !== undefined && byte !== 0x2c && byte !== 0x09 && byte !== 0x3b && byte !== 0x22) continue;
    const text = eitherText(line.subarray(start, at));
    if (text === null) return null;
    parts.push(text, byte === undefined ? '' : String.fromCharCode(byte));
    start = at + 1;
  }
  return parts.join('');
}
