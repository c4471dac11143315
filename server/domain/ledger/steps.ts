// The county's freed land replayed: what was verified, and what was declared, on every day on which it changed, as a whole and by township.
import {
  areasOf,
  type CountedTarget,
  dayNumber,
  type DayNumber,
  groupOf,
  type LedgerLines,
  type LineGroup,
  never,
} from './ledger-lines.ts';

/** Sums from `day` on until the next step. */
export interface Step {
  readonly day: DayNumber;
  readonly verified: number;
  readonly declared: number;
}

export interface TargetSteps {
  readonly all: readonly Step[];
  /** By place in the group's township keys. */
  readonly townships: readonly (readonly Step[])[];
}

/** Steps follow from lines and period alone, not from the day that is looked at: worked out once per ledger and target. */
const kept = new WeakMap<LineGroup, Map<string, TargetSteps>>();

function stepsOfDeltas(first: DayNumber, verified: Float64Array, declared: Float64Array): Step[] {
  const steps: Step[] = [];
  let [v, d] = [0, 0];
  for (let offset = 0; offset < verified.length; offset += 1) {
    if (verified[offset] === 0 && declared[offset] === 0) continue;
    v += verified[offset]!;
    d += declared[offset]!;
    steps.push({ day: first + offset, verified: v, declared: d });
  }
  return steps;
}

function workOut(target: CountedTarget, group: LineGroup): TargetSteps {
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const areas = areasOf(target, group);
  const places: number[] = [];
  let [first, last] = [never, -never];
  for (let place = 0; place < group.lines.length; place += 1) {
    const evidence = group.evidence[place]!;
    if (evidence < start || evidence > end || Number.isNaN(areas[place]!)) continue;
    places.push(place);
    first = Math.min(first, group.from[place]!);
    last = Math.max(last, group.until[place] === never ? group.from[place]! : group.until[place]!);
  }
  const days = places.length === 0 ? 0 : last - first + 1;
  const pair = () => [new Float64Array(days), new Float64Array(days)] as const;
  const all = pair();
  const townships = group.township.keys.map(pair);
  for (const place of places) {
    const stage = group.stage[place] === 2 ? 0 : 1;
    const area = areas[place]!;
    const own = townships[group.township.codes[place]!]!;
    for (const deltas of [all, own]) {
      deltas[stage][group.from[place]! - first]! += area;
      if (group.until[place] !== never) deltas[stage][group.until[place]! - first]! -= area;
    }
  }
  return {
    all: stepsOfDeltas(first, ...all),
    townships: townships.map((deltas) => stepsOfDeltas(first, ...deltas)),
  };
}

/** Steps of everything that counts toward the target. Value on a day = the last step up to it; before the first, nothing. */
export function targetSteps(target: CountedTarget, lines: LedgerLines): TargetSteps {
  const group = groupOf(target, lines);
  const key = `${target.kind} ${target.periodStart} ${target.periodEnd}`;
  const known = kept.get(group) ?? new Map<string, TargetSteps>();
  kept.set(group, known);
  const steps = known.get(key) ?? workOut(target, group);
  known.set(key, steps);
  return steps;
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
