// The matching desk over HTTP: what is left over is listed, a decision moves the figures at once, nothing wrong is written, conservation holds.
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { readReference } from '../../server/commands/session.ts';
import { openMatchDesk } from '../../server/match-desk.ts';
import { evaluateInside, importFile, loadPolicies } from '../../server/pipeline.ts';
import type { Deps } from '../../server/serve/env.ts';
import { openStore } from '../../server/store/store.ts';
import { accounts, cases, firms, shapefile, tenure, uscc } from '../fixtures/bureau-files.ts';
import { temporaryHome } from '../store/home.ts';
import { problemOf } from './town-app.ts';

const county = countyCode('331123');
const root = fileURLToPath(new URL('../..', import.meta.url));
const now = '2022-04-01T09:00:00+08:00';

async function bureauApp(actorOf?: Deps['actorOf']) {
  const store = await openStore(temporaryHome());
  await loadPolicies(store, `${root}data/policies`, now);
  const options = { reference: readReference(root), actor: '测试', now, trusted: true };
  for (const [subject, name, content] of [
    ['parcels', '宗地.zip', shapefile()],
    ['firms', '企业.csv', Buffer.from(firms())],
    ['accounts', '账目.csv', Buffer.from(accounts())],
    ['tenure', '租用.csv', tenure()],
  ] as const)
    await importFile(store, { county, name, subject, bytes: content }, options);
  const clock = { today: () => isoDate('2022-04-01'), now: () => now };
  const atlas = createAtlas(store, [], clock.today);
  await atlas.load();
  const config = { version: '0', web: null, basemap: null, basemapFile: null };
  const log = (error: unknown): never => {
    throw error;
  };
  const app = createApp({
    store,
    atlas,
    policies: [],
    clock,
    config,
    log,
    matchDesk: openMatchDesk(store),
    ...(actorOf ? { actorOf } : {}),
  });
  const json = async (path: string) => (await (await app.request(path)).json()) as Record<string, never>;
  const decide = async (acts: unknown[], basis = '现场核对'): Promise<Response> =>
    app.request('/api/matching/decisions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ county, basis, acts }),
    });
  return { app, store, json, decide };
}
type Bureau = Awaited<ReturnType<typeof bureauApp>>;

interface Listed {
  counts: Record<string, number>;
  accountsWithoutFirm: { uscc: string; taxWan: number }[];
  firmsWithoutLand: { uscc: string }[];
  sharedParcels: { code: string; occupants: { uscc: string; areaMu: number; basis: string }[] }[];
  matchedByName: { code: string; uscc: string }[];
  conservation: { year: number; importedWan: number; allocatedWan: number; unallocatedWan: number; holds: boolean }[];
}
const listed = async (bureau: Bureau) => (await bureau.json(`/api/matching?county=${county}`)) as unknown as Listed;

describe('the matching desk', () => {
  let bureau: Bureau;
  beforeEach(async () => {
    bureau = await bureauApp();
  });

  test('offers a firm without land the parcels on which it may stand; confirmed, its tax goes there', async () => {
    // The land bureau's file writes the holder's code wrongly; with the name changed too, nothing matches by itself.
    await bureau.store.change(county, async (record) => {
      const { parcels } = await record.loadRecords(county);
      const lot = parcels.find(({ code }) => code === cases.wrongCode)!;
      await record.putParcels([{ ...lot, holder: '宏图机械厂（老厂区）' }]);
      await evaluateInside(record, county, now);
    });
    const before = await listed(bureau);
    expect(before.firmsWithoutLand.map((firm) => firm.uscc)).toContain(uscc.named);
    const { parcels } = (await bureau.json(`/api/matching/candidates?county=${county}&firm=${uscc.named}`)) as unknown as {
      parcels: { code: string; score: { total: number }; reasons: string[] }[];
    };
    expect(parcels[0]).toMatchObject({ code: cases.wrongCode });
    expect(parcels[0]!.reasons.length).toBeGreaterThan(0);
    expect(parcels.map(({ score }) => score.total)).toEqual(parcels.map(({ score }) => score.total).toSorted((a, b) => b - a));
    expect((await bureau.decide([{ act: 'confirm', noun: 'parcel', subject: parcels[0]!.code, uscc: uscc.named }])).status).toBe(201);
    const after = await listed(bureau);
    expect(after.firmsWithoutLand.map((firm) => firm.uscc)).not.toContain(uscc.named);
    expect(after.conservation.every(({ holds }) => holds)).toBe(true);
    expect((await bureau.app.request(`/api/matching/candidates?county=${county}&firm=91331123MA00000000`)).status).toBe(404);
    expect((await bureau.app.request(`/api/matching/candidates?county=${county}&firm=x&parcel=y`)).status).toBe(400);
  });

  test('lists what was matched and what was left over, with the equation of each year', async () => {
    const found = await listed(bureau);
    expect(found.counts).toMatchObject({ parcels: 9, firms: 10, byCode: 8, byName: 1, unmatchedParcels: 0, accountsWithoutFirm: 1 });
    expect(found.accountsWithoutFirm).toMatchObject([{ uscc: uscc.stray, taxWan: 77.7 }]);
    expect(found.matchedByName).toMatchObject([{ code: cases.wrongCode, uscc: uscc.named }]);
    expect(found.sharedParcels.map(({ code, occupants }) => [code, occupants.length])).toEqual([[cases.shared, 3]]);
    expect(found.conservation.find(({ year }) => year === 2021)).toMatchObject({ importedWan: 339.87, unallocatedWan: 77.7, holds: true });
  });

  test('scores candidates with their parts', async () => {
    const found = (await bureau.json(`/api/matching/candidates?county=${county}&parcel=${cases.wrongCode}`)) as unknown as {
      candidates: { uscc: string; score: Record<string, number> }[];
    };
    expect(found.candidates[0]).toMatchObject({ uscc: uscc.named, score: { name: 40 } });
    expect(found.candidates[0]!.score['code']).toBeGreaterThan(20);
    expect((await bureau.app.request(`/api/matching/candidates?county=${county}&parcel=${cases.shared}9`)).status).toBe(404);
    expect((await bureau.app.request(`/api/matching/candidates?county=${county}`)).status).toBe(400);
  });

  test('a decision moves the figures at once, is remembered, and can be taken back', async () => {
    const own = await bureauApp();
    // A stray firm's tax counts once it is said which parcel is its; here it takes the idle lot.
    const reply = await own.decide([{ act: 'confirm', noun: 'parcel', subject: cases.idle, uscc: uscc.stray }]);
    expect(reply.status).toBe(201);
    expect((await listed(own)).conservation.find(({ year }) => year === 2021)).toMatchObject({
      allocatedWan: 339.87,
      unallocatedWan: 0,
      holds: true,
    });
    const dossier = (await own.json(`/api/parcels/${cases.idle}?year=2021`)) as unknown as { occupants: { uscc: string }[] };
    expect(dossier.occupants.map((one) => one.uscc)).toEqual([uscc.stray]);
    // Next year's files do not undo it.
    await importFile(
      own.store,
      { county, name: '宗地2.csv', subject: 'accounts', bytes: Buffer.from(accounts().replaceAll('2020,', '2019,')) },
      { reference: readReference(root), actor: '测试', now, trusted: true },
    );
    expect((await own.store.loadCounty(county))!.occupancies.filter((one) => one.parcel === cases.idle).map((one) => one.uscc)).toContain(
      uscc.stray,
    );
    expect((await own.decide([{ act: 'withdraw', decision: 1 }])).status).toBe(201);
    expect((await listed(own)).conservation.find(({ year }) => year === 2021)!.unallocatedWan).toBe(77.7);
    const decisions = (await own.json(`/api/matching/decisions?county=${county}`)) as unknown as {
      id: number;
      inForce: boolean;
      actor: string;
    }[];
    expect(decisions.map(({ id, inForce }) => [id, inForce])).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  test('shares by hand replace what the files say', async () => {
    const own = await bureauApp();
    const shares = [
      { uscc: uscc.owner, role: '自用', area: 8_000_000 },
      { uscc: uscc.tenantA, role: '租用', area: 5_500_000 },
    ];
    expect((await own.decide([{ act: 'split', parcel: cases.shared, shares, fromYear: 2021, toYear: null }])).status).toBe(201);
    const { sharedParcels } = await listed(own);
    expect(sharedParcels[0]!.occupants).toMatchObject([
      { uscc: uscc.owner, areaMu: 8, basis: 'decided' },
      { uscc: uscc.tenantA, areaMu: 5.5, basis: 'decided' },
    ]);
  });

  test('what is wrong is refused as a whole, with its place in the list', async () => {
    const before = await bureau.store.version(county);
    const reply = await bureau.decide([
      { act: 'reject', noun: 'parcel', subject: cases.first, uscc: uscc.two },
      { act: 'confirm', noun: 'parcel', subject: 'NOWHERE', uscc: uscc.two },
    ]);
    expect(reply.status).toBe(422);
    expect((await problemOf(reply))['issues']).toMatchObject([{ parameter: 'acts.1.subject' }]);
    expect(await bureau.store.matchDecisions(county)).toEqual([]);
    expect(await bureau.store.version(county)).toBe(before);
    expect((await bureau.decide([{ act: 'confirm', noun: 'parcel', subject: cases.first }])).status).toBe(400);
    expect((await bureau.decide([{ act: 'withdraw', decision: 1 }], ' ')).status).toBe(400);
  });

  test('whoever sees some townships only neither decides nor sees the rest', async () => {
    const scoped = await bureauApp(() => ({ name: '李四', role: 'clerk', townships: [] }));
    expect((await scoped.decide([{ act: 'reject', noun: 'parcel', subject: cases.first, uscc: uscc.two }])).status).toBe(403);
    const found = await listed(scoped);
    expect([found.accountsWithoutFirm, found.firmsWithoutLand, found.matchedByName, found.sharedParcels]).toEqual([[], [], [], []]);
  });
});
