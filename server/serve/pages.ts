// The built web: its files, ready-compressed where the build made them so, and the one page for every address of the app.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Context, Handler } from 'hono';
import { etagOf } from './caching.ts';
import { problem } from './problem.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

interface File {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** Addresses that are never the app's page: what is not found there is not found. */
const ownPaths = /^\/(api|ogc|tiles|assets)(\/|$)/;

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Serves the folder. Files are read once and again when they change. */
export function pages(folder: string): Handler {
  const root = path.resolve(folder);
  const kept = new Map<string, { readonly changed: number; readonly file: File }>();
  const read = (name: string): File | null => {
    const stats = statSync(name, { throwIfNoEntry: false });
    if (!stats?.isFile()) return null;
    const known = kept.get(name);
    if (known && known.changed === stats.mtimeMs) return known.file;
    const bytes = new Uint8Array(readFileSync(name));
    const file = { bytes, etag: etagOf(name, String(stats.mtimeMs), String(bytes.length)) };
    kept.set(name, { changed: stats.mtimeMs, file });
    return file;
  };
  const send = (c: Context, name: string): Response | null => {
    const plain = read(name);
    if (!plain) return null;
    const accepted = c.req.header('Accept-Encoding') ?? '';
    const ready = encodings.flatMap(([coding, ending]) => {
      const file = new RegExp(`\\b${coding}\\b`).test(accepted) ? read(`${name}${ending}`) : null;
      return file ? [{ coding, file }] : [];
    })[0];
    const immutable = name.includes(`${path.sep}assets${path.sep}`);
    c.header('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    c.header('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('Vary', 'Accept-Encoding');
    c.header('ETag', plain.etag);
    if (c.req.header('If-None-Match')?.includes(plain.etag)) return c.body(null, 304);
    if (!ready) return c.body(plain.bytes);
    c.header('Content-Encoding', ready.coding);
    return c.body(ready.file.bytes);
  };
  return (c) => {
    const { pathname } = new URL(c.req.url);
    let wanted: string;
    try {
      wanted = decodeURIComponent(pathname);
    } catch (error) {
      if (error instanceof URIError) return problem(c, 400, '地址不能解码');
      throw error;
    }
    const name = path.join(root, path.normalize(wanted));
    // Nothing outside the folder, whatever dots the address has.
    const inside = name === root || name.startsWith(`${root}${path.sep}`);
    const found = inside && !wanted.includes('\0') ? send(c, name) : null;
    if (found) return found;
    const asksForFile = ownPaths.test(wanted) || path.extname(wanted) !== '';
    return (asksForFile ? null : send(c, path.join(root, 'index.html'))) ?? problem(c, 404, `没有 ${pathname}`);
  };
}
