// What-if on a county of 20 000 parcels: while a slider moves, every position is a whole policy judged anew.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { readReference } from '../../server/commands/session.ts';
import { installDemo } from '../../server/demo/install.ts';
import { importFile, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openStore } from '../../server/store/store.ts';
import type { BenchTable } from './measure.ts';

const parcels = 20_000;
const county = countyCode('331123');
const day = isoDate('2023-06-30');
const root = path.join(import.meta.dirname, '../..');

export async function bench(table: BenchTable): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-'));
  const store = await openStore(home);
  try {
    await loadPolicies(store, path.join(root, 'data/policies'), `${day}T09:00:00.000Z`);
    const reference = readReference(root);
    await installDemo(
      { county, parcels, seed: 1 },
      {
        importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
        change: (code, work) => store.change(code, work),
      },
    );
    const policies = (await storedPolicies(store)).map(({ policy }) => policy);
    const clock = { today: () => day, now: () => `${day}T09:00:00.000Z` };
    const atlas = createAtlas(store, policies, clock.today);
    await atlas.load();
    const config = { version: 'bench', web: null, basemap: null, basemapFile: null };
    const app = createApp({ store, atlas, policies, clock, config, log: console.error });
    const send = async (address: string, body?: object) => {
      const init = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      const response = await app.request(address, init);
      if (response.status >= 400) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return (await response.arrayBuffer()).byteLength;
    };
    const lens = { policy: 'suichang-2022', county, year: 2021 };
    const query = `county=${county}&year=2021`;
    const scenario = (sample: number) => send('/api/scenarios', { ...lens, overrides: { 'SC-R13b.when.value': 0.5 + sample / 20 } });
    await table.time('first what-if: facts packed', () => scenario(0), { n: 1, warmup: 0, note: 'what the first map of a year pays too' });
    await table.time('what-if while the slider moves', scenario, { limit: 200 });
    await table.time(
      'curve over one threshold',
      () => send(`/api/scenarios/curve?policy=${lens.policy}&${query}&path=SC-R13b.when.value`),
      { n: 5 },
    );
    await table.time('compare two policies', () => send(`/api/policies/compare?${query}&a=suichang-2022&b=cixi-2021`), { n: 5 });
    await table.time('counts per rule', () => send(`/api/policies/suichang-2022/counts?${query}`));
    await table.time('lint with counts, first', () => send(`/api/policies/suichang-2022/lint?${query}`), { n: 1, warmup: 0, limit: 2000 });
    for (const queue of ['gaps', 'missing', 'warnings']) {
      await table.time(`queue of ${queue}, first`, () => send(`/api/queues/${queue}?${query}`), { n: 1, warmup: 0, limit: 2000 });
    }
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}
