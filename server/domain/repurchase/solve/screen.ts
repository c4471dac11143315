// Contradictions that plain sums show at once, before the solver is asked: each with the limit concerned and the figures.
import type { SolveQuestion } from '../solve-question.ts';
import type { LimitField } from '../solve-reply.ts';
import type { Ground } from './attempt.ts';
import type { Prepared } from './prepare.ts';
import { costOf } from './problem.ts';

export interface Screened {
  readonly limit: LimitField;
  readonly says: string;
}

const mu = (area: number): string => `${area / 1_000_000} 亩`;
const wan = (money: number): string => `${money / 1_000_000} 万元`;

const lostReasons = {
  tooSmall: '所在连片小于最小区块',
  unknown: '有关数据不详',
  incompleteOwner: '所属权利人不能整户收储',
  lowScore: '得分低于下限',
} as const;

/** The most land for this money, were plots divisible: no plan can free more. */
function mostForMoney(plots: Prepared['problem']['plots'], budget: number): number {
  let left = budget;
  let area = 0;
  for (const plot of plots.filter(({ area }) => area > 0).sort((a, b) => a.cost / a.area - b.cost / b.area)) {
    if (plot.cost > left) return area + (plot.area * left) / plot.cost;
    area += plot.area;
    left -= plot.cost;
  }
  return area;
}

/** Everything that plainly cannot be; none proves nothing. */
export function screen({ problem, offered, lostLocks }: Prepared, question: SolveQuestion, nameOf: Ground['nameOf']): Screened[] {
  const { plots, limits, lockedIn } = problem;
  const found: Screened[] = [];
  const say = (limit: LimitField, says: string): void => void found.push({ limit, says });
  const there = plots.reduce((sum, { area }) => sum + area, 0);
  if (limits.target > offered) say('targetMu', `目标 ${mu(limits.target)}，可收储的宗地一共只有 ${mu(offered)}`);
  else if (limits.target > there)
    say(question.minBlock > 0 ? 'minBlockMu' : 'targetMu', `目标 ${mu(limits.target)}，按所设条件可选的宗地只有 ${mu(there)}`);
  for (const { code, reason } of lostLocks)
    say(
      reason === 'tooSmall' ? 'minBlockMu' : reason === 'incompleteOwner' ? 'ownerComplete' : 'lockedIn',
      `必选宗地 ${code} ${lostReasons[reason]}`,
    );
  const locked = costOf(problem, lockedIn);
  if (limits.budget !== null) {
    const most = mostForMoney(plots, limits.budget);
    if (locked > limits.budget) say('budgetWan', `必选宗地的成本 ${wan(locked)}，超过预算 ${wan(limits.budget)}`);
    // A little room for the division: what is within it goes to the solver.
    else if (most + 1 < limits.target && limits.target <= there)
      say('budgetWan', `预算 ${wan(limits.budget)}，按最低单价也至多收储 ${mu(Math.floor(most))}，目标 ${mu(limits.target)}`);
  }
  let least = 0;
  let mostByQuota = there;
  for (const { township, min, max } of limits.quotas) {
    const own = plots.reduce((sum, plot) => (plot.township === township ? sum + plot.area : sum), 0);
    least += min ?? 0;
    if (max !== null && own > max) mostByQuota -= own - max;
    if (min !== null && own < min) say('quotas', `${nameOf(township)}的下限 ${mu(min)}，该乡镇可选宗地只有 ${mu(own)}`);
  }
  if (limits.target <= there && mostByQuota < limits.target)
    say('quotas', `各乡镇上限之内至多 ${mu(mostByQuota)}，低于目标 ${mu(limits.target)}`);
  if (limits.budget === 0 && least > 0 && plots.every(({ cost }) => cost > 0)) say('budgetWan', '预算为零，任何宗地都买不了');
  const total = (figure: (index: number) => number): number => lockedIn.reduce((sum, index) => sum + figure(index), 0);
  if (limits.maxJobs !== null && total((index) => plots[index]!.jobs ?? 0) > limits.maxJobs) say('maxJobs', '必选宗地涉及的职工已超过上限');
  if (limits.maxTax !== null && total((index) => plots[index]!.tax ?? 0) > limits.maxTax) say('maxTaxWan', '必选宗地涉及的税收已超过上限');
  return found;
}
