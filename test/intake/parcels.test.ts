// Parcels from each form in which a bureau sends them: the same records, every trap reported at its place.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Parcel } from '../../server/domain/land/parcel.ts';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import {
  box,
  code,
  context,
  countyBounds,
  csv,
  geopackage,
  gbk,
  intake,
  issuesOf,
  parcelShapefile,
  refused,
  rowsOf,
  take,
  zip,
  shp,
  dbf,
  type DbfField,
  prj,
  parcelDbfFields,
  type Point,
  type Taken,
} from './making.ts';

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const bowtie: Point[] = [
  [x, y + 1000],
  [x + 60, y + 1060],
  [x + 60, y + 1000],
  [x, y + 1060],
  [x, y + 1000],
];
const hole = box(x + 420, y + 20, 30, 30).toReversed();

/** Each row with the drawing that goes with it; what is wrong with it stands in its place name. */
const rows: readonly (readonly [readonly string[], readonly Point[][] | null])[] = [
  [[code(1), '遂昌县大柘镇 合格', '10000.00', '2008-09-15'], [box(x, y, 100, 100)]],
  [[code(2), '遂昌县石练镇 未投产', '10000.00', ''], [box(x + 200, y, 100, 100)]],
  [
    [code(3), '带孔', '9100.00', '2010-03-01'],
    [box(x + 400, y, 100, 100), hole],
  ],
  [[code(4), '面积不符', '11300.00', '2010-03-01'], [box(x + 600, y, 100, 100)]],
  [[code(1), '重复', '10000.00', '2010-03-01'], [box(x, y + 300, 100, 100)]],
  [[code(6), '自相交', '0.00', '2010-03-01'], [bowtie]],
  [[code(7), '与第2行重叠', '10000.00', '2010-03-01'], [box(x + 280, y + 20, 100, 100)]],
  [[code(8), '狭长', '36.00', '2010-03-01'], [box(x, y + 600, 0.4, 90)]],
  [[code(9), '很远', '10000.00', '2010-03-01'], [box(x - 300_000, y, 100, 100)]],
  [['330723001001GB00010', '外县代码', '10000.00', '不详'], [box(x + 800, y, 100, 100)]],
  [[code(11), '没有图形', '10000.00', '2017.5'], null],
  [['', '没有代码', '10000.00', '2010-03-01'], [box(x + 1000, y, 100, 100)]],
];
const shapefile = parcelShapefile(
  rows.map(([cells]) => cells),
  rows.map(([, rings]) => rings),
);

describe('a zipped Shapefile: GBK table, no .cpg, language byte 0', () => {
  let outcome: Taken;
  let parcels: readonly Parcel[];
  beforeAll(async () => {
    outcome = await take('parcels', shapefile, { name: '宗地_gbk.zip' });
    parcels = rowsOf(outcome, 'parcels');
  });
  const found = (kind: string) => issuesOf(outcome, kind).map((issue) => [issue.row, issue.column, issue.subject]);

  test('what it was found to be', () => {
    expect(outcome.detected).toMatchObject({ format: 'shapefile', encoding: 'gb18030', crs: 'EPSG:4549' });
    expect(outcome.counts).toEqual({ rowsIn: 12, records: 10, rejected: 2, notData: 0 });
    expect(outcome.fields).toEqual(['code', 'location', 'registered_area', 'production_start_date', 'geometry']);
  });

  test('the record of a good row, to the micro-mu', () => {
    const [parcel] = parcels;
    expect(parcel).toMatchObject({
      county: '331123',
      code: code(1),
      location: '遂昌县大柘镇 合格',
      registeredArea: 15_000_000,
      township: '331123105',
      productionStart: { state: 'started', date: '2008-09-15' },
      supplyDate: null,
      holder: null,
      facts: {},
      source: { importId: 7, file: '宗地_gbk.zip', sheet: '宗地', row: 1 },
    });
    expect(parcel!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
    expect(parcel!.shape![0]![0]![0]![0]).toBeCloseTo(zone.toLonLat(x, y)[0], 9);
  });

  test('production: blank beside filled is "not started", 不详 is unknown, a month is its first day', () => {
    expect(parcels.map((parcel) => parcel.productionStart.state)).toEqual([
      'started',
      'not-started',
      'started',
      'started',
      'started',
      'started',
      'started',
      'started',
      'unknown',
      'started',
    ]);
    expect(found('blank-as-absent')).toEqual([[2, '投产日期', code(2)]]);
    expect(found('date-assumed')).toEqual([[11, '投产日期', code(11)]]);
    expect(parcels.at(-1)!.productionStart).toEqual({ state: 'started', date: '2017-05-01' });
  });

  test('every trap names its row, column and parcel', () => {
    expect(found('geometry-hole')).toEqual([[3, null, code(3)]]);
    expect(found('area-mismatch')).toEqual([[4, '宗地面积', code(4)]]);
    expect(found('duplicate-code')).toEqual([[5, '宗地代码', code(1)]]);
    expect(found('geometry-self-crossing')).toEqual([[6, null, code(6)]]);
    expect(found('area-missing')).toEqual([[6, '宗地面积', code(6)]]);
    expect(found('geometry-overlap')).toEqual([[7, null, code(7)]]);
    expect(found('geometry-sliver')).toEqual([[8, null, code(8)]]);
    expect(found('geometry-outside-county')).toEqual([[9, null, code(9)]]);
    expect(found('county-mismatch')).toEqual([[10, '宗地代码', '330723001001GB00010']]);
    expect(found('geometry-missing')).toEqual([[11, null, code(11)]]);
    expect(found('value-missing')).toEqual([[12, '宗地代码', null]]);
    expect(outcome.issues.every((issue) => issue.file === '宗地_gbk.zip' && issue.importId === 7)).toBe(true);
  });

  test('the duplicate names both rows', () => {
    expect(issuesOf(outcome, 'duplicate-code')[0]!.message).toContain('第 1 行');
  });

  test('a drawing that crosses itself is kept as drawn and has no area', () => {
    const crossing = parcels.find((parcel) => parcel.code === code(6))!;
    expect(crossing).toMatchObject({ measuredArea: null, registeredArea: null });
    expect(crossing.shape![0]![0]).toHaveLength(5);
  });

  test('a hole is taken off, and both rows of an overlap are kept with its size', () => {
    expect(parcels.find((parcel) => parcel.code === code(3))!.measuredArea! / (9_100 * 1500)).toBeCloseTo(1, 3);
    const shared = Number(/(\d+) µmu/.exec(issuesOf(outcome, 'geometry-overlap')[0]!.value!)![1]);
    expect(shared / (20 * 80 * 1500)).toBeCloseTo(1, 3);
    expect(parcels.map((parcel) => parcel.code)).toContain(code(7));
  });

  test('a bare area is in square metres because the drawings say so', () => {
    expect(issuesOf(outcome, 'unit-assumed')).toMatchObject([{ column: '宗地面积', value: '平方米', severity: 'info' }]);
  });
});

describe('other forms', () => {
  const feature = (properties: object, ring: readonly Point[]) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [ring.map(([east, north]) => zone.toLonLat(east, north))] },
  });
  const properties = { 宗地代码: code(1), 坐落: '大柘镇', 宗地面积: 10_000.5, 投产日期: null };

  test('a GeoPackage gives the same parcel', async () => {
    const bytes = await geopackage([
      feature(properties, box(x, y, 100, 100)),
      feature({ ...properties, 宗地代码: code(2) }, box(x + 200, y, 100, 100)),
    ]);
    const outcome = await take('parcels', bytes, { name: '宗地.gpkg' });
    expect(outcome.detected).toMatchObject({ format: 'geopackage', crs: 'EPSG:4490' });
    const [parcel] = rowsOf(outcome, 'parcels');
    expect(parcel).toMatchObject({
      code: code(1),
      registeredArea: 15_000_750,
      township: '331123105',
      productionStart: { state: 'not-started' },
    });
    expect(parcel!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
  });

  test('a GeoPackage in a projected system is measured the same', async () => {
    const bytes = await geopackage([feature(properties, box(x, y, 100, 100))], '宗地', 'EPSG:4528');
    const outcome = await take('parcels', bytes, { name: '宗地.gpkg' });
    expect(outcome.detected.crs).toBe('EPSG:4528');
    expect(rowsOf(outcome, 'parcels')[0]!.shape![0]![0]![0]![0]).toBeCloseTo(zone.toLonLat(x, y)[0], 8);
  });

  test('a GeoPackage in Lambert-93 lies in France, and is taken as such with one remark', async () => {
    const french = {
      type: 'Feature',
      properties: { IDU: '0290000A0215', SUPF: 5000 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [5.05, 43.57],
            [5.051, 43.57],
            [5.051, 43.571],
            [5.05, 43.57],
          ],
        ],
      },
    };
    const bytes = await geopackage([french], 'parcelles', 'EPSG:2154');
    const outcome = await take('parcels', bytes, { name: 'cadastre.gpkg' });
    expect(outcome.detected.crs).toBe('EPSG:2154');
    expect(issuesOf(outcome, 'geometry-outside-county')).toHaveLength(1);
    expect(rowsOf(outcome, 'parcels')[0]!.shape![0]![0]![0]).toEqual([expect.closeTo(5.05, 7), expect.closeTo(43.57, 7)]);
  });

  test('GeoJSON is lon/lat, one document or a feature to a line', async () => {
    const features = [feature(properties, box(x, y, 100, 100))];
    for (const text of [
      JSON.stringify({ type: 'FeatureCollection', features }),
      features.map((one) => JSON.stringify(one)).join('\n'),
      JSON.stringify(features[0]),
    ]) {
      const outcome = await take('parcels', text, { name: 'parcels.geojson' });
      expect(outcome.detected.format).toBe('geojson');
      expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
    }
  });

  test('GeoJSON with a crs member is read in it', async () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } },
      features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [box(x, y, 100, 100)] } }],
    });
    const outcome = await take('parcels', text, { name: 'p.geojson' });
    expect(outcome.detected.crs).toBe('EPSG:4549');
    expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
  });

  test('Web Mercator is accepted and never measured in', async () => {
    const bytes = await geopackage([feature(properties, box(x, y, 100, 100))], '宗地', 'EPSG:3857');
    const outcome = await take('parcels', bytes, { name: '宗地.gpkg' });
    expect(outcome.detected.crs).toBe('EPSG:3857');
    expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
  });

  test('a table without drawings keeps its rows; WKT in a column is a drawing', async () => {
    const plain = await take('parcels', csv(['宗地代码', '登记面积(亩)'], [code(1), '21']));
    expect(rowsOf(plain, 'parcels')[0]).toMatchObject({ registeredArea: 21_000_000, shape: null, measuredArea: null });
    expect(plain.fields).toEqual(['code', 'registered_area']);
    const ring = box(x, y, 100, 100)
      .map((point) => point.join(' '))
      .join(', ');
    const drawn = await take('parcels', csv(['宗地代码', 'wkt'], [code(1), `"POLYGON ((${ring}))"`]), { crs: 'EPSG:4549' });
    expect(rowsOf(drawn, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
  });
});

describe('the boundary-point text', () => {
  const header =
    '[属性描述]\r\n格式版本号=1.01版本\r\n坐标系=2000国家大地坐标系\r\n几度分带=3\r\n投影类型=高斯克吕格\r\n计量单位=米\r\n带号=40\r\n[地块坐标]\r\n';
  const lot = (points: readonly Point[], write: (point: Point, index: number) => string, number = 1) =>
    `${points.length},1.0000,${code(number)},${code(number)},面,,工业用地,,@\r\n${points.map(write).join('\r\n')}\r\n`;
  const square = box(x, y, 100, 100);
  const writers: Readonly<Record<string, (point: Point, index: number) => string>> = {
    'X north, zone prefix, J': ([east, north], index) => `J${index + 1},1,${north},${40_000_000 + east}`,
    'without J': ([east, north], index) => `${index + 1},1,${north},${40_000_000 + east}`,
    'without zone prefix': ([east, north], index) => `J${index + 1},1,${north},${east}`,
    'X and Y swapped': ([east, north], index) => `J${index + 1},1,${40_000_000 + east},${north}`,
    'without a ring number': ([east, north], index) => `J${index + 1},${north},${40_000_000 + east}`,
  };

  test.each(Object.keys(writers))('%s', async (name) => {
    const outcome = await take('parcels', gbk(header + lot(square, writers[name]!)), { name: '界址点.txt' });
    expect(outcome.detected).toMatchObject({ format: 'boundary-txt', encoding: 'gb18030' });
    const [parcel] = rowsOf(outcome, 'parcels');
    expect(parcel).toMatchObject({ code: code(1), registeredArea: 15_000_000, landUse: '工业用地', location: null });
    expect(parcel!.shape![0]![0]![0]).toEqual([expect.closeTo(zone.toLonLat(x, y)[0], 9), expect.closeTo(zone.toLonLat(x, y)[1], 9)]);
    expect(issuesOf(outcome, 'axes-swapped')).toHaveLength(name === 'X and Y swapped' ? 1 : 0);
    expect(parcel!.source.row).toBe(9);
  });

  test('an unclosed ring is closed and reported; a second ring inside is a hole, outside a part', async () => {
    const point =
      (ring: number) =>
      ([east, north]: Point, index: number) =>
        `J${index + 1},${ring},${north},${40_000_000 + east}`;
    const inner = box(x + 20, y + 20, 30, 30);
    const text = `${header}10,0.9100,${code(1)},,面,,,,@\n${square.slice(0, -1).map(point(1)).join('\n')}\n${inner.map(point(2)).join('\n')}\n10,2.0000,${code(2)},,面,,,,@\n${box(
      x + 200,
      y,
      100,
      100,
    )
      .map(point(1))
      .join('\n')}\n${box(x + 400, y, 100, 100)
      .map(point(2))
      .join('\n')}\n`;
    const outcome = await take('parcels', text, { name: 'b.txt' });
    const [holed, parted] = rowsOf(outcome, 'parcels');
    expect(issuesOf(outcome, 'geometry-unclosed').map((issue) => issue.subject)).toEqual([code(1)]);
    expect(holed!.shape!.map((polygon) => polygon.length)).toEqual([2]);
    expect(holed!.measuredArea! / (9_100 * 1500)).toBeCloseTo(1, 3);
    expect(parted!.shape!.map((polygon) => polygon.length)).toEqual([1, 1]);
  });

  test('a stated zone that the coordinates contradict is refused; so is a datum without public parameters; lost points are told', async () => {
    const text = header + lot(square, writers['X north, zone prefix, J']!);
    expect((await refused('parcels', text.replace('带号=40', '带号=39')))[0]).toMatchObject({ kind: 'crs-conflict', severity: 'error' });
    expect((await refused('parcels', text.replace('2000国家大地坐标系', '1980西安坐标系')))[0]!.kind).toBe('crs-unknown');
    const short = await take('parcels', text.replace('5,1.0000', '9,1.0000'));
    expect(issuesOf(short, 'value-invalid')).toMatchObject([{ row: 9, value: '9' }]);
  });

  test('a line that is neither point nor lot stops the file: no half-drawn parcel', async () => {
    const text = header + lot(square, writers['X north, zone prefix, J']!).replace('J3,1,', 'J3,一,甲,');
    expect((await refused('parcels', text))[0]).toMatchObject({ kind: 'file-unreadable' });
  });
});

describe('registered area', () => {
  const drawn = (cells: readonly (readonly [string, string])[], header: string) =>
    zip({
      'a.shp': shp(cells.map((_, index) => [box(x + index * 200, y, 100, 100)])),
      'a.dbf': dbf(
        [
          { name: 'ZDDM', type: 'C', length: 19 },
          { name: header, type: 'C', length: 12 },
        ],
        cells.map((row) => [...row]),
      ),
      'a.prj': prj(),
    });

  test.each([
    ['宗地面积', ['10000', '9990', '10050'], '平方米'],
    ['宗地面积', ['15', '14.99', '15.05'], '亩'],
    ['宗地面积', ['1', '0.999', '1.005'], '公顷'],
  ])('%s %j without a unit is read as %s', async (header, values, unit) => {
    const outcome = await take(
      'parcels',
      drawn(
        values.map((value, index) => [code(index + 1), value] as const),
        header,
      ),
      { name: 'a.zip' },
    );
    expect(rowsOf(outcome, 'parcels')[0]!.registeredArea).toBe(15_000_000);
    expect(issuesOf(outcome, 'unit-assumed')[0]!.value).toBe(unit);
  });

  test('a number that fits no unit leaves the column unknown', async () => {
    const outcome = await take(
      'parcels',
      drawn(
        [
          [code(1), '150'],
          [code(2), '151'],
        ],
        '宗地面积',
      ),
      { name: 'a.zip' },
    );
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([null, null]);
    expect(issuesOf(outcome, 'area-unit-conflict')).toHaveLength(1);
  });

  test('one row in another unit than the rest is doubted, not believed', async () => {
    const outcome = await take(
      'parcels',
      drawn(
        [
          [code(1), '10000'],
          [code(2), '15'],
          [code(3), '10010'],
        ],
        '宗地面积',
      ),
      { name: 'a.zip' },
    );
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([15_000_000, null, 15_015_000]);
    expect(issuesOf(outcome, 'area-unit-conflict')).toMatchObject([{ row: 2, subject: code(2), value: '15' }]);
  });

  test('tolerance: 1 % agrees, more is reported, both figures stay', async () => {
    const outcome = await take(
      'parcels',
      drawn(
        [
          [code(1), '10090'],
          [code(2), '10150'],
          [code(3), '9850'],
        ],
        '宗地面积',
      ),
      { name: 'a.zip' },
    );
    expect(issuesOf(outcome, 'area-mismatch').map((issue) => issue.row)).toEqual([2, 3]);
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([15_135_000, 15_225_000, 14_775_000]);
  });

  test('a unit column of the cadastre decides row by row', async () => {
    const outcome = await take('parcels', csv(['ZDDM', 'ZDMJ', 'MJDW'], [code(1), 10_000, 1], [code(2), 15, 2], [code(3), 1, 3]));
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([15_000_000, 15_000_000, 15_000_000]);
  });
});

describe('coordinate systems', () => {
  const without = zip({ 'a.shp': shp([[box(x, y, 100, 100)]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '10000', '']]) });

  test('without a .prj the file is refused and the likely systems are named', async () => {
    const [issue] = await refused('parcels', without, { name: 'a.zip' });
    expect(issue).toMatchObject({ kind: 'crs-unknown', severity: 'error', file: 'a.zip' });
    expect(issue!.message).toContain('EPSG:4549');
    expect(issue!.message).toContain('--crs');
  });

  test.each(['EPSG:4549', '4549', prj(), '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs'])(
    'the caller may say so: %s',
    async (crs) => {
      const outcome = await take('parcels', without, { name: 'a.zip', crs });
      expect(rowsOf(outcome, 'parcels')[0]!.shape![0]![0]![0]).toEqual([
        expect.closeTo(zone.toLonLat(x, y)[0], 9),
        expect.closeTo(zone.toLonLat(x, y)[1], 9),
      ]);
    },
  );

  test('the caller overrides the file, and that is noted', async () => {
    const outcome = await take('parcels', parcelShapefile([[code(1), '', '10000', '']], [[box(x, y, 100, 100)]]), {
      name: 'a.zip',
      crs: 'EPSG:4548',
      context: context({ bounds: null }),
    });
    expect(outcome.detected.crs).toBe('EPSG:4548');
    expect(issuesOf(outcome, 'crs-conflict')).toMatchObject([{ severity: 'warning', value: 'EPSG:4549' }]);
  });

  test('a wrong zone puts everything outside the county: refused', async () => {
    const issues = await refused('parcels', without, { name: 'a.zip', crs: 'EPSG:4548' });
    expect(issues).toMatchObject([{ kind: 'crs-conflict', severity: 'error' }]);
    expect((await intake('parcels', without, { name: 'a.zip', crs: 'EPSG:4548', context: context({ bounds: null }) })).taken).toBe(true);
  });

  test('a wrong zone that brings a stray parcel into the county is a wrong zone all the same', async () => {
    const rows = [code(1), code(2), code(3)].map((parcel) => [parcel, '', '10000', '']);
    // Two parcels of the county, and one as far west of it as the wrong zone moves everything east.
    const made = zip({
      'a.shp': shp([[box(428_300, 3_163_200, 100, 100)], [box(428_600, 3_163_200, 100, 100)], [box(134_900, 3_163_200, 100, 100)]]),
      'a.dbf': dbf(parcelDbfFields, rows),
    });
    expect(await refused('parcels', made, { name: 'a.zip', crs: 'EPSG:4550' })).toMatchObject([{ kind: 'crs-conflict' }]);
    expect(issuesOf(await take('parcels', made, { name: 'a.zip', crs: 'EPSG:4549' }), 'geometry-outside-county')).toMatchObject([
      { row: 3 },
    ]);
  });

  test('a .prj without the zone prefix that the coordinates carry is the same zone; swapped axes are turned back', async () => {
    const made = (points: Point[]) =>
      zip({ 'a.shp': shp([[points]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '10000', '']]), 'a.prj': prj() });
    const prefixed = await take('parcels', made(box(40_000_000 + x, y, 100, 100)), { name: 'a.zip' });
    expect(prefixed.detected.crs).toBe('EPSG:4528');
    const swapped = await take('parcels', made(box(x, y, 100, 100).map(([east, north]): Point => [north, east])), { name: 'a.zip' });
    for (const outcome of [prefixed, swapped]) expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
    expect(issuesOf(swapped, 'axes-swapped')).toHaveLength(1);
  });

  test('degrees called metres and metres called degrees are refused', async () => {
    const degrees: Point[] = [
      [119.26, 28.58],
      [119.261, 28.58],
      [119.261, 28.581],
      [119.26, 28.58],
    ];
    const issues = await refused(
      'parcels',
      zip({ 'a.shp': shp([[degrees]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '10000', '']]), 'a.prj': prj() }),
      { name: 'a.zip' },
    );
    expect(issues[0]!.kind).toBe('crs-conflict');
    expect(issues[0]!.message).toContain('EPSG:4490');
    const metres = JSON.stringify({
      type: 'Feature',
      properties: { code: code(1) },
      geometry: { type: 'Polygon', coordinates: [box(x, y, 100, 100)] },
    });
    expect((await refused('parcels', metres))[0]).toMatchObject({ kind: 'crs-conflict' });
  });

  test.each(['EPSG:2360', 'EPSG:4610', '+proj=tmerc +lon_0=120 +x_0=500000 +ellps=krass +units=m', '1980西安坐标系'])(
    'an old datum is refused: %s',
    async (crs) => {
      expect((await refused('parcels', without, { name: 'a.zip', crs }))[0]!.kind).toBe('crs-unknown');
    },
  );
});

test('parcels on record that the file does not replace are checked for overlap', async () => {
  const lonLat = (points: readonly Point[]) => points.map(([east, north]) => zone.toLonLat(east, north));
  const known = context({
    bounds: countyBounds,
    parcels: [
      { code: code(1), shape: [[lonLat(box(x, y, 100, 100))]] },
      { code: code(99), shape: [[lonLat(box(x + 50, y, 100, 100))]] },
    ],
  });
  const outcome = await take('parcels', parcelShapefile([[code(1), '', '10000', '2010-01-01']], [[box(x, y, 100, 100)]]), {
    name: 'a.zip',
    context: known,
  });
  expect(issuesOf(outcome, 'geometry-overlap')).toMatchObject([{ subject: code(1), row: 1 }]);
  expect(issuesOf(outcome, 'geometry-overlap')[0]!.value).toContain(code(99));
});

test('a production column that nobody filled is unknown for all, not idle for all', async () => {
  const table = csv(['宗地代码', '投产日期'], ...Array.from({ length: 12 }, (_, index) => [code(index + 1), '']));
  const outcome = await take('parcels', table);
  expect(rowsOf(outcome, 'parcels').every((parcel) => parcel.productionStart.state === 'unknown')).toBe(true);
  expect(issuesOf(outcome, 'value-missing')).toMatchObject([{ column: '投产日期', row: null }]);
});

test('township: its own column first, then a name in the address, never the digits of the code', async () => {
  const outcome = await take(
    'parcels',
    csv(
      ['宗地代码', '坐落', '乡镇'],
      [code(1), '遂昌县大柘镇1号', '石练镇'],
      [code(2), '三仁畲族乡坑口村', ''],
      [code(3), '工业园区3号', ''],
      [code(4), '大柘镇', '无此镇'],
      [code(5), '', '331123106'],
    ),
  );
  expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.township)).toEqual(['331123106', '331123200', null, '331123105', '331123106']);
  expect(issuesOf(outcome, 'township-unknown')).toMatchObject([{ row: 5, column: '乡镇', value: '无此镇' }]);
});

describe('what exporters leave out or rename', () => {
  const fields: readonly DbfField[] = [
    { name: '宗地代码', type: 'C', length: 19 },
    { name: '登记面积', type: 'N', length: 10 },
  ];
  const row = (area: string) => dbf(fields, [[code(1), area]]);

  test('a layer packed without its .shp is read as a list, and what is missing is said', async () => {
    const outcome = await take('parcels', zip({ '宗地.dbf': row('2100'), '宗地.shx': Buffer.alloc(100), '宗地.prj': prj() }), {
      name: '宗地.zip',
    });
    expect(issuesOf(outcome, 'geometry-missing')[0]).toMatchObject({ severity: 'warning', value: '宗地.dbf' });
    const list = await take('parcels', zip({ '宗地.dbf': row('2100') }), { name: '宗地.zip' });
    expect(issuesOf(list, 'geometry-missing').filter(({ value }) => value === '宗地.dbf')).toEqual([]);
  });

  test('an area without unit and without drawing is read in square metres only when it can hardly be in mu', async () => {
    const large = await take('parcels', zip({ '宗地.dbf': row('14000') }), { name: '宗地.zip' });
    expect(rowsOf(large, 'parcels')[0]!.registeredArea).toBe(21_000_000);
    const small = await take('parcels', zip({ '宗地.dbf': row('21') }), { name: '宗地.zip' });
    expect(rowsOf(small, 'parcels')[0]!.registeredArea).toBeNull();
    expect(issuesOf(small, 'area-unit-conflict')[0]!.message).toContain('列对应');
  });

  test('brackets that a geodatabase turned into underscores still name the unit', async () => {
    const outcome = await take('parcels', `宗地代码,登记面积_亩_\n${code(1)},21`);
    expect(rowsOf(outcome, 'parcels')[0]!.registeredArea).toBe(21_000_000);
  });

  test('a FlatGeobuf is named for what it is', async () => {
    expect((await refused('parcels', Buffer.from([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0, 1, 2, 3])))[0]!.message).toContain(
      'FlatGeobuf',
    );
  });
});
