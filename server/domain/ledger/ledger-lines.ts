// The ledger as lines to count by: each entry with its days as numbers, in groups of one policy and kind, so that any day is one pass.
import type { IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import type { MicroMu } from '../units.ts';
import { entriesNow } from './acts.ts';
import type { LandMetricKind, LedgerEntry, LedgerRow } from './entry.ts';

/** Days since 1970-01-01. */
export type DayNumber = number;

export function dayNumber(day: IsoDate): DayNumber {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000;
}

export function isoOfDay(day: DayNumber): IsoDate {
  return new Date(day * 86_400_000).toISOString().slice(0, 10) as IsoDate;
}

/** An entry in the state in which the last row left it. What it was on a day follows from its three days. */
export interface LedgerLine {
  readonly entry: LedgerEntry;
  /** Days of its evidence, of its verification and of its reversal; Infinity for what has not come. */
  readonly declared: DayNumber;
  readonly verified: DayNumber;
  readonly reversed: DayNumber;
}

export interface LedgerLines {
  readonly all: readonly LedgerLine[];
  readonly of: (policy: string, kind: LandMetricKind) => readonly LedgerLine[];
}

const none: readonly LedgerLine[] = [];

export function linesOf(rows: readonly LedgerRow[]): LedgerLines {
  const days = new Map<string, DayNumber>();
  const numberOf = (day: IsoDate | null): DayNumber => {
    if (day === null) return Infinity;
    const known = days.get(day);
    if (known !== undefined) return known;
    const number = dayNumber(day);
    days.set(day, number);
    return number;
  };
  const groups = new Map<string, LedgerLine[]>();
  const all = entriesNow(rows).map((entry): LedgerLine => {
    const line = { entry, declared: numberOf(entry.date), verified: numberOf(entry.verifiedAt), reversed: numberOf(entry.reversedAt) };
    const key = `${entry.policy} ${entry.kind}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
    return line;
  });
  return { all, of: (policy, kind) => groups.get(`${policy} ${kind}`) ?? none };
}

/** What a line is on a day; null before its evidence. */
export function stageOn(line: LedgerLine, day: DayNumber): 'declared' | 'verified' | 'reversed' | null {
  if (line.declared > day) return null;
  if (line.reversed <= day) return 'reversed';
  return line.verified <= day ? 'verified' : 'declared';
}

/** Kind under which a target's land is entered: the effective part is stated on entries of vacated land. */
export function enteredKind(target: Pick<Target, 'kind'>): LandMetricKind | null {
  return target.kind === 'vacated_effective' ? 'vacated' : target.kind;
}

/** The part of an entry that counts toward the target; null where an effective target meets an entry that states none. */
export function countsFor(target: Pick<Target, 'kind'>, entry: Pick<LedgerEntry, 'kind' | 'gross' | 'effective'>): MicroMu | null {
  if (target.kind === entry.kind) return entry.gross;
  return target.kind === 'vacated_effective' && entry.kind === 'vacated' ? entry.effective : null;
}

/** What is counted toward: kind and period of a target, and the policy under which its land is entered. */
export interface CountedTarget extends Pick<Target, 'kind' | 'periodStart' | 'periodEnd'> {
  readonly policy: string;
}

/** A line that counts toward a target on a day. */
export interface CountedLine {
  readonly line: LedgerLine;
  readonly area: MicroMu;
  readonly stage: 'declared' | 'verified';
  /** Day that decides the period: of verification, once there is one. */
  readonly day: DayNumber;
}

/** Lines that count toward the target on a day, in order of their numbers. An effective target counts stated parts only. */
export function countedOn(target: CountedTarget, lines: LedgerLines, day: DayNumber): CountedLine[] {
  const kind = enteredKind(target);
  if (kind === null) return [];
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const counted: CountedLine[] = [];
  for (const line of lines.of(target.policy, kind)) {
    if (line.declared > day || line.reversed <= day) continue;
    const verified = line.verified <= day;
    const evidence = verified ? line.verified : line.declared;
    if (evidence < start || evidence > end) continue;
    const area = countsFor(target, line.entry);
    if (area !== null) counted.push({ line, area, stage: verified ? 'verified' : 'declared', day: evidence });
  }
  return counted;
}
