// POST /api/scenarios and the curve over one threshold: a what-if over a policy; nothing is written.
import { createRoute, z } from '@hono/zod-openapi';
import { parseExactJson } from '#domain/policy/exact-json.ts';
import { applyOverrides, overridePlaces } from '#domain/policy/overrides.ts';
import { scenarioReply, type ScenarioReply } from '../atlas/scenario.ts';
import { curveReply, type CurveReply } from '../atlas/threshold-curve.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, latestYear, policyParameter, snapshotOf, yearParameter } from './lens.ts';
import { policyById, unfitOverrides } from './policy-path.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const curve = createRoute({
  method: 'get',
  path: '/api/scenarios/curve',
  summary: '一个阈值移动时列入的宗数和面积，标出文件原值',
  request: {
    query: z.strictObject({
      policy: policyParameter,
      county: countyParameter,
      year: yearParameter.optional(),
      path: z.string().min(1).max(200).openapi({ example: 'SC-R13b.when.value', description: '可改动处，见 /api/policies/{id}/places' }),
    }),
  },
  responses: {
    ...answers('曲线', shaped<CurveReply>('ThresholdCurve', 'points 按取值排列，legal 为文件原值')),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
  },
});

export function scenarioRoutes(deps: Deps) {
  const route = createRoute({
    method: 'post',
    path: '/api/scenarios',
    summary: '政策模拟：改动之后谁进、谁出、谁换类、谁不变',
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.strictObject({
              policy: z.string().min(1).max(64),
              county: countyParameter,
              year: z.number().int().min(1990).max(2100).optional(),
              overrides: z.unknown().openapi({
                type: 'object',
                description: '路径 → 值，如 {"SC-R13b.when.value": 1.2}',
                example: { 'SC-R13b.when.value': 1.2 },
              }),
            }),
          },
        },
      },
    },
    responses: {
      ...answers(
        '模拟结果',
        shaped<ScenarioReply>(
          'ScenarioDifference',
          'entered、left、changed、kept 各有宗数、企业数、面积、税收；byTownship 按乡镇；codes 为涉及宗地',
        ),
      ),
      ...problems.bad,
      ...problems.missing,
      ...problems.broken,
    },
  });
  return createRouter()
    .openapi(curve, (c) => {
      const { policy: id, county, year, path } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const policy = policyById(c, deps, id);
      if (!policy.ok) return policy.error;
      const place = overridePlaces(policy.value).find((candidate) => candidate.path === path);
      if (!place) return problem(c, 400, `path: 没有这个路径 ${path}`, { issues: [{ parameter: 'path', message: '没有这个路径' }] });
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const body = curveReply(snapshot.value, year ?? latestYear(snapshot.value), policy.value, place);
      if (body) return reply(c, body);
      return problem(c, 400, `path: ${path} 的取值没有次序，画不出曲线`, { issues: [{ parameter: 'path', message: '取值没有次序' }] });
    })
    .openapi(route, async (c) => {
      const { policy: id, county, year } = c.req.valid('json');
      const { overrides } = parseExactJson(await c.req.text()) as { readonly overrides?: unknown };
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const policy = policyById(c, deps, id);
      if (!policy.ok) return policy.error;
      const variant = applyOverrides(policy.value, overrides);
      if (!variant.ok) return unfitOverrides(c, variant.error);
      return reply(c, scenarioReply(snapshot.value, year ?? latestYear(snapshot.value), policy.value, variant.value));
    });
}
