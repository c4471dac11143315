// What is known of a subject when it is judged: field values with three states (known, known to be absent, unknown).
import type { Decimal, Fen, MicroMu } from '../units.ts';
import type { FactLevel } from './fields.ts';

/** An exact quotient in 万元/亩: money over land, or a decimal that somebody stated. */
export type Quotient = { readonly money: Fen; readonly area: MicroMu } | { readonly stated: Decimal };

/** An exact quotient of two whole numbers in the field's unit; `bottom` is positive. */
export interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A number as known: a quotient, an area to the micro-mu, a ratio, or a stated decimal in the field's unit. */
export type NumberFact = Quotient | { readonly land: MicroMu } | Ratio;

/** One plain value of a field, as stored and sent: dates are ISO text, numbers are JSON numbers read as decimals. */
export type FactScalar = boolean | number | string | readonly string[] | { readonly [domain: string]: boolean };

/** A yearly field as stored and sent: plain values by four-digit year; null = known to be absent in that year. */
export type FactYears = { readonly [year: string]: boolean | number | string | null };

/** Facts of one level (enterprise, parcel, block …) by camelCase field name without prefix. null = known to be absent; left out = unknown. */
export type FactValues = { readonly [field: string]: FactScalar | FactYears | null };

/** One value inside: numbers are exact, dates ISO text, words as found. Which of them a field has follows from its type in `fields`. */
export type Fact = NumberFact | boolean | string | readonly string[] | { readonly [domain: string]: boolean };

/** Yearly values of one field. null for a year = known to be absent then; null for all = known to be absent in every year. */
export type YearlyFacts = { readonly [year: number]: Fact | null } | null;

/** Facts of one level, by camelCase name without prefix. Left out = unknown, null = known to be absent. */
export interface FactSet {
  readonly values: { readonly [field: string]: Fact | null };
  readonly yearly: { readonly [field: string]: YearlyFacts };
  /** Where an input came from, by field name or `field[year]`, to be shown beside the evidence. */
  readonly sources?: { readonly [key: string]: string };
}

/** Everything known when one subject is judged. A level left out is unknown as a whole. */
export type Facts = { readonly [level in FactLevel]?: FactSet };

/** Field name with its year, as named in evidence and in lists of what is missing: `enterprise.grade[2020]`. */
export function factName(field: string, year: number | null): string {
  return year === null ? field : `${field}[${year}]`;
}
