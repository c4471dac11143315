// Parcels of days that are over: where land lay before it was split, merged, renumbered or rearranged, and when.
import type { TownshipCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { Parcel } from '../land/parcel.ts';
import { type DayNumber, dayNumber } from './ledger-lines.ts';
import { changesLand, inOrderOfDay, type Lineage } from './lineage.ts';

/** A parcel that is no more, on the days on which it was there. */
export interface FormerLand {
  readonly code: string;
  readonly township: TownshipCode | null;
  readonly shape: MultiPolygon;
  /** Null: as long as anybody knows. */
  readonly from: DayNumber | null;
  /** The first day on which it was there no more. */
  readonly until: DayNumber;
}

/** Days of a parcel as it last was: one that kept its code through a change had another boundary before, which is not told. */
function daysOf(acts: readonly Lineage[], code: string): Pick<FormerLand, 'from' | 'until'>[] {
  const days: Pick<FormerLand, 'from' | 'until'>[] = [];
  let from: DayNumber | null = null;
  let there = true;
  for (const { date, parts } of acts) {
    const was = parts.some((part) => part.from === code);
    const is = parts.some((part) => part.to === code);
    if (!was && !is) continue;
    if (is) {
      // As it was before is another drawing.
      if (was) days.length = 0;
      from = dayNumber(date);
      there = true;
    } else {
      if (there) days.push({ from, until: dayNumber(date) });
      there = false;
    }
  }
  return days;
}

/** `former`: parcels that left the register, as they were when they left; those without a drawing, or that no act tells of, are left out. */
export function formerLand(acts: readonly Lineage[], former: readonly Parcel[]): FormerLand[] {
  const changes = inOrderOfDay(acts).filter(changesLand);
  return former.flatMap(({ code, township, shape }) =>
    shape ? daysOf(changes, code).map((days) => ({ code, township, shape, ...days })) : [],
  );
}

/** Whether it was there on the day. */
export function wasThere({ from, until }: Pick<FormerLand, 'from' | 'until'>, day: DayNumber): boolean {
  return (from === null || from <= day) && day < until;
}
