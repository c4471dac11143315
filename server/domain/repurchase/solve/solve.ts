// From a question to an answer: screened, the cheapest plan, then the most compact within the allowance, then why. What it answers is checked elsewhere.
import type { Candidate } from '../candidate.ts';
import { costLabel } from '../cost.ts';
import { cheapestPlan } from './cheapest.ts';
import type { SolveQuestion } from '../solve-question.ts';
import type { SolveReply } from '../solve-reply.ts';
import { fen, toWan } from '../../units.ts';
import { noLonger, shareOf, type Ground } from './attempt.ts';
import { mostCompact } from './compact.ts';
import { alternatives, replacements } from './explain.ts';
import { figuresOf } from './figures.ts';
import { frontier } from './frontier.ts';
import { type Found, noBound } from './goal.ts';
import { seedGroups } from './greedy.ts';
import type { Solver, Watch } from './milp.ts';
import { prepare, type Outlines, type Prepared } from './prepare.ts';
import { costOf, outlineOf, type Choice } from './problem.ts';
import { screen } from './screen.ts';
import { emptySet, solvedSet } from './solved-set.ts';
import { whyNot } from './why-not.ts';

export interface SolveInput {
  readonly candidates: readonly Candidate[];
  readonly question: SolveQuestion;
  readonly outlines: Outlines;
  /** Names of townships by code; a code without one is told as it is. */
  readonly names?: readonly (readonly [code: string, name: string])[];
  readonly seed: number;
  readonly timeLimitS: number;
  /** Seconds for the ways out of a plain contradiction, where whoever asks is not told the reason before the end. */
  readonly plainS?: number;
  /** What is told beside the plan. */
  readonly explain: {
    readonly replacements: boolean;
    readonly alternatives: { readonly count: number; readonly share: number };
    /** Targets of the frontier curve, in micro-mu. */
    readonly frontier: readonly number[];
  };
}

/** What the search answers; the desk adds which data it was asked of, and whether it was checked. */
export type SolveAnswer = Omit<SolveReply, 'run'> & { readonly run: Omit<SolveReply['run'], 'settings' | 'dataVersion' | 'checked'> };

/** Share of the time that the plan itself may take; the rest explains it. */
const planShare = 0.75;
/** Of what is left then, the second stage, and the alternatives. */
const compactShare = 0.6;
const alternativesShare = 0.4;

/** Where plain sums show the contradiction the reason is known at once: the ways out are looked for no longer than this share of the time. */
const plainShare = 0.4;

/** By how much of the cost a cheaper plan is not ruled out. */
function gapOf(cost: number, bound: number): number {
  return cost <= bound || cost <= 0 ? 0 : Math.min(1, (cost - Math.max(0, bound)) / cost);
}

/** The allowance in fen: thousandths of a percent of the cheapest cost. */
const allowanceOf = (cost: number, thousandths: number): number => Number((BigInt(cost) * BigInt(thousandths)) / 100_000n);

function unsolved(
  input: SolveInput,
  ground: Ground,
  prepared: Prepared,
  found: Found | null,
  watch: Watch,
  screened: ReturnType<typeof screen>,
): SolveAnswer {
  const impossible = found === null || found.status === 'infeasible';
  return {
    ...emptySet,
    label: costLabel,
    leftOut: prepared.leftOut,
    alternatives: [],
    replacements: [],
    status: impossible ? 'infeasible' : 'unknown',
    boundWan: 0,
    gap: 0,
    figures: null,
    stages: null,
    frontier: [],
    ...(impossible
      ? {
          why: whyNot(
            ground,
            input.question,
            screened,
            prepared.offered,
            screened.length > 0 ? noLonger(watch, Math.min(input.plainS ?? Infinity, plainShare * input.timeLimitS)) : watch,
          ),
        }
      : {}),
    notes: impossible ? [] : ['时限内未找到方案，也未能证明无解：请延长时限'],
    seconds: watch.elapsed(),
    run: {
      solver: ground.solver.name,
      seed: input.seed,
      timeLimitS: input.timeLimitS,
      method: found?.method ?? 'none',
      rounds: found?.rounds ?? 0,
      stopped: impossible ? 'finished' : 'time',
    },
  };
}

type Stages = NonNullable<SolveReply['stages']>;

/** The most compact plan for the allowance; null where none was given. */
function secondStage(
  { question, seed }: SolveInput,
  { problem }: Prepared,
  cheapest: Choice,
  solver: Solver,
  watch: Watch,
): { choice: Choice; stage: NonNullable<Stages['compact']> } | null {
  const cost = costOf(problem, cheapest);
  if (question.allowance === 0 || watch.left() <= 0) return null;
  const groups = seedGroups(
    problem,
    problem.plots.map((plot) => plot.cost),
  );
  const found = mostCompact(problem, cost + allowanceOf(cost, question.allowance), solver, watch, { seed, start: cheapest, groups });
  const choice = found.choice ?? cheapest;
  return {
    choice,
    stage: {
      ...solvedSet(problem, choice),
      outlineBoundM: Math.max(0, Math.min(found.bound, outlineOf(problem, choice))) / 1000,
      proven: found.status === 'optimal',
      moreWan: toWan(fen(costOf(problem, choice) - cost)),
    },
  };
}

export function solve(input: SolveInput, solver: Solver, watch: Watch): SolveAnswer {
  const { candidates, question, outlines, names = [], seed, timeLimitS, explain } = input;
  const townships = new Map(names);
  const nameOf = (township: string): string => townships.get(township) ?? township;
  const ground: Ground = { candidates, outlines, solver, seed, nameOf };
  const prepared = prepare(candidates, question, outlines);
  const { problem, leftOut } = prepared;
  const screened = screen(prepared, question, nameOf);
  const stage = (name: 'cheapest' | 'compact' | 'explain') => (cost: number | null, bound: number) =>
    watch.report?.({ stage: name, round: 0, cost, bound: bound === noBound ? null : Math.max(0, bound) });
  const found = screened.length > 0 ? null : cheapestPlan(problem, solver, shareOf(watch, planShare), { seed, told: stage('cheapest') });
  if (!found?.choice) {
    const says = screened.map((one) => one.says).join('；');
    watch.report?.({ stage: 'explain', round: 0, cost: null, bound: null, ...(says === '' ? {} : { says }) });
    return unsolved(input, ground, prepared, found, watch, screened);
  }
  const cheapest = solvedSet(problem, found.choice);
  const cost = costOf(problem, found.choice);
  const bound = Math.max(0, Math.min(cost, found.bound));
  stage('compact')(cost, bound);
  const compact = secondStage(input, prepared, found.choice, solver, shareOf(watch, compactShare));
  const choice = compact?.choice ?? found.choice;
  const plan = solvedSet(problem, choice);
  const [proven, paid] = [found.status === 'optimal', costOf(problem, choice)];
  stage('explain')(paid, bound);
  const standing = { problem, choice, cheapest: cost, bound };
  const { count, share } = explain.alternatives;
  const others = alternatives(ground, standing, count, share, shareOf(watch, alternativesShare));
  const curve = frontier(ground, question, explain.frontier, shareOf(watch, 0.5));
  const worth = explain.replacements ? replacements(ground, question, standing, new Set(cheapest.parcels), watch) : [];
  const open = worth.filter(({ state }) => state === 'not-computed').length;
  return {
    ...plan,
    label: costLabel,
    leftOut,
    status: proven && (compact?.stage.proven ?? true) ? 'optimal' : 'feasible',
    boundWan: toWan(fen(bound)),
    gap: gapOf(paid, bound),
    alternatives: others,
    replacements: worth,
    frontier: curve,
    figures: figuresOf(plan.parcels, candidates),
    stages: {
      cheapest: { ...cheapest, boundWan: toWan(fen(bound)), gap: gapOf(cost, bound), proven },
      allowanceWan: toWan(fen(allowanceOf(cost, question.allowance))),
      compact: compact?.stage ?? null,
    },
    notes: open > 0 ? [`时限内未算出 ${open} 宗的替代成本，已逐宗注明`] : [],
    seconds: watch.elapsed(),
    run: { solver: solver.name, seed, timeLimitS, method: found.method, rounds: found.rounds, stopped: proven ? 'finished' : 'time' },
  };
}
