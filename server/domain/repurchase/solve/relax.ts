// The smallest single change of each limit that makes a question solvable: found by solving for that limit's own figure, and shown to be the smallest.
import { thousandths } from '../score.ts';
import type { SolveQuestion } from '../solve-question.ts';
import { fen, microMu } from '../../units.ts';
import { attempt, shareOf, type Attempt, type Ground } from './attempt.ts';
import { costGoal, landGoal } from './goal.ts';
import type { Watch } from './milp.ts';
import { areaOf, partsOf, type SolveProblem } from './problem.ts';
import { byOptimum, bySteps, dropped, type Relaxed, type Step } from './relax-step.ts';

const million = 1_000_000;
const unlimited = Number.MAX_SAFE_INTEGER;
const mu = (area: number): string => `${area / million} 亩`;
const wan = (money: number): string => `${money / million} 万元`;

const smallestBlock = ({ problem, choice }: Attempt): number => Math.min(...partsOf(problem, choice!).map((part) => areaOf(problem, part)));

/** Mean score by area, rounded down to what is still kept. */
function meanScore({ problem: { plots }, choice }: Attempt): number {
  const land = choice!.reduce((sum, index) => sum + BigInt(plots[index]!.area), 0n);
  const points = choice!.reduce((sum, index) => sum + BigInt(plots[index]!.area) * BigInt(plots[index]!.score!), 0n);
  return land === 0n ? 0 : Number(points / land);
}

function quotaSteps(question: SolveQuestion, nameOf: Ground['nameOf']): Step[] {
  const reply = (quotas: SolveQuestion['quotas']) => ({
    quotas: quotas.map(({ township, min, max }) => ({
      township,
      ...(min === null ? {} : { minMu: min / million }),
      ...(max === null ? {} : { maxMu: max / million }),
    })),
  });
  const there = (township: string, sign: number) => (problem: SolveProblem) => ({
    figures: problem.plots.map((plot) => (plot.township === township ? sign * plot.area : 0)),
    unit: 100_000,
  });
  return question.quotas.flatMap(({ township, min, max }, at) => {
    const with_ = (change: { min?: number | null; max?: number | null }) =>
      question.quotas.map((quota, index) => (index === at ? ({ ...quota, ...change } as typeof quota) : quota));
    const steps: Step[] = [];
    if (min !== null && min > 0)
      steps.push(
        byOptimum(
          'quotas',
          min,
          million,
          { ...question, quotas: with_({ min: null }) },
          there(township, -1),
          -1,
          (needed) => reply(with_({ min: microMu(Math.round(needed * million)) })),
          (needed) => `${nameOf(township)}的下限降到 ${mu(needed)}`,
          { township, quota: 'minMu' },
        ),
      );
    if (max !== null)
      steps.push(
        byOptimum(
          'quotas',
          max,
          million,
          { ...question, quotas: with_({ max: null }) },
          there(township, 1),
          1,
          (needed) => reply(with_({ max: microMu(Math.round(needed * million)) })),
          (needed) => `${nameOf(township)}的上限提到 ${mu(needed)}`,
          { township, quota: 'maxMu' },
        ),
      );
    return steps;
  });
}

/** What can be tried for a question, cheapest first. */
export function relaxationSteps(question: SolveQuestion, scores: readonly number[], nameOf: Ground['nameOf']): Step[] {
  const { target, budget, minBlock, maxBlocks, maxJobs, maxTax, minScore, minMeanScore, lockedIn, lockedOut, ownerComplete } = question;
  const steps: Step[] = [
    byOptimum(
      'targetMu',
      target,
      million,
      { ...question, target: microMu(0) },
      landGoal,
      -1,
      (needed) => ({ targetMu: needed }),
      (needed) => `目标降到 ${mu(needed)}`,
    ),
  ];
  if (budget !== null)
    steps.push(
      byOptimum(
        'budgetWan',
        budget,
        million,
        { ...question, budget: null },
        costGoal,
        1,
        (needed) => ({ budgetWan: needed }),
        (needed) => `预算提到 ${wan(needed)}`,
      ),
    );
  if (maxJobs !== null)
    steps.push(
      byOptimum(
        'maxJobs',
        maxJobs,
        1000,
        { ...question, maxJobs: unlimited },
        ({ plots }) => ({ figures: plots.map(({ jobs }) => jobs ?? 0), unit: 100 }),
        1,
        (needed) => ({ maxJobs: needed }),
        (needed) => `涉及职工上限提到 ${needed / 1000} 人`,
      ),
    );
  if (maxTax !== null)
    steps.push(
      byOptimum(
        'maxTaxWan',
        maxTax,
        million,
        { ...question, maxTax: fen(unlimited) },
        ({ plots }) => ({ figures: plots.map(({ tax }) => tax ?? 0), unit: 100_000 }),
        1,
        (needed) => ({ maxTaxWan: needed }),
        (needed) => `涉及税收上限提到 ${wan(needed)}`,
      ),
    );
  steps.push(...quotaSteps(question, nameOf));
  if (ownerComplete)
    steps.push(dropped('ownerComplete', { ...question, ownerComplete: false }, { ownerComplete: false }, '不要求整户收储'));
  if (lockedIn.length > 1 && lockedIn.length <= 8)
    for (const code of lockedIn) {
      const others = lockedIn.filter((one) => one !== code);
      steps.push(dropped('lockedIn', { ...question, lockedIn: others }, { lockedIn: others }, `宗地 ${code} 不作必选`));
    }
  if (lockedIn.length > 0) steps.push(dropped('lockedIn', { ...question, lockedIn: [] }, { lockedIn: [] }, '不设必选宗地'));
  if (lockedOut.length > 0) steps.push(dropped('lockedOut', { ...question, lockedOut: [] }, { lockedOut: [] }, '不排除宗地'));
  if (maxBlocks !== null)
    steps.push(
      bySteps(
        'maxBlocks',
        maxBlocks,
        1,
        { ...question, maxBlocks: null },
        (value) => ({ ...question, maxBlocks: value }),
        ({ problem, choice }) => partsOf(problem, choice!).length,
        (needed) => ({ maxBlocks: needed }),
        (needed) => `片数上限提到 ${needed} 块`,
      ),
    );
  if (minBlock > 0)
    steps.push(
      bySteps(
        'minBlockMu',
        minBlock,
        million,
        { ...question, minBlock: microMu(0) },
        (value) => ({ ...question, minBlock: microMu(value) }),
        smallestBlock,
        (needed) => ({ minBlockMu: needed }),
        (needed) => `最小连片降到 ${mu(needed)}`,
      ),
    );
  if (minMeanScore !== null)
    steps.push(
      bySteps(
        'minMeanScore',
        minMeanScore,
        1000,
        { ...question, minMeanScore: 0 },
        (value) => ({ ...question, minMeanScore: value }),
        meanScore,
        (needed) => ({ minMeanScore: needed }),
        (needed) => `平均得分下限降到 ${needed / 1000} 分`,
      ),
    );
  if (minScore !== null) {
    const below = scores.filter((score) => score < minScore);
    if (below.length > 0)
      steps.push(
        bySteps(
          'minScore',
          minScore,
          1000,
          { ...question, minScore: 0 },
          (value) => ({ ...question, minScore: value }),
          ({ problem, choice }) => Math.min(...choice!.map((index) => problem.plots[index]!.score!)),
          (needed) => ({ minScore: needed }),
          (needed) => `得分下限降到 ${needed / 1000} 分`,
        ),
      );
  }
  return steps;
}

/** Runs the steps while there is time; what is left is named. */
export function relaxations(ground: Ground, question: SolveQuestion, watch: Watch): Relaxed[] {
  const scores = ground.candidates.flatMap(({ score }) => (score.score === null ? [] : thousandths(score.score)));
  const steps = relaxationSteps(question, scores, ground.nameOf);
  return steps.map((step, at): Relaxed => {
    if (watch.left() <= 0) return { open: step.limit };
    const some = shareOf(watch, 2 / (steps.length - at + 1));
    return step.run((asked, options) => attempt(ground, asked, some, options));
  });
}
