// One year's occupancy and allocation as bytes. Layout, little-endian float64 throughout, one block of six numbers per entry:
// occupancy: parcel id, firm id, role (0 own, 1 leased), area, basis (0 tenure, 1 holder code, 2 holder name, 3 decided), 0
// allocation: parcel id, firm id, area, tax (NaN = not known), 0, 0
import type { Allocation, Occupancy, OccupancyBasis } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { isStop, type Piecewise } from '#domain/piecewise.ts';
import type { Fen, MicroMu } from '#domain/units.ts';
import { numbersOf } from './shape-blob.ts';

const width = 6;
const roles = ['自用', '租用'] as const;
const bases: readonly OccupancyBasis[] = ['tenure', 'holder-code', 'holder-name', 'decided'];

/** Ids of parcels by 宗地代码 and of firms by credit code. */
export interface IdsByName {
  readonly parcel: (code: string) => number;
  readonly firm: (uscc: string) => number;
}

export interface NamesById {
  readonly parcel: (id: number) => string;
  readonly firm: (id: number) => string;
}

export function packOccupancies(rows: readonly Occupancy[], ids: IdsByName): Uint8Array {
  const numbers = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    numbers.set([ids.parcel(row.parcel), ids.firm(row.uscc), roles.indexOf(row.role), row.area, bases.indexOf(row.basis)], index * width);
  });
  return Buffer.from(numbers.buffer);
}

export function* unpackOccupancies(
  county: CountyCode,
  year: number,
  bytes: Uint8Array,
  names: NamesById,
  into: Occupancy[],
): Piecewise<void> {
  const numbers = numbersOf(bytes);
  for (let at = 0; at < numbers.length; at += width) {
    into.push({
      county,
      year,
      parcel: names.parcel(numbers[at]!),
      uscc: names.firm(numbers[at + 1]!),
      role: roles[numbers[at + 2]!]!,
      area: numbers[at + 3]! as MicroMu,
      basis: bases[numbers[at + 4]!]!,
    });
    if (isStop(into.length)) yield;
  }
}

export function packAllocations(rows: readonly Allocation[], ids: IdsByName): Uint8Array {
  const numbers = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    numbers.set([ids.parcel(row.parcel), ids.firm(row.uscc), row.area, row.tax ?? Number.NaN], index * width);
  });
  return Buffer.from(numbers.buffer);
}

export function* unpackAllocations(
  county: CountyCode,
  year: number,
  bytes: Uint8Array,
  names: NamesById,
  into: Allocation[],
): Piecewise<void> {
  const numbers = numbersOf(bytes);
  for (let at = 0; at < numbers.length; at += width) {
    const tax = numbers[at + 3]!;
    into.push({
      county,
      year,
      parcel: names.parcel(numbers[at]!),
      uscc: names.firm(numbers[at + 1]!),
      area: numbers[at + 2]! as MicroMu,
      tax: Number.isNaN(tax) ? null : (tax as Fen),
    });
    if (isStop(into.length)) yield;
  }
}
