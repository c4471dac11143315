// The halo: a ring of fixed size on screen round each selected parcel, so that a small lot is found at any zoom.
import { ScatterplotLayer } from '@deck.gl/layers';

export interface HaloData {
  /** lon, lat of what is to be found. */
  readonly points: readonly (readonly [number, number])[];
}

export function haloLayer({ points }: HaloData): ScatterplotLayer<readonly [number, number]> {
  return new ScatterplotLayer<readonly [number, number]>({
    id: 'selection-halo',
    data: points,
    getPosition: ([lon, lat]) => [lon, lat],
    radiusUnits: 'pixels',
    getRadius: 16,
    filled: false,
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 3,
    getLineColor: [31, 41, 55, 230],
    antialiasing: true,
    updateTriggers: { getPosition: [points] },
  });
}
