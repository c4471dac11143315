// Invented rivers and lakes: a main river past the seat, one tributary, and ponds or reservoirs as the relief has them.
import { createWarp, type Point } from './plane.ts';
import { boxOf, contains, type Polygon } from './polygon.ts';
import type { CountySketch } from './outline.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom, type Random } from './random.ts';
import type { Road } from './roads.ts';

export interface Water {
  readonly name: string | null;
  readonly ring: Polygon;
}

const step = 90;

/** Smooth curve through the given points (Catmull–Rom), sampled evenly enough for drawing. */
function curve(through: readonly Point[]): Point[] {
  const points: Point[] = [];
  for (let index = 0; index + 1 < through.length; index += 1) {
    const [p0, p1, p2, p3] = [
      through[Math.max(0, index - 1)]!,
      through[index]!,
      through[index + 1]!,
      through[Math.min(through.length - 1, index + 2)]!,
    ];
    const steps = Math.max(2, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / step));
    for (let part = 0; part < steps; part += 1) {
      const t = part / steps;
      const along = (axis: 0 | 1): number =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      points.push([along(0), along(1)]);
    }
  }
  points.push(through.at(-1)!);
  return points;
}

/** A ribbon along a line whose width grows from source to mouth. */
function ribbon(line: readonly Point[], from: number, to: number): Point[] {
  const side = (sign: 1 | -1): Point[] =>
    line.map((point, index) => {
      const [before, after] = [line[Math.max(0, index - 1)]!, line[Math.min(line.length - 1, index + 1)]!];
      const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
      const half = ((from + ((to - from) * index) / line.length) / 2) * sign;
      return [point[0] - ((after[1] - before[1]) / length) * half, point[1] + ((after[0] - before[0]) / length) * half];
    });
  return [...side(-1), ...side(1).reverse()];
}

function edgePoint(sketch: CountySketch, angle: number): Point {
  let reach = 0;
  const at = (distance: number): Point => [sketch.seat[0] + Math.cos(angle) * distance, sketch.seat[1] + Math.sin(angle) * distance];
  while (reach < sketch.size * 3 && contains(sketch.outline, at(reach + 150))) reach += 150;
  return at(reach);
}

function lake(random: Random, centre: Point, radius: number): Point[] {
  const [lobes, phase, stretch, turn] = [random.whole(2, 4), random.range(0, 6.28), random.range(0.45, 0.8), random.range(0, 3.14)];
  const points: Point[] = [];
  for (let index = 0; index < 40; index += 1) {
    const angle = (2 * Math.PI * index) / 40;
    const reach = radius * (1 + 0.16 * Math.sin(lobes * angle + phase) + 0.07 * Math.sin(5 * angle + 2 * phase));
    const [x, y] = [reach * Math.cos(angle), reach * stretch * Math.sin(angle)];
    points.push([centre[0] + x * Math.cos(turn) - y * Math.sin(turn), centre[1] + x * Math.sin(turn) + y * Math.cos(turn)]);
  }
  return points;
}

export function layWater(sketch: CountySketch, roads: readonly Road[], profile: CountyProfile, seed: number): Water[] {
  const random = createRandom(seed, profile.code, 'water');
  const { size, seat } = sketch;
  const meander = createWarp(`${seed}|${profile.code}|river`, [
    { wavelength: size * 0.12, amplitude: size * 0.02 },
    { wavelength: size * 0.04, amplitude: size * 0.005 },
  ]);
  const winding = (through: readonly Point[]): Point[] =>
    curve(through).map((point) => {
      const [dx, dy] = meander(point);
      return [point[0] + dx, point[1] + dy];
    });
  const inside = (line: readonly Point[]): Point[] => line.filter((point) => contains(sketch.outline, point));
  const flow = random.range(0, 2 * Math.PI);
  const beside: Point = [seat[0] + size * 0.03 * Math.sin(flow), seat[1] - size * 0.03 * Math.cos(flow)];
  const source = edgePoint(sketch, flow);
  const mouth = edgePoint(sketch, flow + Math.PI + random.range(-0.5, 0.5));
  const widths = profile.relief === 'hills' ? [45, 150] : [70, 120];
  const main = inside(winding([source, beside, mouth]));
  const joint = main[Math.floor(main.length * random.range(0.45, 0.6))]!;
  const tributary = inside(winding([edgePoint(sketch, flow + random.range(1.3, 1.9)), joint]).slice(0, -1));
  const water: Water[] = [
    { name: '演示江', ring: ribbon(main, widths[0]!, widths[1]!) },
    {
      name: '演示溪',
      ring: ribbon(
        [...tributary, main.reduce((a, b) => (gap(a, tributary.at(-1)!) < gap(b, tributary.at(-1)!) ? a : b))],
        30,
        widths[0]! + 15,
      ),
    },
  ];
  const [west, south, east, north] = boxOf(sketch.outline);
  let tries = 0;
  while (water.length < 2 + profile.lakes && tries < 400) {
    tries += 1;
    const centre: Point = [random.range(west, east), random.range(south, north)];
    const radius = size * random.range(0.008, 0.022);
    const clear =
      sketch.townships.every((township) => gap(township.centre, centre) > radius + size * 0.05) && contains(sketch.outline, centre);
    const ring = lake(random, centre, radius);
    const dry = roads.every((road) => road.line.every((point) => gap(point, centre) > radius * 1.3));
    if (clear && dry && ring.every((point) => contains(sketch.outline, point))) water.push({ name: null, ring });
  }
  return water;
}

function gap(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
