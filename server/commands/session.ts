// What every command works with: the settings, the record, the reference lists, the clock, and where to write.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseTownshipCode } from '#domain/land/codes.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import type { Township } from '#domain/land/parcel.ts';
import type { Config } from '../config.ts';
import { loadPolicies, type Reference } from '../pipeline.ts';
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

const countyRows = z.array(
  z.object({ code: z.string(), name: z.string(), bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional() }),
);
const townshipRows = z.array(z.object({ county: z.string(), code: z.string(), name: z.string() }));

/** The lists in data/: names and extents of counties, names and codes of townships. */
export function readReference(root: string): Reference {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'data', name), 'utf8'));
  const counties = new Map(countyRows.parse(read('counties.json')).map((row) => [row.code, row]));
  const townships = townshipRows.parse(read('townships.json'));
  return {
    county(code) {
      const row = counties.get(code);
      return row ? { name: row.name, bounds: (row.bounds as Bounds | undefined) ?? null } : null;
    },
    townships: (county) =>
      townships.flatMap((row): Township[] => {
        const code = row.county === county ? parseTownshipCode(row.code) : null;
        return code ? [{ county, code, name: row.name, shape: null }] : [];
      }),
  };
}

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
