// Built-up clusters of parcels: what an inset shows. Lots of one block lie together, stray ones apart from it make clusters of their own.
import { joinBoxes, type PlaneBox } from './scale.ts';

export interface ClusterItem {
  readonly township: number;
  readonly block: number;
  readonly box: PlaneBox;
}

export interface Cluster {
  readonly township: number;
  /** Places of the blocks, the one with most parcels first. */
  readonly blocks: readonly number[];
  readonly box: PlaneBox;
  readonly parcels: number;
}

/** Lots farther apart than this (metres) are not one cluster. */
const farthest = 500;
/** Clusters of a township are put together while their common box is hardly larger than theirs. */
const mostEmpty = 1.15;
/** Nor are they put together beyond this extent (metres): the largest inset sets the scale of all. */
const longestSide = 2400;

interface Group {
  readonly township: number;
  readonly blocks: Map<number, number>;
  box: PlaneBox;
  parcels: number;
}

const near = (a: PlaneBox, b: PlaneBox, metres: number): boolean =>
  a.west - metres <= b.east && b.west - metres <= a.east && a.south - metres <= b.north && b.south - metres <= a.north;
const sizeOf = ({ west, south, east, north }: PlaneBox): number => (east - west) * (north - south);

/** Puts an item into the group that it lies near to, joining groups that it brings together. */
function gathered(items: readonly ClusterItem[]): Group[] {
  let groups: Group[] = [];
  for (const { township, block, box } of items) {
    const mine: Group = { township, blocks: new Map([[block, 1]]), box, parcels: 1 };
    const [touching, apart] = [
      groups.filter((group) => near(group.box, box, farthest)),
      groups.filter((group) => !near(group.box, box, farthest)),
    ];
    groups = [...apart, touching.reduce(merged, mine)];
  }
  return groups;
}

function merged(a: Group, b: Group): Group {
  const blocks = new Map(a.blocks);
  for (const [block, parcels] of b.blocks) blocks.set(block, (blocks.get(block) ?? 0) + parcels);
  return { township: a.township, blocks, box: joinBoxes([a.box, b.box])!, parcels: a.parcels + b.parcels };
}

/** Joins groups of one township as long as two of them fit closely. */
function condensed(groups: Group[]): Group[] {
  const left = [...groups];
  for (let first = 0; first < left.length; first += 1) {
    for (let second = first + 1; second < left.length; second += 1) {
      const [a, b] = [left[first]!, left[second]!];
      const both = joinBoxes([a.box, b.box])!;
      const long = Math.max(both.east - both.west, both.north - both.south) > longestSide;
      if (long || sizeOf(both) > mostEmpty * (sizeOf(a.box) + sizeOf(b.box))) continue;
      left[first] = merged(a, b);
      left.splice(second, 1);
      second = first;
    }
  }
  return left;
}

/** Clusters, township by township, the largest first. */
export function clustersOf(items: readonly ClusterItem[]): Cluster[] {
  const byPlace = new Map<number, Map<number, ClusterItem[]>>();
  for (const item of items) {
    const blocks = byPlace.get(item.township) ?? new Map<number, ClusterItem[]>();
    byPlace.set(item.township, blocks);
    const here = blocks.get(item.block);
    if (here) here.push(item);
    else blocks.set(item.block, [item]);
  }
  return [...byPlace.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, blocks]) => condensed([...blocks.values()].flatMap(gathered)).sort((a, b) => b.parcels - a.parcels))
    .map(({ township, blocks, box, parcels }) => ({
      township,
      blocks: [...blocks.entries()].sort(([, a], [, b]) => b - a).map(([block]) => block),
      box,
      parcels,
    }));
}
