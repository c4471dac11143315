// The ledger's lines that count toward a target on a day: what every figure of a bulletin is a sum of.
import type { LedgerEntry } from '../ledger/entry.ts';
import type { LedgerLine } from '../ledger/ledger-lines.ts';
import type { TargetProgress } from '../ledger/progress.ts';
import type { MicroMu } from '../units.ts';

export interface Counted {
  readonly line: LedgerLine;
  readonly entry: LedgerEntry;
  /** The part that counts: the stated effective part for effective targets, else the whole. */
  readonly area: MicroMu;
  readonly stage: 'declared' | 'verified';
}

export function countedOf(progress: TargetProgress): Counted[] {
  return progress.counted.map(({ line, area, stage }) => ({ line, entry: line.entry, area, stage }));
}
