// The plane that maps are printed in, round scales, insets that never overlap, and lines inside outlines.
import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { hatchLines } from '#domain/drawing/hatch-lines.ts';
import { hatches } from '#domain/drawing/hatches.ts';
import { movedInwards, windingOf } from '#domain/drawing/inward.ts';
import { gaussKrugerPlane, zoneMeridian } from '#domain/land/plane.ts';
import { clustersOf } from '#domain/print/clusters.ts';
import { divideSheet, placeInsets } from '#domain/print/insets.ts';
import { sheetOf } from '#domain/print/paper.ts';
import { pointsPerMetre, roundScales, scaleBar, scaleText, scaleToFit } from '#domain/print/scale.ts';

const lonLat = fc.record({ lon: fc.double({ min: 118, max: 123, noNaN: true }), lat: fc.double({ min: 27, max: 31.5, noNaN: true }) });

describe('the plane', () => {
  test('is EPSG:4490 in a 3° zone, to a tenth of a millimetre by another program', () => {
    fc.assert(
      fc.property(lonLat, ({ lon, lat }) => {
        const meridian = zoneMeridian(lon);
        const [x, y] = proj4(`+proj=etmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs`).forward([
          lon,
          lat,
        ]);
        const [east, north] = gaussKrugerPlane(meridian)(lon, lat);
        expect(Math.abs(east - x)).toBeLessThan(1e-4);
        expect(Math.abs(north - y)).toBeLessThan(1e-4);
      }),
    );
  });
  test('takes the meridian of the zone: 120° from 118.5° on', () => {
    expect([118.4, 118.6, 119.26, 121.4, 121.6].map(zoneMeridian)).toEqual([117, 120, 120, 120, 123]);
  });
});

describe('a scale', () => {
  test('fits the box, and the next larger one does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 80_000 }), fc.integer({ min: 200, max: 80_000 }), (wide, high) => {
        const box = { west: 0, south: 0, east: wide, north: high };
        const rect = { width: 800, height: 600 };
        const denominator = scaleToFit(box, rect, 10);
        const over = (scale: number): boolean => wide * pointsPerMetre(scale) > 780 || high * pointsPerMetre(scale) > 580;
        expect(over(denominator)).toBe(false);
        const larger = roundScales[roundScales.indexOf(denominator) - 1];
        if (larger !== undefined) expect(over(larger)).toBe(true);
      }),
    );
  });
  test('has a bar of round parts within its width', () => {
    for (const denominator of roundScales) {
      const { metres, parts } = scaleBar(denominator, 120);
      const length = metres * parts * pointsPerMetre(denominator);
      expect(length).toBeLessThanOrEqual(120);
      if (denominator >= 500) expect(length).toBeGreaterThan(40);
    }
    expect(scaleText(25_000)).toBe('1:25 000');
  });
  test('is that of the paper: 1 km at 1:10 000 is 10 cm', () => {
    expect((1000 * pointsPerMetre(10_000) * 25.4) / 72).toBeCloseTo(100, 9);
    expect(sheetOf('A4', 'portrait')).toMatchObject({
      width: expect.closeTo(595.28, 1) as number,
      height: expect.closeTo(841.89, 1) as number,
    });
  });
});

const boxes = fc.array(
  fc.record({
    township: fc.integer({ min: 0, max: 4 }),
    block: fc.integer({ min: 0, max: 6 }),
    x: fc.integer({ min: 0, max: 30_000 }),
    y: fc.integer({ min: 0, max: 30_000 }),
    side: fc.integer({ min: 20, max: 300 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const look = { air: 3, caption: 8, gap: 4, leastWidth: 50, leastHeight: 18, mainAir: 6 };

describe('insets', () => {
  const made = (drawn: { township: number; block: number; x: number; y: number; side: number }[]) =>
    drawn.map(({ township, block, x, y, side }) => ({ township, block, box: { west: x, south: y, east: x + side, north: y + side } }));

  test('hold every lot once, in its own township', () => {
    fc.assert(
      fc.property(boxes, (drawn) => {
        const clusters = clustersOf(made(drawn));
        expect(clusters.reduce((sum, { parcels }) => sum + parcels, 0)).toBe(drawn.length);
        for (const { township, box } of made(drawn)) {
          const holds = clusters.filter(
            (one) =>
              one.township === township &&
              one.box.west <= box.west &&
              one.box.east >= box.east &&
              one.box.south <= box.south &&
              one.box.north >= box.north,
          );
          expect(holds.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('lie in the sheet beside the main map, over nothing, and hold their cluster at their scale', () => {
    const body = { x: 20, y: 30, width: 900, height: 600 };
    fc.assert(
      fc.property(boxes, (drawn) => {
        const clusters = clustersOf(made(drawn));
        const extent = { west: 0, south: 0, east: 31_000, north: 31_000 };
        const { main, denominator, insets } = divideSheet(body, extent, clusters, look, null);
        const rects = [main, ...(insets?.insets ?? []).map(({ rect }) => rect)];
        for (const rect of rects) {
          expect(rect.x >= body.x - 1e-6 && rect.x + rect.width <= body.x + body.width + 1e-6).toBe(true);
          expect(rect.y >= body.y - 1e-6 && rect.y + rect.height <= body.y + body.height + 1e-6).toBe(true);
        }
        for (const [at, a] of rects.entries()) {
          for (const b of rects.slice(at + 1)) {
            const apart =
              a.x + a.width <= b.x + 1e-6 || b.x + b.width <= a.x + 1e-6 || a.y + a.height <= b.y + 1e-6 || b.y + b.height <= a.y + 1e-6;
            expect(apart).toBe(true);
          }
        }
        for (const { cluster, rect } of insets?.insets ?? []) {
          const factor = pointsPerMetre(insets!.denominator);
          expect((cluster.box.east - cluster.box.west) * factor).toBeLessThan(rect.width);
          expect((cluster.box.north - cluster.box.south) * factor).toBeLessThan(rect.height - look.caption);
          expect(insets!.denominator * 2).toBeLessThanOrEqual(denominator);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('are not made where the main map is as large already', () => {
    expect(
      placeInsets(
        clustersOf(made([{ township: 0, block: 0, x: 0, y: 0, side: 100 }])),
        [{ x: 0, y: 0, width: 500, height: 500 }],
        1500,
        look,
      ),
    ).toBeNull();
  });
});

describe('lines inside a lot', () => {
  const square = [0, 0, 100, 0, 100, 100, 0, 100];
  test('run inside whichever way the ring is wound, and outside of a hole', () => {
    const other = [0, 0, 0, 100, 100, 100, 100, 0];
    for (const ring of [square, other]) {
      expect(Math.abs(windingOf(movedInwards(ring, 10))) / 2).toBeCloseTo(6400, 6);
      expect(Math.abs(windingOf(movedInwards(ring, 10, true))) / 2).toBeCloseTo(14_400, 6);
    }
  });
  test('of a hatch cover the box at the same places whatever the box', () => {
    const hatch = hatches.find(({ name }) => name === 'idle-decided')!;
    const stroke = hatch.strokes[1]!;
    const on = (box: { left: number; top: number; right: number; bottom: number }) =>
      new Set(hatchLines(stroke, hatch.side, box, 1).map(([x, y]) => Math.round(x! + y!)));
    const [small, large] = [on({ left: 10, top: 10, right: 50, bottom: 50 }), on({ left: 0, top: 0, right: 100, bottom: 100 })];
    expect(small.size).toBe(21);
    expect([...small].every((place) => large.has(place))).toBe(true);
  });
  test('of a mark stand at least once in the smallest lot', () => {
    const hatch = hatches.find(({ name }) => name === 'freed-verified')!;
    expect(hatchLines(hatch.strokes[0]!, hatch.side, { left: 0, top: 0, right: 3, bottom: 3 }, 0.3)).toHaveLength(1);
  });
});
