// The web is built again exactly when something it is made of has changed, and what is stored compressed is the same text.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentHash } from '../../server/launch/checkout.mjs';
import { compressUnder } from '../../server/launch/web.mjs';

let folder = '';
const at = (name: string) => path.join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mutu-web-'));
  mkdirSync(at('assets'));
  writeFileSync(at('assets/a.js'), 'one');
  writeFileSync(at('assets/b.js'), 'two');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the hash of a folder', () => {
  test('stays while nothing changes, also when a file is written again or a place is missing', () => {
    const before = contentHash([folder]);
    writeFileSync(at('assets/a.js'), 'one');
    expect(contentHash([folder])).toBe(before);
    expect(contentHash([folder, at('nowhere')])).toBe(before);
  });

  test.each([
    ['a change', () => writeFileSync(at('assets/a.js'), 'One')],
    ['a new file', () => writeFileSync(at('assets/c.js'), '')],
    ['a lost file', () => rmSync(at('assets/b.js'))],
    ['a new name', () => renameSync(at('assets/b.js'), at('assets/c.js'))],
    ['a new place', () => renameSync(at('assets/b.js'), at('b.js'))],
    [
      'bytes moved from one file to the next',
      () => {
        writeFileSync(at('assets/a.js'), 'on');
        writeFileSync(at('assets/b.js'), 'etwo');
      },
    ],
  ])('shows %s', (_what, change) => {
    const before = contentHash([folder]);
    change();
    expect(contentHash([folder])).not.toBe(before);
  });
});

test('texts of some size are stored compressed beside themselves; small ones and pictures are not', async () => {
  const text = '亩均税收 '.repeat(500);
  writeFileSync(at('assets/big.js'), text);
  writeFileSync(at('big.png'), text);
  await compressUnder(folder);
  expect(brotliDecompressSync(readFileSync(at('assets/big.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(at('assets/big.js.gz'))).toString()).toBe(text);
  expect(readFileSync(at('assets/big.js'), 'utf8')).toBe(text);
  expect(['assets/a.js.br', 'assets/a.js.gz', 'big.png.br', 'big.png.gz'].filter((name) => existsSync(at(name)))).toEqual([]);
});
