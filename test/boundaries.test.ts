// Import directions, package owners and the small habits of the house: nothing in the tree breaks them, and a planted break is found.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { violationsIn, type Rule } from './boundaries/violations.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isSource = (name: string) => /\.(tsx?|mjs|css)$/.test(name) && !/^test\/(golden|fixtures)\//.test(name);
const sources = ['server', 'web', 'test']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  .concat('vite.config.ts')
  .filter(isSource);

describe('the tree', () => {
  test('is looked at', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources).toContain('server/domain/units.ts');
  });

  // The whole tree is read: on a busy machine that takes its time.
  test('breaks no boundary', { timeout: 120_000 }, () => {
    const found = sources.flatMap((file) => violationsIn(file, readFileSync(path.join(root, file), 'utf8')));
    expect(found.map(({ path: file, rule, found: what }) => `${file}: ${rule}: ${what}`)).toEqual([]);
  });
});

/** [rule, file, line that breaks it, the same thing done rightly] */
const planted: readonly (readonly [Rule, string, string, string])[] = [
  ['direction', 'server/domain/land/x.ts', `import { a } from '../../store/a.ts';`, `import { a } from '../firms/a.ts';`],
  ['direction', 'server/intake/x.ts', `import { a } from '../store/a.ts';`, `import { a } from '#domain/a.ts';`],
  ['direction', 'server/intake/x.ts', `import type { A } from '../evaluate/a.ts';`, `import type { A } from '#domain/a.ts';`],
  ['direction', 'server/store/x.ts', `import { a } from '../atlas/a.ts';`, `import { a } from './a.ts';`],
  ['direction', 'server/evaluate/x.ts', `import { a } from '../intake/a.ts';`, `import { a } from '../store/a.ts';`],
  ['direction', 'server/atlas/x.ts', `const a = await import('../evaluate/a.ts');`, `const a = await import('../store/a.ts');`],
  [
    'direction',
    'server/serve/x.ts',
    `export { a } from '../intake/a.ts';\nexport const b = 1;`,
    `export { a } from '../atlas/a.ts';\nexport const b = 1;`,
  ],
  ['direction', 'server/serve/x.ts', `type A = import('../evaluate/a.ts').A;`, `type A = import('../atlas/a.ts').A;`],
  ['direction', 'server/pipeline.ts', `import { a } from './serve/a.ts';`, `import { a } from './intake/a.ts';`],
  ['direction', 'server/demo/x.ts', `import { run } from '../pipeline.ts';`, `import type { Run } from '../pipeline.ts';`],
  ['direction', 'server/launch/x.mjs', `import { a } from '../config.ts';`, `import { a } from './a.mjs';`],
  ['direction', 'server/atlas/x.ts', `import { a } from '../config.ts';`, `import { a } from '#domain/a.ts';`],
  ['direction', 'web/ui/x.tsx', `import { a } from '../state/a.ts';`, `import { a } from '../format.ts';`],
  ['direction', 'web/format.ts', `import { a } from './ui/a.ts';`, `import { a } from '#domain/a.ts';`],
  ['direction', 'web/api/x.ts', `import { app } from '../../server/app.ts';`, `import type { App } from '../../server/app.ts';`],
  ['direction', 'web/api/x.ts', `import type { A } from '../../server/serve/a.ts';`, `import type { A } from '#domain/a.ts';`],
  ['direction', 'web/state/x.ts', `import { a } from '../api/a.ts';`, `import { a } from './a.ts';`],
  ['direction', 'web/map/x.ts', `import { a } from '../charts/a.ts';`, `import { a } from '../state/a.ts';`],
  ['direction', 'web/charts/x.tsx', `import { a } from '../pages/a.tsx';`, `import { a } from '../ui/a.tsx';`],
  ['direction', 'web/pages/map-page.tsx', `import { a } from '../../server/store/a.ts';`, `import { a } from '../map/a.ts';`],
  ['direction', 'server/store/x.ts', `import { a } from '../../test/a.ts';`, `import { a } from './a.ts';`],
  ['page', 'web/pages/map/x.tsx', `import { a } from '../progress/a.tsx';`, `import { a } from './a.tsx';`],
  ['page', 'web/pages/map.tsx', `import { a } from './progress.tsx';`, `import { a } from './map/a.tsx';`],
  ['alias', 'server/store/x.ts', `import { a } from '../domain/a.ts';`, `import { a } from '#domain/a.ts';`],
  ['alias', 'web/state/x.ts', `import { a } from '../../server/domain/a.ts';`, `import { a } from '#domain/a.ts';`],
  ['alias', 'server/store/x.ts', `import { a } from '#store/a.ts';`, `import { a } from './a.ts';`],
  ['ending', 'server/store/x.ts', `import { a } from './a';`, `import { a } from './a.ts';`],
  ['ending', 'server/store/x.ts', `import { a } from '#domain/units';`, `import { a } from '#domain/units.ts';`],
  ['computed', 'server/serve/x.ts', `const a = await import(name);`, `const a = await import('../atlas/a.ts');`],
  ['package', 'server/atlas/x.ts', `import Database from 'better-sqlite3';`, `import Flatbush from 'flatbush';`],
  ['package', 'server/evaluate/x.ts', `import { sql } from 'kysely';`, `import { a } from '../store/a.ts';`],
  ['package', 'server/atlas/x.ts', `import { Hono } from 'hono';`, `import Pbf from 'pbf';`],
  ['package', 'server/store/x.ts', `import { z } from '@hono/zod-openapi';`, `import { z } from 'zod';`],
  ['package', 'server/store/x.ts', `import { serve } from '@hono/node-server';`, `import { z } from 'zod';`],
  ['package', 'server/domain/x.ts', `import { Hono } from 'hono';`, `import { z } from 'zod';`],
  ['package', 'server/domain/x.ts', `import area from '@turf/area';`, `import { z } from 'zod/v4';`],
  ['package', 'server/launch/x.mjs', `import { z } from 'zod';`, `import path from 'node:path';`],
  ['package', 'web/pages/x.tsx', `import { Map } from 'maplibre-gl';`, `import { Map } from '../map/map.tsx';`],
  ['package', 'web/charts/x.tsx', `import type { Layer } from '@deck.gl/core';`, `import { Line } from 'recharts';`],
  ['package', 'web/pages/x.tsx', `import { Line } from 'recharts';`, `import { Button } from 'antd';`],
  ['package', 'web/state/x.ts', `import { hc } from 'hono/client';`, `import { useState } from 'react';`],
  ['package', 'server/serve/x.ts', `import { useState } from 'react';`, `import { Hono } from 'hono';`],
  ['node', 'server/domain/x.ts', `import { readFileSync } from 'node:fs';`, `import { z } from 'zod';`],
  ['node', 'web/map/x.ts', `import path from 'node:path';`, `import { Map } from 'maplibre-gl';`],
  ['ambient', 'server/serve/x.ts', `const home = process.env['MUTU_HOME'];`, `const home = settings.env['MUTU_HOME'];`],
  ['ambient', 'server/serve/x.ts', `import { env } from 'node:process';`, `import { env } from './environment.ts';`],
  ['ambient', 'server/serve/x.ts', `const home = globalThis.process.env.HOME;`, `const process = { env: {} };\nconst a = process.env;`],
  ['ambient', 'server/serve/x.ts', `const { env } = process;`, `const { pid } = process;`],
  ['ambient', 'web/pages/x.tsx', `const q = location.search;`, `const q = (location: Place) => location.search;`],
  ['ambient', 'web/pages/x.tsx', `window.location.assign('/');`, `window.setTimeout(f, 1);`],
  ['ambient', 'web/map/x.ts', `history.replaceState(null, '', '/');`, `undo.replaceState(null, '', '/');`],
  ['pure', 'server/domain/x.ts', `export const a = Date.now();`, `export const a = Date.UTC(2021, 0, 1);`],
  ['pure', 'server/domain/x.ts', `export const a = new Date();`, `export const a = new Date(0);`],
  ['pure', 'server/domain/x.ts', `export const a = Math.random();`, `export const a = Math.round(1.5);`],
  ['sql', 'server/evaluate/x.ts', 'const q = `SELECT code FROM ${table} WHERE id = 1`;', `const q = 'select a colour from the list';`],
  ['sql', 'server/serve/x.ts', `const q = 'DELETE FROM parcels';`, `const q = 'DELETE /parcels';`],
  ['barrel', 'server/store/x.ts', `export * from './a.ts';\nexport const b = 1;`, `export const b = 1;`],
  [
    'barrel',
    'server/store/x.ts',
    `export { a } from './a.ts';\nexport { c } from './c.ts';`,
    `export { a } from './a.ts';\nexport const b = 1;`,
  ],
  ['default-export', 'server/store/x.ts', `export default function a() {}`, `export function a() {}`],
  ['default-export', 'web/ui/x.tsx', `const A = 1;\nexport { A as default };`, `const A = 1;\nexport { A };`],
  ['name', 'server/store/utils.ts', `export const a = 1;`, ''],
  ['name', 'server/store/index.ts', `export const a = 1;`, ''],
  ['name', 'web/ui/VerdictCard.tsx', `export const a = 1;`, ''],
  ['room', 'server/tools/x.ts', `export const a = 1;`, ''],
  ['room', 'web/components/x.tsx', `export const a = 1;`, ''],
];

const purpose = '// A purpose.\n';
const rulesBroken = (file: string, text: string) => violationsIn(file, text).map(({ rule }) => rule);

describe('a planted violation', () => {
  test.each(planted)('%s in %s: %s', (rule, file, bad, good) => {
    expect(rulesBroken(file, purpose + bad)).toEqual([rule]);
    if (good) expect(rulesBroken(file, purpose + good)).toEqual([]);
  });

  test('of the first line', () => {
    expect(rulesBroken('server/store/x.ts', `import { a } from './a.ts';\n// Late.\n`)).toEqual(['first-line']);
    expect(rulesBroken('web/ui/x.css', `body { margin: 0 }`)).toEqual(['first-line']);
    expect(rulesBroken('web/ui/x.css', `/* The frame's measures. */\nbody { margin: 0 }`)).toEqual([]);
  });

  test('hidden in a comment or a string is none', () => {
    expect(
      rulesBroken(
        'server/domain/x.ts',
        `${purpose}// import { a } from 'node:fs'; Date.now()\nexport const a = "import 'node:fs'; process.env";`,
      ),
    ).toEqual([]);
  });

  test('behind a syntax error is not passed over', () => {
    expect(rulesBroken('server/domain/x.ts', `${purpose}import {`)).toContain('syntax');
  });
});

test('the checkout root holds only what the architecture names', () => {
  const kept = new Set([
    'data',
    'server',
    'web',
    'test',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.config.ts',
    'README.md',
    'node_modules',
    'dist',
  ]);
  const strangers = readdirSync(root).filter((name) => !name.startsWith('.') && !kept.has(name));
  expect(strangers).toEqual([]);
});
