// The parcel (宗地) and the places that hold it: county, township, block.
import type { IsoDate } from '../period.ts';
import type { SourcePlace } from '../source.ts';
import type { MicroMu } from '../units.ts';
import type { FactValues } from '../policy/facts.ts';
import type { Bounds, MultiPolygon, Position } from './geometry.ts';
import type { CountyCode, TownshipCode } from './codes.ts';

export const acquisitionModes = ['出让', '划拨', '司法拍卖', '转让', '其他'] as const;
export type AcquisitionMode = (typeof acquisitionModes)[number];

/** Start of production: a day, known not to have happened, or not known. The three are never merged. */
export type ProductionStart =
  | { readonly state: 'started'; readonly date: IsoDate }
  | { readonly state: 'not-started' }
  | { readonly state: 'unknown' };

export interface County {
  readonly code: CountyCode;
  readonly name: string;
  /** Invented demonstration data: marked on every screen and output. */
  readonly demo: boolean;
}

export interface Township {
  readonly county: CountyCode;
  readonly code: TownshipCode;
  readonly name: string;
  readonly shape: MultiPolygon | null;
}

/** Industrial block (工业区块). */
export interface Block {
  readonly county: CountyCode;
  readonly code: string;
  readonly name: string;
  readonly township: TownshipCode | null;
  readonly shape: MultiPolygon | null;
  /** Block-level policy facts (`block.*` without the prefix). */
  readonly facts: FactValues;
}

/** One 宗地. Null means not known, except where a field's own type says otherwise. */
export interface Parcel {
  readonly county: CountyCode;
  /** 宗地代码, the identity within the county. */
  readonly code: string;
  readonly location: string | null;
  /** 登记面积: the legal figure, the one that is counted. */
  readonly registeredArea: MicroMu | null;
  /** 图形面积: geodesic on the CGCS2000 ellipsoid from the drawn boundary; null without a usable boundary. */
  readonly measuredArea: MicroMu | null;
  readonly landUse: string | null;
  readonly acquisitionMode: AcquisitionMode | null;
  readonly supplyDate: IsoDate | null;
  readonly acquisitionDate: IsoDate | null;
  readonly agreedStart: IsoDate | null;
  readonly agreedCompletion: IsoDate | null;
  readonly actualStart: IsoDate | null;
  readonly productionStart: ProductionStart;
  readonly holder: string | null;
  readonly holderUscc: string | null;
  /** 不动产单元号. */
  readonly unitCode: string | null;
  readonly township: TownshipCode | null;
  readonly block: string | null;
  readonly shape: MultiPolygon | null;
  /** Further parcel-level policy facts (`parcel.*` without the prefix), e.g. fiveWei, zone, suppliedNotUsed. */
  readonly facts: FactValues;
  readonly source: SourcePlace;
}

export const contextKinds = ['road', 'water', 'label'] as const;
export type ContextKind = (typeof contextKinds)[number];

/** A pale line, area or name drawn under the parcels for orientation. */
export interface ContextFeature {
  readonly county: CountyCode;
  readonly kind: ContextKind;
  readonly name: string | null;
  /** Lines for roads, polygons for water, one point for labels. */
  readonly geometry:
    | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon }
    | { readonly type: 'Point'; readonly coordinates: Position };
}

/** Area that stands for the parcel in denominators: registered, or measured when nothing is registered; null when neither is known. */
export function countedArea(
  parcel: Pick<Parcel, 'registeredArea' | 'measuredArea'>,
): { area: MicroMu; kind: 'registered' | 'measured' } | null {
  if (parcel.registeredArea !== null && parcel.registeredArea > 0) return { area: parcel.registeredArea, kind: 'registered' };
  if (parcel.measuredArea !== null && parcel.measuredArea > 0) return { area: parcel.measuredArea, kind: 'measured' };
  return null;
}

export interface CountyExtent {
  readonly county: CountyCode;
  readonly bounds: Bounds;
}
