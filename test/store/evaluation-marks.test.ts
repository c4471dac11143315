// Marks and forced grades: kept in the order of writing, part of what a county is loaded from, never changed.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { County } from '#domain/land/parcel.ts';
import { recordFileName } from '../../server/store/database.ts';
import { openStore } from '../../server/store/store.ts';
import { TOWN } from '../fixtures/town/town.ts';

const mark = { subject: 'F1', year: 2021, item: 'honour', holds: true, actor: '经商局', basis: '名单', recordedAt: '2022-03-01T08:00:00' };
const forced = { subject: 'F1', year: 2021, grade: 'D', actor: '经商局', basis: '会议纪要', recordedAt: '2022-03-01T08:00:00' };

async function record(county: County) {
  const home = mkdtempSync(path.join(tmpdir(), 'mutu-marks-'));
  const store = await openStore(home);
  await store.putCounty(county);
  return { home, store };
}

describe('marks and forced grades', () => {
  it('are loaded with the county in the order of writing, and each is a new version', async () => {
    const { store } = await record({ code: TOWN, name: '遂昌县', demo: false });
    await store.change(TOWN, (change) => change.appendMark(mark));
    await store.change(TOWN, (change) => change.appendMark({ ...mark, holds: false, basis: '撤销' }));
    await store.change(TOWN, (change) => change.appendForcedGrade(forced));
    await store.change(TOWN, (change) => change.appendForcedGrade({ ...forced, grade: null }));
    const data = await store.loadCounty(TOWN);
    expect(data?.marks).toEqual([mark, { ...mark, holds: false, basis: '撤销' }]);
    expect(data?.forcedGrades).toEqual([forced, { ...forced, grade: null }]);
    expect(data?.version).toBe(4);
    expect([await store.marks(TOWN), await store.forcedGrades(TOWN)]).toEqual([data?.marks, data?.forcedGrades]);
    await store.close();
  });

  it('cannot be changed or removed in a real county', async () => {
    const { home, store } = await record({ code: TOWN, name: '遂昌县', demo: false });
    await store.change(TOWN, async (change) => {
      await change.appendMark(mark);
      await change.appendForcedGrade(forced);
    });
    await store.close();
    const file = new Database(path.join(home, recordFileName));
    for (const table of ['evaluation_mark', 'forced_grade']) {
      expect(() => file.exec(`UPDATE ${table} SET basis = ''`)).toThrow('append-only');
      expect(() => file.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    }
    file.close();
  });

  it('make room with the rest of an invented county', async () => {
    const { store } = await record({ code: TOWN, name: '遂昌县', demo: true });
    await store.change(TOWN, async (change) => {
      await change.appendMark(mark);
      await change.appendForcedGrade(forced);
    });
    await store.change(TOWN, (change) => change.clearDemo());
    expect([await store.marks(TOWN), await store.forcedGrades(TOWN)]).toEqual([[], []]);
    await store.close();
  });
});
