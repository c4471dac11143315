// One situation that a demonstration county must show, and short ways to write it.
import type { Grade } from '#domain/firms/firm.ts';
import type { AcquisitionMode } from '#domain/land/parcel.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import type { FactValues } from '#domain/policy/facts.ts';

/** Which lots a case may be told of: below 3 mu, 3 to 15 mu, 15 mu and more, whichever. */
export type LotNeed = 'tiny' | 'middle' | 'large' | 'any';

/** One situation, told of one lot and the firm on it. Whatever a case leaves out is unremarkable. */
export interface DemoCase {
  readonly id: string;
  readonly lot: LotNeed;
  /** 'own' firm holds the lot; 'tenant' rents it; 'idle' lot was supplied and does not produce. */
  readonly setting: 'own' | 'tenant' | 'idle';
  /** Tax per mu in 万元, exact, of the years that end with the evaluation year; null = that year's tax is missing. */
  readonly tax?: readonly (string | null)[];
  /** Grades of the years that end with the evaluation year; null = not graded. */
  readonly grades?: readonly (Grade | null)[];
  readonly aboveScale?: boolean;
  readonly haltedSince?: IsoDate;
  readonly industry?: string;
  readonly tags?: readonly string[];
  readonly firm?: FactValues;
  readonly parcel?: FactValues;
  readonly supplyDate?: IsoDate;
  /** Null = known not to produce. */
  readonly productionStart?: IsoDate | null;
  readonly acquisition?: { readonly mode: AcquisitionMode; readonly date: IsoDate };
  /** Square metres that a tenant has of the lot; the whole lot when left out. */
  readonly tenantSquareMetres?: number;
  /** Told only of scattered village lots. */
  readonly village?: boolean;
}

/** Short ways to write what many cases share. */
export const own = (id: string, lot: LotNeed, rest: Omit<DemoCase, 'id' | 'lot' | 'setting'>): DemoCase => ({
  id,
  lot,
  setting: 'own',
  ...rest,
});
export const tenant = (id: string, lot: LotNeed, rest: Omit<DemoCase, 'id' | 'lot' | 'setting'>): DemoCase => ({
  id,
  lot,
  setting: 'tenant',
  ...rest,
});
export const idle = (id: string, supplyDate: string, rest: Partial<DemoCase> = {}): DemoCase => ({
  id,
  lot: 'middle',
  setting: 'idle',
  supplyDate: isoDate(supplyDate),
  productionStart: null,
  ...rest,
});
