// Parcels of the demonstration county to make journeys to, found through the interface like anybody would.
import { ask, county, type House } from './house.ts';

export interface ParcelFeature {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: {
    readonly code: string;
    readonly name: string | null;
    readonly registeredMu: number | null;
    readonly township: string | null;
    readonly townshipName: string | null;
    readonly taxPerMuWan: number | null;
    readonly class: string | null;
    readonly firms: readonly { readonly name: string | null }[];
  };
}

export async function allParcels(house: House): Promise<ParcelFeature[]> {
  const reply = await ask<{ features: ParcelFeature[] }>(house, `/api/parcels.geojson?county=${county}&limit=1000`);
  return reply.features;
}

/** A point inside a parcel, from its dossier. */
export async function pointOf(house: House, code: string): Promise<[number, number]> {
  const dossier = await ask<{ point: [number, number] | null }>(house, `/api/parcels/${code}`);
  if (!dossier.point) throw new Error(`${code} has no point`);
  return dossier.point;
}
