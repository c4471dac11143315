// Reads Shapefiles from a zip: shapes by our own reader, attributes from the .dbf, coordinate system from the .prj.
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ArchiveEntry } from './archive.ts';
import { readDbf } from './dbf.ts';
import type { CrsClaim, RawGeometry, RawPosition, RawRow, RawTable, ReadNote } from './raw-table.ts';
import { strictText } from './text-encoding.ts';

export interface ShapefileLayers {
  readonly tables: readonly RawTable[];
  readonly notes: readonly ReadNote[];
  readonly encoding: string | null;
}

/** All layers of an archive: every .shp with the files that share its path and name. */
export async function readShapefiles(
  entries: readonly ArchiveEntry[],
  override: string | undefined,
): Promise<Result<ShapefileLayers, Refusal>> {
  const tables: RawTable[] = [];
  const notes: ReadNote[] = [];
  const encodings = new Set<string>();
  for (const shp of entries.filter((entry) => /\.shp$/i.test(entry.name))) {
    const stem = shp.name.slice(0, -4);
    const part = (extension: string) => entries.find((entry) => entry.name.toLowerCase() === `${stem}${extension}`.toLowerCase());
    const layer = stem.slice(stem.lastIndexOf('/') + 1);
    const dbf = part('.dbf');
    if (!dbf)
      return refuse(
        'file-unreadable',
        `图层“${layer}”缺少属性表（.dbf），没有宗地代码等属性，文件未导入；请把 .shp、.shx、.dbf、.prj 一起打包。`,
      );
    const texts = await readTexts([part('.cpg'), part('.prj')]);
    if (!texts.ok) return texts;
    const [cpg, prj] = texts.value;
    const [shpBytes, dbfBytes] = [await shp.read(), await dbf.read()];
    if (!shpBytes.ok) return shpBytes;
    if (!dbfBytes.ok) return dbfBytes;
    const shapes = readShapes(shpBytes.value, layer);
    if (!shapes.ok) return shapes;
    const attributes = readDbf(dbfBytes.value, { override, cpg });
    if (!attributes.ok) return attributes;
    const { columns, records, encoding, doubtful, mixed } = attributes.value;
    if (records.length !== shapes.value.length) {
      return refuse(
        'file-unreadable',
        `图层“${layer}”的图形（${shapes.value.length}）与属性（${records.length}）数目不一致，对应关系不可靠，文件未导入；请重新导出。`,
      );
    }
    encodings.add(encoding);
    if (doubtful !== null) {
      notes.push({
        kind: 'encoding-uncertain',
        severity: 'warning',
        sheet: layer,
        value: doubtful,
        message: `.cpg 写明的编码“${doubtful}”与内容不符，已按 ${encoding} 读取；请抽查中文是否正确。`,
      });
    }
    if (mixed) notes.push(mixedNote(layer));
    const rows: RawRow[] = [];
    for (const [index, cells] of records.entries()) {
      if (cells) rows.push({ row: index + 1, cells, geometry: shapes.value[index] ?? null });
      else
        notes.push({
          kind: 'row-not-data',
          severity: 'info',
          sheet: layer,
          row: index + 1,
          message: '该记录在属性表中已标记删除，未读取。',
        });
    }
    const crs: CrsClaim | null = prj === undefined || prj.trim() === '' ? null : { definition: prj.trim(), where: '.prj' };
    tables.push({ sheet: layer, header: columns, headerMayBeCut: true, rows, crs, hasGeometry: true, merged: [] });
  }
  return ok({ tables, notes, encoding: encodings.size > 0 ? [...encodings].join('、') : null });
}

function mixedNote(sheet: string): ReadNote {
  const message = '属性表混有 UTF-8 与 GB18030 两种编码的值，已逐格识别；请抽查中文是否正确。';
  return { kind: 'encoding-uncertain', severity: 'warning', sheet, message };
}

async function readTexts(parts: readonly (ArchiveEntry | undefined)[]): Promise<Result<readonly (string | undefined)[], Refusal>> {
  const texts: (string | undefined)[] = [];
  for (const part of parts) {
    if (!part || part.size > 100_000) {
      texts.push(undefined);
      continue;
    }
    const bytes = await part.read();
    if (!bytes.ok) return bytes;
    texts.push((strictText(bytes.value, 'utf-8') ?? Buffer.from(bytes.value).toString('latin1')).replace(/^\uFEFF/, ''));
  }
  return ok(texts);
}

const shapeNames: Readonly<Record<number, string>> = {
  1: 'Point',
  3: 'PolyLine',
  8: 'MultiPoint',
  11: 'PointZ',
  13: 'PolyLineZ',
  18: 'MultiPointZ',
  21: 'PointM',
  23: 'PolyLineM',
  28: 'MultiPointM',
  31: 'MultiPatch',
};
const polygonTypes = new Set([5, 15, 25]);

/** Shapes in record order; holes are told from parts later, by where the rings lie, since writers disagree on orientation. */
export function readShapes(bytes: Uint8Array, layer: string): Result<readonly (RawGeometry | null)[], Refusal> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => refuse('file-unreadable', `图层“${layer}”的图形文件（.shp）损坏或在中途截断，文件未导入；请重新导出。`);
  if (data.length < 100 || data.readInt32BE(0) !== 9994) return broken();
  // The header's own length is wrong in some exports; the records decide, and they must end where the file does.
  const shapes: (RawGeometry | null)[] = [];
  let offset = 100;
  while (offset + 12 <= data.length) {
    const length = data.readInt32BE(offset + 4) * 2;
    if (length < 4 || offset + 8 + length > data.length) return broken();
    const shape = shapeOf(data.subarray(offset + 8, offset + 8 + length));
    if (shape === undefined) return broken();
    shapes.push(shape);
    if (shapes.length > limits.rows) return refuse('file-unreadable', `图形数超过上限 ${limits.rows}，文件未导入。`);
    offset += 8 + length;
  }
  return offset === data.length || data.readInt32BE(24) * 2 === offset ? ok(shapes) : broken();
}

/** Undefined: the record contradicts itself. */
function shapeOf(record: Buffer): RawGeometry | null | undefined {
  const type = record.readInt32LE(0);
  if (type === 0) return null;
  if (!polygonTypes.has(type)) return { kind: 'other', name: shapeNames[type] ?? `类型 ${type}` };
  if (record.length < 44) return undefined;
  const [partCount, pointCount] = [record.readInt32LE(36), record.readInt32LE(40)];
  const pointsStart = 44 + partCount * 4;
  if (partCount < 0 || pointCount < 0 || pointCount > limits.vertices || pointsStart + pointCount * 16 > record.length) return undefined;
  let filled = 0;
  for (let part = 0; part < partCount; part += 1) {
    const [from, to] = partOf(record, part, partCount, pointCount);
    if (from < 0 || to < from || to > pointCount) return undefined;
    if (to > from) filled += 1;
  }
  return filled > 0 ? new RecordRings(record, partCount, pointCount) : null;
}

function partOf(record: Buffer, part: number, partCount: number, pointCount: number): readonly [from: number, to: number] {
  return [record.readInt32LE(44 + part * 4), part + 1 < partCount ? record.readInt32LE(48 + part * 4) : pointCount];
}

/** Rings that stay bytes until they are drawn: two hundred thousand lots as lists of numbers would fill the memory. */
class RecordRings {
  readonly kind = 'rings';
  readonly #record: Buffer;
  readonly #parts: number;
  readonly #points: number;

  constructor(record: Buffer, parts: number, points: number) {
    this.#record = record;
    this.#parts = parts;
    this.#points = points;
  }

  get rings(): readonly (readonly RawPosition[])[] {
    const record = this.#record;
    const start = 44 + this.#parts * 4;
    const rings: RawPosition[][] = [];
    for (let part = 0; part < this.#parts; part += 1) {
      const [from, to] = partOf(record, part, this.#parts, this.#points);
      const ring: RawPosition[] = [];
      for (let point = from; point < to; point += 1)
        ring.push([record.readDoubleLE(start + point * 16), record.readDoubleLE(start + point * 16 + 8)]);
      if (ring.length > 0) rings.push(ring);
    }
    return rings;
  }
}
