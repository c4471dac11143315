// A county's record looked up by parcel, firm and year: what judging a parcel asks for, built once per version.
import type { CountyData } from '../county-data.ts';
import type { Block, Parcel } from '../land/parcel.ts';
import { atOnce, isStop, type Piecewise } from '../piecewise.ts';
import type { Account, Firm, Occupancy } from './firm.ts';

/** A firm's land in a year: all its occupancies; `known` is false when one of them is of unknown size. */
export interface LandInYear {
  readonly area: number;
  readonly known: boolean;
}

export interface CountyIndex {
  readonly data: Pick<CountyData, 'parcels' | 'firms' | 'accounts' | 'occupancies'>;
  parcel(code: string): Parcel | null;
  block(code: string): Block | null;
  firm(uscc: string): Firm | null;
  /** The firm's accounts, by year. */
  accounts(uscc: string): ReadonlyMap<number, Account>;
  /** Those who stand on the parcel in the year. */
  occupants(parcel: string, year: number): readonly Occupancy[];
  /** All land of the firm in the year; null when it stands nowhere. */
  land(uscc: string, year: number): LandInYear | null;
  /** Years of which the record holds accounts, ascending. */
  readonly accountYears: readonly number[];
  /** The value made the first time it is asked for under this name; for what follows from this record alone. */
  remember<T>(name: string, make: () => T): T;
}

const nobody: readonly Occupancy[] = [];
const noAccounts: ReadonlyMap<number, Account> = new Map();

/** Accounts are looked up under the code they carry: the store hands them out under the firm's own. */
export function indexCounty(data: IndexedData): CountyIndex {
  return atOnce(indexByPieces(data));
}

type IndexedData = Pick<CountyData, 'parcels' | 'blocks' | 'firms' | 'accounts' | 'occupancies'>;

/** The same, with stops. */
export function* indexByPieces(data: IndexedData): Piecewise<CountyIndex> {
  const parcels = new Map(data.parcels.map((parcel) => [parcel.code, parcel]));
  const blocks = new Map(data.blocks.map((block) => [block.code, block]));
  const firms = new Map(data.firms.map((firm) => [firm.uscc, firm]));
  const accounts = new Map<string, Map<number, Account>>();
  const accountYears = new Set<number>();
  for (const [done, account] of data.accounts.entries()) {
    const own = accounts.get(account.uscc) ?? new Map<number, Account>();
    accounts.set(account.uscc, own.set(account.year, account));
    accountYears.add(account.year);
    if (isStop(done)) yield;
  }
  const occupants = new Map<number, Map<string, Occupancy[]>>();
  const land = new Map<number, Map<string, { area: number; known: boolean }>>();
  for (const [done, occupancy] of data.occupancies.entries()) {
    if (isStop(done)) yield;
    const { year, parcel, uscc, area } = occupancy;
    const here = occupants.get(year) ?? new Map<string, Occupancy[]>();
    occupants.set(year, here);
    const list = here.get(parcel);
    if (list) list.push(occupancy);
    else here.set(parcel, [occupancy]);
    const owned = land.get(year) ?? new Map<string, { area: number; known: boolean }>();
    land.set(year, owned);
    const sum = owned.get(uscc);
    if (!sum) {
      owned.set(uscc, { area, known: area > 0 });
    } else {
      sum.area += area;
      sum.known &&= area > 0;
    }
  }
  const remembered = new Map<string, unknown>();
  return {
    data,
    remember<T>(name: string, make: () => T): T {
      if (!remembered.has(name)) remembered.set(name, make());
      return remembered.get(name) as T;
    },
    parcel: (code) => parcels.get(code) ?? null,
    block: (code) => blocks.get(code) ?? null,
    firm: (uscc) => firms.get(uscc) ?? null,
    accounts: (uscc) => accounts.get(uscc) ?? noAccounts,
    occupants: (parcel, year) => occupants.get(year)?.get(parcel) ?? nobody,
    land: (uscc, year) => land.get(year)?.get(uscc) ?? null,
    accountYears: [...accountYears].sort((a, b) => a - b),
  };
}
