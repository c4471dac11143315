// The view with its open ends closed: which county, policy, year and day the page shows when the address leaves them out.
import { baseYearOf } from '#domain/view-years.ts';
import type { FillMetric, View } from '#domain/view.ts';

/** What must be known of a county to close a view's open ends. */
export interface CountyFacts {
  readonly code: string;
  readonly policies: readonly string[];
  readonly years: readonly number[];
  readonly asOf: string;
  /** Day that is shown when nobody chooses one; left out: `asOf`. */
  readonly viewDay?: string;
}

export interface ResolvedView {
  readonly county: string;
  /** Null when the county has no policy. */
  readonly policy: string | null;
  readonly year: number;
  readonly years: readonly number[];
  /** Year from which a change counts; null when there is no earlier one. */
  readonly baseYear: number | null;
  readonly asOf: string;
  readonly fill: FillMetric;
}

/** Pure: the same view and county give the same answer. A policy or year the county does not have falls back to its own. */
export function resolveView(view: View, county: CountyFacts): ResolvedView {
  const { years } = county;
  const latest = years.at(-1) ?? Number(county.asOf.slice(0, 4)) - 1;
  const year = view.year !== undefined && (years.length === 0 || years.includes(view.year)) ? view.year : latest;
  const baseYear = baseYearOf(years, year, view.baseYear);
  return {
    county: county.code,
    policy: view.policy ?? county.policies[0] ?? null,
    year,
    years,
    baseYear,
    asOf: view.asOf ?? county.viewDay ?? county.asOf,
    fill: view.fill ?? 'taxPerMu',
  };
}
