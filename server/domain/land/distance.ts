// How far a position is from a shape: good to the metre within a county, for sorting and tolerance, never for an area.
import type { MultiPolygon, Position } from './geometry.ts';
import { insideShape } from './inside.ts';

const metresPerDegree = 111_320;

/** Metres from the position to the shape; 0 inside it. Infinity when the shape has no edge. */
export function distanceToShape(position: Position, shape: MultiPolygon): number {
  if (insideShape(shape, position)) return 0;
  const eastward = metresPerDegree * Math.cos((position[1] * Math.PI) / 180);
  const plane = ([lon, lat]: Position): Position => [(lon - position[0]) * eastward, (lat - position[1]) * metresPerDegree];
  let nearest = Infinity;
  for (const ring of shape.flat()) {
    for (let index = 0; index + 1 < ring.length; index += 1) {
      nearest = Math.min(nearest, fromOrigin(plane(ring[index]!), plane(ring[index + 1]!)));
    }
  }
  return nearest;
}

/** Distance of the origin from the segment a–b. */
function fromOrigin([ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
