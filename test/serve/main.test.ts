// The process: listens, follows what other processes write, stops when told to.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startServer, type Running } from '../../server/main.ts';
import { openStore } from '../../server/store/store.ts';
import { putCountyData } from '../fixtures/town/deps.ts';
import { town } from '../fixtures/town/town.ts';

const home = mkdtempSync(path.join(tmpdir(), 'mutu-main-'));
let running: Running;
beforeAll(async () => {
  running = await startServer({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    home,
    host: '127.0.0.1',
    port: 0,
    basemap: { kind: 'none' },
    limits: {},
  });
});
afterAll(() => running.stop());

const get = async (address: string): Promise<unknown> => (await fetch(`${running.address}${address}`)).json();

test('an empty record is served, with the policies of the program', async () => {
  expect(await get('/healthz')).toEqual({ status: 'ok' });
  expect(await get('/api/counties')).toEqual([]);
  expect(Object.keys(((await get('/version')) as { policies: object }).policies)).toContain('suichang-2022');
});

test('what an import on the command line writes is served without a restart', async () => {
  const other = await openStore(home);
  await putCountyData(other, town);
  await other.close();
  await vi.waitFor(async () => expect(await get('/api/counties')).toMatchObject([{ code: '331123', parcels: 22 }]), {
    timeout: 15_000,
    interval: 200,
  });
});

test('a port that is taken is an error, not a silent second server', async () => {
  const port = Number(new URL(running.address).port);
  const second = startServer({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    home: mkdtempSync(path.join(tmpdir(), 'mutu-main-')),
    host: '127.0.0.1',
    port,
    basemap: { kind: 'none' },
    limits: {},
  });
  await expect(second).rejects.toThrow(/EADDRINUSE/);
});
