// What buying a lot back turns on: price, valuation, buildings, title and the holder's wish. Mostly known, with the gaps that bureaus have.
import type { IsoDate } from '#domain/period.ts';
import { yearOf } from '#domain/period.ts';
import type { FactScalar, FactValues } from '#domain/policy/facts.ts';
import type { Lot, LotUse } from './parcel-record.ts';
import { createRandom } from './random.ts';

/** 万元 per mu that industrial land was sold for, by year: rising. */
function soldPerMu(year: number): number {
  return 4 + Math.max(0, year - 1995) * 0.85;
}

const structures = ['钢混', '砖混', '钢结构', '砖木', '简易'] as const;
const frequency: Readonly<Record<(typeof structures)[number], number>> = { 钢混: 34, 砖混: 26, 钢结构: 28, 砖木: 7, 简易: 5 };

/** 千伏安 of the usual transformers. */
const transformers = [100, 160, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000] as const;

const cents = (value: number): number => Math.round(value * 100) / 100;

/** Drawn from the lot's own stream, so that everything else of the county stays as it is. */
export function landValueFacts(lot: Lot, use: LotUse, supply: IsoDate | null): FactValues {
  const random = createRandom('land value', lot.code);
  const mu = lot.size / 1_000_000;
  const { profile, order } = use;
  const facts: Record<string, FactScalar | null> = {};
  const year = supply === null ? null : yearOf(supply);
  const level = soldPerMu(year ?? 2005) * (profile.relief === 'plain' ? 1.35 : 1) * (order.estate ? 1 : 0.75) * random.range(0.8, 1.25);
  if (year !== null && random.chance(0.86)) facts['landPriceWan'] = cents(mu * level);
  if (random.chance(0.22)) facts['landValueWan'] = cents(mu * level * random.range(1.1, 2.4));
  if (supply !== null && random.chance(0.8))
    facts['rightEndDate'] = `${yearOf(supply) + 50}${supply.slice(4, 8)}${supply.endsWith('02-29') ? '28' : supply.slice(8)}`;
  if (random.chance(0.9)) {
    const ratio = use.produces ? random.range(0.45, 1.9) : random.chance(0.6) ? 0 : random.range(0.1, 0.8);
    facts['buildingAreaM2'] = cents((mu / 0.0015) * ratio);
    if (ratio > 0 && random.chance(0.94)) facts['buildingStructure'] = random.weighted(structures, (name) => frequency[name]);
    const age = profile.evaluationYear - (year ?? 2003);
    if (ratio > 0 && random.chance(0.9))
      facts['buildingNewnessPercent'] = Math.round(Math.max(25, Math.min(98, 96 - age * 2 + random.normal() * 7)));
  }
  // Drawn apart, so that all the rest stays as it was. Transformers come in steps.
  const power = createRandom('power', lot.code);
  if (power.chance(0.72)) facts['powerCapacityKva'] = transformers[power.whole(0, transformers.length - 1)]!;
  if (random.chance(0.88)) facts['vacancyPercent'] = use.produces ? (random.chance(0.75) ? 0 : random.whole(1, 18) * 5) : 100;
  if (random.chance(0.92)) facts['contractBreach'] = random.chance(use.produces ? 0.05 : 0.35);
  const idle = !use.produces && random.chance(0.3);
  facts['idleFeeWan'] = idle && typeof facts['landPriceWan'] === 'number' ? cents(facts['landPriceWan'] * 0.2) : null;
  facts['breachPenaltyWan'] = facts['contractBreach'] === true && random.chance(0.5) ? cents(mu * random.range(0.1, 1.2)) : null;
  if (random.chance(0.96)) facts['coOwners'] = random.chance(0.93) ? 1 : random.whole(2, 5);
  if (random.chance(0.95)) facts['mortgaged'] = random.chance(0.34);
  if (random.chance(0.95)) facts['sealed'] = random.chance(0.025);
  if (random.chance(0.9)) facts['ownerWilling'] = random.chance(use.produces ? 0.06 : 0.3);
  return facts;
}
