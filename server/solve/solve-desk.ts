// Runs of the solver: few at a time, each in a thread that can be stopped; a thread that dies takes nothing with it.
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { SolveInput } from '#domain/repurchase/solve/solve.ts';
import { startWorker } from '../worker.ts';
import { SolveRun } from './solve-run.ts';
import type { SolveJob, SolveMessage } from './solve-worker.ts';

/** Runs that may wait for their turn. */
const longestQueue = 8;
/** Runs that are kept after their end, for whoever asks later. */
const runsKept = 20;
/** A thread that does not heed its time is ended this many seconds after it. */
const graceS = 20;
/** HiGHS's memory is outside of this; it holds the candidates and what the search makes of them. */
const heapMegabytes = 1024;
/** Idle threads that are kept, and questions that one answers before it is let go. */
const threadsKept = 1;
const jobsPerThread = 25;

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
  const threads = new Threads(entry);
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
      solveIn(threads, run, input)
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

/** Threads that have solved something and wait for the next question: starting one takes longer than most questions. */
class Threads {
  readonly #idle: { readonly worker: Worker; readonly jobs: number }[] = [];
  readonly #entry: URL;

  constructor(entry: URL) {
    this.#entry = entry;
  }

  take(): { worker: Worker; jobs: number } {
    const waiting = this.#idle.pop();
    if (waiting) return waiting;
    const worker = startWorker(this.#entry, null, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    // A server that is told to stop need not wait for it.
    worker.unref();
    return { worker, jobs: 0 };
  }

  /** Keeps a thread whose question is answered; one that has answered many is let go, and the solver's memory with it. */
  async giveBack({ worker, jobs }: { readonly worker: Worker; readonly jobs: number }): Promise<void> {
    worker.removeAllListeners();
    if (jobs + 1 >= jobsPerThread || this.#idle.length >= threadsKept) {
      await worker.terminate();
      return;
    }
    const kept = { worker, jobs: jobs + 1 };
    this.#idle.push(kept);
    // One that ends while it waits is not used again.
    const gone = (): void => void this.#idle.splice(0, this.#idle.length, ...this.#idle.filter((one) => one !== kept));
    worker.once('error', gone);
    worker.once('exit', gone);
  }
}

/** Ends when the thread has answered or died: whatever happens in it, the run is over then. */
async function solveIn(threads: Threads, run: SolveRun, input: SolveInput): Promise<void> {
  run.begin();
  const thread = threads.take();
  const { worker } = thread;
  worker.removeAllListeners();
  let hurry: NodeJS.Timeout | undefined;
  let whole = false;
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
          whole = true;
          run.end(message.answer);
          resolve();
        }
      });
      worker.on('error', (error: Error) => failed(`求解程序出错（${`${error.name} ${error.message}`.slice(0, 200)}）`));
      worker.on('exit', (code) => failed(`求解程序意外中止（${code}）`));
      worker.postMessage({ input, stop: run.stop } satisfies SolveJob);
    });
  } finally {
    clearTimeout(hurry);
    if (whole) await threads.giveBack(thread);
    else await worker.terminate();
  }
}
