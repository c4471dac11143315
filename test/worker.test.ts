// A TypeScript worker starts under the test runner and under tsx, gets its input and answers.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startWorker } from '../server/worker.ts';

const doubling = new URL('./fixtures/worker/doubling.ts', import.meta.url);

test('a worker written in TypeScript answers under the test runner', async () => {
  const worker = startWorker(doubling, { areas: [1, 21] });
  const [answer] = await once(worker, 'message');
  expect(answer).toEqual([2, 42]);
});

test('and under tsx, as the server runs it', () => {
  const script = `
    import { startWorker } from ${JSON.stringify(new URL('../server/worker.ts', import.meta.url).href)};
    startWorker(new URL(${JSON.stringify(doubling.href)}), { areas: [3] }).on('message', (answer) => console.log(JSON.stringify(answer)));`;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('[6]');
});

test('what a worker throws reaches whoever started it', async () => {
  const worker = startWorker(doubling, { areas: [0.25] });
  const [error] = await once(worker, 'error');
  expect(String(error)).toContain('not a whole number of micro-mu');
});
