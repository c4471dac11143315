// The plain facts the demonstration stands on: counties, townships and industry names from data/*.json.
import type { Bounds, Position } from '#domain/land/geometry.ts';
import { type CountyCode, countyCode, type TownshipCode, townshipCode } from '#domain/land/codes.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import countyRows from '../../data/counties.json' with { type: 'json' };
import industryRows from '../../data/industries.json' with { type: 'json' };
import townshipRows from '../../data/townships.json' with { type: 'json' };

export interface ReferenceCounty {
  readonly code: CountyCode;
  readonly name: string;
  /** Extent within which the invented county lies. */
  readonly bounds: Bounds;
  readonly seat: Position;
  readonly policy: string;
  /** The day on which its demonstration stands, inside the policy's target period. */
  readonly demoDay: IsoDate;
}

export interface ReferenceTownship {
  readonly code: TownshipCode;
  readonly name: string;
}

export const referenceCounties: readonly ReferenceCounty[] = countyRows.map((row) => {
  const [west, south, east, north] = row.bounds as [number, number, number, number];
  const [lon, lat] = row.seat as [number, number];
  return {
    code: countyCode(row.code),
    name: row.name,
    bounds: [west, south, east, north],
    seat: [lon, lat],
    policy: row.policy,
    demoDay: isoDate(row.demoDay),
  };
});

export function referenceTownships(county: string): readonly ReferenceTownship[] {
  return townshipRows.filter((row) => row.county === county).map((row) => ({ code: townshipCode(row.code), name: row.name }));
}

const industryNames: ReadonlyMap<string, string> = new Map(industryRows.map((row) => [row.code, row.name]));

/** Name of a GB/T 4754 division (two digits) or class (four digits), null when the list does not hold it. */
export function industryName(code: string): string | null {
  return industryNames.get(code) ?? null;
}
