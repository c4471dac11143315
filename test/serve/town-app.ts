// The app over the town, as tests ask it: in memory, over a real record in a temporary folder.
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/serve/env.ts';
import { townDeps } from '../fixtures/town/deps.ts';

export interface TownApp {
  readonly deps: Deps;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json<T = Record<string, unknown>>(path: string): Promise<T>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A fresh town. `change` replaces dependencies, e.g. who asks. */
export async function townApp(change: Partial<Deps> = {}): Promise<TownApp> {
  const deps = { ...(await townDeps()), ...change };
  const app = createApp(deps);
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => app.request(path, { headers });
  return {
    deps,
    get,
    async json<T>(path: string) {
      const reply = await get(path);
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
      return (await reply.json()) as T;
    },
    post: async (path, body, headers = {}) =>
      app.request(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
  };
}

/** Status and body of a problem reply, which must be one. */
export async function problemOf(reply: Response): Promise<Record<string, unknown>> {
  const body = (await reply.json()) as Record<string, unknown>;
  if (!reply.headers.get('Content-Type')?.startsWith('application/problem+json')) throw new Error(`no problem: ${JSON.stringify(body)}`);
  for (const key of ['type', 'title', 'status', 'detail']) if (!(key in body)) throw new Error(`a problem without ${key}`);
  if (body['status'] !== reply.status) throw new Error('the problem names another status');
  return body;
}
