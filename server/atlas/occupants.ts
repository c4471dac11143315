// Who stands on which parcel in a year, with what area and which part of their tax: flat arrays, parcel by parcel.
import type { CountyData } from '#domain/county-data.ts';
import type { Account, Firm } from '#domain/firms/firm.ts';

/** Firms by index: those of the register, then codes that only occupancies or accounts name. */
export interface FirmList {
  readonly codes: readonly string[];
  readonly records: readonly (Firm | null)[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Entries `start[i]` to `start[i + 1]` are those on parcel i, most area first. */
export interface OccupantColumns {
  readonly year: number;
  readonly start: Uint32Array;
  /** Index into the firm list. */
  readonly firm: Uint32Array;
  /** Occupied area in micro-mu. */
  readonly area: Float64Array;
  /** Part of the firm's tax that stands here, in fen; NaN = not known. */
  readonly tax: Float64Array;
  /** Position in `data.occupancies`; 0xffffffff when only an allocation names the pair. */
  readonly occupancy: Uint32Array;
}

/** The firms that the record names anywhere. */
export function listFirms(data: CountyData): FirmList {
  const codes = data.firms.map((firm) => firm.uscc);
  const records: (Firm | null)[] = [...data.firms];
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const add = (code: string): void => {
    if (indexOf.has(code)) return;
    indexOf.set(code, codes.length);
    codes.push(code);
    records.push(null);
  };
  for (const { uscc } of data.occupancies) add(uscc);
  for (const { uscc } of data.accounts) add(uscc);
  return { codes, records, indexOf };
}

/** Accounts of a year by firm index. */
export function accountsOf(data: CountyData, firms: FirmList, year: number): readonly (Account | undefined)[] {
  const found: (Account | undefined)[] = Array.from({ length: firms.codes.length });
  for (const account of data.accounts) if (account.year === year) found[firms.indexOf.get(account.uscc)!] = account;
  return found;
}

interface Entry {
  readonly firm: number;
  readonly occupancy: number;
  area: number;
  tax: number;
}

/** The occupants of every parcel in a year. Several occupancies of one firm on one parcel are one entry. */
export function occupantsOf(data: CountyData, firms: FirmList, indexOf: ReadonlyMap<string, number>, year: number): OccupantColumns {
  const entries: (Map<number, Entry> | undefined)[] = Array.from({ length: indexOf.size });
  const entry = (parcel: string, uscc: string, occupancy: number): Entry | null => {
    const [place, firm] = [indexOf.get(parcel), firms.indexOf.get(uscc)];
    if (place === undefined || firm === undefined) return null;
    const here = (entries[place] ??= new Map<number, Entry>());
    const found = here.get(firm) ?? { firm, occupancy, area: 0, tax: Number.NaN };
    here.set(firm, found);
    return found;
  };
  for (const [position, occupancy] of data.occupancies.entries()) {
    if (occupancy.year !== year) continue;
    const found = entry(occupancy.parcel, occupancy.uscc, position);
    if (found) found.area += occupancy.area;
  }
  for (const allocation of data.allocations) {
    if (allocation.year !== year) continue;
    const found = entry(allocation.parcel, allocation.uscc, 0xffffffff);
    if (!found) continue;
    if (found.area === 0) found.area = allocation.area;
    if (allocation.tax !== null) found.tax = Number.isNaN(found.tax) ? allocation.tax : found.tax + allocation.tax;
  }
  return packed(entries, year);
}

function packed(entries: readonly (ReadonlyMap<number, Entry> | undefined)[], year: number): OccupantColumns {
  const start = new Uint32Array(entries.length + 1);
  for (const [place, here] of entries.entries()) start[place + 1] = start[place]! + (here?.size ?? 0);
  const total = start[entries.length]!;
  const columns = {
    firm: new Uint32Array(total),
    area: new Float64Array(total),
    tax: new Float64Array(total),
    occupancy: new Uint32Array(total),
  };
  for (const [place, here] of entries.entries()) {
    if (!here) continue;
    const sorted = [...here.values()].sort((left, right) => right.area - left.area || left.firm - right.firm);
    for (const [offset, found] of sorted.entries()) {
      const slot = start[place]! + offset;
      columns.firm[slot] = found.firm;
      columns.area[slot] = found.area;
      columns.tax[slot] = found.tax;
      columns.occupancy[slot] = found.occupancy;
    }
  }
  return { year, start, ...columns };
}
