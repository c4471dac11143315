// GET /api/policies, GET /api/policies/{id}, POST /api/policies/{id}/judge, GET /api/policies/{id}/lint.
import { createRoute, z } from '@hono/zod-openapi';
import { parseExactJson } from '#domain/policy/exact-json.ts';
import { factsFromJson } from '#domain/policy/facts-json.ts';
import { applyOverrides } from '#domain/policy/overrides.ts';
import { judge } from '#domain/policy/judge.ts';
import type { Judgement } from '#domain/policy/judgement.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { etagged, unchanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { policyById, policyPath, unfitOverrides } from './policy-path.ts';
import { policyTextRoutes } from './policy-text.ts';
import { policyVersionRoutes } from './policy-versions.ts';
import { policyReviewRoutes } from './policy-review.ts';
import { problem, problems } from './problem.ts';
import { queueRoutes } from './queues.ts';
import { answers, reply, shaped } from './reply.ts';

function listed(policy: Policy) {
  const {
    id,
    version,
    title,
    jurisdiction,
    level,
    county,
    documentNumber,
    status,
    statusNote,
    issued,
    periodStart,
    periodEnd,
    evaluationYear,
  } = policy;
  const headline = policy.targets.filter((target) => target.headline && target.kind !== null);
  return {
    id,
    version,
    title,
    jurisdiction,
    level,
    county,
    documentNumber,
    status,
    statusNote,
    issued,
    periodStart,
    periodEnd,
    evaluationYear,
    classes: policy.classes,
    headline,
  };
}

export function policyRoutes(deps: Deps) {
  const all = createRoute({
    method: 'get',
    path: '/api/policies',
    summary: '政策一览',
    request: { query: z.strictObject({}) },
    responses: {
      ...answers('政策', z.array(shaped<ReturnType<typeof listed>>('PolicyHead', '政策文件要目'))),
      ...unchanged,
      ...problems.bad,
    },
  });
  const one = createRoute({
    method: 'get',
    path: '/api/policies/{id}',
    summary: '一件政策：文件、状态、目标、适用范围、规则、空档',
    request: { params: policyPath, query: z.strictObject({}) },
    responses: {
      ...answers('政策', shaped<Policy>('Policy', '政策全文数据，条件用自己的话写，附条款号')),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  const judging = createRoute({
    method: 'post',
    path: '/api/policies/{id}/judge',
    summary: '按政策判定一组事实',
    request: {
      params: policyPath,
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.unknown().openapi({
              type: 'object',
              description:
                '{evaluationYear?, enterprise, parcel, block?, project?, county?, overrides?}；年度字段写成 {"2020": 0.99}；null 表示确知没有，不写表示未知',
              example: { enterprise: { taxPerMuWan: { 2020: 0.99, 2021: 0.9 }, occupiedAreaMu: 10 }, parcel: { supplyDate: '2012-05-10' } },
            }),
          },
        },
      },
    },
    responses: {
      ...answers('判定', shaped<Judgement>('Judgement', '适用范围、命中规则与依据、不能判定的规则与所缺、建议类别、空档')),
      ...problems.bad,
      ...problems.missing,
      ...problems.broken,
    },
  });
  return createRouter()
    .route('/', policyVersionRoutes(deps))
    .route('/', policyTextRoutes(deps))
    .route('/', policyReviewRoutes(deps))
    .route('/', queueRoutes(deps))
    .openapi(all, (c) => etagged(c, reply(c, deps.policies.map(listed)), JSON.stringify(deps.policies)))
    .openapi(one, (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      return policy.ok ? etagged(c, reply(c, policy.value), JSON.stringify(policy.value)) : policy.error;
    })
    .openapi(judging, async (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const request = factsFromJson(parseExactJson(await c.req.text()), policy.value.evaluationYear);
      if (!request.ok) {
        const issues = request.error.map(({ field, message }) => ({ parameter: field, message }));
        // Well-formed JSON that does not say what a fact or a year is: nothing is judged, and everything wrong is named.
        const status = request.error.some(({ field }) => field === '') ? 400 : 422;
        return problem(c, status, issues.map(({ parameter, message }) => (parameter ? `${parameter}: ${message}` : message)).join('; '), {
          issues,
        });
      }
      const { facts, evaluationYear, overrides } = request.value;
      const variant = applyOverrides(policy.value, overrides);
      if (!variant.ok) return unfitOverrides(c, variant.error);
      return reply(c, judge(facts, variant.value, { evaluationYear }));
    });
}
