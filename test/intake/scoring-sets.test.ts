// Which parameter sets are in use: a county's own file takes the place of the given example, and of nobody else's.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parametersFor } from '#domain/scoring/parameters.ts';
import { readScoringSets } from '../../server/intake/scoring-file.ts';

const given = fileURLToPath(new URL('../../data/scoring', import.meta.url));
const ownFolder = (files: Record<string, string>): string => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'mutu-scoring-')), 'scoring');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
};
const example = readFileSync(path.join(given, '331123-suichang-example.yaml'), 'utf8');
const own = example
  .replace('id: suichang-example', 'id: suichang-2021')
  .replace('example: true', 'example: false')
  .replace(/^years:.*$/m, 'years: { from: 2021, to: 2022 }');

test('without a folder of its own every county has the given sets', () => {
  const { sets, faults } = readScoringSets('/nowhere/at/all', given);
  expect(faults).toEqual([]);
  expect(sets.length).toBeGreaterThan(1);
  expect(sets.every((set) => set.example)).toBe(true);
});

test('an own set replaces the example of its county as a whole, and leaves the others', () => {
  const { sets, faults } = readScoringSets(ownFolder({ 'own.yaml': own }), given);
  expect(faults).toEqual([]);
  expect(parametersFor(sets, '331123', 2021)).toMatchObject({ id: 'suichang-2021', example: false });
  // Years that the own set does not speak of have none: the example's numbers never stand among the county's own.
  expect(parametersFor(sets, '331123', 2020)).toBeNull();
  expect(parametersFor(sets, '330411', 2020)).toMatchObject({ id: 'xiuzhou-example' });
});

test('a faulty own file is told by name and line, and the given set stays', () => {
  const { sets, faults } = readScoringSets(ownFolder({ 'own.yaml': own.replace('totalWeight: 100', 'totalWeight: 90') }), given);
  expect(faults[0]).toMatch(/^own\.yaml:\d+:\d+ /);
  expect(parametersFor(sets, '331123', 2021)).toMatchObject({ id: 'suichang-example' });
});
