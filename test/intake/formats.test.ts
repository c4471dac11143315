// Every format in which parcels come gives the same lots: code, place and area, whatever the wrapping.
import { describe, expect, test } from 'vitest';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import {
  box,
  code,
  csv,
  dbf,
  gbk,
  gdalFiles,
  geopackage,
  intake,
  issuesOf,
  parcelDbfFields,
  prj,
  refused,
  rowsOf,
  shp,
  take,
  workbook,
  zip,
  type Point,
} from './making.ts';

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const lonLat = (points: readonly Point[]) => points.map(([east, north]) => zone.toLonLat(east, north));
const squares = [box(x, y, 100, 100), box(x + 200, y, 100, 100)];
const features = squares.map((points, index) => ({
  type: 'Feature',
  properties: { 宗地代码: code(index + 1), 坐落: '大柘镇工业区', 面积: 10_000 },
  geometry: { type: 'Polygon', coordinates: [lonLat(points)] },
}));
const collection = JSON.stringify({ type: 'FeatureCollection', features });
const kmlBody = (index: number, data: string, name = code(index + 1)) =>
  `<Placemark><name>${name}</name>${data}<MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>\n${lonLat(squares[index]!)
    .map(([lon, lat]) => `${lon},${lat},0`)
    .join('\n')}\n</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>`;
const kml = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- 宗地 -->\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>图</name><Folder>${body}</Folder></Document></kml>`;
const extended = (index: number) =>
  `<ExtendedData><Data name="宗地代码"><value>${code(index + 1)}</value></Data><SchemaData schemaUrl="#s"><SimpleData name="坐落"><![CDATA[大柘镇工业区]]></SimpleData></SchemaData></ExtendedData>`;
const described = (index: number) =>
  `<description><![CDATA[<html><body><table><tr><td>宗地代码</td><td>${code(index + 1)}</td></tr><tr><td>坐落</td><td>大柘镇工业区</td></tr></table></body></html>]]></description>`;
const topology = {
  type: 'Topology',
  objects: {
    宗地: {
      type: 'GeometryCollection',
      geometries: squares.map((_, index) => ({ type: 'Polygon', arcs: [[index]], properties: features[index]!.properties })),
    },
  },
  arcs: squares.map(lonLat),
};
const dxfPolyline = (points: readonly Point[], layer: string, closed = true, extra = '') =>
  `0\nLWPOLYLINE\n8\n${layer}\n90\n${points.length}\n70\n${closed ? 1 : 0}\n${points.map(([east, north]) => `10\n${east}\n20\n${north}\n`).join('')}${extra}`;
const dxfText = (text: string, [east, north]: Point) => `0\nTEXT\n8\nZJ\n10\n${east}\n20\n${north}\n1\n${text}\n`;
const dxf = (entities: string) =>
  `0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n${entities}0\nENDSEC\n0\nEOF\n`;
const shapefile = (stem: string) => ({
  [`${stem}.shp`]: shp(squares.map((points) => [points])),
  [`${stem}.dbf`]: dbf(
    parcelDbfFields,
    squares.map((_, index) => [code(index + 1), '大柘镇工业区', '10000', '']),
  ),
  [`${stem}.prj`]: prj(),
});
const list = (type: Parameters<typeof workbook>[1]) =>
  workbook(
    { 宗地: [['宗地代码', '坐落', '宗地面积(平方米)'], ...squares.map((_, index) => [code(index + 1), '大柘镇工业区', 10_000])] },
    type,
  );

/** Drawn formats that state where they lie. */
const placed: Readonly<
  Record<string, { readonly format: string; readonly name: string; bytes(): Promise<Uint8Array> | Uint8Array | string }>
> = {
  'Shapefile, nested folders': { format: 'shapefile', name: 'a.zip', bytes: () => zip(shapefile('项目/数据 1/宗地.v2')) },
  GeoJSON: { format: 'geojson', name: 'a.geojson', bytes: () => collection },
  NDJSON: { format: 'geojson', name: 'a.ndjson', bytes: () => features.map((feature) => JSON.stringify(feature)).join('\n') },
  'GeoJSON text sequence over several lines': {
    format: 'geojson',
    name: 'a.geojsons',
    bytes: () => features.map((feature) => `\u001e${JSON.stringify(feature, null, 1)}\n`).join(''),
  },
  TopoJSON: { format: 'topojson', name: 'a.topojson', bytes: () => JSON.stringify(topology) },
  'JSON of ArcGIS': {
    format: 'esri-json',
    name: 'a.json',
    bytes: () =>
      JSON.stringify({
        geometryType: 'esriGeometryPolygon',
        spatialReference: { wkid: 4549, latestWkid: 4549 },
        features: squares.map((points, index) => ({ attributes: features[index]!.properties, geometry: { rings: [points] } })),
      }),
  },
  'KML with extended data': {
    format: 'kml',
    name: 'a.kml',
    bytes: () => kml(kmlBody(0, extended(0), '一号') + kmlBody(1, extended(1), '二号')),
  },
  'KML with a table in the description': {
    format: 'kml',
    name: 'a.kml',
    bytes: () => kml(kmlBody(0, described(0), '') + kmlBody(1, described(1), '')),
  },
  KMZ: {
    format: 'kml',
    name: 'a.kmz',
    bytes: () => zip({ 'doc.kml': kml(kmlBody(0, extended(0)) + kmlBody(1, extended(1))), 'files/icon.png': 'x' }),
  },
  GeoPackage: { format: 'geopackage', name: 'a.gpkg', bytes: () => geopackage(features, '宗地', 'EPSG:4549') },
  FileGDB: {
    format: 'filegdb',
    name: 'a.zip',
    bytes: async () => {
      const files = await gdalFiles(features, ['-f', 'OpenFileGDB', '-a_srs', 'EPSG:4490', '-t_srs', 'EPSG:4549', '-nln', 'ZD']);
      return zip(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`国土/库.gdb/${name.split('/').at(-1)}`, bytes])));
    },
  },
  'MapInfo MIF': {
    format: 'mapinfo',
    name: 'a.zip',
    bytes: () =>
      zip({
        '宗地.mif': gbk(
          `Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\nCoordSys Earth Projection 8, 104, "m", 120, 0, 1, 500000, 0\nColumns 3\n  宗地代码 Char(19)\n  坐落 Char(40)\n  面积 Float\nData\n\n${squares
            .map((points) => `Region 1\n  5\n${points.map((point) => point.join(' ')).join('\n')}\n`)
            .join('')}`,
        ),
        '宗地.mid': gbk(squares.map((_, index) => `"${code(index + 1)}","大柘镇工业区",10000`).join('\n')),
      }),
  },
  'MapInfo TAB': {
    format: 'mapinfo',
    name: 'a.zip',
    bytes: async () => {
      const latin = features.map((feature) => ({ ...feature, properties: { ZDDM: feature.properties['宗地代码'], ZL: '', ZDMJ: 10_000 } }));
      const files = await gdalFiles(latin, [
        '-f',
        'MapInfo File',
        '-a_srs',
        'EPSG:4326',
        '-t_srs',
        '+proj=tmerc +lon_0=120 +x_0=500000 +datum=WGS84 +units=m',
      ]);
      return zip(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`宗地.${name.split('.').at(-1)}`, bytes])));
    },
  },
  'CSV with WKT': {
    format: 'csv',
    name: 'a.csv',
    bytes: () =>
      csv(
        ['宗地代码', '坐落', 'wkt'],
        ...features.map((feature, index) => [
          code(index + 1),
          '大柘镇工业区',
          `"SRID=4490;POLYGON((${feature.geometry.coordinates[0]!.map((point) => point.join(' ')).join(', ')}))"`,
        ]),
      ),
  },
};

describe('drawn formats', () => {
  test.each(Object.keys(placed))('%s', async (name) => {
    const { format, name: file, bytes } = placed[name]!;
    const outcome = await take('parcels', await bytes(), { name: file });
    expect(outcome.detected.format).toBe(format);
    const parcels = rowsOf(outcome, 'parcels');
    expect(parcels.map((parcel) => parcel.code)).toEqual([code(1), code(2)]);
    for (const [index, parcel] of parcels.entries()) {
      expect(parcel.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
      const [lon, lat] = lonLat(squares[index]!)[0]!;
      const near = parcel.shape![0]![0]!.map(([a, b]) => Math.hypot(a - lon, b - lat));
      // MapInfo keeps whole steps of a grid: a centimetre here.
      expect(Math.min(...near)).toBeLessThan(name === 'MapInfo TAB' ? 1e-6 : 1e-8);
    }
  });

  test('DXF says nothing of its system, so it is asked for; then the texts inside the outlines are the codes', async () => {
    const middle = ([east, north]: Point): Point => [east + 50, north + 50];
    const drawing = dxf(
      squares
        .map(
          (points, index) =>
            dxfPolyline(points.slice(0, 4), 'JZD') + dxfText(code(index + 1), middle(points[0]!)) + dxfText('工业用地', middle(points[0]!)),
        )
        .join('') +
        dxfPolyline(box(x + 20, y + 20, 30, 30).slice(0, 4), 'JMD') +
        dxfPolyline(
          [
            [x, y],
            [x + 500, y],
          ],
          'DLSS',
          false,
        ) +
        '0\nLINE\n8\n0\n10\n1\n20\n1\n11\n2\n21\n2\n',
    );
    expect((await refused('parcels', drawing, { name: 'a.dxf' }))[0]!.kind).toBe('crs-unknown');
    const outcome = await take('parcels', gbk(drawing), { name: 'a.dxf', crs: 'EPSG:4549' });
    expect(outcome.detected.format).toBe('dxf');
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.source.sheet])).toEqual([
      [code(1), 'JZD'],
      [code(2), 'JZD'],
    ]);
    expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
    expect(issuesOf(outcome, 'sheet-skipped').map((issue) => issue.sheet)).toEqual(['JMD']);
    expect(issuesOf(outcome, 'row-not-data').map((issue) => issue.sheet)).toEqual([null, 'DLSS']);
  });

  test('DXF: fills that GIS programs write for polygons are outlines, with their holes; beside a line they are only its fill', async () => {
    const ring = (points: readonly Point[]) =>
      `92\n2\n72\n0\n73\n1\n93\n${points.length}\n${points.map(([east, north]) => `10\n${east}\n20\n${north}\n`).join('')}97\n0\n`;
    const hatch = `0\nHATCH\n8\nZD\n10\n0\n20\n0\n2\nSOLID\n91\n2\n${ring(box(x, y, 100, 100))}${ring(box(x + 20, y + 20, 30, 30))}75\n0\n`;
    const text = dxfText(code(5), [x + 80, y + 80]);
    const alone = await take('parcels', dxf(hatch + text), { name: 'a.dxf', crs: 'EPSG:4549' });
    expect(rowsOf(alone, 'parcels')[0]!.measuredArea! / (9_100 * 1500)).toBeCloseTo(1, 3);
    const beside = await take('parcels', dxf(hatch + dxfPolyline(box(x, y, 100, 100).slice(0, 4), 'ZD') + text), {
      name: 'a.dxf',
      crs: 'EPSG:4549',
    });
    expect(beside.counts.records).toBe(1);
    expect(rowsOf(beside, 'parcels')[0]!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
  });

  test('DXF: arcs are followed, and extended data of the cadastre hold code and holder', async () => {
    const circle = `0\nLWPOLYLINE\n8\nJZD\n90\n2\n70\n1\n10\n${x}\n20\n${y}\n42\n1\n10\n${x + 100}\n20\n${y}\n42\n1\n1001\nSOUTH\n1000\n300000\n1000\n${code(7)}\n1000\n某某五金厂\n1000\n0601\n`;
    const outcome = await take('parcels', dxf(circle), { name: 'a.dxf', crs: 'EPSG:4549' });
    const [parcel] = rowsOf(outcome, 'parcels');
    expect(parcel).toMatchObject({ code: code(7), holder: '某某五金厂' });
    expect(parcel!.measuredArea! / (Math.PI * 2500 * 1500)).toBeCloseTo(1, 2);
  });
});

describe('tables', () => {
  test.each([
    ['xlsx', 'a.xlsx', 'xlsx'],
    ['xlsm', 'a.xlsm', 'xlsx'],
    ['xlsb', 'a.xlsb', 'xlsx'],
    ['biff8', 'a.xls', 'xls'],
    ['biff8', 'a.et', 'xls'],
    ['ods', 'a.ods', 'ods'],
    ['html', 'a.xls', 'xls'],
    ['xlml', 'a.xls', 'xls'],
  ] as const)('%s named %s', async (type, name, format) => {
    const outcome = await take('parcels', list(type), { name });
    expect(outcome.detected.format).toBe(format);
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.location, parcel.registeredArea])).toEqual([
      [code(1), '大柘镇工业区', 15_000_000],
      [code(2), '大柘镇工业区', 15_000_000],
    ]);
    expect(issuesOf(outcome, 'file-mislabelled')).toEqual([]);
  });

  test('an attribute table without its shapes is a list', async () => {
    const bytes = dbf(parcelDbfFields, [[code(1), '大柘镇', '10000', '']]);
    for (const outcome of [
      await take('parcels', bytes, { name: '宗地.dbf' }),
      await take('parcels', zip({ '宗地.dbf': bytes }), { name: 'a.zip' }),
    ])
      expect(outcome).toMatchObject({
        detected: { format: 'dbf', encoding: 'gb18030', samples: ['大柘镇', '宗地代码', '坐落', '宗地面积', '投产日期'] },
        counts: { records: 1 },
      });
  });

  test('a macro is not run, and that is said', async () => {
    const { unzipSync } = await import('fflate');
    const bytes = zip({ ...unzipSync(list('xlsx')), 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': '<a/>' });
    expect(issuesOf(await take('parcels', bytes, { name: 'a.xlsm' }), 'content-ignored')).toMatchObject([
      { severity: 'info', value: '宏、外部链接' },
    ]);
  });
});

describe('several data sets in one archive', () => {
  const second = { ...shapefile('b/道路'), 'b/道路.dbf': dbf([{ name: 'NAME', type: 'C', length: 10 }], [['路'], ['路']], 'utf-8') };

  test('the layer that fits is read, the others are named', async () => {
    const outcome = await take('parcels', zip({ ...shapefile('a/宗地'), ...second, 'readme.txt': '说明' }), { name: 'a.zip' });
    expect(outcome.counts.records).toBe(2);
    expect(issuesOf(outcome, 'sheet-skipped').map((issue) => issue.sheet)).toEqual(expect.arrayContaining(['道路']));
  });

  test('of two that fit both are read and it is said how to choose; --layer chooses', async () => {
    const other = {
      '老/宗地2020.shp': shp([[box(x, y + 500, 50, 50)]]),
      '老/宗地2020.dbf': dbf(parcelDbfFields, [[code(9), '', '2500', '']]),
      '老/宗地2020.prj': prj(),
    };
    const bytes = zip({ ...shapefile('新/宗地'), ...other });
    const both = await take('parcels', bytes, { name: 'a.zip' });
    expect(both.counts.records).toBe(3);
    expect(issuesOf(both, 'layer-choice')[0]!.message).toContain('--layer');
    expect(rowsOf(await take('parcels', bytes, { name: 'a.zip', layer: '宗地2020' }), 'parcels').map((parcel) => parcel.code)).toEqual([
      code(9),
    ]);
    const [issue] = await refused('parcels', bytes, { name: 'a.zip', layer: '宗地2019' });
    expect(issue).toMatchObject({ kind: 'layer-choice', value: '宗地2019' });
    expect(issue!.message).toContain('宗地2020');
  });

  test('a list beside the drawing is not read a second time', async () => {
    const outcome = await take('parcels', zip({ ...shapefile('宗地'), '宗地.csv': gbk(csv(['宗地代码', '坐落'], [code(1), '甲'])) }), {
      name: 'a.zip',
    });
    expect(outcome.counts).toMatchObject({ records: 2, rejected: 0 });
    expect(issuesOf(outcome, 'layer-choice')[0]!.message).toContain('宗地.csv');
  });

  test('an archive in an archive is opened once, not twice; a broken data set stops the import', async () => {
    expect((await take('parcels', zip({ '内.zip': zip(shapefile('宗地')) }), { name: 'a.zip' })).counts.records).toBe(2);
    expect((await refused('parcels', zip({ 'a.zip': zip({ 'b.zip': zip(shapefile('宗地')) }) }), { name: 'a.zip' }))[0]!.kind).toBe(
      'limit-exceeded',
    );
    const half = zip({ ...shapefile('宗地'), '另.gpkg': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 7)]) });
    expect((await refused('parcels', half, { name: 'a.zip' }))[0]!.message).toContain('另.gpkg');
  });
});

describe('boundary-point text in its real varieties', () => {
  const points = (label: (index: number) => string, order: (point: Point) => readonly [number, number], separator = ',') =>
    squares[0]!.map((point, index) => [label(index % 4), 1, ...order(point)].join(separator)).join('\r\n');
  const head = '[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n计量单位=米\n[地块坐标]\n';
  const lot = `5,1.0,${code(1)},甲,面,,工业,,@\n`;
  const north = ([east, n]: Point) => [n, east + 40_000_000] as const;
  test.each([
    ['J, north first, prefix', head + lot + points((index) => `J${index + 1}`, north)],
    ['no J', head + lot + points((index) => String(index + 1), north)],
    [
      'east first',
      head +
        lot +
        points(
          (index) => `J${index + 1}`,
          ([east, n]) => [east + 40_000_000, n],
        ),
    ],
    ['full-width commas', head + lot + points((index) => `J${index + 1}`, north, '，')],
    ['blanks', head + lot + points((index) => `J${index + 1}`, north, '  ')],
    [
      'unclosed',
      head +
        lot +
        points((index) => `J${index + 1}`, north)
          .split('\r\n')
          .slice(0, 4)
          .join('\n'),
    ],
    ['no titles', lot + points((index) => `J${index + 1}`, north)],
    ['comma behind the @', head + lot.replace('@', '@,') + points((index) => `J${index + 1}`, north)],
  ])('%s', async (_, text) => {
    for (const bytes of [text, gbk(text)]) {
      const outcome = await intake('parcels', bytes, { name: 'b.txt', ...(text.startsWith('[') ? {} : { crs: 'EPSG:4528' }) });
      if (!outcome.taken) throw new Error(outcome.issues.map((issue) => issue.message).join());
      const [parcel] = rowsOf(outcome, 'parcels');
      expect(parcel!.code).toBe(code(1));
      expect(parcel!.measuredArea! / 15_000_000).toBeCloseTo(1, 3);
    }
  });

  test('rings that all bear the number 1 are told apart by where they close', async () => {
    const hole = box(x + 20, y + 20, 30, 30)
      .map((point, index) => [`J${index + 10}`, 1, ...north(point)].join(','))
      .join('\n');
    const outcome = await take('parcels', `${head}${lot.replace('5,', '10,')}${points((index) => `J${index + 1}`, north)}\n${hole}\n`, {
      name: 'b.txt',
    });
    expect(rowsOf(outcome, 'parcels')[0]!.shape!.map((polygon) => polygon.length)).toEqual([2]);
    expect(rowsOf(outcome, 'parcels')[0]!.measuredArea! / (9_100 * 1500)).toBeCloseTo(1, 3);
  });
});
