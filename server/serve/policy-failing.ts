// GET /api/policies/failing: what is in force although today's checks would not take it, with line and reason.
import { createRoute, z } from '@hono/zod-openapi';
import type { FailingPolicy } from '#domain/policy/in-force.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter } from './lens.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const failing = createRoute({
  method: 'get',
  path: '/api/policies/failing',
  summary: '一个县现行而未通过现行检查的政策版本：原有判定保留，不作新的使用',
  request: { query: z.object({ county: countyParameter }) },
  responses: {
    ...answers('未通过检查的版本', z.array(shaped<FailingPolicy>('FailingPolicy', '编号、版本、judges 是否仍可判定、issues 行列与原因'))),
    ...problems.bad,
  },
});

export function failingPolicyRoutes({ policyDesk: desk }: Deps) {
  return createRouter().openapi(failing, (c) => {
    const { county } = c.req.valid('query');
    return reply(
      c,
      (desk?.failing ?? []).filter((policy) => policy.county === county),
    );
  });
}
