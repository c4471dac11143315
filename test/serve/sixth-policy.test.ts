// A sixth county's policy over the yearly accounts, as a file: linted, tried on data, put in force from a day, its missing figures asked of the bureaus.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import type { MissingQueue } from '../../server/atlas/queues/missing-queue.ts';
import type { PolicyPreview } from '../../server/atlas/policy-preview.ts';
import { openPolicies } from '../../server/policy-desk.ts';
import { openStore } from '../../server/store/store.ts';
import { fen } from '#domain/units.ts';
import { putCountyData } from '../fixtures/town/deps.ts';
import { town, TOWN_DAY } from '../fixtures/town/town.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const yaml = readFileSync(path.join(root, 'test', 'fixtures', 'policies', 'qingyuan-2026.yaml'), 'utf8').replace('"331126"', '"331123"');

/** The town with figures beside the tax: so much value added and energy that the first rule holds for whoever has an account. */
const accounts = town.accounts.map((account) => ({ ...account, valueAdded: fen(1_000_000), energyTce: 900.5, employees: 40 }));

it('catches by value added per mu and per tonne of coal, and says of whom it cannot tell', async () => {
  const store = await openStore(mkdtempSync(path.join(tmpdir(), 'mutu-sixth-')));
  await putCountyData(store, { ...town, accounts });
  const { policies, desk } = await openPolicies(store, root, () => TOWN_DAY);
  const atlas = createAtlas(store, policies, () => TOWN_DAY);
  await atlas.load();
  const clock = { today: () => TOWN_DAY, now: () => `${TOWN_DAY}T09:00:00.000Z` };
  const config = { version: '0.0.0', web: null, basemap: null, basemapFile: null };
  const log = (error: unknown): void => {
    throw error;
  };
  const app = createApp({ store, atlas, policies, policyDesk: desk, clock, config, log });
  const get = async <T>(address: string) => (await (await app.request(address)).json()) as T;
  const post = async (address: string, body: object): Promise<Response> =>
    app.request(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

  const preview = (await (await post('/api/policies/preview', { yaml, county: '331123', year: 2021 })).json()) as PolicyPreview;
  const caught = preview.counts.rules.find(({ rule }) => rule === 'QY-R1')!;
  expect(caught.matched.parcels).toBeGreaterThan(0);
  expect(preview.lint.overlaps.map(({ rules }) => rules)).toContainEqual(['QY-R1', 'QY-R2']);
  expect((await post('/api/policies', { yaml })).status).toBe(201);
  const forced = await post('/api/policies/qingyuan-2026/inForce', { version: '1', from: '2022-03-01', basis: '虚构的会议' });
  expect(await forced.json()).toMatchObject({ inForce: true, periods: [{ from: '2022-03-01', until: null }] });

  const lens = 'county=331123&year=2021&policy=qingyuan-2026';
  const found = await get<{ features: { properties: { code: string; flags: string[]; class: string | null } }[] }>(
    `/api/parcels.geojson?${lens}&limit=1000`,
  );
  const flagged = found.features.filter(({ properties }) => properties.flags.includes('QY-R1'));
  expect(flagged).toHaveLength(caught.matched.parcels);
  const dossier = await get<{ verdict: { subjects: { matched: { rule: string; evidence: { label: string; unit: string }[] }[] }[] } }>(
    `/api/parcels/${flagged[0]!.properties.code}?year=2021&policy=qingyuan-2026`,
  );
  const card = dossier.verdict.subjects.flatMap(({ matched }) => matched).find(({ rule }) => rule === 'QY-R1')!;
  expect(card.evidence.map(({ label, unit }) => [label, unit])).toContainEqual(['单位能耗增加值', '万元/吨标煤']);
  const missing = await get<MissingQueue>(`/api/queues/missing?${lens}`);
  expect(missing.fields.map(({ label, bureau }) => [label, bureau])).toContainEqual(['用水量', '统计']);
});
