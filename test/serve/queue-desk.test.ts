// Queues as work: rows are assigned, closed and reopened, keep their standing through an evaluation, and stay within what the asker sees.
import { beforeEach, describe, expect, it } from 'vitest';
import { openActor } from '../../server/domain/access/actor.ts';
import { parseTownshipCode } from '../../server/domain/land/codes.ts';
import { evaluateCounty } from '../../server/pipeline.ts';
import type { GapQueue } from '../../server/atlas/queues/gap-queue.ts';
import type { MissingQueue } from '../../server/atlas/queues/missing-queue.ts';
import type { QueueStanding, StandingCounts } from '../../server/serve/queue-desk.ts';
import { town } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

const lens = 'county=331123&year=2021';
type Listed<Q extends { readonly rows: readonly object[] }> = Omit<Q, 'rows'> &
  StandingCounts & { readonly matched: number; readonly rows: readonly (Q['rows'][number] & QueueStanding)[] };
let app: TownApp;

beforeEach(async () => {
  app = await townApp();
});

const gaps = (more = '', of = app) => of.json<Listed<GapQueue>>(`/api/queues/gaps?${lens}${more}`);
const missing = (more = '', of = app) => of.json<Listed<MissingQueue>>(`/api/queues/missing?${lens}${more}`);
const act = (queue: string, said: object, of = app) => of.post(`/api/queues/${queue}/acts`, { county: '331123', year: 2021, ...said });

describe('a row of a queue', () => {
  it('is open and its bureau’s until it is assigned; then it says to whom, by whom, when and why', async () => {
    const before = await missing();
    const [first, second] = before.rows;
    const bureaus = [...new Set(first!.missing.flatMap(({ inputs }) => inputs.map(({ bureau }) => bureau)))];
    expect(first).toMatchObject({ state: 'open', to: bureaus.join('、'), owners: bureaus, history: [] });
    expect(new Set(before.rows.map(({ id }) => id)).size).toBe(before.rows.length);
    const reply = await act('missing', { items: [first!.id, second!.id], act: 'assign', to: '妙高街道', reason: '本月内补齐' });
    expect(await reply.json()).toEqual({ acts: 2 });
    const after = await missing();
    expect(after.rows.find(({ id }) => id === first!.id)).toMatchObject({
      state: 'assigned',
      to: '妙高街道',
      history: [{ act: 'assign', to: '妙高街道', reason: '本月内补齐', actor: '演示用户', recordedAt: app.deps.clock.now() }],
    });
    expect(after.states).toEqual({ open: before.matched - 2, assigned: 2 });
    expect((await missing('&state=assigned')).rows.map(({ id }) => id).sort()).toEqual([first!.id, second!.id].sort());
    expect((await missing(`&to=${encodeURIComponent('妙高街道')}`)).matched).toBe(2);
    const csv = await (await app.get(`/api/queues/missing?${lens}&state=assigned&format=csv`)).text();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
    expect(csv).toContain('本月内补齐');
    expect(csv).toContain('已分派');
  });

  it('is every bureau’s that has a part of what is missing, and each of them finds it', async () => {
    const { rows, assignees } = await missing();
    const shared = rows.find(({ owners }) => owners.length > 1)!;
    expect(shared.to).toBe(shared.owners.join('、'));
    for (const bureau of shared.owners) {
      const own = await missing(`&to=${encodeURIComponent(bureau)}`);
      expect(own.rows.map(({ id }) => id)).toContain(shared.id);
      expect(own.rows.every(({ owners }) => owners.includes(bureau))).toBe(true);
      expect(assignees).toContainEqual({ to: bureau, count: own.matched });
    }
    const csv = await (await app.get(`/api/queues/missing?${lens}&format=csv`)).text();
    const line = csv.split('\r\n').find((one) => one.startsWith(shared.code) && one.includes(shared.uscc ?? ''))!;
    for (const { inputs } of shared.missing) for (const { bureau } of inputs) expect(line).toContain(bureau);
  });

  it('keeps its standing through an evaluation, and every act in its record', async () => {
    const [row] = (await gaps()).rows;
    await act('gaps', { items: [row!.id], act: 'assign', to: '自然资源局 张三' });
    await act('gaps', { items: [row!.id], act: 'close', reason: '专班已定' });
    await evaluateCounty(app.deps.store, town.county.code, app.deps.clock.now());
    await app.deps.atlas.refresh(town.county.code);
    await act('gaps', { items: [row!.id], act: 'reopen' });
    const again = (await gaps()).rows.find(({ id }) => id === row!.id)!;
    expect(again).toMatchObject({ code: row!.code, gap: row!.gap, state: 'open', to: '自然资源局 张三' });
    expect(again.history.map((one) => one.act)).toEqual(['assign', 'close', 'reopen']);
  });

  it('is refused what cannot be done, and then nothing at all is written', async () => {
    const [first, second] = (await gaps()).rows;
    await act('gaps', { items: [first!.id], act: 'close' });
    for (const [said, word] of [
      [{ items: [second!.id, first!.id], act: 'assign', to: '税务' }, '已办结'],
      [{ items: [second!.id], act: 'assign' }, '给谁'],
      [{ items: [second!.id], act: 'waive' }, '理由'],
      [{ items: [second!.id], act: 'reopen' }, '无须重开'],
      [{ items: [second!.id, 'Qnothing'], act: 'close' }, 'Qnothing'],
    ] as const) {
      const refused = await act('gaps', said);
      expect(refused.status).toBe(422);
      expect(JSON.stringify(await problemOf(refused))).toContain(word);
    }
    expect((await act('missing', { items: [second!.id], act: 'close' })).status).toBe(422);
    expect((await gaps()).states).toEqual({ open: (await gaps()).matched - 1, closed: 1 });
  });

  it('is acted on only by who sees it and may write', async () => {
    const all = await gaps();
    const here = all.rows.find(({ township }) => township !== null)!;
    const there = all.rows.find(({ township }) => township !== here.township)!;
    const scoped = await townApp({
      ...app.deps,
      actorOf: () => ({ ...openActor, name: '李四', role: 'clerk', townships: [parseTownshipCode(here.township!)!] }),
    });
    expect((await gaps('', scoped)).rows.every(({ township }) => township === here.township)).toBe(true);
    expect((await act('gaps', { items: [there.id], act: 'close' }, scoped)).status).toBe(422);
    expect((await act('gaps', { items: [here.id], act: 'close' }, scoped)).status).toBe(200);
    expect((await gaps()).rows.find(({ id }) => id === here.id)!.history[0]!.actor).toBe('李四');
    const viewer = await townApp({ ...app.deps, actorOf: () => ({ ...openActor, role: 'viewer' }) });
    expect((await act('gaps', { items: [here.id], act: 'reopen' }, viewer)).status).toBe(403);
  });
});
