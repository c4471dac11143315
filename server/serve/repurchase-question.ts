// The question of a solve request: its fields, in the units of replies, and the same in whole numbers.
import { z } from '@hono/zod-openapi';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import type { SolveInput } from '#domain/repurchase/solve/solve.ts';
import { weightsSchema } from '#domain/repurchase/settings.ts';
import { type Fen, parseDecimal, parseMoney } from '#domain/units.ts';
import { muField } from './fields.ts';
import { countyParameter, policyParameter } from './lens.ts';
import { adjacencySchema } from './repurchase-lens.ts';

const wanField = z
  .number()
  .min(0)
  .max(1e9)
  .transform((wan, context): Fen => {
    const money = parseMoney(String(wan), '万元');
    if (money) return money.value;
    context.issues.push({ code: 'custom', message: '应为以万元计的金额', input: wan });
    return z.NEVER;
  })
  .openapi({ type: 'number', example: 8000 });
const notBelowZero = muField.refine((area) => area >= 0 && area <= 1e13, '面积应不小于 0 亩，至多 10 000 000 亩');
const code = z.string().min(1).max(40);
/** A limit in the unit in which people, points and percents are kept, so that it is compared as it was said. */
const toThousandth = (most: number) =>
  z
    .number()
    .min(0)
    .max(most)
    .refine((value) => (parseDecimal(String(value))?.scale ?? 4) <= 3, '至多三位小数');
const points = toThousandth(100);

export const solveBody = z
  .strictObject({
    county: countyParameter,
    targetMu: muField
      .refine((area) => area > 0 && area <= 1e13, '面积应大于 0 亩，至多 10 000 000 亩')
      .openapi({ description: '至少收储多少亩' }),
    budgetWan: wanField.nullish().openapi({ description: '至多多少万元；缺省不限' }),
    minBlockMu: notBelowZero.nullish().openapi({ description: '每一连片至少多少亩' }),
    maxBlocks: z.number().int().min(1).max(10_000).nullish().openapi({ description: '至多几片' }),
    lockedIn: z.array(code).max(5000).default([]).openapi({ description: '必选宗地' }),
    lockedOut: z.array(code).max(50_000).default([]).openapi({ description: '排除宗地' }),
    ownerComplete: z.boolean().default(false).openapi({ description: '同一权利人的宗地全收或全不收' }),
    quotas: z
      .array(z.strictObject({ township: z.string().min(1).max(20), minMu: notBelowZero.nullish(), maxMu: notBelowZero.nullish() }))
      .max(100)
      .default([])
      .openapi({ description: '各乡镇至少、至多多少亩' }),
    maxJobs: toThousandth(1e9).nullish().openapi({ description: '涉及职工至多多少人；人数不详的宗地不选' }),
    maxTaxWan: wanField.nullish().openapi({ description: '涉及税收至多多少万元；税收不详的宗地不选' }),
    minScore: points.nullish().openapi({ description: '只选得分不低于此的宗地；得分不详的不选' }),
    minMeanScore: points.nullish().openapi({ description: '按面积平均的得分至少多少；得分不详的宗地不选' }),
    weights: weightsSchema.nullish().openapi({ description: '评分权重：改变得分，不进入目标函数（目标是钱）' }),
    gapPercent: toThousandth(1000).nullish().openapi({ description: '第二步可比最省方案多花百分之几，用来换紧凑；缺省 0，即最省方案' }),
    timeLimitS: z.number().min(1).max(300).nullish().openapi({ description: '时限，秒；缺省 30' }),
    seed: z.number().int().min(0).max(2_147_483_647).default(0),
    replacements: z.boolean().default(true).openapi({ description: '逐宗算替代成本：没有它要多花多少' }),
    alternatives: z
      .strictObject({ count: z.number().int().min(0).max(5).default(2), sharePercent: z.number().min(1).max(100).default(30) })
      .default({ count: 2, sharePercent: 30 })
      .openapi({ description: '备选方案几个，至少百分之几的面积与先前各方案不同' }),
    frontierPoints: z.number().int().min(0).max(20).default(0).openapi({ description: '成本—面积曲线取几个点；缺省不算' }),
    year: z.number().int().min(1990).max(2100).optional(),
    policy: policyParameter.optional(),
    settings: z.number().int().min(0).max(999_999).optional().openapi({ description: '参数版本；缺省为现行' }),
    adjacency: adjacencySchema.optional(),
  })
  .openapi('RepurchaseQuestion');
export type SolveBody = z.output<typeof solveBody>;

/** Seconds for a question that names none. */
const usualTimeS = 30;

export const timeLimitOf = (body: SolveBody): number => body.timeLimitS ?? usualTimeS;

/** Targets of the curve: evenly from a fraction of the goal to beyond it, no more than there is; the goal itself is one of them. */
function curveTargets({ targetMu, frontierPoints }: SolveBody, offered: number): number[] {
  const most = Math.min(offered, targetMu * 1.5);
  const points = Array.from({ length: frontierPoints }, (_, at) => Math.max(1, Math.round((most * (at + 1)) / frontierPoints)));
  const nearest = points.reduce(
    (best, value, at) => (Math.abs(value - targetMu) < Math.abs((points[best] ?? value) - targetMu) ? at : best),
    0,
  );
  if (points.length > 0 && targetMu <= most) points[nearest] = targetMu;
  return points;
}

/** What is told beside the plan; `offered`: all land on offer, in micro-mu. */
export function explainOf(body: SolveBody, offered: number): SolveInput['explain'] {
  return {
    replacements: body.replacements,
    alternatives: { count: body.alternatives.count, share: body.alternatives.sharePercent / 100 },
    frontier: curveTargets(body, offered),
  };
}

export function questionOf(body: SolveBody): SolveQuestion {
  const thousandths = (value: number | null | undefined): number | null => (value == null ? null : Math.round(value * 1000));
  return {
    target: body.targetMu,
    budget: body.budgetWan ?? null,
    minBlock: body.minBlockMu ?? (0 as SolveQuestion['minBlock']),
    maxBlocks: body.maxBlocks ?? null,
    lockedIn: [...new Set(body.lockedIn)],
    lockedOut: [...new Set(body.lockedOut)],
    ownerComplete: body.ownerComplete,
    quotas: body.quotas.map(({ township, minMu, maxMu }) => ({ township, min: minMu ?? null, max: maxMu ?? null })),
    maxJobs: thousandths(body.maxJobs),
    maxTax: body.maxTaxWan ?? null,
    minScore: thousandths(body.minScore),
    minMeanScore: thousandths(body.minMeanScore),
    allowance: Math.round((body.gapPercent ?? 0) * 1000),
  };
}
