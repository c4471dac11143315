// Plans to buy land back: GET and POST /api/repurchase/plans, one plan, and what is done to it, down to the ledger at delivery.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern, mayWrite } from '#domain/access/actor.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { parseIsoDate } from '#domain/period.ts';
import { blocksOf } from '#domain/repurchase/blocks.ts';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import { planActFault, type PlanActDraft, type PlanActFault } from '#domain/repurchase/plan-acts.ts';
import { planNow, planSteps, type PlannedParcel } from '#domain/repurchase/plan.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { parseMoney } from '#domain/units.ts';
import { standingEntries } from '../atlas/freed.ts';
import { candidatesOf } from '../atlas/repurchase/candidates.ts';
import { plansNow } from '../atlas/repurchase/planned.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { muField } from './fields.ts';
import { declareWithin, type Refusal } from './ledger-declare.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { chosenParcel } from './repurchase-keep.ts';
import { adjacencySchema, candidateLens } from './repurchase-lens.ts';
import { planReply, type PlanReply } from './repurchase-plan-reply.ts';
import { answers, reply, shaped } from './reply.ts';

const planShape = shaped<PlanReply>('RepurchasePlan', '收储方案：所选宗地按当时的估算，逐宗进度与已作的决定');
const text = (most: number) => z.string().trim().min(1).max(most);
const planBody = z
  .strictObject({
    county: countyParameter,
    name: text(100),
    parcels: z.array(text(40)).min(1).max(2000).openapi({ description: '宗地代码；面积、成本由候选数据得出' }),
    note: z.string().trim().max(2000).default(''),
    adjacency: adjacencySchema.optional(),
  })
  .openapi('RepurchasePlanDraft');
const amountWan = z.number().positive().max(1e9).openapi({ description: '万元' });
const ledgerPart = z
  .strictObject({
    policy: text(64),
    kind: z.enum(landMetricKinds),
    effectiveMu: muField.nullish(),
    documents: z.array(text(300)).max(50).default([]),
  })
  .openapi({ description: '交付时记入台账：按哪一政策、计作哪一类，凭证' });
const actBody = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('approve'), date: dayField, basis: text(2000) }),
    z.strictObject({ act: z.literal('withdraw'), date: dayField, basis: text(2000) }),
    z.strictObject({ act: z.literal('drop'), parcel: text(40), date: dayField, basis: text(2000) }),
    z.strictObject({
      act: z.literal('step'),
      parcel: text(40),
      step: z.enum(planSteps),
      amountWan: amountWan.nullable().default(null),
      ledger: ledgerPart.optional(),
      date: dayField,
      basis: text(2000),
    }),
  ])
  .openapi('RepurchasePlanAct');
type ActBody = z.output<typeof actBody>;

const idPath = z.object({
  id: z
    .string()
    .regex(/^\d{1,12}$/, '应为整数')
    .transform(Number)
    .openapi({ type: 'integer' }),
});
const countyQuery = z.strictObject({ county: countyParameter });
const refusals = { ...problems.bad, ...problems.missing, ...problems.forbidden, ...problems.conflict, ...problems.broken };
const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
const created = (what: string) => ({ 201: { description: what, content: { 'application/json': { schema: planShape } } } });
const made = <T>(c: Context, body: T) => c.body(JSON.stringify(body), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;

/** The plots as candidates, none of them excluded; or why the plan cannot be kept. */
function chosen(c: Context<Env>, found: readonly Candidate[], codes: readonly string[]): Result<PlannedParcel[], ProblemResponse<422>> {
  const byCode = new Map(found.map((one) => [one.code, one]));
  const issues: { parameter: string; message: string }[] = [];
  const parcels: PlannedParcel[] = [];
  for (const [index, code] of codes.entries()) {
    const candidate = byCode.get(code);
    const parcel = candidate && !candidate.excluded ? chosenParcel(candidate) : null;
    if (parcel && codes.indexOf(code) === index) parcels.push(parcel);
    else if (!candidate) issues.push({ parameter: `parcels.${index}`, message: `没有宗地 ${code}` });
    else if (parcel) issues.push({ parameter: `parcels.${index}`, message: `宗地 ${code} 列了两次` });
    else issues.push({ parameter: `parcels.${index}`, message: `宗地 ${code} 不列入：${candidate.excluded?.message ?? '面积或成本不详'}` });
  }
  return issues.length === 0 ? ok(parcels) : fail(problem(c, 422, issues.map(({ message }) => message).join('；'), { issues }));
}

/** Plots of which the ledger counts land, under whatever policy. */
function freedParcels({ sheet }: Snapshot, codes: readonly string[]): ReadonlySet<string> {
  return new Set(codes.filter((code) => standingEntries(sheet, code).length > 0));
}

function refused(c: Context, { reason, field, message }: PlanActFault): ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422> {
  const issues = [{ parameter: field, message }];
  if (reason === 'not-found') return problem(c, 404, message, { issues });
  return reason === 'conflict' ? problem(c, 409, message, { issues }) : problem(c, 422, message, { issues });
}

function draftOf(said: ActBody): PlanActDraft | null {
  const date = parseIsoDate(said.date);
  if (!date) return null;
  if (said.act === 'approve' || said.act === 'withdraw') return { act: said.act, date };
  if (said.act === 'drop') return { act: 'drop', parcel: said.parcel, date };
  const amount = said.amountWan === null ? null : (parseMoney(String(said.amountWan), '万元')?.value ?? null);
  return { act: 'step', parcel: said.parcel, step: said.step, amount, date };
}

/** Who may do it: putting a plan in force or taking it back is for those who govern, following it plot by plot for those who write. */
const mayAct = (c: Context<Env>, said: ActBody): boolean =>
  said.act === 'approve' || said.act === 'withdraw' ? mayGovern(c.get('actor')) : mayWrite(c.get('actor'));

type Acted = Result<null, Refusal>;

/** Checks and writes one act, the delivery with its ledger entry, in one change. */
async function act(c: Context<Env>, deps: Deps, snapshot: Snapshot, id: number, said: ActBody): Promise<Acted> {
  const { code: county } = snapshot.sheet.data.county;
  const draft = draftOf(said);
  if (!draft) return fail(problem(c, 422, `${said.date} 不是日期`));
  return deps.store.change(county, async (record): Promise<Acted> => {
    const [plans, acts] = [await record.repurchasePlans(county), await record.repurchasePlanActs(county)];
    const all = plans.map((plan) => planNow(plan, acts));
    const now = all.find(({ plan }) => plan.id === id);
    if (!now) return fail(problem(c, 404, `没有第 ${id} 号方案`));
    const freed = freedParcels(
      snapshot,
      now.plan.parcels.map(({ code }) => code),
    );
    const ground = { others: all.filter((one) => one !== now), freed, today: deps.clock.today() };
    const fault = planActFault(draft, now, ground);
    if (fault) return fail(refused(c, fault));
    const row = { plan: id, basis: said.basis, actor: c.get('actor').name, recordedAt: deps.clock.now() };
    if (draft.act !== 'step') {
      await record.appendPlanAct({ ...row, ...draft });
      return ok(null);
    }
    const given = said.act === 'step' ? said.ledger : undefined;
    if (draft.step !== 'delivery' && given) return fail(problem(c, 422, '只有交付时记入台账'));
    if (draft.step !== 'delivery') {
      await record.appendPlanAct({ ...row, ...draft, ledgerEntry: null });
      return ok(null);
    }
    if (!given)
      return fail(
        problem(c, 422, '交付须说明按哪一政策、计作哪一类记入台账', { issues: [{ parameter: 'ledger', message: '交付时必填' }] }),
      );
    const parcel = now.plan.parcels.find(({ code }) => code === draft.parcel)!;
    const entered = await declareWithin(c, deps, record, {
      ...given,
      county,
      parcel: parcel.code,
      measure: 'M-REPURCHASE',
      grossMu: parcel.area,
      date: draft.date,
      basis: said.basis,
    });
    if (!entered.ok) return entered;
    await record.appendPlanAct({ ...row, ...draft, ledgerEntry: entered.value.rows[0].id });
    return ok(null);
  });
}

export function repurchasePlanRoutes(deps: Deps) {
  const list = createRoute({
    method: 'get',
    path: '/api/repurchase/plans',
    summary: '收储方案：全部，新的在前，各按自己的估算',
    request: { query: countyQuery },
    responses: { ...answers('方案', z.array(planShape)), ...problems.bad, ...problems.missing, ...problems.forbidden },
  });
  const one = createRoute({
    method: 'get',
    path: '/api/repurchase/plans/{id}',
    summary: '一份收储方案：宗地、区块、逐宗进度、已作的决定',
    request: { params: idPath, query: countyQuery },
    responses: { ...answers('方案', planShape), ...problems.bad, ...problems.missing, ...problems.forbidden },
  });
  const keep = createRoute({
    method: 'post',
    path: '/api/repurchase/plans',
    summary: '保存一份由人挑选的方案（草案）；面积、成本、区块由候选数据得出',
    request: { body: jsonBody(planBody) },
    responses: { ...created('已保存'), ...refusals },
  });
  const doAct = createRoute({
    method: 'post',
    path: '/api/repurchase/plans/{id}/acts',
    summary: '批准、撤回、逐宗推进（申请、评估、审批、签约、交付）、移出；交付即记入台账',
    request: { params: idPath, query: countyQuery, body: jsonBody(actBody) },
    responses: { ...created('已记录'), ...refusals },
  });
  /** Plans speak of the whole county's land and money: they are for those who see all of it. */
  const whole = (c: Context<Env>, county: string): Result<Snapshot, ProblemResponse<403> | ProblemResponse<404>> => {
    const snapshot = snapshotOf(c, deps, county);
    if (!snapshot.ok) return snapshot;
    return snapshot.value.scope === 'all' ? snapshot : fail(problem(c, 403, '收储方案涉及全县，须由县级人员查看'));
  };
  const told = (snapshot: Snapshot, id: number): PlanReply | null => {
    const now = plansNow(snapshot.sheet).find(({ plan }) => plan.id === id);
    return now ? planReply(now, snapshot.sheet.data.repurchasePlanActs ?? []) : null;
  };
  return createRouter()
    .openapi(list, (c) => {
      const snapshot = whole(c, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      const acts = snapshot.value.sheet.data.repurchasePlanActs ?? [];
      return reply(
        c,
        [...plansNow(snapshot.value.sheet)].reverse().map((now) => planReply(now, acts)),
      );
    })
    .openapi(one, (c) => {
      const snapshot = whole(c, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      const { id } = c.req.valid('param');
      const found = told(snapshot.value, id);
      return found ? reply(c, found) : problem(c, 404, `没有第 ${id} 号方案`);
    })
    .openapi(keep, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能保存收储方案');
      const { county, name, parcels: codes, note, adjacency } = c.req.valid('json');
      const snapshot = whole(c, county);
      if (!snapshot.ok) return snapshot.error;
      const lens = candidateLens(c, deps, { county, adjacency });
      if (!lens.ok) return lens.error;
      const candidates = candidatesOf(lens.value);
      const parcels = chosen(c, candidates, codes);
      if (!parcels.ok) return parcels.error;
      const neighbours = new Map(candidates.map((candidate) => [candidate.code, candidate.neighbours]));
      const areas = new Map(parcels.value.map(({ code, area }) => [code, area]));
      const draft = {
        name,
        question: JSON.stringify({ note, settings: lens.value.settings.version, adjacency: lens.value.adjacency }),
        solved: false,
        parcels: parcels.value,
        blocks: blocksOf(
          codes,
          (code) => neighbours.get(code) ?? [],
          (code) => areas.get(code) ?? 0,
        ),
        bound: null,
        dataVersion: snapshot.value.tag,
        actor: c.get('actor').name,
        recordedAt: deps.clock.now(),
      };
      const { code } = snapshot.value.sheet.data.county;
      const plan = await deps.store.change(code, (record) => record.appendPlan(draft));
      await deps.atlas.refresh(code);
      return made(c, planReply(planNow(plan, []), []));
    })
    .openapi(doAct, async (c) => {
      const said = c.req.valid('json');
      if (!mayAct(c, said)) return problem(c, 403, '当前角色不能推进收储方案');
      const { county } = c.req.valid('query');
      const snapshot = whole(c, county);
      if (!snapshot.ok) return snapshot.error;
      const { id } = c.req.valid('param');
      const done = await act(c, deps, snapshot.value, id, said);
      if (!done.ok) return done.error;
      await deps.atlas.refresh(snapshot.value.sheet.data.county.code);
      const after = whole(c, county);
      return after.ok ? made(c, told(after.value, id)) : after.error;
    });
}
