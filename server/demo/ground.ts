// What stands in the way when blocks are placed: roads, water and the blocks already there, held in coarse grids.
import type { Point } from './plane.ts';
import { boxOf, contains, convexNear, type Polygon } from './polygon.ts';
import type { Road } from './roads.ts';
import type { Water } from './water.ts';

interface Obstacle {
  readonly shape: Polygon;
  /** Clear space wanted around it, in metres. */
  readonly margin: number;
}

export interface Ground {
  /** Whether a convex ring stands clear of roads, water and all placed blocks. */
  readonly free: (ring: Polygon) => boolean;
  readonly occupy: (ring: Polygon) => void;
  readonly occupyRoad: (line: readonly Point[]) => void;
}

const cell = 600;
const betweenBlocks = 26;

export function prepareGround(roads: readonly Road[], waters: readonly Water[]): Ground {
  const grid = new Map<string, Obstacle[]>();
  const keysOf = (ring: Polygon): string[] => {
    const [west, south, east, north] = boxOf(ring);
    const keys: string[] = [];
    for (let column = Math.floor((west - 40) / cell); column <= Math.floor((east + 40) / cell); column += 1) {
      for (let row = Math.floor((south - 40) / cell); row <= Math.floor((north + 40) / cell); row += 1) keys.push(`${column},${row}`);
    }
    return keys;
  };
  const add = (shape: Polygon, margin: number): void => {
    const obstacle = { shape, margin };
    for (const key of keysOf(shape)) {
      const list = grid.get(key);
      if (list) list.push(obstacle);
      else grid.set(key, [obstacle]);
    }
  };
  const addLine = (line: readonly Point[], margin: number): void => {
    for (let index = 0; index + 1 < line.length; index += 1) add([line[index]!, line[index + 1]!], margin);
  };
  for (const road of roads) addLine(road.line, 14);
  for (const water of waters) addLine([...water.ring, water.ring[0]!], 14);
  const boxes = waters.map((water) => boxOf(water.ring));
  const inWater = (point: Point): boolean =>
    waters.some((water, index) => {
      const [west, south, east, north] = boxes[index]!;
      return point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north && contains(water.ring, point);
    });
  return {
    free: (ring) => {
      const seen = new Set<Obstacle>();
      for (const key of keysOf(ring)) {
        for (const obstacle of grid.get(key) ?? []) {
          if (seen.has(obstacle)) continue;
          seen.add(obstacle);
          if (convexNear(ring, obstacle.shape, obstacle.margin)) return false;
        }
      }
      return !ring.some(inWater);
    },
    occupy: (ring) => add(ring, betweenBlocks),
    occupyRoad: (line) => addLine(line, 10),
  };
}
