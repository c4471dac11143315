// A basemap of the operator's own: raster tiles out of a PMTiles file, or 天地图 under the operator's key.
import { open } from 'node:fs/promises';
import { PMTiles, TileType, type RangeResponse, type Source } from 'pmtiles';
import type { BasemapTiles } from './env.ts';
import { createRouter, type Deps } from './env.ts';
import { problem } from './problem.ts';

const types: Partial<Record<TileType, string>> = {
  [TileType.Png]: 'image/png',
  [TileType.Jpeg]: 'image/jpeg',
  [TileType.Webp]: 'image/webp',
  [TileType.Avif]: 'image/avif',
};

/** Reads ranges of a file on disk. */
function fileSource(file: string): Source {
  const opened = open(file, 'r');
  return {
    getKey: () => file,
    async getBytes(offset, length): Promise<RangeResponse> {
      const handle = await opened;
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return { data: bytes.buffer.slice(0, bytesRead) };
    },
  };
}

/** 天地图 vector basemap in Web Mercator; fetched by the page from its hosts, with the operator's key. */
export function tiandituTiles(key: string): BasemapTiles {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`;
  return { tiles: [`https://t0.tianditu.gov.cn/vec_w/wmts?${query}`], attribution: '天地图', maxzoom: 18 };
}

/** What the page is told of a PMTiles file; throws when it holds no pictures. */
export async function pmtilesTiles(file: string): Promise<BasemapTiles> {
  const header = await new PMTiles(fileSource(file)).getHeader();
  if (types[header.tileType] === undefined) throw new Error(`${file}: a basemap is made of PNG, JPEG, WebP or AVIF tiles`);
  return { tiles: ['/tiles/basemap/{z}/{x}/{y}'], attribution: '', maxzoom: header.maxZoom };
}

export function basemapRoutes({ config }: Deps) {
  const router = createRouter();
  if (config.basemapFile === null) return router;
  const archive = new PMTiles(fileSource(config.basemapFile));
  router.get('/tiles/basemap/:z{[0-9]{1,2}}/:x{[0-9]{1,8}}/:y{[0-9]{1,8}}', async (c) => {
    const { z, x, y } = c.req.param();
    const side = 2 ** Number(z);
    if (Number(z) > 26 || Number(x) >= side || Number(y) >= side) return problem(c, 400, '没有这一张瓦片');
    const tile = await archive.getZxy(Number(z), Number(x), Number(y));
    if (!tile) return c.body(null, 204);
    const { tileType } = await archive.getHeader();
    return c.body(tile.data, 200, {
      'Content-Type': types[tileType] ?? 'application/octet-stream',
      'Cache-Control': 'private, max-age=86400',
    });
  });
  return router;
}
