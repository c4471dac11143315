// The county's freed land replayed: what was verified, and what was declared, on every day on which it changed.
import {
  countsFor,
  dayNumber,
  enteredKind,
  type CountedTarget,
  type DayNumber,
  type LedgerLine,
  type LedgerLines,
} from './ledger-lines.ts';

/** Sums from `day` on until the next step. */
export interface Step {
  readonly day: DayNumber;
  readonly verified: number;
  readonly declared: number;
}

/** Steps of lines that count toward the target, in order of day. Value on a day = the last step up to it; before the first, nothing. */
export function stepsOf(target: CountedTarget, lines: readonly LedgerLine[]): Step[] {
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const changes = new Map<DayNumber, [verified: number, declared: number]>();
  const add = (day: DayNumber, stage: 0 | 1, area: number): void => {
    if (!Number.isFinite(day)) return;
    const change = changes.get(day) ?? [0, 0];
    change[stage] += area;
    changes.set(day, change);
  };
  for (const line of lines) {
    const area = countsFor(target, line.entry);
    if (area === null) continue;
    // Declared from its evidence until it is verified or reversed, verified from then until it is reversed.
    const undeclared = Math.min(line.verified, line.reversed);
    if (line.declared >= start && line.declared <= end && undeclared > line.declared) {
      add(line.declared, 1, area);
      add(undeclared, 1, 0 - area);
    }
    if (line.verified >= start && line.verified <= end && line.reversed > line.verified) {
      add(line.verified, 0, area);
      add(line.reversed, 0, 0 - area);
    }
  }
  let [verified, declared] = [0, 0];
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([day, change]) => {
      verified += change[0];
      declared += change[1];
      return { day, verified, declared };
    });
}

/** Steps of everything that counts toward the target. */
export function replay(target: CountedTarget, lines: LedgerLines): Step[] {
  const kind = enteredKind(target);
  return kind === null ? [] : stepsOf(target, lines.of(target.policy, kind));
}

const nothing: Step = { day: -Infinity, verified: 0, declared: 0 };

/** The sums on a day. */
export function stepOn(steps: readonly Step[], day: DayNumber): Step {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.day <= day) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? nothing;
}
