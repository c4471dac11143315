// POST /api/scenarios: a what-if over a policy; nothing is written.
import { createRoute, z } from '@hono/zod-openapi';
import { applyOverrides } from '#domain/policy/overrides.ts';
import { scenarioReply, type ScenarioReply } from '../atlas/scenario.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, latestYear, snapshotOf } from './lens.ts';
import { badOverrides, policyById } from './policies.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

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
    },
  });
  return createRouter().openapi(route, (c) => {
    const { policy: id, county, year, overrides } = c.req.valid('json');
    const snapshot = snapshotOf(c, deps, county);
    if (!snapshot.ok) return snapshot.error;
    const policy = policyById(c, deps, id);
    if (!policy.ok) return policy.error;
    const variant = applyOverrides(policy.value, overrides);
    if (!variant.ok) return badOverrides(c, variant.error);
    return reply(c, scenarioReply(snapshot.value, year ?? latestYear(snapshot.value), policy.value, variant.value));
  });
}
