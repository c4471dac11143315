// The README names files that exist: whoever follows the life of a parcel never stands before a door that is gone.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const files = ['server', 'web', 'test', 'data', '.ci']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  .concat(readdirSync(root));
const named = [...readme.matchAll(/`((?:[\w-]+\/)*[\w.-]+\.(?:ts|tsx|mjs|yaml|json))`/g)].map(([, name]) => name!);

test('every file it names is there', () => {
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
});

test('every npm script it names is one', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const asked = [...readme.matchAll(/npm (?:run )?(start|test|check|bench|mutu|bless|build|dev|format|lint|types)\b/g)].map(
    ([, name]) => name!,
  );
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !(name in scripts))).toEqual([]);
});
