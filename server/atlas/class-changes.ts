// Two ways of classing the same parcels, side by side: who enters a class, leaves one, moves to another, stays; by township and by pair.
import { NO_INDEX, VERDICT_UNKNOWN } from '#domain/columns.ts';
import { sumParcels, type ParcelSums } from './parcel-sums.ts';
import type { Snapshot } from './snapshot.ts';

/** One side: the class of each parcel of the snapshot by name; null for none and for what cannot be judged. */
export type ClassOf = (index: number) => string | null;

const sides = ['entered', 'left', 'changed', 'kept'] as const;
type Side = (typeof sides)[number];

function sideOf(before: string | null, after: string | null): Side | null {
  if (before === null) return after === null ? null : 'entered';
  if (after === null) return 'left';
  return before === after ? 'kept' : 'changed';
}

/** Classes of a verdict column by name. */
export function classNames(classes: readonly string[], verdict: Uint8Array): ClassOf {
  return (index) => {
    const code = verdict[index]!;
    return code === 0 || code === VERDICT_UNKNOWN ? null : classes[code - 1]!;
  };
}

type Groups = Record<Side, number[]>;
const noGroups = (): Groups => ({ entered: [], left: [], changed: [], kept: [] });

/** What changes between two sides, with the codes of the parcels that do. */
export function classChanges(snapshot: Snapshot, year: number, tax: Float64Array, before: ClassOf, after: ClassOf) {
  const { base } = snapshot;
  const all = noGroups();
  const places = new Map<number, Groups>();
  const pairs = new Map<string, { from: string | null; to: string | null; indices: number[] }>();
  for (let index = 0; index < base.size; index += 1) {
    const [from, to] = [before(index), after(index)];
    const side = sideOf(from, to);
    if (side === null) continue;
    all[side].push(index);
    const place = base.township[index]!;
    let groups = places.get(place);
    if (!groups) places.set(place, (groups = noGroups()));
    groups[side].push(index);
    const key = JSON.stringify([from, to]);
    const pair = pairs.get(key);
    if (pair) pair.indices.push(index);
    else pairs.set(key, { from, to, indices: [index] });
  }
  const sums = (groups: Groups): Record<Side, ParcelSums> => ({
    entered: sumParcels(snapshot, year, tax, groups.entered),
    left: sumParcels(snapshot, year, tax, groups.left),
    changed: sumParcels(snapshot, year, tax, groups.changed),
    kept: sumParcels(snapshot, year, tax, groups.kept),
  });
  const codes = (indices: readonly number[]): string[] => indices.map((index) => base.codes[index]!);
  return {
    ...sums(all),
    byTownship: [...places.entries()]
      // The parcels of no township come last: their place is the highest number.
      .sort(([left], [right]) => left - right)
      .map(([place, groups]) => ({
        key: place === NO_INDEX ? 'none' : base.townshipCodes[place]!,
        name: place === NO_INDEX ? '未归乡镇' : base.townshipNames[place]!,
        ...sums(groups),
      })),
    /** By class before and class after, null for none: a table of who went where. */
    transitions: [...pairs.values()].map(({ from, to, indices }) => ({ from, to, ...sumParcels(snapshot, year, tax, indices) })),
    codes: { entered: codes(all.entered), left: codes(all.left), changed: codes(all.changed) },
  };
}
