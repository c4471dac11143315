// Which tiles a crowd of parcels lies in.

/** Up to `most` addresses `z/x/y` of tiles that hold a corner of some parcel, the fullest first. `bounds`: four numbers per parcel. */
export function tilesAround(bounds: Float64Array, zoom: number, most: number): string[] {
  const counts = new Map<string, number>();
  for (let start = 0; start + 3 < bounds.length; start += 4) {
    const [west, south] = [bounds[start]!, bounds[start + 1]!];
    if (Number.isNaN(west)) continue;
    const size = 2 ** zoom;
    const latitude = (south * Math.PI) / 180;
    const x = Math.floor(((west + 180) / 360) * size);
    const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * size);
    const address = `${zoom}/${x}/${y}`;
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([address]) => address);
}
