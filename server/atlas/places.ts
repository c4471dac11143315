// Townships and blocks with the sums of their parcels and something to draw them by: what stands for parcels when zoomed out.
import type { YearColumns } from '#domain/columns.ts';
import { innerPoint } from '#domain/land/inside.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import { NONE } from '#domain/select.ts';
import { sumGroups, type Sums } from '#domain/summary.ts';
import { buildShapes, type ShapeColumns } from './shapes.ts';
import type { Snapshot } from './snapshot.ts';

export type PlaceKind = 'township' | 'block';

/** A township or block, or the land that belongs to none. */
export interface Place {
  /** Code; for land outside every block `none/<township>`, for land without a township `none`. */
  readonly code: string;
  readonly name: string;
  readonly township: string | null;
  readonly point: Position | null;
}

export interface PlaceList {
  readonly places: readonly Place[];
  readonly shapes: ShapeColumns;
  /** Place of each parcel. */
  readonly placeOf: Int32Array;
}

function parcelShapes(snapshot: Snapshot, indices: readonly number[]): MultiPolygon {
  return indices.flatMap((index) => snapshot.sheet.parcel(snapshot.picks[index]!).shape ?? []);
}

/** Code under which a parcel is summed: its place, or a stand-in for having none, so that no land is left out. */
function codeOf(snapshot: Snapshot, kind: PlaceKind, index: number): string {
  const { base } = snapshot;
  const township = base.townshipCodes[base.township[index]!];
  if (kind === 'township') return township ?? NONE;
  return base.blockCodes[base.block[index]!] ?? `${NONE}/${township ?? ''}`;
}

interface Named {
  readonly name: string;
  readonly township: string | null;
  readonly shape: MultiPolygon | null;
}

function namesOf(snapshot: Snapshot, kind: PlaceKind): ReadonlyMap<string, Named> {
  const { townships, blocks } = snapshot.sheet.data;
  const named = new Map<string, Named>();
  if (kind === 'township') {
    for (const { code, name, shape } of townships) named.set(code, { name, township: code, shape });
    return named.set(NONE, { name: '未归乡镇', township: null, shape: null });
  }
  for (const { code, name, township, shape } of blocks) named.set(code, { name, township, shape });
  for (const { code, name } of townships) named.set(`${NONE}/${code}`, { name: `${name}·区块外`, township: code, shape: null });
  return named.set(`${NONE}/`, { name: '区块外', township: null, shape: null });
}

/** The places that hold parcels of the snapshot; one without an outline of its own is drawn by its parcels. */
export function placesOf(snapshot: Snapshot, kind: PlaceKind): PlaceList {
  return snapshot.once(`places ${kind}`, () => {
    const members = new Map<string, number[]>();
    for (let index = 0; index < snapshot.base.size; index += 1) {
      const code = codeOf(snapshot, kind, index);
      const here = members.get(code);
      if (here) here.push(index);
      else members.set(code, [index]);
    }
    const known = namesOf(snapshot, kind);
    const placeOf = new Int32Array(snapshot.base.size);
    const shapes: MultiPolygon[] = [];
    const places = [...members]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, indices], place): Place => {
        const { name, township, shape } = known.get(code)!;
        const drawn = shape ?? parcelShapes(snapshot, indices);
        for (const index of indices) placeOf[index] = place;
        shapes.push(drawn);
        return { code, name, township, point: innerPoint(drawn) };
      });
    return { places, shapes: buildShapes(shapes), placeOf };
  });
}

/** Sums of each place, in the order of the list. */
export function sumsOfPlaces(snapshot: Snapshot, kind: PlaceKind, year: YearColumns): readonly Sums[] {
  return snapshot.once(`sums ${kind} ${year.year} ${year.policy}`, () => {
    const { places, placeOf } = placesOf(snapshot, kind);
    const groups = places.map((place) => [place.code, place.name] as const);
    return sumGroups(
      groups,
      (index) => placeOf[index]!,
      snapshot.base,
      year,
      () => true,
    ).rows;
  });
}
