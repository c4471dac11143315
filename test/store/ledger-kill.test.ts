// The process is killed while it writes: what had been written is whole, and says so; a tampered copy is named.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { keepBytes, documentPath } from '../../server/store/documents.ts';
import { recordFileName } from '../../server/store/database.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { county, day } from '../domain/firms/samples.ts';
import { declared } from '../domain/ledger/rows.ts';
import { openTestStore, temporaryHome } from './home.ts';

const root = join(import.meta.dirname, '..', '..');
const script = `
import { openStore } from './server/store/store.ts';
import { declared } from './test/domain/ledger/rows.ts';
const store = await openStore(process.env.KILL_HOME);
for (let at = 0; ; at += 1) {
  await store.change('${county}', async (record) => {
    for (let row = 0; row < 40; row += 1) await record.appendLedger(declared({ parcel: 'P' + at + '-' + row }));
  });
  if (at === 2) process.stdout.write('writing\\n');
}`;

/** Runs the script over the home and kills it once it writes. */
async function killed(home: string, work: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', work], {
    cwd: root,
    env: { ...process.env, KILL_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

it('is whole after the process was killed in the middle of writing', async () => {
  const home = temporaryHome();
  await (await openTestStore(home)).close().catch(() => undefined);
  await killed(home, script);
  const store = await openStore(home);
  expect(await store.faults()).toEqual([]);
  const rows = await store.ledger(county);
  // Changes are kept whole or not at all.
  expect(rows.length % 40).toBe(0);
  expect(rows.length).toBeGreaterThanOrEqual(120);
  await store.close();
}, 30_000);

const lineageScript = `
import { openStore } from './server/store/store.ts';
import { declared } from './test/domain/ledger/rows.ts';
const store = await openStore(process.env.KILL_HOME);
for (let at = 0; ; at += 1) {
  await store.change('${county}', async (record) => {
    const { id } = await record.appendLedger(declared({ parcel: 'P' + at }));
    const said = { basis: '分割', actor: '甲', recordedAt: '2022-06-02' };
    const parts = [1, 3].map((area, part) => ({ from: 'P' + at, to: 'P' + at + '-' + part, area: area * 1000000, fromTownship: null, toTownship: null }));
    const act = await record.appendLineage({ kind: 'split', date: '2022-06-10', undoes: null, parts, ...said });
    for (const { from, to, area } of parts) {
      await record.appendLedger(declared({ act: 'carry', entry: id, lineage: act.id, origin: from, parcel: to, gross: area, date: '2022-06-10' }));
    }
  });
  if (at === 2) process.stdout.write('writing\\n');
}`;

it('is whole after the process was killed while an act of lineage was written, and a tampered act is named', async () => {
  const home = temporaryHome();
  await (await openTestStore(home)).close().catch(() => undefined);
  await killed(home, lineageScript);
  const store = await openStore(home);
  expect(await store.faults()).toEqual([]);
  const [acts, rows] = [await store.lineage(county), await store.ledger(county)];
  expect(acts.length).toBeGreaterThanOrEqual(3);
  expect(rows).toHaveLength(3 * acts.length);
  await store.close();
  const file = new Database(join(home, recordFileName));
  file.exec("DROP TRIGGER lineage_kept; UPDATE lineage SET parts = replace(parts, '3000000', '2000000') WHERE id = 2");
  file.close();
  const after = await openStore(home);
  expect(await after.faults()).toEqual([`沿革链断裂：${county} 第 2 项内容被改动`]);
  await after.close();
}, 60_000);

describe('rows cut off the end', () => {
  const cut = async (more: string): Promise<string[]> => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    await store.change(county, async (record) => {
      for (const id of [1, 2, 3]) await record.appendLedger(declared({ parcel: `P${id}` }));
    });
    await store.close();
    const file = new Database(join(home, recordFileName));
    const [hash] = file.prepare('SELECT hash FROM ledger WHERE id = 1').pluck().all() as string[];
    file.exec(`DROP TRIGGER ledger_held; DELETE FROM ledger WHERE id > 1; ${more.replace('HASH', hash!)}`);
    file.close();
    const after = await openStore(home);
    const faults = await after.faults();
    await after.close();
    return faults;
  };
  const meta = `UPDATE meta SET value = '1 HASH' WHERE key = 'ledger-head:${county}';`;
  const numbers = "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'ledger';";
  it('are missed by the note of the last row', async () => {
    expect(await cut('')).toContain(`台账末尾缺失：${county} 应有 3 条，现有 1 条，第 1 条之后缺 2 条`);
    expect(await cut(`DELETE FROM meta WHERE key = 'ledger-head:${county}'`)).toContain(`台账末行的记号缺失：${county} 现有 1 条`);
  });
  it('are missed by the numbers given, when the note was changed too', async () => {
    expect(await cut(meta)).toContain('台账末尾缺失：编号曾给到 3，现在最后一行是 1');
  });
  it('are missed by what is noted beside the record, when everything in it was changed', async () => {
    const told = `台账末尾缺失：${county} 曾写到第 3 行（heads/${county}.json），现有 1 行，缺 2 行`;
    expect(await cut(meta + numbers)).toEqual([told]);
  });
  it('still show after others were written behind them', async () => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    const write = (parcel: string) => store.change(county, (record) => record.appendLedger(declared({ parcel })));
    for (const parcel of ['P1', 'P2']) await write(parcel);
    const file = new Database(join(home, recordFileName));
    const [hash] = file.prepare('SELECT hash FROM ledger WHERE id = 1').pluck().all() as string[];
    file.exec(`DROP TRIGGER ledger_held; DELETE FROM ledger WHERE id > 1; ${(meta + numbers).replace('HASH', hash!)}`);
    file.close();
    for (const parcel of ['P3', 'P4']) await write(parcel);
    expect(await store.faults()).toEqual([`台账被改写：${county} 第 2 行的校验值与当时所记（heads/${county}.json）不同`]);
    await store.close();
  });
});

it('names rows that were changed or cut off, and documents that are gone or altered', async () => {
  const home = temporaryHome();
  const store = await openTestStore(home);
  const hash = keepBytes(home, Buffer.from('photograph'));
  await store.change(county, async (record) => {
    await record.addDocument({ sha256: hash, name: '照片.jpg', type: 'image/jpeg', bytes: 10, actor: '甲', recordedAt: 't' });
    for (const id of [1, 2, 3]) await record.appendLedger(declared({ parcel: `P${id}` }));
  });
  expect(await store.faults()).toEqual([]);
  writeFileSync(documentPath(home, hash), 'another');
  expect(await store.faults()).toEqual([`凭证被改动：${county} 照片.jpg（${hash}）`]);
  rmSync(documentPath(home, hash));
  expect(await store.faults()).toEqual([`凭证缺失：${county} 照片.jpg（${hash}）`]);
  keepBytes(home, Buffer.from('photograph'));
  const file = new Database(join(home, recordFileName));
  file.exec("DROP TRIGGER ledger_kept; UPDATE ledger SET counts_from = '2030-01-01' WHERE id = 2");
  expect(await store.faults()).toEqual([`台账链断裂：${county} 第 2 条内容被改动`]);
  file.close();
});

describe('what can no longer be read is named, and the rest is still told', () => {
  it.each([
    ["UPDATE ledger SET documents = 'no list' WHERE id = 2", `台账链断裂：${county} 第 2 条内容被改动，已读不出`],
    ["UPDATE ledger SET shape = x'0011' WHERE id = 3", `台账链断裂：${county} 第 3 条内容被改动，已读不出`],
    ["UPDATE lineage SET parts = 'no list' WHERE id = 1", `沿革链断裂：${county} 第 1 项内容被改动，已读不出`],
    ['DELETE FROM document', `凭证登记缺失：${county} 台账第 1 条所附的文件`],
    ['UPDATE document SET bytes = 11', `凭证登记被改动：${county} 照片.jpg`],
  ])('%s', async (statement, told) => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    const kept = keepBytes(home, Buffer.from('photograph'));
    const said = { basis: '分割', actor: '甲', recordedAt: '2022-06-02' };
    await store.change(county, async (record) => {
      await record.addDocument({ sha256: kept, name: '照片.jpg', type: 'image/jpeg', bytes: 10, actor: '甲', recordedAt: 't' });
      for (const id of [1, 2, 3]) await record.appendLedger(declared({ parcel: `P${id}`, documents: [kept] }));
      await record.appendLineage({ kind: 'renumber', date: day('2022-06-10'), undoes: null, parts: [], ...said });
    });
    expect(await store.faults()).toEqual([]);
    const file = new Database(join(home, recordFileName));
    for (const trigger of ['ledger_kept', 'lineage_kept', 'document_kept', 'document_held']) file.exec(`DROP TRIGGER ${trigger}`);
    file.exec(statement);
    file.close();
    expect(await store.faults()).toContainEqual(expect.stringContaining(told));
    await store.close();
  });
  it('as is a damaged note of how far the chains had come, which no entry writes over', async () => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    const write = (parcel: string) => store.change(county, (record) => record.appendLedger(declared({ parcel })));
    await write('P1');
    writeFileSync(join(home, 'heads', `${county}.json`), '{"ledger":');
    await write('P2');
    expect(await store.faults()).toEqual([expect.stringContaining(`末行记号读不出：heads/${county}.json`)]);
    await store.close();
  });
});
