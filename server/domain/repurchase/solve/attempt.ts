// One try at a changed question: prepared anew, because what is left out before solving depends on the limits.
import type { Candidate } from '../candidate.ts';
import type { SolveQuestion } from '../solve-question.ts';
import type { Found, Goal } from './goal.ts';
import { least } from './least.ts';
import type { Solver, Watch } from './milp.ts';
import { prepare, type Outlines } from './prepare.ts';
import type { Choice, SolveProblem } from './problem.ts';

/** What a question is asked of. */
export interface Ground {
  readonly candidates: readonly Candidate[];
  readonly outlines: Outlines;
  readonly solver: Solver;
  readonly seed: number;
  /** The township's name for its code, as people read it. */
  readonly nameOf: (township: string) => string;
}

export interface Attempt extends Found {
  readonly problem: SolveProblem;
}

export interface AttemptOptions {
  readonly goal?: (problem: SolveProblem) => Goal;
  /** Any plan will do. */
  readonly enough?: boolean;
  readonly start?: (problem: SolveProblem) => Choice | null;
}

export function attempt(
  { candidates, outlines, solver, seed }: Ground,
  question: SolveQuestion,
  watch: Watch,
  { goal, enough, start }: AttemptOptions = {},
): Attempt {
  const { problem, lostLocks } = prepare(candidates, question, outlines);
  const none = { choice: null, value: null, bound: 0, rounds: 0, method: 'none' as const, problem };
  if (lostLocks.length > 0) return { ...none, status: 'infeasible' };
  if (watch.left() <= 0) return { ...none, status: 'unknown' };
  const found = least(problem, solver, watch, {
    seed,
    ...(goal ? { goal: goal(problem) } : {}),
    ...(enough ? { enough } : {}),
    ...(start ? { start: start(problem) } : {}),
  });
  return { ...found, problem };
}

/** Time for one of several tries: no more than a share of what is left. */
export function shareOf(watch: Watch, share: number): Watch {
  const until = watch.elapsed() + Math.max(0.2, watch.left() * share);
  return { elapsed: watch.elapsed, left: () => Math.min(watch.left(), until - watch.elapsed()) };
}

/** No more than so many seconds from now on. */
export function noLonger(watch: Watch, seconds: number): Watch {
  const until = watch.elapsed() + seconds;
  return { elapsed: watch.elapsed, left: () => Math.min(watch.left(), until - watch.elapsed()) };
}
