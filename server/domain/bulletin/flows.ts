// What came and went in a period: verified land gained and taken back, entry by entry. Gains less losses are the net, by construction.
import { areasOf, dayNumber, type DayNumber, type LineGroup, never } from '../ledger/ledger-lines.ts';
import type { Target } from '../policy/policy.ts';

export interface Flow {
  readonly entries: number;
  readonly area: number;
}

export interface Flows {
  readonly gained: Flow;
  /** `partly`: entries of which a part still stands on the last day. */
  readonly lost: Flow & { readonly partly: number };
}

interface Changes {
  /** Change of verified land by day. Land carried to another parcel leaves and comes on the same day: no change. */
  readonly days: Map<DayNumber, number>;
  stands: number;
}

/** Of the lines that count toward the target, between the days, both of them included. */
export function flowsBetween(
  target: Pick<Target, 'kind' | 'periodStart' | 'periodEnd'>,
  group: LineGroup,
  from: DayNumber,
  to: DayNumber,
): Flows {
  const areas = areasOf(target, group);
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const found = new Map<number, Changes>();
  const change = (entry: number, day: DayNumber, area: number): void => {
    const own = found.get(entry) ?? { days: new Map<DayNumber, number>(), stands: 0 };
    found.set(entry, own);
    if (day >= from && day <= to) own.days.set(day, (own.days.get(day) ?? 0) + area);
    if (day <= to) own.stands += area;
  };
  for (const [place, line] of group.lines.entries()) {
    const area = areas[place]!;
    if (line.stage !== 'verified' || line.evidence < start || line.evidence > end || Number.isNaN(area)) continue;
    change(line.entry.id, line.from, area);
    if (line.until !== never) change(line.entry.id, line.until, -area);
  }
  let [gained, gains, lost, losses, partly] = [0, 0, 0, 0, 0];
  for (const { days, stands } of found.values()) {
    const own = [...days.values()];
    const more = own.reduce((sum, area) => sum + Math.max(0, area), 0);
    const less = own.reduce((sum, area) => sum - Math.min(0, area), 0);
    gained += more;
    lost += less;
    if (more > 0) gains += 1;
    if (less > 0) losses += 1;
    if (less > 0 && stands > 0) partly += 1;
  }
  return { gained: { entries: gains, area: gained }, lost: { entries: losses, area: lost, partly } };
}
