// Plans side by side over HTTP: GET /api/repurchase/compare, by the same function as the page.
import { createRoute, z } from '@hono/zod-openapi';
import { comparablePlan, comparePlans, type Comparison } from '#domain/repurchase/compare.ts';
import { costLabel } from '#domain/repurchase/cost.ts';
import type { PlanState } from '#domain/repurchase/plan.ts';
import { plansNow } from '../atlas/repurchase/planned.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { planReply } from './repurchase-plan-reply.ts';
import { answers, reply, shaped } from './reply.ts';

/** Plans that are looked at side by side at most. */
const most = 20;

export interface CompareReply extends Comparison {
  readonly label: string;
  /** In the order asked for, which is that of the values. */
  readonly plans: readonly { readonly id: number; readonly name: string; readonly state: PlanState; readonly hash: string }[];
}

const idsText = z
  .string()
  .regex(/^\d{1,12}(,\d{1,12})+$/, '两个以上的方案编号，以逗号分隔')
  .transform((text) => text.split(',').map(Number))
  .refine((ids) => new Set(ids).size === ids.length, '同一方案列了两次')
  .refine((ids) => ids.length <= most, `至多 ${most} 个方案`)
  .openapi({ type: 'string', example: '3,5' });

const route = createRoute({
  method: 'get',
  path: '/api/repurchase/compare',
  summary: '并列比较收储方案：面积、成本、每亩成本、区块、最大区块、宗数、企业、职工、税收，哪个最好，哪些宗地共有、独有',
  request: { query: z.strictObject({ county: countyParameter, plans: idsText }) },
  responses: {
    ...answers(
      '比较：values 按所问次序；只知一部分的合计注明已知几宗，且不评最好',
      shaped<CompareReply>('RepurchaseComparison', '收储方案的比较：面积为亩，金额为万元（估算），未知为 null'),
    ),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
    ...problems.forbidden,
  },
});

export function repurchaseCompareRoutes(deps: Deps) {
  return createRouter().openapi(route, (c) => {
    const { county, plans: ids } = c.req.valid('query');
    const snapshot = snapshotOf(c, deps, county);
    if (!snapshot.ok) return snapshot.error;
    if (snapshot.value.scope !== 'all') return problem(c, 403, '收储方案涉及全县，须由县级人员查看');
    const { sheet, tag } = snapshot.value;
    const acts = sheet.data.repurchasePlanActs ?? [];
    const known = new Map(plansNow(sheet).map((now) => [now.plan.id, now]));
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) return problem(c, 404, `没有第 ${missing.join('、')} 号方案`);
    const plans = ids.map((id) => planReply(known.get(id)!, acts));
    return (
      unlessChanged(c, tag) ??
      reply<CompareReply>(c, {
        label: costLabel,
        plans: plans.map(({ id, name, state, hash }) => ({ id, name, state, hash })),
        ...comparePlans(plans.map(comparablePlan)),
      })
    );
  });
}
