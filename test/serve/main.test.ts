// The process: listens, follows what other processes write, stops when told to.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
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
    limits: { fileBytes: 100_000 },
  });
});
afterAll(() => running.stop());

const get = async (address: string): Promise<unknown> => (await fetch(`${running.address}${address}`)).json();

test('an empty record is served, with the policies of the program', async () => {
  expect(await get('/healthz')).toEqual({ status: 'ok' });
  expect(await get('/api/counties')).toEqual([]);
  expect(Object.keys(((await get('/version')) as { policies: object }).policies)).toContain('suichang-2022');
});

const kept = (): string[] => (existsSync(path.join(home, 'uploads')) ? readdirSync(path.join(home, 'uploads')) : []);

test('a file over the limit is answered in words, and nothing of what was sent with it is kept', async () => {
  const form = new FormData();
  form.set('county', '331123');
  form.append('file', new File(['统一社会信用代码,企业名称\n'], '企业.csv'));
  form.append('file', new File([new Uint8Array(100_001)], '宗地.zip'));
  const answer = await fetch(`${running.address}/api/uploads`, { method: 'POST', body: form });
  expect(answer.status).toBe(413);
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toMatch(/宗地\.zip.*超过.*fileBytes.*都没有收下.*请/);
  expect(kept()).toEqual([]);
  expect(await get('/api/uploads?county=331123')).toEqual([]);
});

test('a sending that is broken off leaves nothing, and the server goes on', async () => {
  const { hostname, port } = new URL(running.address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  socket.write(
    `POST /api/uploads HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n${head}${'x'.repeat(50_000)}`,
  );
  await vi.waitFor(() => expect(kept()).toHaveLength(1), { timeout: 15_000 });
  socket.destroy();
  await vi.waitFor(() => expect(kept()).toEqual([]), { timeout: 15_000 });
  expect(await get('/api/uploads?county=331123')).toEqual([]);
  expect(await get('/healthz')).toEqual({ status: 'ok' });
});

test('a form that ends before its last mark is told to be sent again', async () => {
  const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n统一社会信用代码';
  const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
  const answer = await fetch(`${running.address}/api/uploads`, { method: 'POST', headers, body });
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/没有收下；请重传/);
  expect(kept()).toEqual([]);
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
