// Cases under way: GET /api/cases, POST /api/cases, POST /api/cases/{id}, POST /api/cases/likelihood. Rows are only added.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern, mayWrite, sees } from '#domain/access/actor.ts';
import { countedArea } from '#domain/land/parcel.ts';
import { caseFaults, casesOn, likelihoodsOn, type LandCase, type PipelineItem } from '#domain/ledger/cases.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { caseStages, prospectStages, type TargetStatement } from '#domain/ledger/target-statement.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { muField } from './fields.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { basisField, created, jsonBody, made, policyCounting, refusedFaults, stateIn } from './target-statements.ts';
import { muOf } from './target-lens.ts';

const caseReply = ({ id, opened, row }: LandCase) => ({
  id,
  policy: row.said.policy,
  kind: row.said.kind,
  parcel: row.said.parcel,
  township: row.said.township,
  stage: row.said.stage,
  expectedMu: toMu(row.said.area),
  due: row.said.due as string,
  opened: opened as string,
  date: row.date as string,
  basis: row.basis,
  actor: row.actor,
});

/** A case as the pipeline counts it. */
export const caseItem = ({ stage, landCase, parcel, township, due, area, permille }: PipelineItem) => ({
  case: landCase.id,
  parcel,
  township,
  stage,
  due: due as string,
  areaMu: muOf(area),
  permille,
});

const likelihoodReply = (rows: readonly TargetStatement[], day: Parameters<typeof likelihoodsOn>[1]) =>
  likelihoodsOn(rows, day).map(({ stage, permille, stated }) => ({
    stage,
    permille,
    stated: stated && { by: stated.actor, basis: stated.basis, date: stated.date },
  }));

const listReply = (rows: readonly TargetStatement[], cases: readonly LandCase[], day: Parameters<typeof likelihoodsOn>[1]) => ({
  asOf: day as string,
  cases: cases.map(caseReply),
  likelihoods: likelihoodReply(rows, day),
});

const step = { stage: z.enum(caseStages), expectedMu: muField, due: dayField, date: dayField, basis: basisField };
const opening = z
  .strictObject({
    county: countyParameter,
    policy: z.string().min(1).max(64),
    kind: z.enum(landMetricKinds),
    parcel: z.string().min(1).max(40),
    ...step,
  })
  .openapi('LandCaseOpening');
const moving = z.strictObject(step).openapi('LandCaseStep');
const likelihood = z
  .strictObject({
    county: countyParameter,
    stage: z.enum(prospectStages),
    permille: z.number().int().min(0).max(1000).openapi({ description: '到期前成为核实土地的可能性，千分比' }),
    date: dayField,
    basis: basisField,
  })
  .openapi('StageLikelihood');
const idPath = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '应为整数')
    .transform(Number),
});
const caseSchema = shaped<ReturnType<typeof caseReply>>('LandCase', '在办地块：阶段、预计面积、预计日期');
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };

const routes = {
  list: createRoute({
    method: 'get',
    path: '/api/cases',
    summary: '在办地块与各阶段的可能性',
    request: { query: z.strictObject({ county: countyParameter, asOf: dayField.optional(), policy: z.string().max(64).optional() }) },
    responses: {
      ...answers('在办', shaped<ReturnType<typeof listReply>>('LandCases', '在办地块；likelihoods 中 stated 为 null 的是假定值')),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  }),
  open: createRoute({
    method: 'post',
    path: '/api/cases',
    summary: '立一件在办',
    request: { body: jsonBody(opening) },
    responses: { ...created(caseSchema), ...refusals },
  }),
  move: createRoute({
    method: 'post',
    path: '/api/cases/{id}',
    summary: '在办进入下一步（原记录保留）',
    request: { params: idPath, body: jsonBody(moving) },
    responses: { ...created(caseSchema), ...refusals },
  }),
  likelihood: createRoute({
    method: 'post',
    path: '/api/cases/likelihood',
    summary: '改一个阶段的可能性（原值保留）',
    request: { body: jsonBody(likelihood) },
    responses: { ...created(shaped<ReturnType<typeof likelihoodReply>>('StageLikelihoods', '各阶段的可能性')), ...refusals },
  }),
};

type Step = z.output<typeof moving>;
type Asked = { readonly county: string; readonly policy: string; readonly kind: z.output<typeof opening>['kind']; readonly parcel: string };

/** Writes a case's row when it may be written; what it is checked against is read inside the same change. */
async function write(
  c: Context<Env>,
  deps: Deps,
  asked: Asked,
  said: Step,
  id: number | null,
): Promise<Result<LandCase, ProblemResponse<404 | 422>>> {
  const snapshot = snapshotOf(c, deps, asked.county);
  if (!snapshot.ok) return snapshot;
  const index = snapshot.value.indexOf.get(asked.parcel);
  if (index === undefined) return fail(problem(c, 404, `没有宗地 ${asked.parcel}`));
  const policy = policyCounting(c, deps, asked.county, asked.policy);
  if (!policy.ok) return policy;
  if (!policy.value.targets.some(({ kind }) => kind === asked.kind) || asked.kind === 'vacated_effective')
    return fail(refusedFaults(c, [{ field: 'kind', message: `${policy.value.title} 没有以这一类登记的用地目标` }]));
  const parcel = snapshot.value.sheet.parcel(snapshot.value.picks[index]!);
  const body = {
    noun: 'case' as const,
    id,
    policy: asked.policy,
    kind: asked.kind,
    parcel: parcel.code,
    township: parcel.township as string | null,
    stage: said.stage,
    area: said.expectedMu,
    due: said.due,
  };
  const written = await stateIn(c, deps, parcel.county, { said: body, date: said.date, basis: said.basis }, (rows) => {
    const cases = casesOn(rows, '9999-12-31' as Step['date']).filter(
      ({ row }) => row.said.policy === asked.policy && row.said.kind === asked.kind,
    );
    return caseFaults(
      body,
      said.date,
      countedArea(parcel)?.area ?? null,
      cases,
      cases.find((one) => one.id === id) ?? null,
      deps.clock.today(),
    );
  });
  if (!written.ok) return written;
  const row = written.value as LandCase['row'];
  return ok({ id: id ?? row.id, row, opened: row.date });
}

export function landCaseRoutes(deps: Deps) {
  return createRouter()
    .openapi(routes.list, (c) => {
      const { county, asOf, policy } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const { sheet } = snapshot.value;
      const rows = sheet.data.targetStatements ?? [];
      const day = asOf ?? sheet.asOf;
      const cases = casesOn(rows, day).filter(
        ({ row }) => sees(c.get('actor'), row.said.township) && (policy === undefined || row.said.policy === policy),
      );
      return reply(c, listReply(rows, cases, day));
    })
    .openapi(routes.likelihood, async (c) => {
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能改可能性');
      const { county, stage, permille, date, basis } = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const written = await stateIn(
        c,
        deps,
        snapshot.value.sheet.data.county.code,
        { said: { noun: 'likelihood', stage, permille }, date, basis },
        () => [],
      );
      if (!written.ok) return written.error;
      return made(c, likelihoodReply(await deps.store.targetStatements(snapshot.value.sheet.data.county.code), date));
    })
    .openapi(routes.open, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能立件');
      const { stage, expectedMu, due, date, basis, ...asked } = c.req.valid('json');
      const written = await write(c, deps, asked, { stage, expectedMu, due, date, basis }, null);
      return written.ok ? made(c, caseReply(written.value)) : written.error;
    })
    .openapi(routes.move, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能办件');
      const { id } = c.req.valid('param');
      for (const { code } of deps.atlas.counties()) {
        const found = casesOn(await deps.store.targetStatements(code), '9999-12-31' as Step['date']).find((one) => one.id === id);
        if (!found || !sees(c.get('actor'), found.row.said.township)) continue;
        const { policy, kind, parcel } = found.row.said;
        const written = await write(c, deps, { county: code, policy, kind, parcel }, c.req.valid('json'), id);
        return written.ok ? made(c, caseReply({ ...written.value, opened: found.opened })) : written.error;
      }
      return problem(c, 404, `没有第 ${id} 件在办`);
    });
}
