// Points inside shapes and shapes that touch.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import { innerPoint, insideShape, shapeOfBounds, shapesTouch } from '#domain/land/inside.ts';

const star = (corners: number, centre: Position, radius: number, wobble: readonly number[]): MultiPolygon => {
  const ring = Array.from({ length: corners }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / corners;
    const reach = radius * (0.25 + 0.75 * wobble[index % wobble.length]!);
    return [centre[0] + reach * Math.cos(angle), centre[1] + reach * Math.sin(angle)];
  });
  return [[[...ring, ring[0]!]]];
};
const shape = fc
  .tuple(
    fc.integer({ min: 3, max: 12 }),
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: 0.1, max: 4, noNaN: true }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 7 }),
  )
  .map(([corners, x, y, radius, wobble]) => star(corners, [x, y], radius, wobble));

describe('the inner point', () => {
  test('is inside, whatever the shape', () => {
    fc.assert(fc.property(shape, (given) => insideShape(given, innerPoint(given)!)));
  });
  test('is not in the hole', () => {
    const ring: MultiPolygon = [[shapeOfBounds([0, 0, 10, 10])[0]![0]!, shapeOfBounds([1, 1, 9, 9])[0]![0]!]];
    expect(insideShape(ring, innerPoint(ring)!)).toBe(true);
  });
  test('is nowhere for a shape without extent', () => {
    expect(innerPoint([])).toBeNull();
  });
});

describe('shapes that touch', () => {
  test('touch both ways, and each touches a box around its inner point', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(shapesTouch(a, b)).toBe(shapesTouch(b, a));
        const [x, y] = innerPoint(a)!;
        expect(shapesTouch(a, shapeOfBounds([x - 1e-9, y - 1e-9, x + 1e-9, y + 1e-9]))).toBe(true);
      }),
    );
  });
  test('a shape in the hole of another does not', () => {
    const ring: MultiPolygon = [[shapeOfBounds([0, 0, 10, 10])[0]![0]!, shapeOfBounds([1, 1, 9, 9])[0]![0]!]];
    expect(shapesTouch(ring, shapeOfBounds([3, 3, 4, 4]))).toBe(false);
    expect(shapesTouch(ring, shapeOfBounds([3, 3, 9, 4]))).toBe(true);
  });
});
