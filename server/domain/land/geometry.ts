// Shapes of land in lon/lat CGCS2000 (EPSG:4490), and their types. Areas are in area.ts.

/** lon, lat in degrees, EPSG:4490. */
export type Position = readonly [number, number];
/** Closed ring: the last position repeats the first. */
export type Ring = readonly Position[];
/** Outer ring first, then holes. */
export type PolygonRings = readonly Ring[];
/** All parts of one shape. */
export type MultiPolygon = readonly PolygonRings[];

/** west, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

export function boundsOf(shape: MultiPolygon): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of shape) {
    for (const [lon, lat] of polygon[0] ?? []) {
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  return west <= east ? [west, south, east, north] : null;
}

/** The box around several boxes; null when there is none. */
export function joinBounds(all: readonly (Bounds | null)[]): Bounds | null {
  return all.reduce<Bounds | null>(
    (joined, one) =>
      joined && one
        ? [Math.min(joined[0], one[0]), Math.min(joined[1], one[1]), Math.max(joined[2], one[2]), Math.max(joined[3], one[3])]
        : (joined ?? one),
    null,
  );
}
