// Counted land taken apart by one property: the parts add up to the whole, to the micro-mu.
import type { Target } from '../policy/policy.ts';
import { type MicroMu, microMu } from '../units.ts';
import { areasOf, isoOfDay, type KeyColumn, type LedgerLine, type LineGroup } from './ledger-lines.ts';

export interface BreakdownRow {
  /** Null: not known of the land. */
  readonly key: string | null;
  readonly verified: MicroMu;
  readonly declared: MicroMu;
  readonly entries: number;
}

export const dimensions = ['township', 'measure', 'month', 'class', 'industry', 'park'] as const;
export type Dimension = (typeof dimensions)[number];

/** Months of days that were asked for: writing a day out costs more than looking it up. */
const months = new Map<number, string>();

/** Month of the evidence that counts: of verification, once there is one. */
export function monthOf(line: LedgerLine): string {
  let month = months.get(line.evidence);
  if (month === undefined) months.set(line.evidence, (month = isoOfDay(line.evidence).slice(0, 7)));
  return month;
}

/** One row per key of what is selected, in order of key; what is not known last. */
export function breakDown(
  target: Pick<Target, 'kind'>,
  group: LineGroup,
  selected: Uint8Array,
  { keys, codes }: KeyColumn,
): BreakdownRow[] {
  const areas = areasOf(target, group);
  const [verified, declared, entries] = [keys, keys, keys].map(({ length }) => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let place = 0; place < selected.length; place += 1) {
    const stage = selected[place]!;
    if (stage === 0) continue;
    const code = codes[place]!;
    if (stage === 2) verified[code]! += areas[place]!;
    else declared[code]! += areas[place]!;
    entries[code]! += 1;
  }
  return keys
    .flatMap((key, code): BreakdownRow[] =>
      entries[code] === 0 ? [] : [{ key, verified: microMu(verified[code]!), declared: microMu(declared[code]!), entries: entries[code]! }],
    )
    .sort(({ key: a }, { key: b }) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}
