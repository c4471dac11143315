// Shared land of two shapes, against rectangles and against shapes whose answer is known.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geodesicSquareMetres } from '../../../server/domain/land/area.ts';
import type { MultiPolygon, Ring } from '../../../server/domain/land/geometry.ts';
import { evenOddSquareMetres, overlapSquareMetres } from '../../../server/domain/land/overlap.ts';

function rectangle(west: number, south: number, east: number, north: number): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

const millidegrees = fc.integer({ min: 0, max: 40 }).map((value) => value / 1000);
const boxes = fc
  .tuple(millidegrees, millidegrees, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .map(([x, y, w, h]) => [119.2 + x, 28.5 + y, 119.2 + x + w / 1000, 28.5 + y + h / 1000] as const);

test('two rectangles share exactly the rectangle between them', () => {
  fc.assert(
    fc.property(boxes, boxes, (a, b) => {
      const [w, s, e, n] = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
      const expected = w < e && s < n ? geodesicSquareMetres([[rectangle(w, s, e, n)]]) : 0;
      const shared = overlapSquareMetres([[rectangle(...a)]], [[rectangle(...b)]]);
      expect(Math.abs(shared - expected)).toBeLessThanOrEqual(Math.max(0.01, expected * 2e-4));
    }),
    { numRuns: 200 },
  );
});

test('it does not matter which is first, and a shape shares all of itself', () => {
  const triangle: MultiPolygon = [
    [
      [
        [119.2, 28.5],
        [119.21, 28.502],
        [119.204, 28.51],
        [119.2, 28.5],
      ],
    ],
  ];
  const square: MultiPolygon = [[rectangle(119.203, 28.503, 119.213, 28.513)]];
  expect(overlapSquareMetres(triangle, square)).toBeCloseTo(overlapSquareMetres(square, triangle), 6);
  expect(overlapSquareMetres(triangle, triangle) / geodesicSquareMetres(triangle)).toBeCloseTo(1, 4);
});

test('neighbours along a common line share nothing', () => {
  expect(overlapSquareMetres([[rectangle(119.2, 28.5, 119.21, 28.51)]], [[rectangle(119.21, 28.5, 119.22, 28.51)]])).toBe(0);
  const left: MultiPolygon = [
    [
      [
        [119.2, 28.5],
        [119.21, 28.5],
        [119.212, 28.51],
        [119.2, 28.51],
        [119.2, 28.5],
      ],
    ],
  ];
  const right: MultiPolygon = [
    [
      [
        [119.21, 28.5],
        [119.22, 28.5],
        [119.22, 28.51],
        [119.212, 28.51],
        [119.21, 28.5],
      ],
    ],
  ];
  expect(overlapSquareMetres(left, right)).toBeLessThan(0.001);
});

test('what lies in the hole is not shared', () => {
  const ring: MultiPolygon = [[rectangle(119.2, 28.5, 119.23, 28.53), rectangle(119.21, 28.51, 119.22, 28.52)]];
  expect(overlapSquareMetres(ring, [[rectangle(119.212, 28.512, 119.218, 28.518)]])).toBeCloseTo(0, 6);
  const across = rectangle(119.205, 28.512, 119.215, 28.518);
  expect(overlapSquareMetres(ring, [[across]]) / geodesicSquareMetres([[across]])).toBeCloseTo(0.5, 3);
});

test('a bow-tie is filled by the even-odd rule, whatever its rings sum up to', () => {
  const bowtie: Ring = [
    [119.2, 28.5],
    [119.21, 28.51],
    [119.21, 28.5],
    [119.2, 28.51],
    [119.2, 28.5],
  ];
  const whole = geodesicSquareMetres([[rectangle(119.2, 28.5, 119.21, 28.51)]]);
  expect(evenOddSquareMetres([bowtie]) / whole).toBeCloseTo(0.5, 3);
  expect(geodesicSquareMetres([[bowtie]]) / whole).toBeLessThan(0.01);
});
