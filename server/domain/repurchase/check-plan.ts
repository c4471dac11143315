// The checker: takes a plan apart again from the candidates' own figures, sharing nothing with the solver but the question. A plan that fails is never shown.
import { blocksOf } from './blocks.ts';
import type { Candidate } from './candidate.ts';
import { thousandths } from './score.ts';
import type { SolveQuestion } from './solve-question.ts';

/** What a plan breaks. */
export interface PlanFault {
  readonly kind:
    | 'unknown-parcel'
    | 'twice'
    | 'excluded'
    | 'area'
    | 'budget'
    | 'block'
    | 'blocks'
    | 'locked-in'
    | 'locked-out'
    | 'quota'
    | 'jobs'
    | 'tax'
    | 'score'
    | 'owner'
    | 'sum';
  readonly message: string;
}

/** What was claimed of a plan; whole micro-mu and fen. */
export interface Claimed {
  readonly parcels: readonly string[];
  readonly area: number;
  readonly cost: number;
  readonly blocks: readonly (readonly string[])[];
}

/** Reasons for which land counts as gone to the county already: they do not keep an owner from being bought out whole. */
const goneAlready: ReadonlySet<string> = new Set(['freed', 'planned']);
const same = (left: readonly (readonly string[])[], right: readonly (readonly string[])[]): boolean => {
  const plain = (blocks: readonly (readonly string[])[]) =>
    blocks
      .map((codes) => [...codes].sort().join(' '))
      .sort()
      .join('\n');
  return plain(left) === plain(right);
};

/** Everything that is wrong with a plan; none when it holds. `taken` names plots that the ledger or a live plan has, apart from the candidates' own word. */
export function checkPlan(
  claimed: Claimed,
  question: SolveQuestion,
  candidates: ReadonlyMap<string, Candidate>,
  taken: ReadonlySet<string>,
): PlanFault[] {
  const faults: PlanFault[] = [];
  const say = (kind: PlanFault['kind'], message: string): void => void faults.push({ kind, message });
  const chosen = new Set(claimed.parcels);
  if (chosen.size !== claimed.parcels.length) say('twice', '有宗地列了两次');
  const plots: Candidate[] = [];
  for (const code of chosen) {
    const plot = candidates.get(code);
    if (!plot) say('unknown-parcel', `没有宗地 ${code}`);
    else if (plot.excluded || taken.has(code)) say('excluded', `宗地 ${code} 不列入：${plot.excluded?.message ?? '已腾出或已列入方案'}`);
    else if (plot.area === null || !plot.cost.known) say('excluded', `宗地 ${code} 面积或成本不详`);
    else plots.push(plot);
  }
  if (faults.length > 0) return faults;
  let [area, cost, jobs, tax] = [0n, 0n, 0n, 0n];
  // Thousandths of points × micro-mu.
  let points = 0n;
  for (const plot of plots) {
    area += BigInt(plot.area!);
    cost += plot.cost.known ? BigInt(plot.cost.fen) : 0n;
    if (question.maxJobs !== null && plot.jobs === null) say('jobs', `宗地 ${plot.code} 职工人数不详`);
    if (question.maxTax !== null && plot.tax === null) say('tax', `宗地 ${plot.code} 税收不详`);
    const score = plot.score.score;
    if ((question.minMeanScore !== null || question.minScore !== null) && score === null) say('score', `宗地 ${plot.code} 得分不详`);
    if (question.minScore !== null && score !== null && thousandths(score) < question.minScore)
      say('score', `宗地 ${plot.code} 得分低于 ${question.minScore / 1000}`);
    jobs += BigInt(plot.jobs ?? 0);
    tax += BigInt(plot.tax ?? 0);
    points += BigInt(plot.area!) * (BigInt(thousandths(score ?? 0)) - BigInt(question.minMeanScore ?? 0));
  }
  if (area !== BigInt(claimed.area)) say('sum', `面积应为 ${area} 微亩，所报 ${claimed.area}`);
  if (cost !== BigInt(claimed.cost)) say('sum', `成本应为 ${cost} 分，所报 ${claimed.cost}`);
  if (area < BigInt(question.target)) say('area', `面积 ${area} 微亩，低于目标 ${question.target}`);
  if (question.budget !== null && cost > BigInt(question.budget)) say('budget', `成本 ${cost} 分，超过预算 ${question.budget}`);
  if (question.maxJobs !== null && jobs > BigInt(question.maxJobs)) say('jobs', `涉及职工 ${jobs}，超过 ${question.maxJobs}（千分之一人）`);
  if (question.maxTax !== null && tax > BigInt(question.maxTax)) say('tax', `涉及税收 ${tax} 分，超过 ${question.maxTax}`);
  if (question.minMeanScore !== null && points < 0n) say('score', `按面积平均得分低于 ${question.minMeanScore / 1000}`);
  const blocks = blocksOf(
    claimed.parcels,
    (code) => candidates.get(code)!.neighbours,
    (code) => candidates.get(code)!.area!,
  );
  if (!same(blocks, claimed.blocks)) say('sum', '所报区块与相邻关系不符');
  for (const block of blocks) {
    const size = block.reduce((sum, code) => sum + BigInt(candidates.get(code)!.area!), 0n);
    if (size < BigInt(question.minBlock)) say('block', `区块 ${block[0]} 等 ${block.length} 宗共 ${size} 微亩，小于 ${question.minBlock}`);
  }
  if (question.maxBlocks !== null && blocks.length > question.maxBlocks)
    say('blocks', `共 ${blocks.length} 块，多于 ${question.maxBlocks}`);
  for (const code of question.lockedIn) if (!chosen.has(code)) say('locked-in', `未选必选宗地 ${code}`);
  for (const code of question.lockedOut) if (chosen.has(code)) say('locked-out', `选了排除的宗地 ${code}`);
  for (const { township, min, max } of question.quotas) {
    const there = plots.reduce((sum, plot) => (plot.township === township ? sum + BigInt(plot.area!) : sum), 0n);
    if (min !== null && there < BigInt(min)) say('quota', `${township} ${there} 微亩，少于 ${min}`);
    if (max !== null && there > BigInt(max)) say('quota', `${township} ${there} 微亩，多于 ${max}`);
  }
  if (question.ownerComplete) {
    const owners = new Set(plots.map(({ owner }) => owner));
    if (owners.has(null)) say('owner', '有宗地权利人不详，不能确认整户收储');
    for (const plot of candidates.values()) {
      if (plot.owner === null || !owners.has(plot.owner) || chosen.has(plot.code)) continue;
      if (plot.excluded && goneAlready.has(plot.excluded.reason)) continue;
      say('owner', `权利人 ${plot.owner} 的宗地 ${plot.code} 未选`);
    }
  }
  return faults;
}
