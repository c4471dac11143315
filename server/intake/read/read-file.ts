// Finds what a file is from its bytes and hands it to the reader for it.
import { ok, type Result } from '#domain/result.ts';
import type { FileFormat } from '../intake.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { openArchive, provesSizes, type ArchiveEntry } from './archive.ts';
import { looksLikeBoundaryText, readBoundaryText } from './boundary-text.ts';
import { readDelimited } from './delimited.ts';
import { readWithGdal } from './gdal.ts';
import { readGeojson } from './geojson.ts';
import { plainTable, type RawTable, type ReadFile, type ReadNote } from './raw-table.ts';
import { readShapefiles } from './shapefile.ts';
import { decodeText } from './text-encoding.ts';
import { readWorkbook } from './workbook.ts';

/** Extensions under which a format normally comes; another one is worth a note to the sender. */
const usualExtensions: Record<FileFormat, readonly string[]> = {
  csv: ['csv', 'tsv', 'txt'],
  xlsx: ['xlsx', 'xlsm', 'et'],
  xls: ['xls', 'et'],
  ods: ['ods'],
  geojson: ['geojson', 'json', 'ndjson', 'geojsonl', 'jsonl'],
  shapefile: ['zip'],
  geopackage: ['gpkg'],
  'boundary-txt': ['txt'],
};

export async function readFile(name: string, bytes: Uint8Array, encoding: string | undefined): Promise<Result<ReadFile, Refusal>> {
  if (bytes.length === 0) return refuse('file-unreadable', '文件是空的（0 字节），未导入；请重新导出。');
  if (bytes.length > limits.fileBytes)
    return refuse('file-unreadable', `文件超过上限 ${limits.fileBytes / 1024 / 1024} MB，未导入；请分成几个文件。`);
  const read = await readByContent(bytes, encoding);
  if (!read.ok) return read;
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (read.value.inArchive || usualExtensions[read.value.format].includes(extension)) return read;
  const note: ReadNote = {
    kind: 'file-mislabelled',
    severity: 'info',
    value: name,
    message: `扩展名是“.${extension}”，内容其实是 ${read.value.format}，已按内容读取。`,
  };
  return ok({ ...read.value, notes: [...read.value.notes, note] });
}

type Found = ReadFile & { readonly inArchive?: boolean };

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

async function readByContent(bytes: Uint8Array, encoding: string | undefined): Promise<Result<Found, Refusal>> {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return readArchive(bytes, encoding);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) || startsWith(bytes, 0x09, 0x08)) return workbook(bytes, 'xls');
  if (Buffer.from(bytes.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0') return geopackage(bytes);
  if (startsWith(bytes, 0x00, 0x00, 0x27, 0x0a)) {
    return refuse(
      'file-unreadable',
      '只收到 Shapefile 的 .shp 一个文件，缺少属性与坐标系，未导入；请把 .shp、.shx、.dbf、.prj 打成一个 zip 再传。',
    );
  }
  for (const [head, label] of [
    [[0x25, 0x50, 0x44, 0x46], 'PDF'],
    [[0x52, 0x61, 0x72, 0x21], 'RAR 压缩包'],
    [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包'],
    [[0x89, 0x50, 0x4e, 0x47], '图片'],
    [[0xff, 0xd8, 0xff], '图片'],
  ] as const) {
    if (startsWith(bytes, ...head))
      return refuse('file-unreadable', `这是${label}，不是可导入的数据文件，未导入；请改传表格或空间数据（压缩包请用 zip）。`);
  }
  return readText(bytes, encoding);
}

async function readArchive(bytes: Uint8Array, encoding: string | undefined): Promise<Result<Found, Refusal>> {
  const entries = await openArchive(bytes);
  if (!entries.ok) return entries;
  const names = new Set(entries.value.map((entry) => entry.name));
  if (names.has('[Content_Types].xml') && [...names].some((name) => name.startsWith('xl/')))
    return provenWorkbook(bytes, entries.value, 'xlsx');
  if (names.has('mimetype') && names.has('content.xml')) return provenWorkbook(bytes, entries.value, 'ods');
  if ([...names].some((name) => /\.shp$/i.test(name))) {
    const layers = await readShapefiles(entries.value, encoding);
    return layers.ok ? ok({ format: 'shapefile', ...layers.value, inArchive: true }) : layers;
  }
  const inner = entries.value.filter((entry) => /\.(csv|tsv|txt|xlsx?|xlsm|et|ods|geojson|json|ndjson|gpkg)$/i.test(entry.name));
  const only = inner[0];
  if (!only || inner.length > 1) {
    const list = [...names].slice(0, 8).join('、');
    return refuse('file-unreadable', `压缩包里${only ? '有多个数据文件' : '没有可导入的数据文件'}，未导入；请每个压缩包只放一份数据。`, {
      value: list.slice(0, 300),
    });
  }
  const content = await only.read();
  if (!content.ok) return content;
  if (startsWith(content.value, 0x50, 0x4b, 0x03, 0x04) && !/\.(xlsx|xlsm|et|ods)$/i.test(only.name)) {
    return refuse('file-unreadable', '压缩包里还是压缩包，未导入；请解开一层再传。', { value: only.name.slice(0, 200) });
  }
  const found = await readByContent(content.value, encoding);
  return found.ok ? ok({ ...found.value, inArchive: true }) : found;
}

async function provenWorkbook(
  bytes: Uint8Array,
  entries: readonly ArchiveEntry[],
  format: 'xlsx' | 'ods',
): Promise<Result<Found, Refusal>> {
  const proof = await provesSizes(entries);
  return proof.ok ? workbook(bytes, format) : proof;
}

function workbook(source: Uint8Array | string, format: FileFormat): Result<Found, Refusal> {
  const book = readWorkbook(source);
  return book.ok ? ok({ format, encoding: null, ...book.value }) : book;
}

async function geopackage(bytes: Uint8Array): Promise<Result<Found, Refusal>> {
  const tables = await readWithGdal(bytes, 'gpkg');
  return tables.ok ? ok({ format: 'geopackage', encoding: 'utf-8', tables: tables.value, notes: [] }) : tables;
}

function readText(bytes: Uint8Array, override: string | undefined): Result<Found, Refusal> {
  const decoded = decodeText(bytes, override);
  if (!decoded.ok) return decoded;
  const { encoding, mixed } = decoded.value;
  const text = decoded.value.text.replace(/^\uFEFF/, '');
  if (text.slice(0, 100_000).includes('\0')) return refuse('file-unreadable', '文件是二进制内容，不是可导入的表格或空间数据，未导入。');
  if (text.trim() === '') return refuse('file-unreadable', '文件没有内容，未导入；请重新导出。');
  const notes: ReadNote[] = mixed
    ? [
        {
          kind: 'encoding-uncertain',
          severity: 'warning',
          message: '文件混有 UTF-8 与 GB18030 两种编码的行，已逐行识别；请抽查中文是否正确。',
        },
      ]
    : [];
  const done = (format: FileFormat, table: Result<RawTable, Refusal>, more: readonly ReadNote[] = []): Result<Found, Refusal> =>
    table.ok ? ok({ format, encoding, tables: [table.value], notes: [...notes, ...more] }) : table;
  const first = text.trimStart()[0] ?? '';
  if (looksLikeBoundaryText(text)) {
    const boundary = readBoundaryText(text);
    return boundary.ok ? done('boundary-txt', ok(boundary.value.table), boundary.value.notes) : boundary;
  }
  if (first === '{' || first === '[' || first === '\u001e') return done('geojson', readGeojson(text));
  if (first === '<') return readMarkup(text);
  const rows = readDelimited(text);
  return rows.ok ? done('csv', ok(plainTable(null, rows.value))) : rows;
}

/** Web systems write HTML tables or Excel-2003 XML and call them .xls; both are spreadsheets to the clerk. */
function readMarkup(text: string): Result<Found, Refusal> {
  const head = text.slice(0, 5_000);
  if (/<table|<html|office:spreadsheet/i.test(text.slice(0, 200_000)) && !/<kml|<gml|<!ENTITY/i.test(head)) return workbook(text, 'xls');
  return refuse('file-unreadable', '文件是 XML，但不是可识别的表格，未导入；空间数据请导出为 GeoPackage、Shapefile（zip）或 GeoJSON。');
}
