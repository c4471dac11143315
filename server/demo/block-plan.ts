// How many blocks each township has, how many lots each holds and how large lots are: the programme before anything is placed.
import { splitByWeight } from '#domain/units.ts';
import type { CountySketch, TownshipSketch } from './outline.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom, type Random } from './random.ts';

/** A block (or a few scattered lots of a village) to be placed. */
export interface BlockOrder {
  /** Unique in the county; seeds the block's own stream. */
  readonly index: number;
  readonly township: TownshipSketch;
  /** False for scattered village lots, which belong to no block. */
  readonly estate: boolean;
  /** Number of this block in its township, from 1. */
  readonly number: number;
  readonly lots: number;
  /** Mean lot in square metres. */
  readonly meanLot: number;
  /** Log-normal spread of lot sizes. */
  readonly spread: number;
}

const squareMetresPerMu = 10_000 / 15;
/** Industrial land never takes more of the county than this; huge orders get smaller lots instead. */
const largestShare = 0.2;
/** Lots of a block with its streets and greens, against the lots alone. */
export const grossFactor = 1.34;
const villageShare = 0.05;

function meanOfMedian(median: number, spread: number): number {
  return median * Math.exp((spread * spread) / 2);
}

/** Splits `total` lots into blocks of very different size around a mean. */
function blockSizes(random: Random, total: number, mean: number): number[] {
  const count = Math.max(1, Math.round(total / mean));
  const weights = Array.from({ length: count }, () => Math.round(1000 * Math.exp(random.normal() * 0.6)) + 120);
  return (splitByWeight(total, weights) ?? []).filter((lots) => lots > 0).sort((a, b) => b - a);
}

export function orderBlocks(sketch: CountySketch, profile: CountyProfile, parcels: number, seed: number): BlockOrder[] {
  const random = createRandom(seed, profile.code, 'orders');
  const spread = 0.78;
  const wanted = meanOfMedian(profile.medianLotMu, spread) * squareMetresPerMu;
  const room = (sketch.size * sketch.size * largestShare) / (parcels * grossFactor);
  const countyMean = Math.min(wanted, room);
  const scattered = Math.round(parcels * villageShare);
  const suffix = (township: TownshipSketch): string => township.code.slice(6);
  const weights = sketch.townships.map((township) => Math.round((profile.townshipWeights[suffix(township)] ?? 0) * 1000));
  const villageWeights = weights.map((weight) => weight + 2500);
  const inEstates = splitByWeight(parcels - scattered, weights) ?? [];
  const inVillages = splitByWeight(scattered, villageWeights) ?? [];
  const meanLots = 24 * Math.cbrt(Math.max(1, parcels / 600));
  const crowding = Math.max(1, Math.cbrt(parcels / 8000));
  const orders: BlockOrder[] = [];
  for (const [position, township] of sketch.townships.entries()) {
    const character = createRandom(seed, profile.code, 'township', township.code);
    const townScale = Math.exp(character.normal() * 0.16);
    for (const [rank, lots] of blockSizes(random, inEstates[position] ?? 0, meanLots).entries()) {
      const meanLot = countyMean * townScale * Math.exp(random.normal() * 0.28 - 0.04);
      orders.push({ index: orders.length, township, estate: true, number: rank + 1, lots, meanLot, spread: random.range(0.6, 0.85) });
    }
    let left = inVillages[position] ?? 0;
    for (let number = 1; left > 0; number += 1) {
      const lots = Math.min(left, Math.ceil(random.range(0.2, 4) * crowding));
      left -= lots;
      const meanLot = countyMean * 0.45 * Math.exp(random.normal() * 0.3);
      orders.push({ index: orders.length, township, estate: false, number, lots, meanLot, spread: 0.45 });
    }
  }
  return orders;
}
