// Who stands on which parcel in a year, with what area and which part of their tax: flat arrays, parcel by parcel.
import type { CountyData } from '#domain/county-data.ts';
import type { Account, Firm } from '#domain/firms/firm.ts';
import { isStop, type Piecewise } from '#domain/piecewise.ts';

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
export function* listFirms(data: CountyData): Piecewise<FirmList> {
  const codes = data.firms.map((firm) => firm.uscc);
  const records: (Firm | null)[] = [...data.firms];
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const add = (code: string): void => {
    if (indexOf.has(code)) return;
    indexOf.set(code, codes.length);
    codes.push(code);
    records.push(null);
  };
  for (const rows of [data.occupancies, data.accounts])
    for (const [done, { uscc }] of rows.entries()) {
      add(uscc);
      if (isStop(done)) yield;
    }
  return { codes, records, indexOf };
}

/** Accounts of a year by firm index. */
export function accountsOf(data: CountyData, firms: FirmList, year: number): readonly (Account | undefined)[] {
  const found: (Account | undefined)[] = Array.from({ length: firms.codes.length });
  for (const account of data.accounts) if (account.year === year) found[firms.indexOf.get(account.uscc)!] = account;
  return found;
}

/** Positions of a year's rows in a list. */
function positionsOf(rows: readonly { readonly year: number }[], year: number): Uint32Array {
  const positions = new Uint32Array(rows.length);
  let count = 0;
  for (const [position, row] of rows.entries()) {
    if (row.year !== year) continue;
    positions[count] = position;
    count += 1;
  }
  return positions.subarray(0, count);
}

const NO_OCCUPANCY = 0xffffffff;

/** Entries in the making: parallel arrays in order of finding, then sorted by parcel. */
interface Found {
  readonly parcel: number[];
  readonly firm: number[];
  readonly area: number[];
  readonly tax: number[];
  readonly occupancy: number[];
  /** Entry by parcel and firm. */
  readonly byPair: Map<number, number>;
}

/**
 * The occupants of every parcel in a year: those of the occupancies, and whoever only an allocation names, so that no tax is lost.
 * Several rows of one firm on one parcel are one entry.
 */
export function occupantsOf(data: CountyData, firms: FirmList, indexOf: ReadonlyMap<string, number>, year: number): OccupantColumns {
  const found: Found = { parcel: [], firm: [], area: [], tax: [], occupancy: [], byPair: new Map() };
  const entry = (code: string, uscc: string, occupancy: number): number | null => {
    const [parcel, firm] = [indexOf.get(code), firms.indexOf.get(uscc)];
    if (parcel === undefined || firm === undefined) return null;
    const pair = parcel * firms.codes.length + firm;
    const known = found.byPair.get(pair);
    if (known !== undefined) return known;
    const place = found.parcel.push(parcel) - 1;
    found.firm.push(firm);
    found.area.push(0);
    found.tax.push(Number.NaN);
    found.occupancy.push(occupancy);
    found.byPair.set(pair, place);
    return place;
  };
  for (const position of positionsOf(data.occupancies, year)) {
    const { parcel, uscc, area } = data.occupancies[position]!;
    const place = entry(parcel, uscc, position);
    if (place !== null) found.area[place] = found.area[place]! + area;
  }
  const firstUnoccupied = found.parcel.length;
  for (const position of positionsOf(data.allocations, year)) {
    const { parcel, uscc, area, tax } = data.allocations[position]!;
    const place = entry(parcel, uscc, NO_OCCUPANCY);
    if (place === null) continue;
    if (place >= firstUnoccupied) found.area[place] = found.area[place]! + area;
    if (tax !== null) found.tax[place] = Number.isNaN(found.tax[place]) ? tax : found.tax[place]! + tax;
  }
  return packed(found, indexOf.size, year);
}

function packed({ parcel, firm, area, tax, occupancy }: Found, size: number, year: number): OccupantColumns {
  const order = Uint32Array.from(parcel.keys()).sort(
    (left, right) => parcel[left]! - parcel[right]! || area[right]! - area[left]! || firm[left]! - firm[right]!,
  );
  const start = new Uint32Array(size + 1);
  for (const place of parcel) start[place + 1] = start[place + 1]! + 1;
  for (let index = 0; index < size; index += 1) start[index + 1] = start[index + 1]! + start[index]!;
  return {
    year,
    start,
    firm: Uint32Array.from(order, (place) => firm[place]!),
    area: Float64Array.from(order, (place) => area[place]!),
    tax: Float64Array.from(order, (place) => tax[place]!),
    occupancy: Uint32Array.from(order, (place) => occupancy[place]!),
  };
}
