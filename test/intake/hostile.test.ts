// Files that are broken, mislabelled or meant to harm: refused with a message, never a crash, and nothing is lost by counting.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { subjects, type Subject } from '../../server/intake/intake.ts';
import { intakeFile } from '../../server/intake/intake-file.ts';
import { setLimits } from '../../server/intake/limits.ts';
import {
  box,
  code,
  context,
  county,
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

const table = csv(['宗地代码', '坐落'], [code(1), '大柘镇']);
const shapefile = parcelShapefile([[code(1), '', '10000', '']], [[box(428_300, 3_163_200, 100, 100)]]);

describe('encodings', () => {
  test.each([
    ['utf-8', Buffer.from(table)],
    ['utf-8', Buffer.from(`\uFEFF${table}`)],
    ['gb18030', gbk(table)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, 'utf16le')])],
  ])('%s is found', async (encoding, bytes) => {
    const outcome = await take('parcels', bytes);
    expect(outcome.detected.encoding).toBe(encoding);
    expect(rowsOf(outcome, 'parcels')[0]!.location).toBe('大柘镇');
  });

  test('lines of two encodings in one file are read line by line, with a warning', async () => {
    const outcome = await take('parcels', Buffer.concat([Buffer.from(`${table}\r\n`), gbk(`${code(2)},石练镇`)]));
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.location)).toEqual(['大柘镇', '石练镇']);
    expect(issuesOf(outcome, 'encoding-uncertain')).toMatchObject([{ severity: 'warning' }]);
  });

  test('cells of two encodings in one line are read cell by cell', async () => {
    const line = Buffer.concat([Buffer.from(`${code(2)},石练镇`), Buffer.from(','), gbk('妙高街道')]);
    const outcome = await take('parcels', Buffer.concat([Buffer.from('宗地代码,坐落,乡镇\r\n'), line]));
    expect(rowsOf(outcome, 'parcels')[0]).toMatchObject({ location: '石练镇', township: '331123001' });
    expect(issuesOf(outcome, 'encoding-uncertain')).toMatchObject([{ severity: 'warning' }]);
  });

  test('an attribute table of both encodings is read cell by cell; a .cpg of GBK does not spoil UTF-8', async () => {
    const both = dbf(parcelDbfFields, [
      [code(1), '石练镇工业区', '', ''],
      [code(2), '', '', ''],
    ]);
    Buffer.from('大柘镇工业区').copy(both, 32 + 4 * 32 + 1 + (1 + 19 + 60 + 14 + 10) + 1 + 19);
    const shapes = shp([[box(428_300, 3_163_200, 100, 100)], [box(428_500, 3_163_200, 100, 100)]]);
    const mixed = await take('parcels', zip({ 'a.shp': shapes, 'a.dbf': both, 'a.prj': prj() }), { name: 'a.zip' });
    expect(rowsOf(mixed, 'parcels').map((parcel) => parcel.location)).toEqual(['石练镇工业区', '大柘镇工业区']);
    expect(issuesOf(mixed, 'encoding-uncertain')).toMatchObject([{ severity: 'warning', sheet: 'a' }]);
    const even = dbf(parcelDbfFields, [[code(1), '大柘', '', '']], 'utf-8');
    const parts = { 'a.shp': shp([[box(428_300, 3_163_200, 100, 100)]]), 'a.dbf': even, 'a.prj': prj(), 'a.cpg': 'GBK' };
    expect(rowsOf(await take('parcels', zip(parts), { name: 'a.zip' }), 'parcels')[0]!.location).toBe('大柘');
  });

  test('what the caller says must fit', async () => {
    expect((await refused('parcels', gbk(table), { encoding: 'utf-8' }))[0]!.kind).toBe('encoding-uncertain');
    expect((await refused('parcels', table, { encoding: 'klingon' }))[0]!.kind).toBe('encoding-uncertain');
    expect((await take('parcels', gbk(table), { encoding: 'GBK' })).counts.records).toBe(1);
  });

  const layer = (encoding: string, language: number, cpg?: string) =>
    zip({
      'a.shp': shp([[box(428_300, 3_163_200, 100, 100)]]),
      'a.dbf': dbf(parcelDbfFields, [[code(1), '浙江省遂昌县大柘镇', '10000', '']], encoding, language),
      'a.prj': prj(),
      ...(cpg === undefined ? {} : { 'a.cpg': cpg }),
    });

  test.each([
    ['gb18030', 0, undefined],
    ['gb18030', 0x4d, undefined],
    ['gb18030', 0x57, undefined],
    ['gb18030', 0x03, 'CP936'],
    ['gb18030', 0, 'UTF-8'],
    ['utf-8', 0, 'UTF-8'],
    ['utf-8', 0, undefined],
    ['utf-8', 0x4d, 'utf8'],
  ] as const)('attribute table in %s, language byte %i, .cpg %s', async (encoding, language, cpg) => {
    const outcome = await take('parcels', layer(encoding, language, cpg), { name: 'a.zip' });
    expect(outcome.detected.encoding).toBe(encoding);
    expect(rowsOf(outcome, 'parcels')[0]!.location).toBe('浙江省遂昌县大柘镇');
    expect(issuesOf(outcome, 'encoding-uncertain')).toHaveLength(cpg === 'UTF-8' && encoding !== 'utf-8' ? 1 : 0);
  });

  test('a value cut in the middle of a character by its width does not spoil the encoding', async () => {
    const long = `大柘镇${'甲'.repeat(40)}`;
    const outcome = await take(
      'parcels',
      zip({
        'a.shp': shp([[box(428_300, 3_163_200, 100, 100)]]),
        'a.dbf': dbf(
          [
            { name: 'ZDDM', type: 'C', length: 19 },
            { name: 'ZL', type: 'C', length: 21 },
          ],
          [[code(1), `a${long}`]],
        ),
        'a.prj': prj(),
      }),
      { name: 'a.zip' },
    );
    expect(outcome.detected.encoding).toBe('gb18030');
    expect(rowsOf(outcome, 'parcels')[0]!.location).toContain('大柘镇甲');
  });

  test('names in the archive may be GBK; names of fields may be cut short', async () => {
    const outcome = await take(
      'parcels',
      zip({
        'x/宗地.shp': shp([[box(428_300, 3_163_200, 100, 100)]]),
        'x/宗地.DBF': dbf(
          [
            { name: '宗地代码', type: 'C', length: 19 },
            { name: '统一社会信用代码', type: 'C', length: 18 },
          ],
          [[code(1), '91330100799655058B']],
        ),
        'x/宗地.prj': prj(),
      }),
      { name: 'a.zip' },
    );
    expect(rowsOf(outcome, 'parcels')[0]!.holderUscc).toBe('91330100799655058B');
  });
});

describe('refused with a reason', () => {
  const cases: Readonly<Record<string, () => Uint8Array | string | Promise<Uint8Array>>> = {
    'an empty file': () => '',
    'blank lines only': () => '\r\n\r\n  \r\n',
    'binary noise': () => Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
    'a picture': () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'a PDF': () => '%PDF-1.7 …',
    'a bare .shp': () => shp([[box(428_300, 3_163_200, 100, 100)]]),
    'half a zip': () => shapefile.subarray(0, shapefile.length / 2),
    'half a workbook': () => workbook({ s: [['宗地代码'], [code(1)]] }).subarray(0, 900),
    'half an .xls': () =>
      workbook(
        {
          s: [
            ['宗地代码', '坐落'],
            [code(1), 'a'],
          ],
        },
        'biff8',
      ).subarray(0, 700),
    'a header without rows': () => csv(['宗地代码', '坐落']),
    'a table of something else': () => csv(['姓名', '电话'], ['张三', '1']),
    'unclosed quotes': () => `${table}\r\n${code(2)},"大柘镇\r\n${code(3)},石练镇`,
    'a zip that climbs out': () => zip({ '../../etc/passwd.csv': table }),
    'a zip with an absolute path': () => zip({ '/tmp/a.csv': table }),
    'zips two levels down': () => zip({ 'a.zip': zip({ 'b.zip': zip({ 'c.csv': table }) }) }),
    'a zip of nothing known': () => zip({ 'readme.md': 'x' }),
    'a zip bomb': () => zip({ 'a.csv': Buffer.alloc(200 * 1024 * 1024) }),
    'a Shapefile without attributes': () => zip({ 'a.shp': shp([null]), 'a.prj': prj() }),
    'fewer attributes than shapes': () => zip({ 'a.shp': shp([null, null]), 'a.dbf': dbf(parcelDbfFields, [[code(1)]]), 'a.prj': prj() }),
    'a truncated attribute table': () =>
      zip({ 'a.shp': shp([null, null]), 'a.dbf': dbf(parcelDbfFields, [[code(1)], [code(2)]]).subarray(0, 230), 'a.prj': prj() }),
    'a truncated .shp': () =>
      zip({
        'a.shp': shp([[box(428_300, 3_163_200, 100, 100)]]).subarray(0, 150),
        'a.dbf': dbf(parcelDbfFields, [[code(1)]]),
        'a.prj': prj(),
      }),
    'broken JSON': () => '{"type": "FeatureCollection", "features": [',
    'JSON of something else': () => '{"a": 1}',
    'JSON nested without end': () => '['.repeat(200_000),
    'KML without a placemark': () => '<?xml version="1.0"?><kml><Document/></kml>',
    'an XML bomb': () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccc"><!ENTITY d "&b;&b;&b;">]><table>&d;</table>',
    'a database that is no GeoPackage': () => Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 7)]),
    'half a GeoPackage': async () =>
      (
        await geopackage([
          {
            type: 'Feature',
            properties: { code: code(1) },
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [119.2, 28.5],
                  [119.21, 28.5],
                  [119.21, 28.51],
                  [119.2, 28.5],
                ],
              ],
            },
          },
        ])
      ).subarray(0, 9000),
  };

  test.each(Object.keys(cases))('%s', async (name) => {
    const issues = await refused('parcels', await cases[name]!(), { name: '某文件.dat' });
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ file: '某文件.dat', severity: 'error' });
    expect(issues[0]!.message).toMatch(/未导入|未解压/);
  });

  test('an encrypted entry', async () => {
    const bytes = Buffer.from(zip({ 'a.csv': table }));
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes[central + 8] = bytes[central + 8]! | 1;
    expect((await refused('parcels', bytes))[0]!.message).toContain('密码');
  });

  test('an entry larger than it states', async () => {
    const bytes = Buffer.from(zip({ 'a.csv': `${table}\r\n${' '.repeat(5000)}` }));
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(40, central + 24);
    expect((await refused('parcels', bytes))[0]!.kind).toBe('file-unreadable');
  });
});

describe('meant to harm', () => {
  test('a link in an archive', async () => {
    const bytes = Buffer.from(zip({ 'a.csv': '/etc/passwd' }));
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE((0xa1ff << 16) >>> 0, central + 38);
    expect((await refused('parcels', bytes, { name: 'a.zip' }))[0]).toMatchObject({ kind: 'file-unsafe' });
  });

  test('files of an archive that lie over each other', async () => {
    const bytes = Buffer.from(zip({ 'a.csv': table, 'b.csv': table }));
    const first = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), first + 4);
    bytes.writeUInt32LE(0, second + 42);
    expect((await refused('parcels', bytes, { name: 'a.zip' }))[0]).toMatchObject({ kind: 'file-unsafe' });
  });

  test.each([
    [
      'KML',
      'a.kml',
      (): Uint8Array | string =>
        '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&a;</name></Placemark></kml>',
    ],
    [
      'a web table',
      'a.xls',
      (): Uint8Array | string => '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">]><html><table><tr><td>&a;</td></tr></table></html>',
    ],
    [
      'a workbook',
      'a.xlsx',
      (): Uint8Array | string => {
        const parts = unzipSync(
          workbook({
            s: [
              ['宗地代码', '坐落'],
              [code(1), 'a'],
            ],
          }),
        );
        const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
        return zip({ ...parts, 'xl/worksheets/sheet1.xml': sheet.replace('?>', '?><!DOCTYPE a [<!ENTITY b "x">]>') });
      },
    ],
  ] as const)('entities of its own in %s', async (_, name, bytes) => {
    expect((await refused('parcels', bytes(), { name }))[0]).toMatchObject({ kind: 'file-unsafe' });
  });

  test('elements nested without end, a tag without end', async () => {
    for (const body of ['<Folder>'.repeat(5000), `<Folder a="${'x'.repeat(5_000_000)}`])
      expect((await refused('parcels', `<?xml version="1.0"?><kml>${body}`, { name: 'a.kml' }))[0]).toMatchObject({
        kind: 'file-unreadable',
      });
  });

  test('a zigzag of a hundred thousand corners is kept without a proposal, and the thread lives on', async () => {
    const ring = Array.from({ length: 100_000 }, (_, index) => [119.2 + (index % 2) * 0.01 + index * 1e-9, 28.5 + index * 1e-8]);
    const file = JSON.stringify({ type: 'Feature', properties: { code: code(1) }, geometry: { type: 'Polygon', coordinates: [ring] } });
    const outcome = await take('parcels', file, { name: 'a.geojson' });
    expect(rowsOf(outcome, 'parcels')[0]!.measuredArea).toBeNull();
    expect(issuesOf(outcome, 'geometry-self-crossing')).toHaveLength(1);
    expect(outcome.repairs).toBeUndefined();
  });

  test('a layer that lies on one place is told as that, not pair by pair without end', async () => {
    const features = Array.from({ length: 1500 }, (_, index) => {
      const [west, east] = [119.2 + index * 1e-8, 119.201];
      const ring = [
        [west, 28.5],
        [east, 28.5],
        [east, 28.501],
        [west, 28.501],
        [west, 28.5],
      ];
      return { type: 'Feature', properties: { code: code(index) }, geometry: { type: 'Polygon', coordinates: [ring] } };
    });
    const outcome = await take('parcels', JSON.stringify({ type: 'FeatureCollection', features }), { name: 'a.geojson' });
    const found = issuesOf(outcome, 'geometry-overlap');
    expect(found.filter((issue) => issue.row === null)).toHaveLength(1);
    expect(found.length).toBeLessThan(52_000);
  });

  test('a line without end', async () => {
    expect((await refused('parcels', `宗地代码,${'x'.repeat(17 * 1024 * 1024)}`))[0]).toMatchObject({ kind: 'limit-exceeded' });
  });

  test('a few bytes that claim a million cells', async () => {
    const parts = unzipSync(
      workbook(
        {
          s: [
            ['宗地代码', '坐落'],
            [code(1), 'a'],
          ],
        },
        'ods',
      ),
    );
    const content = strFromU8(parts['content.xml']!)
      .replaceAll('<table:table-cell', '<table:table-cell table:number-columns-repeated="16384"')
      .replaceAll('<table:table-row', '<table:table-row table:number-rows-repeated="1048576"');
    expect((await refused('parcels', zip({ ...parts, 'content.xml': content }), { name: 'a.ods' }))[0]).toMatchObject({
      kind: 'limit-exceeded',
    });
  });

  test('a workbook with a password', async () => {
    const cfb = (await import('@e965/xlsx')).CFB;
    const container = cfb.utils.cfb_new();
    cfb.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64));
    cfb.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(64));
    expect((await refused('parcels', cfb.write(container, { type: 'buffer' }) as Buffer, { name: 'a.xlsx' }))[0]).toMatchObject({
      kind: 'file-encrypted',
    });
  });

  test('a text written like a formula stays text, for reading and for the record', async () => {
    const outcome = await take(
      'parcels',
      csv(['宗地代码', '坐落'], [code(1), '=HYPERLINK(1)'], [code(2), '+86 578'], [code(3), '@SUM(A1)']),
    );
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.location)).toEqual(['=HYPERLINK(1)', '+86 578', '@SUM(A1)']);
  });
});

describe('limits', () => {
  afterEach(() => void setLimits({}));

  test('each that an operator moves is met with its name; names and numbers that are none are refused', async () => {
    const rows = csv(['宗地代码', '坐落'], [code(1), 'a'], [code(2), 'b'], [code(3), 'c']);
    for (const limit of [{ rows: 2 }, { columns: 1 }, { fileBytes: 10 }] as const) {
      setLimits(limit);
      const [issue] = await refused('parcels', rows);
      expect(issue).toMatchObject({ kind: 'limit-exceeded' });
      expect(issue!.message).toContain(`${Object.keys(limit)[0]}=${Object.values(limit)[0]}`);
      expect(issue!.message).toContain('MUTU_LIMITS');
    }
    expect(setLimits({ row: 1 })).toMatchObject({ ok: false });
    expect(setLimits({ rows: 0 })).toMatchObject({ ok: false });
  });

  test('they hold in the thread too', async () => {
    setLimits({ rows: 1 });
    const rows = Buffer.from(csv(['宗地代码', '坐落'], [code(1), 'a'], [code(2), 'b']));
    const outcome = await intakeFile({ name: 'a.csv', bytes: rows, subject: 'parcels', county, importId: 1, context: context() });
    expect(outcome.issues.map((issue) => issue.kind)).toEqual(['limit-exceeded']);
  });

  test('a file that eats the memory is stopped', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [code(index), `${index}`.repeat(20)]);
    const input = {
      name: 'a.csv',
      bytes: Buffer.from(csv(['宗地代码', '坐落'], ...rows)),
      subject: 'parcels' as const,
      county,
      importId: 1,
      context: context(),
    };
    const outcome = await intakeFile(input, { memoryMegabytes: 1 });
    expect(outcome).toMatchObject({ taken: false, issues: [{ kind: 'file-unreadable' }] });
  });
});

describe('what is odd but readable', () => {
  test('content decides, not the name', async () => {
    const outcome = await take(
      'parcels',
      workbook({
        s: [
          ['宗地代码', '坐落'],
          [code(1), 'a'],
        ],
      }),
      { name: '宗地.csv' },
    );
    expect(outcome.detected.format).toBe('xlsx');
    expect(issuesOf(outcome, 'file-mislabelled')).toHaveLength(1);
  });

  test('a CSV inside a zip', async () => {
    expect((await take('parcels', zip({ '数据/表.csv': gbk(table), '__MACOSX/._x': 'x' }), { name: 'a.zip' })).counts.records).toBe(1);
  });

  test('control characters go, an enormous cell is not a value', async () => {
    const outcome = await take('parcels', csv(['宗地代码', '坐落'], [`\u0007${code(1)}\u200b`, 'x'.repeat(10_000)]));
    expect(rowsOf(outcome, 'parcels')[0]).toMatchObject({ code: code(1), location: null });
    expect(issuesOf(outcome, 'value-invalid')).toHaveLength(1);
  });

  test('a sheet that claims to be as large as a sheet can be', async () => {
    const parts = unzipSync(
      workbook({
        s: [
          ['宗地代码', '坐落'],
          [code(1), 'a'],
        ],
      }),
    );
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('ref="A1:B2"');
    const bytes = zip({ ...parts, 'xl/worksheets/sheet1.xml': sheet.replace('ref="A1:B2"', 'ref="A1:XFD1048576"') });
    expect((await take('parcels', bytes, { name: 'a.xlsx' })).counts.rowsIn).toBe(1);
  });

  test('deleted records of an attribute table are not data', async () => {
    const bytes = zip({
      'a.shp': shp([[box(428_300, 3_163_200, 100, 100)], [box(428_500, 3_163_200, 100, 100)]]),
      'a.dbf': dbf(parcelDbfFields, [[code(1)], [code(2)]], 'gb18030', 0, [0]),
      'a.prj': prj(),
    });
    const outcome = await take('parcels', bytes, { name: 'a.zip' });
    expect(rowsOf(outcome, 'parcels').map((parcel) => [parcel.code, parcel.source.row])).toEqual([[code(2), 2]]);
    expect(issuesOf(outcome, 'row-not-data')).toMatchObject([{ row: 1 }]);
  });

  test('geometries of every broken kind keep their rows', async () => {
    const geometries = [
      null,
      { type: 'Point', coordinates: [119.2, 28.5] },
      { type: 'Polygon', coordinates: [] },
      {
        type: 'Polygon',
        coordinates: [
          [
            [119.2, 28.5],
            [119.2, 28.5],
          ],
        ],
      },
      { type: 'Polygon', coordinates: [[['a', 1]]] },
      { type: 'Polygon', coordinates: 7 },
      { type: 'GeometryCollection', geometries: [] },
      5,
      {
        type: 'Polygon',
        coordinates: [
          [
            [119.2, 28.5],
            [119.21, 28.5],
            [119.21, 28.51],
            [119.2, 28.5],
          ],
        ],
      },
    ];
    const outcome = await take(
      'parcels',
      JSON.stringify({
        type: 'FeatureCollection',
        features: geometries.map((geometry, index) => ({ type: 'Feature', properties: { code: code(index) }, geometry })),
      }),
    );
    expect(outcome.counts).toMatchObject({ rowsIn: 9, records: 9 });
    expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.shape !== null)).toEqual([...Array(8).fill(false), true]);
    expect(outcome.issues.filter((issue) => ['geometry-missing', 'geometry-type'].includes(issue.kind))).toHaveLength(8);
  });
});

describe('in a thread of its own', () => {
  const input = { name: '宗地.csv', bytes: Buffer.from(table), subject: 'parcels' as const, county, importId: 3, context: context() };

  test('the outcome is the same as in this thread', async () => {
    expect(await intakeFile(input)).toEqual(await intake('parcels', table, { name: '宗地.csv', importId: 3 }));
  });

  test('nothing of a file stays behind on the disk, whether it was read or stopped', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'mutu-test-scratch-'));
    const usual = process.env['TMPDIR'];
    const bytes = await geopackage([
      {
        type: 'Feature',
        properties: { code: code(1) },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [119.2, 28.5],
              [119.21, 28.5],
              [119.21, 28.51],
              [119.2, 28.5],
            ],
          ],
        },
      },
    ]);
    const read = { ...input, name: 'a.gpkg', bytes };
    process.env['TMPDIR'] = own;
    try {
      expect((await intakeFile(read)).taken).toBe(true);
      expect((await intakeFile(read, { milliseconds: 60 })).taken).toBe(false);
    } finally {
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
    }
    // The loader of TypeScript keeps what it made; of the file there is nothing.
    expect(readdirSync(own).filter((name) => name.startsWith('mutu-'))).toEqual([]);
    rmSync(own, { recursive: true });
  });

  test('what takes too long is stopped and refused', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [code(index), '大柘镇']);
    const outcome = await intakeFile({ ...input, bytes: Buffer.from(csv(['宗地代码', '坐落'], ...rows)) }, { milliseconds: 60 });
    expect(outcome).toMatchObject({ taken: false, issues: [{ kind: 'file-unreadable', severity: 'error', importId: 3 }] });
  });
});

describe('rows in = records + rejected', () => {
  const word = fc.constantFrom(
    '',
    '  ',
    '-',
    '合计',
    '填表人：张三',
    '91330100799655058B',
    '91330100799655058A',
    code(1),
    code(2),
    '2020',
    '2021年',
    '21',
    '-3',
    '1e5',
    '约5',
    '租用',
    '自用',
    '腾出',
    '2020-01-01',
    '2017.13',
    '不详',
    '大柘镇',
    'A',
    '"',
    '甲,乙',
    '=1+1',
    '９１',
  );
  const headers: Readonly<Record<Subject, readonly string[]>> = {
    parcels: ['宗地代码', '宗地面积', '投产日期', '坐落', '乡镇'],
    firms: ['统一社会信用代码', '企业名称', '行业标签', '乡镇', '有证有照'],
    accounts: ['年度', '统一社会信用代码', '企业名称', '税收', '评价等级'],
    tenure: ['宗地代码', '统一社会信用代码', '关系', '面积', '起'],
    townships: ['乡镇代码', '乡镇名称'],
    blocks: ['区块编号', '区块名称', '乡镇'],
    ledger: ['宗地代码', '类型', '面积', '日期', '依据'],
    zones: ['名称', '类型', 'wkt'],
  };

  test.each(subjects)('%s, whatever the cells hold; every rejected row has its error', async (subject) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(word, { minLength: 1, maxLength: headers[subject].length }), { maxLength: 12 }),
        fc.boolean(),
        async (rows, wide) => {
          const text = [headers[subject], ...rows]
            .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(wide ? '\t' : ','))
            .join('\n');
          const outcome = await intake(subject, wide ? iconv.encode(text, 'gb18030') : text);
          if (!outcome.taken) {
            expect(outcome.issues.some((issue) => issue.severity === 'error')).toBe(true);
            return;
          }
          const { rowsIn, records, rejected, notData } = outcome.counts;
          expect(rowsIn).toBe(records + rejected);
          expect(outcome.records.rows).toHaveLength(records);
          const errors = new Set(outcome.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.row));
          expect(errors.size).toBe(rejected);
          const filled = rows.filter((row) => row.some((cell) => cell.trim() !== '')).length;
          expect(rowsIn + notData).toBe(filled);
        },
      ),
      { numRuns: 40 },
    );
  });
});
