// The solver over HTTP: POST /api/repurchase/solve waits for the answer; /runs starts one to follow (SSE), ask after and cancel.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { planNow } from '#domain/repurchase/plan.ts';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { isOffered } from '#domain/repurchase/solve/prepare.ts';
import { questionFaults } from '#domain/repurchase/solve/question-faults.ts';
import type { SolveInput } from '#domain/repurchase/solve/solve.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { candidatesOf } from '../atlas/repurchase/candidates.ts';
import { outlinesOf } from '../atlas/repurchase/outlines.ts';
import { openSolveDesk } from '../solve/solve-desk.ts';
import type { RunRecord } from '../store/repurchase-runs.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { mayWrite } from '#domain/access/actor.ts';
import { keepBody, solvedDraft } from './repurchase-keep.ts';
import type { Asked } from './repurchase-answer.ts';
import { snapshotOf } from './lens.ts';
import { candidateLens } from './repurchase-lens.ts';
import { planReply, type PlanReply } from './repurchase-plan-reply.ts';
import { explainOf, questionOf, solveBody, timeLimitOf, type SolveBody } from './repurchase-question.ts';
import { gone, openRunShelf, progressReply, type RunReply, unchecked } from './repurchase-run-shelf.ts';
import { answers, reply, shaped } from './reply.ts';

const answerShape = shaped<SolveReply>(
  'RepurchaseAnswer',
  '选地结果：所选宗地、面积、成本（估算）、连片、已证明的下界与差距、各宗替代成本、备选方案；无解时 why 说明原因与最小放宽',
);
const runShape = shaped<RunReply>('RepurchaseRun', '一次求解：所问、排队、进行中、结束或失败；凡能看全县的人凭编号可再打开');
const body = { required: true, content: { 'application/json': { schema: solveBody } } };
const runPath = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/, '应为一次求解的编号') });
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken, ...problems.failed, ...problems.busy };

type Refusal = ProblemResponse<403> | ProblemResponse<404> | ProblemResponse<422>;

/** The question resolved to the candidates of the moment, or what is wrong with it. */
function asked(c: Context<Env>, deps: Deps, said: SolveBody, raw: Readonly<Record<string, unknown>>): Result<Asked, Refusal> {
  const { county, year, policy, settings, weights, adjacency } = said;
  const lens = candidateLens(c, deps, { county, year, policy, settings, adjacency, weights: weights ?? undefined });
  if (!lens.ok) return lens;
  const { snapshot } = lens.value;
  if (snapshot.scope !== 'all') return fail(problem(c, 403, '收储方案涉及全县，须由县级人员求解'));
  const candidates = candidatesOf(lens.value);
  const question = questionOf(said);
  const townships = new Map(snapshot.sheet.data.townships.map(({ code, name }) => [code as string, name]));
  const faults = questionFaults(question, new Map(candidates.map((one) => [one.code, one])), townships);
  if (faults.length > 0)
    return fail(problem(c, 422, faults.map(({ message }) => message).join('；'), { issues: faults.map((fault) => ({ ...fault })) }));
  const input: SolveInput = {
    // What the search does not read stays here: bricks and parts are most of the bytes.
    candidates: candidates.map((one) => ({
      ...one,
      cost: one.cost.known ? { ...one.cost, bricks: [], assumed: [] } : one.cost,
      score: { ...one.score, parts: [] },
    })),
    question,
    names: [...townships],
    outlines: outlinesOf(snapshot.sheet, lens.value.adjacency),
    seed: said.seed,
    timeLimitS: timeLimitOf(said),
    explain: explainOf(
      said,
      candidates.reduce((sum, one) => (isOffered(one) ? sum + one.area : sum), 0),
    ),
  };
  return ok({ lens: lens.value, question, input, said: raw });
}

const routes = {
  solve: createRoute({
    method: 'post',
    path: '/api/repurchase/solve',
    summary: '求解：在预算和各项条件之内收储至少这么多亩，最省的方案（及允许多花时最紧凑的方案）；等到算完才答复',
    request: { body },
    responses: { ...answers('结果；status infeasible 时 why 说明原因', answerShape), ...refusals },
  }),
  start: createRoute({
    method: 'post',
    path: '/api/repurchase/runs',
    summary: '开始一次求解，不等待：其后查询、跟踪（SSE）或取消',
    request: { body },
    responses: { 202: { description: '已开始或已排队', content: { 'application/json': { schema: runShape } } }, ...refusals },
  }),
  run: createRoute({
    method: 'get',
    path: '/api/repurchase/runs/{id}',
    summary: '一次求解：状态、进度（目前最好的成本与下界）、结果',
    request: { params: runPath },
    responses: { ...answers('求解', runShape), ...problems.bad, ...problems.missing, ...problems.forbidden },
  }),
  events: createRoute({
    method: 'get',
    path: '/api/repurchase/runs/{id}/events',
    summary: '求解进度（SSE）：state {state}、progress {stage, costWan, boundWan, seconds}，末了 end；Last-Event-ID 之后的会补发',
    request: { params: runPath },
    responses: {
      200: { description: '事件流', content: { 'text/event-stream': { schema: z.string() } } },
      ...problems.bad,
      ...problems.missing,
      ...problems.forbidden,
    },
  }),
  keep: createRoute({
    method: 'post',
    path: '/api/repurchase/runs/{id}/keep',
    summary: '把求解结果保存为方案：连同求解条件与已证明的下界；数据其间有变的须重新求解',
    request: { params: runPath, body: { required: true, content: { 'application/json': { schema: keepBody } } } },
    responses: {
      201: {
        description: '已保存',
        content: { 'application/json': { schema: shaped<PlanReply>('RepurchaseSolvedPlan', '求解所得的方案') } },
      },
      ...refusals,
      ...problems.conflict,
    },
  }),
  cancel: createRoute({
    method: 'post',
    path: '/api/repurchase/runs/{id}/cancel',
    summary: '停止求解：以目前最好的方案作答',
    request: { params: runPath },
    responses: { ...answers('求解', runShape), ...problems.bad, ...problems.missing, ...problems.forbidden },
  }),
};

/** Seconds for the ways out of a plain contradiction where the answer is waited for: the reason is not kept back for them. */
const plainS = 2;

export function repurchaseSolveRoutes(deps: Deps, desk = openSolveDesk()) {
  const shelf = openRunShelf(deps, desk);
  /** Runs speak of the whole county's land and money: whoever sees all of it may open one by its link. */
  const find = async (c: Context<Env>, id: string): Promise<Result<RunRecord, ProblemResponse<403> | ProblemResponse<404>>> => {
    const record = await shelf.find(id);
    if (!record) return fail(problem(c, 404, gone(id)));
    const snapshot = snapshotOf(c, deps, record.county);
    if (!snapshot.ok) return snapshot;
    return snapshot.value.scope === 'all' ? ok(record) : fail(problem(c, 403, '收储方案涉及全县，须由县级人员查看'));
  };
  const busy = '同时求解的人太多，请稍后再试';
  return createRouter()
    .openapi(routes.solve, async (c) => {
      const request = asked(c, deps, c.req.valid('json'), await c.req.json<Record<string, unknown>>());
      if (!request.ok) return request.error;
      const run = shelf.begin({ ...request.value, input: { ...request.value.input, plainS } }, c.get('actor').name, false);
      if (!run) return problem(c, 503, busy);
      c.req.raw.signal.addEventListener('abort', () => run.cancel(), { once: true });
      await run.done;
      if (run.fault !== null) return problem(c, 500, `${run.fault}；数据没有改动，可重试`);
      const answer = shelf.answerOf(run);
      return answer ? reply(c, answer) : problem(c, 500, unchecked);
    })
    .openapi(routes.start, async (c) => {
      const request = asked(c, deps, c.req.valid('json'), await c.req.json<Record<string, unknown>>());
      if (!request.ok) return request.error;
      const run = shelf.begin(request.value, c.get('actor').name, true);
      if (!run) return problem(c, 503, busy);
      const begun = await shelf.find(run.id);
      return c.body(JSON.stringify(begun && shelf.told(begun)), 202, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(routes.run, async (c) => {
      const found = await find(c, c.req.valid('param').id);
      return found.ok ? reply(c, shelf.told(found.value)) : found.error;
    })
    .openapi(routes.events, async (c) => {
      const found = await find(c, c.req.valid('param').id);
      if (!found.ok) return found.error;
      const run = shelf.inHand(found.value.id) ?? desk.get(found.value.id);
      const after = Number(c.req.header('Last-Event-ID') ?? 0) || 0;
      const left = new AbortController();
      c.header('Cache-Control', 'no-cache, no-transform');
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        stream.onAbort(() => left.abort());
        for await (const { id, event, data } of run?.follow(after, left.signal) ?? [])
          await stream.writeSSE({ id: String(id), event, data: JSON.stringify('state' in data ? data : progressReply(data)) });
        await stream.writeSSE({ event: 'end', data: '{}' });
      });
    })
    .openapi(routes.keep, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能保存收储方案');
      const found = await find(c, c.req.valid('param').id);
      if (!found.ok) return found.error;
      const { county: code, answer, asked: said, lens, figures } = found.value;
      if (!answer) return problem(c, 422, '这次求解没有可以保存的方案');
      const after = candidateLens(c, deps, {
        ...lens,
        county: code,
        policy: lens.policy ?? undefined,
        adjacency: { ...lens.adjacency, barriers: [...lens.adjacency.barriers] },
      });
      if (!after.ok) return after.error;
      const draft = solvedDraft({
        answer,
        asked: said,
        before: figures,
        candidates: candidatesOf(after.value),
        said: c.req.valid('json'),
        actor: c.get('actor').name,
        now: deps.clock.now(),
      });
      if (!draft.ok) return problem(c, 409, draft.error);
      const plan = await deps.store.change(code, (record) => record.appendPlan(draft.value));
      await deps.atlas.refresh(code);
      return c.body(JSON.stringify(planReply(planNow(plan, []), [])), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(routes.cancel, async (c) => {
      const found = await find(c, c.req.valid('param').id);
      if (!found.ok) return found.error;
      if (found.value.actor !== c.get('actor').name) return problem(c, 403, `这次求解是${found.value.actor}发起的，只能由其停止`);
      shelf.inHand(found.value.id)?.cancel();
      return reply(c, shelf.told(found.value));
    });
}
