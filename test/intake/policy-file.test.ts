// Policy files: the five given ones load, bad ones are refused with line and reason.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicyYaml } from '../../server/intake/policy-file.ts';

const folder = new URL('../../data/policies/', import.meta.url);

describe('given policies', () => {
  for (const file of readdirSync(folder)) {
    it(`${file} loads and its examples are judged as they say`, () => {
      const read = parsePolicyYaml(readFileSync(new URL(file, folder), 'utf8'), file);
      expect(read.ok ? [] : read.error).toEqual([]);
    });
  }
});
