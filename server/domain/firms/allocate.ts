// A firm's yearly tax to its parcels by occupied area, so that for every account allocated + unallocated = imported, to the fen.
import type { Account, Allocation, Occupancy } from './firm.ts';
import type { CountyCode } from '../land/codes.ts';
import { type Fen, fen, microMu, splitByWeight, sumFen } from '../units.ts';

/** One year's equation: imported = allocated + unallocated. `known` of `accounts` state a tax figure. */
export interface Conservation {
  readonly year: number;
  readonly accounts: number;
  readonly known: number;
  readonly imported: Fen;
  readonly allocated: Fen;
  readonly unallocated: Fen;
}

/** Why an account's tax stands on no parcel. */
export interface Unallocated {
  readonly uscc: string;
  readonly name: string | null;
  readonly year: number;
  readonly tax: Fen;
  /** no-parcel: the firm stands nowhere that year; area-unknown: it stands on several parcels, one of them of unknown size. */
  readonly reason: 'no-parcel' | 'area-unknown';
}

export interface AllocatedYears {
  readonly allocations: readonly Allocation[];
  readonly unallocated: readonly Unallocated[];
  readonly conservation: readonly Conservation[];
}

interface Share {
  readonly parcel: string;
  area: number;
  known: boolean;
}

/** Land of each firm in each year: by `uscc year`, one share per parcel. */
function landOf(occupancies: readonly Occupancy[]): Map<string, Share[]> {
  const land = new Map<string, Share[]>();
  for (const { uscc, year, parcel, area } of occupancies) {
    const key = `${uscc} ${year}`;
    const shares = land.get(key) ?? [];
    land.set(key, shares);
    const share = shares.find((other) => other.parcel === parcel);
    if (share) {
      share.area += area;
      share.known &&= area > 0;
    } else {
      shares.push({ parcel, area, known: area > 0 });
    }
  }
  return land;
}

/** Parts of a tax on the firm's parcels; null when nobody can say how it divides. */
function divide(tax: Fen, shares: readonly Share[]): readonly number[] | null {
  // Alone on one parcel, how large it is does not matter.
  if (shares.length === 1) return [tax];
  if (shares.some((share) => !share.known)) return null;
  return splitByWeight(
    tax,
    shares.map((share) => share.area),
  );
}

/**
 * Allocates all accounts. `resolve` gives the code under which an account counts. A firm's parcels get an allocation even when its
 * tax is not known (tax null), so that the parcel's own figure is unknown and not too small.
 */
export function allocateTax(
  county: CountyCode,
  accounts: readonly Account[],
  occupancies: readonly Occupancy[],
  resolve: (uscc: string) => string,
): AllocatedYears {
  const land = landOf(occupancies);
  const allocations: Allocation[] = [];
  const unallocated: Unallocated[] = [];
  const years = new Map<number, { accounts: number; known: number; imported: Fen[]; allocated: Fen[]; unallocated: Fen[] }>();
  for (const { year } of occupancies)
    if (!years.has(year)) years.set(year, { accounts: 0, known: 0, imported: [], allocated: [], unallocated: [] });
  for (const account of accounts) {
    const { year, tax } = account;
    const uscc = resolve(account.uscc);
    const sums = years.get(year) ?? { accounts: 0, known: 0, imported: [], allocated: [], unallocated: [] };
    years.set(year, sums);
    sums.accounts += 1;
    const shares = land.get(`${uscc} ${year}`) ?? [];
    const parts = tax === null || shares.length === 0 ? null : divide(tax, shares);
    for (const [index, share] of shares.entries()) {
      const part = parts?.[index];
      allocations.push({ county, year, parcel: share.parcel, uscc, area: microMu(share.area), tax: part === undefined ? null : fen(part) });
    }
    if (tax === null) continue;
    sums.known += 1;
    sums.imported.push(tax);
    if (parts) {
      sums.allocated.push(...parts.map(fen));
    } else {
      sums.unallocated.push(tax);
      unallocated.push({ uscc: account.uscc, name: account.name, year, tax, reason: shares.length === 0 ? 'no-parcel' : 'area-unknown' });
    }
  }
  return {
    allocations,
    unallocated,
    conservation: [...years]
      .sort(([a], [b]) => a - b)
      .map(([year, sums]) => ({
        year,
        accounts: sums.accounts,
        known: sums.known,
        imported: sumFen(sums.imported),
        allocated: sumFen(sums.allocated),
        unallocated: sumFen(sums.unallocated),
      })),
  };
}
