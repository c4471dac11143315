// Thread that solves one question: HiGHS blocks the thread it runs in and owns memory that only the thread's end gives back for sure.
import { parentPort } from 'node:worker_threads';
import { solve, type SolveAnswer, type SolveInput } from '#domain/repurchase/solve/solve.ts';
import type { SolveProgress } from '#domain/repurchase/solve/milp.ts';
import { workerInput } from '../worker.ts';
import { openHighs } from './highs-solver.ts';

export interface SolveJob {
  readonly input: SolveInput;
  /** One whole number; not 0: stop with what there is. */
  readonly stop: SharedArrayBuffer;
}

export type SolveMessage = { readonly progress: SolveProgress & { readonly seconds: number } } | { readonly answer: SolveAnswer };

/** Progress is told no more often than this. */
const everyMs = 200;

const { input, stop } = workerInput<SolveJob>();
const flag = new Int32Array(stop);
const cancelled = (): boolean => Atomics.load(flag, 0) !== 0;
const begun = performance.now();
const elapsed = (): number => (performance.now() - begun) / 1000;
const say = (message: SolveMessage): void => parentPort?.postMessage(message);
let last = -everyMs;

const solver = await openHighs(cancelled);
const answer = solve(input, solver, {
  elapsed,
  left: () => (cancelled() ? 0 : input.timeLimitS - elapsed()),
  report(progress) {
    const now = performance.now();
    if (now - last < everyMs) return;
    last = now;
    say({ progress: { ...progress, seconds: elapsed() } });
  },
});
say({ answer: cancelled() ? { ...answer, run: { ...answer.run, stopped: 'cancelled' } } : answer });
