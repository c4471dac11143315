// The only place that talks to the server: GET of JSON or bytes, POST of JSON; anything but a good reply is thrown as a Problem.
import { Problem, problemOf } from './problem.ts';

export type QueryValues = Record<string, string | number | undefined>;

/** Path with query; values left undefined are left out. */
export function address(path: string, query: QueryValues = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const reply = await fetch(path, init).catch((reason: unknown) => {
    // An aborted request is not a problem: the query client dropped it on purpose.
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new Problem('offline', 0, path, null);
  });
  if (!reply.ok) throw await problemOf(reply, path);
  return reply;
}

/** The reply's JSON. The type is the contract of the route; the server validates what it sends. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const reply = await send(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  return (await reply.json()) as T;
}

/** JSON sent and JSON got back. */
export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const reply = await send(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  return (await reply.json()) as T;
}

/** A file as the body itself, JSON back. */
export async function postBody<T>(path: string, file: File): Promise<T> {
  const reply = await send(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  return (await reply.json()) as T;
}

/** A form sent, JSON got back. */
export async function postForm<T>(path: string, body: FormData): Promise<T> {
  const reply = await send(path, { method: 'POST', headers: { accept: 'application/json' }, body });
  return (await reply.json()) as T;
}

/** JSON sent by another method; null where the reply has no body. */
export async function sendJson<T>(method: 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const reply = await send(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (reply.status === 204 ? null : await reply.json()) as T;
}

/** One file as the part `file` of a form, JSON back. */
export async function postFile<T>(path: string, file: File): Promise<T> {
  const body = new FormData();
  body.set('file', file);
  const reply = await send(path, { method: 'POST', headers: { accept: 'application/json' }, body });
  return (await reply.json()) as T;
}

export async function getBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const reply = await send(path, signal ? { signal } : {});
  return reply.arrayBuffer();
}

/** JSON sent, a file got back with the name that the server gives it. */
export async function postFileReply(
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<{ readonly file: Blob; readonly name: string }> {
  const reply = await send(path, {
    method: 'POST',
    headers: { accept: 'application/octet-stream, application/pdf', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const named = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get('content-disposition') ?? '');
  return { file: await reply.blob(), name: named ? decodeURIComponent(named[1]!) : 'file' };
}
