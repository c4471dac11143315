// Counters of targets that are not land: what was entered up to a day, added up or at its last level. Nothing entered is unknown, not zero.
import type { IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import { compareDecimals, decimal, decimalText, type Decimal } from '../units.ts';
import { statedOn, type SaidOf, type TargetStatement } from './target-statement.ts';

export type CounterRow = TargetStatement<SaidOf<'counter'>>;

/** A sum or level as exact decimal text, with the rows that make it. */
export interface Entered {
  readonly value: string;
  readonly rows: readonly CounterRow[];
  /** By part, where rows name parts. */
  readonly parts: readonly { readonly part: string; readonly value: string }[];
  readonly latest: IsoDate;
}

function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const digits = a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale);
  return decimal(decimalText({ digits, scale, approx: 0 }));
}

const sumOf = (rows: readonly CounterRow[]): string =>
  decimalText(rows.reduce((sum, { said }) => add(sum, decimal(said.value ?? '0')), decimal(0)));

/** Figures that stand on a day: entered up to it, in the target's period, and not taken back up to it. */
export function standingCounters(rows: readonly TargetStatement[], policy: string, target: Target, day: IsoDate): CounterRow[] {
  const own = statedOn(rows, 'counter', day).filter(({ said }) => said.policy === policy && said.target === target.id);
  const back = new Set(own.flatMap(({ said }) => said.reverses ?? []));
  return own.filter(
    (row) => row.said.reverses === null && !back.has(row.id) && row.date >= target.periodStart && row.date <= target.periodEnd,
  );
}

/** What was entered toward the target up to a day; null when nothing was. */
export function enteredOn(rows: readonly TargetStatement[], policy: string, target: Target, day: IsoDate): Entered | null {
  const standing = standingCounters(rows, policy, target, day);
  const last = standing.at(-1);
  if (!last) return null;
  // Of a level only the newest figure of each part counts.
  const kept = target.cumulative ? standing : [...new Map(standing.map((row) => [row.said.part ?? '', row])).values()];
  const parts = [...new Set(kept.map(({ said }) => said.part ?? ''))];
  const counted = target.cumulative || parts.length <= 1 ? kept : [last];
  return {
    value: target.cumulative ? sumOf(counted) : decimalText(decimal(last.said.value ?? '0')),
    rows: counted,
    parts: parts.some((part) => part !== '')
      ? parts.map((part) => ({ part, value: sumOf(kept.filter(({ said }) => (said.part ?? '') === part)) }))
      : [],
    latest: last.date,
  };
}

/** Whether a figure meets the target; null for a target without a number. */
export function isMet(target: Pick<Target, 'value' | 'comparator'>, value: string): boolean | null {
  if (target.value === null || target.comparator === null) return null;
  const order = compareDecimals(decimal(value), decimal(target.value));
  return target.comparator === 'gt' ? order > 0 : order >= 0;
}

/** What is missing of a number, never below zero; null for a target without one. */
export function counterGap(target: Pick<Target, 'value'>, value: string): string | null {
  if (target.value === null) return null;
  const [wanted, has] = [decimal(target.value), decimal(value)];
  if (compareDecimals(has, wanted) >= 0) return '0';
  return decimalText(add(wanted, { ...has, digits: -has.digits, approx: -has.approx }));
}
