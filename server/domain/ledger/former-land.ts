// Parcels of days that are over: where land lay before it was split, merged, renumbered or rearranged, and when.
import type { TownshipCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { Parcel } from '../land/parcel.ts';
import { type DayNumber, dayNumber } from './ledger-lines.ts';
import { type KnownParcels, keptCodes, parcelTimes } from './parcel-times.ts';
import { changesLand, inOrderOfDay, type Lineage } from './lineage.ts';

/** A parcel that is no more, or lay otherwise, on the days on which it lay so. */
export interface FormerLand {
  readonly code: string;
  readonly township: TownshipCode | null;
  readonly shape: MultiPolygon;
  /** Null: as long as anybody knows. */
  readonly from: DayNumber | null;
  /** The first day on which it was there no more. */
  readonly until: DayNumber;
}

interface PastDays extends Pick<FormerLand, 'from' | 'until'> {
  /** The act that ended them. */
  readonly act: number;
}

/** Stretches of days of a parcel on one land that are over. */
function daysOf(acts: readonly Lineage[], code: string): PastDays[] {
  const days: PastDays[] = [];
  let from: DayNumber | null = null;
  let there = true;
  for (const { id, date, parts } of acts) {
    const was = parts.some((part) => part.from === code);
    const is = parts.some((part) => part.to === code);
    if (!was && !is) continue;
    if (was && there) days.push({ from, until: dayNumber(date), act: id });
    if (is) from = dayNumber(date);
    there = is;
  }
  return days;
}

/** `former`: parcels that left the register, as they were when they left; those without a drawing, or that no act tells of, are left out. */
export function formerLand(acts: readonly Lineage[], former: readonly Parcel[], register: KnownParcels): FormerLand[] {
  const changes = inOrderOfDay(acts).filter(changesLand);
  const times = parcelTimes(acts, register);
  const codes = new Set([...former.map(({ code }) => code), ...keptCodes(changes)]);
  return [...codes].flatMap((code) =>
    daysOf(changes, code).flatMap(({ act, ...days }): FormerLand[] => {
      const parcel = times.before(code, act);
      return parcel?.shape ? [{ code, township: parcel.township, shape: parcel.shape, ...days }] : [];
    }),
  );
}

/** Whether it was there on the day. */
export function wasThere({ from, until }: Pick<FormerLand, 'from' | 'until'>, day: DayNumber): boolean {
  return (from === null || from <= day) && day < until;
}
