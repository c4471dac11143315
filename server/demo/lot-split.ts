// Cuts a block into lots: streets first, then shared boundaries, each cut across the long side at a slant, by area.
import type { Point } from './plane.ts';
import { boxOf, centroid, chamfered, cutConvex, offsetForFraction, type Polygon, signedArea } from './polygon.ts';
import { createRandom, type Random } from './random.ts';

/** A piece of land wanted: its area, and whether it stays without a lot (green, substation, not yet supplied). */
interface Want {
  readonly area: number;
  readonly empty: boolean;
}

/** A lot in draft metres, with an open clockwise hole where one is cut out. */
export interface DraftLot {
  readonly ring: Polygon;
  readonly hole: Polygon | null;
}

export interface DraftBlock {
  /** Lots by street block: only lots of the same street block touch. */
  readonly quarters: readonly (readonly DraftLot[])[];
  /** Centre lines of the wider streets, in draft metres. */
  readonly streets: readonly (readonly [Point, Point])[];
}

const narrowStreet = 9;
const wideStreet = 16;
/** Square metres wanted of a lot at most, 96 mu: with what streets leave over it may become half as much again. */
const largestLot = 64_000;

/** Lot areas of a block, log-normal, small beside small; their number is exactly as ordered. */
function wants(random: Random, lots: number, mean: number, spread: number): Want[] {
  const median = mean * Math.exp((-spread * spread) / 2);
  const list = Array.from({ length: lots }, (): Want => {
    const area = median * Math.exp(spread * random.normal());
    return { area: Math.min(mean * 9, largestLot, Math.max(mean * 0.09, area)), empty: false };
  });
  const greens = lots >= 6 ? Math.round(lots * random.range(0.02, 0.09)) : 0;
  for (let index = 0; index < greens; index += 1) list.push({ area: mean * random.range(0.4, 1.6), empty: true });
  return list
    .map((want) => ({ want, rank: Math.log(want.area) + random.normal() * 0.55 }))
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.want);
}

function total(list: readonly Want[]): number {
  return list.reduce((sum, want) => sum + want.area, 0);
}

/** Direction of a cut: across the longer side of the piece, slanted a little. */
function cutNormal(random: Random, ring: Polygon, slant: number): Point {
  const [west, south, east, north] = boxOf(ring);
  const ratio = (east - west) / (north - south);
  const acrossU = ratio > 1.25 || (ratio > 0.8 && random.chance(0.5));
  const angle = (acrossU ? 0 : Math.PI / 2) + random.normal() * slant;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Where a list is cut in two: near the middle by area, never leaving one side empty. */
function cutIndex(random: Random, list: readonly Want[]): number {
  const wanted = total(list) * random.range(0.36, 0.64);
  let sum = 0;
  for (const [index, want] of list.entries()) {
    sum += want.area;
    if (sum >= wanted) return Math.max(1, Math.min(list.length - 1, index + (sum - wanted > want.area / 2 ? 0 : 1)));
  }
  return list.length - 1;
}

/** Two lots of which one takes a corner and the other bends around it (an L). */
function cornerCut(random: Random, ring: Polygon, share: number): [Polygon, Polygon] | null {
  const strip = Math.sqrt(share) * random.range(0.9, 1.15);
  if (strip >= 0.8) return null;
  const normal = cutNormal(random, ring, 0.03);
  const first = cutConvex(ring, normal, offsetForFraction(ring, normal, strip));
  if (first.below.length < 3 || first.cut.length !== 2) return null;
  const across: Point = [-normal[1], normal[0]];
  const second = cutConvex(first.below, across, offsetForFraction(first.below, across, share / strip));
  const touch = second.cut.find((point) => onSegment(point, first.cut[0]!, first.cut[1]!));
  if (!touch || second.above.length < 3 || second.below.length < 3) return null;
  const rest = second.above;
  const turned = first.above.flatMap((point, index) => {
    const next = first.above[(index + 1) % first.above.length]!;
    if (!first.cut.includes(point) || !first.cut.includes(next)) return [point];
    // The rest of the strip joins the other part: its outline is walked in place of the edge they share.
    if (rest.includes(next)) return [point, ...rotateTo(rest, touch).slice(0, -1)];
    return rest.includes(point) ? rotateTo(rest, point) : [point];
  });
  const whole = signedArea(ring);
  if (Math.abs(signedArea(turned) + signedArea(second.below) - whole) > 1e-6 * whole) return null;
  return [second.below, turned];
}

function rotateTo(ring: readonly Point[], first: Point): Point[] {
  const start = ring.indexOf(first);
  return [...ring.slice(start), ...ring.slice(0, start)];
}

export function onSegment(point: Point, from: Point, to: Point): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const cross = Math.abs(dx * (point[1] - from[1]) - dy * (point[0] - from[0]));
  const along = dx * (point[0] - from[0]) + dy * (point[1] - from[1]);
  return cross < 1e-6 * length && along > 1e-6 * length && along < length * (length - 1e-6);
}

/** A court in the middle of a large lot that does not belong to it. */
function hole(random: Random, ring: Polygon): Point[] {
  const [x, y] = centroid(ring);
  const scale = random.range(0.22, 0.34);
  const inner = ring.map(([px, py]): Point => [x + (px - x) * scale, y + (py - y) * scale]);
  return inner.reverse();
}

/** The lots of a block whose draft is a convex ring; every lot and street lies inside the draft. */
export function splitBlock(draft: Polygon, lots: number, mean: number, spread: number, labels: readonly (string | number)[]): DraftBlock {
  const random = createRandom(...labels, 'lots');
  const quarters: DraftLot[][] = [];
  const streets: [Point, Point][] = [];
  const slant = random.range(0.012, 0.05);
  const lotSide = Math.sqrt(mean);
  const streetScale = Math.min(1, lotSide / 70);
  const leaf = (ring: Polygon, want: Want, quarter: DraftLot[]): void => {
    if (want.empty) return;
    const holed = signedArea(ring) > mean * 1.6 && random.chance(0.03);
    quarter.push({ ring, hole: holed ? hole(random, ring) : null });
  };
  const share = (ring: Polygon, list: readonly Want[], quarter: DraftLot[]): void => {
    const [only] = list;
    if (list.length === 1 && only) return leaf(ring, only, quarter);
    const index = list.length === 2 ? 1 : cutIndex(random, list);
    const [first, second] = [list.slice(0, index), list.slice(index)];
    const fraction = total(first) / total(list);
    if (list.length === 2 && !first[0]!.empty && !second[0]!.empty && (fraction < 0.2 || random.chance(0.12))) {
      const bent = cornerCut(random, ring, Math.max(0.06, Math.min(fraction, 0.4)));
      if (bent) {
        leaf(bent[0], first[0]!, quarter);
        quarter.push({ ring: bent[1], hole: null });
        return;
      }
    }
    const normal = cutNormal(random, ring, random.chance(0.1) ? slant * 4 : slant);
    const flip = random.chance(0.5);
    const parts = cutConvex(ring, normal, offsetForFraction(ring, normal, flip ? 1 - fraction : fraction));
    share(flip ? parts.above : parts.below, first, quarter);
    share(flip ? parts.below : parts.above, second, quarter);
  };
  const layStreets = (ring: Polygon, list: readonly Want[]): void => {
    const area = signedArea(ring);
    if (list.length < 4 || area < mean * 5.2) {
      const quarter: DraftLot[] = [];
      share(chamfered(ring, 7 * streetScale), list, quarter);
      quarters.push(quarter);
      return;
    }
    const index = cutIndex(random, list);
    const [first, second] = [list.slice(0, index), list.slice(index)];
    const normal = cutNormal(random, ring, slant * 0.7);
    const offset = offsetForFraction(ring, normal, total(first) / total(list));
    const wide = area > mean * 18;
    const half = ((wide ? wideStreet : narrowStreet) * streetScale * random.range(0.85, 1.35)) / 2;
    const { cut } = cutConvex(ring, normal, offset);
    if (wide && cut.length === 2) streets.push([cut[0]!, cut[1]!]);
    layStreets(cutConvex(ring, normal, offset - half).below, first);
    layStreets(cutConvex(ring, normal, offset + half).above, second);
  };
  layStreets(draft, wants(random, lots, mean, spread));
  return { quarters, streets };
}
