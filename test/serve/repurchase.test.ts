// Candidates for buying back over HTTP: every parcel once, costs that are the sum of their bricks, unknown as null, neighbours on both sides, settings kept.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CandidateReply, SettingsReply } from '../../server/serve/repurchase-reply.ts';
import { lotCode, town, TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});
const candidates = (more = '') => app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}${more}`);
const settings = () => app.json<{ current: SettingsReply; versions: SettingsReply[] }>(`/api/repurchase/settings?county=${TOWN}`);

describe('candidates', () => {
  test('are all parcels, each once, at their counted area', async () => {
    const found = await candidates();
    expect(found.map(({ code }) => code).sort()).toEqual(town.parcels.map(({ code }) => code).sort());
    for (const one of found) {
      const parcel = town.parcels.find(({ code }) => code === one.code)!;
      expect(one.areaMicroMu).toBe(parcel.registeredArea ?? parcel.measuredArea);
    }
  });

  test('cost what their bricks add up to, or say what is missing and are not offered', async () => {
    for (const { cost, costWan, excluded } of await candidates()) {
      if (cost.known) {
        expect(cost.bricks.reduce((sum, { fen }) => sum + fen, 0)).toBe(cost.fen);
        expect(costWan).toBe(cost.fen / 1_000_000);
        expect(cost.label).toBe('估算，以评估为准');
      } else {
        expect(costWan).toBeNull();
        expect(cost.missing.length).toBeGreaterThan(0);
        expect(excluded).toBeDefined();
      }
    }
  });

  test('name the ledger as the reason where land is already freed', async () => {
    const freed = new Set(town.ledger.map(({ parcel }) => parcel));
    const found = await candidates();
    for (const one of found.filter(({ excluded }) => excluded?.reason === 'freed')) expect(freed.has(one.code)).toBe(true);
    expect(found.some(({ excluded }) => excluded?.reason === 'freed')).toBe(true);
  });

  test('are neighbours on both sides, never of themselves, and fewer when less counts as side by side', async () => {
    const found = await candidates();
    const of = new Map(found.map(({ code, neighbours }) => [code, new Set(neighbours)]));
    for (const [code, neighbours] of of) {
      expect(neighbours.has(code)).toBe(false);
      for (const other of neighbours) expect(of.get(other)!.has(code)).toBe(true);
    }
    const narrow = await candidates('&gapM=0&minSharedM=500');
    for (const { code, neighbours } of narrow) for (const other of neighbours) expect(of.get(code)!.has(other)).toBe(true);
  });

  test('show what a score is made of, and another weight gives another score', async () => {
    const [plain, taxOnly] = [
      await candidates(),
      await candidates('&weights=tax:100,class:0,streak:0,idle:0,vacancy:0,breach:0,term:0,plan:0,price:0,ownership:0,willing:0'),
    ];
    for (const { parts } of plain) expect(parts.length).toBeGreaterThan(5);
    expect(taxOnly.map(({ score }) => score)).not.toEqual(plain.map(({ score }) => score));
    expect((await problemOf(await app.get(`/api/repurchase/candidates?county=${TOWN}&weights=beauty:3`)))['status']).toBe(400);
  });
});

test('where nobody is known to produce, not standing idle is not known either', async () => {
  const unsaid = town.parcels.filter(
    ({ code, productionStart, facts }) =>
      productionStart.state === 'unknown' &&
      facts['suppliedNotUsed'] !== true &&
      !town.occupancies.some(({ parcel, year }) => parcel === code && year === 2021) &&
      !town.idleDecisions.some(({ parcel }) => parcel === code),
  );
  expect(unsaid.length).toBeGreaterThan(0);
  const all = await candidates();
  for (const { code } of unsaid) {
    const { parts } = all.find((one) => one.code === code)!;
    expect(parts.find(({ part }) => part === 'idle')).toMatchObject({ value: null });
  }
  expect(all.some(({ parts }) => parts.some(({ part, value }) => part === 'idle' && value === 0))).toBe(true);
});

describe('a cost that somebody states', () => {
  test('stands instead of the estimate with its source, until it is taken back', async () => {
    const code = (await candidates()).find(({ excluded }) => !excluded)!.code;
    const cost = async () => (await candidates()).find((one) => one.code === code)!.cost;
    const before = await cost();
    const body = { county: TOWN, parcel: code, costWan: 123.456789, source: '评估报告 2023-17' };
    expect((await app.post('/api/repurchase/costs', body)).status).toBe(201);
    expect(await cost()).toMatchObject({ known: true, fen: 123_456_789, bricks: [{ kind: 'override' }] });
    expect((await app.post('/api/repurchase/costs', { ...body, costWan: null })).status).toBe(201);
    expect(await cost()).toEqual(before);
    expect((await app.post('/api/repurchase/costs', { ...body, parcel: `${lotCode(1)}9` })).status).toBe(404);
    expect((await app.post('/api/repurchase/costs', { ...body, source: ' ' })).status).toBe(400);
  });
});

describe('settings', () => {
  test('begin with a labelled example; a new version stands and the old ones stay', async () => {
    const { current } = await settings();
    expect(current).toMatchObject({ version: 0, example: true });
    const before = await candidates();
    const changed = {
      ...current.settings,
      cost: { ...current.settings.cost, relocationYuanPerM2: current.settings.cost.relocationYuanPerM2 + 1000 },
    };
    expect((await app.post('/api/repurchase/settings', { county: TOWN, basis: '会议纪要', settings: changed })).status).toBe(201);
    expect((await settings()).current).toMatchObject({ version: 1, example: false, basis: '会议纪要' });
    expect((await settings()).versions.map(({ version }) => version)).toEqual([0, 1]);
    expect((await candidates()).map(({ costWan }) => costWan)).not.toEqual(before.map(({ costWan }) => costWan));
    expect((await candidates('&settings=0')).map(({ costWan }) => costWan)).toEqual(before.map(({ costWan }) => costWan));
    expect((await app.get(`/api/repurchase/candidates?county=${TOWN}&settings=7`)).status).toBe(404);
    const worse = await app.post('/api/repurchase/settings', { county: TOWN, basis: 'x', settings: { ...changed, surprise: 1 } });
    expect((await problemOf(worse))['status']).toBe(400);
  });
});
