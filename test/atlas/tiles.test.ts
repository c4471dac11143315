// Tiles: valid by another's decoder, nothing lost between them, nothing counted twice.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mercatorX, mercatorY, tileAt, WORLD } from '#domain/land/mercator.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import { summarise, sumsReply } from '#domain/summary.ts';
import { areaOf, buildShapes } from '../../server/atlas/shapes.ts';
import { buildSnapshot, type Snapshot } from '../../server/atlas/snapshot.ts';
import { clipLine } from '../../server/atlas/tiles/context-layers.ts';
import { cutPolygons, startCommands } from '../../server/atlas/tiles/cut.ts';
import { frameOf } from '../../server/atlas/tiles/frame.ts';
import { createLayer, POLYGON } from '../../server/atlas/tiles/layer-writer.ts';
import { contextTile, parcelTile } from '../../server/atlas/tiles/tile.ts';
import { policies, suichang } from '../fixtures/town/policies.ts';
import { lotCode, town, TOWN_DAY } from '../fixtures/town/town.ts';
import { decodeTile, insideTile, signedArea, type TileFeature } from './decoded-tile.ts';
import { PbfWriter } from 'pbf';

const snapshot = buildSnapshot(town, policies, TOWN_DAY);
const year = snapshot.columns(2021, suichang);

/** All tiles at a zoom that the drawn parcels can reach. */
function tilesAt(of: Snapshot, zoom: number): [x: number, y: number][] {
  const { bounds } = of.base;
  const lons = [...bounds].filter((value, index) => index % 2 === 0 && !Number.isNaN(value));
  const lats = [...bounds].filter((value, index) => index % 2 === 1 && !Number.isNaN(value));
  const low = tileAt([Math.min(...lons), Math.max(...lats)], zoom);
  const high = tileAt([Math.max(...lons), Math.min(...lats)], zoom);
  const tiles: [number, number][] = [];
  for (let x = low.x; x <= high.x; x += 1) for (let y = low.y; y <= high.y; y += 1) tiles.push([x, y]);
  return tiles;
}

function featuresAt(layer: string, zoom: number, of: Snapshot = snapshot): TileFeature[] {
  return tilesAt(of, zoom).flatMap(
    ([x, y]) => decodeTile(parcelTile(of, of === snapshot ? year : of.columns(2021, suichang), zoom, x, y)).get(layer) ?? [],
  );
}

const drawn = [...snapshot.base.codes.keys()].filter((index) => !Number.isNaN(snapshot.base.bounds[index * 4]!));

describe('parcels', () => {
  test.each([11, 12, 13, 14, 15, 16, 18])('at zoom %i every drawn parcel is there, under its index', (zoom) => {
    const ids = new Set(featuresAt('parcels', zoom).map((feature) => feature.id));
    expect([...ids].sort((a, b) => a! - b!)).toEqual(drawn);
  });

  test.each([13, 15, 17])('at zoom %i the tiles together hold each parcel’s area', (zoom) => {
    const areas = new Map<number, number>();
    for (const { id, rings } of featuresAt('parcels', zoom)) {
      const area = rings.reduce((sum, ring) => sum + signedArea(insideTile(ring)), 0);
      areas.set(id!, (areas.get(id!) ?? 0) + area);
    }
    const scale = 4096 / (WORLD / 2 ** zoom);
    for (const index of drawn) {
      const [west, north, east, south] = snapshot.shapes.boxes.subarray(index * 4, index * 4 + 4);
      const exact = areaOf(snapshot.shapes, index) * scale * scale;
      // Rounding moves each corner by half a unit at most.
      const around = 4 * (east! - west! + (south! - north!)) * scale;
      expect(Math.abs(areas.get(index)! - exact)).toBeLessThan(around * 0.5 + 4);
    }
  });

  test('rings are wound and closed as the specification asks, holes and parts kept', () => {
    const features = featuresAt('parcels', 14);
    const of = (number: number) =>
      features.find((feature) => feature.properties['code'] === lotCode(number))!.rings.map((ring) => Math.sign(signedArea(ring)));
    expect(of(10)).toEqual([1, -1]);
    expect(of(11)).toEqual([1, 1]);
    for (const { rings } of features) expect(signedArea(rings[0]!)).toBeGreaterThan(0);
  });

  test('a strip narrower than a unit stays as a speck at every zoom with parcels', () => {
    for (const zoom of [11, 12, 13, 14, 15]) {
      const strip = featuresAt('parcels', zoom).filter((feature) => feature.properties['code'] === lotCode(20));
      expect(strip.length).toBeGreaterThan(0);
      expect(strip.every((feature) => signedArea(feature.rings[0]!) > 0)).toBe(true);
    }
  });

  test('attributes are those of the columns; unknown ones are left out', () => {
    const of = (number: number) => featuresAt('parcels', 14).find((feature) => feature.properties['code'] === lotCode(number))!.properties;
    expect(of(1)).toEqual({ code: lotCode(1), taxPerMuWan: 1, grade: 'B', idle: 'none', freed: 'none' });
    expect(of(2)).toMatchObject({ taxPerMuWan: 0.9996, class: '淘汰关停类' });
    expect(of(5)).not.toHaveProperty('taxPerMuWan');
    expect(of(4)).not.toHaveProperty('grade');
    expect(of(3)).toMatchObject({ idle: 'suspected' });
    expect(of(21)).toMatchObject({ idle: 'decided' });
    expect(of(14)).toMatchObject({ freed: 'verified' });
    expect(of(15)).toMatchObject({ freed: 'declared' });
  });

  test('an empty tile has no bytes', () => {
    expect(parcelTile(snapshot, year, 14, 0, 0)).toHaveLength(0);
    expect(contextTile(snapshot, 14, 0, 0)).toHaveLength(0);
  });
});

describe('zoomed out', () => {
  const whole = sumsReply(summarise('none', snapshot.base, year, () => true).total);
  test.each([
    ['townships', 4],
    ['townships', 9],
    ['townships', 11],
    ['blocks', 10],
    ['blocks', 12],
  ])('%s at zoom %i hold all land, each place once', (layer, zoom) => {
    const places = new Map(featuresAt(layer, zoom).map((feature) => [feature.id, feature.properties]));
    const sum = (field: string) => [...places.values()].reduce((total, place) => total + Number(place[field] ?? 0), 0);
    expect(sum('parcels')).toBe(whole.parcels);
    expect(sum('areaMu')).toBeCloseTo(whole.areaMu!, 9);
  });

  test('values are weighted by area', () => {
    const east = featuresAt('townships', 9).find((feature) => feature.properties['name'] === '妙高街道')!.properties;
    const row = summarise('township', snapshot.base, year, () => true).rows.find((group) => group.name === '妙高街道')!;
    expect(east['taxPerMuWan']).toBe(row.ratioTax / row.ratioArea);
    expect(east['coverage']).toBe(row.taxKnown / row.parcels);
  });

  test('parcels are not drawn, and places are not where parcels are', () => {
    expect(featuresAt('parcels', 10)).toEqual([]);
    expect(featuresAt('townships', 12)).toEqual([]);
    expect(featuresAt('blocks', 13)).toEqual([]);
  });
});

describe('labels', () => {
  test.each([9, 11, 13, 16])('at zoom %i each name is in one tile', (zoom) => {
    const names = featuresAt('labels', zoom).map(
      (feature) => `${String(feature.properties['kind'])} ${String(feature.properties['code'])}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
  });
  test('firms are named close by only', () => {
    const kinds = (zoom: number) => new Set(featuresAt('labels', zoom).map((feature) => feature.properties['kind']));
    expect(kinds(14).has('parcel')).toBe(false);
    expect(kinds(17).has('parcel')).toBe(true);
  });
});

describe('the context', () => {
  test('has roads, water, outlines and names', () => {
    const { x, y } = tileAt([119.262, 28.58], 12);
    const layers = decodeTile(contextTile(snapshot, 12, x, y));
    expect([...layers.keys()].sort()).toEqual(['boundaries', 'places', 'roads', 'water']);
    expect(layers.get('roads')![0]!.type).toBe(2);
    expect(layers.get('places')![0]!.properties).toEqual({ name: '示例城' });
  });
  test('lines leave and come back in pieces, inside the buffered tile', () => {
    expect(clipLine([-200, 10, 5000, 10])).toEqual([[-64, 10, 4160, 10]]);
    expect(clipLine([100, 100, 100, 9000, 200, 9000, 200, 100])).toEqual([
      [100, 100, 100, 4160],
      [200, 4160, 200, 100],
    ]);
    expect(clipLine([-100, -100, -90, 5000])).toEqual([]);
  });
});

describe('cutting', () => {
  const frame = frameOf(14, 13619, 6833);
  const size = WORLD / 2 ** 14;
  const lonAt = (share: number): number => ((frame.west + share * size) / WORLD - 0.5) * 360;
  const latAt = (share: number): number =>
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * (frame.north + share * size)) / WORLD))) * 180) / Math.PI;
  const star = fc
    .tuple(
      fc.integer({ min: 3, max: 14 }),
      fc.double({ min: -0.3, max: 1.3, noNaN: true }),
      fc.double({ min: -0.3, max: 1.3, noNaN: true }),
      fc.double({ min: 0.0001, max: 0.9, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 }),
      fc.boolean(),
    )
    .map(([corners, x, y, radius, wobble, turned]): MultiPolygon => {
      const ring = Array.from({ length: corners }, (_, index): Position => {
        const angle = (2 * Math.PI * index) / corners;
        const reach = radius * (0.1 + 0.9 * wobble[index % wobble.length]!);
        return [lonAt(x + reach * Math.cos(angle)), latAt(y + reach * Math.sin(angle))];
      });
      const closed = [...ring, ring[0]!];
      return [[turned ? closed.reverse() : closed]];
    });

  test('whatever the shape: inside the buffered tile, no repeated points, wound clockwise, the area of what is inside', () => {
    fc.assert(
      fc.property(star, (shape) => {
        const shapes = buildShapes([shape]);
        const commands = startCommands();
        cutPolygons(commands, shapes, 0, frame);
        if (commands.numbers.length === 0) return;
        const layer = createLayer('one');
        layer.add(0, POLYGON, commands.numbers, {});
        const tile = new PbfWriter();
        layer.finish(tile);
        const { rings } = decodeTile(tile.finish()).get('one')![0]!;
        for (const ring of rings) {
          expect(ring.length).toBeGreaterThanOrEqual(4);
          expect(ring[0]).toEqual(ring.at(-1));
          expect(signedArea(ring)).toBeGreaterThan(0);
          for (const [index, point] of ring.entries()) {
            expect(Math.min(point.x, point.y)).toBeGreaterThanOrEqual(-64);
            expect(Math.max(point.x, point.y)).toBeLessThanOrEqual(4160);
            if (index > 0) expect(point).not.toEqual(ring[index - 1]);
          }
        }
        const exact = insideTile(
          shape[0]![0]!.map(([lon, lat]) => ({
            x: (mercatorX(lon) - frame.west) * frame.scale,
            y: (mercatorY(lat) - frame.north) * frame.scale,
          })),
        );
        const kept = rings.reduce((sum, ring) => sum + signedArea(insideTile(ring)), 0);
        const length = exact.reduce(
          (sum, point, index) =>
            sum + Math.hypot(point.x - exact[(index + 1) % exact.length]!.x, point.y - exact[(index + 1) % exact.length]!.y),
          0,
        );
        expect(Math.abs(kept - Math.abs(exact.length < 3 ? 0 : signedArea(exact)))).toBeLessThan(length + 64);
      }),
      { numRuns: 300 },
    );
  });

  test('a crowd of small parcels at zoom 11 is merged without losing land', () => {
    const side = 0.0002;
    const parcels = Array.from({ length: 7000 }, (_, index) => {
      const [x, y] = [119.3 + (index % 100) * side * 1.5, 28.5 + Math.floor(index / 100) * side * 1.5];
      return {
        ...town.parcels[0]!,
        code: `C${String(index).padStart(5, '0')}`,
        shape: [
          [
            [
              [x, y],
              [x + side, y],
              [x + side, y + side],
              [x, y + side],
              [x, y],
            ],
          ],
        ] as MultiPolygon,
      };
    });
    const crowd = buildSnapshot({ ...town, parcels, occupancies: [], allocations: [], accounts: [] }, [], TOWN_DAY);
    const { x, y } = tileAt([119.31, 28.51], 11);
    const features = decodeTile(parcelTile(crowd, crowd.columns(2021, null), 11, x, y)).get('parcels')!;
    const scale = 4096 / (WORLD / 2 ** 11);
    const all = [...crowd.base.codes.keys()].reduce((sum, index) => sum + areaOf(crowd.shapes, index) * scale * scale, 0);
    const kept = features.reduce((sum, feature) => sum + signedArea(feature.rings[0]!), 0);
    expect(features.length).toBeLessThan(3500);
    expect(Math.abs(kept / all - 1)).toBeLessThan(0.01);
  });
});
