// How long a first visitor waits for the map, and how much is fetched for it: the real server and a real browser.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import type { BenchTable } from './measure.ts';

const root = path.join(import.meta.dirname, '../..');
/** Software drawing: the worst machine a county office could have, and the same everywhere. */
const flags = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'];
const visits = 5;

/** Adds the lines about the first visit to `county` of the record in `home`. */
export async function firstPaint(table: BenchTable, home: string, county: string): Promise<void> {
  const port = await freePort();
  const begun = performance.now();
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, MUTU_HOME: home, MUTU_PORT: String(port), MUTU_HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await answering(`${origin}/healthz`, server);
    table.record('server from start to first answer', [performance.now() - begun], 'ms', { limit: 3000 });
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags });
    try {
      await visit(table, browser, `${origin}/map?view=${encodeURIComponent(JSON.stringify({ county }))}`);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

/** Each visit is a new visitor: nothing cached, nothing compiled. */
async function visit(table: BenchTable, browser: Browser, address: string): Promise<void> {
  const waits: number[] = [];
  const kilobytes: number[] = [];
  for (let turn = 0; turn < visits; turn += 1) {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) =>
      sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize)),
    );
    const begun = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForSelector('[data-testid=map][data-ready=true]', { timeout: 60_000 });
    waits.push(performance.now() - begun);
    kilobytes.push((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024);
    await context.close();
  }
  table.record('first visit until the map is drawn', waits, 'ms', { note: 'software drawing' });
  table.record('fetched until then', kilobytes, 'kB', { limit: 900, note: 'with tiles and columns' });
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server left with ${server.exitCode}`);
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
