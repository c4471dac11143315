// Finds what a file is from its bytes and hands it to the reader for it.
import { ok, type Result } from '#domain/result.ts';
import type { FileFormat } from '../intake.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { readDbfTable } from './dbf-table.ts';
import { readWithGdal } from './gdal.ts';
import type { ReadFile, ReadNote } from './raw-table.ts';
import { readArchive, tooDeep, type ReadOptions } from './read-archive.ts';
import { readText } from './read-text.ts';
import { readWorkbook } from './workbook.ts';

/** Extensions under which a format normally comes; another one is worth a note to the sender. */
const usualExtensions: Record<FileFormat, readonly string[]> = {
  csv: ['csv', 'tsv', 'txt'],
  xlsx: ['xlsx', 'xlsm', 'xlsb', 'et'],
  xls: ['xls', 'et'],
  ods: ['ods'],
  dbf: ['dbf'],
  geojson: ['geojson', 'json', 'ndjson', 'geojsonl', 'geojsons', 'jsonl'],
  topojson: ['topojson', 'json'],
  'esri-json': ['json', 'esrijson'],
  shapefile: ['zip'],
  geopackage: ['gpkg'],
  filegdb: ['zip', 'gdb'],
  mapinfo: ['zip', 'mif', 'tab'],
  kml: ['kml', 'kmz'],
  dxf: ['dxf'],
  'boundary-txt': ['txt'],
};

export function tooLarge(size: number): Result<never, Refusal> {
  return refuse('limit-exceeded', `文件 ${size} 字节，过大${limitHint('fileBytes')}，未导入；请分成几个文件。`);
}

export async function readFile(name: string, bytes: Uint8Array, encoding: string | undefined): Promise<Result<ReadFile, Refusal>> {
  if (bytes.length === 0) return refuse('file-unreadable', '文件是空的（0 字节），未导入；请重新导出。');
  if (bytes.length > limits.fileBytes) return tooLarge(bytes.length);
  const read = await readByContent(bytes, name, { encoding, depth: 0, unpacked: { bytes: 0 }, inner: readByContent });
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

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** Kinds of files that are known and not read, by their first bytes, with what to do instead. */
const strangers = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF', '请改传表格或空间数据'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR 压缩包', '请改用 zip 压缩'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包', '请改用 zip 压缩'],
  [[0x1f, 0x8b], 'gzip 压缩包', '请改用 zip 压缩'],
  [[0x89, 0x50, 0x4e, 0x47], '图片', '请改传表格或空间数据'],
  [[0xff, 0xd8, 0xff], '图片', '请改传表格或空间数据'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], '写字板的 RTF 文档', '请把其中的表格另存为 Excel'],
  [[0x66, 0x67, 0x62], 'FlatGeobuf', '请另存为 GeoPackage 或 GeoJSON'],
  [[0x41, 0x43, 0x31, 0x30], 'CAD 的 DWG', '请在 CAD 里另存为 DXF'],
  [[0x00, 0x01, 0x00, 0x00, 0x53, 0x74, 0x61, 0x6e], 'Access 数据库', '请导出为 Shapefile、FileGDB 或 Excel'],
  [[0x00, 0x00, 0x27, 0x0a], '只有 Shapefile 的 .shp（或 .shx）一个文件，缺少属性与坐标系', '请把 .shp、.shx、.dbf、.prj 打成一个 zip'],
] as const;

async function readByContent(bytes: Uint8Array, name: string, options: ReadOptions): Promise<Result<ReadFile, Refusal>> {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    // Workbooks and KMZ are archives too, and may lie in one.
    const packed = /\.(xlsx|xlsm|xlsb|et|ods|kmz)$/i.test(name) ? options.depth - 1 : options.depth;
    return tooDeep(packed)
      ? refuse('limit-exceeded', `压缩包里层层套着压缩包${limitHint('archiveDepth')}，未导入；请解开后再传。`, {
          value: name.slice(0, 200),
        })
      : readArchive(bytes, options);
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) || startsWith(bytes, 0x09, 0x08)) return oldWorkbook(bytes);
  if (Buffer.from(bytes.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0') return geopackage(bytes);
  const stranger = strangers.find(([head]) => startsWith(bytes, ...head));
  if (stranger) return refuse('file-unreadable', `这是${stranger[1]}，不是可导入的数据文件，未导入；${stranger[2]}再传。`);
  if (Buffer.from(bytes.subarray(0, 22)).toString('latin1').startsWith('AutoCAD Binary DXF'))
    return refuse('file-unreadable', '这是二进制的 DXF，未导入；请在 CAD 里另存为 ASCII DXF 再传。');
  if (/\.dbf$/i.test(name)) return readDbfTable(bytes, options.encoding);
  if (/\.mif$/i.test(name) && startsWith(bytes, 0x56, 0x65, 0x72))
    return refuse('file-unreadable', '只收到 MapInfo 的 .mif 一个文件，缺少属性（.mid），未导入；请把 .mif 和 .mid 打成一个 zip 再传。');
  return readText(bytes, options.encoding);
}

function oldWorkbook(bytes: Uint8Array): Result<ReadFile, Refusal> {
  const book = readWorkbook(bytes);
  return book.ok ? ok({ format: 'xls', encoding: null, ...book.value }) : book;
}

async function geopackage(bytes: Uint8Array): Promise<Result<ReadFile, Refusal>> {
  const tables = await readWithGdal({ files: [{ name: 'source.gpkg', bytes }], open: 'source.gpkg', label: 'GeoPackage' });
  return tables.ok ? ok({ format: 'geopackage', encoding: 'utf-8', tables: tables.value, notes: [] }) : tables;
}
