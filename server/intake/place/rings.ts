// Which ring is a hole of which, told by where they lie: writers disagree on orientation.
import type { PolygonRings, Position, Ring } from '#domain/land/geometry.ts';

/** Rings to polygons by where they lie: a ring inside an odd number of others is a hole of the smallest ring around it. */
export function nestRings(rings: readonly Ring[]): PolygonRings[] {
  if (rings.length <= 1) return rings.map((ring) => [ring]);
  const extents = rings.map(extentOf);
  const around = rings.map((ring, index) =>
    rings
      .map((_, other) => other)
      .filter((other) => other !== index && covers(extents[other]!, extents[index]!) && inside(ring, rings[other]!)),
  );
  const polygons = new Map<number, Ring[]>();
  for (const [index, ring] of rings.entries()) if (around[index]!.length % 2 === 0) polygons.set(index, [ring]);
  for (const [index, ring] of rings.entries()) {
    if (around[index]!.length % 2 === 0) continue;
    const owner = around[index]!.toSorted((a, b) => around[b]!.length - around[a]!.length).find((other) => polygons.has(other));
    if (owner === undefined) polygons.set(index, [ring]);
    else polygons.get(owner)!.push(ring);
  }
  return [...polygons.values()];
}

type Extent = readonly [number, number, number, number];

function extentOf(ring: Ring): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function covers(outer: Extent, inner: Extent): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Most of a ring's edge middles decide, so that a ring touching its neighbour from inside or outside is still told right. */
function inside(ring: Ring, container: Ring): boolean {
  let [votes, total] = [0, 0];
  const step = Math.max(1, Math.floor((ring.length - 1) / 16));
  for (let index = 0; index + 1 < ring.length; index += step) {
    const [from, to] = [ring[index]!, ring[index + 1]!];
    total += 1;
    if (contains(container, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])) votes += 1;
  }
  return votes * 2 > total;
}

/** Whether a point lies inside a ring (even-odd). */
export function contains(ring: Ring, [x, y]: Position): boolean {
  let odd = false;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [from, to] = [ring[index]!, ring[index + 1]!];
    if (from[1] > y !== to[1] > y && x < from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0])) odd = !odd;
  }
  return odd;
}
