// Columns in 3-D as buffers: one per parcel, as high as its tax per mu, in the colour of its class. Free of deck.gl, so it is cheap to import.

export interface ColumnsData {
  readonly size: number;
  /** lon, lat per parcel. */
  readonly points: Float64Array;
  /** Metres of height per parcel; 0 where there is nothing to show. */
  readonly heights: Float32Array;
  /** RGBA per parcel. */
  readonly colours: Uint8Array;
}

/** Metres per 万元/亩; above the cap a column grows no more, so that one rich parcel does not flatten the rest. */
export const metresPerUnit = 40;
export const cap = 60;

/** Columns from the same figures as the flat fill: unknown and filtered-out parcels get none. */
export function columnsData(
  points: Float64Array,
  tax: Float64Array,
  area: Float64Array,
  kept: Uint8Array,
  colourOf: (index: number) => string,
): ColumnsData {
  const size = tax.length;
  const heights = new Float32Array(size);
  const colours = new Uint8Array(4 * size);
  const places = new Float64Array(2 * size);
  for (let index = 0; index < size; index += 1) {
    const ratio = tax[index]! / area[index]!;
    const drawn = kept[index] === 1 && Number.isFinite(ratio) && Number.isFinite(points[2 * index]!);
    if (!drawn) continue;
    places.set([points[2 * index]!, points[2 * index + 1]!], 2 * index);
    heights[index] = Math.min(Math.max(ratio, 0), cap) * metresPerUnit + 1;
    const colour = colourOf(index);
    colours.set(
      [Number.parseInt(colour.slice(1, 3), 16), Number.parseInt(colour.slice(3, 5), 16), Number.parseInt(colour.slice(5, 7), 16), 235],
      4 * index,
    );
  }
  return { size, points: places, heights, colours };
}
