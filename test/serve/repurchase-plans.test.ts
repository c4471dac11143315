// Plans over HTTP: kept at the candidates' figures, approved once, followed to the ledger; the fund balances; what is wrong changes nothing.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CompareReply } from '../../server/serve/repurchase-compare.ts';
import type { FundReply } from '../../server/serve/repurchase-fund.ts';
import type { PlanReply } from '../../server/serve/repurchase-plan-reply.ts';
import type { CandidateReply } from '../../server/serve/repurchase-reply.ts';
import { TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
let offered: CandidateReply[];
beforeEach(async () => {
  app = await townApp();
  const found = await app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}`);
  offered = found.filter(({ excluded }) => !excluded);
});
const keep = (codes: readonly string[], name = '方案一') => app.post('/api/repurchase/plans', { county: TOWN, name, parcels: codes });
const kept = async (codes: readonly string[], name?: string): Promise<PlanReply> => (await keep(codes, name)).json() as Promise<PlanReply>;
const act = (id: number, said: Record<string, unknown>) =>
  app.post(`/api/repurchase/plans/${id}/acts?county=${TOWN}`, { date: '2022-06-01', basis: '会议纪要', ...said });
const plan = (id: number) => app.json<PlanReply>(`/api/repurchase/plans/${id}?county=${TOWN}`);
const fund = () => app.json<FundReply>(`/api/repurchase/fund?county=${TOWN}`);
const steps = async (id: number, parcel: string, names: readonly string[]) => {
  for (const step of names) {
    const amountWan = step === 'valuation' ? 120 : step === 'contract' ? 118.5 : null;
    expect((await act(id, { act: 'step', parcel, step, amountWan })).status).toBe(201);
  }
};

describe('a plan', () => {
  test('is kept at the figures of the candidates, in blocks of those that lie side by side', async () => {
    const codes = offered.slice(0, 4).map(({ code }) => code);
    const reply = await keep(codes);
    expect(reply.status).toBe(201);
    const made = (await reply.json()) as PlanReply;
    const chosen = offered.slice(0, 4);
    expect(made.figures.areaMu).toBeCloseTo(
      chosen.reduce((sum, { areaMu }) => sum + areaMu!, 0),
      9,
    );
    expect(made.figures.costWan).toBeCloseTo(
      chosen.reduce((sum, { costWan }) => sum + costWan!, 0),
      9,
    );
    expect(made.blocks.flat().sort()).toEqual([...codes].sort());
    const beside = new Map(chosen.map(({ code, neighbours }) => [code, neighbours]));
    for (const [index, block] of made.blocks.entries()) {
      for (const other of made.blocks.slice(index + 1))
        for (const code of block) for (const far of other) expect(beside.get(code)).not.toContain(far);
    }
    expect(made).toMatchObject({ state: 'draft', solved: false, label: '估算，以评估为准' });
    expect(await plan(made.id)).toEqual(made);
  });

  test('is held against others by the same function as the page, in the order asked for', async () => {
    const [one, two] = [await kept([offered[0]!.code, offered[1]!.code], '甲'), await kept([offered[1]!.code, offered[2]!.code], '乙')];
    const asked = (ids: string) => `/api/repurchase/compare?county=${TOWN}&plans=${ids}`;
    const found = await app.json<CompareReply>(asked(`${two.id},${one.id}`));
    expect(found.plans.map(({ name }) => name)).toEqual(['乙', '甲']);
    expect(found.rows.find(({ figure }) => figure === 'costWan')!.values.map(({ sum }) => sum)).toEqual([
      two.figures.costWan,
      one.figures.costWan,
    ]);
    expect([found.shared, found.only]).toEqual([[offered[1]!.code], [[offered[2]!.code], [offered[0]!.code]]]);
    expect((await app.get(asked(`${one.id},999`))).status).toBe(404);
    for (const ids of [String(one.id), `${one.id},${one.id}`, 'a,b']) expect((await app.get(asked(ids))).status).toBe(400);
  });

  test('takes no plot that is excluded, unknown or named twice', async () => {
    const found = await app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}`);
    const barred = found.find(({ excluded }) => excluded)!.code;
    const [one] = offered;
    const reply = await keep([one!.code, barred, 'NOWHERE', one!.code]);
    expect(reply.status).toBe(422);
    expect((await problemOf(reply))['issues']).toMatchObject([
      { parameter: 'parcels.1' },
      { parameter: 'parcels.2' },
      { parameter: 'parcels.3' },
    ]);
    expect(await app.json(`/api/repurchase/plans?county=${TOWN}`)).toEqual([]);
  });

  test('once approved takes its plots off the list, and no second plan gets them', async () => {
    const [a, b] = offered.map(({ code }) => code);
    const [first, second] = [await kept([a!, b!]), await kept([b!], '方案二')];
    expect((await act(first.id, { act: 'approve' })).status).toBe(201);
    const now = await app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}`);
    expect(
      now
        .filter(({ excluded }) => excluded?.reason === 'planned')
        .map(({ code }) => code)
        .sort(),
    ).toEqual([a, b].sort((left, right) => (left! < right! ? -1 : 1)));
    const refused = await act(second.id, { act: 'approve' });
    expect([refused.status, String((await problemOf(refused))['detail'])]).toEqual([409, expect.stringContaining('方案一')]);
    expect((await act(first.id, { act: 'drop', parcel: b })).status).toBe(201);
    expect((await act(second.id, { act: 'approve' })).status).toBe(201);
    expect((await act(first.id, { act: 'approve' })).status).toBe(409);
    expect((await act(99, { act: 'approve' })).status).toBe(404);
  });

  test('is followed step by step to the ledger, whose own checks apply', async () => {
    const { code } = offered.find(({ areaKind }) => areaKind === 'registered')!;
    const { id } = await kept([code]);
    expect((await act(id, { act: 'step', parcel: code, step: 'application' })).status).toBe(422);
    await act(id, { act: 'approve' });
    expect((await act(id, { act: 'step', parcel: code, step: 'contract', amountWan: 3 })).status).toBe(422);
    await steps(id, code, ['application', 'valuation', 'approval', 'contract']);
    const deliver = (more: Record<string, unknown>) => act(id, { act: 'step', parcel: code, step: 'delivery', ...more });
    const rows = async () => (await app.deps.store.ledger(TOWN)).length;
    const before = await rows();
    expect((await deliver({})).status).toBe(422);
    const evidence = { policy: 'suichang-2022', kind: 'vacated', documents: ['收购合同 2022-8'] };
    expect((await deliver({ ledger: { ...evidence, kind: 'revitalised' } })).status).toBe(422);
    expect([await rows(), (await plan(id)).parcels[0]!.step]).toEqual([before, 'contract']);
    const reply = await deliver({ ledger: evidence });
    expect([reply.status, await rows()]).toEqual([201, before + 1]);
    const delivered = (await plan(id)).parcels[0]!;
    const entry = (await app.deps.store.ledger(TOWN)).at(-1)!;
    expect(delivered).toMatchObject({ step: 'delivery', valuationWan: 120, contractWan: 118.5, ledgerEntry: entry.id });
    expect(entry).toMatchObject({ act: 'declare', parcel: code, measure: 'M-REPURCHASE', gross: Math.round(delivered.areaMu * 1_000_000) });
    expect((await act(id, { act: 'drop', parcel: code })).status).toBe(422);
  });

  test('is not for those who see a part of the county', async () => {
    const part = await townApp({ actorOf: () => ({ name: '李四', role: 'clerk', townships: [] }) });
    expect((await part.get(`/api/repurchase/plans?county=${TOWN}`)).status).toBe(403);
    expect((await part.get(`/api/repurchase/fund?county=${TOWN}`)).status).toBe(403);
  });
});

describe('the fund', () => {
  const add = (said: Record<string, unknown>) => app.post('/api/repurchase/fund', { county: TOWN, basis: '决算报告', ...said });

  test('takes the share that the policy sets, and shows what approved plans bind', async () => {
    expect(await fund()).toMatchObject({ percent: 0.5, clause: '六(五)', example: false, balance: { availableWan: 0, leftWan: 0 } });
    await add({ kind: 'land-revenue', year: 2021, name: '土地出让收入', amountWan: 100_000 });
    await add({ kind: 'source', year: 2022, name: '专项债', amountWan: 300 });
    const [one] = offered;
    const { id, figures } = await kept([one!.code]);
    expect((await fund()).balance).toMatchObject({ specialWan: 500, sourcesWan: 300, availableWan: 800, openWan: 0 });
    await act(id, { act: 'approve' });
    expect((await fund()).balance.openWan).toBeCloseTo(figures.costWan, 9);
    await steps(id, one!.code, ['application', 'valuation', 'approval', 'contract']);
    expect((await fund()).balance).toMatchObject({ contractedWan: 118.5, openWan: 0, leftWan: 681.5 });
  });

  test('takes an entry back once', async () => {
    await add({ kind: 'source', year: 2022, name: '专项债', amountWan: 300 });
    const back = { reverses: 1, name: undefined };
    expect((await add(back)).status).toBe(201);
    expect((await fund()).balance.availableWan).toBe(0);
    expect((await add(back)).status).toBe(409);
    expect((await add({ kind: 'source', year: 2022, name: 'x', amountWan: 0 })).status).toBe(400);
  });
});
