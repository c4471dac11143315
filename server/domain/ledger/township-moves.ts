// Redrawn townships: which parcels go to which township from a day on, told by name, by the township they were in, or by a new outline.
import { geodesicSquareMetres } from '../land/area.ts';
import { boundsOf, type MultiPolygon } from '../land/geometry.ts';
import { overlaid } from '../land/overlay.ts';
import { countedArea, type Parcel, type Township } from '../land/parcel.ts';
import type { TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import { microMu } from '../units.ts';
import { absenceOf, type Lineage, type LineagePart, townshipOn } from './lineage.ts';
import type { LineageFault } from './lineage-parts.ts';

/** Parcels that go to a township: those named, or those that were in another one, or that lie inside an outline, or both of these. */
export interface TownshipMove {
  readonly to: string;
  readonly from: string | null;
  readonly parcels: readonly string[] | null;
  readonly outline: MultiPolygon | null;
}

/** A parcel lies inside an outline with at least this share of its land, and outside with at most the rest; in between a person decides. */
const wholly = 0.95;

function shareInside(parcel: Parcel, outline: MultiPolygon): number | null {
  if (!parcel.shape) return null;
  const [mine, theirs] = [boundsOf(parcel.shape), boundsOf(outline)];
  if (!mine || !theirs) return null;
  if (mine[0] > theirs[2] || mine[2] < theirs[0] || mine[1] > theirs[3] || mine[3] < theirs[1]) return 0;
  const whole = geodesicSquareMetres(parcel.shape);
  return whole > 0 ? overlaid(parcel.shape, outline, 'and').squareMetres / whole : null;
}

export interface MovedParcels {
  readonly parts: readonly LineagePart[];
  readonly faults: readonly LineageFault[];
  readonly notices: readonly string[];
}

/** The parts of an act that moves parcels to other townships, or what is wrong with what was asked. */
export function movedParcels(
  moves: readonly TownshipMove[],
  date: IsoDate,
  {
    parcels,
    townships,
    lineage,
  }: { readonly parcels: readonly Parcel[]; readonly townships: readonly Township[]; readonly lineage: readonly Lineage[] },
): MovedParcels {
  const faults: LineageFault[] = [];
  const say = (message: string, parcel?: string): void => {
    faults.push({ field: 'moves', message, ...(parcel === undefined ? {} : { parcel }) });
  };
  const known = new Map(townships.map(({ code }) => [code as string, code]));
  for (const code of new Set(moves.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))) {
    if (!known.has(code)) say(`没有乡镇 ${code}；请先导入调整后的乡镇`);
  }
  const byCode = new Map(parcels.map((parcel) => [parcel.code, parcel]));
  const before = new Map(parcels.map(({ code, township }) => [code, townshipOn(lineage, code, township, date)]));
  const decided = new Map<string, TownshipCode>();
  const decide = (code: string, to: string): void => {
    const target = known.get(to);
    if (target === undefined) return;
    if ((decided.get(code) ?? target) !== target) say(`宗地 ${code} 被写到两个乡镇`, code);
    decided.set(code, target);
  };
  for (const { to, parcels: named } of moves) {
    for (const code of named ?? []) {
      if (byCode.has(code)) decide(code, to);
      else say(`没有宗地 ${code}`, code);
    }
  }
  const byName = new Set(decided.keys());
  const undrawn: string[] = [];
  for (const { to, from, parcels: named, outline } of moves) {
    if (named) continue;
    for (const parcel of parcels) {
      if (byName.has(parcel.code) || (from !== null && before.get(parcel.code) !== from)) continue;
      const share = outline ? shareInside(parcel, outline) : 1;
      if (share === null) {
        // Of a parcel that is there already nothing is asked; of others only where the move says whence.
        if (before.get(parcel.code) === to) continue;
        if (from === null) undrawn.push(parcel.code);
        else say(`宗地 ${parcel.code} 没有图形，不能由界线判断归属，请写明`, parcel.code);
      } else if (share >= wholly) decide(parcel.code, to);
      else if (share > 1 - wholly) say(`宗地 ${parcel.code} 跨新界线（${Math.round(share * 100)}% 在内），请写明归属`, parcel.code);
    }
  }
  const parts: LineagePart[] = [];
  for (const [code, to] of [...decided].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const from = before.get(code) ?? null;
    if (from === to) continue;
    const absent = absenceOf(lineage, code, date);
    const later = lineage.find((act) => act.date > date && act.parts.some((part) => part.from === code || part.to === code));
    if (absent) say(absent, code);
    else if (later) say(`宗地 ${code} 在 ${later.date} 又有变更（沿革第 ${later.id} 项），这一项不能早于它`, code);
    parts.push({ from: code, to: code, area: countedArea(byCode.get(code)!)?.area ?? microMu(0), fromTownship: from, toTownship: to });
  }
  if (faults.length === 0 && parts.length === 0) say('没有一宗地因此改变乡镇');
  const notices = undrawn.length > 0 ? [`没有图形，未由界线判断归属的宗地：${undrawn.join('、')}`] : [];
  return { parts, faults, notices };
}
