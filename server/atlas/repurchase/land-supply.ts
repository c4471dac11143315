// Land that can be offered to an investor: the blocks of a plan, or idle plots, with floor, power and what stands around; unknown stays unknown.
import { NO_INDEX } from '#domain/columns.ts';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import type { LandSupply } from '#domain/repurchase/need.ts';
import type { PlanRecord } from '#domain/repurchase/plan.ts';
import { type MicroMu, sumMicroMu } from '#domain/units.ts';
import { divisionOf } from '../base-columns.ts';
import type { CountySheet } from '../sheet.ts';
import { idlenessAt } from '../year-columns.ts';

type Sectors = ReadonlyMap<string, number>;

/** Firms by division in each industrial block, by the latest year; each firm once per block. */
function sectorsByBlock(sheet: CountySheet): ReadonlyMap<number, Sectors> {
  return sheet.once('sectors by block', () => {
    const year = sheet.years.at(-1);
    const firms = new Map<number, Map<number, string | null>>();
    if (year !== undefined) {
      const { start, firm } = sheet.occupants(year);
      for (let pick = 0; pick < sheet.base.size; pick += 1) {
        const block = sheet.base.block[pick]!;
        if (block === NO_INDEX) continue;
        const known = firms.get(block) ?? new Map<number, string | null>();
        for (let slot = start[pick]!; slot < start[pick + 1]!; slot += 1) {
          const place = firm[slot]!;
          known.set(place, divisionOf(sheet.firmRecord(place)?.industryCode ?? null));
        }
        firms.set(block, known);
      }
    }
    return new Map(
      [...firms].map(([block, known]) => {
        const counts = new Map<string, number>();
        for (const division of known.values()) if (division !== null) counts.set(division, (counts.get(division) ?? 0) + 1);
        return [block, counts];
      }),
    );
  });
}

/** A sum of figures stated with up to two decimals; null when any of them is not known. */
function whole(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += Math.round(value * 100);
  }
  return sum / 100;
}

function fact(sheet: CountySheet, pick: number, name: string): number | null {
  const value = sheet.parcel(pick).facts[name];
  // Known to have none is nothing; left out is not known.
  if (value === null) return 0;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function supplyOf(sheet: CountySheet, codes: readonly string[], areas: ReadonlyMap<string, MicroMu>): LandSupply {
  const picks = codes.flatMap((code) => sheet.indexOf.get(code) ?? []);
  const here = picks.length === codes.length;
  const blocks = new Set(picks.map((pick) => sheet.base.block[pick]!).filter((block) => block !== NO_INDEX));
  const around = sectorsByBlock(sheet);
  const sectors = new Map<string, number>();
  for (const block of blocks)
    for (const [division, count] of around.get(block) ?? []) sectors.set(division, (sectors.get(division) ?? 0) + count);
  const townships = new Set(picks.map((pick) => sheet.parcel(pick).township));
  return {
    codes,
    area: sumMicroMu(codes.map((code) => areas.get(code)!)),
    floorM2: here ? whole(picks.map((pick) => fact(sheet, pick, 'buildingAreaM2'))) : null,
    powerKva: here ? whole(picks.map((pick) => fact(sheet, pick, 'powerCapacityKva'))) : null,
    township: townships.size === 1 ? [...townships][0]! : null,
    sectors: blocks.size > 0 ? sectors : null,
  };
}

/** The blocks of a plan; plots that were dropped from it are left out, and a block is what then remains of it. */
export function blockSupplies(sheet: CountySheet, plan: PlanRecord, dropped: ReadonlySet<string>): LandSupply[] {
  const areas = new Map(plan.parcels.map(({ code, area }) => [code, area]));
  return plan.blocks
    .map((codes) => codes.filter((code) => !dropped.has(code)))
    .filter((codes) => codes.length > 0)
    .map((codes) => supplyOf(sheet, codes, areas));
}

/** Idle plots that are on offer, each by itself. */
export function idleSupplies(sheet: CountySheet, candidates: readonly Candidate[]): LandSupply[] {
  return candidates.flatMap(({ code, area, excluded }) => {
    const pick = sheet.indexOf.get(code);
    if (pick === undefined || area === null || excluded !== null || idlenessAt(sheet, pick).state === 'none') return [];
    return [supplyOf(sheet, [code], new Map([[code, area]]))];
  });
}
