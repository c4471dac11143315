// The solver over HTTP, on the town: the answer is the cheapest of all sets by the candidates' own figures; bad questions are told at once.
import { beforeAll, describe, expect, test } from 'vitest';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import type { CandidateReply } from '../../server/serve/repurchase-reply.ts';
import type { RunReply } from '../../server/serve/repurchase-run-shelf.ts';
import { TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
/** Plots that the questions are about; the others are locked out, so that all sets can be tried. */
let offered: CandidateReply[];
let others: string[];
let excluded: CandidateReply[];
beforeAll(async () => {
  app = await townApp();
  const all = await app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}`);
  offered = all.filter((one) => !one.excluded).slice(0, 13);
  others = all.filter((one) => !one.excluded && !offered.includes(one)).map(({ code }) => code);
  excluded = all.filter((one) => one.excluded);
});

/** Without what explains a plan: most questions here are about the plan alone. */
const quick = { replacements: false, alternatives: { count: 0 } };
const ask = (question: object) => app.post('/api/repurchase/solve', { county: TOWN, lockedOut: others, ...quick, ...question });
async function solved(question: object): Promise<SolveReply> {
  const reply = await ask(question);
  if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
  return (await reply.json()) as SolveReply;
}

/** Blocks of a set by the candidates' neighbours. */
function blocks(set: readonly CandidateReply[]): CandidateReply[][] {
  const left = new Map(set.map((one) => [one.code, one]));
  const found: CandidateReply[][] = [];
  for (const first of set) {
    if (!left.delete(first.code)) continue;
    const block = [first];
    for (const one of block)
      for (const code of one.neighbours) {
        const next = left.get(code);
        if (next && left.delete(code)) block.push(next);
      }
    found.push(block);
  }
  return found;
}
const mu = (set: readonly CandidateReply[]): number => set.reduce((sum, { areaMicroMu }) => sum + areaMicroMu!, 0);
const money = (set: readonly CandidateReply[]): number => set.reduce((sum, { cost }) => sum + (cost.known ? cost.fen : 0), 0);

interface Asked {
  readonly targetMu: number;
  readonly budgetWan?: number;
  readonly minBlockMu?: number;
  readonly maxBlocks?: number;
  readonly lockedIn?: readonly string[];
  readonly lockedOut?: readonly string[];
}
/** Least cost in fen over every set; null when none is as asked. */
function bruteForce({
  targetMu,
  budgetWan = Infinity,
  minBlockMu = 0,
  maxBlocks = Infinity,
  lockedIn = [],
  lockedOut = [],
}: Asked): number | null {
  let least: number | null = null;
  for (let mask = 0; mask < 2 ** offered.length; mask += 1) {
    const set = offered.filter((_, index) => (mask >> index) & 1);
    if (mu(set) < Math.round(targetMu * 1e6) || money(set) > Math.round(budgetWan * 1e6)) continue;
    const codes = new Set(set.map(({ code }) => code));
    if (lockedIn.some((code) => !codes.has(code)) || lockedOut.some((code) => codes.has(code))) continue;
    const parts = blocks(set);
    if (parts.length > maxBlocks || parts.some((part) => mu(part) < Math.round(minBlockMu * 1e6))) continue;
    if (least === null || money(set) < least) least = money(set);
  }
  return least;
}

describe('the answer', { timeout: 90_000 }, () => {
  test('is the cheapest set there is, and its figures are those of its plots', async () => {
    const all = mu(offered) / 1e6;
    for (const share of [0.1, 0.3, 0.5, 0.8, 1]) {
      const targetMu = Math.floor(all * share * 1e6) / 1e6;
      const answer = await solved({ targetMu });
      expect(answer.status).toBe('optimal');
      const set = offered.filter(({ code }) => answer.parcels.includes(code));
      expect(set.length).toBe(answer.parcels.length);
      expect(answer.areaMu).toBe(mu(set) / 1e6);
      expect(answer.costWan).toBe(money(set) / 1e6);
      expect(money(set)).toBe(bruteForce({ targetMu }));
      expect(answer.boundWan).toBe(answer.costWan);
      expect(answer.gap).toBe(0);
      expect(answer.blocks.map((block) => [...block].sort().join()).sort()).toEqual(
        blocks(set)
          .map((block) =>
            block
              .map(({ code }) => code)
              .sort()
              .join(),
          )
          .sort(),
      );
      expect(answer.run.checked).toBe(true);
    }
  });

  test('keeps to blocks, budget and locks, and is the cheapest that does', async () => {
    const total = mu(offered) / 1e6;
    const [first, second] = offered.map(({ code }) => code);
    for (const question of [
      { targetMu: total / 4, minBlockMu: 12 },
      { targetMu: total / 3, maxBlocks: 1 },
      { targetMu: total / 2, maxBlocks: 2, minBlockMu: 5 },
      { targetMu: total / 5, lockedIn: [first!], lockedOut: [...others, second!] },
      { targetMu: total / 4, budgetWan: 0 },
    ] satisfies Asked[]) {
      const answer = await solved(question);
      const least = bruteForce(question);
      expect(answer.status).toBe(least === null ? 'infeasible' : 'optimal');
      if (least !== null) expect(Math.round(answer.costWan * 1e6)).toBe(least);
    }
  });
});

describe('a bad question', { timeout: 90_000 }, () => {
  test('is told at once what is wrong with it', async () => {
    const code = offered[0]!.code;
    for (const [question, says] of [
      [{ targetMu: 5, lockedIn: ['331123999999GB99999'] }, '没有宗地'],
      [{ targetMu: 5, lockedIn: [excluded[0]!.code] }, '不列入'],
      [{ targetMu: 5, lockedIn: [code], lockedOut: [code] }, '同时列为必选和排除'],
      [{ targetMu: 5, quotas: [{ township: '999999999', minMu: 3 }] }, '没有乡镇'],
    ] as const) {
      const told = await problemOf(await ask(question));
      expect(told['status']).toBe(422);
      expect(String(told['detail'])).toContain(says);
    }
    for (const question of [{}, { targetMu: 0 }, { targetMu: -4 }, { targetMu: 5, surprise: 1 }, { targetMu: 5, maxBlocks: 0 }])
      expect((await ask(question)).status).toBe(400);
    // Finer than people and points are kept: it would be rounded before it is compared.
    for (const limit of [{ minScore: 59.9994 }, { minMeanScore: 0.0001 }, { maxJobs: 10.0004 }, { gapPercent: 1.00001 }]) {
      const told = await problemOf(await ask({ targetMu: 5, ...limit }));
      expect(told['status']).toBe(400);
      expect(String(told['detail'])).toContain('至多三位小数');
    }
  });

  test('that asks for more than there is, or gives nothing, is answered with the limit', async () => {
    const more = await solved({ targetMu: 1_000_000 });
    expect(more).toMatchObject({ status: 'infeasible', parcels: [], why: { limit: 'targetMu' }, run: { method: 'none' } });
    const nothing = await solved({ targetMu: 20, budgetWan: 0 });
    expect(nothing).toMatchObject({ status: 'infeasible', parcels: [], why: { limit: 'budgetWan' } });
  });
});

describe('a run', { timeout: 90_000 }, () => {
  test('is started, followed by its events to the end, and asked after', async () => {
    const body = { county: TOWN, targetMu: 20, lockedOut: others, frontierPoints: 2 };
    const started = await app.post('/api/repurchase/runs', body);
    expect(started.status).toBe(202);
    const { id } = (await started.json()) as RunReply;
    const events = await (await app.get(`/api/repurchase/runs/${id}/events`)).text();
    expect(events).toContain('event: state\ndata: {"state":"ended"}');
    expect(events.trimEnd().endsWith('event: end\ndata: {}')).toBe(true);
    const { state, answer, fault } = await app.json<RunReply>(`/api/repurchase/runs/${id}`);
    expect([state, fault]).toEqual(['ended', null]);
    expect(answer!.status).toBe('optimal');
    expect(answer!.replacements.map(({ code }) => code)).toEqual(answer!.parcels);
    expect(answer!.frontier.length).toBe(2);
    expect((await app.post(`/api/repurchase/runs/${id}/cancel`, {})).status).toBe(200);
    const unknown = await problemOf(await app.get('/api/repurchase/runs/00000000-0000-4000-8000-000000000000'));
    expect(unknown).toMatchObject({ status: 404 });
    expect(String(unknown['detail'])).toContain('已过期');
  });

  test('is told again by a program that was started anew, and kept as a plan from there; one that was broken off says so', async () => {
    const body = { county: TOWN, targetMu: 20, lockedOut: others, ...quick };
    const { id } = (await (await app.post('/api/repurchase/runs', body)).json()) as RunReply;
    await (await app.get(`/api/repurchase/runs/${id}/events`)).text();
    const before = await app.json<RunReply>(`/api/repurchase/runs/${id}`);
    // Written once it has ended; a second house on the same record knows only what is written.
    await expect.poll(async () => (await app.deps.store.repurchaseRun(id))?.state).toBe('ended');
    const anew = await townApp(app.deps);
    const after = await anew.json<RunReply>(`/api/repurchase/runs/${id}`);
    expect(after).toEqual({ ...before, progress: null });
    expect(after.asked).toEqual(body);
    expect(await (await anew.get(`/api/repurchase/runs/${id}/events`)).text()).toContain('event: end');
    const kept = await anew.post(`/api/repurchase/runs/${id}/keep`, { name: '重启之后' });
    expect(kept.status).toBe(201);
    const record = (await app.deps.store.repurchaseRun(id))!;
    await app.deps.store.putRepurchaseRun({ ...record, id: '00000000-0000-4000-8000-000000000001', state: 'running', answer: null });
    const broken = await anew.json<RunReply>('/api/repurchase/runs/00000000-0000-4000-8000-000000000001');
    expect(broken).toMatchObject({ state: 'failed', answer: null });
    expect(broken.fault).toContain('中断');
  });
});
