// The thread in which a file is read: whatever a parser does, the server outlives it.
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../worker.ts';
import type { IntakeInput } from './intake.ts';
import { intakeHere } from './intake-here.ts';

parentPort?.postMessage(await intakeHere(workerInput<IntakeInput>()));
