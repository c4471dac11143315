// Thread that turns GeoJSON into a GeoPackage in EPSG:4490 with GDAL (WebAssembly): one job, then it ends and its memory with it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../../worker.ts';

/** The few calls of gdal3.js that are used; the package has no types for its Node entry. */
interface Gdal {
  open(file: string): Promise<{ readonly datasets: readonly object[] }>;
  ogr2ogr(dataset: object, options: readonly string[], name: string): Promise<{ readonly real: string }>;
  close(dataset: object): Promise<void>;
}

/** What is to be made: features, and the name of their layer. */
export interface GeopackageOrder {
  readonly geojson: string;
  readonly layer: string;
}

/** What comes back: the file's bytes, or GDAL's words on why there are none. */
export type GeopackageAnswer = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly fault: string };

async function convert({ geojson, layer }: GeopackageOrder, folder: string, messages: string[]): Promise<GeopackageAnswer> {
  const require = createRequire(import.meta.url);
  const note = (message: unknown): void => void messages.push(String(message));
  const gdal = await (require('gdal3.js/node.js') as (options: object) => Promise<Gdal>)({
    // The package prepends "./", so the path must be relative to the working folder.
    path: path.relative(process.cwd(), path.dirname(require.resolve('gdal3.js/dist/package/gdal3.node.js'))),
    dest: folder,
    logHandler: note,
    errorHandler: note,
  });
  const source = path.join(await mkdtemp(path.join(folder, 'in-')), `${layer}.geojson`);
  await writeFile(source, geojson);
  const { datasets } = await gdal.open(source);
  if (!datasets[0]) return { fault: messages.join(' ') || 'GDAL could not open the features' };
  const options = [
    '-f',
    'GPKG',
    '-a_srs',
    'EPSG:4490',
    '-nln',
    layer,
    // The feature that only states the columns' types.
    '-where',
    "code <> ''",
    '-nlt',
    'MULTIPOLYGON',
    '-lco',
    'GEOMETRY_NAME=geom',
    '-lco',
    'FID=fid',
  ];
  const written = await gdal.ogr2ogr(datasets[0], options, layer);
  const bytes = new Uint8Array(await readFile(written.real));
  await gdal.close(datasets[0]);
  return { bytes };
}

const folder = await mkdtemp(path.join(tmpdir(), 'mutu-export-'));
const messages: string[] = [];
try {
  parentPort?.postMessage(await convert(workerInput<GeopackageOrder>(), folder, messages));
} catch (error) {
  // GDAL rejects with lists of {no, message}; whoever waits gets its words rather than a dead thread.
  parentPort?.postMessage({
    fault: `${messages.join(' ')} ${error instanceof Error ? error.message : JSON.stringify(error)}`,
  } satisfies GeopackageAnswer);
} finally {
  await rm(folder, { recursive: true, force: true });
}
