// A snapshot cut down to what an actor may see: judged on the whole record, then only the actor's parcels kept, with indices of their own.
import { scopeKey, sees, type Actor } from '#domain/access/actor.ts';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { takeShapes } from './shapes.ts';
import { memory } from './sheet.ts';
import type { Snapshot } from './snapshot.ts';
import { buildSpatialIndex } from './spatial-index.ts';
import { policyKey } from './subjects.ts';
import { createTileCache } from './tiles/tile-cache.ts';

const takeStrings = (values: readonly string[], picks: Uint32Array): string[] => Array.from(picks, (index) => values[index]!);

function take<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: T, picks: Uint32Array, width = 1): T {
  const taken = column.slice(0, picks.length * width) as T;
  for (const [place, index] of picks.entries())
    for (let offset = 0; offset < width; offset += 1) taken[place * width + offset] = column[index * width + offset]!;
  return taken;
}

function takeBase(base: BaseColumns, picks: Uint32Array): BaseColumns {
  return {
    ...base,
    size: picks.length,
    codes: takeStrings(base.codes, picks),
    names: takeStrings(base.names, picks),
    township: take(base.township, picks),
    block: take(base.block, picks),
    industry: take(base.industry, picks),
    area: take(base.area, picks),
    areaRegistered: take(base.areaRegistered, picks),
    bounds: take(base.bounds, picks, 4),
    points: take(base.points, picks, 2),
  };
}

function takeYear(year: YearColumns, picks: Uint32Array): YearColumns {
  return {
    ...year,
    tax: take(year.tax, picks),
    grade: take(year.grade, picks),
    gradeYears: take(year.gradeYears, picks),
    verdict: take(year.verdict, picks),
    flags: take(year.flags, picks),
    unknown: take(year.unknown, picks),
    idle: take(year.idle, picks),
    freed: take(year.freed, picks),
    gap: take(year.gap, picks),
  };
}

/** The part of a whole snapshot that lies in the actor's townships. */
export function scopeSnapshot(whole: Snapshot, actor: Actor): Snapshot {
  const { base } = whole;
  const picks = Uint32Array.from(base.codes.keys()).filter((index) => sees(actor, base.townshipCodes[base.township[index]!] ?? null));
  const shapes = takeShapes(whole.shapes, picks);
  const scoped = takeBase(base, picks);
  const columns = memory(8);
  return {
    sheet: whole.sheet,
    tag: `${whole.tag}-${scopeKey(actor)}`,
    scope: scopeKey(actor),
    picks,
    base: scoped,
    shapes,
    index: buildSpatialIndex(shapes),
    indexOf: new Map(scoped.codes.map((code, index) => [code, index])),
    columns: (year, policy) => columns(`${year} ${policy ? policyKey(policy) : ''}`, () => takeYear(whole.columns(year, policy), picks)),
    once: memory(),
    tiles: createTileCache(),
  };
}
