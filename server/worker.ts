// Starts worker threads whose code is TypeScript; works under tsx, under vitest and in a build to JavaScript.
//
// A worker's file (say server/intake/gdal-worker.ts) is a module that runs when the thread starts:
//     import { parentPort } from 'node:worker_threads';
//     import { workerInput } from '../worker.ts';
//     const job = workerInput<Job>();
//     parentPort?.postMessage(run(job));
// and whoever needs it writes:
//     const worker = startWorker(new URL('./gdal-worker.ts', import.meta.url), job);
import { Worker, workerData, type WorkerOptions } from 'node:worker_threads';

interface Envelope {
  readonly entry: string;
  readonly input: unknown;
}

/** A thread running the module at `entry`, which finds `input` (structured clone, so plain data and buffers) with `workerInput`. */
export function startWorker(entry: URL, input: unknown, options: Omit<WorkerOptions, 'workerData' | 'eval'> = {}): Worker {
  const envelope: Envelope = { entry: entry.href, input };
  const needsLoader = entry.pathname.endsWith('.ts');
  const first = needsLoader ? new URL('./worker-boot.mjs', import.meta.url) : entry;
  // Threads must not inherit --import tsx: the boot file registers the loader, and twice would transpile twice.
  return new Worker(first, { execArgv: [], ...options, workerData: envelope });
}

/** Inside a worker's file: what `startWorker` was given. The caller states its type; both ends are ours and in one file pair. */
export function workerInput<T>(): T {
  return (workerData as Envelope).input as T;
}
