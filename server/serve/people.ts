// Who sends a request: whoever signed in (a cookie, or name and password with each request); nobody in particular while there are no users.
import { type Actor, openActor } from '#domain/access/actor.ts';
import type { Store } from '../store/store.ts';
import { keptToken, newToken, passwordFits, type UserRecord } from '../store/users.ts';
import type { Clock } from './env.ts';

export const sessionCookie = 'mutu-session';
const hours = 12;

/** Where users exist, whoever has not signed in looks and does not write. */
const stranger: Actor = { name: '未登录', role: 'viewer', townships: 'all' };

export interface People {
  /** Whether anybody may sign in at all. */
  any(): Promise<boolean>;
  actorOf(request: Request): Promise<Actor>;
  /** A token for the cookie; null when name and password do not fit; 'later' after too many failures. */
  signIn(name: string, password: string): Promise<{ readonly token: string; readonly actor: Actor } | 'later' | null>;
  signOut(request: Request): Promise<void>;
}

function cookieOf(request: Request): string | null {
  const found = (request.headers.get('Cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(`${sessionCookie}=`));
  return found ? found.slice(sessionCookie.length + 1) : null;
}

function basicOf(request: Request): readonly [string, string] | null {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at < 1 ? null : [text.slice(0, at), text.slice(at + 1)];
}

const actorFor = ({ name, role, townships }: UserRecord): Actor => ({ name, role, townships });

/** Failures in a row after which a name waits, and how long. */
const patience = { failures: 5, milliseconds: 60_000 };

export function createPeople(store: Store, clock: Clock): People {
  const failures = new Map<string, { count: number; last: number }>();
  const enabled = async () => (await store.users()).filter((user) => user.secret !== null);
  const check = async (name: string, password: string): Promise<Actor | 'later' | null> => {
    const now = Date.parse(clock.now());
    const before = failures.get(name);
    if (before && before.count >= patience.failures && now - before.last < patience.milliseconds) return 'later';
    const user = (await enabled()).find((one) => one.name === name);
    if (user?.secret && passwordFits(password, user.secret)) {
      failures.delete(name);
      return actorFor(user);
    }
    failures.set(name, { count: (before?.count ?? 0) + 1, last: now });
    return null;
  };
  return {
    any: async () => (await enabled()).length > 0,
    async actorOf(request) {
      const basic = basicOf(request);
      if (basic) {
        const found = await check(...basic);
        return found === null || found === 'later' ? stranger : found;
      }
      const users = await enabled();
      if (users.length === 0) return openActor;
      const cookie = cookieOf(request);
      const name = cookie === null ? null : await store.session(keptToken(cookie), clock.now());
      const user = users.find((one) => one.name === name);
      return user ? actorFor(user) : stranger;
    },
    async signIn(name, password) {
      const actor = await check(name, password);
      if (actor === null || actor === 'later') return actor;
      const { token, kept } = newToken();
      const expiresAt = new Date(Date.parse(clock.now()) + hours * 3_600_000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
      await store.openSession({ token: kept, name, expiresAt });
      return { token, actor };
    },
    async signOut(request) {
      const cookie = cookieOf(request);
      if (cookie !== null) await store.closeSession(keptToken(cookie));
    },
  };
}
