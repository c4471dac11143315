// A policy that earlier checks took and today's refuse: the server starts, says what is wrong, judges as before if it can, and puts it to no new use.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { evaluateCounty, failingPolicies, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openPolicies } from '../../server/policy-desk.ts';
import type { PolicyVersion } from '../../server/serve/policy-versions.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { putCountyData } from '../fixtures/town/deps.ts';
import { town, TOWN_DAY } from '../fixtures/town/town.ts';
import { problemOf } from './town-app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const now = `${TOWN_DAY}T09:00:00.000Z`;
const county = town.county.code;
const sound = readFileSync(path.join(root, 'data', 'policies', 'suichang-2022.yaml'), 'utf8');
let store: Store;

beforeEach(async () => {
  store = await openStore(mkdtempSync(path.join(tmpdir(), 'mutu-failing-')));
  await putCountyData(store, town);
});

/** As if it had been taken by a program that did not yet check what is wrong with it. */
async function takenOnce(yaml: string, version: string): Promise<void> {
  const hash = createHash('sha256').update(yaml).digest('hex');
  await store.addPolicy({ id: 'suichang-2022', version, county, hash, yaml, recordedAt: now, origin: 'draft' });
  await store.forcePolicy('suichang-2022', () => {
    return { id: 'suichang-2022', version, hash, from: TOWN_DAY, basis: '一', actor: '甲', recordedAt: now };
  });
}

async function served() {
  const { policies, desk } = await openPolicies(store, root, () => TOWN_DAY);
  const atlas = createAtlas(store, policies, () => TOWN_DAY);
  await atlas.load();
  const config = { version: '0.0.0', web: null, basemap: null, basemapFile: null };
  const clock = { today: () => TOWN_DAY, now: () => now };
  const log = (error: unknown): void => {
    throw error;
  };
  const app = createApp({ store, atlas, policies, policyDesk: desk, clock, config, log });
  const ask = async (address: string, body?: object): Promise<Response> =>
    app.request(
      address,
      body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : undefined,
    );
  return { ask, json: async <T>(address: string) => (await (await ask(address)).json()) as T };
}

interface Failing {
  readonly id: string;
  readonly version: string;
  readonly judges: boolean;
  readonly issues: readonly { readonly line: number; readonly path: string; readonly message: string }[];
}

describe('a recorded policy that stricter checks refuse', () => {
  it('that can still be run judges as it did, is named with line and reason, and is not put in force anew', async () => {
    const yaml = sound.replace(/^version: .*$/m, 'version: "7"').replace(/matched: \[SC-R13b\]/, 'matched: [SC-R13a]');
    expect(yaml).not.toBe(sound);
    await loadPolicies(store, path.join(root, 'data', 'policies'), now);
    await takenOnce(yaml, '7');
    const { ask, json } = await served();
    const [failing, ...others] = await json<Failing[]>(`/api/policies/failing?county=${county}`);
    expect(others).toEqual([]);
    expect(failing).toMatchObject({ id: 'suichang-2022', version: '7', judges: true });
    expect(failing!.issues[0]!.line).toBeGreaterThan(100);
    expect(failing!.issues[0]!.message).toContain('不成立');
    expect(await json('/api/policies/suichang-2022')).toMatchObject({ version: '7' });
    const versions = await json<PolicyVersion[]>('/api/policies/suichang-2022/versions');
    expect(versions.map(({ version, inForce, faults }) => [version, inForce, faults.length])).toEqual([
      ['1', false, 0],
      ['7', true, 1],
    ]);
    const judged = await ask('/api/policies/suichang-2022/judge', {
      enterprise: { taxPerMuWan: { 2020: 0.9, 2021: 0.9 }, occupiedAreaMu: 9, industryTags: [] },
      parcel: { supplyDate: '2010-01-01', productionStartDate: '2011-01-01' },
    });
    expect(await judged.json()).toMatchObject({ proposed: '淘汰关停类' });
    const anew = await ask('/api/policies/suichang-2022/inForce', { version: '7', from: '2026-01-01', basis: '再' });
    expect(anew.status).toBe(422);
    expect(JSON.stringify(await problemOf(anew))).toContain('不成立');
    expect((await ask('/api/policies', { yaml: yaml.replace('version: "7"', 'version: "8"') })).status).toBe(422);
  });

  it('that cannot be run stops nothing: earlier verdicts and its text stay, new judgements are refused with the reason', async () => {
    await loadPolicies(store, path.join(root, 'data', 'policies'), now);
    await evaluateCounty(store, county, now);
    const before = await store.allVerdicts(county);
    const hash = (await store.evaluations(county))[0]!.policyHash;
    expect(before.length).toBeGreaterThan(0);
    const yaml = sound.replace(/^version: .*$/m, 'version: "7"').replaceAll('enterprise.hasPermits', 'enterprise.permitsOfOld');
    await takenOnce(yaml, '7');
    expect((await failingPolicies(store, () => TOWN_DAY)).map(({ document, policy }) => [document.version, policy])).toEqual([['7', null]]);
    expect((await storedPolicies(store, () => TOWN_DAY)).map(({ policy }) => policy.id)).not.toContain('suichang-2022');
    // The county is evaluated again, after an import for instance: what was judged stands, with the text it was judged by.
    await evaluateCounty(store, county, now);
    expect(await store.allVerdicts(county)).toEqual(before);
    expect((await store.evaluations(county)).map(({ policy, policyHash }) => [policy, policyHash])).toEqual([['suichang-2022', hash]]);
    const { ask, json } = await served();
    expect(await json<Failing[]>(`/api/policies/failing?county=${county}`)).toMatchObject([{ version: '7', judges: false }]);
    for (const address of ['/api/policies/suichang-2022', '/api/policies/suichang-2022/lint']) {
      const refused = await ask(address);
      expect(refused.status).toBe(404);
      const problem = await problemOf(refused);
      expect(problem['detail']).toContain('未通过现行检查');
      expect(JSON.stringify(problem['issues'])).toContain('enterprise.permitsOfOld');
    }
    expect((await ask(`/api/summary?county=${county}`)).status).toBe(200);
    expect(await (await ask('/api/policies/suichang-2022/versions/7')).text()).toBe(yaml);
    const [first, second] = await json<PolicyVersion[]>('/api/policies/suichang-2022/versions');
    expect([first!.faults, second!.faults.length > 0, second!.inForce]).toEqual([[], true, true]);
    // A sound version takes over from its day on.
    const draft = await ask('/api/policies', { yaml: sound.replace(/^version: .*$/m, 'version: "8"') });
    expect(draft.status).toBe(201);
  });
});
