// What a reader could drop or move without a word: members of one name, names that people gave, damaged names, zones, old datums.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { microMu } from '#domain/units.ts';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import { separateTwins } from '../../server/intake/read/json-twins.ts';
import {
  box,
  code,
  context,
  csv,
  dbf,
  gbk,
  geopackage,
  intake,
  issuesOf,
  parcelDbfFields,
  parcelShapefile,
  prj,
  refused,
  rowsOf,
  shp,
  take,
  workbook,
  zip,
} from './making.ts';

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const ring = (order: number) => box(x + order * 300, y, 100, 100).map((point) => zone.toLonLat(...point));
const polygon = (order: number) => JSON.stringify({ type: 'Polygon', coordinates: [ring(order)] });
const collection = (...features: string[]) => `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}`;
const zhejiang = { bounds: null, region: [118, 27, 123.2, 31.3] as const };

describe('members of one name', () => {
  test('a column that is there twice is kept twice and told; the first counts', async () => {
    const file = collection(
      `{"type":"Feature","properties":{"宗地代码":"${code(1)}","登记面积(亩)":15,"登记面积(亩)":20},"geometry":${polygon(0)}}`,
      `{"type":"Feature","properties":{"宗地代码":"${code(2)}","登记面积(亩)":15},"geometry":${polygon(1)}}`,
    );
    const outcome = await take('parcels', file, { name: 'a.geojson' });
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([microMu(15_000_000), microMu(15_000_000)]);
    expect(issuesOf(outcome, 'column-duplicate')).toMatchObject([{ severity: 'warning', column: '登记面积(亩)' }]);
    const columns = outcome.detected.tables[0]!.columns.filter(({ header }) => header === '登记面积(亩)');
    expect(columns.map(({ state, samples }) => [state, samples[0]?.before])).toEqual([
      ['mapped', '15'],
      ['duplicate', '20'],
    ]);
  });

  test('so too line by line, and with a name written in another way', async () => {
    const lines = [1, 2].map(
      (number) =>
        `{"type":"Feature","properties":{"宗地代码":"${code(number)}","\\u5750\\u843d":"甲路","坐落":"乙路"},"geometry":${polygon(number)}}`,
    );
    const outcome = await take('parcels', lines.join('\n'), { name: 'a.ndjson' });
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.location)).toEqual(['甲路', '甲路']);
    expect(issuesOf(outcome, 'column-duplicate')).toHaveLength(1);
  });

  test('two drawings of one feature: refused with the line, not the last one taken', async () => {
    const file = collection(
      `{"type":"Feature","properties":{"宗地代码":"${code(1)}"},"geometry":${polygon(0)}}`,
      `{"type":"Feature","properties":{"宗地代码":"${code(2)}"},"geometry":${polygon(1)},"geometry":${polygon(5)}}`,
    );
    const [issue] = await refused('parcels', file, { name: 'a.geojson' });
    expect(issue!.message).toContain('第 3 行');
    expect(issue!.message).toContain('“geometry”');
  });

  test('only names count: texts, lists and other objects may repeat what they like', () => {
    for (const text of [
      '{"a":"a","b":{"a":1},"c":[{"a":1},{"a":2}],"d":"\\"a\\":","e":"\\\\"}',
      '{"type":"x","properties":{"type":1,"properties":{"type":2}}}',
      '[[[[1]]]]',
      '{"a":1,"a',
      '',
    ])
      expect(separateTwins(text)).toEqual({ text, structural: null });
    const { text } = separateTwins('{"properties":{"a":1,"a":{"b":1,"b":2},"a" : 3}}');
    expect(JSON.parse(text)).toEqual({ properties: { a: 1, 'a\u00002': { b: 1, 'b\u00002': 2 }, 'a\u00003': 3 } });
    expect(separateTwins('['.repeat(200_000)).structural).toBeNull();
  });

  test('KML: two values of one name', async () => {
    const place = (number: number) =>
      `<Placemark><name>${code(number)}</name><ExtendedData><Data name="坐落"><value>甲路</value></Data><Data name="坐落"><value>乙路</value></Data><Data name="宗地代码"><value>${code(number + 10)}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring(
        number,
      )
        .map((point) => point.join(','))
        .join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
    const outcome = await take('parcels', `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${place(1)}${place(2)}</Document></kml>`, {
      name: 'a.kml',
    });
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.location])).toEqual([
      [code(1), '甲路'],
      [code(2), '甲路'],
    ]);
    expect(issuesOf(outcome, 'column-duplicate').map(({ column }) => column)).toEqual(expect.arrayContaining(['坐落', '宗地代码']));
  });

  test('the number of a feature is a column like any other', async () => {
    const file = collection(
      ...[1, 2].map((number) => `{"type":"Feature","id":"${code(number)}","properties":{},"geometry":${polygon(number)}}`),
    );
    expect((await refused('parcels', file, { name: 'a.geojson' }))[0]!.value).toContain('id（要素）');
    const outcome = await take('parcels', file, { name: 'a.geojson', mapping: { 'id（要素）': { field: 'code' } } });
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.code)).toEqual([code(1), code(2)]);
  });
});

describe('names of columns', () => {
  test('what people call a column counts where its name is one for machines, its unit too', async () => {
    const features = [1, 2].map((number) => ({
      type: 'Feature',
      properties: { F1: code(number), F2: 15, F3: '甲路' },
      geometry: { type: 'Polygon', coordinates: [ring(number)] },
    }));
    const folder = await mkdtemp(path.join(tmpdir(), 'mutu-alias-'));
    const file = path.join(folder, 'a.gpkg');
    await writeFile(file, await geopackage(features));
    const db = new Database(file);
    db.exec(
      `CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
        mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name));
       INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema', 'read-write');`,
    );
    for (const [column, title] of Object.entries({ F1: '宗地代码', F2: '登记面积(亩)', F3: '现场照片' }))
      db.prepare('INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?, ?, ?, ?)').run(
        '宗地',
        column,
        title,
        title,
      );
    db.close();
    const outcome = await take('parcels', await readFile(file), { name: 'a.gpkg' });
    await rm(folder, { recursive: true });
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.registeredArea])).toEqual([
      [code(1), microMu(15_000_000)],
      [code(2), microMu(15_000_000)],
    ]);
    expect(issuesOf(outcome, 'column-unmapped')[0]!.message).toContain('现场照片/F3');
  });

  test('MapInfo: names that were damaged when they were written go by their place, with all values', async () => {
    const head = Buffer.from('Version 450\nCharset "Neutral"\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 3\n');
    const damaged = Buffer.from([0xe5, 0x5f, 0x5f]);
    const columns = ['Char(30)', 'Char(30)', 'Float'].map((type) => Buffer.concat([Buffer.from('  '), damaged, Buffer.from(` ${type}\n`)]));
    const lots = [1, 2].map(
      (number) =>
        `Region 1\n  5\n${ring(number)
          .map((point) => point.join(' '))
          .join('\n')}\n`,
    );
    const file = zip({
      '宗地.mif': Buffer.concat([head, ...columns, Buffer.from(`Data\n\n${lots.join('')}`)]),
      '宗地.mid': [1, 2].map((number) => `"${code(number)}","甲路",15\n`).join(''),
    });
    const outcome = await intake('parcels', file, { name: 'a.zip' });
    expect(outcome.taken).toBe(false);
    expect(issuesOf(outcome, 'encoding-uncertain')[0]!.message).toContain('第1列');
    expect(issuesOf(outcome, 'header-missing')[0]!.value).toBe('第1列、第2列、第3列');
    const mapping = { 第1列: { field: 'code' }, 第2列: { field: 'location' }, 第3列: { field: 'registered_area', unit: '亩' } };
    const mapped = await take('parcels', file, { name: 'a.zip', mapping });
    expect(rowsOf(mapped, 'parcels').map((parcel) => [parcel.code, parcel.location, parcel.registeredArea])).toEqual([
      [code(1), '甲路', microMu(15_000_000)],
      [code(2), '甲路', microMu(15_000_000)],
    ]);
  });

  test('MapInfo: text in GBK of which the file says nothing is read as such, and told', async () => {
    const columns = '  宗地代码 Char(30)\n  坐落 Char(30)\n';
    const head = `Version 450\nCharset "Neutral"\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 2\n${columns}Data\n\n`;
    const lots = [1, 2].map(
      (number) =>
        `Region 1\n  5\n${ring(number)
          .map((point) => point.join(' '))
          .join('\n')}\n`,
    );
    const list = [1, 2].map((number) => `"${code(number)}","甲路"\n`).join('');
    const file = zip({ '宗地.mif': gbk(head + lots.join('')), '宗地.mid': gbk(list) });
    const outcome = await take('parcels', file, { name: 'a.zip' });
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.location])).toEqual([
      [code(1), '甲路'],
      [code(2), '甲路'],
    ]);
    expect(issuesOf(outcome, 'encoding-uncertain')).toHaveLength(1);
    expect(outcome.detected.encoding).toBe('gb18030');
    const plain = await take('parcels', zip({ '宗地.mif': head + lots.join(''), '宗地.mid': list }), { name: 'a.zip' });
    expect(rowsOf(plain, 'parcels')[0]!.location).toBe('甲路');
    expect(issuesOf(plain, 'encoding-uncertain')).toEqual([]);
  });

  test('MapInfo: a part without content is named', async () => {
    const file = zip({ 'a.tab': '', 'a.dat': 'x', 'a.map': '', 'a.id': '' });
    expect((await refused('parcels', file, { name: 'a.zip' }))[0]!.message).toMatch(/“a\.(tab|map)”是空的/);
  });

  test('columns of one name are told apart by the heading over them', async () => {
    const file = workbook({
      表: [
        ['统一社会信用代码', '企业名称', '2021年', '', '2022年上半年', ''],
        ['', '', '税收', '其中出口', '税收', '其中出口'],
        ['91330000000000001A', '甲公司', 10, 1, 20, 2],
      ],
    });
    const outcome = await take('accounts', file, { name: 'a.xlsx' });
    expect(issuesOf(outcome, 'column-ambiguous')[0]!.message).toContain('“2022年上半年/税收”');
    expect(rowsOf(outcome, 'accounts')).toHaveLength(1);
  });

  test.each([
    ['2023年1-6月企业税收情况表', null, '2023年1-6月'],
    ['2023年上半年企业税收情况表', null, '2023年上半年'],
    ['企业税收情况表（2023年第三季度）', null, '2023年第三季度'],
    ['2023年1-12月企业税收情况表', 2023, null],
    ['2023年度企业税收情况表', 2023, null],
    ['截至2023年12月底企业税收情况表', 2023, null],
    ['2023年企业税收情况表 制表日期：2024年3月5日', 2023, null],
    ['企业税收情况表 制表日期：2024年3月5日', null, null],
  ])('the year of %s', async (title, year, part) => {
    const rows = [[title], ['企业名称', '税收(万元)'], ['甲公司', 10], ['乙公司', 20]];
    const outcome = await intake('accounts', workbook({ 表: rows }), { name: '税收2024-03-05.xlsx' });
    const taken = outcome.taken && outcome.records.subject === 'accounts' ? outcome.records.rows.map((row) => row.year) : [];
    expect(taken).toEqual(year === null ? [] : [year, year]);
    expect(outcome.issues.filter(({ message }) => message.includes('不是全年')).map(({ value }) => value)).toEqual(
      part === null ? [] : [part],
    );
  });

  test('beside one year, half of the next one is nobody’s, and the title is no help', async () => {
    const sheet = (title: string) =>
      workbook({
        表: [
          [title],
          ['企业名称', '2022年', '', '2023年1-6月', ''],
          ['', '税收', '工业增加值', '税收', '主营业务收入'],
          ['甲公司', 10, 1, 5, 2],
        ],
      });
    for (const title of ['2022年企业情况', '企业情况']) {
      const outcome = await take('accounts', sheet(title), { name: 'a.xlsx' });
      expect(rowsOf(outcome, 'accounts')).toMatchObject([{ year: 2022, tax: 10_000_000, valueAdded: 1_000_000, revenue: null }]);
      expect(issuesOf(outcome, 'column-ambiguous').map(({ column }) => column)).toEqual(['税收', '主营业务收入']);
    }
  });

  test('a second row of a code names the layer of the first', async () => {
    const rows = (sheet: string) => [
      ['宗地代码', '登记面积(亩)', '坐落'],
      [code(1), 15, sheet],
    ];
    const outcome = await take('parcels', workbook({ 东片: rows('东'), 西片: rows('西') }), { name: 'a.xlsx' });
    expect(issuesOf(outcome, 'duplicate-code')).toMatchObject([{ sheet: '西片', row: 2 }]);
    expect(issuesOf(outcome, 'duplicate-code')[0]!.message).toContain('“东片”第 2 行');
  });

  test('a number as wide as its field is the number that was meant', async () => {
    const fields = parcelDbfFields.map((field) => (field.name === '宗地面积' ? { ...field, length: 24 } : field));
    const outcome = await take(
      'parcels',
      zip({
        'a.shp': shp([[box(x, y, 100, 100)], [box(x + 300, y, 100, 100)]]),
        'a.dbf': dbf(fields, [
          [code(1), '', '9999.989999999999782', ''],
          [code(2), '', '9999.98765', ''],
        ]),
        'a.prj': prj(),
      }),
      { name: 'a.zip' },
    );
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.registeredArea)).toEqual([microMu(14_999_985), microMu(14_999_981)]);
    expect(issuesOf(outcome, 'value-rounded')).toMatchObject([{ row: 2 }]);
  });

  test('a firm whose name begins like a signature is a firm', async () => {
    const outcome = await take(
      'accounts',
      csv(
        ['企业名称', '年度', '税收(万元)'],
        ['编制工艺品厂', 2022, 10],
        ['说明书印刷有限公司', 2022, 5],
        ['制表人：张三', '', '审核：李四'],
      ),
    );
    expect(rowsOf(outcome, 'accounts')).toHaveLength(2);
    expect(issuesOf(outcome, 'row-not-data').map(({ row }) => row)).toEqual([4]);
  });
});

describe('places', () => {
  test('a county of which nothing is known yet still lies in its province', async () => {
    const wrong = zip({ 'a.shp': shp([[box(x, y, 100, 100)]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '', '']]), 'a.prj': prj(117) });
    const [issue] = await refused('parcels', wrong, { name: 'a.zip', context: context(zhejiang) });
    expect(issue).toMatchObject({ kind: 'crs-conflict' });
    expect(issue!.message).toContain('本省范围之外');
    const right = parcelShapefile([[code(1), '', '10000', '']], [[box(x, y, 100, 100)]]);
    expect((await take('parcels', right, { name: 'a.zip', context: context(zhejiang) })).taken).toBe(true);
  });

  test('what lies outside the province is not proposed', async () => {
    const bare = zip({ 'a.shp': shp([[box(x, y, 100, 100)]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '', '']]) });
    const [issue] = await refused('parcels', bare, { name: 'a.zip', context: context(zhejiang) });
    expect(issue!.message).toContain('EPSG:4549');
    expect(issue!.message).not.toContain('EPSG:4548');
  });

  test('the same codes in another zone are told, whatever the way between', async () => {
    const orders = [0, 1, 2, 3];
    const file = parcelShapefile(
      orders.map((order) => [code(order + 1), '', '10000', '']),
      orders.map((order) => [box(x + order * 300, y, 100, 100)]),
    );
    const parcels = orders.map((order) => ({ code: code(order + 1), shape: [[ring(order)]] }));
    const outcome = await take('parcels', file, { name: 'a.zip', crs: 'EPSG:4550', context: context({ bounds: null, parcels }) });
    expect(issuesOf(outcome, 'crs-shift-suspected')).toMatchObject([{ severity: 'warning' }]);
    expect(issuesOf(outcome, 'crs-shift-suspected')[0]!.message).toMatch(/29\d\.\d 千米（东）.*分带/);
    const same = await take('parcels', file, { name: 'a.zip', context: context({ bounds: null, parcels }) });
    expect(issuesOf(same, 'crs-shift-suspected')).toEqual([]);
    // Renumbered lots lie here and there: no one way leads from the old to the new.
    const mixed = orders.map((order) => ({ code: code(order + 1), shape: [[ring([40, -30, 90, -120][order]!)]] }));
    const renumbered = await take('parcels', file, { name: 'a.zip', context: context({ bounds: null, parcels: mixed }) });
    expect(issuesOf(renumbered, 'crs-shift-suspected')).toEqual([]);
  });

  test('an old datum: no modern system is proposed, and one that is stated all the same is told', async () => {
    const xian = prj()
      .replaceAll(/CGCS2000_3/g, 'Xian_1980_3')
      .replace('D_China_2000', 'D_Xian_1980')
      .replace('"CGCS2000",6378137.0,298.257222101', '"Xian_1980",6378140.0,298.257');
    const file = zip({ 'a.shp': shp([[box(x, y, 100, 100)]]), 'a.dbf': dbf(parcelDbfFields, [[code(1), '', '', '']]), 'a.prj': xian });
    const [issue] = await refused('parcels', file, { name: 'a.zip' });
    expect(issue!.message).toContain('--crs "+towgs84=dx,dy,dz"');
    expect(issue!.message).not.toMatch(/EPSG:4\d{3}/);
    const stated = await take('parcels', file, { name: 'a.zip', crs: 'EPSG:4549' });
    expect(issuesOf(stated, 'crs-conflict')[0]).toMatchObject({ severity: 'warning' });
    expect(issuesOf(stated, 'crs-conflict')[0]!.message).toContain('未做基准转换');
    const shifted = await take('parcels', file, { name: 'a.zip', crs: '+towgs84=1,2,3' });
    expect(issuesOf(shifted, 'crs-conflict')).toEqual([]);
  });
});

describe('what is on record', () => {
  const onRecord = [1, 2, 3].map((number) => ({
    code: code(number),
    shape: null,
    area: microMu(15_000_000),
    measured: microMu(15_000_000),
  }));
  const known = { context: context({ parcels: onRecord }) };

  test('an area that comes without a drawing is held against the drawing on record', async () => {
    const rows = [code(1), code(2), ` ${code(3).toLowerCase()}`].map((parcel, order) => [parcel, [1, 0.7, 1.001][order]]);
    const outcome = await take('parcels', csv(['宗地代码', '登记面积(公顷)'], ...rows), known);
    expect(issuesOf(outcome, 'area-mismatch')).toMatchObject([{ row: 3, subject: code(2) }]);
    expect(rowsOf(outcome, 'parcels')[1]!.registeredArea).toBe(microMu(10_500_000));
    const bare = await take('parcels', csv(['宗地代码', '面积'], [code(1), 15], [code(2), 15.01]), known);
    expect(rowsOf(bare, 'parcels')[0]!.registeredArea).toBe(microMu(15_000_000));
    expect(issuesOf(bare, 'unit-assumed')).toMatchObject([{ severity: 'info', value: '亩' }]);
  });

  test('a part of a lot may be in mu or in square metres: not guessed where the figure fits both', async () => {
    const head = ['宗地代码', '企业名称', '关系', '面积'];
    const small = await take('tenure', csv(head, [code(1), '甲公司', '租用', 5], [code(2), '乙公司', '租用', '3亩']), known);
    expect(rowsOf(small, 'tenure').map(({ area }) => area)).toEqual([null, microMu(3_000_000)]);
    expect(issuesOf(small, 'area-unit-conflict')).toMatchObject([{ severity: 'warning', column: '面积' }]);
    const large = await take('tenure', csv(head, [code(1), '甲公司', '租用', 1200], [code(2), '乙公司', '租用', '3亩']), known);
    expect(rowsOf(large, 'tenure').map(({ area }) => area)).toEqual([microMu(1_800_000), microMu(3_000_000)]);
  });
});
