// Parcels as GeoJSON features.
import { parcelProperties } from '../../atlas/parcel-properties.ts';
import type { Lens } from '../lens.ts';

/** One parcel as a GeoJSON feature; its id is the parcel's code. */
export function parcelFeature({ snapshot, columns }: Lens, index: number) {
  const { shape, code } = snapshot.sheet.parcel(snapshot.picks[index]!);
  const geometry =
    shape &&
    (shape.length === 1 ? { type: 'Polygon' as const, coordinates: shape[0]! } : { type: 'MultiPolygon' as const, coordinates: shape });
  return { type: 'Feature' as const, id: code, geometry, properties: parcelProperties(snapshot, columns, index) };
}

/** Head of a collection of parcels: what it is of, and how many. */
export function collectionHead({ snapshot, year, policy }: Lens, matched: number, returned: number) {
  const { county } = snapshot.sheet.data;
  return {
    type: 'FeatureCollection' as const,
    numberMatched: matched,
    numberReturned: returned,
    county: county.code,
    year,
    policy: policy?.id ?? null,
    version: snapshot.tag,
    demo: county.demo,
  };
}

/** GeoJSON text of parcels, written feature by feature: a county is tens of megabytes, and one tree of it would be held twice. */
export function geojsonText(lens: Lens, indices: readonly number[], matched: number): string {
  const head = JSON.stringify(collectionHead(lens, matched, indices.length));
  return `${head.slice(0, -1)},"features":[${indices.map((index) => JSON.stringify(parcelFeature(lens, index))).join(',')}]}`;
}
