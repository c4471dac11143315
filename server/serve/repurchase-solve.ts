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
import type { SolveRun } from '../solve/solve-run.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { mayWrite } from '#domain/access/actor.ts';
import { keepBody, solvedDraft } from './repurchase-keep.ts';
import { shownAnswer, type Asked } from './repurchase-answer.ts';
import { candidateLens } from './repurchase-lens.ts';
import { planReply, type PlanReply } from './repurchase-plan-reply.ts';
import { explainOf, questionOf, solveBody, timeLimitOf, type SolveBody } from './repurchase-question.ts';
import { answers, reply, shaped } from './reply.ts';

export interface RunReply {
  readonly id: string;
  readonly state: SolveRun['state'];
  readonly progress: {
    readonly stage: string;
    readonly seconds: number;
    readonly costWan: number | null;
    readonly boundWan: number | null;
  } | null;
  readonly fault: string | null;
  readonly answer: SolveReply | null;
}

const answerShape = shaped<SolveReply>(
  'RepurchaseAnswer',
  '选地结果：所选宗地、面积、成本（估算）、连片、已证明的下界与差距、各宗替代成本、备选方案；无解时 why 说明原因与最小放宽',
);
const runShape = shaped<RunReply>('RepurchaseRun', '一次求解：排队、进行中、结束或失败');
const body = { required: true, content: { 'application/json': { schema: solveBody } } };
const runPath = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/, 'the id of a run') });
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

const wan = (money: number | null): number | null => (money === null ? null : money / 1_000_000);
const progressReply = (progress: NonNullable<SolveRun['progress']>) => ({
  stage: progress.stage,
  seconds: progress.seconds,
  costWan: wan(progress.cost),
  boundWan: wan(progress.bound),
});

export function repurchaseSolveRoutes(deps: Deps, desk = openSolveDesk()) {
  /** Questions of the runs that are still known, with who asked. */
  const questions = new Map<string, Asked & { readonly actor: string; reply?: SolveReply | null }>();
  const begin = (c: Context<Env>, request: Asked): SolveRun | null => {
    const run = desk.start(request.input);
    if (!run) return null;
    for (const id of questions.keys()) if (!desk.get(id)) questions.delete(id);
    // What the search was given is not needed again; the record's own figures are.
    questions.set(run.id, { ...request, input: { ...request.input, candidates: [] }, actor: c.get('actor').name });
    void run.done.then(
      () =>
        run.fault !== null &&
        !run.cancelled &&
        deps.log(new Error(run.fault), `solving for ${request.lens.snapshot.sheet.data.county.code}`),
    );
    return run;
  };
  /** Checked once, when first asked for. */
  const replyOf = (run: SolveRun): SolveReply | null => {
    const kept = questions.get(run.id);
    if (!kept || !run.answer) return null;
    if (kept.reply === undefined) kept.reply = shownAnswer(run.answer, kept, deps.log);
    return kept.reply;
  };
  const unchecked = '求解结果未通过复核，未予显示；已记入日志';
  const told = (run: SolveRun): RunReply => {
    const answer = replyOf(run);
    const rejected = run.answer !== null && answer === null;
    return {
      id: run.id,
      state: rejected ? 'failed' : run.state,
      progress: run.progress && progressReply(run.progress),
      fault: rejected ? unchecked : run.fault,
      answer,
    };
  };
  const find = (c: Context<Env>, id: string): Result<SolveRun, ProblemResponse<403> | ProblemResponse<404>> => {
    const [run, kept] = [desk.get(id), questions.get(id)];
    if (!run || !kept) return fail(problem(c, 404, `没有求解 ${id}；结束较久的不再保留`));
    return kept.actor === c.get('actor').name ? ok(run) : fail(problem(c, 403, '这次求解是别人发起的'));
  };
  const busy = '同时求解的人太多，请稍后再试';
  return createRouter()
    .openapi(routes.solve, async (c) => {
      const request = asked(c, deps, c.req.valid('json'), await c.req.json<Record<string, unknown>>());
      if (!request.ok) return request.error;
      const run = begin(c, request.value);
      if (!run) return problem(c, 503, busy);
      c.req.raw.signal.addEventListener('abort', () => run.cancel(), { once: true });
      await run.done;
      if (run.fault !== null) return problem(c, 500, `${run.fault}；数据没有改动，可重试`);
      const answer = replyOf(run);
      return answer ? reply(c, answer) : problem(c, 500, unchecked);
    })
    .openapi(routes.start, async (c) => {
      const request = asked(c, deps, c.req.valid('json'), await c.req.json<Record<string, unknown>>());
      if (!request.ok) return request.error;
      const run = begin(c, request.value);
      if (!run) return problem(c, 503, busy);
      return c.body(JSON.stringify(told(run)), 202, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(routes.run, (c) => {
      const run = find(c, c.req.valid('param').id);
      return run.ok ? reply(c, told(run.value)) : run.error;
    })
    .openapi(routes.events, (c) => {
      const run = find(c, c.req.valid('param').id);
      if (!run.ok) return run.error;
      const after = Number(c.req.header('Last-Event-ID') ?? 0) || 0;
      const gone = new AbortController();
      c.header('Cache-Control', 'no-cache, no-transform');
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        stream.onAbort(() => gone.abort());
        for await (const { id, event, data } of run.value.follow(after, gone.signal))
          await stream.writeSSE({ id: String(id), event, data: JSON.stringify('state' in data ? data : progressReply(data)) });
        await stream.writeSSE({ event: 'end', data: '{}' });
      });
    })
    .openapi(routes.keep, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能保存收储方案');
      const run = find(c, c.req.valid('param').id);
      if (!run.ok) return run.error;
      const answer = replyOf(run.value);
      if (!answer) return problem(c, 422, '这次求解没有可以保存的方案');
      const { lens, said } = questions.get(run.value.id)!;
      const { code } = lens.snapshot.sheet.data.county;
      const { adjacency, weights, settings, policy, columns } = lens;
      const after = candidateLens(c, deps, {
        county: code,
        year: columns.year,
        policy: policy?.id,
        settings: settings.version,
        weights,
        adjacency: { ...adjacency, barriers: [...adjacency.barriers] },
      });
      if (!after.ok) return after.error;
      const draft = solvedDraft({
        answer,
        asked: said,
        before: candidatesOf(lens),
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
    .openapi(routes.cancel, (c) => {
      const run = find(c, c.req.valid('param').id);
      if (!run.ok) return run.error;
      run.value.cancel();
      return reply(c, told(run.value));
    });
}
