// From a question to an answer: screened, the cheapest plan, then the most compact within the allowance, then why. What it answers is checked elsewhere.
import type { Candidate } from '../candidate.ts';
import { costLabel } from '../cost.ts';
import type { SolveQuestion } from '../solve-question.ts';
import type { SolveReply } from '../solve-reply.ts';
import { fen, toWan } from '../../units.ts';
import { figuresOf } from './figures.ts';
import { least } from './least.ts';
import type { Solver, Watch } from './milp.ts';
import { prepare, type Outlines } from './prepare.ts';
import { costOf } from './problem.ts';
import { screen } from './screen.ts';
import { emptySet, solvedSet } from './solved-set.ts';
import { whyNot } from './why-not.ts';

export interface SolveInput {
  readonly candidates: readonly Candidate[];
  readonly question: SolveQuestion;
  readonly outlines: Outlines;
  readonly seed: number;
  readonly timeLimitS: number;
}

/** What the search answers; the desk adds which data it was asked of, and whether it was checked. */
export type SolveAnswer = Omit<SolveReply, 'run'> & { readonly run: Omit<SolveReply['run'], 'settings' | 'dataVersion' | 'checked'> };

export function gapOf(cost: number, bound: number): number {
  if (cost <= bound) return 0;
  return cost > 0 ? Math.min(1, (cost - Math.max(0, bound)) / cost) : 0;
}

export function solve({ candidates, question, outlines, seed, timeLimitS }: SolveInput, solver: Solver, watch: Watch): SolveAnswer {
  const prepared = prepare(candidates, question, outlines);
  const { problem, leftOut } = prepared;
  const screened = screen(prepared, question);
  const run = { solver: solver.name, seed, timeLimitS };
  const told = (cost: number | null, bound: number): void =>
    watch.report?.({ stage: 'cheapest', round: 0, cost, bound: bound === -Number.MAX_SAFE_INTEGER ? null : bound });
  const found = screened.length > 0 ? null : least(problem, solver, watch, { seed, told });
  const { choice } = found ?? { choice: null };
  const common = { label: costLabel, leftOut, alternatives: [], replacements: [], notes: [] };
  if (!found || !choice) {
    const cheapless = found === null || found.status === 'infeasible';
    return {
      ...emptySet,
      ...common,
      status: cheapless ? 'infeasible' : 'unknown',
      boundWan: 0,
      gap: 0,
      figures: null,
      stages: null,
      seconds: watch.elapsed(),
      ...(cheapless ? { why: whyNot({ candidates, question, outlines, prepared, screened }) } : {}),
      notes: cheapless ? [] : ['时限内未找到方案，也未能证明无解：请延长时限'],
      run: { ...run, method: found?.method ?? 'none', rounds: found?.rounds ?? 0, stopped: cheapless ? 'finished' : 'time' },
    };
  }
  const plan = solvedSet(problem, choice);
  const cost = costOf(problem, choice);
  const bound = Math.max(0, Math.min(cost, found.bound));
  const proven = found.status === 'optimal';
  return {
    ...plan,
    ...common,
    status: proven ? 'optimal' : 'feasible',
    boundWan: toWan(fen(bound)),
    gap: gapOf(cost, bound),
    figures: figuresOf(plan.parcels, candidates),
    stages: { cheapest: { ...plan, boundWan: toWan(fen(bound)), gap: gapOf(cost, bound), proven }, allowanceWan: 0, compact: null },
    seconds: watch.elapsed(),
    run: { ...run, method: found.method, rounds: found.rounds, stopped: proven ? 'finished' : 'time' },
  };
}
