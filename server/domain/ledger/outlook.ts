// Buckets and ranks: who is on time, who is late at this pace, who can no longer make it; and in which order they stand.
import type { Band } from './forecast.ts';
import { monthBottom, monthTop } from './forecast.ts';

export const buckets = ['done', 'onTime', 'late', 'impossible', 'unknown', 'unset'] as const;
/** 已完成, 按期, 按现速将不达, 已不可能, 研判不了 (too little history), 未下任务. */
export type Bucket = (typeof buckets)[number];

/** Why a bucket was chosen, by name; the page has the words. */
export type BucketReason =
  | 'reached'
  | 'pace'
  | 'period-over'
  | 'more-than-land'
  | 'beyond-best-month'
  | 'short-history'
  | 'no-task'
  | 'empty-ledger';

export interface OutlookInput {
  /** Null: no task is set. */
  readonly task: number | null;
  readonly verified: number;
  readonly daysLeft: number;
  /** Null: too little history to tell. */
  readonly forecast: Band | null;
  /** Industrial land of the place that is not verified yet; null when not known. */
  readonly landLeft: number | null;
  /** Whether the ledger holds anything toward the target; when it does not, nothing can be said: it may not be kept here. */
  readonly hasEntries: boolean;
  /** The best whole month that the whole county has had toward this target; null without history. */
  readonly bestMonth: number | null;
}

/**
 * 已不可能 only on hard ground: the period is over; more is missing than there is land; or even the whole county's best month, every
 * month until the end, would not do. Anything softer is 按现速将不达.
 */
export function outlookOf({ task, verified, daysLeft, forecast, landLeft, bestMonth, hasEntries }: OutlookInput): {
  readonly bucket: Bucket;
  readonly reason: BucketReason;
} {
  if (task === null) return { bucket: 'unset', reason: 'no-task' };
  const gap = task - verified;
  if (gap <= 0) return { bucket: 'done', reason: 'reached' };
  if (!hasEntries) return { bucket: 'unknown', reason: 'empty-ledger' };
  if (daysLeft <= 0) return { bucket: 'impossible', reason: 'period-over' };
  if (landLeft !== null && gap > landLeft) return { bucket: 'impossible', reason: 'more-than-land' };
  // gap > best × months left, in whole numbers.
  if (bestMonth !== null && bestMonth > 0 && BigInt(gap) * BigInt(monthBottom) > BigInt(bestMonth) * BigInt(daysLeft * monthTop))
    return { bucket: 'impossible', reason: 'beyond-best-month' };
  if (forecast === null) return { bucket: 'unknown', reason: 'short-history' };
  return { bucket: forecast.mid >= task ? 'onTime' : 'late', reason: 'pace' };
}

/** Places by value, largest first; equal values share a place and the next one is skipped. Null has no place. */
export function ranksOf<T>(rows: readonly T[], compare: (a: T, b: T) => number, has: (row: T) => boolean): (number | null)[] {
  const ranked = rows.filter(has).sort((a, b) => compare(b, a));
  const places = new Map<T, number>();
  for (const [index, row] of ranked.entries()) {
    const before = ranked[index - 1];
    places.set(row, before !== undefined && compare(before, row) === 0 ? places.get(before)! : index + 1);
  }
  return rows.map((row) => places.get(row) ?? null);
}

/** Exact order of a/b against c/d, all whole and b, d positive. */
export function compareShares(a: number, b: number, c: number, d: number): number {
  const [left, right] = [BigInt(a) * BigInt(d), BigInt(c) * BigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
