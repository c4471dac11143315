// Two ways of classing the same parcels, side by side: who enters a class, leaves one, moves to another, stays; by township and by pair.
import { NO_INDEX, VERDICT_UNKNOWN } from '#domain/columns.ts';
import type { CountyVerdicts } from './judging.ts';
import { sumParcels, type ParcelSums } from './parcel-sums.ts';
import type { Snapshot } from './snapshot.ts';
import { eachSubject } from './subject-sets.ts';

/** One side: what each parcel of the snapshot is classed as, and who brings it there. */
export interface Classed {
  /** Class by name; null for none and for what cannot be judged. */
  readonly classOf: (index: number) => string | null;
  /** Firms on the parcel that are in a class themselves: not those that merely stand beside them. */
  readonly firmsAt: (index: number) => readonly number[];
}

const sides = ['entered', 'left', 'changed', 'kept'] as const;
type Side = (typeof sides)[number];

function sideOf(before: string | null, after: string | null): Side | null {
  if (before === null) return after === null ? null : 'entered';
  if (after === null) return 'left';
  return before === after ? 'kept' : 'changed';
}

const nobody: readonly number[] = [];

/** One side of a comparison, from a county's verdicts. */
export function classed(snapshot: Snapshot, judged: CountyVerdicts): Classed {
  const { classes, verdict } = judged.columns;
  const firms = new Map<number, number[]>();
  eachSubject(snapshot, judged, (run, row, index) => {
    const firm = run.firms[row]!;
    if (firm < 0 || run.verdicts.proposed[row] === 0) return;
    const known = firms.get(index);
    if (known) known.push(firm);
    else firms.set(index, [firm]);
  });
  return {
    classOf(index) {
      const code = verdict[snapshot.picks[index]!]!;
      return code === 0 || code === VERDICT_UNKNOWN ? null : classes[code - 1]!;
    },
    firmsAt: (index) => firms.get(index) ?? nobody,
  };
}

type Groups = Record<Side, number[]>;
const noGroups = (): Groups => ({ entered: [], left: [], changed: [], kept: [] });

/** What changes between two sides, with the codes of the parcels that do. */
export function classChanges(snapshot: Snapshot, tax: Float64Array, before: Classed, after: Classed) {
  const { base } = snapshot;
  const all = noGroups();
  const places = new Map<number, Groups>();
  const pairs = new Map<string, { from: string | null; to: string | null; indices: number[] }>();
  for (let index = 0; index < base.size; index += 1) {
    const [from, to] = [before.classOf(index), after.classOf(index)];
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
  // Whoever leaves was in a class before; whoever enters, moves or stays is in one after.
  const sumOf = (indices: readonly number[], leaving: boolean): ParcelSums =>
    sumParcels(snapshot, tax, indices, (leaving ? before : after).firmsAt);
  const sums = (groups: Groups): Record<Side, ParcelSums> => ({
    entered: sumOf(groups.entered, false),
    left: sumOf(groups.left, true),
    changed: sumOf(groups.changed, false),
    kept: sumOf(groups.kept, false),
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
    transitions: [...pairs.values()].map(({ from, to, indices }) => ({ from, to, ...sumOf(indices, to === null) })),
    codes: { entered: codes(all.entered), left: codes(all.left), changed: codes(all.changed) },
  };
}
