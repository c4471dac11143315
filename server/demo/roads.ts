// Invented arterial roads: a network that joins the towns, leaves the county at a few places and bends like a road does.
import { createWarp, type Point } from './plane.ts';
import { boxOf, contains } from './polygon.ts';
import type { CountySketch } from './outline.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom } from './random.ts';

export interface Road {
  readonly name: string | null;
  readonly line: readonly Point[];
}

const step = 60;

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Pairs of towns to join: no third town lies between them. Plains join more pairs (Gabriel graph) than hills (relative neighbours). */
function neighbours(towns: readonly Point[], relief: CountyProfile['relief']): [number, number][] {
  const pairs: [number, number][] = [];
  for (const [first, a] of towns.entries()) {
    for (const [second, b] of towns.entries()) {
      if (second <= first) continue;
      const length = distance(a, b);
      const between = towns.some((c, other) => {
        if (other === first || other === second) return false;
        const [toA, toB] = [distance(a, c), distance(b, c)];
        return relief === 'plain' ? toA * toA + toB * toB < length * length * 0.98 : Math.max(toA, toB) < length * 0.985;
      });
      if (!between) pairs.push([first, second]);
    }
  }
  return pairs;
}

/** A bent line from one point to another, straightened towards its ends. */
function bentLine(from: Point, to: Point, bend: (point: Point) => Point): Point[] {
  const steps = Math.max(2, Math.round(distance(from, to) / step));
  const points: Point[] = [];
  for (let index = 0; index <= steps; index += 1) {
    const t = index / steps;
    const point: Point = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
    const [dx, dy] = bend(point);
    const hold = Math.sin(Math.PI * t) ** 0.8;
    points.push([point[0] + dx * hold, point[1] + dy * hold]);
  }
  return points;
}

const laneClearance = 45;

/** Whether a lane comes within a lane's breadth of any road (its own start left out by the caller). */
function crosses(lane: readonly Point[], roads: readonly Road[]): boolean {
  const [west, south, east, north] = boxOf(lane);
  return roads.some(({ line }) => {
    const near = line.filter(
      ([x, y]) => x > west - laneClearance && x < east + laneClearance && y > south - laneClearance && y < north + laneClearance,
    );
    return near.some(([x, y]) => lane.some((own) => Math.abs(own[0] - x) < laneClearance && Math.abs(own[1] - y) < laneClearance));
  });
}

export function layRoads(sketch: CountySketch, profile: CountyProfile, seed: number): Road[] {
  const random = createRandom(seed, profile.code, 'roads');
  const { size } = sketch;
  const bend = createWarp(`${seed}|${profile.code}|roads`, [
    { wavelength: size * 0.2, amplitude: size * 0.024 },
    { wavelength: size * 0.07, amplitude: size * 0.0045 },
  ]);
  const towns = sketch.townships.map((township) => township.centre);
  const roads: Road[] = neighbours(towns, profile.relief).map(([first, second]) => {
    const [from, to] = [sketch.townships[first]!, sketch.townships[second]!];
    return { name: `${from.name.slice(0, 1)}${to.name.slice(0, 1)}线`, line: bentLine(from.centre, to.centre, bend) };
  });
  for (let index = 0; index < 4; index += 1) {
    const angle = (Math.PI / 2) * (index + random.range(-0.3, 0.3));
    const direction: Point = [Math.cos(angle), Math.sin(angle)];
    const town = [...towns].sort((a, b) => b[0] * direction[0] + b[1] * direction[1] - (a[0] * direction[0] + a[1] * direction[1]))[0]!;
    let reach = 0;
    while (reach < size && contains(sketch.outline, [town[0] + direction[0] * reach, town[1] + direction[1] * reach])) reach += 200;
    const line = bentLine(town, [town[0] + direction[0] * reach, town[1] + direction[1] * reach], bend);
    roads.push({ name: null, line: line.filter((point) => contains(sketch.outline, point)) });
  }
  const arterials = [...roads];
  const lane = createWarp(`${seed}|${profile.code}|lanes`, [{ wavelength: size * 0.06, amplitude: size * 0.007 }]);
  for (let index = 0; index < sketch.townships.length * 6; index += 1) {
    const { line } = random.pick(arterials);
    if (line.length < 8) continue;
    const at = random.whole(3, line.length - 4);
    const [before, start, after] = [line[at - 2]!, line[at]!, line[at + 2]!];
    const turn = Math.atan2(after[1] - before[1], after[0] - before[0]) + (random.chance(0.5) ? 1 : -1) * random.range(0.9, 1.9);
    const length = size * random.range(0.03, 0.1);
    const end: Point = [start[0] + Math.cos(turn) * length, start[1] + Math.sin(turn) * length];
    const branch = bentLine(start, end, lane);
    if (branch.every((point) => contains(sketch.outline, point)) && !crosses(branch.slice(2), roads))
      roads.push({ name: null, line: branch });
  }
  return roads.filter((road) => road.line.length >= 2);
}
