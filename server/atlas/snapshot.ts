// One county at one version, immutable: its columns, shapes and index as somebody may see them.
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import type { CountyData } from '#domain/county-data.ts';
import type { IsoDate } from '#domain/period.ts';
import { atOnce, type Piecewise } from '#domain/piecewise.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { buildSheet } from './build-sheet.ts';
import { memory, type CountySheet, type Memory } from './sheet.ts';
import type { ShapeColumns } from './shapes.ts';
import type { SpatialIndex } from './spatial-index.ts';
import { policyKey } from './subjects.ts';
import { createTileCache, type TileCache } from './tiles/tile-cache.ts';
import { buildYear } from './year-columns.ts';

/** What answers requests: a sheet as somebody may see it. `picks[i]` is the sheet's index of the snapshot's parcel i. */
export interface Snapshot {
  readonly sheet: CountySheet;
  /** Names the content: county, data version, day, policies and scope. In ETags and tile addresses. */
  readonly tag: string;
  readonly scope: string;
  readonly picks: Uint32Array;
  readonly base: BaseColumns;
  readonly shapes: ShapeColumns;
  readonly index: SpatialIndex;
  /** Index of a parcel by code; undefined when there is none in scope. */
  readonly indexOf: ReadonlyMap<string, number>;
  columns(year: number, policy: Policy | null): YearColumns;
  /** Kept for this snapshot only. */
  readonly once: Memory;
  readonly tiles: TileCache;
}

/** Year columns kept per snapshot. */
const MOST_COLUMNS = 24;

/** The snapshot that sees everything. `before`: the one it replaces, of which unchanged parts are kept. */
export function buildSnapshot(data: CountyData, policies: readonly Policy[], asOf: IsoDate, before: Snapshot | null = null): Snapshot {
  return atOnce(snapshotByPieces(data, policies, asOf, before));
}

/** The same, with stops. */
export function* snapshotByPieces(
  data: CountyData,
  policies: readonly Policy[],
  asOf: IsoDate,
  before: Snapshot | null = null,
): Piecewise<Snapshot> {
  const sheet = yield* buildSheet(data, asOf, before?.sheet ?? null);
  const columns = memory(MOST_COLUMNS);
  return {
    sheet,
    tag: tagOf(data, policies, asOf),
    scope: 'all',
    picks: Uint32Array.from(sheet.base.codes.keys()),
    base: sheet.base,
    shapes: sheet.shapes,
    index: sheet.index,
    indexOf: sheet.indexOf,
    columns: (year, policy) => columns(`${year} ${policy ? policyKey(policy) : ''}`, () => buildYear(sheet, year, policy)),
    once: memory(),
    tiles: createTileCache(),
  };
}

/** Raised whenever tiles or columns of unchanged data come out differently, so that nobody keeps the old ones. */
const FORM = 1;

function tagOf(data: CountyData, policies: readonly Policy[], asOf: IsoDate): string {
  const policyVersions = policies
    .map((policy) => `${policy.id}@${policy.version}`)
    .sort()
    .join(',');
  let hash = 2166136261;
  for (const character of policyVersions) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
  return `${data.version}-${asOf.replaceAll('-', '')}-${(hash >>> 0).toString(36)}-${FORM}`;
}
