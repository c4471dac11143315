// Tells when a file lies beside what is known by one constant shift: the mark of offset web-map coordinates or of a forgotten datum.
import { metresPerDegree } from '#domain/land/area.ts';
import type { TownshipCode } from '#domain/land/codes.ts';
import { boundsOf, type MultiPolygon, type Position } from '#domain/land/geometry.ts';
import { innerPoint } from '#domain/land/inside.ts';
import { median } from '../place/crs-ladder.ts';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from '../place/shifted.ts';
import type { TownshipPlaces } from './township-places.ts';

export interface ShiftFound {
  /** Metres east and north by which the file lies off. */
  readonly east: number;
  readonly north: number;
  /** How many shapes were compared. */
  readonly compared: number;
  /** The offset of public web maps that it agrees with; null for another. */
  readonly like: 'GCJ-02' | 'BD-09' | null;
  /** The known layer, not the file, seems to be the offset one. */
  readonly known: boolean;
  /** Too far for an offset: one of the two was read in another zone or system. */
  readonly otherZone: boolean;
}

const leastCompared = 3;
/** Less is a new survey. */
const leastMetres = 50;
/** More is no offset of maps or datums: the zone or the whole system is another one. */
const mostMetres = 3000;
const agreeMetres = 40;
/** Between two zones the way is not quite the same everywhere: north turns by a degree or two, over the width of a county. */
const agreeShare = 0.02;

/** Compares shapes that bear the same code. Null: no constant shift. */
export function shiftBetween(
  pairs: readonly { readonly known: MultiPolygon | null; readonly given: MultiPolygon | null }[],
): ShiftFound | null {
  const shifts: { readonly east: number; readonly north: number; readonly at: Position }[] = [];
  for (const { known, given } of pairs) {
    const [from, to] = [known && centre(known), given && centre(given)];
    if (!from || !to) continue;
    const scale = metresPerDegree(from[1]);
    shifts.push({ east: (to[0] - from[0]) * scale.east, north: (to[1] - from[1]) * scale.north, at: from });
  }
  if (shifts.length < leastCompared) return null;
  const [east, north] = [median(shifts.map((shift) => shift.east)), median(shifts.map((shift) => shift.north))];
  const metres = Math.hypot(east, north);
  if (metres < leastMetres) return null;
  const otherZone = metres > mostMetres;
  const agree = otherZone ? metres * agreeShare : agreeMetres;
  const near = shifts.filter((shift) => Math.hypot(shift.east - east, shift.north - north) <= agree).length;
  if (near * 2 < shifts.length) return null;
  if (otherZone) return { east, north, compared: shifts.length, like: null, known: false, otherZone };
  const at = shifts[Math.floor(shifts.length / 2)]!.at;
  for (const [like, shift] of [
    ['GCJ-02', toGcj02],
    ['BD-09', toBd09],
  ] as const) {
    const scale = metresPerDegree(at[1]);
    const moved = shift(at);
    const [x, y] = [(moved[0] - at[0]) * scale.east, (moved[1] - at[1]) * scale.north];
    if (Math.hypot(east - x, north - y) <= agreeMetres) return { east, north, compared: shifts.length, like, known: false, otherZone };
    if (Math.hypot(east + x, north + y) <= agreeMetres) return { east, north, compared: shifts.length, like, known: true, otherZone };
  }
  return { east, north, compared: shifts.length, like: null, known: false, otherZone };
}

export interface OutOfTownship {
  /** Parcels of townships whose outline is known, and how many of them lie elsewhere: as they came, and with the offset undone. */
  readonly compared: number;
  readonly outside: number;
  readonly undone: number;
  readonly like: 'GCJ-02' | 'BD-09';
}

const leastOutside = 3;

/**
 * Where no parcel was known before, the outlines of the townships tell: too many parcels lie outside their own township, and an offset of
 * public web maps undone brings nearly all of them back. Null: it does not look so.
 */
export function shiftAgainstTownships(
  parcels: Iterable<{ readonly township: TownshipCode | null; readonly shape: MultiPolygon | null }>,
  places: TownshipPlaces | null,
): OutOfTownship | null {
  if (!places) return null;
  const points: { readonly township: TownshipCode; readonly at: Position }[] = [];
  for (const { township, shape } of parcels) {
    const at = township !== null && places.knows(township) && shape ? innerPoint(shape) : null;
    if (at && township !== null) points.push({ township, at });
  }
  const outsideOf = (undo: (position: Position) => Position): number =>
    points.filter(({ township, at }) => places.at(undo(at)) !== township).length;
  const outside = outsideOf((at) => at);
  if (outside < leastOutside || outside * 50 < points.length) return null;
  const [best] = (
    [
      ['GCJ-02', fromGcj02],
      ['BD-09', fromBd09],
    ] as const
  )
    .map(([like, undo]) => ({ like, undone: outsideOf(undo) }))
    .toSorted((a, b) => a.undone - b.undone);
  return best && best.undone * 4 <= outside ? { compared: points.length, outside, undone: best.undone, like: best.like } : null;
}

function centre(shape: MultiPolygon): Position | null {
  const bounds = boundsOf(shape);
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}
