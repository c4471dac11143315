// The demonstration counties: from a request to records, pure and the same every time. Everything in them is invented.
import { countyCode } from '#domain/land/codes.ts';
import type { Position } from '#domain/land/geometry.ts';
import type { ContextFeature, Township } from '#domain/land/parcel.ts';
import { orderBlocks } from './block-plan.ts';
import { type BlockSite, placeBlocks } from './block-sites.ts';
import { casesOf } from './cases.ts';
import type { DemoBatch, DemoCounty, DemoFrame, DemoRequest } from './demo-county.ts';
import { type CountyCourse, fillBlock } from './fill-block.ts';
import { ledgerPace } from './ledger-pace.ts';
import { type CountySketch, sketchCounty } from './outline.ts';
import type { Polygon } from './polygon.ts';
import { type CountyProfile, demoMark, profileOf } from './profiles.ts';
import { referenceCounties } from './reference.ts';
import { layRoads, type Road } from './roads.ts';
import { layWater, type Water } from './water.ts';

export const mostParcels = 1_000_000;
export const defaultSeed = 1;

/** A county of which frame and sites are settled; `batches` fills one block after the other. */
export interface DemoPlan {
  readonly frame: DemoFrame;
  readonly batches: () => Generator<DemoBatch, void>;
}

function ringOf(sketch: CountySketch, ring: Polygon): Position[] {
  const positions = ring.map(sketch.plane.toLonLat);
  return [...positions, positions[0]!];
}

function frameOf(
  sketch: CountySketch,
  profile: CountyProfile,
  roads: readonly Road[],
  waters: readonly Water[],
  sites: readonly BlockSite[],
): DemoFrame {
  const reference = referenceCounties.find((county) => county.code === profile.code)!;
  const county = countyCode(profile.code);
  const townships: Township[] = sketch.townships.map((township) => ({
    county,
    code: township.code,
    name: township.name,
    shape: [[ringOf(sketch, township.ring)]],
  }));
  const context: ContextFeature[] = [
    ...waters.map((water): ContextFeature => ({
      county,
      kind: 'water',
      name: water.name,
      geometry: { type: 'MultiPolygon', coordinates: [[ringOf(sketch, water.ring)]] },
    })),
    ...roads.map((road): ContextFeature => ({
      county,
      kind: 'road',
      name: road.name,
      geometry: { type: 'LineString', coordinates: road.line.map(sketch.plane.toLonLat) },
    })),
    ...sketch.townships.map((township): ContextFeature => ({
      county,
      kind: 'label',
      name: township.name,
      geometry: { type: 'Point', coordinates: sketch.plane.toLonLat(township.centre) },
    })),
  ];
  const [first, last] = profile.years;
  return {
    code: county,
    name: reference.name,
    demo: true,
    mark: demoMark,
    policy: reference.policy,
    bounds: reference.bounds,
    asOf: profile.asOf,
    years: Array.from({ length: last - first + 1 }, (_, index) => first + index),
    townships,
    context,
    blockCount: sites.filter((site) => site.order.estate).length,
  };
}

/** Settles outline, roads, water and sites. Throws a RangeError for a county that has no profile or an impossible number. */
export function planCounty(request: DemoRequest): DemoPlan {
  const profile = profileOf(request.county);
  const reference = referenceCounties.find((county) => county.code === request.county);
  if (!profile || !reference) throw new RangeError(`no demonstration county ${request.county}`);
  const parcels = request.parcels ?? profile.parcels;
  const seed = request.seed ?? defaultSeed;
  if (!Number.isInteger(parcels) || parcels < 1 || parcels > mostParcels)
    throw new RangeError(`parcels must be a whole number from 1 to ${mostParcels}`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('seed must be a whole number, 0 or more');
  const sketch = sketchCounty(reference, profile, seed);
  const roads = layRoads(sketch, profile, seed);
  const waters = layWater(sketch, roads, profile, seed);
  const orders = orderBlocks(sketch, profile, parcels, seed);
  const sites = placeBlocks(sketch, profile, orders, roads, waters, seed);
  return {
    frame: frameOf(sketch, profile, roads, waters, sites),
    *batches() {
      let number = 0;
      const course: CountyCourse = {
        profile,
        county: reference.code,
        sketch,
        seed,
        expectedFirms: Math.ceil(parcels * 1.35) + 20,
        nextNumber: () => (number += 1),
        cases: casesOf(profile, parcels),
        ledger: ledgerPace(profile, reference.policy),
      };
      let seen = 0;
      for (const site of sites) {
        seen += site.order.lots;
        yield fillBlock(course, site, seen / parcels);
      }
    },
  };
}

/** A whole demonstration county in memory: the same request gives the same county. */
export function generateCounty(request: DemoRequest): DemoCounty {
  const plan = planCounty(request);
  const batches = [...plan.batches()];
  return {
    ...plan.frame,
    context: [...plan.frame.context, ...batches.flatMap((batch) => batch.streets)],
    blocks: batches.flatMap((batch) => batch.block ?? []),
    parcels: batches.flatMap((batch) => batch.parcels),
    firms: batches.flatMap((batch) => batch.firms),
    accounts: batches.flatMap((batch) => batch.accounts),
    tenures: batches.flatMap((batch) => batch.tenures),
    ledger: batches.flatMap((batch) => batch.ledger),
  };
}
