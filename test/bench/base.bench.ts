// The base at a county's size: 20 000 parcels imported, loaded, tiled, summed up and first seen.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openActor } from '#domain/access/actor.ts';
import { countyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { generateCounty } from '../../server/demo/generate.ts';
import { importFile, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { accountsCsv, firmsCsv, parcelsGeoJson, tenureCsv } from './bureau-files.ts';
import { firstPaint } from './first-paint.ts';
import type { BenchTable } from './measure.ts';
import { tilesAround } from './tile-cover.ts';

const parcels = 20_000;
const county = countyCode('330723');
const day = isoDate('2022-06-30');
const now = `${day}T09:00:00.000Z`;
const unknownPlaces = { county: () => null, townships: () => [] };
const policyFolder = path.join(import.meta.dirname, '../../data/policies');

export async function bench(table: BenchTable): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-'));
  try {
    const store = await openStore(home);
    await importCounty(store, table);
    const clock = { today: () => day, now: () => now };
    const policies = (await storedPolicies(store)).map(({ policy }) => policy);
    const atlas = createAtlas(store, policies, clock.today);
    await table.time(`load the snapshot of ${parcels} parcels`, () => atlas.refresh(county), { n: 7, limit: 1000 });
    const app = createApp({
      store,
      atlas,
      policies,
      clock,
      config: { version: 'bench', web: null, basemap: null, basemapFile: null },
      log: console.error,
    });
    const get = async (address: string) => {
      const response = await app.request(address);
      if (response.status >= 400) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return (await response.arrayBuffer()).byteLength;
    };
    await timeTiles(table, get, atlas.snapshot(county, openActor)!.base.bounds);
    await timeQuestions(table, get);
    await store.close();
    await firstPaint(table, home, county);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The four files a county is made of, through the same door as a clerk's. */
async function importCounty(store: Store, table: BenchTable): Promise<void> {
  await loadPolicies(store, policyFolder, now);
  const made = generateCounty({ county, parcels, seed: 1 });
  const files = [
    ['parcels', '宗地.geojson', parcelsGeoJson(made)],
    ['firms', '企业.csv', firmsCsv(made)],
    ['tenure', '租用.csv', tenureCsv(made)],
    ['accounts', '台账.csv', accountsCsv(made)],
  ] as const;
  for (const [subject, name, text] of files) {
    const file = { county, countyName: '基准县', name, subject, bytes: new TextEncoder().encode(text) };
    const options = { reference: unknownPlaces, actor: 'bench', now, evaluate: subject === 'accounts' };
    await table.time(
      `import ${subject}${options.evaluate ? ' and evaluate' : ''}`,
      async () => {
        const report = await importFile(store, file, options);
        if (report.status !== 'committed') throw new Error(`${name}: ${report.status} ${JSON.stringify(report.issues.slice(0, 3))}`);
        return report;
      },
      { n: 1, warmup: 0, note: `${text.split('\n').length - 1} lines, ${(text.length / 1e6).toFixed(1)} MB` },
    );
  }
}

type Get = (address: string) => Promise<number>;

async function timeTiles(table: BenchTable, get: Get, bounds: Float64Array): Promise<void> {
  for (const zoom of [9, 10, 12, 14, 16]) {
    const tiles = tilesAround(bounds, zoom, 40);
    const one = (sample: number) => get(`/tiles/parcels/${county}/${tiles[sample]}.mvt`);
    // Each tile is asked for once for "made" and once more for "kept", so neither hides in the other.
    const options = { n: tiles.length, warmup: 0 };
    await table.time(`tile z${zoom}, made`, one, options);
    await table.time(`tile z${zoom}, kept`, one, { ...options, against: `tile z${zoom}, made` });
  }
}

async function timeQuestions(table: BenchTable, get: Get): Promise<void> {
  for (const by of ['none', 'township', 'block', 'class']) {
    await table.time(`summary by ${by}`, () => get(`/api/summary?county=${county}&by=${by}`), { n: 30 });
  }
  await table.time('GeoJSON, 1 000 parcels', () => get(`/api/parcels.geojson?county=${county}&limit=1000`), { n: 10 });
  await table.time(
    'search by name',
    (sample) => get(`/api/search?county=${county}&q=${encodeURIComponent(['科技', '机械', '金属'][sample % 3]!)}`),
    { n: 30 },
  );
}
