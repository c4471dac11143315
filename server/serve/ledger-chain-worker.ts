// The thread that follows a ledger's chain: a hundred thousand rows take seconds, in which the serving thread keeps answering.
import { parentPort } from 'node:worker_threads';
import type { CountyCode } from '#domain/land/codes.ts';
import { type ChainFound, followChain } from '../store/ledger-chain.ts';
import { workerInput } from '../worker.ts';

export interface ChainQuestion {
  readonly home: string;
  readonly county: CountyCode;
}
export type ChainAnswer = { readonly found: ChainFound } | { readonly fault: string };

const { home, county } = workerInput<ChainQuestion>();
let answer: ChainAnswer;
try {
  answer = { found: followChain(home, county) };
} catch (error) {
  // Whoever waits gets the reason rather than a dead thread.
  answer = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
parentPort?.postMessage(answer);
