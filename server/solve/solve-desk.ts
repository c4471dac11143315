// Runs of the solver: few at a time, each in a thread of its own that can be stopped; a thread that dies takes nothing with it.
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { SolveInput } from '#domain/repurchase/solve/solve.ts';
import { startWorker } from '../worker.ts';
import { SolveRun } from './solve-run.ts';
import type { SolveJob, SolveMessage } from './solve-worker.ts';

/** Runs that may wait for their turn. */
const longestQueue = 8;
/** Runs that are kept after their end, for whoever asks later. */
const runsKept = 50;
/** A thread that does not heed its time is ended this many seconds after it. */
const graceS = 20;
/** HiGHS's memory is outside of this; it holds the candidates and what the search makes of them. */
const heapMegabytes = 1024;

export interface SolveDesk {
  /** Starts or queues a run; null when too many wait. */
  start(input: SolveInput): SolveRun | null;
  get(id: string): SolveRun | null;
}

/** `atOnce`: how many threads solve at the same time; left out: all cores but one. */
export function openSolveDesk(
  atOnce = Math.max(1, availableParallelism() - 1),
  entry = new URL('./solve-worker.ts', import.meta.url),
): SolveDesk {
  const runs = new Map<string, SolveRun>();
  const queue: { readonly run: SolveRun; readonly input: SolveInput }[] = [];
  let running = 0;

  const forget = (): void => {
    for (const [id, run] of runs) {
      if (runs.size <= runsKept) return;
      if (run.over) runs.delete(id);
    }
  };
  const next = (): void => {
    while (running < atOnce && queue.length > 0) {
      const { run, input } = queue.shift()!;
      if (run.cancelled) {
        run.fail('已取消，尚未开始求解');
        continue;
      }
      running += 1;
      solveIn(entry, run, input)
        .catch((error: unknown) => run.fail(`求解未能开始（${String(error).slice(0, 200)}）`))
        .finally(() => {
          running -= 1;
          forget();
          next();
        });
    }
  };
  return {
    start(input) {
      if (queue.length >= longestQueue) return null;
      const run = new SolveRun(randomUUID());
      runs.set(run.id, run);
      queue.push({ run, input });
      next();
      return run;
    },
    get: (id) => runs.get(id) ?? null,
  };
}

/** Ends when the thread has: whatever happens in it, the run is over then. */
async function solveIn(entry: URL, run: SolveRun, input: SolveInput): Promise<void> {
  run.begin();
  const job: SolveJob = { input, stop: run.stop };
  const worker = startWorker(entry, job, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
  // A server that is told to stop need not wait for it.
  worker.unref();
  let hurry: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve) => {
      const failed = (fault: string): void => {
        if (!run.over) run.fail(fault);
        resolve();
      };
      hurry = setTimeout(() => failed(`求解超过时限 ${input.timeLimitS} 秒仍未停下，已中止`), (input.timeLimitS + graceS) * 1000);
      hurry.unref();
      worker.on('message', (message: SolveMessage) => {
        if ('progress' in message) run.report(message.progress);
        else {
          run.end(message.answer);
          resolve();
        }
      });
      worker.on('error', (error: Error) => failed(`求解程序出错（${`${error.name} ${error.message}`.slice(0, 200)}）`));
      worker.on('exit', (code) => failed(`求解程序意外中止（${code}）`));
    });
  } finally {
    clearTimeout(hurry);
    await worker.terminate();
  }
}
