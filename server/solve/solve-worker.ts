// Thread that solves questions one after another: HiGHS blocks the thread it runs in. Whoever started it ends it now and then, and the memory with it.
import { parentPort } from 'node:worker_threads';
import { solve, type SolveAnswer, type SolveInput } from '#domain/repurchase/solve/solve.ts';
import type { SolveProgress } from '#domain/repurchase/solve/milp.ts';
import { openHighs } from './highs-solver.ts';

export interface SolveJob {
  readonly input: SolveInput;
  /** One whole number; not 0: stop with what there is. */
  readonly stop: SharedArrayBuffer;
}

export type SolveMessage = { readonly progress: SolveProgress & { readonly seconds: number } } | { readonly answer: SolveAnswer };

/** Progress is told no more often than this. */
const everyMs = 200;
const say = (message: SolveMessage): void => parentPort?.postMessage(message);

let flag = new Int32Array(new SharedArrayBuffer(4));
const cancelled = (): boolean => Atomics.load(flag, 0) !== 0;
const solver = openHighs(cancelled);

async function run({ input, stop }: SolveJob): Promise<void> {
  const highs = await solver;
  flag = new Int32Array(stop);
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1000;
  let last = begun - everyMs;
  const answer = solve(input, highs, {
    elapsed,
    left: () => (cancelled() ? 0 : input.timeLimitS - elapsed()),
    report(progress) {
      const now = performance.now();
      // A reason is told whenever it is known.
      if (now - last < everyMs && progress.says === undefined) return;
      last = now;
      say({ progress: { ...progress, seconds: elapsed() } });
    },
  });
  say({ answer: cancelled() ? { ...answer, run: { ...answer.run, stopped: 'cancelled' } } : answer });
}

parentPort?.on('message', (job: SolveJob) => {
  run(job).catch((error: unknown) => {
    // Uncaught, it ends the thread and is told to whoever started it.
    setImmediate(() => {
      throw error;
    });
  });
});
