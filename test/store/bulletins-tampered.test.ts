// mutu verify names what was done to frozen bulletins behind the program's back: a figure, a file, an issue in the middle, the last one.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../server/commands/run.ts';
import { readConfig } from '../../server/config.ts';
import { recordFileName } from '../../server/store/database.ts';
import { openStore } from '../../server/store/store.ts';
import { county } from '../domain/firms/samples.ts';
import { temporaryHome } from './home.ts';

let home: string;
let file: Database.Database;

async function verified(): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const streams = { out: (text: string) => void (out += text), err: () => undefined };
  const code = await runCommand(
    ['verify'],
    streams,
    () => ({ ...readConfig({}), home }),
    () => '2026-01-01T09:00:00+08:00',
  );
  return { code, out };
}

/** Three issues of a county, and one of a prefecture, which is no county of the record. */
beforeEach(async () => {
  home = temporaryHome();
  const store = await openStore(home);
  await store.putCounty({ code: county, name: '遂昌县', demo: false });
  for (const [code, numbers] of [
    [county, [1, 2, 3]],
    ['330200' as typeof county, [1]],
  ] as const) {
    for (const number of numbers) {
      const files = (['docx', 'pdf', 'xlsx'] as const).map((format) => ({
        format,
        bytes: new TextEncoder().encode(`${format} ${number}`),
      }));
      expect(await store.freezeBulletin(code, { number, content: `{"verifiedMu":${number}}`, files })).not.toBeNull();
    }
  }
  expect(await store.freezeBulletin(county, { number: 3, content: '{}', files: [] })).toBeNull();
  await store.close();
  file = new Database(join(home, recordFileName));
});

const tamper = (statement: string): void => {
  for (const name of ['bulletin_kept', 'bulletin_file_kept', 'bulletin_held', 'bulletin_file_held'])
    file.exec(`DROP TRIGGER IF EXISTS ${name}`);
  file.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
};

test('untouched issues are sound, and the record itself refuses to change or drop them', async () => {
  expect(await verified()).toMatchObject({ code: 0 });
  expect(() => file.exec("UPDATE bulletin SET content = '{}'")).toThrow('append-only');
  expect(() => file.exec("UPDATE bulletin_file SET bytes = x'00'")).toThrow('append-only');
  expect(() => file.exec('DELETE FROM bulletin_file')).toThrow('append-only');
});

test.each([
  ['a changed figure', `UPDATE bulletin SET content = '{"verifiedMu":9}' WHERE number = 2`, [`${county} 第 2 号通报的内容被改动`]],
  [
    'a changed file',
    "UPDATE bulletin_file SET bytes = x'00' WHERE number = 3 AND format = 'pdf'",
    [`${county} 第 3 号通报的 pdf 文件被改动`],
  ],
  ['a file and its hash', "UPDATE bulletin_file SET hash = 'x' WHERE number = 1 AND format = 'xlsx'", [`${county} 第 1 号通报的封印不符`]],
  ['a file taken away', "DELETE FROM bulletin_file WHERE number = 2 AND format = 'docx'", [`${county} 第 2 号通报的封印不符`]],
  [
    'an issue in the middle taken away',
    `DELETE FROM bulletin_file WHERE number = 2; DELETE FROM bulletin WHERE number = 2`,
    [`${county} 第 2 号通报缺失`, `${county} 第 3 号通报与前一号不衔接`],
  ],
  [
    'the last one taken away',
    'DELETE FROM bulletin_file WHERE number = 3; DELETE FROM bulletin WHERE number = 3',
    [`${county} 第 3 号通报缺失`],
  ],
  ["a prefecture's figure", `UPDATE bulletin SET content = '{}' WHERE county = '330200'`, ['330200 第 1 号通报的内容被改动']],
  [
    "a prefecture's only issue",
    `DELETE FROM bulletin_file WHERE county = '330200'; DELETE FROM bulletin WHERE county = '330200'`,
    ['330200 第 1 号通报缺失'],
  ],
])('%s is named', async (_, statement, faults) => {
  tamper(statement);
  const { code, out } = await verified();
  expect(code).toBe(1);
  for (const fault of faults) expect(out).toContain(fault);
});
