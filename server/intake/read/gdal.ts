// Reads a data set through GDAL (WebAssembly): every layer as a table with shapes in the file's own coordinates.
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { LayerRows } from './geojson.ts';
import { separateTwins } from './json-twins.ts';
import type { CrsClaim, RawTable } from './raw-table.ts';

/** The few calls of gdal3.js that are used; the package has no types for its Node entry. */
interface Gdal {
  open(file: string): Promise<{ readonly datasets: readonly Dataset[]; readonly errors: readonly unknown[] }>;
  ogr2ogr(dataset: Dataset, options: readonly string[], name: string): Promise<{ readonly real: string }>;
  ogrinfo(dataset: Dataset): Promise<DatasetInfo>;
  close(dataset: Dataset): Promise<void>;
}
interface DatasetInfo {
  readonly layers?: readonly Layer[];
}
interface Dataset {
  /** Left out when GDAL had a warning to give while it opened the file. */
  readonly info?: DatasetInfo;
}
interface Layer {
  readonly name: string;
  readonly featureCount: number;
  readonly fields?: readonly { readonly name: string; readonly alias?: string }[];
  readonly geometryFields?: readonly { readonly name: string; readonly coordinateSystem?: { readonly wkt?: string } | null }[];
}

/** A data set as files in one folder. Names are ours, never those of an archive: nothing is written outside. */
export interface GdalSource {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** File or folder that is opened. */
  readonly open: string;
  /** How the sender knows the format, for messages and for where a coordinate system was stated. */
  readonly label: string;
}

const require = createRequire(import.meta.url);
const messages: string[] = [];
let started: Promise<Gdal> | null = null;
let counter = 0;
/** Files may only be written where GDAL was told at its start: one folder for the life of the thread, emptied after each job. */
let folder: string | null = null;

async function gdal(): Promise<{ readonly api: Gdal; readonly folder: string }> {
  folder ??= await mkdtemp(path.join(tmpdir(), 'mutu-gdal-'));
  started ??= (require('gdal3.js/node.js') as (options: object) => Promise<Gdal>)({
    // The package prepends "./", so the path must be relative to the working folder.
    path: path.relative(process.cwd(), path.dirname(require.resolve('gdal3.js/dist/package/gdal3.node.js'))),
    dest: folder,
    logHandler: (message: unknown) => messages.push(String(message)),
    errorHandler: (message: unknown) => messages.push(String(message)),
  });
  return { api: await started, folder };
}

/** Says where GDAL may write, before its first use: a folder of whoever started the thread, who removes it however the thread ends. */
export function setGdalFolder(path: string): void {
  folder = path;
}

/** Removes the thread's own folder, where it was given none. */
export async function closeGdal(): Promise<void> {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
}

/** Tables of all layers of a data set. */
export async function readWithGdal(source: GdalSource): Promise<Result<readonly RawTable[], Refusal>> {
  const { api, folder: output } = await gdal();
  counter += 1;
  const job = path.join(output, `job-${counter}`);
  await mkdir(job, { recursive: true });
  messages.length = 0;
  try {
    for (const { name, bytes } of source.files) {
      await mkdir(path.dirname(path.join(job, name)), { recursive: true });
      await writeFile(path.join(job, name), bytes);
    }
    const opened = await api.open(path.join(job, source.open));
    const dataset = opened.datasets[0];
    if (!dataset) return unreadable(source);
    const tables: RawTable[] = [];
    const info = dataset.info ?? (await api.ogrinfo(dataset));
    for (const [index, layer] of (info.layers ?? []).entries()) {
      if (layer.featureCount > limits.rows)
        return refuse('limit-exceeded', `图层“${layer.name}”要素过多${limitHint('rows')}，文件未导入。`);
      const table = await readLayer(api, dataset, layer, `job-${counter}-${index}`, source);
      if (!table.ok) return table;
      tables.push(table.value);
    }
    await api.close(dataset);
    return tables.length > 0
      ? ok(tables)
      : refuse('file-unreadable', `${source.label} 里没有图层（是空的），未导入；请核对导出时是否选了数据。`);
  } catch (error) {
    return unreadable(source, error);
  } finally {
    await rm(job, { recursive: true, force: true });
  }
}

/** Well-known text (of the older kind, which every reader knows) of an EPSG number; null when GDAL does not know it. */
export async function wktOfEpsg(code: number): Promise<string | null> {
  const { api, folder: output } = await gdal();
  counter += 1;
  const job = path.join(output, `crs-${counter}`);
  await mkdir(job, { recursive: true });
  try {
    const file = path.join(job, 'point.geojson');
    await writeFile(file, '{"type":"Point","coordinates":[0,0]}');
    const dataset = (await api.open(file)).datasets[0];
    if (!dataset) return null;
    const written = await api.ogr2ogr(dataset, ['-f', 'ESRI Shapefile', '-a_srs', `EPSG:${code}`], `crs-${counter}`);
    await api.close(dataset);
    const stem = written.real.replace(/\.[^.]+$/, '');
    const wkt = await readFile(`${stem}.prj`, 'utf8');
    for (const ending of ['shp', 'shx', 'dbf', 'prj', 'cpg']) await rm(`${stem}.${ending}`, { force: true });
    // The name of the system is what people know it by.
    return wkt.trim() === '' ? null : wkt;
  } catch {
    // Whatever GDAL says, the number is not one that it can place.
    return null;
  } finally {
    await rm(job, { recursive: true, force: true });
  }
}

function unreadable({ label }: GdalSource, error?: unknown): { readonly ok: false; readonly error: Refusal } {
  const reason = messages.length > 0 ? messages.join(' ') : error instanceof Error ? error.message : JSON.stringify(error ?? '');
  return refuse('file-unreadable', `${label} 损坏、不完整或不是可读的空间数据，未导入；请重新导出。`, {
    value: reason.replaceAll(/\/\S*mutu-gdal-\S*/g, '').slice(0, 300),
  });
}

async function readLayer(api: Gdal, dataset: Dataset, layer: Layer, name: string, source: GdalSource): Promise<Result<RawTable, Refusal>> {
  const geometry = layer.geometryFields?.[0];
  // Without a coordinate system on the output side GDAL hands the coordinates over as they are; the ladder is ours.
  const options = ['-f', 'GeoJSONSeq', '-a_srs', 'None', '-nlt', 'CONVERT_TO_LINEAR', '-lco', 'COORDINATE_PRECISION=17', layer.name];
  const written = await api.ogr2ogr(dataset, options, name);
  const rows = new LayerRows();
  const fields = layer.fields ?? [];
  // Names that were damaged may have become the same.
  const twins = new Set(fields.map((field) => field.name)).size < fields.length;
  try {
    for (const line of linesOf(written.real)) {
      if (line === '') continue;
      const fault = rows.add(JSON.parse(twins ? separateTwins(line).text : line) as Parameters<LayerRows['add']>[0]);
      if (fault) return fault;
    }
  } finally {
    await rm(written.real, { force: true });
  }
  if (rows.count !== layer.featureCount && layer.featureCount >= 0)
    return unreadable(source, new Error(`${layer.name}: ${rows.count}/${layer.featureCount}`));
  const wkt = geometry?.coordinateSystem?.wkt ?? '';
  const crs: CrsClaim | null =
    wkt === '' || /undefined|unknown|^(LOCAL_CS|ENGCRS|ENGINEERINGCRS)/i.test(wkt.slice(0, 80))
      ? null
      : { definition: wkt, where: source.label };
  const table = rows.table(layer.name, null);
  const aliases = new Map(fields.map((field) => [field.name, field.alias?.trim() ?? '']));
  const known = table.header?.map((header) => (aliases.get(header) === header ? null : aliases.get(header) || null)) ?? [];
  return ok({ ...table, crs, hasGeometry: geometry !== undefined, ...(known.some((alias) => alias !== null) ? { aliases: known } : {}) });
}

/** Lines of a file, without ever holding the whole of it. */
function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(4 * 1024 * 1024);
    const decoder = new TextDecoder('utf-8');
    let rest = '';
    for (;;) {
      const length = readSync(handle, buffer, 0, buffer.length, null);
      if (length === 0) break;
      const lines = (rest + decoder.decode(buffer.subarray(0, length), { stream: true })).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
    yield rest;
  } finally {
    closeSync(handle);
  }
}
