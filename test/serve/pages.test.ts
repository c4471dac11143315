// The built page and the headers around everything.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { tiandituTiles } from '../../server/serve/basemap.ts';
import { townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeAll(async () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'mutu-web-'));
  const web = path.join(outside, 'web');
  mkdirSync(path.join(web, 'assets'), { recursive: true });
  writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>亩图</title>');
  writeFileSync(path.join(web, 'assets', 'main-abc.js'), 'console.log(1)');
  writeFileSync(path.join(web, 'assets', 'main-abc.js.br'), brotliCompressSync('console.log(1)'));
  writeFileSync(path.join(outside, 'secret.txt'), 'secret');
  app = await townApp({ config: { version: '0', web, basemap: null, basemapFile: null } });
});

describe('the page', () => {
  test.each(['/', '/map', '/progress?view=x', '/policy/suichang-2022'])('%s is the app', async (address) => {
    const reply = await app.get(address);
    expect(await reply.text()).toContain('亩图');
    expect(reply.headers.get('Cache-Control')).toBe('no-cache');
  });
  test.each(['/api/x', '/api', '/tiles/x', '/ogc/x', '/assets/missing.js', '/favicon.ico', '/map.json'])('%s is not', async (address) => {
    const reply = await app.get(address);
    expect(reply.status).toBe(404);
    expect(reply.headers.get('Content-Type')).toContain('problem+json');
  });
  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/assets/%00', '/%zz'])(
    '%s leads nowhere',
    async (address) => {
      const reply = await app.get(address);
      expect(await reply.text()).not.toContain('secret\n');
      expect(reply.status).toBeGreaterThanOrEqual(400);
    },
  );
  test('its files are sent ready-compressed and kept for ever', async () => {
    const reply = await app.get('/assets/main-abc.js', { 'Accept-Encoding': 'gzip, br' });
    expect(reply.headers.get('Content-Encoding')).toBe('br');
    expect(reply.headers.get('Cache-Control')).toContain('immutable');
    expect(reply.headers.get('Content-Type')).toContain('javascript');
    expect(brotliDecompressSync(await reply.arrayBuffer()).toString()).toBe('console.log(1)');
    expect((await app.get('/assets/main-abc.js', { 'If-None-Match': reply.headers.get('ETag')! })).status).toBe(304);
    expect(await (await app.get('/assets/main-abc.js')).text()).toBe('console.log(1)');
  });
});

describe('headers', () => {
  test('let the map’s workers run and nothing come from outside', async () => {
    for (const address of ['/', '/api/counties', '/api/nothing']) {
      const reply = await app.get(address);
      const policy = reply.headers.get('Content-Security-Policy')!;
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("worker-src 'self' blob:");
      expect(policy).not.toMatch(/https?:/);
      expect(policy).not.toContain("script-src 'self' 'unsafe");
      expect(reply.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(reply.headers.get('Strict-Transport-Security')).toBeNull();
    }
  });
  test('name the hosts of a basemap that the operator has chosen, and no other', async () => {
    const mapped = await townApp({ config: { version: '0', web: null, basemap: tiandituTiles('key'), basemapFile: null } });
    const policy = (await mapped.get('/')).headers.get('Content-Security-Policy')!;
    expect(policy.match(/https:\/\/[^ ;]+/g)).toEqual(['https://t0.tianditu.gov.cn', 'https://t0.tianditu.gov.cn']);
    expect(await mapped.json('/version')).toMatchObject({ basemap: { attribution: '天地图' } });
  });
});
