// First file of every worker thread: teaches the thread TypeScript, then runs the worker's own file. See worker.ts.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Node 20 does not hand the parent's loader on to its threads, so each thread registers it for itself.
register();
await import(workerData.entry);
