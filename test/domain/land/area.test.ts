// Measured area: known values on the CGCS2000 ellipsoid, and what may not change it.
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, test } from 'vitest';
import {
  CGCS2000_FLATTENING,
  geodesicSquareMetres,
  karneySquareMetres,
  measuredArea,
  metresPerDegree,
  ringSquareMetres,
} from '../../../server/domain/land/area.ts';
import type { Position, Ring } from '../../../server/domain/land/geometry.ts';

/** Closed form of the area between two parallels over one degree of longitude: an answer that owes nothing to the code under test. */
function beltSquareMetres(south: number, north: number, degrees: number): number {
  const [a, f] = [6_378_137, 1 / 298.257222101];
  const e = Math.sqrt(f * (2 - f));
  const q = (latitude: number) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return (1 - e * e) * (sine / (1 - (e * sine) ** 2) + Math.atanh(e * sine) / e);
  };
  return ((a * a) / 2) * ((degrees * Math.PI) / 180) * (q(north) - q(south));
}

const ellipsoid = new geodesic.Geodesic.Geodesic(6_378_137, CGCS2000_FLATTENING);

/** Regular polygon of a given radius, walked out on the ellipsoid. */
function regular(lat: number, lon: number, radius: number, corners: number, turn = 0): Ring {
  const ring: Position[] = Array.from({ length: corners }, (_, index) => {
    const end = ellipsoid.Direct(lat, lon, turn + (index * 360) / corners, radius);
    return [end.lon2!, end.lat2!];
  });
  return [...ring, ring[0]!];
}

describe('known areas', () => {
  test('a narrow belt between two parallels, edges laid along them', () => {
    const edge = Array.from({ length: 201 }, (_, index): Position => [119 + index / 2000, 28.5]);
    const back = Array.from({ length: 201 }, (_, index): Position => [119.1 - index / 2000, 28.6]);
    const ring = [...edge, ...back, edge[0]!];
    const expected = beltSquareMetres(28.5, 28.6, 0.1);
    expect(Math.abs(geodesicSquareMetres([[ring]]) / expected - 1)).toBeLessThan(1e-5);
  });

  test.each([6, 80, 800])('a square of %i m is what its sides say, within 0.001 %', (side) => {
    const ring = regular(28.59, 119.27, side / Math.SQRT2, 4, 13);
    expect(Math.abs(ringSquareMetres(ring) / (side * side) - 1)).toBeLessThan(1e-5);
  });

  test('the closed form for lots agrees with Karney’s polygon to the micro-mu, wherever in China and whatever the outline', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 18, max: 50, noNaN: true }),
        fc.double({ min: 74, max: 134, noNaN: true }),
        fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 }),
        (lat, lon, radii) => {
          const corners = radii.map((radius, index): Position => {
            const angle = (2 * Math.PI * index) / radii.length;
            return [
              lon + (radius * 300 * Math.cos(angle)) / (111_320 * Math.cos((lat * Math.PI) / 180)),
              lat + (radius * 300 * Math.sin(angle)) / 111_000,
            ];
          });
          const ring = [...corners, corners[0]!];
          // A micro-mu is 0.00067 square metres.
          expect(Math.abs(ringSquareMetres(ring) - karneySquareMetres(ring))).toBeLessThan(0.000_3);
        },
      ),
    );
  });

  test('in micro-mu: 1 m² is 1 500', () => {
    const shape = [[regular(28.59, 119.27, 100, 12)]];
    expect(measuredArea(shape)).toBe(Math.round(geodesicSquareMetres(shape) * 1500));
  });

  test('a degree is as long as the ellipsoid says', () => {
    const scale = metresPerDegree(28.59);
    expect(scale.north).toBeCloseTo(ellipsoid.Inverse(28.585, 119, 28.595, 119).s12! * 100, 1);
    expect(scale.east).toBeCloseTo(ellipsoid.Inverse(28.59, 119, 28.59, 119.001).s12! * 1000, 0);
  });
});

describe('properties', () => {
  const shape = fc.record({
    lat: fc.double({ min: 27, max: 31, noNaN: true }),
    lon: fc.double({ min: 118, max: 123, noNaN: true }),
    radius: fc.double({ min: 20, max: 2000, noNaN: true }),
    corners: fc.integer({ min: 3, max: 30 }),
    turn: fc.double({ min: 0, max: 360, noNaN: true }),
    start: fc.nat(100),
  });

  test('neither the first corner nor the direction matters', () => {
    fc.assert(
      fc.property(shape, ({ lat, lon, radius, corners, turn, start }) => {
        const ring = regular(lat, lon, radius, corners, turn);
        const open = ring.slice(0, -1);
        const moved = [...open.slice(start % corners), ...open.slice(0, start % corners)];
        const area = ringSquareMetres(ring);
        expect(Math.abs(ringSquareMetres([...moved, moved[0]!]) - area)).toBeLessThan(1e-3);
        expect(Math.abs(ringSquareMetres(ring.toReversed()) - area)).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });

  test('a hole is taken away and a second part is added', () => {
    fc.assert(
      fc.property(shape, ({ lat, lon, radius, corners, turn }) => {
        const outer = regular(lat, lon, radius, corners, turn);
        const hole = regular(lat, lon, radius / 3, corners, turn);
        const apart = regular(lat, lon + 0.1, radius, corners, turn);
        const expected = ringSquareMetres(outer) - ringSquareMetres(hole) + ringSquareMetres(apart);
        expect(geodesicSquareMetres([[outer, hole.toReversed()], [apart]])).toBeCloseTo(expected, 6);
      }),
      { numRuns: 30 },
    );
  });

  test('moved along its parallel it keeps its area', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: -3, max: 3, noNaN: true }), ({ lat, lon, radius, corners, turn }, by) => {
        const ring = regular(lat, lon, radius, corners, turn);
        const moved = ring.map(([x, y]): Position => [x + by, y]);
        expect(Math.abs(ringSquareMetres(moved) / ringSquareMetres(ring) - 1)).toBeLessThan(1e-6);
      }),
      { numRuns: 30 },
    );
  });
});
