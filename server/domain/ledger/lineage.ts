// What became of parcels: split, merged, or moved to another township when townships were redrawn. Append-only acts with a day.
import type { CountyCode, TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import type { MicroMu } from '../units.ts';

export const lineageKinds = ['split', 'merge', 'township'] as const;
/** split 分割: one parcel into several; merge 合并: several into one; township 区划调整: parcels to another township, themselves unchanged. */
export type LineageKind = (typeof lineageKinds)[number];

/** Land that went from one parcel to another (the same one when only its township changed). */
export interface LineagePart {
  readonly from: string;
  readonly to: string;
  /** In terms of the old parcel's area. */
  readonly area: MicroMu;
  readonly fromTownship: TownshipCode | null;
  readonly toTownship: TownshipCode | null;
}

export interface LineageDraft {
  readonly county: CountyCode;
  readonly kind: LineageKind;
  /** From this day on the new parcels, or townships, are what counts. */
  readonly date: IsoDate;
  readonly parts: readonly LineagePart[];
  readonly basis: string;
  readonly actor: string;
  /** ISO date-time of writing. */
  readonly recordedAt: string;
}

/** One act as written: never changed, never deleted; sealed to the one before it like the ledger's rows. */
export interface Lineage extends LineageDraft {
  readonly id: number;
  readonly hash: string;
  readonly previousHash: string;
}

/** The text that is sealed. */
export function canonicalLineage(act: Omit<Lineage, 'hash'>): string {
  const { previousHash, id, county, kind, date, parts, basis, actor, recordedAt } = act;
  const told = parts.map(({ from, to, area, fromTownship, toTownship }) => [from, to, area, fromTownship, toTownship]);
  return JSON.stringify([previousHash, id, county, kind, date, told, basis, actor, recordedAt]);
}

/** In order of the day from which they hold, then of writing. */
export function inOrderOfDay(acts: readonly Lineage[]): Lineage[] {
  return [...acts].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id));
}

/** The acts that ended a parcel, and that made it; null when it was always there, or is there still. A parcel is made and ended once. */
export function lifeOf(acts: readonly Lineage[], parcel: string): { readonly made: Lineage | null; readonly ended: Lineage | null } {
  const land = acts.filter((act) => act.kind !== 'township');
  return {
    made: land.find((act) => act.parts.some((part) => part.to === parcel)) ?? null,
    ended: land.find((act) => act.parts.some((part) => part.from === parcel)) ?? null,
  };
}

/** In words, when the parcel is not there on the day; null when it is. */
export function absenceOf(acts: readonly Lineage[], parcel: string, day: IsoDate): string | null {
  const { made, ended } = lifeOf(acts, parcel);
  const others = (act: Lineage, side: 'from' | 'to'): string => [...new Set(act.parts.map((part) => part[side]))].join('、');
  if (ended && day >= ended.date)
    return `宗地 ${parcel} 已于 ${ended.date} ${ended.kind === 'split' ? '分割为' : '并入'} ${others(ended, 'to')}`;
  if (made && day < made.date) return `宗地 ${parcel} 自 ${made.date} 起才有，此前为 ${others(made, 'from')}`;
  return null;
}

/** Township of a parcel on a day, from the one that it is in now. */
export function townshipOn(acts: readonly Lineage[], parcel: string, now: TownshipCode | null, day: IsoDate): TownshipCode | null {
  const moves = inOrderOfDay(acts)
    .filter((act) => act.kind === 'township')
    .flatMap((act) => act.parts.filter((part) => part.from === parcel).map((part) => ({ ...part, date: act.date })));
  const next = moves.find((move) => move.date > day);
  return next ? next.fromTownship : (moves.at(-1)?.toTownship ?? now);
}

/** Every parcel that a parcel's land belonged to or will belong to, itself among them. */
export function kinOf(acts: readonly Lineage[], parcel: string): ReadonlySet<string> {
  const kin = new Set([parcel]);
  for (let before = 0; before !== kin.size;) {
    before = kin.size;
    for (const { from, to } of acts.flatMap((act) => act.parts)) {
      if (kin.has(from)) kin.add(to);
      if (kin.has(to)) kin.add(from);
    }
  }
  return kin;
}
