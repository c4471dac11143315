// Who stands on a parcel in a year, and on how much of it: the holder and those who lease, from tenure rows and matched holders.
import type { Occupancy, Tenure } from './firm.ts';
import type { HolderMatch } from './match.ts';
import type { DecidedSplit } from './match-decisions.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu } from '../units.ts';

/**
 * Area of an occupancy of which nobody knows how large it is. Never a size: such an occupant shares in figures only where
 * it is alone, and its occupied area is unknown.
 */
export const AREA_NOT_KNOWN = microMu(0);

/** More land is occupied at one time than the parcel has. The stated areas are kept as weights. */
export interface OverOccupied {
  readonly parcel: string;
  readonly year: number;
  readonly occupied: MicroMu;
  readonly counted: MicroMu;
}

export interface ParcelOccupancy {
  readonly occupancies: readonly Occupancy[];
  readonly over: OverOccupied | null;
}

/** Whether a tenure is in force on some day of the year; an open end is in force. */
export function inForce(tenure: Pick<Tenure, 'from' | 'to'>, year: number): boolean {
  return (tenure.from === null || tenure.from <= `${year}-12-31`) && (tenure.to === null || tenure.to >= `${year}-01-01`);
}

interface Stretch {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly area: number;
}

/** Days of the year on which something begins: between them nothing grows. */
function beginnings(stretches: readonly Stretch[], year: number): string[] {
  const first = `${year}-01-01`;
  return [...new Set(stretches.map(({ from }) => (from === null || from < first ? first : from)))];
}

/** A lease that ends on the day on which the next begins has made room for it, unless it is the year's only day. */
function areaOn(day: string, stretches: readonly Stretch[]): number {
  return stretches.reduce(
    (sum, { from, to, area }) =>
      (from === null || from <= day) && (to === null || to > day || (to === day && from === day)) ? sum + area : sum,
    0,
  );
}

/** The most that is occupied at one time within the year: leases that follow each other are not added up. */
function mostAtOnce(stretches: readonly Stretch[], year: number): number {
  return Math.max(0, ...beginnings(stretches, year).map((day) => areaOn(day, stretches)));
}

/** Everything one firm states about one parcel in the year. */
interface Claim {
  readonly own: Stretch[];
  readonly leased: Stretch[];
  readonly letOut: Stretch[];
  /** A row without an area: it takes its part of what the stated rows leave. */
  open: '自用' | '租用' | null;
}

function claimsOf(tenures: readonly Tenure[], year: number, resolve: (uscc: string) => string): Map<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const tenure of tenures) {
    if (!inForce(tenure, year)) continue;
    const uscc = resolve(tenure.uscc);
    const claim = claims.get(uscc) ?? { own: [], leased: [], letOut: [], open: null };
    claims.set(uscc, claim);
    if (tenure.area === null) {
      if (tenure.role !== '出租') claim.open = tenure.role;
      continue;
    }
    const list = tenure.role === '自用' ? claim.own : tenure.role === '租用' ? claim.leased : claim.letOut;
    list.push({ from: tenure.from, to: tenure.to, area: tenure.area });
  }
  return claims;
}

interface Part {
  readonly uscc: string;
  readonly role: '自用' | '租用';
  readonly area: number;
  readonly basis: Occupancy['basis'];
}

function statedParts(claims: ReadonlyMap<string, Claim>, year: number): Part[] {
  return [...claims].flatMap(([uscc, claim]) => {
    const own = mostAtOnce(claim.own, year);
    // What a tenant lets out again is not where it stands itself; an owner's 自用 figure already leaves out what it lets.
    const leased = Math.max(0, mostAtOnce(claim.leased, year) - (claim.own.length === 0 ? mostAtOnce(claim.letOut, year) : 0));
    const parts: Part[] = [];
    if (own > 0) parts.push({ uscc, role: '自用', area: own, basis: 'tenure' });
    if (leased > 0) parts.push({ uscc, role: '租用', area: leased, basis: 'tenure' });
    return parts;
  });
}

/** Land taken at one time by others than `uscc`, or stated by it as let out, whichever is more. */
function takenFrom(uscc: string, claims: ReadonlyMap<string, Claim>, year: number): number {
  const others = [...claims].filter(([other]) => other !== uscc).map(([, claim]) => claim);
  // Whoever lets out more than it leases has let out no land of somebody else's.
  const takenOn = (day: string): number =>
    others.reduce((sum, { own, leased, letOut }) => {
      const subLet = own.length === 0 ? areaOn(day, letOut) : 0;
      return sum + areaOn(day, own) + Math.max(0, areaOn(day, leased) - subLet);
    }, 0);
  const days = beginnings(
    others.flatMap(({ own, leased, letOut }) => [...own, ...leased, ...letOut]),
    year,
  );
  return Math.max(0, ...days.map(takenOn), mostAtOnce(claims.get(uscc)?.letOut ?? [], year));
}

/**
 * The rest of a parcel that others lease in part, when its holder is named but is no known firm: it stands there under its code or
 * name as written, so that the parcel's own tax is unknown and not just the tenants'.
 */
function unknownHolder(
  parcel: Parcel,
  claims: ReadonlyMap<string, Claim>,
  counted: number | null,
  year: number,
  resolve: (uscc: string) => string,
): Part[] {
  const written = parcel.holderUscc === null ? parcel.holder : resolve(parcel.holderUscc);
  if (written === null || written === '' || claims.has(written)) return [];
  const rest = counted === null ? AREA_NOT_KNOWN : Math.max(0, counted - takenFrom(written, claims, year));
  return counted === null || rest > 0 ? [{ uscc: written, role: '自用', area: rest, basis: 'holder-code' }] : [];
}

/**
 * The occupants of one parcel in one year. Those with a tenure row stand on the area stated; the matched holder, unless it has a row
 * of its own, on the parcel's counted area less what others occupy and what it lets out. Rows without an area share what is left
 * equally. Without a counted area, what is not stated is `AREA_NOT_KNOWN`. Shares decided by hand stand instead of all that.
 */
export function occupyParcel(
  parcel: Parcel,
  holder: HolderMatch | null,
  tenures: readonly Tenure[],
  year: number,
  resolve: (uscc: string) => string,
  decided: DecidedSplit | null = null,
): ParcelOccupancy {
  if (decided) {
    const occupancies = decided.shares.map(({ uscc, role, area }) => ({
      county: parcel.county,
      year,
      parcel: parcel.code,
      uscc: resolve(uscc),
      role,
      area,
      basis: 'decided' as const,
    }));
    return { occupancies, over: null };
  }
  const claims = claimsOf(tenures, year, resolve);
  const counted = countedArea(parcel)?.area ?? null;
  const parts = statedParts(claims, year);
  const open = [...claims].flatMap(([uscc, claim]): Omit<Part, 'area'>[] =>
    claim.open !== null && claim.own.length + claim.leased.length === 0 ? [{ uscc, role: claim.open, basis: 'tenure' }] : [],
  );
  const holderClaim = holder && claims.get(holder.uscc);
  const listed =
    holderClaim !== null &&
    holderClaim !== undefined &&
    (holderClaim.own.length > 0 || holderClaim.leased.length > 0 || holderClaim.open !== null);
  if (holder && !listed && open.length === 0) {
    const rest = counted === null ? AREA_NOT_KNOWN : Math.max(0, counted - takenFrom(holder.uscc, claims, year));
    if (counted === null || rest > 0) parts.push({ uscc: holder.uscc, role: '自用', area: rest, basis: holder.basis });
  } else if (open.length > 0) {
    const sharers = holder && !listed ? [...open, { uscc: holder.uscc, role: '自用' as const, basis: holder.basis }] : open;
    const rest = counted === null ? 0 : Math.max(0, counted - parts.reduce((sum, part) => sum + part.area, 0));
    const share = Math.floor(rest / sharers.length);
    for (const sharer of sharers) parts.push({ ...sharer, area: share });
  }
  if (!holder && parts.length > 0) parts.push(...unknownHolder(parcel, claims, counted, year, resolve));
  const occupied = mostAtOnce(
    [...claims.values()].flatMap((claim) => [...claim.own, ...claim.leased]),
    year,
  );
  return {
    occupancies: parts.map((part) => ({ county: parcel.county, year, parcel: parcel.code, ...part, area: microMu(part.area) })),
    over: counted !== null && occupied > counted ? { parcel: parcel.code, year, occupied: microMu(occupied), counted } : null,
  };
}
