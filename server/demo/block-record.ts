// A block as a record, its character, and its streets as context lines.
import { type CountyCode, countyCode } from '#domain/land/codes.ts';
import type { Position } from '#domain/land/geometry.ts';
import type { Block, ContextFeature } from '#domain/land/parcel.ts';
import type { BlockOrder } from './block-plan.ts';
import { type BlockSite, layOut } from './block-sites.ts';
import type { BlockCharacter } from './firm-draft.ts';
import type { BlockLaying } from './lot-shapes.ts';
import type { Plane, Point } from './plane.ts';
import { grown } from './polygon.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom, type Random } from './random.ts';

/** Space between the outer lots and the block's outline, in metres. */
const verge = 12;

/** How the block does and what it makes: its township's leaning and its own. */
export function characterOf(random: Random, profile: CountyProfile, seed: number, order: BlockOrder): BlockCharacter {
  const township = createRandom(seed, profile.code, 'township effect', order.township.code);
  const cluster = profile.clusters[order.township.code.slice(6)] ?? [];
  const codes = Object.keys(profile.industries);
  return { effect: township.normal() * 0.2 + random.normal() * 0.34, industries: [...cluster, random.pick(codes), random.pick(codes)] };
}

function between(from: Point, to: Point, t: number): Point {
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
}

/** The block's record; null for scattered village lots, which belong to none. */
export function blockRecord(random: Random, site: BlockSite, laying: BlockLaying, place: string, effect: number): Block | null {
  const { order, draft } = site;
  if (!order.estate) return null;
  const outer = grown(draft, verge);
  const ring = outer.flatMap((point, index): Position[] =>
    [0, 0.25, 0.5, 0.75].map((t) => laying.plane.toLonLat(layOut(site, between(point, outer[(index + 1) % outer.length]!, t)))),
  );
  const score = effect + random.normal() * 0.25;
  return {
    county: countyCode(order.township.code.slice(0, 6)),
    code: `${order.township.code}-Q${String(order.number).padStart(2, '0')}`,
    name: `${place}工业区块`,
    township: order.township.code,
    shape: [[[...ring, ring[0]!]]],
    facts: { managementClass: score > 0.12 ? '扶持发展' : score > -0.42 ? '整合改造' : '清理退出' },
  };
}

/** The way to the block and its wider streets. */
export function streetsOf(
  county: CountyCode,
  site: BlockSite,
  laying: BlockLaying,
  plane: Plane,
  streets: readonly (readonly [Point, Point])[],
): ContextFeature[] {
  const line = (coordinates: Position[]): ContextFeature => ({
    county,
    kind: 'road',
    name: null,
    geometry: { type: 'LineString', coordinates },
  });
  const inner = streets.map(([from, to]) => line([0, 0.5, 1].map((t) => laying.plane.toLonLat(laying.lay(between(from, to, t))))));
  return site.access.length > 0 ? [line(site.access.map(plane.toLonLat)), ...inner] : inner;
}
