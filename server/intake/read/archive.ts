// Opens zip archives without trusting them: names, number, sizes, overlaps and expansion are checked before anything is unpacked.
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { strictText } from './text-encoding.ts';

export interface ArchiveEntry {
  /** Path inside the archive, with forward slashes. */
  readonly name: string;
  readonly size: number;
  /** The unpacked bytes; fails when the entry is broken or is not of the size it states. */
  read(): Promise<Result<Uint8Array, Refusal>>;
  /** The unpacked bytes piece by piece; throws what `brokenZip` turns into a refusal. */
  stream(): AsyncIterable<Uint8Array>;
}

/** What archives inside archives have unpacked to so far: the limit is for all of them together. */
export interface Unpacked {
  bytes: number;
}

const utf8NameFlag = 0x800;
const symbolicLink = 0xa000;

const unicodePath = 0x7075;

/** The name in UTF-8 that packers write beside one they could not write plainly, while it belongs to that one. */
function nameBeside(entry: yauzl.Entry, bytes: Uint8Array): string | null {
  const field = entry.extraFields.find(({ id }) => id === unicodePath)?.data;
  if (!field || field.length < 6 || field[0] !== 1 || field.readUInt32LE(1) !== crc32(bytes)) return null;
  return strictText(field.subarray(5), 'utf-8');
}

/** Names are what is written beside them, UTF-8 when flagged or strictly valid, GB18030 otherwise (Windows in China writes that without a flag). */
function entryName(entry: yauzl.Entry): string {
  const raw: unknown = entry.fileNameRaw;
  const bytes = raw instanceof Uint8Array ? raw : new Uint8Array();
  const beside = nameBeside(entry, bytes);
  if (beside !== null) return beside.replaceAll('\\', '/');
  const text = strictText(bytes, 'utf-8') ?? (entry.generalPurposeBitFlag & utf8NameFlag ? null : strictText(bytes, 'gb18030'));
  return (text ?? Buffer.from(bytes).toString('latin1')).replaceAll('\\', '/');
}

export function brokenZip(error: unknown): { readonly ok: false; readonly error: Refusal } {
  const reason = error instanceof Error ? error.message : String(error);
  return refuse('file-unreadable', '压缩包损坏或不完整，文件未导入；请重新打包后再传。', { value: reason.slice(0, 200) });
}

function unsafe(message: string, value: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unsafe', message, { value: value.slice(0, 200) });
}

/** The files of an archive (folders and system leftovers left out), or why it is not opened. */
export async function openArchive(bytes: Uint8Array, unpacked: Unpacked = { bytes: 0 }): Promise<Result<readonly ArchiveEntry[], Refusal>> {
  const entries: ArchiveEntry[] = [];
  const extents: (readonly [start: number, end: number])[] = [];
  let total = 0;
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { decodeStrings: false });
    if (zip.entryCount > limits.archiveEntries)
      return refuse('limit-exceeded', `压缩包内有 ${zip.entryCount} 个文件，过多${limitHint('archiveEntries')}，未解压。`);
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (yauzl.validateFileName(name) !== null || name.includes('\0'))
        return unsafe('压缩包内的路径指向包外（绝对路径或“..”），不安全，未解压；请重新打包。', name);
      if (((entry.externalFileAttributes >>> 16) & 0xf000) === symbolicLink)
        return unsafe('压缩包里有指向别处的链接，不安全，未解压；请重新打包。', name);
      if (entry.generalPurposeBitFlag & 1)
        return refuse('file-encrypted', '压缩包有密码，无法读取，未导入；请去掉密码后再传。', { value: name });
      total += entry.uncompressedSize;
      extents.push([entry.relativeOffsetOfLocalHeader, entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize]);
      const all = unpacked.bytes + total;
      if (all > limits.unpackedBytes || (all > limits.ratioFrom && total > bytes.length * limits.unpackedRatio))
        return unsafe(`压缩包解压后过大（疑似压缩炸弹）${limitHint('unpackedBytes')}，未解压。`, `${all} 字节`);
      if (name.endsWith('/') || isLeftover(name)) continue;
      entries.push({ name, size: entry.uncompressedSize, read: () => readEntry(zip, entry), stream: () => streamEntry(zip, entry) });
    }
  } catch (error) {
    return brokenZip(error);
  }
  extents.sort(([a], [b]) => a - b);
  if (extents.some(([start], index) => index > 0 && start < extents[index - 1]![1]))
    return unsafe('压缩包内的文件相互重叠（疑似压缩炸弹），未解压。', `${entries.length} 个文件`);
  unpacked.bytes += total;
  return ok(entries);
}

function isLeftover(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i.test(name);
}

async function* streamEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Result<Uint8Array, Refusal>> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of streamEntry(zip, entry)) chunks.push(chunk);
    return ok(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  } catch (error) {
    return brokenZip(error);
  }
}

/** Unpacks every entry and throws the bytes away: proof that a workbook unpacks to what it states before a parser trusts it. */
export async function provesSizes(entries: readonly ArchiveEntry[]): Promise<Result<true, Refusal>> {
  try {
    for (const entry of entries) for await (const chunk of entry.stream()) void chunk;
  } catch (error) {
    return brokenZip(error);
  }
  return ok(true);
}
