// The data desk over HTTP: what is filled in adds up, contradictions are found, sources can be told apart.
import { beforeEach, describe, expect, test } from 'vitest';
import type { DataCoverage } from '../../server/atlas/data-coverage.ts';
import { TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});
const coverage = (more = '') => app.json<DataCoverage>(`/api/data/coverage?county=${TOWN}${more}`);

describe('coverage', () => {
  test('counts by township and by source what it counts as a whole, and every year apart', async () => {
    const { fields, years } = await coverage();
    const { parcels, firms, accounts } = (await app.deps.store.loadCounty(TOWN))!;
    for (const field of fields) {
      const sum = (pick: 'known' | 'total') => field.byTownship.reduce((total, one) => total + one[pick], 0);
      expect([sum('known'), sum('total')]).toEqual([field.known, field.total]);
      expect(field.bySource.reduce((total, one) => total + one.records, 0)).toBe(field.known);
    }
    const one = (noun: string, key: string, year: number | null = null) =>
      fields.find((each) => each.noun === noun && each.field === key && each.year === year)!;
    expect(one('parcel', 'registeredArea')).toMatchObject({
      known: parcels.filter((each) => each.registeredArea !== null).length,
      total: parcels.length,
    });
    expect(one('account', 'tax', 2021)).toMatchObject({ known: accounts.filter((each) => each.year === 2021 && each.tax !== null).length });
    expect(one('account', 'tax', 2021).total).toBeGreaterThanOrEqual(firms.length);
    expect(years).toEqual([...new Set(accounts.map((each) => each.year))].sort((a, b) => a - b));
  });

  test('says which judgements hang on what is missing, as the queue does', async () => {
    const { hanging } = await coverage();
    const queue = await app.json<{ total: unknown; fields: unknown }>(`/api/queues/missing?county=${TOWN}`);
    expect(hanging).toMatchObject({ total: queue.total, fields: queue.fields });
    expect(hanging!.fields.length).toBeGreaterThan(0);
  });

  test('is of the townships that the asker sees', async () => {
    const one = await townApp({ actorOf: () => ({ name: '李四', role: 'clerk', townships: [] }) });
    const { fields } = await one.json<DataCoverage>(`/api/data/coverage?county=${TOWN}`);
    expect(fields.every(({ known }) => known === 0)).toBe(true);
  });
});

describe('sources', () => {
  test('carry what a person noted last, and a file that is not there takes no note', async () => {
    await app.deps.store.change(TOWN, async (record) => {
      const id = await record.openImport({
        subject: 'firms',
        file: '企业.csv',
        sha256: 'a'.repeat(64),
        options: '{}',
        bytes: 10,
        actor: '测试',
        recordedAt: '2022-03-01',
      });
      await record.closeImport(id, { rowsRead: 1, rejected: 0, created: 1, updated: 0, unchanged: 0 });
    });
    const body = { county: TOWN, producer: '县统计局', producedOn: '2022-02-28', licence: '政务共享' };
    expect((await app.post('/api/sources/1', { ...body, producer: '统计局' })).status).toBe(200);
    expect((await app.post('/api/sources/1', body)).status).toBe(200);
    expect(await app.json('/api/sources?county=331123')).toMatchObject([
      { id: 1, producer: '县统计局', producedOn: '2022-02-28', notedBy: '演示用户' },
    ]);
    expect((await app.post('/api/sources/99', body)).status).toBe(404);
    expect((await problemOf(await app.post('/api/sources/1', { ...body, producedOn: '2022-02-30' })))['status']).toBe(400);
  });
});
