// A zip with any of the formats inside: finds the data sets in it, reads each, and says what was left aside.
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { openArchive, type ArchiveEntry, type Unpacked } from './archive.ts';
import { readWithGdal, type GdalSource } from './gdal.ts';
import { mapinfoParts, otherFormats, readMapinfo, type MapinfoPart } from './mapinfo.ts';
import type { RawTable, ReadFile, ReadNote } from './raw-table.ts';
import { readShapefiles } from './shapefile.ts';
import { readOpenDocument } from './workbook.ts';
import { readXlsx } from './xlsx.ts';

/** A data set of an archive: a file, or several that only together are one. */
interface Dataset {
  readonly name: string;
  readonly entries: readonly ArchiveEntry[];
  /** Drawn data: one that cannot be read stops the import, while a broken covering letter does not. */
  readonly spatial: boolean;
  read(): Promise<Result<ReadFile, Refusal>>;
}

export interface ReadOptions {
  readonly encoding: string | undefined;
  /** How many archives this one lies in. */
  readonly depth: number;
  readonly unpacked: Unpacked;
  /** Reads a file that lies in the archive by what it is. */
  inner(bytes: Uint8Array, name: string, options: ReadOptions): Promise<Result<ReadFile, Refusal>>;
}

const spatialFile = /\.(gpkg|geojson|json|ndjson|geojsonl|geojsons|jsonl|topojson|kml|kmz|dxf)$/i;
const tableFile = /\.(csv|tsv|txt|xlsx?|xlsm|xlsb|et|ods|html?|xml)$/i;
const shapefilePart = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qix|qpj|shp\.xml)$/i;
const partOfSomething =
  /\.(shx|dbf|prj|cpg|sbn|sbx|qpj|qmd|qix|fbn|fbx|ain|aih|atx|ixs|mxs|xml|lyr|lyrx|mxd|qml|sld|pdf|docx?|jpe?g|png)$/i;

export async function readArchive(bytes: Uint8Array, options: ReadOptions): Promise<Result<ReadFile, Refusal>> {
  const opened = await openArchive(bytes, options.unpacked);
  if (!opened.ok) return opened;
  const entries = opened.value;
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has('[Content_Types].xml') && [...names].some((name) => name.startsWith('xl/'))) return readXlsx(bytes, entries);
  if (names.has('mimetype') && names.has('content.xml')) return readOpenDocument(bytes, entries);
  if (names.has('[Content_Types].xml') && [...names].some((name) => /^(word|ppt)\//.test(name)))
    return refuse('file-unreadable', '这是 Word 或演示文稿，不是表格，未导入；请把表格另存为 Excel 再传。');
  const sets = datasetsOf(entries, options);
  if (sets.length === 0) return nothingInside(entries);
  return sets.length === 1 ? readOnly(sets[0]!, entries) : readSeveral(sets);
}

function nothingInside(entries: readonly ArchiveEntry[]): Result<ReadFile, Refusal> {
  const list = entries.map((entry) => entry.name).slice(0, 8);
  const drawing = list.find((name) => /\.(dwg|mdb|rar|7z|shx)$/i.test(name));
  const advice = drawing ? `“${drawing}”不能直接读取，请另存为 DXF、GeoPackage 或完整的 Shapefile` : '请核对是否传错文件';
  return refuse('file-unreadable', `压缩包里没有可导入的数据文件，未导入；${advice}。`, { value: list.join('、').slice(0, 300) });
}

async function readOnly(set: Dataset, entries: readonly ArchiveEntry[]): Promise<Result<ReadFile, Refusal>> {
  const read = await set.read();
  if (!read.ok) return read;
  const aside = entries.filter((entry) => !set.entries.includes(entry) && !partOfSomething.test(entry.name));
  const notes: ReadNote[] = aside.length === 0 ? [] : [leftAside(aside.map((entry) => entry.name))];
  return ok({ ...read.value, notes: [...read.value.notes, ...notes], inArchive: true });
}

function leftAside(names: readonly string[]): ReadNote {
  return {
    kind: 'sheet-skipped',
    severity: 'info',
    value: names.slice(0, 8).join('、').slice(0, 300),
    message: `压缩包里另有 ${names.length} 个文件不是可导入的数据，未读取。`,
  };
}

/** All data sets together; which of their tables are of the subject is decided by their columns. */
async function readSeveral(sets: readonly Dataset[]): Promise<Result<ReadFile, Refusal>> {
  const tables: RawTable[] = [];
  const notes: ReadNote[] = [];
  const found: ReadFile[] = [];
  for (const set of sets) {
    const read = await set.read();
    if (!read.ok) {
      // The root of a KMZ may do no more than point to its layers.
      if (read.error.empty !== true && (set.spatial || read.error.kind !== 'file-unreadable'))
        return { ok: false, error: { ...read.error, message: `压缩包里的“${set.name}”：${read.error.message}` } };
      notes.push({
        kind: 'sheet-skipped',
        severity: read.error.empty ? 'info' : 'warning',
        sheet: set.name,
        message: `压缩包里的“${set.name}”${read.error.empty ? '' : '不是可读的表格，'}未读取：${read.error.message}`,
      });
      continue;
    }
    found.push(read.value);
    // Layers of Shapefiles go by their own names.
    const within = (sheet: string | null) => {
      if (sheet !== null && read.value.format === 'shapefile') return sheet;
      return sheet === null || set.name.endsWith(sheet) ? set.name : `${set.name}/${sheet}`;
    };
    tables.push(...read.value.tables.map((table) => ({ ...table, sheet: within(table.sheet) })));
    notes.push(...read.value.notes.map((note) => ({ ...note, sheet: within(note.sheet ?? null) })));
  }
  const first = found.find((file) => file.tables.some((table) => table.hasGeometry)) ?? found[0];
  if (!first) return refuse('file-unreadable', '压缩包里的文件都不是可读的数据，未导入；请核对是否传错文件。');
  const encodings = new Set(found.flatMap((file) => file.encoding ?? []));
  return ok({
    format: first.format,
    encoding: encodings.size > 0 ? [...encodings].join('、') : null,
    tables,
    notes,
    inArchive: true,
  });
}

function datasetsOf(entries: readonly ArchiveEntry[], options: ReadOptions): Dataset[] {
  const used = new Set<ArchiveEntry>();
  const sets: Dataset[] = [];
  const add = (set: Dataset) => {
    sets.push(set);
    for (const entry of set.entries) used.add(entry);
  };
  for (const set of fileGeodatabases(entries)) add(set);
  for (const set of shapefiles(entries, used, options)) add(set);
  for (const set of mapinfo(entries, used, options)) add(set);
  for (const entry of entries) {
    if (used.has(entry)) continue;
    const spatial = spatialFile.test(entry.name);
    const archive = /\.zip$/i.test(entry.name);
    // A table of attributes without its shapes is a list like any other, when nothing else is there.
    const table = tableFile.test(entry.name) || (/\.dbf$/i.test(entry.name) && !entries.some((other) => /\.shp$/i.test(other.name)));
    if (/\.dbf$/i.test(entry.name) && table) {
      const stem = entry.name.slice(0, -4).toLowerCase();
      const beside = entries.some((other) => /\.(shx|prj)$/i.test(other.name) && other.name.slice(0, -4).toLowerCase() === stem);
      add({
        name: baseName(entry.name),
        entries: [entry],
        spatial,
        read: () => (beside ? withoutShapes(entry, options) : readEntry(entry, options)),
      });
    } else if (spatial || archive || table)
      add({ name: baseName(entry.name), entries: [entry], spatial, read: () => readEntry(entry, options) });
  }
  // Metadata that GIS programs write beside the data are no data sets when there are others.
  return sets.some((set) => set.spatial) ? sets.filter((set) => set.spatial || !/\.(xml|html?)$/i.test(set.name)) : sets;
}

/** The table of a layer whose drawings were not packed: its rows are read, and what is missing is said. */
async function withoutShapes(entry: ArchiveEntry, options: ReadOptions): Promise<Result<ReadFile, Refusal>> {
  const read = await readEntry(entry, options);
  if (!read.ok) return read;
  const name = baseName(entry.name);
  const note: ReadNote = {
    kind: 'geometry-missing',
    severity: 'warning',
    value: name,
    message: `“${name}”旁有 .shx 或 .prj，却没有图形文件 .shp：只读取了属性，没有图形；请把 .shp 一起打包后重传。`,
  };
  return ok({ ...read.value, notes: [...read.value.notes, note] });
}

async function readEntry(entry: ArchiveEntry, options: ReadOptions): Promise<Result<ReadFile, Refusal>> {
  const content = await entry.read();
  if (!content.ok) return content;
  return options.inner(content.value, entry.name, { ...options, depth: options.depth + 1 });
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function shapefiles(entries: readonly ArchiveEntry[], used: ReadonlySet<ArchiveEntry>, options: ReadOptions): Dataset[] {
  const layers = entries.filter((entry) => /\.shp$/i.test(entry.name) && !used.has(entry));
  if (layers.length === 0) return [];
  const stems = new Set(layers.map((entry) => entry.name.slice(0, -4).toLowerCase()));
  const parts = entries.filter(
    (entry) => shapefilePart.test(entry.name) && stems.has(entry.name.replace(/\.(shp\.xml|[^./]+)$/i, '').toLowerCase()),
  );
  const read = async (): Promise<Result<ReadFile, Refusal>> => {
    const found = await readShapefiles(parts, options.encoding);
    return found.ok ? ok({ format: 'shapefile', ...found.value }) : found;
  };
  return [{ name: baseName(layers[0]!.name), entries: parts, spatial: true, read }];
}

/** Folders ending in .gdb, or such a folder's files packed without it. */
function fileGeodatabases(entries: readonly ArchiveEntry[]): Dataset[] {
  const folders = new Map<string, ArchiveEntry[]>();
  for (const entry of entries) {
    const inside = /^(.*\/)?([^/]+\.gdb)\/[^/]+$/i.exec(entry.name);
    const folder = inside
      ? `${inside[1] ?? ''}${inside[2]!}`
      : /^(.*\/)?a[0-9a-f]{8}\.gdb[a-z]+$/i.test(entry.name)
        ? entry.name.replace(/[^/]*$/, '')
        : null;
    if (folder !== null) folders.set(folder, [...(folders.get(folder) ?? []), entry]);
  }
  return [...folders].flatMap(([folder, parts]) => {
    if (!parts.some((entry) => /\.gdbtable$/i.test(entry.name))) return [];
    const files = parts.filter((entry) => /^[\w.]+$/.test(baseName(entry.name)) && !/\.lock$/i.test(entry.name));
    const named = (entry: ArchiveEntry) => `data.gdb/${baseName(entry.name)}`;
    const read = () => throughGdal('filegdb', files, named, 'data.gdb', 'FileGDB');
    return [{ name: baseName(folder) || 'gdb', entries: parts, spatial: true, read }];
  });
}

function mapinfo(entries: readonly ArchiveEntry[], used: ReadonlySet<ArchiveEntry>, options: ReadOptions): Dataset[] {
  return Object.entries(mapinfoParts).flatMap(([ending, parts]) =>
    entries
      .filter((entry) => entry.name.toLowerCase().endsWith(`.${ending}`) && !used.has(entry))
      .map((main): Dataset => {
        const stem = main.name.slice(0, -ending.length).toLowerCase();
        const files = entries.filter((entry) => parts.some((part) => entry.name.toLowerCase() === `${stem}${part}`));
        const named = (entry: ArchiveEntry) => `data.${entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase()}`;
        const read = async (): Promise<Result<ReadFile, Refusal>> => {
          if (ending === 'tab' && !files.some((entry) => /\.map$/i.test(entry.name)))
            return refuse('file-unreadable', '缺少 MapInfo 的 .map（图形）文件，未导入；请把 .tab、.dat、.map、.id 一起打包。');
          const blank = files.find((entry) => entry.size === 0 && /\.(tab|dat|map|mif)$/i.test(entry.name));
          if (blank) return refuse('file-unreadable', `“${baseName(blank.name)}”是空的（0 字节），导出没有完成，未导入；${otherFormats}。`);
          const parts: MapinfoPart[] = [];
          for (const entry of files) {
            const bytes = await entry.read();
            if (!bytes.ok) return bytes;
            parts.push({ name: named(entry), bytes: bytes.value });
          }
          return readMapinfo(parts, `data.${ending}`, baseName(main.name).slice(0, -ending.length - 1), options.encoding);
        };
        return { name: baseName(main.name), entries: files, spatial: true, read };
      }),
  );
}

async function throughGdal(
  format: 'filegdb' | 'mapinfo',
  entries: readonly ArchiveEntry[],
  named: (entry: ArchiveEntry) => string,
  open: string,
  label: string,
): Promise<Result<ReadFile, Refusal>> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const entry of entries) {
    const bytes = await entry.read();
    if (!bytes.ok) return bytes;
    files.push({ name: named(entry), bytes: bytes.value });
  }
  const source: GdalSource = { files, open, label };
  const tables = await readWithGdal(source);
  return tables.ok ? ok({ format, encoding: null, tables: tables.value, notes: [] }) : tables;
}

/** Whether one more archive inside is still opened. */
export function tooDeep(depth: number): boolean {
  return depth > limits.archiveDepth;
}
