// The HTTP interface as one app over its dependencies. It never listens.
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { openActor } from '#domain/access/actor.ts';
import { columnRoutes } from './serve/columns.ts';
import { countyRoutes } from './serve/counties.ts';
import { createRouter, type Deps } from './serve/env.ts';
import { problem } from './serve/problem.ts';
import { summaryRoutes } from './serve/summary.ts';
import { tileRoutes } from './serve/tiles.ts';

const ownOrigin = ["'self'"];

/** The app; `deps` says over what. */
export function createApp(deps: Deps) {
  const app = createRouter();
  app.use(
    secureHeaders({
      // County offices often serve plain http inside; a pinned https would lock them out.
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: true,
      contentSecurityPolicy: {
        defaultSrc: ownOrigin,
        scriptSrc: ownOrigin,
        // The component library writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ownOrigin,
        objectSrc: ["'none'"],
        baseUri: ownOrigin,
        formAction: ownOrigin,
        frameAncestors: ["'self'"],
      },
    }),
  );
  app.use(compress({ encoding: 'gzip' }));
  app.use(bodyLimit({ maxSize: 1_000_000, onError: (c) => problem(c, 413, '请求体超过 1 MB') }));
  app.use(async (c, next) => {
    c.set('actor', openActor);
    await next();
  });
  app.notFound((c) => problem(c, 404, `没有 ${c.req.method} ${new URL(c.req.url).pathname}`));
  return app.route('/', countyRoutes(deps)).route('/', columnRoutes(deps)).route('/', summaryRoutes(deps)).route('/', tileRoutes(deps));
}

export type App = ReturnType<typeof createApp>;
