// Progress over a ledger of 100 000 entries: the page's figures on ever other days, and the same questions asked of SQL.
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countyCode } from '#domain/land/codes.ts';
import { isoOfDay, dayNumber } from '#domain/ledger/ledger-lines.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import { microMu } from '#domain/units.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { readReference } from '../../server/commands/session.ts';
import { installDemo } from '../../server/demo/install.ts';
import { importFile, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openStore } from '../../server/store/store.ts';
import { declared } from '../domain/ledger/rows.ts';
import type { BenchTable } from './measure.ts';

const entries = 100_000;
const county = countyCode('331123');
const today = isoDate('2023-06-30');
const root = path.join(import.meta.dirname, '../..');

/** The page's sums by township, measure and month on a day, as SQL would be asked for them. */
const askSql = `
  WITH act AS (
    SELECT entry, MAX(CASE WHEN act = 'verify' THEN date END) AS verified, MAX(CASE WHEN act = 'reverse' THEN 1 ELSE 0 END) AS reversed
    FROM ledger WHERE county = ? AND act <> 'declare' AND date <= ? GROUP BY entry
  ), standing AS (
    SELECT l.township, l.measure, l.gross, act.verified, COALESCE(act.verified, l.date) AS day FROM ledger l LEFT JOIN act ON act.entry = l.id
    WHERE l.county = ? AND l.act = 'declare' AND l.date <= ? AND l.policy = 'suichang-2022' AND l.kind = 'vacated' AND COALESCE(act.reversed, 0) = 0
  ), counted AS (SELECT * FROM standing WHERE day BETWEEN '2022-03-01' AND '2023-12-31')
  SELECT 'township', township, verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY township, verified IS NULL
  UNION ALL SELECT 'measure', measure, verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY measure, verified IS NULL
  UNION ALL SELECT 'month', substr(day, 1, 7), verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY substr(day, 1, 7), verified IS NULL`;

export async function benchProgress(table: BenchTable): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-'));
  const store = await openStore(home);
  try {
    await loadPolicies(store, path.join(root, 'data/policies'), `${today}T09:00:00.000Z`);
    const reference = readReference(root);
    await installDemo(
      { county, parcels: 20_000, seed: 1 },
      {
        importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
        change: (code, work) => store.change(code, work),
      },
    );
    const { parcels } = (await store.loadCounty(county))!;
    const start = dayNumber(isoDate('2022-03-01'));
    const measures = ['M-CLOSE', 'M-REMOVE', 'M-REPOSSESS', 'M-REPURCHASE'];
    await store.change(county, async (record) => {
      for (let number = 0; number < entries; number += 1) {
        const parcel = parcels[(number * 7919) % parcels.length]!;
        const day = start + ((number * 31) % 480);
        const draft = declared({
          county,
          parcel: parcel.code,
          township: parcel.township,
          measure: measures[number % 4]!,
          gross: microMu(10_000 + (number % 900) * 10),
          date: isoOfDay(day),
        });
        const { id } = await record.appendLedger(draft);
        if (number % 10 < 7) await record.appendLedger({ ...draft, act: 'verify', entry: id, date: isoOfDay(day + 9) });
        if (number % 20 === 0) await record.appendLedger({ ...draft, act: 'reverse', entry: id, date: isoOfDay(day + 30) });
      }
    });
    const policies = (await storedPolicies(store)).map(({ policy }) => policy);
    const clock = { today: () => today, now: () => `${today}T09:00:00.000Z` };
    const atlas = createAtlas(store, policies, clock.today);
    await atlas.load();
    const config = { version: 'bench', web: null, basemap: null, basemapFile: null };
    const app = createApp({ store, atlas, policies, clock, config, log: console.error });
    const get = async (address: string) => {
      const response = await app.request(address);
      if (response.status >= 400) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return (await response.arrayBuffer()).byteLength;
    };
    const of = `county=${county}&target=SC-T03`;
    const dayOf = (sample: number): IsoDate => isoOfDay(start + 200 + sample);
    const database = new Sqlite(path.join(home, 'mutu.sqlite'), { readonly: true });
    const question = database.prepare(askSql);
    await table.time('the same sums asked of SQL', (sample) => question.all(county, dayOf(sample), county, dayOf(sample)), {
      n: 5,
      warmup: 1,
    });
    await get(`/api/summary?county=${county}&policy=suichang-2022&by=class`);
    await table.time('ledger read for the first time, first page', () => get(`/api/progress?${of}`), { n: 1, warmup: 0 });
    await table.time(
      'first page after a write',
      async (sample) => {
        const parcel = parcels[sample]!;
        const row = await store.change(county, (record) =>
          record.appendLedger(
            declared({ county, parcel: parcel.code, township: parcel.township, gross: microMu(10_000), date: isoDate('2023-06-01') }),
          ),
        );
        await atlas.amend(county, (await store.version(county))!, { ledger: [row] });
        return get(`/api/progress?${of}`);
      },
      { n: 5, warmup: 1, note: 'the write among it' },
    );
    await table.time('progress page data, a day not asked before', (sample) => get(`/api/progress?${of}&asOf=${dayOf(sample)}`), {
      limit: 50,
      against: 'the same sums asked of SQL',
    });
    await table.time('progress page data, the day it stands on', () => get(`/api/progress?${of}`), {
      limit: 50,
      against: 'the same sums asked of SQL',
    });
    await table.time(
      'targets of the county, a day not asked before',
      (sample) => get(`/api/targets?county=${county}&asOf=${dayOf(100 + sample)}`),
      { limit: 50 },
    );
    await table.time('ledger rows behind a figure', (sample) =>
      get(`/api/progress/entries?${of}&by=measure&key=${measures[sample % 4]}&limit=2000`),
    );
    const page = `/api/ledger/table?county=${county}`;
    await table.time('ledger page, a day not asked before', (sample) => get(`${page}&asOf=${dayOf(200 + sample)}`), { n: 5, limit: 600 });
    await table.time(
      'ledger page, another filter and order on that day',
      (sample) => get(`${page}&measure=${measures[sample % 4]}&sort=-gross&q=${sample}`),
      { n: 8 },
    );
    await table.time('ledger page, the next page of rows', (sample) => get(`${page}&offset=${200 * (sample + 1)}`), { n: 8 });
    await table.time('map of the ledger page', () => get(`/api/ledger/map?county=${county}`), { n: 3 });
    await table.time('the whole chain followed in the record', () => get(`/api/ledger/chain?county=${county}`), { n: 2, warmup: 0 });
    await table.time('timeline for the replay', () => get(`/api/freed?county=${county}`), { n: 5 });
    await table.time('连片 of all of it, found anew', (sample) => get(`/api/progress/contiguity?${of}&tolerance=${2 + sample / 10}`), {
      n: 3,
      warmup: 0,
    });
    database.close();
  } finally {
    await store.close();
    rmSync(home, { recursive: true });
  }
}
