// What comes of a plan over HTTP: a found plan is kept with its question and bound, its papers say the same figures, needs are matched honestly.
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import type { NeedsReply } from '../../server/serve/repurchase-needs.ts';
import type { PlanReply } from '../../server/serve/repurchase-plan-reply.ts';
import type { CandidateReply } from '../../server/serve/repurchase-reply.ts';
import type { RunReply } from '../../server/serve/repurchase-run-shelf.ts';
import { TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
let offered: CandidateReply[];
beforeEach(async () => {
  app = await townApp();
  offered = (await app.json<CandidateReply[]>(`/api/repurchase/candidates?county=${TOWN}`)).filter(({ excluded }) => !excluded);
});
const keep = async (codes: readonly string[]): Promise<PlanReply> =>
  (await app.post('/api/repurchase/plans', { county: TOWN, name: '城北 <第一批>', parcels: codes })).json() as Promise<PlanReply>;
const file = async (id: number, format: string) => {
  const reply = await app.get(`/api/repurchase/plans/${id}/export/${format}?county=${TOWN}`);
  return { status: reply.status, name: reply.headers.get('content-disposition') ?? '', bytes: new Uint8Array(await reply.arrayBuffer()) };
};
const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name]!);

describe('a plan that was found', () => {
  test('is kept with its question and proven bound, and not once its plots have changed', async () => {
    const targetMu = Math.floor(offered.reduce((sum, { areaMu }) => sum + areaMu!, 0) / 3);
    const begun = (await (await app.post('/api/repurchase/runs', { county: TOWN, targetMu })).json()) as RunReply;
    const run = async (): Promise<RunReply> => app.json<RunReply>(`/api/repurchase/runs/${begun.id}`);
    // Its events end when it does, however busy the machine is.
    await (await app.get(`/api/repurchase/runs/${begun.id}/events`)).text();
    expect((await run()).state).toBe('ended');
    const answer = (await run()).answer!;
    const path = `/api/repurchase/runs/${begun.id}/keep`;
    const reply = await app.post(path, { name: '求解方案' });
    expect(reply.status).toBe(201);
    const plan = (await reply.json()) as PlanReply;
    expect(plan).toMatchObject({ state: 'solved', solved: true, question: { targetMu } });
    expect(plan.parcels.map(({ code }) => code).sort()).toEqual([...answer.parcels].sort());
    expect(plan.figures.costWan).toBe(answer.costWan);
    expect(plan.figures.boundWan).toBe(answer.stages!.cheapest.boundWan);
    const [first] = answer.parcels;
    await app.post('/api/repurchase/costs', { county: TOWN, parcel: first, costWan: 7, source: '评估报告 2023-1' });
    const refused = await app.post(path, { name: '迟了' });
    expect([refused.status, String((await problemOf(refused))['detail'])]).toEqual([409, expect.stringContaining(first!)]);
    expect((await app.post(path, { name: '没有', which: 9 })).status).toBe(409);
  });
});

describe('the papers of a plan', () => {
  test('name the plan, its hash, the day, the estimate, and total by live formulas', async () => {
    const plan = await keep(offered.slice(0, 3).map(({ code }) => code));
    const book = await file(plan.id, 'xlsx');
    expect([book.status, decodeURIComponent(book.name)]).toEqual([200, expect.stringContaining('城北 _第一批_')]);
    const [facts, plots, blocks] = [1, 2, 3].map((at) => part(book.bytes, `xl/worksheets/sheet${at}.xml`)) as [string, string, string];
    expect(facts).toContain(plan.hash);
    expect(facts).toContain('估算，以评估为准');
    expect(facts).toMatch(new RegExp(`<f>ROUND\\(SUM\\(宗地!F2:F4\\),6\\)</f><v>${plan.figures.areaMu}</v>`));
    expect(plots).toMatch(new RegExp(`<f>ROUND\\(SUM\\(G2:G4\\),6\\)</f><v>${plan.figures.costWan}</v>`));
    expect([...blocks.matchAll(/SUMIF/g)].length).toBe(plan.blocks.length * 2);
    // The parts of each cost add up to it, and say how they were reckoned.
    const bricks = part(book.bytes, 'xl/worksheets/sheet4.xml');
    const reckoning = part(book.bytes, 'xl/worksheets/sheet5.xml');
    for (const { code, costWan } of plan.parcels) {
      const row = new RegExp(`<row r="(\\d+)">(?:(?!</row>).)*${code}.*?</row>`).exec(bricks)![0];
      const values = [...row.matchAll(/<c r="[A-Z]+\d+"><v>([-\d.]+)<\/v>/g)].map(([, value]) => Number(value)).slice(2, -1);
      expect(values.reduce((sum, value) => sum + Math.round(value * 1e6), 0)).toBe(Math.round(costWan * 1e6));
      const own = offered.find((one) => one.code === code)!.cost;
      if (own.known)
        for (const { formula } of own.bricks)
          expect(reckoning).toContain(formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    }
    const sheet = part((await file(plan.id, 'docx')).bytes, 'word/document.xml');
    expect(sheet).toContain('成本构成');
    for (const { code } of plan.parcels) expect(sheet).toContain(code);
    expect(sheet).toContain('城北 &lt;第一批&gt;');
    expect(part((await file(plan.id, 'docx')).bytes, 'word/footer1.xml')).toContain(plan.hash.slice(0, 16));
    expect((await file(99, 'docx')).status).toBe(404);
    expect((await file(plan.id, 'pdf')).status).toBe(400);
  });

  test('are another hash for another plan', async () => {
    const [one, two] = [await keep([offered[0]!.code]), await keep([offered[1]!.code])];
    expect(one.hash).not.toBe(two.hash);
    expect((await app.json<PlanReply>(`/api/repurchase/plans/${one.id}?county=${TOWN}`)).hash).toBe(one.hash);
  });
});

describe('an investor’s needs', () => {
  const ask = (said: Record<string, unknown>) => app.post('/api/repurchase/needs', { county: TOWN, ...said });

  test('are held against each block of a plan, the unknown never met', async () => {
    const plan = await keep(offered.slice(0, 4).map(({ code }) => code));
    const found = (await (await ask({ from: 'plan', plan: plan.id, areaMu: 1, powerKva: 500 })).json()) as NeedsReply;
    expect(found.offers).toBe(plan.blocks.length);
    expect(new Set(found.matches.flatMap(({ codes }) => codes))).toEqual(new Set(plan.parcels.map(({ code }) => code)));
    for (const { powerKva, fits, verdict } of found.matches) {
      const power = fits.find((fit) => fit.part === 'power')!;
      expect(power.met).toBe(powerKva === null ? 'unknown' : powerKva >= 500);
      if (powerKva === null) expect(verdict).not.toBe('all');
    }
  });

  test('look at idle plots that are on offer, and say what is wrong with a question', async () => {
    const found = (await (await ask({ from: 'idle', areaMu: 0.1 })).json()) as NeedsReply;
    const codes = new Set(offered.map(({ code }) => code));
    expect(found.offers).toBeGreaterThan(0);
    for (const match of found.matches) for (const code of match.codes) expect(codes.has(code)).toBe(true);
    expect((await ask({ from: 'plan', areaMu: 1 })).status).toBe(400);
    expect((await ask({ from: 'plan', plan: 77, areaMu: 1 })).status).toBe(404);
    expect((await ask({ from: 'idle', areaMu: 5, mostMu: 1 })).status).toBe(400);
    expect((await ask({ from: 'idle', areaMu: 5, sector: '3' })).status).toBe(400);
  });
});
