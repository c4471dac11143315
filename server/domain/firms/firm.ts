// Firms, their yearly accounts, and the land they stand on.
import type { CountyCode, TownshipCode } from '../land/codes.ts';
import type { Position } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import type { FactValues } from '../policy/facts.ts';
import type { SourcePlace } from '../source.ts';
import type { Fen, MicroMu } from '../units.ts';

export const firmKinds = ['企业', '个体工商户', '作坊'] as const;
export type FirmKind = (typeof firmKinds)[number];
export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

/** A firm of the county's register. Identity: the credit code as given (a wrong check digit is an issue, not a reason to drop the firm). */
export interface Firm {
  readonly county: CountyCode;
  readonly uscc: string;
  readonly name: string;
  readonly kind: FirmKind | null;
  /** GB/T 4754 code. */
  readonly industryCode: string | null;
  /** 行业标签 as given; null when the file has no such column, empty when it has and the cell is blank. */
  readonly industryTags: readonly string[] | null;
  readonly township: TownshipCode | null;
  /** Halted since this day, by the bureau's record; null when not known to be halted. */
  readonly haltedSince: IsoDate | null;
  /** Where it says it is: text of its address, and lon/lat of its sign (EPSG:4490). Used for matching only; left out is not known. */
  readonly address?: string | null;
  readonly position?: Position | null;
  /** Further firm-level policy facts (`enterprise.*` without the prefix), e.g. hasPermits, premisesMode. */
  readonly facts: FactValues;
  readonly source: SourcePlace;
}

/** One firm, one year, as imported. Null means not given, never zero. */
export interface Account {
  readonly county: CountyCode;
  readonly uscc: string;
  /** Name as written in the accounts file, for matching and for the unmatched list. */
  readonly name: string | null;
  readonly year: number;
  readonly tax: Fen | null;
  readonly revenue: Fen | null;
  readonly valueAdded: Fen | null;
  /** 年产值. */
  readonly outputValue: Fen | null;
  readonly researchSpending: Fen | null;
  /** 吨标准煤. */
  readonly energyTce: number | null;
  readonly powerKwh: number | null;
  readonly waterTonnes: number | null;
  readonly emissionsTonnes: number | null;
  readonly employees: number | null;
  readonly aboveScale: boolean | null;
  readonly grade: Grade | null;
  /** 评价用地: owned + leased in − leased out, as the evaluation uses it. */
  readonly assessedArea: MicroMu | null;
  readonly source: SourcePlace;
}

export const tenureRoles = ['自用', '租用', '出租'] as const;
/** 自用 own use, 租用 leased in, 出租 leased out. */
export type TenureRole = (typeof tenureRoles)[number];

/** Who may stand on a parcel, as a bureau states it. */
export interface Tenure {
  readonly county: CountyCode;
  readonly parcel: string;
  readonly uscc: string;
  readonly role: TenureRole;
  readonly area: MicroMu | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly source: SourcePlace;
}

/** How an occupancy was found: stated by a tenure row, by the holder's credit code or folded name, or decided at the matching desk. */
export type OccupancyBasis = 'tenure' | 'holder-code' | 'holder-name' | 'decided';

/** A firm on a parcel in a year, as evaluated: the many-to-many link by which figures are allocated. */
export interface Occupancy {
  readonly county: CountyCode;
  readonly year: number;
  readonly parcel: string;
  readonly uscc: string;
  readonly role: '自用' | '租用';
  readonly area: MicroMu;
  readonly basis: OccupancyBasis;
}

/** A part of a firm's yearly tax that stands on one parcel. For each account: Σ allocated + unallocated = imported. */
export interface Allocation {
  readonly county: CountyCode;
  readonly year: number;
  readonly parcel: string;
  readonly uscc: string;
  readonly area: MicroMu;
  /** Null when the firm's tax of that year is not known. */
  readonly tax: Fen | null;
}
