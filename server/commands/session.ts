// What every command works with: the settings, the record, the reference lists, the clock, and where to write.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { loadPolicies } from '../pipeline.ts';
export { readReference } from '../reference.ts';
import { openStore, type Store } from '../store/store.ts';

/** Where a command writes: results to `out`, progress and complaints to `err`. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

export interface Session extends Streams {
  readonly config: Config;
  /** ISO date-time at which the command began. */
  readonly now: string;
}

/** Exit codes: 1 the record is not sound; 2 the command was wrong; 3 done, with issues; 4 refused, nothing done. */
export const exits = { done: 0, unsound: 1, usage: 2, withIssues: 3, refused: 4 } as const;

/** Runs work over the record, which has the program's policies in it, and closes it whatever happens. */
export async function withStore<T>({ config, now, err }: Session, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.home);
  try {
    const { faults } = await loadPolicies(store, join(config.root, 'data', 'policies'), now);
    for (const fault of faults) err(`政策文件有误，未载入：${fault}`);
    return await work(store);
  } finally {
    await store.close();
  }
}
