// Another person verifies; evidence is kept; what is refused says why and shows the land.
import { beforeEach, describe, expect, test } from 'vitest';
import { createPeople, type People } from '../../server/serve/people.ts';
import { secretOf } from '../../server/store/users.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
let people: People;
beforeEach(async () => {
  const late: People = {
    any: () => people.any(),
    actorOf: (request) => people.actorOf(request),
    signIn: (name, password) => people.signIn(name, password),
    signOut: (request) => people.signOut(request),
  };
  app = await townApp({ people: late });
  people = createPeople(app.deps.store, app.deps.clock);
});

const recordedAt = '2022-06-30T09:00:00.000Z';
const addUser = (name: string, enabled = true) =>
  app.deps.store.putUser({
    name,
    role: 'clerk',
    townships: 'all',
    secret: enabled ? secretOf(`${name}的密码`) : null,
    actor: '命令行',
    recordedAt,
  });
const as = (name: string) => ({ Authorization: `Basic ${Buffer.from(`${name}:${name}的密码`).toString('base64')}` });
const body = (change: Record<string, unknown> = {}) => ({
  county: '331123',
  policy: 'suichang-2022',
  parcel: lotCode(1),
  kind: 'vacated',
  measure: 'M-REPURCHASE',
  grossMu: 5,
  date: '2022-06-01',
  basis: '示例合同',
  ...change,
});
const check = { date: '2022-06-10', basis: '现场核验' };

describe('another person', () => {
  test('verifies; whoever declares does not', async () => {
    await addUser('甲');
    await addUser('乙');
    expect((await app.post('/api/ledger', body())).status).toBe(403);
    expect((await app.post('/api/ledger', body(), as('甲'))).status).toBe(201);
    const own = await app.post('/api/ledger/4/verify', check, as('甲'));
    expect(own.status).toBe(403);
    expect((await problemOf(own))['detail']).toContain('另一人');
    const done = await app.post('/api/ledger/4/verify', check, as('乙'));
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({ stage: 'verified', actor: '甲', verifiedBy: '乙' });
  });

  test('signs in with a cookie, and no longer once disabled', async () => {
    expect(await app.json('/api/session')).toMatchObject({ open: true, signedIn: false });
    await addUser('甲');
    expect((await app.post('/api/session', { name: '甲', password: '错的密码' })).status).toBe(403);
    const signed = await app.post('/api/session', { name: '甲', password: '甲的密码' });
    const [cookie] = signed.headers.get('Set-Cookie')!.split(';');
    expect(signed.headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await app.post('/api/ledger', body(), { Cookie: cookie! })).status).toBe(201);
    await addUser('甲', false);
    await addUser('乙');
    expect((await app.post('/api/ledger', body({ parcel: lotCode(2), grossMu: 0.1 }), { Cookie: cookie! })).status).toBe(403);
  });

  test('has signed in when the land is real', async () => {
    const { verifyEntry } = await import('#domain/ledger/acts.ts');
    await app.post('/api/ledger', body());
    const rows = await app.deps.store.ledgerEntry(4);
    const done = verifyEntry(rows, 4, { ...check, date: '2022-06-10' as never, actor: '演示用户', recordedAt, personOnly: true });
    expect(done.ok ? null : done.error.reason).toBe('unnamed');
  });
});

describe('evidence', () => {
  test('is asked for where the measure needs it, kept by its hash and given back', async () => {
    const lacking = await app.post('/api/ledger', body({ measure: 'M-CLOSE' }));
    expect(lacking.status).toBe(422);
    expect(await problemOf(lacking)).toMatchObject({ issues: [{ parameter: 'documents' }] });
    const unknown = await app.post('/api/ledger', body({ measure: 'M-CLOSE', documents: ['0'.repeat(64)] }));
    expect(unknown.status).toBe(422);
    const sent = await app.post('/api/documents?county=331123&name=%E7%85%A7%E7%89%87.jpg', 'bytes of a picture', {
      'Content-Type': 'image/jpeg',
    });
    expect(sent.status).toBe(201);
    const { sha256 } = (await sent.json()) as { sha256: string };
    expect((await app.post('/api/ledger', body({ measure: 'M-CLOSE', documents: [sha256] }))).status).toBe(201);
    const file = await app.get(`/api/documents/${sha256}`);
    expect(await file.text()).toBe('bytes of a picture');
    expect((await app.deps.store.faults()).filter((fault) => fault.includes('凭证'))).toEqual([]);
  });
});

describe('a rebound of a part', () => {
  test('takes back that part on its own day and leaves the rest', async () => {
    await app.post('/api/ledger', body({ effectiveMu: 4 }));
    const said = { date: '2022-06-20', basis: '复查发现复产', reason: 'rebound', grossMu: 2 };
    expect((await app.post('/api/ledger/4/reverse', said)).status).toBe(422);
    const part = await app.post('/api/ledger/4/reverse', { ...said, effectiveMu: 1.5 });
    expect(await part.json()).toMatchObject({
      stage: 'declared',
      grossMu: 3,
      effectiveMu: 2.5,
      declaredGrossMu: 5,
      reversalReason: 'rebound',
    });
    const before = await app.json<Record<string, unknown>[]>('/api/ledger?county=331123&asOf=2022-06-19');
    expect(before.find((entry) => entry['id'] === 4)).toMatchObject({ grossMu: 5 });
    const { rows } = await app.json<{ rows: unknown[] }>('/api/ledger/4');
    expect(rows).toHaveLength(2);
  });
});

describe('a drawn part', () => {
  const box = (west: number, east: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, 28.5801],
        [east, 28.5801],
        [east, 28.5803],
        [west, 28.5803],
        [west, 28.5801],
      ],
    ],
  });
  const said = { date: '2022-06-20', basis: '复查', reason: 'error' };

  test('lies in its piece and holds the area that goes, and so does what is left', async () => {
    const declared = await app.post('/api/ledger', body({ geometry: box(119.2601, 119.2605), grossMu: 1.2 }));
    expect(declared.status).toBe(201);
    const take = async (geometry: unknown, grossMu: number) => {
      const reply = await app.post('/api/ledger/4/reverse', { ...said, geometry, grossMu });
      return [reply.status, ((await reply.json()) as { detail?: string }).detail ?? ''] as const;
    };
    expect(await take(box(119.26005, 119.2602), 0.3)).toEqual([422, expect.stringContaining('不在这一条的范围内')]);
    expect(await take(box(119.2601, 119.2602), 0.9)).toEqual([422, expect.stringContaining('大于所画范围')]);
    expect(await take(box(119.2601, 119.2604), 0.1)).toEqual([422, expect.stringContaining('余下的')]);
    expect((await take(box(119.2601, 119.2602), 0.3))[0]).toBe(200);
  });
});

describe('land that another entry counted until a day', () => {
  test('counts once on every day', async () => {
    await app.post('/api/ledger', body({ grossMu: 21 }));
    await app.post('/api/ledger/4/reverse', { date: '2022-06-12', basis: '误报', reason: 'error' });
    const again = await app.post('/api/ledger', body({ grossMu: 21, date: '2022-06-05' }));
    expect(await again.json()).toMatchObject({ countsFrom: '2022-06-12' });
    for (const day of ['2022-06-01', '2022-06-08', '2022-06-12', '2022-06-30']) {
      const entries = await app.json<{ parcel: string; stage: string; grossMu: number }[]>(`/api/ledger?county=331123&asOf=${day}`);
      const here = entries.filter((entry) => entry.parcel === lotCode(1) && entry.stage !== 'reversed');
      expect(here.reduce((sum, entry) => sum + entry.grossMu, 0)).toBe(21);
    }
  });
});
