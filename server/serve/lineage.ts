// What became of parcels: GET and POST /api/ledger/lineage (split, merge, renumber, rearrange, redrawn townships), a trial, and taking one back.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { type CountyCode, parseCountyCode } from '#domain/land/codes.ts';
import type { LineagePlan, LineageRequest } from '#domain/ledger/enter-lineage.ts';
import type { LedgerPart, LedgerRow } from '#domain/ledger/entry.ts';
import { kinOf, type Lineage } from '#domain/ledger/lineage.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { type CarriedOut, carryOut, faultReply, plannedLineage, refusalOf } from './lineage-acts.ts';
import { lineageBody, requestOf, undoBody } from './lineage-fields.ts';
import { geometryOf } from './ledger-declare.ts';
import { idPath, placementsOf } from './ledger-fields.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, type ProblemResponse, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

function partReply({ from, to, area, fromTownship, toTownship }: Lineage['parts'][number]) {
  return { from, to, areaMu: toMu(area), fromTownship: fromTownship as string | null, toTownship: toTownship as string | null };
}

/** An act as written, with the entries that went on through it and the act that took it back, if any. */
export function actReply(act: Lineage, acts: readonly Lineage[], entries: readonly number[]) {
  const { id, kind, date, parts, undoes, basis, actor, recordedAt, hash, previousHash } = act;
  const undone = acts.find((one) => one.undoes === id) ?? null;
  return {
    id,
    kind,
    date: date as string,
    parts: parts.map(partReply),
    undoes,
    undoneBy: undone?.id ?? null,
    undoneOn: (undone?.date ?? null) as string | null,
    entries: [...entries],
    basis,
    actor,
    recordedAt,
    hash,
    previousHash,
  };
}

function pieceReply({ parcel, township, gross, effective, shape }: LedgerPart) {
  const effectiveMu = effective === null ? null : toMu(effective);
  return { parcel, township: township as string | null, grossMu: toMu(gross), effectiveMu, geometry: geometryOf(shape) };
}

const carriedReply = ({ carries }: LineagePlan) =>
  carries.map(({ entry, before, parts }) => ({
    entry: entry.id,
    policy: entry.policy,
    kind: entry.kind,
    stage: entry.stage,
    before: before.map(pieceReply),
    after: parts.map((part) => ({ origin: part.origin, ...pieceReply(part) })),
  }));

export function planReply(plan: LineagePlan) {
  return {
    kind: plan.kind,
    date: plan.date as string,
    parts: plan.parts.map(partReply),
    carried: carriedReply(plan),
    faults: plan.faults.map(faultReply),
    conflicts: plan.conflicts.map(({ id, parcel, overlap }) => ({ id, parcel, overlapMu: toMu(overlap) })),
    notices: [...plan.notices],
  };
}

export type ActReply = ReturnType<typeof actReply>;
export type PlanReply = ReturnType<typeof planReply>;
const actSchema = shaped<ActReply>(
  'Lineage',
  '沿革一项：parts 为土地去向（areaMu 按原宗地面积计），entries 为随之承继的台账条目，undoneBy 为撤销它的一项',
);
const doneSchema = shaped<{ act: ActReply; carried: ReturnType<typeof carriedReply>; notices: string[] }>(
  'LineageDone',
  '已登记：act 沿革，carried 随之承继的条目（before 原在何处，after 现在何处、来自哪一宗 origin），notices 应知事项',
);
const planSchema = shaped<ReturnType<typeof planReply>>(
  'LineagePlan',
  '试算：parts 各块去向与面积，carried 将承继的条目，faults 不合规之处（parameter、parcel、entry、areaMu、geometry），conflicts 容不下的条目',
);
const json = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };
const made = { 201: { description: '已登记', content: { 'application/json': { schema: doneSchema } } }, ...refusals };

const list = createRoute({
  method: 'get',
  path: '/api/ledger/lineage',
  summary: '宗地沿革：分割、合并、换号、重划、区划调整与撤销',
  request: { query: z.strictObject({ county: countyParameter, parcel: z.string().max(40).optional() }) },
  responses: { ...answers('新的在前；parcel 只看与该宗地有关的', z.array(actSchema)), ...problems.bad, ...problems.missing },
});
const add = createRoute({
  method: 'post',
  path: '/api/ledger/lineage',
  summary: '登记一项沿革；台账条目随之承继，原宗地退出宗地数据（整条留存）',
  request: { body: json(lineageBody) },
  responses: made,
});
const trial = createRoute({
  method: 'post',
  path: '/api/ledger/lineage/check',
  summary: '试算一项沿革：各块面积、承继的条目、会不会被拒绝；不写入',
  request: { body: json(lineageBody) },
  responses: { ...answers('试算结果', planSchema), ...refusals },
});
const undo = createRoute({
  method: 'post',
  path: '/api/ledger/lineage/{id}/undo',
  summary: '撤销一项沿革：自某日起恢复原宗地（或原乡镇）；同日撤销即视为从未发生',
  request: { params: idPath, body: json(undoBody) },
  responses: made,
});

type Refused = ProblemResponse<403> | ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422>;

function mayNot(c: Context<Env>): ProblemResponse<403> | null {
  const actor = c.get('actor');
  return mayWrite(actor) && actor.townships === 'all' ? null : problem(c, 403, '宗地沿革涉及全县，当前角色不能登记；请登录');
}

/** Carries an act out in one change and takes it over into the atlas. */
async function done(
  c: Context<Env>,
  deps: Deps,
  county: CountyCode,
  request: LineageRequest,
  basis: string,
): Promise<Result<CarriedOut, Refused>> {
  const said = { basis, actor: c.get('actor').name, recordedAt: deps.clock.now() };
  const outcome = await deps.store.change(county, async (record) => {
    const out = await carryOut(record, county, request, deps.clock.today(), said);
    if (out.ok) await deps.evaluate?.(record, county, said.recordedAt);
    return out;
  });
  if (outcome.ok) {
    await deps.atlas.refresh(county);
    return ok(outcome.value);
  }
  const { detail, ...more } = refusalOf(outcome.error);
  const { faults } = outcome.error;
  return fail(faults.length === 0 || faults.some(({ already }) => already) ? problem(c, 409, detail, more) : problem(c, 422, detail, more));
}

const entriesOf = (rows: readonly LedgerRow[], act: number): number[] => [
  ...new Set(rows.filter(({ lineage }) => lineage === act).map(({ entry }) => entry)),
];

export function lineageRoutes(deps: Deps) {
  const told = async (c: Context<Env>, county: CountyCode, { act, rows, plan, notices }: CarriedOut) => {
    const body = { act: actReply(act, await deps.store.lineage(county), entriesOf(rows, act.id)), carried: carriedReply(plan), notices };
    return c.body(JSON.stringify(body), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
  };
  return createRouter()
    .openapi(list, async (c) => {
      const { county, parcel } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const { code } = snapshot.value.sheet.data.county;
      const acts = await deps.store.lineage(code);
      const kin = parcel === undefined ? null : kinOf(acts, parcel);
      const shown = acts.filter(({ parts }) => !kin || parts.some(({ from, to }) => kin.has(from) || kin.has(to)));
      // From the snapshot: reading a long ledger anew would hold everybody up.
      const rows = shown.length > 0 ? snapshot.value.sheet.data.ledger.filter(({ lineage }) => lineage !== null) : [];
      return reply(
        c,
        shown.toReversed().map((act) => actReply(act, acts, entriesOf(rows, act.id))),
      );
    })
    .openapi(trial, async (c) => {
      const said = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, said.county);
      if (!snapshot.ok) return snapshot.error;
      const { code } = snapshot.value.sheet.data.county;
      const { plan } = await plannedLineage(deps.store, code, requestOf(said), deps.clock.today());
      return reply(c, planReply(plan));
    })
    .openapi(add, async (c) => {
      const said = c.req.valid('json');
      const refused = mayNot(c);
      if (refused) return refused;
      const county = parseCountyCode(said.county);
      if (!county || !(await deps.store.county(county))) return problem(c, 404, `没有县 ${said.county} 的数据`);
      const out = await done(c, deps, county, requestOf(said), said.basis);
      return out.ok ? told(c, county, out.value) : out.error;
    })
    .openapi(undo, async (c) => {
      const refused = mayNot(c);
      if (refused) return refused;
      const { id } = c.req.valid('param');
      const { date, basis, placements } = c.req.valid('json');
      const county = await deps.store.countyOfLineage(id);
      if (!county) return problem(c, 404, `没有沿革第 ${id} 项`);
      const out = await done(c, deps, county, { kind: 'undo', date, id, placements: placementsOf(placements) }, basis);
      return out.ok ? told(c, county, out.value) : out.error;
    });
}
