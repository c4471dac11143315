// What is wrong with drawings: found at its parcel, never mended in silence, and the quick tests agree with the exact ones.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { townshipCode } from '../../server/domain/land/codes.ts';
import type { MultiPolygon, Position } from '../../server/domain/land/geometry.ts';
import { overlapSquareMetres } from '../../server/domain/land/overlap.ts';
import { insideShape } from '../../server/domain/land/inside.ts';
import { mayCross } from '../../server/intake/check/crossing-test.ts';
import { mayOverlap } from '../../server/intake/check/neighbours.ts';
import { neighboursOf } from '../../server/intake/check/overlaps.ts';
import { planeAround, PlanePool } from '../../server/intake/check/plane.ts';
import { selfCrossing } from '../../server/intake/check/self-crossing.ts';
import { townshipPlaces } from '../../server/intake/check/township-places.ts';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from '../../server/intake/place/shifted.ts';
import { withoutSpikes } from '../../server/intake/repair/spikes.ts';
import { box, code, context, csv, issuesOf, parcelShapefile, rowsOf, take, type Point } from './making.ts';

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const lonLat = (points: readonly Point[]): Position[] => points.map(([east, north]) => zone.toLonLat(east, north));
const layer = (shapes: readonly (readonly (readonly Point[])[])[]) =>
  parcelShapefile(
    shapes.map((_, index) => [code(index + 1), '', '', '']),
    shapes,
  );
const read = (shapes: readonly (readonly (readonly Point[])[])[], changes: Parameters<typeof take>[2] = {}) =>
  take('parcels', layer(shapes), { name: 'a.zip', ...changes });
const bowtie: Point[] = [
  [x, y],
  [x + 60, y + 60],
  [x + 60, y],
  [x, y + 60],
  [x, y],
];
const spiked: Point[] = [
  [x, y],
  [x, y + 100],
  [x + 50, y + 100],
  [x + 50, y + 160],
  [x + 50.01, y + 100],
  [x + 100, y + 100],
  [x + 100, y],
  [x, y],
];

describe('mending is proposed, shown and kept', () => {
  test('a crossing drawing stays as it is, with what it would become', async () => {
    const outcome = await read([[bowtie]]);
    const [parcel] = rowsOf(outcome, 'parcels');
    expect(parcel!.measuredArea).toBeNull();
    expect(parcel!.shape![0]![0]).toHaveLength(5);
    expect(issuesOf(outcome, 'geometry-self-crossing')).toHaveLength(1);
    expect(issuesOf(outcome, 'geometry-repair-proposed')).toMatchObject([{ severity: 'info', subject: code(1), row: 1 }]);
    const [repair] = outcome.repairs!;
    expect(repair).toMatchObject({ parcel: code(1), row: 1, sheet: '宗地', faults: ['self-crossing'], applied: false });
    expect(repair!.before).toEqual(parcel!.shape);
    expect(repair!.after).toHaveLength(2);
    expect(repair!.areaAfter / (1800 * 1500)).toBeCloseTo(1, 2);
  });

  test('asked for, the mended drawing is taken and measured, and the one that was sent is kept', async () => {
    const outcome = await read([[bowtie]], { repair: true });
    const [parcel] = rowsOf(outcome, 'parcels');
    expect(parcel!.shape).toHaveLength(2);
    expect(parcel!.measuredArea! / (1800 * 1500)).toBeCloseTo(1, 2);
    expect(selfCrossing(parcel!.shape!)).toBeNull();
    expect(issuesOf(outcome, 'geometry-repaired')).toMatchObject([{ severity: 'warning', subject: code(1) }]);
    expect(outcome.repairs![0]).toMatchObject({ applied: true, after: parcel!.shape });
    expect(outcome.repairs![0]!.before[0]![0]).toHaveLength(5);
  });

  test('a spike is named with its place; without it the area is the square', async () => {
    const outcome = await read([[spiked]]);
    expect(issuesOf(outcome, 'geometry-spike')).toMatchObject([{ severity: 'warning', subject: code(1) }]);
    expect(outcome.repairs![0]!.after[0]![0]).toHaveLength(7);
    expect(outcome.repairs![0]!.areaAfter / 15_000_000).toBeCloseTo(1, 3);
  });

  test('good drawings bring no proposals, and no square loses a corner to the search for spikes', async () => {
    expect((await read([[box(x, y, 100, 100)]])).repairs).toBeUndefined();
    const ring = lonLat(box(x, y, 100, 0.2));
    expect(withoutSpikes(ring)).toEqual(ring);
  });
});

describe('drawings among each other', () => {
  test('the same outline twice is one finding, not an overlap with everything', async () => {
    const square = box(x, y, 100, 100);
    const outcome = await read([
      [square],
      [square.toReversed()],
      [[...square.slice(2, 5), ...square.slice(1, 3)]],
      [box(x + 50, y, 100, 100)],
    ]);
    expect(issuesOf(outcome, 'geometry-duplicate').map((issue) => [issue.subject, issue.value])).toEqual([
      [code(2), code(1)],
      [code(3), code(1)],
    ]);
    expect(issuesOf(outcome, 'geometry-overlap').map((issue) => issue.subject)).toEqual([code(4)]);
  });

  test('a strip that was left between two lots is told with its width; a road is not', async () => {
    const outcome = await read([[box(x, y, 100, 100)], [box(x + 100.12, y, 100, 100)], [box(x, y + 106, 100, 100)]]);
    expect(issuesOf(outcome, 'geometry-gap').map((issue) => [issue.subject, issue.value])).toEqual([[code(2), code(1)]]);
    expect(issuesOf(outcome, 'geometry-gap')[0]!.message).toContain('0.12 米');
  });

  const shape = (points: readonly Point[]): MultiPolygon => [[lonLat([...points, points[0]!])]];
  const corner = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })).map(([a, b]): Point => [x + a * 5, y + b * 5]);
  const polygon = fc.uniqueArray(corner, { minLength: 3, maxLength: 7, selector: (point) => point.join() }).map(shape);

  test('whatever the quick test calls apart shares no ground', () => {
    fc.assert(
      fc.property(polygon, polygon, (a, b) => {
        const plane = planeAround(a[0]![0]![0]!);
        const shared = overlapSquareMetres(a, b);
        fc.pre(!selfCrossing(a) && !selfCrossing(b));
        const pool = new PlanePool();
        if (!mayOverlap(pool.add(a, plane), pool.add(b, plane))) expect(shared).toBeLessThan(1);
        expect(neighboursOf([a, b], 0).overlaps.length + neighboursOf([a, b], 0).duplicates.length).toBe(shared >= 1 ? 1 : 0);
      }),
      { numRuns: 400 },
    );
  });

  test('whatever the quick test calls sound does not cross itself', () => {
    fc.assert(
      fc.property(polygon, (a) => {
        if (!mayCross(new PlanePool().add(a, planeAround(a[0]![0]![0]!)))) expect(selfCrossing(a)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});

describe('townships by place', () => {
  const [east, west] = [townshipCode('331123105'), townshipCode('331123106')];
  const townships = [
    { code: west, name: '石练镇', shape: [[lonLat(box(x - 1000, y - 1000, 1000, 3000))]] },
    { code: east, name: '大柘镇', shape: [[lonLat(box(x, y - 1000, 1000, 3000))]] },
  ];

  test('the outline that holds a lot gives its township when nothing states one; what is stated stays', async () => {
    const wkt = (points: readonly Point[]) =>
      `"POLYGON((${lonLat(points)
        .map((position) => position.join(' '))
        .join(',')}))"`;
    const text = csv(
      ['宗地代码', '乡镇', 'wkt'],
      [code(1), '', wkt(box(x + 10, y, 50, 50))],
      [code(2), '', wkt(box(x - 90, y, 50, 50))],
      [code(3), '石练镇', wkt(box(x + 200, y, 50, 50))],
    );
    const outcome = await take('parcels', text, { crs: 'EPSG:4490', context: context({ townships }) });
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.township)).toEqual([east, west, west]);
    expect(issuesOf(outcome, 'township-mismatch')).toMatchObject([{ subject: code(3), value: `${west} / ${east}`, column: '乡镇' }]);
    expect(issuesOf(outcome, 'value-assumed').map((issue) => issue.subject)).toEqual([code(1), code(2)]);
  });

  test('bands of latitude answer as the whole outline does', () => {
    const star: MultiPolygon = [
      [
        Array.from({ length: 41 }, (_, index): Position => [
          119 + (0.3 + 0.2 * (index % 2)) * Math.cos((index % 40) / 6.366),
          28.5 + (0.3 + 0.2 * (index % 2)) * Math.sin((index % 40) / 6.366),
        ]),
      ],
    ];
    const places = townshipPlaces([{ code: east, shape: star }])!;
    fc.assert(
      fc.property(fc.double({ min: 118.4, max: 119.6, noNaN: true }), fc.double({ min: 27.9, max: 29.1, noNaN: true }), (lon, lat) => {
        expect(places.at([lon, lat]) !== null).toBe(insideShape(star, [lon, lat]));
      }),
    );
  });
});

describe('offset coordinates', () => {
  test.each([
    ['GCJ-02', toGcj02, fromGcj02, 600],
    ['BD-09', toBd09, fromBd09, 1170],
  ] as const)('%s is suspected from known lots and undone only when asked', async (name, shift, undo, metres) => {
    const squares = Array.from({ length: 5 }, (_, index) => box(x + index * 300, y, 100, 100));
    const known = context({ parcels: squares.map((points, index) => ({ code: code(index + 1), shape: [[lonLat(points)]] })) });
    const file = JSON.stringify({
      type: 'FeatureCollection',
      features: squares.map((points, index) => ({
        type: 'Feature',
        properties: { 宗地代码: code(index + 1) },
        geometry: { type: 'Polygon', coordinates: [lonLat(points).map((position) => shift(position))] },
      })),
    });
    const outcome = await take('parcels', file, { name: 'a.geojson', context: known });
    const [issue] = issuesOf(outcome, 'crs-shift-suspected');
    expect(issue!.message).toContain(name);
    const [east, north] = issue!.value!.split(/[, ]+/).map(Number);
    expect(Math.abs(Math.hypot(east!, north!) - metres)).toBeLessThan(60);
    expect(rowsOf(outcome, 'parcels')[0]!.shape![0]![0]![0]![0]).toBeCloseTo(shift(lonLat(squares[0]!)[0]!)[0], 6);
    const corrected = await take('parcels', file, { name: 'a.geojson', crs: name, context: known });
    expect(issuesOf(corrected, 'crs-shift-suspected')).toEqual([]);
    const [at, wanted] = [rowsOf(corrected, 'parcels')[0]!.shape![0]![0]!, lonLat(squares[0]!)];
    expect(Math.min(...at.map(([lon, lat]) => Math.hypot(lon - wanted[0]![0], lat - wanted[0]![1])))).toBeLessThan(1e-9);
    expect(undo(shift([119.26, 28.59]))[0]).toBeCloseTo(119.26, 10);
  });

  test.each([
    ['GCJ-02', toGcj02],
    ['BD-09', toBd09],
  ] as const)('%s is suspected from township outlines when no lot is known, and not without reason', async (name, shift) => {
    // Two townships with a border between them; lots of both along it.
    const border = lonLat(box(x, y, 1, 1))[0]![0];
    const [west, south, north] = [border - 0.2, lonLat(box(x, y - 8000, 1, 1))[0]![1], lonLat(box(x, y + 8000, 1, 1))[0]![1]];
    const outline = (from: number, to: number): MultiPolygon => [
      [
        [
          [from, south],
          [to, south],
          [to, north],
          [from, north],
          [from, south],
        ],
      ],
    ];
    const known = context({
      townships: [
        { code: townshipCode('331123001'), name: '妙高街道', shape: outline(west, border) },
        { code: townshipCode('331123105'), name: '大柘镇', shape: outline(border, border + 0.2) },
      ],
    });
    const fileOf = (move: (position: Position) => Position, rough: number): string =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: Array.from({ length: 40 }, (_, index) => {
          const east = index % 2 === 1;
          const away = 120 + (index % 5) * 90 + rough;
          const ring = lonLat(box(east ? x + away : x - away - 50, y + index * 120 - 2400, 50, 50)).map(move);
          return {
            type: 'Feature',
            properties: { 宗地代码: code(index + 1), 乡镇: east ? '大柘镇' : '妙高街道' },
            geometry: { type: 'Polygon', coordinates: [ring] },
          };
        }),
      });
    const suspected = async (text: string, crs?: string) =>
      issuesOf(await take('parcels', text, { name: 'a.geojson', context: known, crs }), 'crs-shift-suspected');
    const [issue] = await suspected(fileOf(shift, 0));
    expect(issue!.message).toContain(`--crs ${name}`);
    expect(await suspected(fileOf(shift, 0), name)).toEqual([]);
    expect(await suspected(fileOf((position) => position, 0))).toEqual([]);
    // Lots on the wrong side of the border because somebody wrote the wrong township are no shift.
    expect(await suspected(fileOf((position) => position, 3000).replaceAll('大柘镇', '妙高街道'))).toEqual([]);
  });

  test('lots that were only surveyed anew, or that all differ, raise no suspicion', async () => {
    const squares = Array.from({ length: 5 }, (_, index) => box(x + index * 300, y, 100, 100));
    const moved = (index: number) => [[lonLat(box(x + index * 300 + (index % 2 ? 400 : 2), y + index * 90, 100, 100))]] as MultiPolygon;
    const known = context({ parcels: squares.map((_, index) => ({ code: code(index + 1), shape: moved(index) })) });
    expect(
      issuesOf(
        await read(
          squares.map((points) => [points]),
          { context: known },
        ),
        'crs-shift-suspected',
      ),
    ).toEqual([]);
  });
});

test('a drawing larger than any county has no area, and is told', async () => {
  const ring = [
    [60, 10],
    [150, 10],
    [150, 60],
    [60, 60],
    [60, 10],
  ];
  const feature = (number: number) => ({
    type: 'Feature',
    properties: { 宗地代码: code(number) },
    geometry: { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lon! + number, lat!])] },
  });
  const outcome = await take('parcels', JSON.stringify({ type: 'FeatureCollection', features: [feature(1), feature(2)] }), {
    context: context({ bounds: null }),
  });
  expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.measuredArea)).toEqual([null, null]);
  expect(issuesOf(outcome, 'geometry-outside-county')).toHaveLength(2);
});
