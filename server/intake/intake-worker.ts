// The thread in which a file is read: whatever a parser does, the server outlives it.
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../worker.ts';
import type { IntakeInput } from './intake.ts';
import { intakeHere } from './intake-here.ts';
import { setLimits, type Limits } from './limits.ts';
import { sendOutcome } from './outcome-transfer.ts';
import { closeGdal } from './read/gdal.ts';

export interface IntakeJob {
  readonly input: IntakeInput;
  /** The operator's limits; a thread starts with the usual ones. */
  readonly limits: Limits;
}

const { input, limits } = workerInput<IntakeJob>();
setLimits({ ...limits });
const outcome = await intakeHere(input);
await closeGdal();
sendOutcome(outcome, (message, transfer) => parentPort?.postMessage(message, [...transfer]));
