// One limit relaxed to where it just suffices: in one solve for its own figure, value by value, or dropped.
import type { SolveQuestion } from '../solve-question.ts';
import type { LimitField, Relaxation } from '../solve-reply.ts';
import type { Attempt, AttemptOptions } from './attempt.ts';
import type { Goal } from './goal.ts';
import type { SolveProblem } from './problem.ts';

/** `none`: no change of this limit alone suffices; `open`: the time was up. */
export type Relaxed = { readonly found: Relaxation } | { readonly none: LimitField } | { readonly open: LimitField };

type Try = (question: SolveQuestion, options?: AttemptOptions) => Attempt;

export interface Step {
  readonly limit: LimitField;
  readonly run: (attempt: Try) => Relaxed;
}

/** A limit whose own figure can be driven to its best in one solve. */
export function byOptimum(
  limit: LimitField,
  asked: number,
  per: number,
  freed: SolveQuestion,
  goal: (problem: SolveProblem) => Goal,
  sign: 1 | -1,
  change: (needed: number) => Readonly<Record<string, unknown>>,
  says: (needed: number) => string,
  more: Partial<Relaxation> = {},
): Step {
  return {
    limit,
    run(tried) {
      const { status, value, bound } = tried(freed, { goal });
      if (status === 'infeasible') return { none: limit };
      if (value === null) return { open: limit };
      const needed = sign * value;
      // Nothing can be bought: giving the goal up altogether is no way out.
      if (limit === 'targetMu' && needed <= 0) return { none: limit };
      return {
        found: {
          limit,
          asked: asked / per,
          needed: needed / per,
          proof: bound === value ? 'proven' : 'feasible',
          change: change(needed / per),
          says: says(needed),
          ...more,
        },
      };
    },
  };
}

/** A limit on whole numbers that is tried value by value: `lo` is known to do, `hi` is known not to. */
function bisected(
  lo: number,
  hi: number,
  does: (value: number) => { readonly reached: number } | 'not' | 'open',
): { value: number; proven: boolean } {
  // `lo` may lie on either side of `hi`: counts grow, sizes shrink.
  const toward = Math.sign(hi - lo);
  let [good, bad] = [lo, hi];
  while (Math.abs(bad - good) > 1) {
    // The next value at once, every second time: most questions jump from plan to plan.
    const middle = Math.abs(bad - good) > 4 ? good + toward * Math.floor(Math.abs(bad - good) / 2) : good + toward;
    const next = does(middle);
    if (next === 'open') return { value: good, proven: false };
    if (next === 'not') bad = middle;
    else good = toward > 0 ? Math.max(middle, Math.min(next.reached, bad - 1)) : Math.min(middle, Math.max(next.reached, bad + 1));
    if (next !== 'not' && Math.abs(bad - good) > 1) {
      const one = does(good + toward);
      if (one === 'open') return { value: good, proven: false };
      if (one === 'not') return { value: good, proven: true };
      good = toward > 0 ? Math.max(good + 1, Math.min(one.reached, bad - 1)) : Math.min(good - 1, Math.max(one.reached, bad + 1));
    }
  }
  return { value: good, proven: true };
}

/** Any limit that must be tried: `set` puts a value in, `reached` reads a plan's own figure. */
export function bySteps(
  limit: LimitField,
  asked: number,
  per: number,
  loosest: SolveQuestion,
  set: (value: number) => SolveQuestion,
  reached: (attempt: Attempt) => number,
  change: (needed: number) => Readonly<Record<string, unknown>>,
  says: (needed: number) => string,
): Step {
  return {
    limit,
    run(tried) {
      const first = tried(loosest, { enough: true });
      if (first.status === 'infeasible') return { none: limit };
      if (!first.choice) return { open: limit };
      const { value, proven } = bisected(reached(first), asked, (next) => {
        const one = tried(set(next), { enough: true });
        if (one.choice) return { reached: reached(one) };
        return one.status === 'infeasible' ? 'not' : 'open';
      });
      return {
        found: {
          limit,
          asked: asked / per,
          needed: value / per,
          proof: proven ? 'proven' : 'feasible',
          change: change(value / per),
          says: says(value),
        },
      };
    },
  };
}

/** A limit that is there or not. */
export function dropped(limit: LimitField, question: SolveQuestion, change: Readonly<Record<string, unknown>>, says: string): Step {
  return {
    limit,
    run(tried) {
      const { status, choice } = tried(question, { enough: true });
      if (!choice) return status === 'infeasible' ? { none: limit } : { open: limit };
      return { found: { limit, asked: null, needed: null, proof: 'proven', change, says } };
    },
  };
}
