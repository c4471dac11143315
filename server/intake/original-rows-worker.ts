// The thread in which the rows of a file are read once more.
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../worker.ts';
import { setLimits, type Limits } from './limits.ts';
import type { OriginalJob } from './original-rows.ts';
import { originalRowsHere } from './original-rows-here.ts';
import { closeGdal } from './read/gdal.ts';

const { job, limits } = workerInput<{ readonly job: OriginalJob; readonly limits: Limits }>();
setLimits({ ...limits });
const tables = await originalRowsHere(job);
await closeGdal();
parentPort?.postMessage(tables);
