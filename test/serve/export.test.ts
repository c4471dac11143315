// Exports: as many rows as are counted, in four forms that other programs read, nothing rounded.
import Database from 'better-sqlite3';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeView } from '#domain/view-codec.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeAll(async () => {
  app = await townApp();
});

const views = [
  '',
  `&filter=${encodeURIComponent('taxPerMuWan < 1')}`,
  `&view=${encodeView({ county: '331123', filter: { grades: ['C', 'D'], townships: ['331123001'] } })}`,
  `&filter=${encodeURIComponent("code = 'nowhere'")}`,
];

async function bytesOf(format: string, query: string): Promise<Uint8Array> {
  const reply = await app.get(`/api/export/${format}?county=331123${query}`);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('Content-Disposition')).toContain(`.${format}`);
  return new Uint8Array(await reply.arrayBuffer());
}

const csvRows = async (query: string) =>
  parse<Record<string, string>>(Buffer.from(await bytesOf('csv', query)), { bom: true, columns: true });

describe.each(views)('of the view %s', (query) => {
  let count = 0;
  beforeAll(async () => {
    count = (await app.json<{ total: { parcels: number } }>(`/api/summary?county=331123${query}`)).total.parcels;
  });
  test('CSV has the rows that are counted', async () => {
    expect(await csvRows(query)).toHaveLength(count);
  });
  test('the workbook has them', async () => {
    const book = read(await bytesOf('xlsx', query));
    expect(book.SheetNames).toEqual(['地块', '说明']);
    expect(utils.sheet_to_json(book.Sheets['地块']!)).toHaveLength(count);
  });
  test('GeoJSON has them', async () => {
    const { features, numberMatched } = JSON.parse(new TextDecoder().decode(await bytesOf('geojson', query))) as {
      features: unknown[];
      numberMatched: number;
    };
    expect([features.length, numberMatched]).toEqual([count, count]);
  });
});

describe('the GeoPackage', () => {
  test('is one, in EPSG:4490, with every parcel', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'mutu-gpkg-')), 'out.gpkg');
    writeFileSync(file, await bytesOf('gpkg', ''));
    const database = new Database(file, { readonly: true });
    expect(database.prepare('SELECT COUNT(*) AS n FROM parcels').get()).toEqual({ n: 22 });
    expect(
      database.prepare('SELECT organization_coordsys_id AS id FROM gpkg_spatial_ref_sys JOIN gpkg_geometry_columns USING (srs_id)').get(),
    ).toEqual({ id: 4490 });
    const row = database.prepare('SELECT * FROM parcels WHERE code = ?').get(lotCode(2)) as Record<string, unknown>;
    expect(row).toMatchObject({ taxPerMuWan: 0.9996, class: '淘汰关停类', idle: 'none', demo: '演示数据 · 虚构' });
    expect(database.prepare('SELECT taxWan FROM parcels WHERE code = ?').get(lotCode(5))).toEqual({ taxWan: null });
    database.close();
  });
  test('has the same columns of the same types whether or not a view has values for them, or any parcels', async () => {
    const columnsOf = async (query: string) => {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'mutu-gpkg-')), 'out.gpkg');
      writeFileSync(file, await bytesOf('gpkg', query));
      const database = new Database(file, { readonly: true });
      const columns = database.prepare('SELECT name, type FROM pragma_table_info(?)').all('parcels');
      const rows = database.prepare('SELECT COUNT(*) AS n FROM parcels').get() as { n: number };
      database.close();
      return { columns, rows: rows.n };
    };
    const all = await columnsOf('');
    expect(all.columns).toContainEqual({ name: 'freedGrossMu', type: 'REAL' });
    expect(all.columns).toContainEqual({ name: 'idleSince', type: 'DATE' });
    const one = await columnsOf(`&filter=${encodeURIComponent(`code = '${lotCode(5)}'`)}`);
    expect(one).toEqual({ ...all, rows: 1 });
    expect(await columnsOf(`&filter=${encodeURIComponent("code = 'nowhere'")}`)).toEqual({ ...all, rows: 0 });
  });
});

describe('figures', () => {
  test('are written in full, unknown as nothing', async () => {
    const rows = await csvRows('&year=2020');
    const of = (number: number) => rows.find((row) => row['宗地代码'] === lotCode(number))!;
    expect(Number(of(2)['亩均税收（万元/亩）'])).toBeLessThan(1);
    expect(of(2)['亩均税收（万元/亩）']).toBe('0.9999999523809524');
    expect(of(3)['税收（万元）']).toBe('');
    expect(of(3)['闲置']).toBe('疑似');
    expect(of(19)['税收（万元）']).toBe('15');
    expect((await csvRows('')).find((row) => row['宗地代码'] === lotCode(19))!['税收（万元）']).toBe('-3');
  });
  test('of a demonstration are marked in every row and in the workbook', async () => {
    expect((await csvRows('')).every((row) => row['说明'] === '演示数据 · 虚构')).toBe(true);
    const notes = utils.sheet_to_json<string[]>(read(await bytesOf('xlsx', '')).Sheets['说明']!, { header: 1 });
    expect(notes.map(([name]) => name)).toEqual(['县（市、区）', '年度', '政策', '宗数', '数据版本', '截至', '视图', '说明']);
    expect(notes.at(-1)![1]).toBe('演示数据 · 虚构');
    expect(notes[2]![1]).toContain('征求意见稿');
  });
});
