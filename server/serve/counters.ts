// Targets that are not land, each with its own counter: GET and POST /api/targets/counters, POST /api/targets/counters/{id}/reverse.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite, sees } from '#domain/access/actor.ts';
import { counterGap, enteredOn, isMet, type CounterRow } from '#domain/ledger/counters.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { statedOn } from '#domain/ledger/target-statement.ts';
import type { IsoDate } from '#domain/period.ts';
import { decimal, decimalText, parseDecimal } from '#domain/units.ts';
import { computedCounter } from '../atlas/computed-counters.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { targetLens, type TargetLens } from './target-lens.ts';
import { basisField, created, type Fault, jsonBody, made, refusedFaults, stateIn } from './target-statements.ts';

const rowReply = (row: CounterRow) => ({
  id: row.id,
  value: row.said.value,
  part: row.said.part,
  township: row.said.township,
  date: row.date as string,
  basis: row.basis,
  actor: row.actor,
});

/** A counter as it stands: what was entered goes before what is computed; with neither, `value` is null: unknown, not zero. */
export function counterReply({ scope, day }: TargetLens, { target, policy }: CountyTarget) {
  const entered = enteredOn(scope.statements, policy, target, day);
  const computed = computedCounter(scope, target, policy, day);
  const value = entered?.value ?? computed?.value ?? null;
  return {
    id: target.id,
    policy,
    name: target.name,
    metric: target.metric,
    clause: target.clause,
    unit: target.unit,
    target: target.value,
    comparator: target.comparator,
    comparatorText: target.comparatorText,
    cumulative: target.cumulative,
    strength: target.strength,
    extent: target.extent,
    parent: target.parent,
    note: target.note,
    periodStart: target.periodStart as string,
    periodEnd: target.periodEnd as string,
    value,
    source: entered ? ('entered' as const) : computed ? ('computed' as const) : null,
    gap: value === null ? null : counterGap(target, value),
    met: value === null ? null : isMet(target, value),
    entered: entered && { value: entered.value, latest: entered.latest as string, parts: entered.parts, rows: entered.rows.map(rowReply) },
    computed,
  };
}

export type CounterReply = ReturnType<typeof counterReply>;

const body = z
  .strictObject({
    county: countyParameter,
    policy: z.string().min(1).max(64),
    target: z.string().min(1).max(64),
    value: z.union([z.number(), z.string().max(40)]).openapi({ description: '累计类为本次新增，水平类为当时达到的水平' }),
    part: z.string().trim().min(1).max(40).optional().openapi({ description: '分项，如 企业、装备' }),
    township: z.string().max(12).optional(),
    date: dayField,
    basis: basisField,
  })
  .openapi('CounterEntry');
const back = z.strictObject({ county: countyParameter, date: dayField, basis: basisField }).openapi('CounterReversal');
const rowSchema = shaped<ReturnType<typeof rowReply>>('RecordedCounterEntry', '已记录的计数');
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };

const routes = {
  list: createRoute({
    method: 'get',
    path: '/api/targets/counters',
    summary: '非用地目标的计数：填报的或由数据算得的，各自说明',
    request: { query: z.strictObject({ county: countyParameter, asOf: dayField.optional(), policy: z.string().max(64).optional() }) },
    responses: {
      ...answers(
        '计数',
        z.array(
          shaped<ReturnType<typeof counterReply>>('TargetCounter', 'value 为 null 表示未知；source 为 entered（填报）或 computed（计算）'),
        ),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  }),
  add: createRoute({
    method: 'post',
    path: '/api/targets/counters',
    summary: '填报一个非用地目标的计数（只增不改）',
    request: { body: jsonBody(body) },
    responses: { ...created(rowSchema), ...refusals },
  }),
  reverse: createRoute({
    method: 'post',
    path: '/api/targets/counters/{id}/reverse',
    summary: '冲销一次填报（原记录保留）',
    request: {
      params: z.object({
        id: z
          .string()
          .regex(/^\d{1,15}$/)
          .transform(Number),
      }),
      body: jsonBody(back),
    },
    responses: { ...created(rowSchema), ...refusals },
  }),
};

function addFaults({ target }: CountyTarget, said: z.output<typeof body>, value: string | null, today: IsoDate): Fault[] {
  const faults: Fault[] = [];
  if (value === null) faults.push({ field: 'value', message: '不是数字' });
  // An amount below zero would hide a correction: that is a reversal.
  else if (target.cumulative && decimal(value).digits < 0n) faults.push({ field: 'value', message: '累计类不能填负数：更正请冲销原填报' });
  if (said.date < target.periodStart || said.date > target.periodEnd)
    faults.push({ field: 'date', message: `${said.date} 不在目标期内（${target.periodStart} 至 ${target.periodEnd}）` });
  if (said.date > today) faults.push({ field: 'date', message: `日期 ${said.date} 还没有到` });
  return faults;
}

const refusedRole = (c: Context<Env>) => problem(c, 403, '当前角色不能填报');

export function counterRoutes(deps: Deps) {
  return createRouter()
    .openapi(routes.list, (c) => {
      const asked = c.req.valid('query');
      const lens = targetLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const counters = lens.value.targets.filter(
        ({ target, policy }) => target.kind === null && (asked.policy === undefined || policy === asked.policy),
      );
      return reply(
        c,
        counters.map((one) => counterReply(lens.value, one)),
      );
    })
    .openapi(routes.add, async (c) => {
      if (!mayWrite(c.get('actor'))) return refusedRole(c);
      const said = c.req.valid('json');
      const lens = targetLens(c, deps, said);
      const snapshot = snapshotOf(c, deps, said.county);
      if (!lens.ok) return lens.error;
      if (!snapshot.ok) return snapshot.error;
      const of = lens.value.targets.find(
        ({ target, policy }) => target.id === said.target && policy === said.policy && target.kind === null,
      );
      if (!of) return problem(c, 404, `没有非用地目标 ${said.target}`);
      const parsed = parseDecimal(String(said.value));
      const value = parsed && decimalText(parsed);
      if (!sees(c.get('actor'), said.township ?? null)) return problem(c, 403, '只能填报本人乡镇范围内的数字，请写明乡镇');
      const places = snapshot.value.sheet.data.townships;
      const faults = addFaults(of, said, value, deps.clock.today());
      if (said.township !== undefined && !places.some(({ code }) => code === said.township))
        faults.push({ field: 'township', message: `本县没有乡镇 ${said.township}` });
      if (faults.length > 0) return refusedFaults(c, faults);
      const row = {
        said: {
          noun: 'counter' as const,
          policy: said.policy,
          target: said.target,
          value,
          part: said.part ?? null,
          township: said.township ?? null,
          reverses: null,
        },
        date: said.date,
        basis: said.basis,
      };
      const written = await stateIn(c, deps, snapshot.value.sheet.data.county.code, row, () => []);
      return written.ok ? made(c, rowReply(written.value as CounterRow)) : written.error;
    })
    .openapi(routes.reverse, async (c) => {
      if (!mayWrite(c.get('actor'))) return refusedRole(c);
      const { county, date, basis } = c.req.valid('json');
      const { id } = c.req.valid('param');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const { code } = snapshot.value.sheet.data.county;
      const rows = statedOn(await deps.store.targetStatements(code), 'counter', '9999-12-31' as IsoDate);
      const first = rows.find((row) => row.id === id && row.said.reverses === null);
      if (!first || !sees(c.get('actor'), first.said.township)) return problem(c, 404, `没有第 ${id} 次填报`);
      if (rows.some(({ said }) => said.reverses === id)) return problem(c, 409, `第 ${id} 次填报已经冲销`);
      if (date < first.date || date > deps.clock.today())
        return refusedFaults(c, [{ field: 'date', message: `日期应在 ${first.date} 与今天之间` }]);
      const said = { ...first.said, value: null, reverses: id };
      // Asked again inside the change: of two at a time only one takes back.
      const written = await stateIn(c, deps, code, { said, date, basis }, (before) =>
        statedOn(before, 'counter', '9999-12-31' as IsoDate).some((row) => row.said.reverses === id)
          ? [{ field: 'id', message: `第 ${id} 次填报已经冲销` }]
          : [],
      );
      return written.ok ? made(c, rowReply(written.value as CounterRow)) : written.error;
    });
}
