// Starts the process: opens the record, loads the atlas, listens, and stops cleanly when told to.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import pino from 'pino';
import { openActor } from '#domain/access/actor.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import { createApp } from './app.ts';
import { createAtlas, type Atlas } from './atlas/atlas.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { countyDays } from './county-days.ts';
import { openMatchDesk } from './match-desk.ts';
import { evaluateInside, loadPolicies, readScoringSets, setLimits } from './pipeline.ts';
import { openPolicies, type PoliciesInForce } from './policy-desk.ts';
import { pmtilesTiles, tiandituTiles } from './serve/basemap.ts';
import type { Clock, Deps, ServeConfig } from './serve/env.ts';
import { createPeople } from './serve/people.ts';
import { resolveLens } from './serve/lens.ts';
import { readReference } from './reference.ts';
import { openStore, type Store } from './store/store.ts';
import { importerApart } from './uploads/importer-apart.ts';
import { openUploadDesk } from './uploads/upload-desk.ts';

/** A server that listens. */
export interface Running {
  readonly address: string;
  /** Finishes the requests under way, then closes the record. */
  stop(): Promise<void>;
}

const eightHours = 8 * 3_600_000;

/** The counties' clock: China has one time zone, whatever the machine is set to. */
export const chinaClock: Clock = {
  today: () => dayOf(chinaTime()),
  now: () => chinaTime(),
};

function chinaTime(): string {
  return new Date(Date.now() + eightHours).toISOString().replace('Z', '+08:00');
}

function dayOf(instant: string): IsoDate {
  return isoDate(instant.slice(0, 10));
}

async function serveConfig(config: Config): Promise<ServeConfig> {
  const { version } = JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8')) as { version: string };
  const web = join(config.root, 'dist', 'web');
  const { basemap } = config;
  const file = basemap.kind === 'pmtiles' ? basemap.file : null;
  return {
    version,
    web: existsSync(join(web, 'index.html')) ? web : null,
    basemap: basemap.kind === 'tianditu' ? tiandituTiles(basemap.key) : file === null ? null : await pmtilesTiles(file),
    basemapFile: file,
  };
}

/** How often the record is asked whether another process (an import on the command line) has written to it. */
const FOLLOW_MS = 2000;

/** Takes over what other processes write. */
function follow(store: Store, atlas: Atlas, desk: PoliciesInForce['desk'], log: (error: unknown, doing: string) => void): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const look = async (): Promise<void> => {
    try {
      if (await desk.reload()) atlas.renew();
      for (const { code, version } of await store.counties()) await atlas.follow(code, version);
    } catch (error) {
      log(error, 'following the record');
    }
    if (!stopped) timer = setTimeout(() => void look(), FOLLOW_MS);
  };
  timer = setTimeout(() => void look(), FOLLOW_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Works out what the first page of each county asks for, county by county between requests, so that nobody waits for it. */
async function warm(deps: Pick<Deps, 'atlas' | 'policies'>): Promise<void> {
  for (const { code } of deps.atlas.counties()) {
    await new Promise((resolve) => setImmediate(resolve));
    resolveLens(deps, openActor, { county: code });
  }
}

function listening(server: ServerType, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Opens the record of a home folder and serves it. */
export async function startServer(config: Config): Promise<Running> {
  const logger = pino({ base: null }, pino.destination(2));
  const log = (error: unknown, doing: string): void => logger.error({ err: error }, doing);
  const limits = setLimits(config.limits);
  if (!limits.ok) throw new ConfigError(`MUTU_LIMITS：${limits.error}`);
  const store = await openStore(config.home);
  const { faults } = await loadPolicies(store, join(config.root, 'data', 'policies'), chinaClock.now());
  for (const fault of faults) logger.warn(`政策文件有误，未载入：${fault}`);
  const scoring = readScoringSets(join(config.home, 'scoring'), join(config.root, 'data', 'scoring'));
  for (const fault of scoring.faults) logger.warn(`评价参数文件有误，未载入：${fault}`);
  const dayOf = countyDays(config.root, chinaClock.today);
  const { policies, desk } = await openPolicies(store, config.root, dayOf);
  for (const { id, version, judges, issues } of desk.failing)
    logger.warn(`政策 ${id} 版本 ${version} 未通过现行检查${judges ? '' : '，不再据以判定'}：${issues[0]?.message ?? ''}`);
  const atlas = createAtlas(store, policies, dayOf);
  await atlas.load();
  const reference = readReference(config.root);
  // The read model may have followed the importing thread's writing already.
  const refresh = async (county: CountyCode): Promise<void> => {
    const version = await store.version(county);
    await (version === null ? atlas.refresh(county) : atlas.follow(county, version));
  };
  const importer = importerApart(store, { home: config.home, root: config.root });
  const uploadDesk = openUploadDesk({ store, home: config.home, reference, clock: chinaClock, refresh, log, importer });
  const app = createApp({
    store,
    uploadDesk,
    evaluate: evaluateInside,
    atlas,
    policies,
    policyDesk: desk,
    matchDesk: openMatchDesk(store),
    scoring: scoring.sets,
    clock: chinaClock,
    people: createPeople(store, chinaClock),
    config: await serveConfig(config),
    log,
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await listening(server, config).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const unfollow = follow(store, atlas, desk, log);
  warm({ atlas, policies }).catch((error: unknown) => log(error, 'warming'));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : config.port;
  return {
    address: `http://${config.host}:${port}`,
    async stop() {
      unfollow();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Browsers keep idle connections open; only requests under way are worth waiting for, and not for ever.
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const hurry = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000);
      await closed;
      clearTimeout(hurry);
      await uploadDesk.stop();
      await store.close();
    },
  };
}

/** Serves until the process is told to stop. */
async function runUntilStopped(): Promise<void> {
  const running = await startServer(readConfig());
  process.stderr.write(`亩图 Mutu ${running.address}\n`);
  const stop = (): void => {
    // A second signal ends at once, as whoever sends it expects.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop);
    running.stop().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await runUntilStopped();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
