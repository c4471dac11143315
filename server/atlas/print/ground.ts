// The pale ground of a printed map: township outlines with names and sums, roads, water, names of places.
import type { Position } from '#domain/land/geometry.ts';
import { sumGroups } from '#domain/summary.ts';
import { placesOf } from '../places.ts';
import { flatLine, flatShapes, type FlatShapes } from './flat-shapes.ts';
import type { PrintSubject } from './print-subject.ts';

export interface PrintedPlace {
  readonly code: string;
  readonly name: string;
  readonly township: string | null;
  readonly point: Position | null;
  /** Of the parcels that the view keeps. */
  readonly parcels: number;
  readonly area: number;
}

export interface PrintedGround {
  readonly outlines: FlatShapes;
  readonly water: FlatShapes;
  readonly roads: readonly Float64Array[];
  readonly labels: readonly { readonly name: string; readonly point: Position }[];
}

/** Outlines of the townships that the asker may see; of all of them when he sees the county. */
export function printedGround({ snapshot, actor }: PrintSubject): PrintedGround {
  const { townships, context } = snapshot.sheet.data;
  const seen = townships.filter(({ code }) => actor.townships === 'all' || actor.townships.includes(code));
  return {
    outlines: flatShapes(seen.map(({ shape }) => shape)),
    water: flatShapes(context.map(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : null))),
    roads: context.flatMap(({ geometry }) => (geometry.type === 'LineString' ? [flatLine(geometry.coordinates)] : [])),
    labels: context.flatMap(({ name, geometry }) =>
      geometry.type === 'Point' && name !== null ? [{ name, point: geometry.coordinates }] : [],
    ),
  };
}

/** Townships or blocks that hold parcels, with the sums of those that are kept, and each parcel's place among them. */
export function printedPlaces(
  { snapshot, columns, keeps }: PrintSubject,
  kind: 'township' | 'block',
): { readonly places: readonly PrintedPlace[]; readonly placeOf: Int32Array } {
  const { places, placeOf } = placesOf(snapshot, kind);
  const groups = places.map(({ code, name }) => [code, name] as const);
  const { rows } = sumGroups(groups, (index) => placeOf[index]!, snapshot.base, columns, keeps);
  return {
    places: places.map(({ code, name, township, point }, place) => ({
      code,
      name,
      township,
      point,
      parcels: rows[place]!.parcels,
      area: rows[place]!.area,
    })),
    placeOf,
  };
}
