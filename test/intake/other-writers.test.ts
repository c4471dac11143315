// Files as other programs write them, or break them off: cells without a shown text, a KMZ that points to its layers, names beside names.
import { crc32 } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { csv, issuesOf, refused, rowsOf, take, workbook } from './making.ts';

const code = (index: number): string => `33112300100${index}GB00001`;

function openDocument(rows: string): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="宗地">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;
  return zipSync({
    mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': Buffer.from(content),
    'META-INF/manifest.xml': Buffer.from('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'),
  });
}

const shown = (text: string): string => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
const stated = (value: number): string => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;

test('an OpenDocument cell that states a value and shows no text holds the value', async () => {
  const rows =
    row(shown('宗地代码'), shown('坐落'), shown('登记面积(平方米)')) +
    row(shown(code(1)), '<table:table-cell/>', stated(14_000)) +
    row(shown(code(2)), shown('一路'), '<table:table-cell table:number-columns-repeated="3"/>');
  const parcels = rowsOf(await take('parcels', openDocument(rows), { name: 'a.ods' }), 'parcels');
  expect(parcels.map(({ location, registeredArea }) => [location, registeredArea])).toEqual([
    [null, 21_000_000],
    ['一路', null],
  ]);
});

const placemark = `<Placemark><name>${code(1)}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>119.2,28.5 119.201,28.5 119.201,28.501 119.2,28.501 119.2,28.5</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
const kml = (inside: string): Buffer =>
  Buffer.from(`<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`);

test('a KMZ whose root only points to its layers is read layer by layer', async () => {
  const kmz = zipSync({
    'doc.kml': kml('<NetworkLink><Link><href>layers/a.kml</href></Link></NetworkLink>'),
    'layers/a.kml': kml(placemark),
  });
  const outcome = await take('parcels', kmz, { name: 'a.kmz' });
  expect(rowsOf(outcome, 'parcels').map((parcel) => parcel.code)).toEqual([code(1)]);
  expect(issuesOf(outcome, 'sheet-skipped')).toMatchObject([{ sheet: 'doc.kml', severity: 'info' }]);
});

test('a name in UTF-8 beside the plain one counts while it belongs to it', async () => {
  const named = (checksum: number): Uint8Array => {
    const beside = Buffer.from('xxxxx宗地.kml');
    beside.writeUInt8(1, 0);
    beside.writeUInt32LE(checksum, 1);
    return zipSync({ '.kml': [kml(placemark), { extra: { 0x7075: beside } }], 'b.kml': kml(placemark.replace(code(1), code(2))) });
  };
  const sheets = async (bytes: Uint8Array) =>
    rowsOf(await take('parcels', bytes, { name: 'a.zip' }), 'parcels').map(({ source }) => source.sheet);
  expect(await sheets(named(crc32('.kml')))).toEqual(['宗地.kml', 'b.kml']);
  expect(await sheets(named(0))).toEqual(['.kml', 'b.kml']);
});

test('a table that ends in the middle of a row says so, and does not take half a row', async () => {
  const whole = csv(['宗地代码', '坐落', '登记面积(亩)'], [code(1), '一路', 12], [code(2), '二路', 345]);
  const at = (text: string) => take('parcels', text, { name: 'a.csv' });
  expect((await at(whole)).counts).toMatchObject({ records: 2, rejected: 0 });
  const cut = await at(whole.slice(0, -4));
  expect(cut.counts).toMatchObject({ rowsIn: 2, records: 1, rejected: 1 });
  expect(issuesOf(cut, 'row-shifted')).toMatchObject([{ row: 3, severity: 'error', value: `${code(2)},二路` }]);
  expect((await at(`${whole.slice(0, -4)}\r\n`)).counts).toMatchObject({ records: 2, rejected: 0 });
});

test('words that every object knows are words like any other, in headers, cells and sheets', async () => {
  const header = ['宗地代码', 'constructor', '__proto__', '坐落'];
  const parcels = await take('parcels', csv(header, [code(1), 'a', 'b', 'toString']), {
    name: 'a.csv',
    mapping: { 坐落: { field: 'location' } },
  });
  expect(rowsOf(parcels, 'parcels').map(({ location }) => location)).toEqual(['toString']);
  expect(issuesOf(parcels, 'column-unmapped').map(({ column, value }) => column ?? value)).toEqual(['constructor', '__proto__']);
  const drawn = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":{"a":1},"constructor":"x","宗地代码":"${code(1)}"},"geometry":null}]}`;
  expect((await take('parcels', drawn, { name: 'a.geojson' })).counts.records).toBe(1);
  const tenure = csv(['宗地代码', '统一社会信用代码', '关系', '面积(亩)'], [code(1), '91331123MAB1PLM57E', 'constructor', 'constructor']);
  const kept = await take('tenure', tenure, { name: 'a.csv' }).catch((error: unknown) => String(error));
  expect(JSON.stringify(kept)).toMatch(/“constructor”/);
  const firms = await take('firms', csv(['统一社会信用代码', '企业名称', '主体类型'], ['91331123MAB1PLM57E', '某某厂', 'constructor']));
  expect(rowsOf(firms, 'firms').map(({ kind }) => kind)).toEqual([null]);
});

test('a long text that countless cells name is told for what it is, soon', async () => {
  const parts = unzipSync(workbook({ 数据: [['宗地代码'], [code(1)]] }));
  const rows = Array.from({ length: 2_500 }, (_, row) => `<row r="${row + 1}">${'<c t="s"><v>0</v></c>'.repeat(10)}</row>`).join('');
  parts['xl/sharedStrings.xml'] = strToU8(`<sst><si><t>${'甲'.repeat(30_000)}</t></si></sst>`);
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`));
  expect((await refused('parcels', zipSync(parts), { name: 'a.xlsx' }))[0]).toMatchObject({ kind: 'file-unsafe' });
});

test('a text document is named for what it is', async () => {
  const [issue] = await refused('parcels', '{\\rtf1 a}', { name: 'a.rtf' });
  expect(issue!.message).toContain('RTF');
});
