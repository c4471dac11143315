// Facts of many subjects as columns, for judging in bulk. One entry per subject in every array.
import type { IsoDate } from '../../period.ts';
import { daysBetween, isoDate } from '../../period.ts';
import type { Facts } from '../facts.ts';

/** Codes of word and flag columns that are no value. */
export const UNKNOWN_CODE = 255;
export const ABSENT_CODE = 254;
/** In flag columns of domains: none is known to fail, and some are not known. */
export const PARTLY_KNOWN = 2;
/** Days of day columns that are no day. */
export const UNKNOWN_DAY = -2_147_483_648;
export const ABSENT_DAY = -2_147_483_647;
/** In tag columns: bit 31 of `has` = known to be absent; all bits of `open` = nothing known. */
export const ABSENT_TAGS = 0x8000_0000;
export const UNKNOWN_TAGS = 0xffff_ffff;
/** Most tags that a policy may ask about in one field. */
export const MOST_TAGS = 31;

/**
 * One column.
 * - ratio: exact quotient money/area of two whole numbers (fen and µmu, or digits and power of ten); area NaN = unknown, 0 = known to be absent.
 * - micro: whole millionths of the field's unit; NaN = unknown, Infinity = known to be absent.
 * - day: days since 1970-01-01.
 * - word: index into `words` (0 = a word that is not listed).
 * - flag: 0 no, 1 yes (for domains: 1 = some domain fails, 2 = see PARTLY_KNOWN).
 * - tags: bit per tag of `tags`: in `has` when carried, in `open` when not known.
 */
export type FactColumn =
  | { readonly kind: 'ratio'; readonly money: Float64Array; readonly area: Float64Array }
  | { readonly kind: 'micro'; readonly value: Float64Array }
  | { readonly kind: 'day'; readonly day: Int32Array }
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly code: Uint8Array }
  | { readonly kind: 'flag'; readonly code: Uint8Array }
  | { readonly kind: 'tags'; readonly tags: readonly string[]; readonly has: Uint32Array; readonly open: Uint32Array };

/** What is known of `size` subjects. A field or year without a column is unknown for all. */
export interface FactColumns {
  readonly size: number;
  /** By field name (`parcel.supplyDate`). */
  readonly plain: ReadonlyMap<string, FactColumn>;
  /** By field name and year. */
  readonly yearly: ReadonlyMap<string, ReadonlyMap<number, FactColumn>>;
  /** 1 where the subject is a project; null when none is. */
  readonly projects: Uint8Array | null;
  /** Day up to which halts were counted. */
  readonly asOf: IsoDate;
  /** Subjects whose numbers are finer than the columns hold: judged one by one. */
  readonly exceptions: ReadonlyMap<number, Facts>;
}

/** Column of a field in a year; undefined = unknown for all. */
export function columnOf(columns: FactColumns, field: string, year: number | null): FactColumn | undefined {
  return year === null ? columns.plain.get(field) : columns.yearly.get(field)?.get(year);
}

const epoch: IsoDate = isoDate('1970-01-01');

/** Days since 1970-01-01, as day columns hold them. */
export function dayNumber(day: string): number {
  return daysBetween(epoch, isoDate(day));
}
