// Counted land taken apart by one property: the parts add up to the whole, to the micro-mu.
import { type MicroMu, microMu } from '../units.ts';
import { isoOfDay, type CountedLine } from './ledger-lines.ts';

export interface BreakdownRow {
  /** Null: not known of the land. */
  readonly key: string | null;
  readonly verified: MicroMu;
  readonly declared: MicroMu;
  readonly entries: number;
}

export const dimensions = ['township', 'measure', 'month', 'class', 'industry', 'park'] as const;
export type Dimension = (typeof dimensions)[number];

/** Month of the evidence that counts: of verification, once there is one. */
export function monthOf(counted: CountedLine): string {
  return isoOfDay(counted.day).slice(0, 7);
}

/** One row per key, in order of key; what is not known last. */
export function breakDown(counted: readonly CountedLine[], keyOf: (one: CountedLine) => string | null): BreakdownRow[] {
  const sums = new Map<string | null, { verified: number; declared: number; entries: number }>();
  for (const one of counted) {
    const key = keyOf(one);
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = { verified: 0, declared: 0, entries: 0 }));
    sum[one.stage] += one.area;
    sum.entries += 1;
  }
  return [...sums]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([key, { verified, declared, entries }]) => ({ key, verified: microMu(verified), declared: microMu(declared), entries }));
}
