// Where and until when a new piece of land would count what other entries count: by drawing, and by the area of the parcel.
import type { MultiPolygon } from '../land/geometry.ts';
import { overlaid } from '../land/overlay.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu, microMuFromSquareMetres } from '../units.ts';
import { closingTolerance } from './carry.ts';
import { isSliver } from './drawn-piece.ts';
import { meetInTime, type Occupation } from './occupation.ts';

/** Land counted by another entry, and until when that goes on. */
export interface Collision {
  readonly id: number;
  readonly overlap: MicroMu;
  /** The land that both count, where it is known. */
  readonly shape: MultiPolygon | null;
  /** First day on which it is free; null while the other entry stands. */
  readonly until: IsoDate | null;
}

/** A parcel by its code; null when the register has none. */
export type ParcelOf = (code: string) => Parcel | null;

/** A parcel as it was on a day. */
export type ParcelOn = (code: string, day: IsoDate) => Parcel | null;

/** Area of a parcel on a day; null when nobody knows. */
export type CapacityOf = (code: string, day: IsoDate) => MicroMu | null;

/** The drawing of a piece: its own, or that of its parcel when it is the whole of it; null when nobody knows where it lies. */
function landOf({ shape, parcel, gross, from }: Occupation, parcelOn: ParcelOn): MultiPolygon | null {
  if (shape) return shape;
  const lot = parcelOn(parcel, from);
  const area = lot && countedArea(lot)?.area;
  return area !== null && area !== undefined && gross >= area ? (lot?.shape ?? null) : null;
}

function endOf(a: Occupation, b: Occupation): IsoDate | null {
  if (a.until === null) return b.until;
  return b.until === null || a.until < b.until ? a.until : b.until;
}

/** Shared land of drawn pieces. Two pieces of one parcel of which one is not drawn are held against each other by area alone. */
function drawnCollisions(piece: Occupation, others: readonly Occupation[], parcelOn: ParcelOn, slivers: Collision[]): Collision[] {
  const mine = landOf(piece, parcelOn);
  if (!mine) return [];
  return others.flatMap((other): Collision[] => {
    const sameParcel = other.parcel === piece.parcel;
    if (!meetInTime(piece, other) || (sameParcel && !(piece.shape && other.shape))) return [];
    const theirs = landOf(other, parcelOn);
    const shared = theirs && overlaid(mine, theirs, 'and');
    if (!shared || shared.squareMetres === 0) return [];
    const collision = {
      id: other.entry,
      overlap: microMuFromSquareMetres(shared.squareMetres),
      shape: shared.shape,
      until: endOf(piece, other),
    };
    if (!isSliver(shared)) return [collision];
    if (collision.overlap > 0) slivers.push(collision);
    return [];
  });
}

/**
 * What areas may be over where all pieces are drawn and some were shared out by their drawings: the drawings themselves show that no land
 * counts twice, and a share is rounded.
 */
function roundingOf(pieces: readonly Occupation[]): MicroMu {
  return pieces.some(({ carried }) => carried) && pieces.every(({ shape }) => shape !== null) ? closingTolerance : microMu(0);
}

/** Days on which entries together would count more than the parcel's area. Of a parcel whose area nobody knows, a second entry cannot be shown to be other land. */
function areaCollisions(piece: Occupation, others: readonly Occupation[], capacityOf: CapacityOf): Collision[] {
  const here = others.filter((other) => other.parcel === piece.parcel && meetInTime(piece, other));
  if (here.length === 0) return [];
  const within = (day: IsoDate | null): day is IsoDate => day !== null && day > piece.from && (piece.until === null || day < piece.until);
  const days = [piece.from, ...here.flatMap(({ from, until }) => [from, until]).filter(within)].sort();
  return days.flatMap((day, index): Collision[] => {
    const active = here.filter(({ from, until }) => from <= day && (until === null || until > day));
    const already = active.reduce((sum, { gross }) => sum + gross, 0);
    const capacity = capacityOf(piece.parcel, day);
    const excess = capacity === null ? piece.gross : already + piece.gross - capacity;
    const until = days[index + 1] ?? piece.until;
    if (excess <= roundingOf([piece, ...active])) return [];
    return active.map(({ entry, gross }) => ({ id: entry, overlap: microMu(Math.min(gross, excess, piece.gross)), shape: null, until }));
  });
}

/** Everything that a piece of land would count again, and the slivers that it would not. */
export function collisionsOf(
  piece: Occupation,
  others: readonly Occupation[],
  parcelOn: ParcelOn,
  capacityOf: CapacityOf,
): { readonly collisions: readonly Collision[]; readonly slivers: readonly Collision[] } {
  const slivers: Collision[] = [];
  return { collisions: [...drawnCollisions(piece, others, parcelOn, slivers), ...areaCollisions(piece, others, capacityOf)], slivers };
}
