// An investor's needs against a plan's blocks or idle plots: POST /api/repurchase/needs says of each what is met, not met, not known.
import { createRoute, z } from '@hono/zod-openapi';
import { matchLand, type LandMatch } from '#domain/repurchase/need.ts';
import { decimal, toMu } from '#domain/units.ts';
import { candidatesOf } from '../atlas/repurchase/candidates.ts';
import { blockSupplies, idleSupplies } from '../atlas/repurchase/land-supply.ts';
import { plansNow } from '../atlas/repurchase/planned.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter } from './lens.ts';
import { problem, problems } from './problem.ts';
import { candidateLens } from './repurchase-lens.ts';
import { answers, reply, shaped } from './reply.ts';

const amount = z.number().min(0).max(1e9);
const needBody = z
  .strictObject({
    county: countyParameter,
    from: z.enum(['plan', 'idle']).openapi({ description: 'plan 方案的区块，idle 可收储的闲置宗地' }),
    plan: z.number().int().positive().optional().openapi({ description: 'from 为 plan 时必填' }),
    areaMu: amount.openapi({ description: '至少多少亩' }),
    mostMu: amount.optional().openapi({ description: '至多多少亩' }),
    floorM2: amount.optional().openapi({ description: '可用建筑面积，平方米' }),
    powerKva: amount.optional().openapi({ description: '供电容量，千伏安' }),
    sector: z
      .string()
      .regex(/^\d{2}$/, '应为 GB/T 4754 的两位大类代码')
      .optional()
      .openapi({ description: '所在区块宜有的同类产业（GB/T 4754 大类，两位）' }),
  })
  .refine(({ from, plan }) => from !== 'plan' || plan !== undefined, { path: ['plan'], message: '请指明方案' })
  .refine(({ areaMu, mostMu }) => mostMu === undefined || mostMu >= areaMu, { path: ['mostMu'], message: '上限低于下限' })
  .openapi('RepurchaseNeed');

function matchReply({ supply, fits, verdict }: LandMatch, names: ReadonlyMap<string, string>, townships: ReadonlyMap<string, string>) {
  return {
    codes: supply.codes,
    names: supply.codes.map((code) => names.get(code) ?? null),
    areaMu: toMu(supply.area),
    floorM2: supply.floorM2,
    powerKva: supply.powerKva,
    township: supply.township,
    townshipName: supply.township === null ? null : (townships.get(supply.township) ?? null),
    verdict,
    fits,
  };
}
export interface NeedsReply {
  /** How many offers were looked at. */
  readonly offers: number;
  readonly matches: readonly ReturnType<typeof matchReply>[];
}

const route = createRoute({
  method: 'post',
  path: '/api/repurchase/needs',
  summary: '招商匹配：一项用地需求与方案区块或闲置宗地逐一对照，满足、不满足、不详各有说明；最合适的在前',
  request: { body: { required: true, content: { 'application/json': { schema: needBody } } } },
  responses: {
    ...answers('对照结果', shaped<NeedsReply>('RepurchaseMatches', '每一处土地逐项对照')),
    ...problems.bad,
    ...problems.missing,
    ...problems.forbidden,
  },
});

export function repurchaseNeedRoutes(deps: Deps) {
  return createRouter().openapi(route, (c) => {
    const { county, from, plan: id, areaMu, mostMu, floorM2, powerKva, sector } = c.req.valid('json');
    const lens = candidateLens(c, deps, { county });
    if (!lens.ok) return lens.error;
    const { snapshot } = lens.value;
    const { sheet } = snapshot;
    if (from === 'plan' && snapshot.scope !== 'all') return problem(c, 403, '收储方案涉及全县，须由县级人员查看');
    const candidates = candidatesOf(lens.value);
    const now = from === 'plan' ? plansNow(sheet).find(({ plan }) => plan.id === id) : undefined;
    if (from === 'plan' && !now) return problem(c, 404, `没有第 ${id} 号方案`);
    const supplies = now
      ? blockSupplies(sheet, now.plan, new Set(now.progress.flatMap(({ code, dropped }) => (dropped ? [code] : []))))
      : idleSupplies(sheet, candidates);
    const need = { areaMu: decimal(areaMu), mostMu: mostMu === undefined ? undefined : decimal(mostMu), floorM2, powerKva, sector };
    const names = new Map(candidates.map(({ code, name }) => [code, name]));
    const townships = new Map(sheet.data.townships.map(({ code, name }) => [code as string, name]));
    return reply(c, {
      offers: supplies.length,
      matches: matchLand(need, supplies).map((match) => matchReply(match, names, townships)),
    } satisfies NeedsReply);
  });
}
