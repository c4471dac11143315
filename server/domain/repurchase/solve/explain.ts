// What each chosen plot is worth to the plan, and other plans that share no more than so much with it: each by solving again without.
import type { Alternative, Replacement } from '../solve-reply.ts';
import type { SolveQuestion } from '../solve-question.ts';
import { fen, toWan } from '../../units.ts';
import { attempt, shareOf, type Ground } from './attempt.ts';
import { least } from './least.ts';
import { mended } from './greedy.ts';
import type { Watch } from './milp.ts';
import { areaOf, costOf, type Choice, type SolveProblem } from './problem.ts';
import { solvedSet } from './solved-set.ts';

/** A plan that was found, with the cost that nothing undercuts. */
export interface Standing {
  readonly problem: SolveProblem;
  readonly choice: Choice;
  /** Cost of the cheapest plan found, and its proven bound, in fen. */
  readonly cheapest: number;
  readonly bound: number;
}

/** The least cost without each plot of the plan, dearest plots first while there is time. */
export function replacements(
  ground: Ground,
  question: SolveQuestion,
  { problem, choice, cheapest, bound }: Standing,
  cheapestCodes: ReadonlySet<string>,
  watch: Watch,
): Replacement[] {
  const { plots } = problem;
  const locked = new Set(question.lockedIn);
  const order = [...choice].sort((a, b) => plots[b]!.cost - plots[a]!.cost || a - b);
  const found = new Map<string, Replacement>();
  for (const [at, index] of order.entries()) {
    const { code } = plots[index]!;
    const state = (state: Replacement['state'], moreWan: number | null = null, exact = true): void =>
      void found.set(code, { code, state, moreWan, exact });
    if (locked.has(code)) state('locked');
    // The cheapest plan does without it already.
    else if (!cheapestCodes.has(code)) state('costs', 0, bound === cheapest);
    else if (watch.left() <= 0) state('not-computed', null, false);
    else {
      const start = (other: SolveProblem): Choice | null => {
        const indexOf = new Map(other.plots.map((plot, place) => [plot.code, place]));
        const kept = choice.flatMap((one) => indexOf.get(plots[one]!.code) ?? []);
        return mended(
          other,
          kept,
          other.plots.map(({ cost }) => cost),
        );
      };
      const without = attempt(
        ground,
        { ...question, lockedOut: [...question.lockedOut, code] },
        shareOf(watch, Math.max(0.1, 2 / (order.length - at))),
        { start },
      );
      if (without.status === 'infeasible') state('impossible');
      else if (without.status === 'optimal') state('costs', toWan(fen(Math.max(0, without.value! - cheapest))), bound === cheapest);
      // Not solved to the end: at least so much more, as far as it is proven.
      else if (without.bound > cheapest) state('costs', toWan(fen(without.bound - cheapest)), false);
      else state('not-computed', null, false);
    }
  }
  return choice.map((index) => found.get(plots[index]!.code)!).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The cheapest plans that leave at least `share` of the land of each earlier one. */
export function alternatives(
  ground: Ground,
  { problem, choice, cheapest }: Standing,
  count: number,
  share: number,
  watch: Watch,
): Alternative[] {
  const found: Alternative[] = [];
  const earlier: Choice[] = [choice];
  for (let at = 0; at < count && watch.left() > 0; at += 1) {
    const shared = earlier.map((plan) => ({ plots: plan, most: Math.floor(areaOf(problem, plan) * (1 - share)) }));
    const other = least({ ...problem, shared }, ground.solver, shareOf(watch, 1 / (count - at)), { seed: ground.seed });
    if (!other.choice) break;
    earlier.push(other.choice);
    const first = new Set(choice);
    const kept = other.choice.filter((index) => first.has(index));
    found.push({
      ...solvedSet(problem, other.choice),
      differs: { plots: 1 - kept.length / choice.length, area: 1 - areaOf(problem, kept) / areaOf(problem, choice) },
      moreWan: toWan(fen(costOf(problem, other.choice) - cheapest)),
      proof: other.status === 'optimal' ? 'optimal' : 'feasible',
    });
  }
  return found;
}
