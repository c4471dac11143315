// The press: threads that print, a few at a time; a job streams, tells how far it is, and ends at once when nobody wants it any more.
import type { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '#domain/result.ts';
import { startWorker } from '../worker.ts';
import type { PressWord, PrintJob } from './formats/print/press-message.ts';

/** Threads at work together, and jobs that may wait for one. */
const mostRunning = 2;
const mostWaiting = 8;

export interface PrintProgress {
  /** `waiting`: for a free thread. */
  readonly state: 'waiting' | 'printing';
  readonly done: number;
  readonly total: number;
}

export interface Press {
  /** The file as a stream; refused when too many wait. `name`: under which whoever asks follows it. */
  print(job: PrintJob, name: string | null, signal: AbortSignal): Promise<Result<ReadableStream<Uint8Array<ArrayBuffer>>, 'busy'>>;
  /** Null: no such job, or it has ended. */
  progress(name: string): PrintProgress | null;
}

export function createPress(log: (error: unknown, doing: string) => void): Press {
  const told = new Map<string, PrintProgress>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async (): Promise<void> => {
    if (running >= mostRunning) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  };
  const leave = (): void => {
    running -= 1;
    waiting.shift()?.();
  };

  const stream = (worker: Worker, tell: (progress: PrintProgress) => void, over: () => void): ReadableStream<Uint8Array<ArrayBuffer>> =>
    new ReadableStream({
      start(controller) {
        let ended = false;
        const end = (act: () => void): void => {
          if (ended) return;
          ended = true;
          act();
          over();
        };
        worker.on('message', (word: PressWord) => {
          if (ended) return;
          if (word.say === 'piece') controller.enqueue(word.bytes);
          else if (word.say === 'progress') tell({ state: 'printing', done: word.done, total: word.total });
          else if (word.say === 'done') end(() => controller.close());
          else {
            log(new Error(word.reason), 'printing');
            end(() => controller.error(new Error(word.reason)));
          }
        });
        worker.once('error', (error) => {
          log(error, 'printing');
          end(() => controller.error(error));
        });
        worker.once('exit', () => end(() => controller.error(new Error('the printing thread ended early'))));
      },
      cancel: over,
    });

  return {
    async print(job, name, signal) {
      if (waiting.length >= mostWaiting) return fail('busy');
      const tell = (progress: PrintProgress): void => {
        if (name !== null) told.set(name, progress);
      };
      tell({ state: 'waiting', done: 0, total: 0 });
      await turn();
      let worker: Worker | null = null;
      let open = true;
      const over = (): void => {
        if (!open) return;
        open = false;
        if (name !== null) told.delete(name);
        void worker?.terminate();
        leave();
      };
      if (signal.aborted) {
        over();
        return ok(new ReadableStream());
      }
      signal.addEventListener('abort', over, { once: true });
      tell({ state: 'printing', done: 0, total: 0 });
      worker = startWorker(new URL('./formats/print/press-worker.ts', import.meta.url), job);
      return ok(stream(worker, tell, over));
    },
    progress: (name) => told.get(name) ?? null,
  };
}
