// Web Mercator as whole numbers, and the Hilbert order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hilbertKey, latOfMercator, lonOfMercator, mercatorX, mercatorY, tileAt, tileBounds } from '#domain/land/mercator.ts';

const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const lat = fc.double({ min: -84, max: 84, noNaN: true });

test('there and back is within a centimetre', () => {
  fc.assert(
    fc.property(lon, lat, (east, north) => {
      expect(Math.abs(lonOfMercator(mercatorX(east)) - east)).toBeLessThan(9e-8);
      expect(Math.abs(latOfMercator(mercatorY(north)) - north)).toBeLessThan(9e-8);
    }),
  );
});

test('the tile that holds a position has it inside its bounds; known tiles', () => {
  fc.assert(
    fc.property(lon, lat, fc.integer({ min: 0, max: 20 }), (east, north, zoom) => {
      const { x, y } = tileAt([east, north], zoom);
      const [west, south, right, top] = tileBounds(zoom, x, y);
      expect(east).toBeGreaterThanOrEqual(west - 1e-7);
      expect(east).toBeLessThanOrEqual(right + 1e-7);
      expect(north).toBeGreaterThanOrEqual(south - 1e-7);
      expect(north).toBeLessThanOrEqual(top + 1e-7);
    }),
  );
  expect(tileAt([119.263, 28.581], 14)).toEqual({ x: 13619, y: 6833 });
});

test('neighbours on the curve are neighbours on the ground', () => {
  // All cells of a 16 × 16 corner of the grid, in the order of their keys: each step goes to an adjoining cell.
  const cells = Array.from({ length: 256 }, (_, index) => ({ x: (index % 16) * 65_536, y: Math.floor(index / 16) * 65_536 }));
  const ordered = [...cells].sort((a, b) => hilbertKey(a.x, a.y) - hilbertKey(b.x, b.y));
  expect(new Set(ordered.map(({ x, y }) => hilbertKey(x, y))).size).toBe(256);
  for (const [index, cell] of ordered.slice(1).entries()) {
    const before = ordered[index]!;
    expect(Math.abs(cell.x - before.x) + Math.abs(cell.y - before.y)).toBe(65_536);
  }
});
