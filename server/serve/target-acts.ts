// Tasks of townships and targets beside the policy's: POST /api/targets/tasks, POST /api/targets, POST /api/targets/{id}. Rows are only added.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern } from '#domain/access/actor.ts';
import { statedTargetId, statedTargets, type CountyTarget } from '#domain/ledger/county-targets.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { targetAreaOf } from '#domain/ledger/progress.ts';
import type { SaidOf } from '#domain/ledger/target-statement.ts';
import { allocationOf, tasksOn } from '#domain/ledger/tasks.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { type MicroMu, toMu } from '#domain/units.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { muField } from './fields.ts';
import { countyParameter, policiesOf, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { shaped } from './reply.ts';
import { muOf, targetLens } from './target-lens.ts';
import { basisField, created, type Fault, jsonBody, made, policyCounting, refusedFaults, stateAll, stateIn } from './target-statements.ts';

const taskBody = z
  .strictObject({
    county: countyParameter,
    policy: z.string().min(1).max(64),
    target: z.string().min(1).max(64),
    date: dayField.optional().openapi({ description: '自哪一天起生效；缺省为目标期的起始日' }),
    basis: basisField,
    tasks: z
      .array(
        z.strictObject({ township: z.string().min(1).max(12), areaMu: muField.nullable().openapi({ description: 'null 为撤回任务' }) }),
      )
      .min(1)
      .max(200),
  })
  .openapi('TownshipTasks');
const targetFields = {
  title: z.string().trim().min(1).max(120),
  areaMu: muField,
  periodStart: dayField,
  periodEnd: dayField,
  basis: basisField,
  date: dayField.optional().openapi({ description: '自哪一天起生效；缺省为目标期的起始日' }),
};
const targetBody = z
  .strictObject({
    county: countyParameter,
    origin: z.enum(['inherited', 'own']).openapi({ description: 'inherited：上级文件下达；own：自设，只有设定的人看得见' }),
    policy: z.string().min(1).max(64).openapi({ description: '用地按哪个政策登记' }),
    parent: z.string().min(1).max(64).optional(),
    kind: z.enum(landMetricKinds),
    ...targetFields,
  })
  .openapi('StatedTarget');
const changeBody = z.strictObject({ ...targetFields, withdrawn: z.boolean().optional() }).openapi('StatedTargetChange');

interface TasksReply {
  readonly allocation: { readonly allocatedMu: number; readonly differenceMu: number; readonly townships: number } | null;
  readonly tasks: readonly { readonly township: string; readonly areaMu: number | null; readonly date: string }[];
}
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };
const stated = shaped<{ id: string }>('StatedTargetReply', '已记录；id 即目标编号');

const routes = {
  tasks: createRoute({
    method: 'post',
    path: '/api/targets/tasks',
    summary: '把目标分解到乡镇（可多可少，差额如实说明；原任务保留）',
    request: { body: jsonBody(taskBody) },
    responses: { ...created(shaped<TasksReply>('TownshipTasksReply', '分解合计与目标的差额：正为超分，负为未分')), ...refusals },
  }),
  add: createRoute({
    method: 'post',
    path: '/api/targets',
    summary: '设一个上级下达的或自己的用地目标',
    request: { body: jsonBody(targetBody) },
    responses: { ...created(stated), ...refusals },
  }),
  change: createRoute({
    method: 'post',
    path: '/api/targets/{id}',
    summary: '改或撤回一个下达的或自设的目标（原目标保留）',
    request: {
      params: z.object({ id: z.string().regex(/^T\d{1,15}$/) }),
      query: z.strictObject({ county: countyParameter }),
      body: jsonBody(changeBody),
    },
    responses: { ...created(stated), ...refusals },
  }),
};

/** What is wrong with a stated target, seen against the policy under which its land is entered. */
function targetFaults(said: SaidOf<'target'>, policy: Policy, isOwnPolicy: boolean): Fault[] {
  const faults: Fault[] = [];
  if (said.area <= 0) faults.push({ field: 'areaMu', message: '目标应大于零' });
  if (said.periodEnd < said.periodStart) faults.push({ field: 'periodEnd', message: '止日早于起日' });
  const kinds = policy.targets.flatMap(({ kind }) => kind ?? []);
  if (!kinds.includes(said.kind)) faults.push({ field: 'kind', message: `${policy.title} 没有这一类的用地目标，登记的土地无从计入` });
  const parent = policy.targets.find(({ id }) => id === said.parent);
  if (said.parent !== null && !parent) faults.push({ field: 'parent', message: `${policy.title} 没有目标 ${said.parent}` });
  if (said.origin === 'inherited' && !isOwnPolicy && said.parent === null)
    faults.push({ field: 'parent', message: '上级下达的目标要说明属于上级的哪一个目标' });
  if (parent && parent.kind !== said.kind) faults.push({ field: 'kind', message: `与上级目标 ${parent.id} 口径不同，不能作为其一部分` });
  if (parent && (said.periodStart < parent.periodStart || said.periodEnd > parent.periodEnd))
    faults.push({ field: 'periodEnd', message: `超出上级目标的期限（${parent.periodStart} 至 ${parent.periodEnd}）` });
  return faults;
}

type Refusal = ProblemResponse<403 | 404 | 422>;

async function writeTarget(
  c: Context<Env>,
  deps: Deps,
  county: string,
  said: SaidOf<'target'>,
  row: { readonly date: IsoDate; readonly basis: string },
): Promise<Result<string, Refusal>> {
  if (said.origin === 'inherited' && !mayGovern(c.get('actor'))) return fail(problem(c, 403, '当前角色不能设下达的目标'));
  const snapshot = snapshotOf(c, deps, county);
  if (!snapshot.ok) return snapshot;
  const policy = policyCounting(c, deps, county, said.policy);
  if (!policy.ok) return policy;
  const faults = targetFaults(said, policy.value, policiesOf(deps.policies, county).includes(policy.value));
  if (faults.length > 0) return fail(refusedFaults(c, faults));
  const written = await stateIn(c, deps, snapshot.value.sheet.data.county.code, { said, ...row }, () => []);
  return written.ok ? ok(statedTargetId({ ...written.value, said })) : written;
}

/** A land target of the county by id, on the last of days: regulatory, inherited, or the asker's own. */
function landTarget(
  c: Context<Env>,
  deps: Deps,
  county: string,
  policy: string,
  id: string,
): Result<{ of: CountyTarget; area: MicroMu }, Refusal> {
  const lens = targetLens(c, deps, { county, asOf: '9999-12-31' });
  if (!lens.ok) return lens;
  if (lens.value.scope.isPrefecture) return fail(problem(c, 422, '设区市的目标由各县（市、区）分别登记，不在此分解到乡镇'));
  const of = lens.value.targets.find((one) => one.target.id === id && one.policy === policy);
  const area = of && targetAreaOf(of.target);
  return of && area ? ok({ of, area }) : fail(problem(c, 404, `没有用地目标 ${id}`));
}

export function targetActRoutes(deps: Deps) {
  return createRouter()
    .openapi(routes.tasks, async (c) => {
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能分解任务');
      const { county, policy, target, date, basis, tasks } = c.req.valid('json');
      const found = landTarget(c, deps, county, policy, target);
      if (!found.ok) return found.error;
      const { of, area } = found.value;
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const { data } = snapshot.value.sheet;
      const known = new Set<string>(data.townships.map(({ code }) => code));
      const strangers = tasks.filter(({ township }) => !known.has(township));
      const twice = tasks.filter(({ township }, at) => tasks.findIndex((one) => one.township === township) !== at);
      const from = date ?? of.target.periodStart;
      const faults: Fault[] = [
        ...strangers.map(({ township }) => ({ field: 'tasks', message: `${data.county.name}没有乡镇 ${township}` })),
        ...twice.map(({ township }) => ({ field: 'tasks', message: `乡镇 ${township} 写了两次` })),
        ...tasks.filter(({ areaMu }) => areaMu !== null && areaMu < 0).map(() => ({ field: 'tasks', message: '任务不能小于零' })),
        ...(from < of.target.periodStart || from > of.target.periodEnd
          ? [{ field: 'date', message: `${from} 不在目标期内（${of.target.periodStart} 至 ${of.target.periodEnd}）` }]
          : []),
      ];
      if (faults.length > 0) return refusedFaults(c, faults);
      const rows = tasks.map(({ township, areaMu }) => ({
        said: { noun: 'task' as const, policy, target, township, area: areaMu },
        date: from,
        basis,
      }));
      const written = await stateAll(c, deps, data.county.code, rows, () => []);
      if (!written.ok) return written.error;
      const now = tasksOn(await deps.store.targetStatements(data.county.code), policy, target, from);
      const allocation = allocationOf(now, area);
      const body: TasksReply = {
        allocation: allocation && {
          allocatedMu: toMu(allocation.allocated),
          differenceMu: muOf(allocation.difference),
          townships: allocation.townships,
        },
        tasks: [...now].map(([township, task]) => ({
          township,
          areaMu: task.said.area === null ? null : toMu(task.said.area),
          date: task.date,
        })),
      };
      return made(c, body);
    })
    .openapi(routes.add, async (c) => {
      const { county, origin, policy, parent, kind, title, areaMu, periodStart, periodEnd, basis, date } = c.req.valid('json');
      const said = {
        noun: 'target' as const,
        id: null,
        origin,
        policy,
        parent: parent ?? null,
        title,
        kind,
        area: areaMu,
        periodStart,
        periodEnd,
        withdrawn: false,
      };
      const written = await writeTarget(c, deps, county, said, { date: date ?? periodStart, basis });
      return written.ok ? made(c, { id: written.value }) : written.error;
    })
    .openapi(routes.change, async (c) => {
      const { county } = c.req.valid('query');
      const { id } = c.req.valid('param');
      const { title, areaMu, periodStart, periodEnd, basis, date, withdrawn } = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const rows = snapshot.value.sheet.data.targetStatements ?? [];
      const before = statedTargets(rows, '9999-12-31' as IsoDate, c.get('actor').name).find(({ target }) => target.id === id)?.stated;
      if (!before) return problem(c, 404, `没有目标 ${id}`);
      const said = { ...before.said, id, title, area: areaMu, periodStart, periodEnd, withdrawn: withdrawn ?? false };
      const written = await writeTarget(c, deps, county, said, { date: date ?? periodStart, basis });
      return written.ok ? made(c, { id: written.value }) : written.error;
    });
}
