// Golden files: a built table or a reply is compared, character by character, with what was read and accepted before.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('./golden/', import.meta.url));

/**
 * Fails unless `actual` equals test/golden/`name`. `npm run bless` writes the files anew: read their difference before
 * committing it. A missing file is a failure too, so that nothing is accepted unseen. Objects are written as indented JSON.
 */
export function expectGolden(name: string, actual: unknown): void {
  const text = typeof actual === 'string' ? actual : `${JSON.stringify(actual, null, 2)}\n`;
  const file = path.join(folder, name);
  if (process.env['MUTU_BLESS'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  expect(existsSync(file), `test/golden/${name} does not exist: run npm run bless and read it`).toBe(true);
  expect(text, `differs from test/golden/${name}`).toBe(readFileSync(file, 'utf8'));
}
