// The importer at a prefecture's size: a Shapefile of 200 000 parcels beside ogr2ogr, a million account rows, overlaps among 100 000 polygons.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { measuredArea } from '#domain/land/area.ts';
import { countyCode } from '#domain/land/codes.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { Parcel, Township } from '#domain/land/parcel.ts';
import { neighboursOf } from '../../server/intake/check/overlaps.ts';
import { townshipPlaces } from '../../server/intake/check/township-places.ts';
import { parseCrs } from '../../server/intake/place/crs.ts';
import { buildShape, type BuiltShape } from '../../server/intake/place/shape.ts';
import { readFile } from '../../server/intake/read/read-file.ts';
import { examine } from '../../server/intake/repair/examine.ts';
import { importFile, type FileToImport } from '../../server/pipeline.ts';
import { openStore } from '../../server/store/store.ts';
import { accountsCsvOf } from './account-rows.ts';
import { parcelShapefile, townshipsOver } from './bureau-shapefile.ts';
import type { BenchTable } from './measure.ts';

const parcels = 200_000;
const county = countyCode('330723');
const now = '2023-01-01T00:00:00Z';
const reference = { county: () => null, townships: () => [] };

export async function bench(table: BenchTable): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-intake-'));
  try {
    const made = parcelShapefile(parcels);
    const file = path.join(home, '宗地.zip');
    writeFileSync(file, made.zip);
    const crs = parseCrs(made.prj);
    if (!crs.ok) throw new Error(crs.error.message);
    const townships = townshipsOver(parcels, crs.value.toLonLat);
    const place = ([x, y]: readonly [number, number]) => crs.value.toLonLat(x, y);
    const peer = spawnSync('ogr2ogr', ['--version']).status === 0;
    if (!peer) console.log('没有 ogr2ogr，不作比较 · ogr2ogr is not installed: no comparison');
    const [peerTimes, plainTimes, wholeTimes]: [number[], number[], number[]] = [[], [], []];
    let built: readonly (BuiltShape | null)[] = [];
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (let sample = 0; sample < 5; sample += 1) {
      if (peer) peerTimes.push(ogr2ogr(path.join(home, `peer-${sample}.gpkg`), file));
      const plain = await readAndStore(path.join(home, `plain-${sample}`), made.zip, place);
      built = plain.built;
      plainTimes.push(plain.milliseconds);
      if (sample < 3) wholeTimes.push(await everything(path.join(home, `whole-${sample}`), made.zip, townships));
    }
    const against = peer ? { against: peerName } : {};
    if (peer) table.record(peerName, peerTimes, 'ms', { note: `${parcels} parcels` });
    table.record('read and store alone', plainTimes, 'ms', { ...against, note: 'goal: 1.5 × ogr2ogr' });
    table.record('import with all checks, townships and areas', wholeTimes, 'ms', against);
    await parts(table, built, townships);
    accounts(table, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const peerName = 'ogr2ogr -f GPKG, the same file';

function ogr2ogr(output: string, file: string): number {
  const begun = performance.now();
  const done = spawnSync('ogr2ogr', ['-f', 'GPKG', output, `/vsizip/${file}`]);
  if (done.status !== 0) throw new Error(done.stderr.toString());
  const milliseconds = performance.now() - begun;
  rmSync(output, { force: true });
  return milliseconds;
}

/** What ogr2ogr does and no more: file to shapes and cells in lon/lat, and those into the record. */
async function readAndStore(
  home: string,
  bytes: Uint8Array,
  place: (position: readonly [number, number]) => readonly [number, number],
): Promise<{ readonly milliseconds: number; readonly built: readonly (BuiltShape | null)[] }> {
  const store = await openStore(home);
  await store.putCounty({ code: county, name: '基准县', demo: false });
  const begun = performance.now();
  const read = await readFile('宗地.zip', bytes, undefined);
  if (!read.ok) throw new Error(read.error.message);
  const { rows } = read.value.tables[0]!;
  const built = rows.map(({ geometry }) => (geometry ? buildShape(geometry, place) : null));
  const source = { importId: 0, file: '宗地.zip', sheet: '宗地' };
  const records = rows.map(({ row, cells }, index) => plainParcel(cells, built[index]!.shape, { ...source, row }));
  await store.change(county, (record) => record.putParcels(records));
  const milliseconds = performance.now() - begun;
  await store.close();
  rmSync(home, { recursive: true, force: true });
  return { milliseconds, built };
}

/** The checks by themselves, on the shapes of the same file. */
async function parts(table: BenchTable, built: readonly (BuiltShape | null)[], townships: readonly Township[]): Promise<void> {
  const shapes = built.map((one) => one!.shape!);
  const options = { n: 3, warmup: 1 };
  await table.time('of it: areas on the ellipsoid', () => shapes.reduce((sum, shape) => sum + measuredArea(shape), 0), options);
  await table.time('of it: validity and spikes', () => examine(built), options);
  const places = townshipPlaces(townships)!;
  const placed = () => shapes.reduce((sum, shape) => sum + (places.at(shape[0]![0]![1]!) ? 1 : 0), 0);
  await table.time('of it: township of each', placed, options);
  await table.time('overlaps and gaps among 100 000 polygons', () => neighboursOf(shapes.slice(0, 100_000), 0), options);
}

function plainParcel(cells: readonly unknown[], shape: MultiPolygon | null, source: Parcel['source']): Parcel {
  const text = (index: number) => (typeof cells[index] === 'string' ? cells[index] : null);
  return {
    county,
    code: text(0)!,
    location: text(1),
    registeredArea: null,
    measuredArea: null,
    landUse: null,
    acquisitionMode: null,
    supplyDate: null,
    acquisitionDate: null,
    agreedStart: null,
    agreedCompletion: null,
    actualStart: null,
    productionStart: { state: 'unknown' },
    holder: text(3),
    holderUscc: text(4),
    unitCode: null,
    township: null,
    block: null,
    shape,
    facts: {},
    source,
  };
}

/** The whole way of a clerk's file: a thread of its own, columns, units, areas, validity, townships, duplicates, overlaps, gaps, the record. */
async function everything(home: string, bytes: Uint8Array, townships: readonly Township[]): Promise<number> {
  const store = await openStore(home);
  await store.putCounty({ code: county, name: '基准县', demo: false });
  await store.change(county, (record) => record.putTownships(townships, '乡镇'));
  const file: FileToImport = { county, countyName: '基准县', name: '宗地.zip', subject: 'parcels', bytes };
  const begun = performance.now();
  const report = await importFile(store, file, { reference, actor: 'bench', now, evaluate: false });
  const milliseconds = performance.now() - begun;
  if (report.status !== 'committed' || report.counts?.created !== parcels) throw new Error(JSON.stringify(report.issues.slice(0, 3)));
  await store.close();
  rmSync(home, { recursive: true, force: true });
  return milliseconds;
}

const accountRows = 1_000_000;

function accounts(table: BenchTable, home: string): void {
  const file = path.join(home, '台账.csv');
  writeFileSync(file, accountsCsvOf(accountRows));
  const script = path.join(import.meta.dirname, 'import-alone.ts');
  const done = spawnSync(process.execPath, ['--import', 'tsx', script, file, 'accounts'], { encoding: 'utf8', maxBuffer: 1e8 });
  if (done.status !== 0) throw new Error(done.stderr);
  const { status, records, milliseconds, megabytes } = JSON.parse(done.stdout) as Record<
    'status' | 'records' | 'milliseconds' | 'megabytes',
    number
  >;
  if (String(status) !== 'committed' || records !== accountRows) throw new Error(done.stdout);
  table.record(`import of ${accountRows} account rows from CSV`, [milliseconds], 'ms', { note: '99 MB' });
  table.record('peak memory of that process', [megabytes], 'MB', { limit: 4096 });
}
