// Tax per mu (亩均税收) of a firm, a parcel and a group of parcels: always with its numerator, its denominator and its coverage.
import type { Account, Allocation } from './firm.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import { type Fen, fen, type MicroMu, microMu } from '../units.ts';
import type { LandInYear } from './county-index.ts';

/** A firm's figure: over its assessed area where the evaluation states one, else over the land it occupies. */
export interface FirmTaxPerMu {
  readonly money: Fen;
  readonly area: MicroMu;
  readonly areaKind: 'assessed' | 'occupied';
}

/** The land that a firm's yearly figures are divided by; null when it is not known, or none. */
function landOfFirm(account: Pick<Account, 'assessedArea'>, land: LandInYear | null): Pick<FirmTaxPerMu, 'area' | 'areaKind'> | null {
  if (account.assessedArea !== null) return account.assessedArea > 0 ? { area: account.assessedArea, areaKind: 'assessed' } : null;
  return land && land.known && land.area > 0 ? { area: microMu(land.area), areaKind: 'occupied' } : null;
}

/** Null when the tax or the land is not known, or the land is none. */
export function taxPerMuOfFirm(account: Pick<Account, 'tax' | 'assessedArea'> | undefined, land: LandInYear | null): FirmTaxPerMu | null {
  if (!account || account.tax === null) return null;
  const divisor = landOfFirm(account, land);
  return divisor && { money: account.tax, ...divisor };
}

/** Sums over parcels whose tax and area are both known, with how many of how many those are. */
export interface CoveredTaxPerMu {
  readonly money: Fen;
  readonly area: MicroMu;
  readonly coverage: {
    readonly known: number;
    readonly total: number;
    /** Counted area of the parcels that are known, and of all whose area is known. */
    readonly knownArea: MicroMu;
    readonly totalArea: MicroMu;
  };
}

/**
 * Tax that stands on a parcel: all its occupants' parts. Null when nobody is matched, or when any occupant's part is not known.
 * `occupants`: how many firms stand there that year.
 */
export function taxOfParcel(occupants: number, allocations: readonly Pick<Allocation, 'tax'>[]): Fen | null {
  if (occupants === 0 || allocations.length < occupants) return null;
  let sum = 0;
  for (const { tax } of allocations) {
    if (tax === null) return null;
    sum += tax;
  }
  return fen(sum);
}

/** Figures of one parcel as a group of one: unknown tax shows as known 0 of total 1. */
export function taxPerMuOfGroup(
  parcels: readonly { readonly parcel: Pick<Parcel, 'registeredArea' | 'measuredArea'>; readonly tax: Fen | null }[],
): CoveredTaxPerMu {
  let [money, knownArea, totalArea, known] = [0, 0, 0, 0];
  for (const { parcel, tax } of parcels) {
    const area = countedArea(parcel)?.area ?? null;
    totalArea += area ?? 0;
    if (area === null || tax === null) continue;
    known += 1;
    money += tax;
    knownArea += area;
  }
  return {
    money: fen(money),
    area: microMu(knownArea),
    coverage: { known, total: parcels.length, knownArea: microMu(knownArea), totalArea: microMu(totalArea) },
  };
}
