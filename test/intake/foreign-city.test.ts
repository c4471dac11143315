// A city of another country, imported with a mapping made by hand: its keys, its units, its place on earth, its taxes to the cent.
import { expect, test } from 'vitest';
import { countyCode } from '../../server/domain/land/codes.ts';
import { importFile, type FileToImport } from '../../server/pipeline.ts';
import { landIn } from '../../server/intake/columns/units.ts';
import { parseKeyForm } from '../../server/domain/key-form.ts';
import { keyInForm } from '../../server/intake/keys.ts';
import { assessorRows, foreignLots, foreignParcels } from '../fixtures/foreign-city.ts';
import { openTestStore } from '../store/home.ts';
import { context, county, intake, issuesOf, refused, rowsOf, take } from './making.ts';

const lots = foreignLots(400);
const parcelColumns = {
  BBL: { field: 'code' },
  Address: { field: 'location' },
  OwnerName: { field: 'holder' },
  LotArea: { field: 'registered_area', unit: 'sqft' },
  ZoneDist1: { field: 'land_use' },
};
const accountColumns = {
  'Parcel ID': { field: 'uscc' },
  Owner: { field: 'name' },
  'Fiscal Year': { field: 'year' },
  'Total Tax': { field: 'tax', unit: '元' },
  'Gross Square Feet': { field: null },
};

test.each(['EPSG:2263', 'EPSG:3857'] as const)(
  'parcels in %s: keys as given, areas on the ellipsoid, mild words about the codes',
  async (system) => {
    const outcome = await take('parcels', foreignParcels(lots, system), {
      name: 'lots.zip',
      mapping: parcelColumns,
      foreign: true,
      context: context(),
    });
    const parcels = rowsOf(outcome, 'parcels');
    expect(outcome.counts).toEqual({ rowsIn: 400, records: 400, rejected: 0, notData: 0 });
    expect(parcels[0]).toMatchObject({ code: '1-00001-0001', holderUscc: '1-00001-0001', location: '100 MAIN ST', landUse: 'M1-1' });
    // 20 × 100 feet, exactly; the drawing is in survey feet, four millionths larger.
    expect(parcels[0]!.registeredArea).toBe(Math.round(2000 * 0.09290304 * 1500));
    for (const parcel of parcels) expect(parcel.measuredArea! / parcel.registeredArea!).toBeCloseTo(1, 3);
    expect(issuesOf(outcome, 'parcel-code-invalid')).toMatchObject([{ severity: 'info', row: null }]);
    expect(issuesOf(outcome, 'unit-converted')).toMatchObject([{ severity: 'info', column: 'LotArea', value: '平方英尺' }]);
    expect(outcome.issues.filter((issue) => issue.severity !== 'info')).toEqual([]);
  },
);

test('without the setting a file of another continent is not slipped into the county', async () => {
  const bytes = foreignParcels(lots.slice(0, 5), 'EPSG:3857');
  expect((await refused('parcels', bytes, { name: 'lots.zip', mapping: parcelColumns }))[0]!.kind).toBe('crs-conflict');
  expect((await intake('parcels', bytes, { name: 'lots.zip', mapping: parcelColumns, foreign: true })).taken).toBe(true);
});

test('the number of its system is enough: EPSG:2263', async () => {
  const { unzipSync } = await import('fflate');
  const { zip } = await import('./making.ts');
  const { 'lots.prj': _, ...parts } = unzipSync(foreignParcels(lots.slice(0, 20)));
  const outcome = await take('parcels', zip(parts), { name: 'lots.zip', mapping: parcelColumns, foreign: true, crs: 'EPSG:2263' });
  const [lon, lat] = rowsOf(outcome, 'parcels')[0]!.shape![0]![0]![0]!;
  expect([lon, lat]).toEqual([expect.closeTo(-73.997, 2), expect.closeTo(40.702, 2)]);
});

test('keys written in many ways meet, and every cent of both years is accounted for', async () => {
  const store = await openTestStore();
  const city = countyCode('999999');
  const rows = assessorRows(lots);
  const base = { county: city, countyName: '异国市', foreign: true, keys: 'pad10' } as const;
  const options = { reference: { county: () => null, townships: () => [] }, actor: '测试', now: '2024-01-01T00:00:00Z' };
  const load = async (file: Pick<FileToImport, 'name' | 'bytes' | 'subject' | 'mapping'>) => {
    const report = await importFile(store, { ...base, ...file }, options);
    expect(report.status).toBe('committed');
    return report;
  };
  await load({ name: 'lots.zip', bytes: foreignParcels(lots), subject: 'parcels', mapping: parcelColumns });
  const report = await load({ name: 'assessor.csv', bytes: Buffer.from(rows.csv), subject: 'accounts', mapping: accountColumns });
  expect(report.counts).toMatchObject({ rowsIn: rows.rows, records: rows.rows, rejected: 0 });
  const { conservation, matched } = report.evaluation!;
  expect(conservation.map(({ year }) => year)).toEqual([2022, 2023]);
  expect(conservation.reduce((sum, year) => sum + year.imported, 0)).toBe(rows.tax);
  for (const year of conservation) expect(year.allocated + year.unallocated).toBe(year.imported);
  // 392 of the 400 lots have rows, four of them under a key of no lot.
  const allocatedShare = conservation[0]!.allocated / conservation[0]!.imported;
  expect(allocatedShare).toBeGreaterThan(0.97);
  expect(allocatedShare).toBeLessThan(1);
  expect(matched.byCode).toBeGreaterThan(380);
}, 60_000);

test('forms of keys', () => {
  const ways = ['1000450012', '01000450012', '1-00045-0012', '1000450012.00000000', ' １０００４５００１２ '];
  expect(new Set(ways.map((way) => keyInForm(way, 'plain')))).toEqual(new Set(['1000450012']));
  expect(keyInForm('45-12', 'pad10')).toBe('0000004512');
  expect(keyInForm('0012-A', 'as-is')).toBe('0012-A');
  expect([keyInForm('--', 'plain'), keyInForm('000', 'plain')]).toEqual([null, '0']);
  expect([parseKeyForm('pad10'), parseKeyForm('pad0'), parseKeyForm('digits')]).toEqual(['pad10', null, null]);
});

test('acres and square feet are exact', () => {
  expect(landIn('1', '英亩')!.value).toBe(Math.round(4046.8564224 * 1500));
  expect(landIn('43560', '平方英尺')!.value).toBe(landIn('1', '英亩')!.value);
  expect(county).toBe('331123');
});
