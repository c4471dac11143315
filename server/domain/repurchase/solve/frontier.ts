// Least cost against land: the curve along which the slider moves, each point a solve of its own with its bound.
import type { FrontierPoint } from '../solve-reply.ts';
import type { SolveQuestion } from '../solve-question.ts';
import { fen, microMu, toMu, toWan } from '../../units.ts';
import { attempt, shareOf, type Ground } from './attempt.ts';
import type { Watch } from './milp.ts';
import { areaOf, partsOf } from './problem.ts';

/** One point for each target, in the order given; without a budget, which would only end the curve. */
export function frontier(ground: Ground, question: SolveQuestion, targets: readonly number[], watch: Watch): FrontierPoint[] {
  return targets.map((target, at): FrontierPoint => {
    const found = attempt(ground, { ...question, budget: null, target: microMu(target) }, shareOf(watch, 1 / (targets.length - at)));
    const { choice, problem, value, bound, status } = found;
    return {
      targetMu: target / 1_000_000,
      costWan: value === null ? null : toWan(fen(value)),
      boundWan: status === 'infeasible' || status === 'unknown' ? null : toWan(fen(Math.max(0, bound))),
      areaMu: choice ? toMu(microMu(areaOf(problem, choice))) : null,
      parcels: choice?.length ?? 0,
      blocks: choice ? partsOf(problem, choice).length : 0,
      state: status,
    };
  });
}
