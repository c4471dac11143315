// 收储 candidates and the settings they follow from: GET /api/repurchase/candidates, GET and POST /settings, POST /costs.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern, mayWrite } from '#domain/access/actor.ts';
import { barrierKinds, defaultAdjacency } from '#domain/repurchase/adjacency.ts';
import { scoreParts, settingsSchema, weightsSchema } from '#domain/repurchase/settings.ts';
import { parseMoney } from '#domain/units.ts';
import { candidatesOf } from '../atlas/repurchase/candidates.ts';
import { exampleSettings, settingsOf } from '../atlas/repurchase/example-settings.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, lensQuery, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { candidateLens } from './repurchase-lens.ts';
import { candidateReply, settingsReply, type CandidateReply, type SettingsReply } from './repurchase-reply.ts';
import { answers, reply, shaped } from './reply.ts';

const decimalText = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, '应为数字')
    .transform(Number)
    .refine((value) => value <= most, `at most ${most}`);

/** `tax:30,idle:0`: weights that differ from the settings'. */
const weightsText = z
  .string()
  .max(400)
  .transform((text, context) => {
    const entries = text.split(',').map((part) => part.split(':'));
    const parsed = weightsSchema.safeParse(Object.fromEntries(entries.map(([name, value]) => [name, Number(value ?? Number.NaN)])));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: `权重写作 tax:30,idle:10；可用 ${scoreParts.join('、')}` });
    return z.NEVER;
  })
  .openapi({ type: 'string', example: 'tax:30,idle:20' });
const barriersText = z
  .string()
  .max(60)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(barrierKinds)))
  .openapi({ type: 'string', example: 'road,water' });

const candidatesQuery = z.strictObject({
  ...lensQuery,
  settings: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .optional()
    .openapi({ description: '参数版本；0 为示例，缺省为现行' }),
  weights: weightsText.optional(),
  gapM: decimalText(100).optional(),
  minSharedM: decimalText(1000).optional(),
  barriers: barriersText.optional(),
});

const settingsBody = z
  .strictObject({ county: countyParameter, basis: z.string().trim().min(1).max(2000), settings: settingsSchema })
  .openapi('RepurchaseSettingsDraft');
const costBody = z
  .strictObject({
    county: countyParameter,
    parcel: z.string().min(1).max(40),
    costWan: z.number().min(0).max(1e9).nullable().openapi({ description: '万元；null 为撤销此前填报' }),
    source: z.string().trim().min(1).max(500).openapi({ description: '评估报告号、日期、机构' }),
  })
  .openapi('RepurchaseCost');
const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
const settingsShape = shaped<SettingsReply>('RepurchaseSettings', '收储参数的一个版本：example 为随程序的示例，未经本县确认');
const writes = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };
const created = <S extends z.ZodType>(schema: S) => ({ 201: { description: '已记录', content: { 'application/json': { schema } } } });
const made = <T>(c: Context, body: T) => c.body(JSON.stringify(body), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;

const candidatesRoute = createRoute({
  method: 'get',
  path: '/api/repurchase/candidates',
  summary: '收储候选宗地：面积、估算成本及其构成、得分及其构成、不列入的理由、相邻宗地（即求解所用的数）',
  request: { query: candidatesQuery },
  responses: {
    ...answers(
      '全部宗地，按图上次序；costWan 为估算，以评估为准；未知为 null',
      z.array(shaped<CandidateReply>('RepurchaseCandidate', '候选宗地')),
    ),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
  },
});
const settingsRoute = createRoute({
  method: 'get',
  path: '/api/repurchase/settings',
  summary: '收储成本与评分参数：现行与全部版本',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: {
    ...answers(
      '现行版本与历史；版本 0 是示例',
      shaped<{ readonly current: SettingsReply; readonly versions: readonly SettingsReply[] }>('RepurchaseSettingsHistory', '参数与历史'),
    ),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
  },
});
const writeSettingsRoute = createRoute({
  method: 'post',
  path: '/api/repurchase/settings',
  summary: '写入收储参数的新版本（旧版本保留）',
  request: { body: jsonBody(settingsBody) },
  responses: { ...created(settingsShape), ...writes },
});
const costRoute = createRoute({
  method: 'post',
  path: '/api/repurchase/costs',
  summary: '填报一宗地的收购成本并注明来源，或撤销（只增不改）',
  request: { body: jsonBody(costBody) },
  responses: { ...created(shaped<CandidateReply>('RepurchaseCostRecorded', '该宗地此后的候选数据')), ...writes },
});

async function takeOver(deps: Deps, county: string): Promise<void> {
  const found = deps.atlas.counties().find((one) => one.code === county);
  if (found) await deps.atlas.refresh(found.code);
}

async function writeCost(c: Context<Env>, deps: Deps, said: z.output<typeof costBody>) {
  const lens = candidateLens(c, deps, { county: said.county });
  if (!lens.ok) return lens.error;
  const { snapshot } = lens.value;
  if (!snapshot.indexOf.has(said.parcel)) return problem(c, 404, `没有宗地 ${said.parcel}`);
  const cost = said.costWan === null ? null : parseMoney(String(said.costWan), '万元');
  const override = {
    parcel: said.parcel,
    costFen: cost?.value ?? null,
    source: said.source,
    actor: c.get('actor').name,
    recordedAt: deps.clock.now(),
  };
  await deps.store.change(snapshot.sheet.data.county.code, (record) => record.appendCostOverride(override));
  await takeOver(deps, said.county);
  const after = candidateLens(c, deps, { county: said.county });
  return after.ok ? made(c, candidateReply(candidatesOf(after.value).find(({ code }) => code === said.parcel)!)) : after.error;
}

export function repurchaseRoutes(deps: Deps) {
  return createRouter()
    .openapi(candidatesRoute, (c) => {
      const { gapM, minSharedM, barriers, ...asked } = c.req.valid('query');
      const adjacency = {
        gapM: gapM ?? defaultAdjacency.gapM,
        minSharedM: Math.max(0.1, minSharedM ?? defaultAdjacency.minSharedM),
        barriers: barriers ?? [],
      };
      const lens = candidateLens(c, deps, { ...asked, adjacency });
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.snapshot.tag);
      return known ?? reply(c, candidatesOf(lens.value).map(candidateReply));
    })
    .openapi(settingsRoute, (c) => {
      const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const { sheet } = snapshot.value;
      const versions = [exampleSettings, ...(sheet.data.repurchaseSettings ?? [])].map(settingsReply);
      return reply(c, { current: settingsReply(settingsOf(sheet)), versions });
    })
    .openapi(writeSettingsRoute, async (c) => {
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能改收储参数');
      const { county, basis, settings } = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const draft = { settings, basis, actor: c.get('actor').name, recordedAt: deps.clock.now() };
      await deps.store.change(snapshot.value.sheet.data.county.code, (record) => record.appendRepurchaseSettings(draft));
      await takeOver(deps, county);
      const after = snapshotOf(c, deps, county);
      return after.ok ? made(c, settingsReply(settingsOf(after.value.sheet))) : after.error;
    })
    .openapi(costRoute, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能填报成本');
      return writeCost(c, deps, c.req.valid('json'));
    });
}
