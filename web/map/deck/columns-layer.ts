// The layer of the columns in 3-D, from ready-made buffers.
import { ColumnLayer } from '@deck.gl/layers';
import type { ColumnsData } from './columns-data.ts';

export function columnsLayer(data: ColumnsData): ColumnLayer {
  return new ColumnLayer({
    id: 'parcel-columns',
    data: {
      length: data.size,
      attributes: {
        getPosition: { value: data.points, size: 2 },
        getElevation: { value: data.heights, size: 1 },
        getFillColor: { value: data.colours, size: 4, normalized: true },
      },
    },
    diskResolution: 6,
    radius: 28,
    extruded: true,
    material: { ambient: 0.65, diffuse: 0.45, shininess: 8, specularColor: [60, 64, 70] },
  });
}
