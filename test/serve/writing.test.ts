// The writing routes: every mu once, nothing changed without trace, nobody else's pages.
import { beforeEach, describe, expect, test } from 'vitest';
import { townshipCode } from '#domain/land/codes.ts';
import { findBrokenLink } from '#domain/ledger/chain.ts';
import { sha256 } from '../../server/store/ledger.ts';
import { HILL } from '../fixtures/town/lots.ts';
import { lotCode, town, TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});

const declaration = (number: number, change: Record<string, unknown> = {}) => ({
  county: '331123',
  policy: 'suichang-2022',
  parcel: lotCode(number),
  kind: 'vacated',
  measure: 'M-REPURCHASE',
  grossMu: 5,
  date: '2022-06-01',
  basis: '示例合同',
  ...change,
});
const declare = (number: number, change: Record<string, unknown> = {}): Promise<Response> =>
  app.post('/api/ledger', declaration(number, change));
const head = async () =>
  (await app.json<Record<string, unknown>[]>('/api/targets?county=331123')).find((target) => target['id'] === 'SC-T03')!;

describe('a declaration', () => {
  test('is written, chained, and seen everywhere at once', async () => {
    const before = await app.get(`/api/parcels/${lotCode(1)}`);
    const reply = await declare(1, { grossMu: 2.5, effectiveMu: 2, documents: ['合同.pdf'] });
    expect(reply.status).toBe(201);
    const entry = (await reply.json()) as Record<string, unknown>;
    expect(entry).toMatchObject({
      id: 4,
      stage: 'declared',
      grossMu: 2.5,
      effectiveMu: 2,
      parcel: lotCode(1),
      township: '331123001',
      documents: ['合同.pdf'],
      actor: '演示用户',
    });
    const rows = await app.deps.store.ledger(TOWN);
    expect(rows.at(-1)!.hash).toBe(entry['hash']);
    expect(findBrokenLink(rows, sha256)).toBeNull();
    const dossier = await app.get(`/api/parcels/${lotCode(1)}`, { 'If-None-Match': before.headers.get('ETag')! });
    expect(dossier.status).toBe(200);
    expect(await dossier.json()).toMatchObject({ freed: { grossMu: 2.5, effectiveMu: 2, state: 'declared' }, ledger: [{ id: 4 }] });
    expect(await head()).toMatchObject({ targetMu: 800, verifiedMu: 15, declaredMu: 8.5, gapMu: 785 });
  });

  test('is not counted as verified until it is', async () => {
    expect(await head()).toMatchObject({ verifiedMu: 15, declaredMu: 6 });
    await declare(1);
    await app.post('/api/ledger/4/verify', { date: '2022-06-20', basis: '现场核实' });
    expect(await head()).toMatchObject({ verifiedMu: 20, declaredMu: 6, gapMu: 780 });
    expect(await app.json('/api/ledger?county=331123&asOf=2022-06-10')).toMatchObject([
      { id: 1 },
      { id: 3 },
      { id: 4, stage: 'declared', verifiedAt: null },
    ]);
  });

  test('that would count land twice is refused with what it meets', async () => {
    const reply = await declare(15, { grossMu: 10 });
    expect(reply.status).toBe(409);
    expect((await problemOf(reply))['conflicts']).toEqual([{ id: 3, overlapMu: 1 }]);
    expect((await declare(15, { grossMu: 9 })).status).toBe(201);
    expect((await declare(15, { grossMu: 0.000001 })).status).toBe(409);
  });

  test('with digits that arithmetic left is written to the micro-mu', async () => {
    expect(await (await declare(1, { grossMu: 0.1 + 0.2 })).json()).toMatchObject({ grossMu: 0.3 });
    expect(await (await declare(1, { grossMu: 10 / 3 })).json()).toMatchObject({ grossMu: 3.333333 });
  });

  test('of two at once for the same land one is written', async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, () => declare(1, { grossMu: 21 })));
    expect(replies.map((reply) => reply.status).sort((left, right) => left - right)).toEqual([201, 409, 409, 409, 409]);
    expect(await app.deps.store.ledger(TOWN)).toHaveLength(town.ledger.length + 1);
  });

  test.each([
    ['more than the parcel', { grossMu: 21.000001 }, 422],
    ['before the period', { date: '2021-12-31' }, 422],
    ['in the future', { date: '2022-07-01' }, 422],
    ['of a kind without a target', { kind: 'stock_revitalised' }, 422],
    ['of no land', { grossMu: 0 }, 422],
    ['with more effective than whole', { effectiveMu: 6 }, 422],
    ['of less than a micro-mu', { grossMu: 0.0000001 }, 422],
    ['under the policy of another county', { policy: 'xiuzhou-2020', date: '2020-06-01' }, 422],
    ['by a measure that frees no land', { measure: 'M-UPGRADE' }, 422],
    ['with an area in words', { grossMu: 'five' }, 400],
    ['on no day', { date: '2022-02-30' }, 400],
    ['of an unknown kind', { kind: 'vanished' }, 400],
    ['without a basis', { basis: ' ' }, 400],
    ['with an unknown field', { colour: 'red' }, 400],
    [
      'with an open ring',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [119, 28],
              [119.1, 28],
              [119.1, 28.1],
              [119, 28.1],
            ],
          ],
        },
      },
      400,
    ],
    ['of an unknown parcel', { parcel: '331123001001GB99999' }, 404],
    ['of an unknown county', { county: '330101' }, 404],
    ['under an unknown policy', { policy: 'nope' }, 404],
  ])('%s is refused', async (_, change, status) => {
    const reply = await declare(1, change);
    expect(reply.status).toBe(status);
    await problemOf(reply);
    expect(await app.deps.store.ledger(TOWN)).toHaveLength(town.ledger.length);
  });

  test('with a drawing keeps it', async () => {
    const ring = [
      [119.26, 28.58],
      [119.2605, 28.58],
      [119.2605, 28.5805],
      [119.26, 28.58],
    ];
    const reply = await declare(1, { geometry: { type: 'Polygon', coordinates: [ring] } });
    expect(await reply.json()).toMatchObject({ geometry: { type: 'MultiPolygon', coordinates: [[ring]] } });
  });
});

describe('verifying and reversing', () => {
  test('is done once, in order, and leaves the first row as it was', async () => {
    await declare(1);
    expect(await (await app.post('/api/ledger/4/verify', { date: '2022-06-10', basis: '核实' })).json()).toMatchObject({
      id: 4,
      stage: 'verified',
      verifiedAt: '2022-06-10',
      date: '2022-06-01',
    });
    expect((await app.post('/api/ledger/4/verify', { date: '2022-06-11', basis: '核实' })).status).toBe(409);
    expect(await (await app.post('/api/ledger/4/reverse', { date: '2022-06-12', basis: '误报' })).json()).toMatchObject({
      id: 4,
      stage: 'reversed',
      reversedAt: '2022-06-12',
    });
    expect((await app.post('/api/ledger/4/reverse', { date: '2022-06-13', basis: '误报' })).status).toBe(409);
    expect((await app.post('/api/ledger/4/verify', { date: '2022-06-13', basis: '核实' })).status).toBe(409);
    expect((await declare(1, { grossMu: 21 })).status).toBe(201);
  });
  test.each([
    ['/api/ledger/99/verify', { date: '2022-06-10', basis: 'x' }, 404],
    ['/api/ledger/2/reverse', { date: '2022-06-10', basis: 'x' }, 404],
    ['/api/ledger/3/verify', { date: '2022-05-01', basis: 'x' }, 422],
    ['/api/ledger/3/verify', { date: '2022-07-01', basis: 'x' }, 422],
    ['/api/ledger/3/verify', { date: '2022-06-10' }, 400],
    ['/api/ledger/three/verify', { date: '2022-06-10', basis: 'x' }, 400],
  ])('%s %j: %i', async (path, body, status) => {
    const reply = await app.post(path, body);
    expect(reply.status).toBe(status);
    await problemOf(reply);
  });
});

describe('idleness', () => {
  test('is decided by a person and stays until another decision', async () => {
    const decide = (body: unknown) => app.post(`/api/parcels/${lotCode(12)}/idle`, body);
    expect((await decide({ state: 'decided', since: '2019-01-01', basis: '认定书 1 号' })).status).toBe(201);
    expect(await app.json(`/api/parcels/${lotCode(12)}`)).toMatchObject({
      idle: { state: 'decided', since: '2019-01-01', basis: '认定书 1 号' },
      idleDecision: { actor: '演示用户' },
    });
    expect((await decide({ state: 'none', basis: '已开工' })).status).toBe(201);
    expect(await app.json(`/api/parcels/${lotCode(12)}`)).toMatchObject({ idle: { state: 'none' } });
    expect((await decide({ state: 'suspected', basis: 'x' })).status).toBe(400);
    expect((await decide({ state: 'decided', since: '2022-07-01', basis: 'x' })).status).toBe(422);
    expect((await app.post('/api/parcels/nowhere/idle', { state: 'none', basis: 'x' })).status).toBe(404);
  });
});

describe('who may', () => {
  test('viewers and leaders read only', async () => {
    const reader = await townApp({ actorOf: () => ({ name: '领导', role: 'leader', townships: 'all' }) });
    for (const [path, body] of [
      ['/api/ledger', declaration(1)],
      ['/api/ledger/3/verify', { date: '2022-06-10', basis: 'x' }],
      [`/api/parcels/${lotCode(1)}/idle`, { state: 'none', basis: 'x' }],
    ] as const) {
      const reply = await reader.post(path, body);
      expect(reply.status).toBe(403);
      await problemOf(reply);
    }
  });

  test('a township’s clerk sees and writes its own land only, in every route', async () => {
    const clerk = await townApp({ actorOf: () => ({ name: '镇', role: 'clerk', townships: [townshipCode(HILL)] }) });
    const own = [10, 11, 12, 16, 17].map(lotCode);
    const { features } = await clerk.json<{ features: { id: string }[] }>('/api/parcels.geojson?county=331123');
    expect(features.map((feature) => feature.id).sort()).toEqual(own);
    expect((await clerk.json<{ total: { parcels: number } }>('/api/summary?county=331123')).total.parcels).toBe(5);
    expect(await clerk.json('/api/counties')).toMatchObject([{ parcels: 5 }]);
    expect((await clerk.get(`/api/parcels/${lotCode(1)}`)).status).toBe(404);
    expect((await clerk.get('/tiles/parcels/331123/14/13619/6833.mvt')).headers.get('ETag')).not.toBe(
      (await app.get('/tiles/parcels/331123/14/13619/6833.mvt')).headers.get('ETag'),
    );
    expect(await clerk.json('/api/search?county=331123&q=%E6%AD%A3%E5%A5%BD%E4%B8%80')).toEqual([]);
    expect(await clerk.json('/api/ledger?county=331123')).toEqual([]);
    const csv = await (await clerk.get('/api/export/csv?county=331123')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(6);
    expect((await clerk.post('/api/ledger', declaration(1))).status).toBe(404);
    expect((await clerk.post('/api/ledger', declaration(10))).status).toBe(201);
    expect((await clerk.post('/api/ledger/1/reverse', { date: '2022-06-10', basis: 'x' })).status).toBe(404);
  });
});

describe('writes', () => {
  test('from another site’s page are refused; from ours and from programs taken', async () => {
    const from = async (headers: Record<string, string>) => (await app.post('/api/ledger', '{}', headers)).status;
    expect(await from({ Origin: 'http://evil.example' })).toBe(403);
    expect(await from({ Origin: 'null' })).toBe(403);
    expect(await from({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await from({ 'Sec-Fetch-Site': 'same-site' })).toBe(403);
    expect(await from({ Origin: 'http://localhost', Host: 'localhost', 'Sec-Fetch-Site': 'same-origin' })).toBe(400);
    expect(await from({})).toBe(400);
  });
  test('that are no JSON, or too long, are refused', async () => {
    const broken = await app.post('/api/ledger', '{bad');
    expect(broken.status).toBe(400);
    await problemOf(broken);
    expect((await app.post('/api/ledger', '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    const long = await app.post('/api/ledger', JSON.stringify({ basis: 'x'.repeat(2_100_000) }));
    expect(long.status).toBe(413);
    await problemOf(long);
  });
  test('an unexpected failure is told to the log, not to the asker', async () => {
    const told: string[] = [];
    const broken = await townApp({ log: (error, doing) => void told.push(`${doing} ${String(error)}`) });
    await broken.deps.store.close();
    const reply = await broken.post('/api/ledger', declaration(1));
    expect(reply.status).toBe(500);
    expect(JSON.stringify(await problemOf(reply))).not.toMatch(/sqlite|database|closed/i);
    expect(told[0]).toMatch(/^POST \/api\/ledger/);
  });
});
