// Why there is no solution: which limit binds, and what each would have to become, alone, for there to be one.
import type { SolveQuestion } from '../solve-question.ts';
import type { LimitField, Relaxation, WhyNot } from '../solve-reply.ts';
import { microMu, toMu } from '../../units.ts';
import type { Ground } from './attempt.ts';
import type { Watch } from './milp.ts';
import { relaxations } from './relax.ts';
import type { Screened } from './screen.ts';

/** By how much of itself a limit has to give way. */
function strain({ limit, asked, needed }: Relaxation): number {
  // The goal is what everything is for: it gives way last.
  const last = limit === 'targetMu' ? 1e6 : 0;
  if (asked === null || needed === null) return last + 1;
  return last + (asked === 0 ? 1e3 : Math.abs(needed - asked) / asked);
}

const limitNames: { readonly [limit in LimitField]: string } = {
  targetMu: '目标面积',
  budgetWan: '预算',
  minBlockMu: '最小连片',
  maxBlocks: '片数上限',
  maxJobs: '涉及职工上限',
  maxTaxWan: '涉及税收上限',
  minMeanScore: '平均得分下限',
  minScore: '得分下限',
  quotas: '乡镇配额',
  ownerComplete: '整户收储',
  lockedIn: '必选宗地',
  lockedOut: '排除宗地',
};

export function whyNot(ground: Ground, question: SolveQuestion, screened: readonly Screened[], offered: number, watch: Watch): WhyNot {
  const tried = relaxations(ground, question, watch);
  const found = tried.flatMap((one) => ('found' in one ? one.found : [])).sort((a, b) => strain(a) - strain(b));
  const binding = found.filter(({ limit }) => limit !== 'targetMu');
  const ways = [...new Set(binding.map((one) => limitNames[one.limit]))];
  const main = found.find(({ limit }) => limit === screened[0]?.limit) ?? found[0];
  const limit = main?.limit ?? screened[0]?.limit ?? 'targetMu';
  const of = (field: LimitField) => found.find((one) => one.limit === field)?.needed ?? null;
  const reason =
    screened.length > 0
      ? screened.map((one) => one.says).join('；')
      : ways.length > 0
        ? `各项条件合在一起没有方案；单独放宽${ways.join('、')}${ways.length > 1 ? '中的一项' : ''}即可`
        : '各项条件合在一起没有方案';
  return {
    limit,
    says: main ? `${reason}。${main.says}即有方案${main.proof === 'proven' ? '' : '（时限内未证明这是最小的放宽）'}` : reason,
    attainable: main?.needed ?? null,
    relaxation: main?.change ?? null,
    relaxations: found,
    insufficient: [...new Set(tried.flatMap((one) => ('none' in one ? one.none : [])))].filter(
      (field) => !found.some((one) => one.limit === field),
    ),
    goals: { mostMu: of('targetMu'), leastWan: of('budgetWan'), offeredMu: toMu(microMu(offered)) },
    notComputed: [...new Set(tried.flatMap((one) => ('open' in one ? one.open : [])))],
  };
}
