// Where a target leads: from the months so far, drawn again and again in a fixed order, and from the cases under way.
import type { DayNumber } from './ledger-lines.ts';
import { stepOn, type Step } from './steps.ts';

/** Micro-mu verified at the end of the period: nine of ten draws reach `low`, half reach `mid`, one of ten `high`. */
export interface Band {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** A month of pace is 365.25 / 12 days: days × 16 / 487, exactly. */
export const monthTop = 16;
export const monthBottom = 487;

/** Months as the pace counts them; a plain number for people, sums use the fraction. */
export function monthsOfDays(days: number): number {
  return (days * monthTop) / monthBottom;
}

/** What is needed each month so that it makes the gap in so many days, in whole micro-mu, rounded up; null when no day is left. */
export function requiredPerMonth(gap: number, days: number): number | null {
  if (gap <= 0) return 0;
  if (days <= 0) return null;
  const [top, bottom] = [BigInt(gap) * BigInt(monthBottom), BigInt(days) * BigInt(monthTop)];
  return Number((top + bottom - 1n) / bottom);
}

/** Fewer months than this tell nothing about the next. */
export const leastHistory = 3;
export const mostHistory = 12;
const draws = 1000;

/** What was verified, net of what was reversed, in each whole month back from the day, newest first; at most twelve, none before the start. */
export function monthlyIncrements(steps: readonly Step[], start: DayNumber, day: DayNumber): number[] {
  const increments: number[] = [];
  let later = stepOn(steps, day).verified;
  for (let month = 1; month <= mostHistory; month += 1) {
    const from = day - Math.round((month * monthBottom) / monthTop);
    if (from < start - 1) break;
    const earlier = stepOn(steps, from).verified;
    increments.push(later - earlier);
    later = earlier;
  }
  return increments;
}

/** Whole numbers below `below`, always the same ones in the same order. */
function dice(): (below: number) => number {
  let state = 0x9e3779b9;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/**
 * The months to come are drawn from the months so far (1000 times, always the same draws); the begun month counts by its share.
 * Null when there are fewer than three whole months: not enough to say anything.
 */
export function historyForecast(verified: number, increments: readonly number[], daysLeft: number): Band | null {
  if (daysLeft <= 0) return { low: verified, mid: verified, high: verified };
  if (increments.length < leastHistory) return null;
  const months = Math.floor((daysLeft * monthTop) / monthBottom);
  const rest = (daysLeft * monthTop) / monthBottom - months;
  const roll = dice();
  // Typed, because numbers are then sorted as numbers without asking anybody: every township has a forecast of its own.
  const ends = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = verified;
    for (let month = 0; month < months; month += 1) sum += increments[roll(increments.length)]!;
    ends[draw] = Math.max(0, Math.round(sum + increments[roll(increments.length)]! * rest));
  }
  ends.sort();
  const at = (share: number): number => ends[Math.round(share * (draws - 1))]!;
  return { low: at(0.1), mid: at(0.5), high: at(0.9) };
}

/** A case as the forecast sees it: what it may still add before the end, and how likely (‰). */
export interface Prospect {
  readonly area: number;
  readonly permille: number;
  /** Sum of the squares of the areas it is made of; left out: it is one piece. */
  readonly squares?: number;
}

/** Sum of what is expected, with 1.28 standard deviations (eight of ten) on either side, never below nothing nor above everything. */
export function pipelineForecast(verified: number, prospects: readonly Prospect[]): Band {
  let [expected, variance, all] = [0n, 0, 0];
  for (const { area, permille, squares = area * area } of prospects) {
    expected += BigInt(area) * BigInt(permille);
    variance += squares * (permille / 1000) * (1 - permille / 1000);
    all += area;
  }
  const mid = verified + Number((expected + 500n) / 1000n);
  const spread = Math.round(1.28 * Math.sqrt(variance));
  return { low: Math.max(verified, mid - spread), mid, high: Math.min(verified + all, mid + spread) };
}
