// What every request passes: headers that keep foreign pages and hosts out, and who asks.
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { openActor } from '#domain/access/actor.ts';
import type { Deps, Env, ServeConfig } from './env.ts';
import { problem } from './problem.ts';

const MAX_BODY = 2_000_000;

/** Hosts from which a configured basemap is fetched; none otherwise. */
function basemapHosts({ basemap }: ServeConfig): string[] {
  const urls = (basemap?.tiles ?? []).filter((tile) => /^https?:/.test(tile));
  return [...new Set(urls.map((tile) => new URL(tile.replaceAll(/[{}]/g, '')).origin))];
}

/** Nothing comes from outside; the map's workers may run, and the component library may write its styles at run time. */
export function headers(config: ServeConfig): MiddlewareHandler {
  const own = "'self'";
  const outside = basemapHosts(config);
  return secureHeaders({
    // County offices often serve plain http inside; a pinned https would lock them out.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: 'same-origin',
    contentSecurityPolicy: {
      defaultSrc: [own],
      scriptSrc: [own],
      styleSrc: [own, "'unsafe-inline'"],
      imgSrc: [own, 'data:', 'blob:', ...outside],
      fontSrc: [own, 'data:'],
      workerSrc: [own, 'blob:'],
      childSrc: [own, 'blob:'],
      connectSrc: [own, ...outside],
      objectSrc: ["'none'"],
      baseUri: [own],
      formAction: [own],
      frameAncestors: [own],
    },
  });
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True when the browser says that another site's page sends this. Programs without a browser send neither header. */
function isForeign(origin: string | undefined, fetchSite: string | undefined, host: string | undefined): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Writes come from our own pages or from programs, never from a page of another site, and as JSON. */
export const ownWritesOnly: MiddlewareHandler<Env> = async (c, next) => {
  const host = c.req.header('Host') ?? new URL(c.req.url).host;
  const refused = !safeMethods.has(c.req.method) && isForeign(c.req.header('Origin'), c.req.header('Sec-Fetch-Site'), host);
  if (refused) return problem(c, 403, '不接受来自其他网站页面的写入');
  await next();
  return undefined;
};

/** Files of bureaus come by this path only, in one form of several parts. */
const uploadPath = '/api/uploads';
const documentPath = '/api/documents';
const MAX_DOCUMENT = 1_000_000_000;

const tooLarge = (bytes: number): MiddlewareHandler<Env> =>
  bodyLimit({ maxSize: bytes, onError: (c) => problem(c, 413, `请求体超过 ${bytes / 1_000_000} MB`) });
const usualBody = tooLarge(MAX_BODY);
const documentBody = tooLarge(MAX_DOCUMENT);

/** Uploads are measured file by file while they go to disk (upload-form.ts). */
export const limitedBody: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.path === uploadPath && c.req.method === 'POST') return next();
  return (c.req.path === documentPath ? documentBody : usualBody)(c, next);
};

/** Every request carries who sends it. */
export function withActor({ actorOf, people }: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('actor', (await (actorOf ?? people?.actorOf)?.(c.req.raw)) ?? openActor);
    await next();
  };
}
