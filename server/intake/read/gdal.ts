// Reads a data set through GDAL (WebAssembly): every layer as a table with shapes in the file's own coordinates.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { layerTable } from './geojson.ts';
import type { RawTable } from './raw-table.ts';

/** The few calls of gdal3.js that are used; the package has no types for its Node entry. */
interface Gdal {
  open(file: string): Promise<{ readonly datasets: readonly Dataset[]; readonly errors: readonly unknown[] }>;
  ogr2ogr(dataset: Dataset, options: readonly string[], name: string): Promise<{ readonly real: string }>;
  close(dataset: Dataset): Promise<void>;
}
interface Dataset {
  readonly info: { readonly layers?: readonly Layer[] };
}
interface Layer {
  readonly name: string;
  readonly featureCount: number;
  readonly geometryFields?: readonly { readonly name: string; readonly coordinateSystem?: { readonly wkt?: string } | null }[];
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

/** Tables of all layers of one file. `extension` tells GDAL's drivers apart (gpkg). */
export async function readWithGdal(bytes: Uint8Array, extension: string): Promise<Result<readonly RawTable[], Refusal>> {
  const { api, folder: output } = await gdal();
  counter += 1;
  const job = path.join(output, `job-${counter}`);
  await mkdir(job, { recursive: true });
  messages.length = 0;
  try {
    const file = path.join(job, `source.${extension}`);
    await writeFile(file, bytes);
    const opened = await api.open(file);
    const dataset = opened.datasets[0];
    if (!dataset) return unreadable();
    const tables: RawTable[] = [];
    for (const [index, layer] of (dataset.info.layers ?? []).entries()) {
      if (layer.featureCount > limits.rows)
        return refuse('file-unreadable', `图层“${layer.name}”要素数超过上限 ${limits.rows}，文件未导入。`);
      const table = await readLayer(api, dataset, layer, `job-${counter}-${index}`);
      if (!table.ok) return table;
      tables.push(table.value);
    }
    await api.close(dataset);
    return tables.length > 0 ? ok(tables) : unreadable();
  } catch (error) {
    return unreadable(error);
  } finally {
    await rm(job, { recursive: true, force: true });
  }
}

function unreadable(error?: unknown): { readonly ok: false; readonly error: Refusal } {
  const reason = messages.length > 0 ? messages.join(' ') : error instanceof Error ? error.message : JSON.stringify(error ?? '');
  return refuse('file-unreadable', '文件损坏、不完整或不是可读的空间数据，未导入；请重新导出。', { value: reason.slice(0, 300) });
}

async function readLayer(api: Gdal, dataset: Dataset, layer: Layer, name: string): Promise<Result<RawTable, Refusal>> {
  const geometry = layer.geometryFields?.[0];
  // Without a coordinate system on the output side GDAL hands the coordinates over as they are; the ladder is ours.
  const options = ['-f', 'GeoJSONSeq', '-a_srs', 'None', '-nlt', 'CONVERT_TO_LINEAR', '-lco', 'COORDINATE_PRECISION=17', layer.name];
  const written = await api.ogr2ogr(dataset, options, name);
  const text = await readFile(written.real, 'utf8');
  await rm(written.real, { force: true });
  const features = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Parameters<typeof layerTable>[1][number]);
  if (features.length !== layer.featureCount) return unreadable(new Error(`${layer.name}: ${features.length}/${layer.featureCount}`));
  const wkt = geometry?.coordinateSystem?.wkt ?? '';
  const crs = wkt === '' || /undefined|unknown/i.test(wkt.slice(0, 80)) ? null : { definition: wkt, where: 'GeoPackage' };
  const table = layerTable(layer.name, features, null);
  return table.ok ? ok({ ...table.value, crs, hasGeometry: geometry !== undefined }) : table;
}
