// Lots of a demonstration county lie side by side: no point in two of them, borders shared to the last digit, streets between.
import { describe, expect, test } from 'vitest';
import { selfCrossing } from '../../server/intake/check/self-crossing.ts';
import { generateCounty } from '../../server/demo/generate.ts';
import { planeAt, type Point } from '../../server/demo/plane.ts';
import { contains, signedArea } from '../../server/demo/polygon.ts';
import { createRandom } from '../../server/demo/random.ts';

const county = generateCounty({ county: '330411', parcels: 900, seed: 3 });
const plane = planeAt([120.7, 30.77]);
const lots = county.parcels.map((parcel) => ({
  block: parcel.block,
  rings: parcel.shape![0]!.map((ring) => ring.slice(0, -1).map((position): Point => plane.toPoint(position))),
}));
const inLot = (rings: readonly (readonly Point[])[], point: Point): boolean =>
  contains(rings[0]!, point) && !rings.slice(1).some((hole) => contains(hole, point));

describe('lots', () => {
  test('are closed, simple, outer ring counter-clockwise and holes clockwise', () => {
    for (const parcel of county.parcels) {
      expect(selfCrossing(parcel.shape!)).toBeNull();
      for (const [index, ring] of parcel.shape![0]!.entries()) {
        expect(ring[0]).toEqual(ring.at(-1));
        expect(Math.sign(signedArea(ring.slice(0, -1).map(plane.toPoint)))).toBe(index === 0 ? 1 : -1);
      }
    }
  });

  test('do not overlap: a random point of a block is in one lot at most', () => {
    const random = createRandom('points');
    let found = 0;
    for (const block of county.blocks) {
      const own = lots.filter((lot) => lot.block === block.code);
      const outline = block.shape![0]![0]!.slice(0, -1).map(plane.toPoint);
      const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
      for (let turn = 0; turn < 60; turn += 1) {
        const point: Point = [random.range(Math.min(...xs), Math.max(...xs)), random.range(Math.min(...ys), Math.max(...ys))];
        const holders = own.filter((lot) => inLot(lot.rings, point)).length;
        expect(holders).toBeLessThanOrEqual(1);
        found += holders;
      }
    }
    // Lots fill more than half of the boxes around blocks; otherwise the test above would say nothing.
    expect(found).toBeGreaterThan(county.blocks.length * 60 * 0.4);
  });

  test('stay inside their block, and blocks do not touch', () => {
    for (const block of county.blocks) {
      const outline = block.shape![0]![0]!.slice(0, -1).map(plane.toPoint);
      for (const lot of lots.filter((candidate) => candidate.block === block.code)) {
        expect(lot.rings[0]!.every((point) => contains(outline, point))).toBe(true);
      }
      for (const other of county.blocks) {
        if (other !== block) expect(other.shape![0]![0]!.some((position) => contains(outline, plane.toPoint(position)))).toBe(false);
      }
    }
  });

  test('share their borders exactly, run against each other', () => {
    const edges = new Set<string>();
    let shared = 0;
    for (const parcel of county.parcels) {
      for (const ring of parcel.shape![0]!) {
        for (let index = 0; index + 1 < ring.length; index += 1) {
          const [from, to] = [ring[index]!.join(','), ring[index + 1]!.join(',')];
          expect(edges.has(`${from} ${to}`)).toBe(false);
          if (edges.has(`${to} ${from}`)) shared += 1;
          edges.add(`${from} ${to}`);
        }
      }
    }
    expect(shared).toBeGreaterThan(county.parcels.length);
  });

  test('are no checkerboard: corners of all kinds, some lots bent, some with a hole', () => {
    const corners = lots.map((lot) => lot.rings[0]!.length);
    expect(new Set(corners).size).toBeGreaterThan(5);
    const concave = lots.filter(({ rings: [ring] }) =>
      ring!.some((point, index) => {
        const [before, after] = [ring!.at(index - 1)!, ring![(index + 1) % ring!.length]!];
        const [ax, ay, bx, by] = [point[0] - before[0], point[1] - before[1], after[0] - point[0], after[1] - point[1]];
        return (ax * by - ay * bx) / (Math.hypot(ax, ay) * Math.hypot(bx, by)) < -0.7;
      }),
    );
    expect(concave.length).toBeGreaterThan(5);
    expect(lots.some((lot) => lot.rings.length > 1)).toBe(true);
  });
});

describe('townships', () => {
  test('share their borders exactly', () => {
    const edges = new Map<string, number>();
    for (const { shape } of county.townships) {
      const ring = shape![0]![0]!;
      for (let index = 0; index + 1 < ring.length; index += 1) {
        const key = [ring[index]!.join(','), ring[index + 1]!.join(',')].sort().join(' ');
        edges.set(key, (edges.get(key) ?? 0) + 1);
      }
    }
    expect(Math.max(...edges.values())).toBe(2);
    expect([...edges.values()].filter((count) => count === 2).length).toBeGreaterThan(300);
  });

  test('hold the blocks that name them', () => {
    for (const block of county.blocks) {
      const township = county.townships.find((candidate) => candidate.code === block.township)!;
      const ring = township.shape![0]![0]!.slice(0, -1).map(plane.toPoint);
      expect(contains(ring, plane.toPoint(block.shape![0]![0]![0]!))).toBe(true);
    }
  });
});
