// The process is killed while it writes: what had been written is whole, and says so; a tampered copy is named.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { keepBytes, documentPath } from '../../server/store/documents.ts';
import { recordFileName } from '../../server/store/database.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { county } from '../domain/firms/samples.ts';
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

it('is whole after the process was killed in the middle of writing', async () => {
  const home = temporaryHome();
  await (await openTestStore(home)).close().catch(() => undefined);
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, KILL_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  const store = await openStore(home);
  expect(await store.faults()).toEqual([]);
  const rows = await store.ledger(county);
  // Changes are kept whole or not at all.
  expect(rows.length % 40).toBe(0);
  expect(rows.length).toBeGreaterThanOrEqual(120);
  await store.close();
}, 30_000);

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
