// What is known of a subject when it is judged: field values with three states (known, known to be absent, unknown).
import type { Decimal, Fen, MicroMu } from '../units.ts';

/** An exact quotient in 万元/亩: money over land, or a decimal that somebody stated. */
export type Quotient = { readonly money: Fen; readonly area: MicroMu } | { readonly stated: Decimal };

/** One plain value of a field, as stored and sent: dates are ISO text, numbers are JSON numbers read as decimals. */
export type FactScalar = boolean | number | string | readonly string[] | { readonly [domain: string]: boolean };

/** Facts of one level (enterprise, parcel, block …) by camelCase field name without prefix. null = known to be absent; left out = unknown. */
export type FactValues = { readonly [field: string]: FactScalar | null };
