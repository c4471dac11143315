// Overlays of two shapes: areas add up, and the outlines hold exactly the land that they say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon, Position, Ring } from '#domain/land/geometry.ts';
import { insideShape } from '#domain/land/inside.ts';
import { overlaid } from '#domain/land/overlay.ts';
import { overlapSquareMetres } from '#domain/land/overlap.ts';

const scale = metresPerDegree(28.5);
const at = ([x, y]: readonly [number, number]): Position => [119.2 + x / scale.east, 28.5 + y / scale.north];
const ring = (points: readonly (readonly [number, number])[]): Ring => [...points, points[0]!].map(at);
const box = (x: number, y: number, width: number, height: number): Ring =>
  ring([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]);
const areas = (a: MultiPolygon, b: MultiPolygon) =>
  (['and', 'minus', 'or'] as const).map((which) => Math.round(overlaid(a, b, which).squareMetres));
const rings = (shape: MultiPolygon) => shape.map((polygon) => polygon.map((one) => one.length - 1));

describe('an overlay', () => {
  const square: MultiPolygon = [[box(0, 0, 100, 100)]];

  it('of squares that cross', () => {
    const other: MultiPolygon = [[box(50, 50, 100, 100)]];
    expect(areas(square, other)).toEqual([2500, 7500, 17_500]);
    expect(rings(overlaid(square, other, 'and').shape)).toEqual([[4]]);
    expect(rings(overlaid(square, other, 'minus').shape)).toEqual([[6]]);
    expect(rings(overlaid(square, other, 'or').shape)).toEqual([[8]]);
    expect(overlaid(square, other, 'and').perimeterMetres).toBeCloseTo(200, 2);
  });

  it('of neighbours is nothing, one square and one oblong', () => {
    const other: MultiPolygon = [[box(100, 0, 100, 100)]];
    expect(areas(square, other)).toEqual([0, 10_000, 20_000]);
    expect(overlaid(square, other, 'and').shape).toEqual([]);
    expect(rings(overlaid(square, other, 'or').shape)).toEqual([[4]]);
    const above: MultiPolygon = [[box(0, 100, 100, 100)]];
    expect(rings(overlaid(square, above, 'or').shape)).toEqual([[4]]);
  });

  it('of one within the other leaves a hole', () => {
    const inner: MultiPolygon = [[box(20, 20, 10, 10)]];
    const rest = overlaid(square, inner, 'minus');
    expect(rings(rest.shape)).toEqual([[4, 4]]);
    expect(rest.squareMetres).toBeCloseTo(9900, 0);
    expect(overlapSquareMetres(rest.shape, inner)).toBeCloseTo(0, 3);
  });

  it('fits a hole and leaves nothing of what it fills', () => {
    const frame: MultiPolygon = [[box(0, 0, 100, 100), box(40, 40, 20, 20)]];
    const plug: MultiPolygon = [[box(40, 40, 20, 20)]];
    expect(areas(frame, plug)).toEqual([0, 9600, 10_000]);
    expect(rings(overlaid(frame, plug, 'or').shape)).toEqual([[4]]);
    expect(overlaid(square, square, 'minus').shape).toEqual([]);
  });

  it('of squares that meet in a corner, and of a hole that touches the outline', () => {
    const corner: MultiPolygon = [[box(100, 100, 50, 50)]];
    expect(rings(overlaid(square, corner, 'or').shape)).toEqual([[4], [4]]);
    const wedge: MultiPolygon = [
      [
        ring([
          [50, 0],
          [70, 40],
          [30, 40],
        ]),
      ],
    ];
    const rest = overlaid(square, wedge, 'minus');
    expect(rest.squareMetres).toBeCloseTo(10_000 - 800, 0);
    expect(overlapSquareMetres(rest.shape, wedge)).toBeCloseTo(0, 3);
    expect(overlapSquareMetres(rest.shape, square)).toBeCloseTo(9200, 0);
  });

  it('counts a ring that crosses itself as it is filled', () => {
    const bow: MultiPolygon = [
      [
        ring([
          [0, 0],
          [100, 100],
          [100, 0],
          [0, 100],
        ]),
      ],
    ];
    expect(areas(square, bow)).toEqual([5000, 5000, 10_000]);
  });

  it('holds exactly the land it says, whatever the shapes', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    const shape = fc
      .array(
        fc.array(point, { minLength: 3, maxLength: 6 }).map((points) => [ring(points.map(([x, y]) => [x * 10, y * 10]))]),
        { minLength: 1, maxLength: 3 },
      )
      .map((polygons): MultiPolygon => polygons);
    fc.assert(
      fc.property(shape, shape, fc.constantFrom('and', 'minus', 'or' as const), (a, b, which) => {
        // Parts of one shape that overlap would count by the even-odd rule as a whole; here each part is a shape of its own.
        const land = overlaid(a, b, which);
        // The outline gives its own area back, alone and with what it was made of.
        expect(overlaid(land.shape, land.shape, 'and').squareMetres).toBeCloseTo(land.squareMetres, 1);
        // Nowhere on an edge: between corners of this grid, 12 steps apart at most, no line comes nearer than a twentieth of a millimetre.
        for (let x = 1.003; x < 120; x += 8) {
          for (let y = 2.041; y < 120; y += 8) {
            const position = at([x, y]);
            const odd = (one: MultiPolygon) => one.filter((polygon) => insideShape([polygon], position)).length % 2 === 1;
            const [inA, inB] = [odd(a), odd(b)];
            const expected = which === 'and' ? inA && inB : which === 'minus' ? inA && !inB : inA || inB;
            expect(insideShape(land.shape, position)).toBe(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
