// Targets and progress over HTTP: three origins, tasks, counters, cases; every figure is the sum of the rows behind it.
import { beforeEach, describe, expect, test } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { putCountyData } from '../fixtures/town/deps.ts';
import { policies } from '../fixtures/town/policies.ts';
import { lotCode, town, TOWN, TOWN_DAY } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});

interface Target {
  readonly id: string;
  readonly origin: string;
  readonly targetMu: number;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly allocation: { allocatedMu: number; differenceMu: number } | null;
  readonly forecast: { low: number | null; mid: number | null; high: number | null; months: number };
  readonly pipeline: { mid: number; items: number };
  readonly townships: readonly {
    code: string | null;
    targetMu: number | null;
    verifiedMu: number;
    bucket: string;
    rankByShare: number | null;
  }[];
  readonly counties?: readonly { code: string; verifiedMu: number }[];
}
const targets = (query = '') => app.json<Target[]>(`/api/targets?county=331123${query}`);
const land = async (query = '') => (await targets(query)).find(({ id }) => id === 'SC-T03')!;
const of = 'county=331123&target=SC-T03';
const basis = '县政府会议纪要〔2022〕5号';
const task = (tasks: readonly { township: string; areaMu: number | null }[], more: object = {}) =>
  app.post('/api/targets/tasks', { county: '331123', policy: 'suichang-2022', target: 'SC-T03', basis, tasks, ...more });
const asOther = (role: 'clerk' | 'leader' | 'planner', townships: 'all' | readonly string[] = 'all') =>
  townApp({ actorOf: () => ({ name: `${role}乙`, role, townships: townships as never }) });

describe('the tasks of townships', () => {
  test('need not add up to the target, but what is missing or too much is told', async () => {
    const reply = await task([
      { township: '331123001', areaMu: 500 },
      { township: '331123002', areaMu: 310 },
    ]);
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ allocation: { allocatedMu: 810, differenceMu: 10, townships: 2 } });
    const found = await land();
    expect(found.allocation).toEqual({ allocatedMu: 810, differenceMu: 10, townships: 2 });
    expect(found.townships.find(({ code }) => code === '331123001')).toMatchObject({ targetMu: 500, rankByShare: 1 });
    expect((await land('&asOf=2022-02-28')).allocation).toBeNull();
    await task([{ township: '331123002', areaMu: null }]);
    expect((await land()).allocation).toMatchObject({ allocatedMu: 500, differenceMu: -300 });
    // The rows written first are still there.
    expect((await app.deps.store.targetStatements(TOWN)).map(({ said }) => said.noun)).toEqual(['task', 'task', 'task']);
  });

  test('are refused whole for a township that is not the county’s, a day outside the period, or a role that may not', async () => {
    for (const [body, more, field] of [
      [
        [
          { township: '331123001', areaMu: 5 },
          { township: '330723001', areaMu: 5 },
        ],
        {},
        'tasks',
      ],
      [
        [
          { township: '331123001', areaMu: 5 },
          { township: '331123001', areaMu: 6 },
        ],
        {},
        'tasks',
      ],
      [[{ township: '331123001', areaMu: -1 }], {}, 'tasks'],
      [[{ township: '331123001', areaMu: 5 }], { date: '2021-12-31' }, 'date'],
    ] as const) {
      const reply = await task(body, more);
      expect(reply.status).toBe(422);
      expect((await problemOf(reply))['issues']).toMatchObject([{ parameter: field }]);
    }
    expect((await task([{ township: '331123001', areaMu: 5 }], { target: 'SC-T01' })).status).toBe(404);
    expect(await app.deps.store.targetStatements(TOWN)).toEqual([]);
    app = await asOther('clerk');
    expect((await task([{ township: '331123001', areaMu: 5 }])).status).toBe(403);
  });
});

describe('targets beside the policy’s', () => {
  const own = {
    county: '331123',
    origin: 'own',
    policy: 'suichang-2022',
    kind: 'vacated',
    title: '我的目标',
    areaMu: 20,
    periodStart: '2022-03-01',
    periodEnd: '2022-12-31',
    basis: '自己记着',
  };

  test('that are one’s own are nobody else’s to see, count the same land, and can be changed and withdrawn', async () => {
    const { id } = (await (await app.post('/api/targets', own)).json()) as { id: string };
    const mine = (await targets()).find((one) => one.id === id)!;
    expect(mine).toMatchObject({ origin: 'own', targetMu: 20, verifiedMu: (await land()).verifiedMu });
    // The same record asked by somebody else.
    const other = await townApp({ ...app.deps, actorOf: () => ({ name: '别人', role: 'planner', townships: 'all' }) });
    expect((await other.json<Target[]>('/api/targets?county=331123')).map((one) => one.id)).not.toContain(id);
    expect((await other.get(`/api/progress?county=331123&target=${id}`)).status).toBe(404);
    expect(
      (
        await other.post(`/api/targets/${id}?county=331123`, {
          ...own,
          county: undefined,
          origin: undefined,
          policy: undefined,
          kind: undefined,
        })
      ).status,
    ).not.toBe(201);
    const change = { title: '我的目标', areaMu: 25, periodStart: '2022-03-01', periodEnd: '2022-12-31', basis: '改' };
    expect((await app.post(`/api/targets/${id}?county=331123`, change)).status).toBe(201);
    expect((await targets()).find((one) => one.id === id)).toMatchObject({ targetMu: 25 });
    await app.post(`/api/targets/${id}?county=331123`, { ...change, withdrawn: true });
    expect((await targets()).map((one) => one.id)).not.toContain(id);
  });

  test('are refused where nothing could ever count toward them', async () => {
    for (const [more, field] of [
      [{ kind: 'revitalised' }, 'kind'],
      [{ periodEnd: '2022-02-01' }, 'periodEnd'],
      [{ areaMu: 0 }, 'areaMu'],
      [{ policy: 'cixi-2021' }, 'policy'],
      [{ parent: 'SC-T77' }, 'parent'],
    ] as const) {
      const reply = await app.post('/api/targets', { ...own, ...more });
      expect(reply.status).toBe(422);
      expect((await problemOf(reply))['issues']).toMatchObject([{ parameter: field }]);
    }
  });
});

describe('a county inside a prefecture', () => {
  const cixi = countyCode('330282');
  beforeEach(async () => {
    const parcels = town.parcels
      .slice(0, 4)
      .map((parcel, at) => ({ ...parcel, county: cixi, code: `330282001001GB0000${at + 1}` as never, township: null, block: null }));
    const { store } = app.deps;
    await putCountyData(store, {
      ...town,
      county: { code: cixi, name: '慈溪市', demo: true },
      townships: [],
      blocks: [],
      context: [],
      parcels,
      firms: [],
      accounts: [],
      tenures: [],
      occupancies: [],
      allocations: [],
      ledger: [],
      idleDecisions: [],
    });
    const atlas = createAtlas(store, policies, () => TOWN_DAY);
    await atlas.load();
    app = await townApp({ ...app.deps, atlas, clock: { today: () => TOWN_DAY, now: () => `${TOWN_DAY}T09:00:00.000Z` } });
  });
  const declare = (policy: string, kind: string, date: string) =>
    app.post('/api/ledger', {
      county: '330282',
      policy,
      parcel: '330282001001GB00001',
      kind,
      measure: 'M-REPOSSESS',
      grossMu: 1.5,
      date,
      basis: '决定书',
      documents: ['决定书.pdf'],
    });
  const verified = async (county: string, id: string) =>
    (await app.json<Target[]>(`/api/targets?county=${county}&asOf=2017-12-31`)).find((one) => one.id === id);

  test('counts once toward the prefecture’s own target, and its own targets stay its own', async () => {
    expect((await declare('ningbo-2015', 'stock_revitalised', '2017-05-01')).status).toBe(201);
    const id = (await app.json<{ id: number }[]>('/api/ledger?county=330282'))[0]!.id;
    expect((await app.post(`/api/ledger/${id}/verify`, { date: '2017-06-01', basis: '核验' })).status).toBe(200);
    expect(await verified('330200', 'NB-T05')).toMatchObject({
      targetMu: 30000,
      verifiedMu: 1.5,
      counties: [{ code: '330282', verifiedMu: 1.5 }],
    });
    expect(await verified('330200', 'CX-T06')).toBeUndefined();
    expect(await verified('330282', 'CX-T06')).toMatchObject({ targetMu: 3000, verifiedMu: 0 });
    // What the prefecture asks of the county, as an inherited target: the same entry, once, and not added to anything.
    const asked = {
      county: '330282',
      origin: 'inherited',
      policy: 'ningbo-2015',
      parent: 'NB-T05',
      kind: 'stock_revitalised',
      title: '宁波下达',
      areaMu: 2600,
      periodStart: '2015-01-01',
      periodEnd: '2017-12-31',
      basis: '甬政办发',
    };
    const reply = await app.post('/api/targets', asked);
    expect(reply.status).toBe(201);
    const { id: given } = (await reply.json()) as { id: string };
    expect(await verified('330282', given)).toMatchObject({ origin: 'inherited', targetMu: 2600, verifiedMu: 1.5 });
    expect(await verified('330200', 'NB-T05')).toMatchObject({ verifiedMu: 1.5 });
    expect((await app.post('/api/targets', { ...asked, parent: undefined })).status).toBe(422);
    expect((await app.post('/api/targets', { ...asked, periodEnd: '2018-12-31' })).status).toBe(422);
  });

  test('may count toward no other county’s policy', async () => {
    expect((await declare('suichang-2022', 'vacated', '2022-05-01')).status).toBe(422);
    expect((await app.get('/api/targets?county=330900')).status).toBe(404);
  });
});

describe('counters of what is not land', () => {
  interface Counter {
    readonly id: string;
    readonly value: string | null;
    readonly source: string | null;
    readonly gap: string | null;
    readonly met: boolean | null;
  }
  const counter = async (id: string, query = '') =>
    (await app.json<Counter[]>(`/api/targets/counters?county=331123${query}`)).find((one) => one.id === id)!;
  const enter = (value: number, date: string, target = 'SC-T02') =>
    app.post('/api/targets/counters', { county: '331123', policy: 'suichang-2022', target, value, date, basis: '月报' });

  test('are unknown until something is entered, then add up; a reversal takes back from its day', async () => {
    expect(await counter('SC-T02')).toMatchObject({ value: null, source: null, gap: null, met: null });
    expect((await enter(30, '2022-05-31')).status).toBe(201);
    const second = (await (await enter(20, '2022-06-10')).json()) as { id: number };
    expect(await counter('SC-T02')).toMatchObject({ value: '50', source: 'entered', gap: '0', met: true });
    const back = () => app.post(`/api/targets/counters/${second.id}/reverse`, { county: '331123', date: '2022-06-15', basis: '重复填报' });
    expect((await back()).status).toBe(201);
    expect((await back()).status).toBe(409);
    expect(await counter('SC-T02')).toMatchObject({ value: '30', met: false });
    expect(await counter('SC-T02', '&asOf=2022-06-12')).toMatchObject({ value: '50' });
  });

  test('are refused for land targets, days outside the period and amounts below zero', async () => {
    expect((await enter(1, '2022-06-01', 'SC-T03')).status).toBe(404);
    expect((await enter(1, '2022-02-28')).status).toBe(422);
    expect((await enter(-1, '2022-06-01')).status).toBe(422);
    expect((await enter(0.6, '2022-06-01', 'SC-T04')).status).toBe(201);
    expect(await counter('SC-T04')).toMatchObject({ value: '0.6', met: true });
  });

  test('of a township are its officer’s to enter, those of the county are not', async () => {
    const body = { county: '331123', policy: 'suichang-2022', target: 'SC-T02', value: 2, date: '2022-05-31', basis: '月报' };
    const officer = await asOther('clerk', ['331123002']);
    expect((await officer.post('/api/targets/counters', body)).status).toBe(403);
    expect((await officer.post('/api/targets/counters', { ...body, township: '331123001' })).status).toBe(403);
    expect((await officer.post('/api/targets/counters', { ...body, township: '331123002' })).status).toBe(201);
    expect((await app.post('/api/targets/counters', { ...body, township: '330282001' })).status).toBe(422);
  });

  test('follow from the record where it holds what they take, and say so', async () => {
    const body = {
      county: '331123',
      policy: 'suichang-2022',
      parcel: lotCode(4),
      kind: 'vacated',
      measure: 'M-CLOSE',
      grossMu: 2,
      date: '2022-05-01',
      basis: '关停',
      documents: ['核验影像.pdf'],
    };
    const { id } = (await (await app.post('/api/ledger', body)).json()) as { id: number };
    expect((await counter('SC-T01')).value).toBeNull();
    await app.post(`/api/ledger/${id}/verify`, { date: '2022-06-01', basis: '核验' });
    expect(await counter('SC-T01')).toMatchObject({
      value: '3',
      source: 'computed',
      computed: { method: 'firms-on-closed-land', coverage: { known: 1, total: 1 }, entries: [id] },
    });
  });
});

describe('the progress page', () => {
  interface Page {
    readonly target: Target & { effectiveStated: { known: number; total: number } };
    readonly burnUp: readonly { day: string; verifiedMu: number; declaredMu: number }[];
    readonly breakdowns: Record<string, readonly { key: string | null; verifiedMu: number; declaredMu: number; entries: number }[]>;
    readonly pipeline: { items: readonly { parcel: string; stage: string; areaMu: number }[] };
    readonly coverage: { entries: number; documents: number; townships: number };
  }
  interface Entries {
    readonly total: number;
    readonly totalMu: number;
    readonly hidden: number;
    readonly rows: readonly { id: number; countsMu: number }[];
  }
  const page = (query = '') => app.json<Page>(`/api/progress?${of}${query}`);
  const micro = (mu: number): number => Math.round(mu * 1e6);

  test('opens every figure to the rows that add up to it', async () => {
    const found = await page();
    expect(found.burnUp.at(-1)).toMatchObject({ verifiedMu: found.target.verifiedMu, declaredMu: found.target.declaredMu });
    const { total } = await app.json<Entries>(`/api/progress/entries?${of}`);
    expect(found.coverage).toEqual({ entries: total, documents: 0, townships: total });
    for (const [dimension, rows] of Object.entries({
      ...found.breakdowns,
      township: found.target.townships.map((row) => ({ key: row.code, ...row })),
    })) {
      for (const { key, verifiedMu } of rows) {
        const query = `&by=${dimension}&stage=verified${key === null ? '' : `&key=${encodeURIComponent(key)}`}`;
        const behind = await app.json<Entries>(`/api/progress/entries?${of}${query}`);
        expect(micro(behind.totalMu)).toBe(micro(verifiedMu));
        expect(behind.rows.reduce((sum, row) => sum + micro(row.countsMu), 0)).toBe(micro(verifiedMu));
      }
      expect(rows.reduce((sum, row) => sum + micro(row.verifiedMu), 0)).toBe(micro(found.target.verifiedMu));
    }
  });

  test('is of the day that is asked for, before any record too', async () => {
    expect((await page('&asOf=2022-02-01')).burnUp).toEqual([]);
    expect((await page('&asOf=2022-02-01')).target).toMatchObject({ verifiedMu: 0, forecast: { mid: null } });
    expect((await app.get(`/api/progress?${of}&asOf=2022-02-30`)).status).toBe(400);
    expect((await app.get('/api/progress?county=331123&target=SC-T01')).status).toBe(404);
  });

  test('says how much of it lies together, and of what', async () => {
    const found = await app.json<{ largeMu: number; knownMu: number; unknownMu: number; leastMu: number }>(
      `/api/progress/contiguity?${of}&leastMu=1`,
    );
    const { target } = await page();
    expect(micro(found.knownMu) + micro(found.unknownMu)).toBe(micro(target.verifiedMu));
    expect(found.leastMu).toBe(1);
  });

  test('shows a township’s officer its own rows, and how many others there are', async () => {
    const all = await app.json<Entries>(`/api/progress/entries?${of}`);
    const other = await asOther('clerk', ['331123002']);
    const seen = await other.json<Entries>(`/api/progress/entries?${of}`);
    expect(seen.total + seen.hidden).toBe(all.total);
    expect((await other.json<Page>(`/api/progress?${of}`)).target.townships.map(({ code }) => code)).toEqual(['331123002']);
  });
});

describe('cases under way', () => {
  const opening = (more: object = {}) => ({
    county: '331123',
    policy: 'suichang-2022',
    kind: 'vacated',
    parcel: lotCode(1),
    stage: 'signed',
    expectedMu: 2,
    due: '2023-03-31',
    date: '2022-06-01',
    basis: '腾退协议',
    ...more,
  });
  const list = () =>
    app.json<{
      cases: { id: number; stage: string; expectedMu: number }[];
      likelihoods: { stage: string; permille: number; stated: object | null }[];
    }>('/api/cases?county=331123');

  test('are opened, moved on and dropped, row by row, and weigh in the forecast by their stage', async () => {
    const before = (await land()).pipeline;
    const reply = await app.post('/api/cases', opening());
    expect(reply.status).toBe(201);
    const { id } = (await reply.json()) as { id: number };
    expect(micro((await land()).pipeline.mid) - micro(before.mid)).toBe(2e6 * 0.65);
    const moved = await app.post(`/api/cases/${id}`, {
      stage: 'vacating',
      expectedMu: 2.5,
      due: '2023-03-31',
      date: '2022-06-10',
      basis: '搬离',
    });
    expect(moved.status).toBe(201);
    expect((await list()).cases).toMatchObject([{ id, stage: 'vacating', expectedMu: 2.5 }]);
    const said = await app.post('/api/cases/likelihood', {
      county: '331123',
      stage: 'vacating',
      permille: 1000,
      date: '2022-06-10',
      basis: '历年兑现率',
    });
    expect(said.status).toBe(201);
    expect(micro((await land()).pipeline.mid) - micro(before.mid)).toBe(2.5e6);
    expect((await list()).likelihoods.find(({ stage }) => stage === 'vacating')).toMatchObject({
      permille: 1000,
      stated: { basis: '历年兑现率' },
    });
    expect((await list()).likelihoods.find(({ stage }) => stage === 'signed')).toMatchObject({ permille: 650, stated: null });
    await app.post(`/api/cases/${id}`, { stage: 'dropped', expectedMu: 2.5, due: '2023-03-31', date: '2022-06-15', basis: '中止' });
    expect((await land()).pipeline).toEqual(before);
    expect(
      (await app.post(`/api/cases/${id}`, { stage: 'signed', expectedMu: 1, due: '2023-03-31', date: '2022-06-16', basis: '再来' })).status,
    ).toBe(422);
  });
  const micro = (mu: number): number => Math.round(mu * 1e6);

  test('are refused beyond the parcel, before the step they follow, in the future, or of a kind that counts nowhere', async () => {
    for (const [more, status] of [
      [{ expectedMu: 4000 }, 422],
      [{ date: '2027-01-01' }, 422],
      [{ kind: 'revitalised' }, 422],
      [{ policy: 'cixi-2021' }, 422],
      [{ parcel: lotCode(99) }, 404],
      [{ stage: 'done' }, 400],
    ] as const) {
      expect((await app.post('/api/cases', opening(more))).status).toBe(status);
    }
    expect(
      (await app.post('/api/cases/7777', { stage: 'signed', expectedMu: 1, due: '2023-03-31', date: '2022-06-10', basis: '无' })).status,
    ).toBe(404);
    expect((await list()).cases).toEqual([]);
    expect((await (await asOther('leader')).post('/api/cases', opening())).status).toBe(403);
  });
});

describe('a view of another day', () => {
  test('filters and exports freed land as the ledger stood on that day', async () => {
    const rows = async (asOf: string) => {
      const view = encodeURIComponent(JSON.stringify({ county: '331123', asOf, filter: { freed: ['declared', 'verified'] } }));
      const reply = await app.get(`/api/export/geojson?view=${view}`);
      return ((await reply.json()) as { features: { properties: { code: string; freed: { state: string } } }[] }).features.map(
        ({ properties }) => [properties.code, properties.freed.state],
      );
    };
    const entries = await app.json<{ parcel: string; stage: string; date: string }[]>(`/api/ledger?county=331123`);
    const first = entries.map(({ date }) => date).sort()[0]!;
    expect(await rows('2021-01-01')).toEqual([]);
    for (const asOf of [first, '2022-06-30']) {
      const then = await app.json<{ parcel: string; stage: string }[]>(`/api/ledger?county=331123&asOf=${asOf}`);
      const standing = new Set(then.filter(({ stage }) => stage !== 'reversed').map(({ parcel }) => parcel));
      expect(new Set((await rows(asOf)).map(([code]) => code))).toEqual(standing);
    }
  });

  test('opens a dossier with the ledger of that day', async () => {
    const entries = await app.json<{ parcel: string; date: string; stage: string }[]>('/api/ledger?county=331123');
    const { parcel, date } = entries.find(({ stage }) => stage === 'verified')!;
    const of = (asOf: string) =>
      app.json<{ freed: { state: string } | null; ledger: { stage: string }[] }>(`/api/parcels/${parcel}?asOf=${asOf}`);
    expect(await of('2021-12-31')).toMatchObject({ freed: null, ledger: [] });
    expect(await of(date)).toMatchObject({ freed: { state: 'declared' }, ledger: [{ stage: 'declared' }] });
    expect(await app.json(`/api/parcels/${parcel}`)).toMatchObject({ freed: { state: 'verified' } });
  });

  test('is what the timeline for the map says, too', async () => {
    const timeline = await app.json<{ parcel: number[]; from: number[]; until: (number | null)[]; stage: number[]; version: string }>(
      '/api/freed?county=331123',
    );
    expect(timeline.parcel.length).toBe(timeline.stage.length);
    expect(timeline.from.every((from, place) => timeline.until[place] === null || timeline.until[place]! > from)).toBe(true);
    const county = (await app.json<{ code: string; version: string }[]>('/api/counties')).find(({ code }) => code === '331123')!;
    expect(timeline.version).toBe(county.version);
  });
});

describe('the tables as files', () => {
  test('have the rows that are shown, unknown left empty, marked where invented', async () => {
    const file = async (part: string, format = 'csv') => app.get(`/api/progress/export/${format}?county=331123&target=SC-T03&part=${part}`);
    for (const part of ['townships', 'breakdowns', 'pipeline', 'counters', 'entries']) {
      const reply = await file(part);
      expect(reply.status).toBe(200);
      const lines = (await reply.text()).trim().split('\r\n');
      expect(lines.length - 1).toBe(Number(reply.headers.get('X-Row-Count')));
      expect(lines.length).toBeGreaterThan(1);
    }
    const book = await file('townships', 'xlsx');
    expect(new Uint8Array(await book.arrayBuffer()).slice(0, 2)).toEqual(Uint8Array.of(0x50, 0x4b));
    expect((await app.get('/api/progress/export/pdf?county=331123&target=SC-T03')).status).toBe(400);
  });
});

test('a piece of contiguous land opens to its entries', async () => {
  const { groups } = await app.json<{ groups: { areaMu: number; entries: number[] }[] }>(
    '/api/progress/contiguity?county=331123&target=SC-T03',
  );
  const [largest] = groups;
  const behind = await app.json<{ totalMu: number; total: number }>(
    `/api/progress/entries?county=331123&target=SC-T03&stage=verified&ids=${largest!.entries.join(',')}`,
  );
  expect(behind).toMatchObject({ totalMu: largest!.areaMu, total: largest!.entries.length });
  expect((await app.get('/api/progress/entries?county=331123&target=SC-T03&ids=1,x')).status).toBe(400);
});

test('a prefecture with a record of its own enters its own counters, and still counts its counties', async () => {
  const code = countyCode('331100');
  await app.deps.store.putCounty({ code, name: '丽水市', demo: true });
  const policy = { ...policies.find(({ id }) => id === 'ningbo-2015')!, id: 'lishui-test', county: code, jurisdiction: '丽水市' };
  const atlas = createAtlas(app.deps.store, [...policies, policy], () => TOWN_DAY);
  await atlas.load();
  const city = await townApp({
    ...app.deps,
    atlas,
    policies: [...policies, policy],
    clock: { today: () => TOWN_DAY, now: () => `${TOWN_DAY}T09:00:00.000Z` },
  });
  const body = { county: '331100', policy: 'lishui-test', target: 'NB-T02', value: 40, date: '2016-05-31', basis: '季报' };
  expect((await city.post('/api/targets/counters', body)).status).toBe(201);
  const counters = await city.json<{ id: string; value: string | null }[]>('/api/targets/counters?county=331100&asOf=2017-12-31');
  expect(counters.find(({ id }) => id === 'NB-T02')).toMatchObject({ value: '40' });
  const [land] = await city.json<{ counties: { code: string }[] }[]>('/api/targets?county=331100');
  expect(land!.counties.map((one) => one.code)).toEqual(['331100', '331123']);
});
