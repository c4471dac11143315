// What an entry counts toward on a day, target by target, and why it does not where it does not.
import { type MicroMu, sumMicroMu } from '../units.ts';
import type { CountyTarget } from './county-targets.ts';
import type { LedgerEntry, LedgerPart } from './entry.ts';
import { enteredKind } from './ledger-lines.ts';

/** `declared`: will count once verified; the others count nothing. */
export const standings = ['verified', 'declared', 'reversed', 'outside', 'unstated'] as const;
/** outside: the day that decides lies outside the target's period; unstated: the target counts effective land and none is stated. */
export type Standing = (typeof standings)[number];

export interface CountsToward {
  readonly of: CountyTarget;
  readonly standing: Standing;
  /** What it gives to the target, as verified or as declared; null where it gives nothing. */
  readonly area: MicroMu | null;
}

/** The day that decides the period: of the evidence, once verified that of the verification. As the progress counts. */
export function decidingDay(entry: Pick<LedgerEntry, 'stage' | 'verifiedAt' | 'date'>): string {
  return entry.stage === 'verified' ? (entry.verifiedAt ?? entry.date) : entry.date;
}

type Counted = Pick<LedgerEntry, 'stage' | 'verifiedAt' | 'date' | 'policy' | 'kind'>;

/** One target; null when land of this policy and kind is none of its business. `parts`: those that are looked at. */
export function countsTowardOne(entry: Counted, parts: readonly LedgerPart[], of: CountyTarget): CountsToward | null {
  if (of.policy !== entry.policy || enteredKind(of.target) !== entry.kind) return null;
  if (entry.stage === 'reversed') return { of, standing: 'reversed', area: null };
  const day = decidingDay(entry);
  if (day < of.target.periodStart || day > of.target.periodEnd) return { of, standing: 'outside', area: null };
  const areas = parts.map((part) => (of.target.kind === 'vacated_effective' ? part.effective : part.gross));
  const stated = areas.filter((area) => area !== null);
  if (stated.length === 0) return { of, standing: 'unstated', area: null };
  return { of, standing: entry.stage, area: sumMicroMu(stated) };
}

export function countsToward(entry: Counted, parts: readonly LedgerPart[], targets: readonly CountyTarget[]): CountsToward[] {
  return targets.flatMap((of) => countsTowardOne(entry, parts, of) ?? []);
}
