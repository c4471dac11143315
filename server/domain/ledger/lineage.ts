// What became of parcels: split, merged, renumbered, or moved to another township when townships were redrawn. Append-only acts with a day.
import type { CountyCode, TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, sumMicroMu } from '../units.ts';

export const landLineageKinds = ['split', 'merge', 'renumber', 'rearrange'] as const;
/** split 分割: one parcel into several; merge 合并: several into one; renumber 换号: the same land under another code; rearrange 重划: several into several. */
export type LandLineageKind = (typeof landLineageKinds)[number];
export const lineageKinds = [...landLineageKinds, 'township', 'undo'] as const;
/** township 区划调整: parcels to another township, themselves unchanged; undo 撤销: takes an earlier act back from a day on. */
export type LineageKind = (typeof lineageKinds)[number];

/** The act in words, for what is told to people. */
export const lineageWords: Readonly<Record<LineageKind, string>> = {
  split: '分割',
  merge: '合并',
  renumber: '换号',
  rearrange: '重划',
  township: '区划调整',
  undo: '撤销',
};

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
  /** Of an undo: the act that it takes back, whose parts it has the other way round; null for others. */
  readonly undoes: number | null;
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
  const { previousHash, id, county, kind, date, parts, undoes, basis, actor, recordedAt } = act;
  const told = parts.map(({ from, to, area, fromTownship, toTownship }) => [from, to, area, fromTownship, toTownship]);
  const fields: unknown[] = [previousHash, id, county, kind, date, told, basis, actor, recordedAt];
  // Acts from before anything could be undone were sealed without it.
  return JSON.stringify(undoes === null ? fields : [...fields, undoes]);
}

/** In order of the day from which they hold, then of writing. Of an act that was undone on its own day nothing shows on any day. */
export function inOrderOfDay(acts: readonly Lineage[]): Lineage[] {
  const days = new Map(acts.map((act) => [act.id, act.date]));
  const annulled = new Set(acts.flatMap((act) => (act.undoes !== null && days.get(act.undoes) === act.date ? [act.id, act.undoes] : [])));
  return sorted(acts.filter((act) => !annulled.has(act.id)));
}

function sorted(acts: readonly Lineage[]): Lineage[] {
  return [...acts].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id));
}

/** Whether the act changed land, not only the township that it lies in. */
export function changesLand(act: Pick<Lineage, 'parts'>): boolean {
  return act.parts.some(({ from, to }) => from !== to);
}

interface ParcelEvent {
  readonly act: Lineage;
  readonly was: boolean;
  readonly is: boolean;
}

function eventsIn(acts: readonly Lineage[], parcel: string): ParcelEvent[] {
  return acts
    .filter(changesLand)
    .map((act) => ({
      act,
      was: act.parts.some(({ from }) => from === parcel),
      is: act.parts.some(({ to }) => to === parcel),
    }))
    .filter(({ was, is }) => was || is);
}

/** What acts that show on some day did to one parcel, in order of their days: after each it is there, or not. */
const eventsOf = (acts: readonly Lineage[], parcel: string): ParcelEvent[] => eventsIn(inOrderOfDay(acts), parcel);

/** The act written last that changed the parcel's land, be it one that shows on no day; null when none did. */
export function lastChangeOf(acts: readonly Lineage[], parcel: string): Lineage | null {
  return eventsIn(acts, parcel).at(-1)?.act ?? null;
}

/** The first act of a later day that the parcel is part of, be it that only its township changed; null when there is none. */
export function laterThan(acts: readonly Lineage[], parcel: string, day: IsoDate): Lineage | null {
  return inOrderOfDay(acts).find(({ date, parts }) => date > day && parts.some(({ from, to }) => from === parcel || to === parcel)) ?? null;
}

const others = (act: Lineage, side: 'from' | 'to'): string => [...new Set(act.parts.map((part) => part[side]))].join('、');

/** In words, when the parcel is not there on the day; null when it is. */
export function absenceOf(acts: readonly Lineage[], parcel: string, day: IsoDate): string | null {
  const events = eventsOf(acts, parcel);
  const last = events.findLast(({ act }) => act.date <= day);
  if (last) {
    const { act, is } = last;
    if (is) return null;
    if (act.kind === 'undo') return `宗地 ${parcel} 的来由（沿革第 ${act.undoes} 项）已于 ${act.date} 撤销，恢复为 ${others(act, 'to')}`;
    const words = act.kind === 'merge' ? '并入' : `${lineageWords[act.kind]}为`;
    return `宗地 ${parcel} 已于 ${act.date} ${words} ${others(act, 'to')}`;
  }
  const next = events[0];
  if (next) return next.was ? null : `宗地 ${parcel} 自 ${next.act.date} 起才有，此前为 ${others(next.act, 'from')}`;
  // Only acts that were taken back on their own day speak of it: what such an act made was never there, though a register may hold it.
  const [first] = eventsIn(acts, parcel);
  if (!first || first.was) return null;
  const undone = acts.find(({ undoes }) => undoes === first.act.id);
  return `宗地 ${parcel} 的来由（沿革第 ${first.act.id} 项）已于 ${first.act.date} 撤销，恢复为 ${others(undone ?? first.act, undone ? 'to' : 'from')}`;
}

/** Township of a parcel on a day, from the one that it is in now. */
export function townshipOn(acts: readonly Lineage[], parcel: string, now: TownshipCode | null, day: IsoDate): TownshipCode | null {
  const moves = inOrderOfDay(acts)
    .filter((act) => !changesLand(act))
    .flatMap((act) => act.parts.filter((part) => part.from === parcel).map((part) => ({ ...part, date: act.date })));
  const next = moves.find((move) => move.date > day);
  return next ? next.fromTownship : (moves.at(-1)?.toTownship ?? now);
}

/**
 * Area of a parcel on a day. A parcel that keeps its code through a change had another area before, which the act tells; `now` is what
 * the register says of it as it is, or was when it ended.
 */
export function areaOn(acts: readonly Lineage[], parcel: string, now: MicroMu | null, day: IsoDate): MicroMu | null {
  const next = eventsOf(acts, parcel).find(({ act, was, is }) => act.date > day && was && is);
  return next ? sumMicroMu(next.act.parts.filter(({ from }) => from === parcel).map(({ area }) => area)) : now;
}

/** Every parcel that a parcel's land belonged to or will belong to, itself among them. */
export function kinOf(acts: readonly Lineage[], parcel: string): ReadonlySet<string> {
  const beside = new Map<string, string[]>();
  const join = (a: string, b: string): void => {
    const known = beside.get(a);
    if (known) known.push(b);
    else beside.set(a, [b]);
  };
  for (const { from, to } of acts.flatMap((act) => act.parts)) {
    if (from === to) continue;
    join(from, to);
    join(to, from);
  }
  const kin = new Set([parcel]);
  for (const one of kin) for (const other of beside.get(one) ?? []) kin.add(other);
  return kin;
}
