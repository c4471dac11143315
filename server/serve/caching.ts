// ETags, conditional replies and ready-made gzip.
import { createHash } from 'node:crypto';
import type { Context, TypedResponse } from 'hono';
import type { PackedTile } from '../atlas/tiles/tile-cache.ts';

/** Response entry of a route that answers 304. */
export const unchanged = { 304: { description: '未变化' } };
export type Unchanged = Response & TypedResponse<Record<string, never>, 304, string>;

/** A tag for a reply that is a function of these parts. */
export function etagOf(...parts: readonly string[]): string {
  return `"${createHash('sha1').update(parts.join('\n')).digest('base64url').slice(0, 20)}"`;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => opaque(tag) === '*' || opaque(tag) === etag);
}

/**
 * Tags the coming reply, which follows from `tag` (the snapshot's) and the address alone; a 304 when the asker has it already.
 * `immutable`: the address names the version, so that it need never be asked for again.
 */
export function unlessChanged(c: Context, tag: string, immutable = false): Unchanged | null {
  const { pathname, search } = new URL(c.req.url);
  const etag = etagOf(tag, pathname, search);
  c.header('ETag', etag);
  c.header('Cache-Control', immutable ? 'private, max-age=31536000, immutable' : 'private, no-cache');
  if (!matches(c.req.header('If-None-Match'), etag)) return null;
  return c.body(null, 304) as unknown as Unchanged;
}

/** True when the asker takes gzip. */
export function takesGzip(c: Context): boolean {
  return /(^|[,\s])(gzip|\*)(\s*;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+)?\s*(,|$)/i.test(c.req.header('Accept-Encoding') ?? '');
}

/** A reply of ready-made bytes. */
export function sendPacked(c: Context, bytes: PackedTile, contentType: string): Response {
  c.header('Content-Type', contentType);
  c.header('Vary', 'Accept-Encoding');
  if (!takesGzip(c)) return c.body(bytes.plain);
  c.header('Content-Encoding', 'gzip');
  return c.body(bytes.gzip);
}

/** A reply made already, tagged; 304 when the asker has it. For small replies that follow from `tag` and the address. */
export function etagged<R>(c: Context, made: R, tag: string): R | Unchanged {
  const known = unlessChanged(c, tag);
  if (known) return known;
  const response = made as Response;
  for (const name of ['ETag', 'Cache-Control']) response.headers.set(name, c.res.headers.get(name) ?? '');
  return made;
}
