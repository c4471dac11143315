// Records of every noun come back as they were put, lose nothing to later files, and keep their history.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { fen } from '#domain/units.ts';
import { sourceOfColumn } from '../../server/store/revisions.ts';
import { sameShape, shapeFromBytes, shapeToBytes } from '../../server/store/shape-blob.ts';
import { account, county, day, firm, mu, parcel, source, tenure } from '../domain/firms/samples.ts';
import { openTestStore } from './home.ts';

const square: MultiPolygon = [
  [
    [
      [119.1, 28.1],
      [119.2, 28.1],
      [119.2, 28.2],
      [119.1, 28.2],
      [119.1, 28.1],
    ],
  ],
];
const draft = {
  subject: 'parcels',
  file: '宗地.shp',
  sha256: 'a',
  options: '{}',
  bytes: 1,
  actor: '测试',
  recordedAt: '2022-01-01T00:00:00Z',
};

describe('shapes as bytes', () => {
  const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));
  const shapes = fc.array(fc.array(fc.array(position, { maxLength: 6 }), { maxLength: 3 }), { maxLength: 3 });

  it('come back exactly', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(shapeFromBytes(shapeToBytes(shape as MultiPolygon))).toEqual(shape);
      }),
    );
  });

  it('come back from a buffer that begins anywhere', () => {
    const bytes = shapeToBytes(square);
    const shifted = Buffer.concat([Buffer.from([1, 2, 3]), bytes]).subarray(3);
    expect(shapeFromBytes(shifted)).toEqual(square);
  });

  it('are the same drawing from another start, the other way round, and within a tenth of a millimetre', () => {
    const ring = square[0]![0]!.slice(0, 4);
    const drawn = (points: readonly (readonly [number, number])[]): Uint8Array => shapeToBytes([[[...points, points[0]!]]]);
    expect(sameShape(shapeToBytes(square), drawn([...ring.slice(2), ...ring.slice(0, 2)]))).toBe(true);
    expect(sameShape(shapeToBytes(square), drawn([...ring].reverse()))).toBe(true);
    expect(sameShape(shapeToBytes(square), drawn(ring.map(([lon, lat]) => [lon + 5e-10, lat])))).toBe(true);
    expect(sameShape(shapeToBytes(square), drawn(ring.map(([lon, lat], index) => (index === 2 ? [lon + 1e-8, lat] : [lon, lat]))))).toBe(
      false,
    );
    expect(sameShape(shapeToBytes(square), null)).toBe(false);
  });
});

describe('packed accounts', () => {
  it('are the rows themselves, whatever is missing, and follow every change', async () => {
    const store = await openTestStore();
    const figure = fc.option(fc.integer({ min: -1e12, max: 1e12 }));
    const row = fc.record({
      uscc: fc.constantFrom('A', 'B', 'C'),
      year: fc.constantFrom(2019, 2020),
      tax: figure,
      outputValue: figure,
      employees: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      aboveScale: fc.option(fc.boolean()),
      grade: fc.option(fc.constantFrom('A', 'B', 'C', 'D')),
      name: fc.option(fc.string()),
      row: fc.option(fc.integer({ min: 1, max: 1e6 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        await store.change(county, (record) =>
          record.putAccounts(
            rows.map(({ uscc, year, row: place, ...more }) =>
              account(uscc, year, null, { ...(more as object), source: { ...source, importId: 0, row: place } }),
            ),
          ),
        );
        expect((await store.loadCounty(county))!.accounts).toEqual((await store.loadRecords(county)).accounts);
      }),
      { numRuns: 25 },
    );
    expect(await store.faults()).toEqual([]);
  });
});

describe('records', () => {
  it('of every noun come back as they were put', async () => {
    const store = await openTestStore();
    const lot = parcel('P1', {
      location: '工业园 1 号',
      shape: square,
      measuredArea: mu(9.9),
      agreedStart: day('2011-01-01'),
      productionStart: { state: 'not-started' },
      facts: { zone: ['甲', '乙'], suppliedNotUsed: true, fiveWei: null },
    });
    const works = firm('A', '甲厂', { industryTags: ['铸造'], haltedSince: day('2021-05-01'), facts: { hasPermits: false } });
    const year = account('A', 2021, -12.5, {
      name: '甲厂',
      aboveScale: false,
      grade: 'C',
      assessedArea: mu(10.444725),
      energyTce: 1.25,
      employees: 12,
      outputValue: fen(700_000_000),
    });
    const lease = tenure('P1', 'A', '租用', 2.5, '2016-01-01');
    const open = tenure('P1', 'A', '自用', null);
    await store.change(county, async (record) => {
      await record.openImport(draft);
      await record.putParcels([lot]);
      await record.putFirms([works]);
      await record.putAccounts([year]);
      await record.putTenures([lease, open]);
      await record.putBlocks(
        [{ county, code: 'B1', name: '东区', township: null, shape: square, facts: { managementClass: '扶持发展' } }],
        '区块.geojson',
      );
      await record.putZones([{ county, name: '保留区', kind: '工业保留', shape: square, source }]);
      await record.replaceContext([
        { county, kind: 'label', name: '东镇', geometry: { type: 'Point', coordinates: [119, 28] } },
        {
          county,
          kind: 'road',
          name: null,
          geometry: {
            type: 'LineString',
            coordinates: [
              [119, 28],
              [119.1, 28],
            ],
          },
        },
        { county, kind: 'water', name: '江', geometry: { type: 'MultiPolygon', coordinates: square } },
      ]);
    });
    const data = (await store.loadCounty(county))!;
    expect(data.parcels).toEqual([lot]);
    expect(data.firms).toEqual([works]);
    expect(data.accounts).toEqual([year]);
    expect(data.tenures).toEqual([open, lease].sort((a, b) => (a.role < b.role ? -1 : 1)));
    expect(data.blocks[0]).toMatchObject({ code: 'B1', facts: { managementClass: '扶持发展' }, shape: square });
    expect(data.zones).toEqual([{ county, name: '保留区', kind: '工业保留', shape: square, source }]);
    expect(data.context.map((feature) => feature.geometry)).toEqual([
      { type: 'Point', coordinates: [119, 28] },
      {
        type: 'LineString',
        coordinates: [
          [119, 28],
          [119.1, 28],
        ],
      },
      { type: 'MultiPolygon', coordinates: square },
    ]);
  });

  it('say whether they were new, changed something or nothing', async () => {
    const store = await openTestStore();
    const counts = await store.change(county, async (record) => [
      await record.putParcels([parcel('P1'), parcel('P2')]),
      await record.putParcels([parcel('P1'), parcel('P2', { holder: '甲厂' }), parcel('P3')]),
    ]);
    expect(counts).toEqual([
      { created: 2, updated: 0, unchanged: 0 },
      { created: 1, updated: 1, unchanged: 1 },
    ]);
  });

  it('lose nothing to a file that does not say: a blank never erases, facts join', async () => {
    const store = await openTestStore();
    await store.change(county, async (record) => {
      await record.putParcels([
        parcel('P1', {
          holder: '甲厂',
          shape: square,
          measuredArea: mu(9),
          productionStart: { state: 'not-started' },
          facts: { a: true, b: 1 },
        }),
      ]);
      await record.putParcels([
        parcel('P1', { registeredArea: null, location: '新', productionStart: { state: 'unknown' }, facts: { b: 2 } }),
      ]);
      await record.putAccounts([account('A', 2021, 5, { grade: 'B' })]);
      await record.putAccounts([account('A', 2021, null, { grade: 'C' })]);
    });
    const data = (await store.loadCounty(county))!;
    expect(data.parcels[0]).toMatchObject({
      registeredArea: mu(10),
      location: '新',
      holder: '甲厂',
      shape: square,
      productionStart: { state: 'not-started' },
      facts: { a: true, b: 2 },
    });
    expect(data.accounts[0]).toMatchObject({ tax: 5_000_000, grade: 'C' });
  });

  it('keep the exact area when the newer figure is it with fewer decimals, and take a real change', async () => {
    const store = await openTestStore();
    const area = async (value: number): Promise<number | null> => {
      await store.change(county, (record) => record.putParcels([parcel('P1', { registeredArea: mu(value) })]));
      return (await store.loadCounty(county))!.parcels[0]!.registeredArea;
    };
    expect(await area(25.564905)).toBe(mu(25.564905));
    expect(await area(25.5645)).toBe(mu(25.564905));
    expect(await area(25.56)).toBe(mu(25.564905));
    expect(await area(25.57)).toBe(mu(25.57));
    expect(await area(21)).toBe(mu(21));
  });

  it('keep who said what: values before and after, and the file behind each field', async () => {
    const store = await openTestStore();
    const from = (file: string, row: number) => ({ importId: 0, file, sheet: null, row });
    const ids = await store.change(county, async (record) => {
      const first = await record.openImport(draft);
      await record.putParcels([parcel('P1', { location: '旧址', source: from('一.shp', 5) })]);
      await record.closeImport(first, { rowsRead: 1, rejected: 0, created: 1, updated: 0, unchanged: 0 });
      const second = await record.openImport({ ...draft, sha256: 'b', file: '二.csv' });
      await record.putParcels([parcel('P1', { location: '新址', source: from('二.csv', 9) })]);
      return [first, second];
    });
    const revisions = await store.revisions(county, 'parcel', 'P1');
    expect(revisions.map((one) => one.changes)).toEqual([{ location: ['旧址', '新址'] }]);
    const now = (await store.loadCounty(county))!.parcels[0]!.source;
    expect(sourceOfColumn(revisions, now, 'location')).toEqual({ importId: ids[1], file: '二.csv', sheet: null, row: 9 });
    expect(sourceOfColumn(revisions, now, 'land_use')).toEqual({ importId: ids[0], file: '一.shp', sheet: null, row: 5 });
  });

  it('find the same file again by its bytes, its subject and its options', async () => {
    const store = await openTestStore();
    await store.change(county, async (record) =>
      record.closeImport(await record.openImport(draft), { rowsRead: 7, rejected: 1, created: 5, updated: 1, unchanged: 0 }),
    );
    expect(await store.findImport(county, draft)).toMatchObject({ file: '宗地.shp', rowsRead: 7, rejected: 1, created: 5 });
    expect(await store.findImport(county, { ...draft, subject: 'firms' })).toBeNull();
    expect(await store.findImport(county, { ...draft, options: '{"crs":"x"}' })).toBeNull();
    expect(await store.findImport(county, { ...draft, sha256: 'z' })).toBeNull();
  });
});
