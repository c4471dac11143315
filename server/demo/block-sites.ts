// Places the ordered blocks along the roads of their townships, bent with the road, clear of water and of one another.
import type { BlockOrder } from './block-plan.ts';
import { grossFactor } from './block-plan.ts';
import { prepareGround } from './ground.ts';
import type { CountySketch, TownshipSketch } from './outline.ts';
import type { Point } from './plane.ts';
import { boxOf, contains, convexHull, type Polygon } from './polygon.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom, type Random } from './random.ts';
import type { Road } from './roads.ts';
import type { Water } from './water.ts';

/** Where a block lies: its draft (u along the road, v away from it, in metres) and how the draft is laid on the land. */
export interface BlockSite {
  readonly order: BlockOrder;
  readonly draft: Polygon;
  readonly origin: Point;
  readonly angle: number;
  /** Curvature of the road it follows, per metre. */
  readonly curvature: number;
  /** Local road from the arterial to the block, in county plane metres; empty when it fronts the arterial. */
  readonly access: readonly Point[];
}

interface Anchor {
  readonly point: Point;
  readonly angle: number;
  readonly curvature: number;
  readonly distance: number;
}

/** From draft metres to metres around the block's origin: an arc along u, straight across. */
export function layOut(site: Pick<BlockSite, 'angle' | 'curvature'>, [u, v]: Point): Point {
  const { angle, curvature } = site;
  const turn = curvature * u;
  const flat = Math.abs(turn) < 1e-6;
  const along = flat ? u : Math.sin(turn) / curvature;
  const aside = flat ? (turn * u) / 2 : (1 - Math.cos(turn)) / curvature;
  const [x, y] = [along - v * Math.sin(turn), aside + v * Math.cos(turn)];
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
}

export function onCounty(site: Pick<BlockSite, 'angle' | 'curvature' | 'origin'>, point: Point): Point {
  const [x, y] = layOut(site, point);
  return [site.origin[0] + x, site.origin[1] + y];
}

/** Convex draft of a block of this area: a skewed rectangle, now and then with one corner gone. */
function draftOf(random: Random, area: number, estate: boolean): Point[] {
  const ratio = estate ? Math.exp(random.range(-0.25, 0.75)) : random.range(0.8, 1.9);
  const cornerGone = estate && random.chance(0.45);
  const grown = area * (cornerGone ? 1.1 : 1);
  const [length, depth] = [Math.sqrt(grown * ratio), Math.sqrt(grown / ratio)];
  const skew = estate ? 0.09 : 0.05;
  const shift = (size: number): number => random.normal() * size * skew;
  const half = length / 2;
  const ring: Point[] = [
    [-half + shift(half) / 2, 0],
    [half + shift(half) / 2, 0],
    [half + shift(length) / 2, depth * (1 + shift(1))],
    [-half + shift(length) / 2, depth * (1 + shift(1))],
  ];
  if (!cornerGone) return ring;
  const corner = random.pick([2, 3]);
  const [previous, next] = [ring[corner - 1]!, ring[(corner + 1) % 4]!];
  const between = (other: Point, share: number): Point => {
    const [x, y] = ring[corner]!;
    return [x + (other[0] - x) * share, y + (other[1] - y) * share];
  };
  return [
    ...ring.slice(0, corner),
    between(previous, random.range(0.2, 0.5)),
    between(next, random.range(0.2, 0.55)),
    ...ring.slice(corner + 1),
  ];
}

/** Points of the roads inside a township at which blocks may stand. */
function anchorsOf(township: TownshipSketch, roads: readonly Road[]): Anchor[] {
  const [west, south, east, north] = boxOf(township.ring);
  return roads.flatMap(({ line }) =>
    line.flatMap((point, index): Anchor[] => {
      if (point[0] < west || point[0] > east || point[1] < south || point[1] > north) return [];
      const [before, after] = [line[index - 5], line[index + 5]];
      if (!before || !after || !contains(township.ring, point)) return [];
      const into = Math.atan2(point[1] - before[1], point[0] - before[0]);
      const out = Math.atan2(after[1] - point[1], after[0] - point[0]);
      const turn = Math.atan2(Math.sin(out - into), Math.cos(out - into));
      const half = Math.hypot(after[0] - before[0], after[1] - before[1]) / 2;
      const angle = Math.atan2(after[1] - before[1], after[0] - before[0]);
      return [{ point, angle, curvature: turn / half, distance: Math.hypot(point[0] - township.centre[0], point[1] - township.centre[1]) }];
    }),
  );
}

/** Convex outline on the county plane: what is kept clear. */
function outlineOf(site: BlockSite): Point[] {
  const bent = site.draft.flatMap((point, index) => {
    const next = site.draft[(index + 1) % site.draft.length]!;
    return [0, 0.5].map((t) => onCounty(site, [point[0] + (next[0] - point[0]) * t, point[1] + (next[1] - point[1]) * t]));
  });
  return convexHull(bent);
}

const roadAttempts = 160;
const townshipAttempts = 400;

/** A place away from the roads, for when their sides are full. */
function openGround(random: Random, land: Polygon): Anchor {
  const [west, south, east, north] = boxOf(land);
  return { point: [random.range(west, east), random.range(south, north)], angle: random.range(0, 2 * Math.PI), curvature: 0, distance: 0 };
}

export function placeBlocks(
  sketch: CountySketch,
  profile: CountyProfile,
  orders: readonly BlockOrder[],
  roads: readonly Road[],
  waters: readonly Water[],
  seed: number,
): BlockSite[] {
  const ground = prepareGround(roads, waters);
  const anchors = new Map(sketch.townships.map((township) => [township.code, anchorsOf(township, roads)]));
  const landOf = new Map<string, number>();
  for (const order of orders)
    landOf.set(order.township.code, (landOf.get(order.township.code) ?? 0) + order.lots * order.meanLot * grossFactor);
  const sites: BlockSite[] = [];
  const inTurn = [...orders].sort((a, b) => b.lots * b.meanLot - a.lots * a.meanLot || a.index - b.index);
  for (const order of inTurn) {
    const random = createRandom(seed, profile.code, 'site', order.index);
    const own = anchors.get(order.township.code) ?? [];
    const gathered = Math.sqrt((landOf.get(order.township.code) ?? 0) / 0.5);
    const reach = Math.max(order.estate ? gathered : sketch.size * 0.09, profile.relief === 'hills' ? 700 : 1200);
    let placed: BlockSite | null = null;
    for (let attempt = 0; !placed; attempt += 1) {
      if (attempt > 4000) throw new Error(`no place for block ${order.index} of ${profile.code}`);
      // First along the township's roads, then anywhere in the township, at last anywhere in the county and ever smaller.
      const open = attempt >= roadAttempts || own.length === 0;
      const land = attempt < townshipAttempts ? order.township.ring : sketch.outline;
      const shrink = attempt < townshipAttempts ? 1 : 0.96 ** ((attempt - townshipAttempts) / 12);
      let anchor = open ? openGround(random, land) : random.pick(own);
      const spread = reach * (1 + attempt / 60);
      for (let turn = 0; turn < (open ? 0 : 40) && random.next() > Math.exp(-anchor.distance / spread); turn += 1)
        anchor = random.pick(own);
      const row = open || random.chance(0.55) ? 0 : random.range(0.2, 1) * (order.estate ? 1500 : 900);
      const site = trySite(random, order, anchor, row, shrink);
      const ring = outlineOf(site);
      if (ring.every((point) => contains(land, point)) && ground.free(ring) && (row === 0 || ground.free(site.access))) {
        ground.occupy(ring);
        if (row > 0) ground.occupyRoad(site.access);
        placed = site;
      }
    }
    sites.push(placed);
  }
  return sites.sort((a, b) => a.order.index - b.order.index);
}

function trySite(random: Random, order: BlockOrder, anchor: Anchor, row: number, shrink: number): BlockSite {
  const draft = draftOf(random, order.lots * order.meanLot * grossFactor * shrink, order.estate);
  const [west, , east, depth] = boxOf(draft);
  const reach = Math.max(east - west, depth);
  const left = random.chance(0.5);
  const angle = (left ? anchor.angle : anchor.angle + Math.PI) + (row > 0 ? random.normal() * 0.12 : 0);
  const bend = left ? anchor.curvature : -anchor.curvature;
  const curvature = Math.max(-0.35 / reach, Math.min(0.35 / reach, bend));
  const setback = random.range(20, 34) + row;
  const origin: Point = [anchor.point[0] - Math.sin(angle) * setback, anchor.point[1] + Math.cos(angle) * setback];
  const start: Point = [anchor.point[0] - Math.sin(angle) * 17, anchor.point[1] + Math.cos(angle) * 17];
  const access = row > 0 ? [start, origin] : [];
  return { order, draft, origin, angle, curvature, access };
}
