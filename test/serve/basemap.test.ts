// A basemap out of the operator's own PMTiles file.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pmtilesTiles } from '../../server/serve/basemap.ts';
import { townApp } from './town-app.ts';

const picture = new TextEncoder().encode('a picture');

/** A PMTiles file (version 3) with one tile at zoom 0. `type` 1 = vector, 2 = PNG. */
function archive(type: number): string {
  const directory = Uint8Array.from([1, 0, 1, picture.length, 1]);
  const header = new Uint8Array(127);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode('PMTiles'));
  view.setUint8(7, 3);
  const places = [127, directory.length, 132, 2, 134, 0, 134, picture.length, 1, 1, 1];
  for (const [index, value] of places.entries()) view.setBigUint64(8 + index * 8, BigInt(value), true);
  header.set([1, 1, 1, type, 0, 0], 96);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mutu-basemap-')), 'base.pmtiles');
  writeFileSync(file, Buffer.concat([header, directory, Buffer.from('{}'), picture]));
  return file;
}

test('its pictures are served from here', async () => {
  const file = archive(2);
  const basemap = await pmtilesTiles(file);
  expect(basemap).toEqual({ tiles: ['/tiles/basemap/{z}/{x}/{y}'], attribution: '', maxzoom: 0 });
  const app = await townApp({ config: { version: '0', web: null, basemap, basemapFile: file } });
  const tile = await app.get('/tiles/basemap/0/0/0');
  expect(tile.headers.get('Content-Type')).toBe('image/png');
  expect(await tile.text()).toBe('a picture');
  expect((await app.get('/tiles/basemap/1/0/0')).status).toBe(204);
  expect((await app.get('/tiles/basemap/1/2/0')).status).toBe(400);
  expect((await app.get('/version')).headers.get('Cache-Control')).toBe('no-cache');
});

test('a file of vector tiles is refused at the start', async () => {
  await expect(pmtilesTiles(archive(1))).rejects.toThrow(/PNG/);
});

test('without one there is none', async () => {
  const app = await townApp();
  expect((await app.get('/tiles/basemap/0/0/0')).status).toBe(404);
});
