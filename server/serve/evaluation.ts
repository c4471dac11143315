// 亩产效益综合评价: GET /api/evaluation, its firms, blocks, parcels, ranking and parameters. Each score opens to its formula.
import { createRoute, z } from '@hono/zod-openapi';
import { normaliseUscc } from '#domain/firms/uscc.ts';
import { blockExplanation, firmExplanation, type BlockExplanation, type FirmExplanation } from '../atlas/evaluation-explanation.ts';
import { indicatorOf, rankingKinds, rankingReply, type RankingReply } from '../atlas/evaluation-ranking.ts';
import { blockRows, evaluationSummary, firmRows, parcelRows, type BlockRow, type FirmRow } from '../atlas/evaluation-rows.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { evaluationLens, evaluationQuery, evaluationRequest, setHead, setReply } from './evaluation-lens.ts';
import { muField } from './fields.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

type Head = ReturnType<typeof setHead>;
const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, '应为整数')
    .transform(Number)
    .refine((value) => value <= most, `at most ${most}`);

/** Query of a ranking; also that of its export. */
export const rankingRequest = z.strictObject({
  ...evaluationQuery,
  by: z.enum(rankingKinds).default('firm'),
  indicator: z.string().min(1).max(60).default('tax-per-mu'),
  minFirms: wholeNumber(1_000_000).optional(),
  minKnownPercent: wholeNumber(100).optional(),
  minLandMu: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, '应为以亩计的面积')
    .transform(Number)
    .pipe(muField)
    .optional(),
  limit: wholeNumber(1_000_000).optional(),
});
export type RankingQuery = z.output<typeof rankingRequest>;

const read = <R extends object>(responses: R) => ({ ...responses, ...unchanged, ...problems.bad, ...problems.missing });

const listRoute = createRoute({
  method: 'get',
  path: '/api/evaluation',
  summary: '亩产效益综合评价：分组、各类户数、覆盖与名单',
  request: { query: evaluationRequest },
  responses: read(
    answers(
      '评价结果',
      shaped<Head & ReturnType<typeof evaluationSummary> & { readonly firms: readonly FirmRow[] }>(
        'Evaluation',
        '参数（example 为示例）、分组与各类数、名单；computed 为计算等级，imported 为部门下发等级，forced 为直接定级，class 为采用的等级',
      ),
    ),
  ),
});
const firmRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/firms/{uscc}',
  summary: '一家企业的评价：每项指标的分子、分母、数值、基准、权重、上限与得分',
  request: { params: z.object({ uscc: z.string().min(1).max(40) }), query: evaluationRequest },
  responses: read(
    answers('评价说明', shaped<Head & FirmExplanation>('FirmEvaluation', '得分公式与数字、加扣分、否决、直接定级、历年等级')),
  ),
});
const blocksRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/blocks',
  summary: '工业区块的评价',
  request: { query: evaluationRequest },
  responses: read(
    answers(
      '区块',
      shaped<Head & { readonly blocks: readonly BlockRow[] }>('BlockEvaluations', '参数未设区块组时 blocks 的 state 为 outside'),
    ),
  ),
});
const blockRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/blocks/{code}',
  summary: '一个区块的评价说明',
  request: { params: z.object({ code: z.string().min(1).max(60) }), query: evaluationRequest },
  responses: read(answers('评价说明', shaped<Head & BlockExplanation>('BlockEvaluation', '得分公式与数字'))),
});
const parcelRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/parcels/{code}',
  summary: '一宗地上各企业的评价结果',
  request: { params: z.object({ code: z.string().min(1).max(60) }), query: evaluationRequest },
  responses: read(
    answers(
      '企业',
      shaped<Head & { readonly parcel: string; readonly firms: readonly FirmRow[] }>('ParcelEvaluation', '该宗地当年占用企业的评价结果'),
    ),
  ),
});
const rankingRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/ranking',
  summary: '亩产英雄：按企业、行业、乡镇、区块排行',
  request: { query: rankingRequest },
  responses: read(
    answers('排行', shaped<Head & RankingReply>('EvaluationRanking', '每行含分子、分母与数据覆盖；notRanked 说明不参加排行的原因')),
  ),
});
const parametersRoute = createRoute({
  method: 'get',
  path: '/api/evaluation/parameters',
  summary: '评价参数',
  request: { query: evaluationRequest },
  responses: read(
    answers('参数', shaped<ReturnType<typeof setReply>>('EvaluationParameters', '县、年度的参数全文；没有时 parameters 为 null')),
  ),
});

/** The ranking as asked, or the reason why the indicator is not known. */
export function rankingOf(lens: Parameters<typeof setHead>[0], asked: RankingQuery): RankingReply | null {
  const indicator = indicatorOf(lens.set, asked.indicator);
  if (!indicator) return null;
  const made = rankingReply(lens.snapshot, lens.set, lens.year, {
    by: asked.by,
    indicator,
    minimumFirms: asked.minFirms ?? null,
    minimumKnownPercent: asked.minKnownPercent ?? null,
    minimumLand: asked.minLandMu ?? null,
  });
  return asked.limit === undefined ? made : { ...made, rows: made.rows.slice(0, asked.limit) };
}

export function evaluationRoutes(deps: Deps) {
  return createRouter()
    .openapi(listRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const { snapshot, set, year } = lens.value;
      const firms = firmRows(snapshot, set, year);
      return reply(c, { ...setHead(lens.value), ...evaluationSummary(set, firms), firms });
    })
    .openapi(firmRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const { snapshot, set, sets, year } = lens.value;
      const uscc = normaliseUscc(c.req.valid('param').uscc);
      const found = firmExplanation(snapshot, sets, set, uscc, year);
      return found ? reply(c, { ...setHead(lens.value), ...found }) : problem(c, 404, `没有企业 ${uscc}`);
    })
    .openapi(blocksRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const { snapshot, set, year } = lens.value;
      return reply(c, { ...setHead(lens.value), blocks: set ? blockRows(snapshot, set, year) : [] });
    })
    .openapi(blockRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const { snapshot, set, year } = lens.value;
      const { code } = c.req.valid('param');
      const found = set && blockExplanation(snapshot, set, code, year);
      return found ? reply(c, { ...setHead(lens.value), ...found }) : problem(c, 404, setHead(lens.value).note ?? `没有区块 ${code}`);
    })
    .openapi(parcelRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const { snapshot, set, year } = lens.value;
      const { code } = c.req.valid('param');
      if (!snapshot.indexOf.has(code)) return problem(c, 404, `没有宗地 ${code}`);
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      return reply(c, { ...setHead(lens.value), parcel: code, firms: parcelRows(snapshot, set, year, code) });
    })
    .openapi(rankingRoute, (c) => {
      const asked = c.req.valid('query');
      const lens = evaluationLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      const made = rankingOf(lens.value, asked);
      return made ? reply(c, { ...setHead(lens.value), ...made }) : problem(c, 400, `没有指标 ${asked.indicator}`);
    })
    .openapi(parametersRoute, (c) => {
      const lens = evaluationLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.tag);
      if (known) return known;
      return reply(c, setReply(lens.value));
    });
}
