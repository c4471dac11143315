// 连片: how much of the freed land lies in pieces large enough to be used again as a whole.
import { groupsOf } from '../land/adjacency.ts';
import { type MicroMu, microMu } from '../units.ts';

/** Land verified toward one target, as it lies. */
export interface FreedPiece {
  /** Number of its entry. */
  readonly entry: number;
  readonly parcel: string;
  readonly area: MicroMu;
  /** Whether its boundary is known: drawn, or that of its parcel. */
  readonly drawn: boolean;
}

export interface FreedGroup {
  readonly area: MicroMu;
  readonly entries: readonly number[];
  readonly parcels: readonly string[];
}

export interface Contiguity {
  /** Land in groups of at least `least`. */
  readonly large: MicroMu;
  /** All of it that is drawn: what the share is of. */
  readonly known: MicroMu;
  /** Land without a boundary: in no group, and not in the share. */
  readonly unknown: MicroMu;
  /** Largest first. */
  readonly groups: readonly FreedGroup[];
}

/** Pieces that lie side by side (`pairs`, places in the list) or on the same parcel form a group. */
export function contiguityOf(pieces: readonly FreedPiece[], pairs: readonly (readonly [number, number])[], least: MicroMu): Contiguity {
  const onParcel = new Map<string, number>();
  const joined: (readonly [number, number])[] = [...pairs];
  for (const [place, { parcel, drawn }] of pieces.entries()) {
    if (!drawn) continue;
    const before = onParcel.get(parcel);
    if (before === undefined) onParcel.set(parcel, place);
    else joined.push([before, place]);
  }
  const groups = groupsOf(pieces.length, joined)
    .filter(([first]) => pieces[first!]!.drawn)
    .map((places): FreedGroup => ({
      area: microMu(places.reduce((sum, place) => sum + pieces[place]!.area, 0)),
      entries: places.map((place) => pieces[place]!.entry),
      parcels: [...new Set(places.map((place) => pieces[place]!.parcel))],
    }))
    .sort((a, b) => b.area - a.area || a.entries[0]! - b.entries[0]!);
  const sum = (areas: readonly number[]): MicroMu => microMu(areas.reduce((total, area) => total + area, 0));
  return {
    large: sum(groups.filter(({ area }) => area >= least).map(({ area }) => area)),
    known: sum(groups.map(({ area }) => area)),
    unknown: sum(pieces.filter(({ drawn }) => !drawn).map(({ area }) => area)),
    groups,
  };
}
