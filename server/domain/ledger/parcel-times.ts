// What a parcel was on a day. One that keeps its code through a change had another boundary and area before; earlier deliveries tell it.
import type { CountyCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, sumMicroMu } from '../units.ts';
import { closingTolerance } from './carry.ts';
import type { ParcelOf } from './collisions.ts';
import { changesLand, inOrderOfDay, type Lineage, type LineagePart } from './lineage.ts';

export interface KnownParcels {
  /** As it is, or was when it left the register. */
  readonly parcelOf: ParcelOf;
  /** As it was before each later delivery that changed its land, oldest first. */
  earlierOf(code: string): readonly Parcel[];
}

/** By act: `id` of one among the acts; of another, as the parcel is now. Where no delivery tells the land, it is without a drawing. */
export interface ParcelTimes {
  on(code: string, day: IsoDate): Parcel | null;
  before(code: string, act: number): Parcel | null;
  after(code: string, act: number): Parcel | null;
}

/** Codes that some act leaves standing on other land than before. */
export function keptCodes(acts: readonly { readonly parts: readonly Pick<LineagePart, 'from' | 'to'>[] }[]): string[] {
  const changing = acts.filter(({ parts }) => parts.some(({ from, to }) => from !== to));
  const kept = changing.flatMap(({ parts }) => {
    const tos = new Set(parts.map(({ to }) => to));
    return parts.map(({ from }) => from).filter((from) => tos.has(from));
  });
  return [...new Set(kept)];
}

export function earlierByCode(parcels: readonly Parcel[]): KnownParcels['earlierOf'] {
  const found = new Map<string, Parcel[]>();
  for (const parcel of parcels) found.set(parcel.code, [...(found.get(parcel.code) ?? []), parcel]);
  return (code) => found.get(code) ?? [];
}

/** Number of an act that is not written yet. */
export const planned = Number.MAX_SAFE_INTEGER;

/** An act as it would be written, so that what it would do can be looked at before. */
export function plannedAct(county: CountyCode, said: Pick<Lineage, 'kind' | 'date' | 'parts' | 'undoes'>): Lineage {
  return { ...said, county, id: planned, basis: '', actor: '', recordedAt: '', hash: '', previousHash: '' };
}

/** A stretch of a parcel's days that ended with an act, by its place among the acts. */
interface Stretch {
  readonly place: number;
  readonly date: IsoDate;
  readonly parcel: Parcel | null;
}

const asTold = (parcel: Parcel | undefined, area: MicroMu): Parcel | null =>
  parcel ? { ...parcel, shape: null, registeredArea: area, measuredArea: null } : null;

export function parcelTimes(acts: readonly Lineage[], { parcelOf, earlierOf }: KnownParcels): ParcelTimes {
  const changes = inOrderOfDay(acts).filter(changesLand);
  const kept = new Set(keptCodes(changes));
  const known = new Map<string, readonly Stretch[]>();

  /** The register has the land of a stretch under the area that the act states of it: later acts are held against later deliveries. */
  const stretchesOf = (code: string): readonly Stretch[] => {
    if (!kept.has(code)) return [];
    const before = known.get(code);
    if (before) return before;
    const now = parcelOf(code);
    const versions = [...earlierOf(code), ...(now ? [now] : [])];
    let last = versions.length - 1;
    const stretches: Stretch[] = [];
    for (let place = changes.length - 1; place >= 0; place -= 1) {
      const { date, parts } = changes[place]!;
      const mine = parts.filter(({ from }) => from === code);
      if (mine.length === 0 || parts.every(({ to }) => to !== code)) continue;
      const area = sumMicroMu(mine.map((part) => part.area));
      const fits = (version: Parcel): boolean => {
        const counted = countedArea(version);
        return counted !== null && Math.abs(counted.area - area) <= closingTolerance;
      };
      // Where no delivery followed the act, what it ended is what the register still has.
      let at = versions.slice(0, Math.max(last, 0)).findLastIndex(fits);
      const latest = versions[last];
      if (at < 0 && latest && fits(latest)) at = last;
      if (at >= 0) last = at;
      stretches.unshift({ place, date, parcel: at >= 0 ? versions[at]! : asTold(versions.at(-1), area) });
    }
    known.set(code, stretches);
    return stretches;
  };

  const at = (code: string, holds: (stretch: Stretch) => boolean): Parcel | null => {
    const stretch = stretchesOf(code).find(holds);
    return stretch ? stretch.parcel : parcelOf(code);
  };
  const placeOf = (act: number): number => {
    const place = changes.findIndex(({ id }) => id === act);
    return place < 0 ? changes.length : place;
  };
  return {
    on: (code, day) => at(code, ({ date }) => date > day),
    before: (code, act) => at(code, ({ place }) => place >= placeOf(act)),
    after: (code, act) => at(code, ({ place }) => place > placeOf(act)),
  };
}

export const shapeIn = (parcel: Parcel | null): MultiPolygon | null => parcel?.shape ?? null;
