// MapInfo data sets: which files belong together, the encoding of their text, and the coordinate system that a MIF states in its head.
import { ownValue } from '#domain/own-value.ts';
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { readWithGdal } from './gdal.ts';
import type { CrsClaim, RawTable, ReadFile, ReadNote } from './raw-table.ts';
import { encodingName } from './text-encoding.ts';

/** Files of one native table or one exchange pair, by the ending of the one that is opened. */
export const mapinfoParts: Readonly<Record<string, readonly string[]>> = {
  tab: ['tab', 'dat', 'map', 'id', 'ind'],
  mif: ['mif', 'mid'],
};

/** Ellipsoids of the datums that modern surveys use; of all others the parameters are not known here. */
const modernDatums: Readonly<Record<string, string>> = {
  104: '+datum=WGS84',
  33: '+ellps=GRS80',
  116: '+ellps=GRS80',
  157: '+datum=WGS84',
};

/** The `CoordSys` line: only Earth projections by longitude and latitude (1) and transverse Mercator (8) are in use here. */
export function mifCrs(head: string): CrsClaim | null {
  const line = /^\s*CoordSys\s+Earth\s+Projection\s+(.+?)(?:\s+Bounds\b.*)?$/im.exec(head)?.[1];
  if (line === undefined) return null;
  const [projection, datum, ...rest] = line.split(',').map((part) => part.trim().replaceAll('"', ''));
  const base = ownValue(modernDatums, datum ?? '');
  const where = 'MIF CoordSys';
  if (base === undefined) return { definition: `MapInfo ${line.slice(0, 80)}`, where };
  if (projection === '1') return { definition: `+proj=longlat ${base} +no_defs`, where };
  const [unit, meridian, latitude, scale, easting, northing] = rest;
  if (projection !== '8' || unit !== 'm') return { definition: `MapInfo ${line.slice(0, 80)}`, where };
  return {
    definition: `+proj=tmerc +lat_0=${latitude ?? 0} +lon_0=${meridian ?? 0} +k=${scale ?? 1} +x_0=${easting ?? 0} +y_0=${northing ?? 0} ${base} +units=m +no_defs`,
    where,
  };
}

export interface MapinfoPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const otherFormats = '请改存为 GeoPackage 或 Shapefile 再传（许多程序写 MapInfo 时存不了中文列名）';

/** MapInfo's names of the encodings that occur here; Neutral is read as UTF-8. */
const charsets: Readonly<Record<string, string>> = { gb18030: 'WindowsSimpChinese', 'utf-8': 'Neutral', big5: 'WindowsTradChinese' };

/** As the file states its encoding; where that makes no text of it, in GBK, which programs write without saying so. */
export async function readMapinfo(
  parts: readonly MapinfoPart[],
  open: string,
  layer: string,
  override: string | undefined,
): Promise<Result<ReadFile, Refusal>> {
  const asked = override === undefined ? null : encodingName(override);
  const charset = asked === null ? undefined : ownValue(charsets, asked);
  if (override !== undefined && charset === undefined)
    return refuse('encoding-uncertain', `MapInfo 文件不能按“${override}”读取，可用 gb18030、utf-8、big5；文件未导入。`, {
      value: override,
    });
  const read = (name: string | undefined) =>
    readWithGdal({ files: name === undefined ? parts : parts.map((part) => withCharset(part, name)), open, label: 'MapInfo' });
  const first = await read(charset);
  if (!first.ok) return first;
  const retried =
    charset === undefined && !first.value.every(isText) && !first.value.every(hasChinese) ? await read(charsets['gb18030']) : null;
  const better = retried?.ok && retried.value.every(isText) ? retried.value : null;
  const head = parts.find((part) => /\.mif$/i.test(part.name));
  const crs = head ? mifCrs(Buffer.from(head.bytes.subarray(0, 20_000)).toString('latin1')) : null;
  const tables = (better ?? first.value).map((table) => ({ ...table, sheet: layer, crs: crs ?? table.crs }));
  const numbered = tables.map(numberedColumns);
  const notes: ReadNote[] = [];
  const doubt = (message: string) => notes.push({ kind: 'encoding-uncertain', severity: 'warning', sheet: layer, message });
  if (numbered.some((table, index) => table !== tables[index]))
    doubt(
      `部分列名在导出时已损坏，无法还原，暂以“第1列”“第2列”称呼；请对照各列的样本在列对应中指明字段，或${otherFormats.replace(/^请/, '')}。`,
    );
  if (better) doubt('文件没有写明文字编码，按 GB18030（GBK）读取；请抽查中文是否正确。');
  else if (tables.some((table) => !table.rows.every(isReadable)))
    doubt('文字中有不能识别的字，已按原样保留；请抽查中文，必要时指定编码（--encoding）。');
  return ok({ format: 'mapinfo', encoding: better ? 'gb18030' : asked, tables: numbered, notes });
}

/** The part with another statement of its encoding; only the head of a .mif and the text of a .tab hold one. */
function withCharset(part: MapinfoPart, charset: string): MapinfoPart {
  if (!/\.(tab|mif)$/i.test(part.name)) return part;
  const text = Buffer.from(part.bytes).toString('latin1');
  const end = /\.mif$/i.test(part.name) ? text.search(/^\s*Data\s*$/im) : text.length;
  const head = text.slice(0, Math.max(0, end)).replaceAll(/(!?charset\s+)("?)\w+\2/gi, `$1$2${charset}$2`);
  return { ...part, bytes: Buffer.from(head + text.slice(Math.max(0, end)), 'latin1') };
}

/** What a decoder leaves of bytes that are no character of the encoding. */
const lost = /\uFFFD/;
/** What GBK makes of Chinese names of UTF-8 in which every second and third byte was replaced. */
const halves = /([\u0080-\uffff]_){2,}/;

function isReadable(row: RawTable['rows'][number]): boolean {
  return row.cells.every((cell) => typeof cell !== 'string' || !lost.test(cell));
}

/** Values that come out as text prove the encoding, whatever became of the names. */
function hasChinese({ rows }: RawTable): boolean {
  return rows.every(isReadable) && rows.some(({ cells }) => cells.some((cell) => typeof cell === 'string' && /[\u4e00-\u9fff]/.test(cell)));
}

function isText(table: RawTable): boolean {
  return (table.header ?? []).every((name) => !lost.test(name) && !halves.test(name)) && table.rows.every(isReadable);
}

/** Names that were damaged when they were written cannot be told any more; columns then go by their place, so that a person can say what they are. */
function numberedColumns(table: RawTable): RawTable {
  const header = table.header?.map((name, index) => (lost.test(name) ? `第${index + 1}列` : name)) ?? null;
  return header?.some((name, index) => name !== table.header?.[index]) ? { ...table, header } : table;
}
