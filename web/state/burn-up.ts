// The burn-up of one target: what was verified and declared by each month's end, and the pace that was needed.
import type { LandMetricKind } from '#domain/ledger/entry.ts';

/** What is read of a ledger entry. */
export interface BurnUpEntry {
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly stage: 'declared' | 'verified' | 'reversed';
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly date: string;
  readonly verifiedAt: string | null;
}

export interface BurnUpTarget {
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly targetMu: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly verifiedMu: number;
  readonly forecast: { readonly low: number; readonly mid: number; readonly high: number } | null;
}

export interface BurnUpPoint {
  /** Day in milliseconds, for a true time axis. */
  readonly time: number;
  readonly day: string;
  /** Null after the chosen day. */
  readonly verified: number | null;
  readonly all: number | null;
  /** Straight line from nothing at the start to the target at the end. */
  readonly pace: number;
  /** From the chosen day on. */
  readonly forecast: number | null;
  readonly band: readonly [number, number] | null;
}

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The part of an entry that counts toward the target, as the server counts it. */
function counted(target: BurnUpTarget, entry: BurnUpEntry): number {
  if (entry.policy !== target.policy || entry.stage === 'reversed') return 0;
  const evidence = entry.verifiedAt ?? entry.date;
  if (evidence < target.periodStart || evidence > target.periodEnd) return 0;
  if (entry.kind === target.kind) return entry.grossMu;
  return target.kind === 'vacated_effective' && entry.kind === 'vacated' ? (entry.effectiveMu ?? 0) : 0;
}

/** Last days of the months from one day to another, both ends included. */
export function monthEnds(start: string, end: string): string[] {
  const days = [start];
  const [year, month] = start.split('-').map(Number) as [number, number];
  for (let step = 0; ; step += 1) {
    const last = dayOf(Date.UTC(year, month + step, 0));
    if (last >= end) return [...days, end];
    if (last > start) days.push(last);
  }
}

/** Points of the chart: every month's end of the period, every day of evidence, and the chosen day. Entries are those of the chosen day. */
export function burnUp(target: BurnUpTarget, entries: readonly BurnUpEntry[], asOf: string): BurnUpPoint[] {
  const { periodStart, periodEnd, targetMu, forecast } = target;
  const inPeriod = asOf > periodStart && asOf < periodEnd;
  const evidence = entries.flatMap((entry) => (counted(target, entry) > 0 ? [entry.date, entry.verifiedAt ?? entry.date] : []));
  const steps = evidence.filter((day) => day > periodStart && day <= asOf);
  const days = [...new Set([...monthEnds(periodStart, periodEnd), ...steps, ...(inPeriod ? [asOf] : [])])].sort();
  const [start, end, now] = [timeOf(periodStart), timeOf(periodEnd), timeOf(asOf)];
  const until = (day: string, dateOf: (entry: BurnUpEntry) => string | null): number =>
    entries.reduce((sum, entry) => {
      const date = dateOf(entry);
      return date !== null && date <= day ? sum + counted(target, entry) : sum;
    }, 0);
  return days.map((day) => {
    const time = timeOf(day);
    const known = day <= asOf;
    const ahead = forecast !== null && inPeriod && day >= asOf;
    const share = ahead ? (time - now) / (end - now) : 0;
    const on = (goal: number): number => target.verifiedMu + (goal - target.verifiedMu) * share;
    return {
      time,
      day,
      verified: known ? until(day, (entry) => (entry.stage === 'verified' ? entry.verifiedAt : null)) : null,
      all: known ? until(day, (entry) => entry.date) : null,
      pace: (targetMu * (time - start)) / (end - start),
      forecast: ahead ? on(forecast.mid) : null,
      band: ahead ? [on(forecast.low), on(forecast.high)] : null,
    };
  });
}
