// A full disk is told from other errors, by whoever met it.
import { existsSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isFullDisk } from '#domain/full-disk.ts';

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('a database that may not grow', () => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE t (x); PRAGMA max_page_count = 3');
  const error = thrownBy(() => db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run());
  expect(isFullDisk(error)).toBe(true);
  // Between threads an error loses its class and its code.
  expect(isFullDisk(structuredClone(error))).toBe(true);
  expect(isFullDisk(new Error('importing failed', { cause: error }))).toBe(true);
  const other = thrownBy(() => db.exec('SELECT * FROM nowhere'));
  db.close();
  expect(isFullDisk(other)).toBe(false);
});

test.skipIf(!existsSync('/dev/full'))('a file that cannot be written', () => {
  expect(isFullDisk(thrownBy(() => writeFileSync('/dev/full', 'x')))).toBe(true);
  expect(isFullDisk(thrownBy(() => writeFileSync('/nowhere/at/all', 'x')))).toBe(false);
  expect(isFullDisk('ENOSPC')).toBe(false);
});
