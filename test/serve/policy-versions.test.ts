// A county's own policy, not among the five: written from the template, tried, kept as a draft, put in force from a day, without a developer.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import type { PolicyPreview } from '../../server/atlas/policy-preview.ts';
import type { CountsReply } from '../../server/atlas/rule-counts.ts';
import { openActor } from '../../server/domain/access/actor.ts';
import { loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openPolicies } from '../../server/policy-desk.ts';
import type { Deps } from '../../server/serve/env.ts';
import type { PolicyVersion } from '../../server/serve/policy-versions.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { putCountyData } from '../fixtures/town/deps.ts';
import { town, TOWN_DAY } from '../fixtures/town/town.ts';
import { problemOf } from './town-app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const now = `${TOWN_DAY}T09:00:00.000Z`;
let home: string;
let store: Store;
let deps: Deps;
let app: ReturnType<typeof createApp>;

/** An error that a route did not expect fails the test in which it happens. */
const unexpected = (error: unknown): void => {
  throw error;
};

async function open(change: Partial<Deps> = {}): Promise<void> {
  store = await openStore(home);
  const { policies, desk } = await openPolicies(store, root, () => TOWN_DAY);
  const atlas = createAtlas(store, policies, () => TOWN_DAY);
  await atlas.load();
  const config = { version: '0.0.0', web: null, basemap: null, basemapFile: null };
  const clock = { today: () => TOWN_DAY, now: () => now };
  deps = { store, atlas, policies, policyDesk: desk, clock, config, log: unexpected, ...change };
  app = createApp(deps);
}

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'mutu-desk-'));
  const first = await openStore(home);
  await loadPolicies(first, path.join(root, 'data', 'policies'), now);
  await putCountyData(first, town);
  await first.close();
  await open();
});

const ask = (address: string, init?: RequestInit) => Promise.resolve(app.request(address, init));
const post = (address: string, body: object) =>
  ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const postYaml = (yaml: string) => ask('/api/policies', { method: 'POST', headers: { 'Content-Type': 'application/yaml' }, body: yaml });
const template = async () => (await ask('/api/policies/template')).text();
const versions = async (id: string) => (await (await ask(`/api/policies/${id}/versions`)).json()) as PolicyVersion[];

/** The template as an invented rule set of the town, on the town's years. */
async function invented(version = '1', threshold = '2'): Promise<string> {
  return (await template())
    .replaceAll('my-county-2026', 'invented-2022')
    .replaceAll('331124', '331123')
    .replaceAll('2026-01-01', '2022-01-01')
    .replaceAll('evaluationYear: 2025', 'evaluationYear: 2021')
    .replaceAll('"2024"', '"2020"')
    .replaceAll('"2025"', '"2021"')
    .replace('version: "1"', `version: "${version}"`)
    .replace('value: 2, unit: 万元/亩, window: { kind: last', `value: ${threshold}, unit: 万元/亩, window: { kind: last`);
}

describe('a policy that is not among the five', () => {
  it('the template itself is a sound policy, and is not one of those loaded', async () => {
    expect(deps.policyDesk!.parse(await template())).toMatchObject({ ok: true });
    expect(deps.policies.map(({ id }) => id)).not.toContain('my-county-2026');
    expect(deps.policies).toHaveLength(5);
  });

  it('is tried on the data without being kept', async () => {
    const response = await post('/api/policies/preview', { yaml: await invented(), county: '331123', year: 2021 });
    expect(response.status).toBe(200);
    const preview = (await response.json()) as PolicyPreview;
    expect(preview.counts.rules.map(({ rule }) => rule)).toEqual(['MY-R1', 'MY-R2', 'MY-R3']);
    expect(preview.counts.rules[0]!.matched.parcels).toBeGreaterThan(0);
    expect(preview.lint.overlaps.map(({ rules }) => rules)).toContainEqual(['MY-R1', 'MY-R2']);
    expect(preview.counts.gaps.map(({ gap }) => gap)).toEqual(['MY-G1']);
    expect((await ask('/api/policies/invented-2022/versions')).status).toBe(404);
  });

  it('comes into force from a day, judges from then on, and gives the counts of its preview', async () => {
    const preview = (await (
      await post('/api/policies/preview', { yaml: await invented(), county: '331123', year: 2021 })
    ).json()) as PolicyPreview;
    const kept = await postYaml(await invented());
    expect(kept.status).toBe(201);
    expect(await kept.json()).toMatchObject({ id: 'invented-2022', version: '1', origin: 'draft', inForce: false, periods: [] });
    // Found again by its county, though it does not hold yet.
    const listed = (await (await ask('/api/policies/documents?county=331123')).json()) as { id: string; versions: PolicyVersion[] }[];
    expect(listed.map(({ id, versions: own }) => [id, own.length])).toEqual([
      ['invented-2022', 1],
      ['suichang-2022', 1],
    ]);
    // A draft judges nobody.
    expect((await post('/api/policies/invented-2022/judge', { enterprise: {} })).status).toBe(404);
    const tag = (await ask('/api/summary?county=331123')).headers.get('ETag');
    const forced = await post('/api/policies/invented-2022/inForce', { version: '1', from: '2022-02-01', basis: '县政府常务会议' });
    expect(forced.status).toBe(201);
    expect(await forced.json()).toMatchObject({ inForce: true, periods: [{ from: '2022-02-01', until: null, basis: '县政府常务会议' }] });
    const counts = (await (await ask('/api/policies/invented-2022/counts?county=331123&year=2021')).json()) as CountsReply;
    expect(counts.rules).toEqual(preview.counts.rules);
    const judged = await post('/api/policies/invented-2022/judge', {
      enterprise: { isIndustrial: true, occupiedAreaMu: 3, taxPerMuWan: { 2020: 1.99, 2021: 0 }, grade: { 2021: 'A' } },
    });
    expect(await judged.json()).toMatchObject({ proposed: '重点整治', matched: [{ rule: 'MY-R1', clause: '二(一)' }] });
    expect((await ask('/api/summary?county=331123')).headers.get('ETag')).not.toBe(tag);
    // It is still so after a restart, and whoever evaluates the record finds it.
    await store.close();
    await open();
    expect(deps.policies.map(({ id }) => id)).toContain('invented-2022');
    expect((await storedPolicies(store, () => '2022-01-31')).map(({ policy }) => policy.id)).not.toContain('invented-2022');
  });

  it('a second version begins where the first ends; the map follows the day', async () => {
    await postYaml(await invented());
    await post('/api/policies/invented-2022/inForce', { version: '1', from: '2022-02-01', basis: '一' });
    expect((await postYaml(await invented('2', '1.9999'))).status).toBe(422);
    expect(
      (
        await postYaml(
          (await invented('2', '3'))
            .replace('恰好 2 万元不算低', '两年都不足三万')
            .replace('matched: [], proposed: null', 'matched: [MY-R1], proposed: 重点整治'),
        )
      ).status,
    ).toBe(201);
    expect((await post('/api/policies/invented-2022/inForce', { version: '2', from: '2022-07-01', basis: '二' })).status).toBe(201);
    const known = await versions('invented-2022');
    expect(known.map(({ version, inForce, periods }) => [version, inForce, periods.map(({ from, until }) => [from, until])])).toEqual([
      ['1', true, [['2022-02-01', '2022-07-01']]],
      ['2', false, [['2022-07-01', null]]],
    ]);
    const on = async (day: string) =>
      (await storedPolicies(store, () => day)).find(({ policy }) => policy.id === 'invented-2022')?.policy.version;
    expect([await on('2022-01-31'), await on('2022-02-01'), await on('2022-06-30'), await on('2022-07-01')]).toEqual([
      undefined,
      '1',
      '1',
      '2',
    ]);
  });
});

describe('what is refused leaves what holds as it is', () => {
  it('names line, column and place of everything wrong', async () => {
    const good = await invented();
    const cases = [
      [good.replace('field: enterprise.grade, op: in', 'field: enterprise.mark, op: in'), 'enterprise.mark'],
      [good.replace('value: 3, unit: 亩', 'value: 3, unit: 公顷'), '公顷'],
      [good.replace('clause: 二(一)            #', 'clause: 某处 #'), '条款号'],
      [good.replace('proposed: 限期提升 }', 'proposed: 重点整治 }'), '评为 D'],
      [good.replace('wording: 亩均税收连续', 'wordings: 亩均税收连续'), 'wordings'],
    ] as const;
    for (const [yaml, said] of cases) {
      const response = await postYaml(yaml);
      expect([said, response.status]).toEqual([said, 422]);
      const { issues } = (await problemOf(response)) as { issues: { line: number; column: number; path: string; message: string }[] };
      expect(issues[0]).toEqual({
        line: expect.any(Number) as number,
        column: expect.any(Number) as number,
        path: expect.any(String) as string,
        message: expect.any(String) as string,
      });
      expect(JSON.stringify(issues)).toContain(said);
      expect(issues[0]!.line).toBeGreaterThan(1);
    }
    expect((await ask('/api/policies/invented-2022/versions')).status).toBe(404);
  });

  it('periods that overlap, versions that differ under one name, ids of another county', async () => {
    await postYaml(await invented());
    await post('/api/policies/invented-2022/inForce', { version: '1', from: '2022-02-01', basis: '一' });
    expect((await postYaml(await invented('1', '2.5'))).status).toBe(422);
    const other = (await invented()).replace('供改写', '另一份');
    expect((await postYaml(other)).status).toBe(409);
    expect((await postYaml(other.replace('version: "1"', 'version: "2"'))).status).toBe(201);
    for (const from of ['2022-01-15', '2022-02-01']) {
      expect((await problemOf(await post('/api/policies/invented-2022/inForce', { version: '2', from, basis: '二' })))['detail']).toContain(
        '重叠',
      );
    }
    expect((await post('/api/policies/invented-2022/inForce', { version: '2', from: '2029-01-01', basis: '二' })).status).toBe(409);
    expect((await post('/api/policies/invented-2022/inForce', { version: '9', from: '2023-01-01', basis: '二' })).status).toBe(404);
    expect((await postYaml((await invented()).replace('invented-2022', 'cixi-2021').replace('version: "1"', 'version: "8"'))).status).toBe(
      409,
    );
    expect((await versions('invented-2022')).find(({ inForce }) => inForce)?.version).toBe('1');
  });

  it('the version that came with the program gives way to a newer one from its day on, not before', async () => {
    const suichang = (await (await ask('/api/policies/suichang-2022/versions/1')).text()).replace(/^version: .*$/m, 'version: "2"');
    expect((await postYaml(suichang)).status).toBe(201);
    expect((await post('/api/policies/suichang-2022/inForce', { version: '2', from: '2001-01-01', basis: '甲' })).status).toBe(409);
    expect((await post('/api/policies/suichang-2022/inForce', { version: '2', from: TOWN_DAY, basis: '甲' })).status).toBe(201);
    expect((await (await ask('/api/policies/suichang-2022')).json()) as object).toMatchObject({ version: '2' });
    expect((await versions('suichang-2022')).map(({ version, inForce, periods }) => [version, inForce, periods[0]!.until])).toEqual([
      ['1', false, TOWN_DAY],
      ['2', true, null],
    ]);
  });

  it('what a request leaves out or adds is told in Chinese', async () => {
    const told = async (body: object): Promise<unknown> =>
      ((await (await post('/api/policies/suichang-2022/inForce', body)).json()) as { issues: unknown }).issues;
    expect(await told({ version: '1', from: '2023-01-01' })).toEqual([{ parameter: 'basis', message: '缺少这一项' }]);
    expect(await told({ version: 1, from: '2023-01-01', basis: '会议', why: '' })).toEqual([
      { parameter: 'version', message: '应为文字，现为数字；数字作文字用时要加引号' },
      { parameter: 'why', message: '没有 why 这个参数' },
    ]);
    const year = (await (await ask('/api/policies/suichang-2022/counts?county=331123&year=21')).json()) as { detail: string };
    expect(year.detail).toBe('查询参数: year: 应为四位数字的年份');
  });
  it('hostile texts', async () => {
    for (const yaml of ['[', `a: ${'['.repeat(60_000)}`, 'a: &x [1]\nb: *x', '', `a: ${'x'.repeat(600_000)}`]) {
      const response = await postYaml(yaml);
      expect([400, 422]).toContain(response.status);
      await problemOf(response);
    }
  });

  it('those who may not govern', async () => {
    await store.close();
    await open({ actorOf: () => ({ ...openActor, role: 'clerk' }) });
    expect((await postYaml(await invented())).status).toBe(403);
    expect((await post('/api/policies/suichang-2022/inForce', { version: '1', from: '2023-01-01', basis: '一' })).status).toBe(403);
  });
});
