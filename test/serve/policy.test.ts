// Policies over HTTP: judging, what-if, lint.
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleRequest } from '#domain/policy/policy-examples.ts';
import { policies } from '../fixtures/town/policies.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeAll(async () => {
  app = await townApp();
});

describe('policies', () => {
  test('are listed and shown whole', async () => {
    const all = await app.json<{ id: string; status: string; headline: unknown[] }[]>('/api/policies');
    expect(all.map((policy) => policy.id)).toEqual(policies.map((policy) => policy.id));
    const one = await app.json('/api/policies/suichang-2022');
    expect(one).toMatchObject({
      id: 'suichang-2022',
      status: '征求意见稿',
      targets: expect.any(Array),
      scope: expect.any(Object),
      rules: expect.any(Array),
      gaps: expect.any(Array),
    });
  });
});

const body = {
  enterprise: { taxPerMuWan: { 2020: 0.99, 2021: 0.9 }, occupiedAreaMu: 10, industryTags: [] },
  parcel: { supplyDate: '2012-05-10', productionStartDate: '2014-01-01' },
};

describe('judging', () => {
  for (const policy of policies) {
    for (const example of policy.examples) {
      test(`${policy.id}: ${example.name}`, async () => {
        const reply = await app.post(`/api/policies/${policy.id}/judge`, exampleRequest(policy, example));
        expect(reply.status).toBe(200);
        const judged = (await reply.json()) as { matched: { rule: string }[]; proposed: string | null; gaps: string[]; scope: string };
        expect(judged.matched.map((match) => match.rule).sort()).toEqual([...example.expect.matched].sort());
        if (example.expect.proposed !== undefined) expect(judged.proposed).toBe(example.expect.proposed);
        if (example.expect.scope !== undefined) expect(judged.scope).toBe(example.expect.scope);
      });
    }
  }

  test('has the form of the contract', async () => {
    const judged = (await (await app.post('/api/policies/suichang-2022/judge', body)).json()) as Record<string, unknown>;
    expect(Object.keys(judged).sort()).toEqual(['gaps', 'matched', 'proposed', 'scope', 'scopeWaived', 'unknown']);
    expect(judged).toMatchObject({
      scope: 'in',
      scopeWaived: [],
      proposed: '淘汰关停类',
      matched: [
        {
          rule: 'SC-R13b',
          clause: '二(一)3',
          category: '淘汰关停类',
          evidence: [{ field: 'enterprise.taxPerMuWan', year: 2020, value: 0.99, op: 'lt', threshold: 1, margin: 0.01 }, { year: 2021 }],
        },
      ],
    });
    expect(judged['unknown']).toContainEqual({ rule: 'SC-R13a', missing: ['enterprise.grade[2020]', 'enterprise.grade[2021]'] });
  });

  test('takes another year and overrides', async () => {
    const ask = async (change: object) =>
      (await (await app.post('/api/policies/suichang-2022/judge', { ...body, ...change })).json()) as { proposed: string | null };
    expect((await ask({ overrides: { 'SC-R13b.when.value': 0.9 } })).proposed).toBeNull();
    expect((await ask({ evaluationYear: 2022 })).proposed).toBeNull();
  });

  test.each([
    [{ enterprise: { colour: 1 } }, 'enterprise.colour'],
    [{ enterprise: { grade: { 2021: 'E' } } }, 'enterprise.grade[2021]'],
    [{ parcel: { supplyDate: '2021-02-30' } }, 'parcel.supplyDate'],
    [{ evaluationYear: 'x' }, 'evaluationYear'],
    [{ overrides: { 'SC-R99.when.value': 1 } }, 'overrides.SC-R99.when.value'],
    [[], ''],
  ])('%j is refused', async (sent, parameter) => {
    const reply = await app.post('/api/policies/suichang-2022/judge', sent);
    expect(reply.status).toBe(parameter === '' ? 400 : 422);
    expect((await problemOf(reply))['issues']).toMatchObject([{ parameter }]);
  });

  test('takes a number as it is written, with more digits than a JSON number holds', async () => {
    const judged = async (number: string) => {
      const text = JSON.stringify({ enterprise: { taxPerMuWan: { 2020: 0.5, 2021: 0 } } }).replace('"2021":0', `"2021":${number}`);
      const reply = await app.post('/api/policies/suichang-2022/judge', text);
      return (await reply.json()) as { gaps: string[] };
    };
    expect((await judged('0.99999999999999999999')).gaps).not.toContain('SC-G1');
    expect((await judged('1')).gaps).toContain('SC-G1');
    expect((await judged('1.00000000000000000001')).gaps).toContain('SC-G1');
    const broken = await app.post('/api/policies/suichang-2022/judge', '{');
    expect(await broken.json()).toMatchObject({ status: 400, detail: '请求体不是 JSON' });
  });
  test('by an unknown policy there is none', async () => {
    expect((await app.post('/api/policies/nope/judge', body)).status).toBe(404);
  });
});

describe('lint', () => {
  test('finds the holes of the draft, and its examples fall into them', async () => {
    interface Finding {
      readonly message: string;
      readonly rules: readonly string[];
      readonly example: unknown;
    }
    const report = await app.json<Record<'gaps' | 'overlaps' | 'contradictions', Finding[]>>('/api/policies/suichang-2022/lint');
    for (const findings of [report.gaps, report.overlaps, report.contradictions]) expect(findings.length).toBeGreaterThan(0);
    for (const { example } of report.gaps) {
      const judged = (await (await app.post('/api/policies/suichang-2022/judge', example)).json()) as { proposed: string | null };
      expect(judged.proposed).toBeNull();
    }
    expect((await app.get('/api/policies/nope/lint')).status).toBe(404);
  });
});

describe('what-if', () => {
  interface Side {
    readonly parcels: number;
    readonly firms: number;
    readonly areaMu: number;
  }
  type Scenario = Record<'entered' | 'left' | 'changed' | 'kept', Side> & {
    byTownship: (Record<'entered' | 'kept', Side> & { key: string })[];
    codes: { entered: string[] };
  };
  const tried = async (overrides: unknown): Promise<Scenario> =>
    (await (await app.post('/api/scenarios', { policy: 'suichang-2022', county: '331123', year: 2021, overrides })).json()) as Scenario;

  test('that repeats the rules changes nothing', async () => {
    const { entered, left, changed, kept } = await tried({ 'SC-R13b.when.value': 1 });
    expect([entered.parcels, left.parcels, changed.parcels, kept.parcels]).toEqual([0, 0, 0, 12]);
  });
  test('moves parcels across a threshold, and the townships add up', async () => {
    const scenario = await tried({ 'SC-R13b.when.value': 1.1 });
    expect(scenario.entered).toMatchObject({ parcels: 1, firms: 1, areaMu: 21 });
    expect(scenario.codes.entered).toEqual(['331123001001GB00001']);
    expect(scenario.byTownship.reduce((sum, row) => sum + row.kept.parcels, 0)).toBe(scenario.kept.parcels);
    const after = scenario.entered.parcels + scenario.kept.parcels + scenario.changed.parcels;
    expect(after).toBe(13);
  });
  test('leaves the live verdicts alone', async () => {
    await tried({ 'SC-R13b.when.value': 50 });
    const { rows } = await app.json<{ rows: { key: string; parcels: number }[] }>('/api/summary?county=331123&by=class');
    expect(rows.find((row) => row.key === '淘汰关停类')!.parcels).toBe(3);
  });
  test.each([
    [{ policy: 'nope', county: '331123', overrides: {} }, 404],
    [{ policy: 'suichang-2022', county: '330101', overrides: {} }, 404],
    [{ policy: 'suichang-2022', county: '331123', overrides: { x: 1 } }, 422],
    [{ policy: 'suichang-2022', overrides: {} }, 400],
  ])('%j: %i', async (sent, status) => {
    const reply = await app.post('/api/scenarios', sent);
    expect(reply.status).toBe(status);
    await problemOf(reply);
  });
});
