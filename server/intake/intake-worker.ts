// The thread in which a file is read: whatever a parser does, the server outlives it.
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../worker.ts';
import type { IntakeInput } from './intake.ts';
import { intakeHere } from './intake-here.ts';
import { setLimits, type Limits } from './limits.ts';
import { sendOutcome } from './outcome-transfer.ts';
import { setGdalFolder } from './read/gdal.ts';

export interface IntakeJob {
  readonly input: IntakeInput;
  /** The operator's limits; a thread starts with the usual ones. */
  readonly limits: Limits;
  /** Folder for what has to lie in files while it is read; whoever started the thread removes it. */
  readonly scratch: string;
}

const { input, limits, scratch } = workerInput<IntakeJob>();
setLimits({ ...limits });
setGdalFolder(scratch);
const outcome = await intakeHere(input);
sendOutcome(outcome, (message, transfer) => parentPort?.postMessage(message, [...transfer]));
