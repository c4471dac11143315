// Reads the attribute table of a Shapefile (dBASE), with the encoding ladder: caller → .cpg → language byte → strict UTF-8 → GB18030.
import { isUtf8 } from 'node:buffer';
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Cell } from './raw-table.ts';
import { chineseInUtf8, encodingName, strictText, surelyUtf8 } from './text-encoding.ts';

export interface DbfTable {
  readonly columns: readonly string[];
  /** Null: the record is marked deleted. */
  readonly records: readonly (readonly Cell[] | null)[];
  readonly encoding: string;
  /** The .cpg or the caller named an encoding that the bytes do not fit. */
  readonly doubtful: string | null;
  /** Cells of both UTF-8 and GB18030: each was read for itself. */
  readonly mixed: boolean;
}

interface Field {
  readonly nameBytes: Buffer;
  readonly type: string;
  readonly start: number;
  readonly length: number;
}

/** Language bytes that state an encoding. Others (0, ANSI, code page 1252 as every program's default) state nothing about Chinese text. */
const languageBytes: Readonly<Record<number, string>> = { 0x4d: 'gb18030', 0x7a: 'gb18030', 0x4f: 'big5', 0x78: 'big5' };

export function readDbf(
  bytes: Uint8Array,
  stated: { readonly override?: string | undefined; readonly cpg?: string | undefined },
): Result<DbfTable, Refusal> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 33) return refuse('file-unreadable', '属性表（.dbf）不完整，文件未导入。');
  const [count, headerLength, recordLength] = [data.readUInt32LE(4), data.readUInt16LE(8), data.readUInt16LE(10)];
  const fields = fieldsOf(data, headerLength);
  const widest = Math.max(0, ...fields.map((field) => field.start + field.length));
  if (fields.length === 0 || recordLength < 1 || widest > recordLength)
    return refuse('file-unreadable', '属性表（.dbf）的字段定义损坏，文件未导入。');
  if (count > limits.rows) return refuse('file-unreadable', `属性表行数 ${count} 超过上限 ${limits.rows}，文件未导入。`);
  if (headerLength + count * recordLength > data.length + 1) {
    return refuse('file-unreadable', `属性表（.dbf）应有 ${count} 行，文件在中途截断，未导入；请重新打包后再传。`);
  }
  const encoding = encodingOf(data, fields, headerLength, recordLength, count, stated);
  if (!encoding.ok) return encoding;
  const { name, mixed } = encoding.value;
  const decoder = new TextDecoder(mixed ? 'gb18030' : name);
  const utf8 = new TextDecoder('utf-8');
  // A width that ends inside a character leaves half of it behind; the half says nothing.
  const text = (part: Buffer) => {
    if (isAscii(part)) return part.toString('latin1');
    return (mixed && fits(part, 'utf-8') ? utf8 : decoder).decode(trimmed(part)).replace(/\uFFFD$/, '');
  };
  const records: (Cell[] | null)[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = headerLength + index * recordLength;
    const deleted = data[start] === 0x2a;
    records.push(deleted ? null : fields.map((field) => cellOf(data, start, field, text)));
  }
  return ok({
    columns: fields.map((field) => text(field.nameBytes).replaceAll('\0', '').trim()),
    records,
    encoding: name,
    doubtful: encoding.value.doubtful,
    mixed,
  });
}

function fieldsOf(data: Buffer, headerLength: number): Field[] {
  const fields: Field[] = [];
  let start = 1;
  for (let offset = 32; offset + 32 <= Math.min(headerLength, data.length) && data[offset] !== 0x0d; offset += 32) {
    const zero = data.subarray(offset, offset + 11).indexOf(0);
    const type = String.fromCharCode(data[offset + 11]!);
    // Text fields may use the decimals byte as the high byte of their length.
    const length = data[offset + 16]! + (type === 'C' ? data[offset + 17]! * 256 : 0);
    fields.push({ nameBytes: data.subarray(offset, offset + (zero < 0 ? 11 : zero)), type, start, length });
    start += length;
  }
  return fields;
}

function cellOf(data: Buffer, record: number, field: Field, text: (part: Buffer) => string): Cell {
  let start = record + field.start;
  let end = start + field.length;
  if (field.type === 'I' && field.length === 4) return data.readInt32LE(start);
  if ((field.type === 'O' || field.type === 'B') && field.length === 8) return data.readDoubleLE(start);
  while (end > start && (data[end - 1] === 0x20 || data[end - 1] === 0)) end -= 1;
  while (start < end && (data[start] === 0x20 || data[start] === 0)) start += 1;
  if (start === end) return null;
  let ascii = true;
  for (let at = start; ascii && at < end; at += 1) ascii = data[at]! < 0x80 && data[at]! > 0;
  const value = ascii ? data.toString('latin1', start, end) : text(data.subarray(start, end)).replaceAll('\0', ' ').trim();
  if (field.type === 'L') return /^[TtYy]$/.test(value) ? true : /^[FfNn]$/.test(value) ? false : null;
  if (field.type === 'D' && /^0*$/.test(value)) return null;
  if ((field.type === 'N' || field.type === 'F') && value.length > 16) return withoutNoise(value);
  return value === '' ? null : value;
}

/** GIS programs write a number as wide as the field is: 8750.209999999999127 is 8750.21, beyond what they calculate with. */
function withoutNoise(value: string): Cell {
  const digits = /^-?0*(\d*)\.(\d+)$/.exec(value);
  return digits && digits[2]!.length > 8 && digits[1]!.length + digits[2]!.length > 15 ? Number(Number(value).toPrecision(15)) : value;
}

function isAscii(part: Buffer): boolean {
  for (const byte of part) if (byte > 0x7f) return false;
  return true;
}

/** Valid so far: fixed widths cut the last character in two, which is not the encoding's fault. */
function fits(part: Buffer, encoding: string): boolean {
  const whole = trimmed(part);
  // A character has four bytes at most: whatever is cut off one is shorter.
  for (let cut = 0; cut < 4 && cut <= whole.length; cut += 1) {
    const bytes = whole.subarray(0, whole.length - cut);
    if (encoding === 'utf-8' ? isUtf8(bytes) : strictText(bytes, encoding) !== null)
      return cut === 0 || isCutOff(whole.subarray(bytes.length), encoding);
  }
  return false;
}

/** Whether the bytes could be the beginning of a character. */
function isCutOff(rest: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(rest, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function trimmed(part: Buffer): Buffer {
  let end = part.length;
  while (end > 0 && (part[end - 1] === 0x20 || part[end - 1] === 0)) end -= 1;
  return part.subarray(0, end);
}

function encodingOf(
  data: Buffer,
  fields: readonly Field[],
  headerLength: number,
  recordLength: number,
  count: number,
  stated: { readonly override?: string | undefined; readonly cpg?: string | undefined },
): Result<{ readonly name: string; readonly doubtful: string | null; readonly mixed: boolean }, Refusal> {
  const samples = foreignText(data, fields, headerLength, recordLength, count);
  const body = data.subarray(32, headerLength + count * recordLength);
  // Values are set apart by blanks, so what is valid as a whole is valid in each of them; the reverse must be looked at one by one.
  const allFit = (encoding: string) =>
    (encoding === 'utf-8' ? isUtf8(body) : samples.length > 1_000 && strictText(body, encoding) !== null) ||
    samples.every((sample) => fits(sample, encoding));
  if (stated.override !== undefined) {
    const name = encodingName(stated.override);
    if (!name || !allFit(name)) {
      return refuse('encoding-uncertain', `属性表不是所指定的“${stated.override}”编码，文件未导入；请核对编码或不指定。`, {
        value: stated.override,
      });
    }
    return ok({ name, doubtful: null, mixed: false });
  }
  const said = stated.cpg?.trim().slice(0, 40);
  const cpg = said === undefined ? null : encodingName(said);
  // Chinese text in UTF-8 often is valid GB18030 too, while the reverse hardly ever happens: then a stated GBK is not to be believed.
  const utf8 = samples.some((sample) => chineseInUtf8(trimmed(sample)) > 0) && allFit('utf-8');
  if (cpg && allFit(cpg) && !(utf8 && cpg !== 'utf-8')) return ok({ name: cpg, doubtful: null, mixed: false });
  const doubtful = said === undefined || samples.length === 0 ? null : said;
  const language = utf8 ? undefined : languageBytes[data[29]!];
  if (!utf8 && allFit('gb18030') && samples.some((sample) => surelyUtf8(trimmed(sample))))
    return ok({ name: 'utf-8+gb18030', doubtful, mixed: true });
  for (const name of [...(language ? [language] : []), 'utf-8', 'gb18030']) if (allFit(name)) return ok({ name, doubtful, mixed: false });
  if (samples.every((sample) => fits(sample, 'utf-8') || fits(sample, 'gb18030')))
    return ok({ name: 'utf-8+gb18030', doubtful: null, mixed: true });
  return refuse('encoding-uncertain', '属性表的文字既不是 UTF-8 也不是 GB18030（GBK），编码不能确定，文件未导入；请指定编码。');
}

/** Names and text values that are not plain ASCII: what an encoding is told by. */
function foreignText(data: Buffer, fields: readonly Field[], headerLength: number, recordLength: number, count: number): Buffer[] {
  const samples = fields.map((field) => field.nameBytes).filter((part) => !isAscii(part));
  const textFields = fields.filter((field) => field.type === 'C');
  for (let index = 0; index < count; index += 1) {
    for (const field of textFields) {
      const start = headerLength + index * recordLength + field.start;
      const part = data.subarray(start, start + field.length);
      if (!isAscii(part)) samples.push(part);
    }
  }
  return samples;
}
