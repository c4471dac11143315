// npm start says in one line why it cannot serve, before it prepares anything.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const start = fileURLToPath(new URL('../../server/launch/start.mjs', import.meta.url));

function startWith(port: string) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-start-'));
  try {
    const { status, stderr, stdout } = spawnSync(process.execPath, [start], {
      env: { ...process.env, MUTU_HOME: home, MUTU_PORT: port, MUTU_HOST: '127.0.0.1' },
      encoding: 'utf8',
      timeout: 15_000,
    });
    return { status, stdout, stderr, made: readdirSync(home) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

test('a port in use is named, and nothing is made', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as net.AddressInfo;
  const { status, stderr, stdout, made } = startWith(String(port));
  other.close();
  expect(status).toBe(1);
  expect(stderr).toContain(`端口 ${port} 已被占用`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(made).toEqual([]);
});

test.each(['http', '70000', '-1'])('%j is no port', (port) => {
  const { status, stderr } = startWith(port);
  expect(status).toBe(1);
  expect(stderr).toContain(`not a port: ${port}`);
});
