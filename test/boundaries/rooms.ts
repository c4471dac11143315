// The rooms of the house, what each may import, and which room owns which package: the table of the architecture, as data.

/** Where a file lives: the path's beginning, or the whole path, and the room's name. First match wins. */
const places = [
  ['server/domain/', 'domain'],
  ['server/intake/', 'intake'],
  ['server/store/', 'store'],
  ['server/evaluate/', 'evaluate'],
  ['server/atlas/', 'atlas'],
  ['server/serve/', 'serve'],
  ['server/demo/', 'demo'],
  ['server/commands/', 'commands'],
  ['server/launch/', 'launch'],
  ['server/pipeline.ts', 'pipeline'],
  ['server/policy-desk.ts', 'pipeline'],
  ['server/stored-policies.ts', 'pipeline'],
  ['server/reference.ts', 'pipeline'],
  ['server/county-days.ts', 'pipeline'],
  ['server/uploads/', 'pipeline'],
  ['server/match-desk.ts', 'pipeline'],
  ['server/app.ts', 'app'],
  ['server/main.ts', 'main'],
  ['server/cli.ts', 'cli'],
  ['server/config.ts', 'config'],
  ['server/solve/', 'solve'],
  ['server/worker.ts', 'worker'],
  ['server/worker-boot.mjs', 'worker'],
  ['web/api/', 'web/api'],
  ['web/state/', 'web/state'],
  ['web/map/', 'web/map'],
  ['web/charts/', 'web/charts'],
  ['web/pages/', 'web/pages'],
  ['web/ui/', 'web/ui'],
  ['web/i18n/', 'web/i18n'],
  ['web/format.ts', 'web/format'],
  ['web/app.tsx', 'web/app'],
  ['web/main.tsx', 'web/app'],
  ['test/', 'test'],
  ['vite.config.ts', 'settings'],
] as const;

export type Room = (typeof places)[number][1];

/** The room of a file; null when it lives in none, which is a violation of its own. */
export function roomOf(path: string): Room | null {
  return places.find(([place]) => (place.endsWith('/') ? path.startsWith(place) : path === place))?.[1] ?? null;
}

const everyRoom = places.map(([, room]) => room).filter((room) => room !== 'test' && room !== 'launch' && room !== 'settings');
const webRooms = everyRoom.filter((room) => room.startsWith('web/'));
const serverRooms = everyRoom.filter((room) => !room.startsWith('web/'));

/** Rooms that a room may import, besides itself. */
export const mayImport: Readonly<Record<Room, readonly Room[]>> = {
  domain: [],
  intake: ['domain', 'worker'],
  store: ['domain'],
  evaluate: ['domain', 'store', 'worker'],
  atlas: ['domain', 'store', 'worker'],
  // HiGHS in threads: the search itself is the domain's.
  solve: ['domain', 'worker'],
  serve: ['domain', 'store', 'atlas', 'solve', 'worker'],
  pipeline: ['domain', 'intake', 'store', 'evaluate', 'atlas', 'worker'],
  demo: ['domain'],
  app: ['domain', 'store', 'atlas', 'serve', 'pipeline'],
  main: ['domain', 'store', 'atlas', 'serve', 'pipeline', 'app', 'config'],
  commands: serverRooms.filter((room) => room !== 'cli'),
  cli: serverRooms,
  config: ['domain'],
  worker: [],
  launch: [],
  'web/api': ['domain'],
  'web/state': ['domain'],
  'web/map': ['domain', 'web/state', 'web/api', 'web/ui', 'web/format', 'web/i18n'],
  'web/charts': ['domain', 'web/state', 'web/api', 'web/ui', 'web/format', 'web/i18n'],
  'web/pages': ['domain', ...webRooms.filter((room) => room !== 'web/app')],
  'web/ui': ['domain', 'web/format', 'web/i18n'],
  'web/format': ['domain'],
  'web/i18n': ['domain'],
  'web/app': ['domain', ...webRooms],
  test: [...everyRoom, 'launch', 'settings'],
  settings: [],
};

/** Imports that only types may cross: [from, to]. */
export const mayImportTypes: readonly (readonly [Room, Room])[] = [
  // The client's types come from the routes; nothing of the server's code may reach the browser.
  ['web/api', 'app'],
  // The demonstration counties are files for the pipeline: they speak its types and are handed its functions.
  ['demo', 'pipeline'],
  ['demo', 'intake'],
];

/** A package (or a scope, ending in /) and the only rooms that may import it; tests may import everything. */
export const packageOwners: readonly (readonly [string, readonly Room[]])[] = [
  ['better-sqlite3', ['store']],
  ['kysely', ['store']],
  ['@hono/node-server', ['serve', 'app', 'main', 'commands']],
  ['@hono/', ['serve', 'app']],
  ['hono/client', ['web/api']],
  ['hono', ['serve', 'app']],
  ['maplibre-gl', ['web/map']],
  ['@deck.gl/', ['web/map']],
  ['@luma.gl/', ['web/map']],
  ['pmtiles', ['web/map', 'serve']],
  ['recharts', ['web/charts']],
  ['react', webRooms],
  ['react-dom', webRooms],
  ['antd', webRooms],
  ['csv-parse', ['intake']],
  ['yauzl', ['intake']],
  ['proj4', ['intake']],
  ['highs', ['solve']],
  ['vite', ['settings']],
  ['vitest', ['settings']],
  ['tsx', ['worker', 'launch']],
];

/** The whole list of packages for rooms that must stay plain; a room that is not named may use any package it does not lack the right to. */
export const onlyPackages: Partial<Readonly<Record<Room, readonly string[]>>> = {
  // Beside the schema library only pure arithmetic: geodesic areas are part of what land means here.
  domain: ['zod', 'geographiclib-geodesic'],
  config: ['zod'],
  // Imported late, once it is installed.
  launch: ['tsx'],
  'web/format': [],
};

/** Rooms that run in the browser, or must be able to: no node:* there. */
export const withoutNode: ReadonlySet<Room> = new Set<Room>(['domain', ...webRooms]);

/** What is reached without an import, and the rooms that may. */
export const ambientOwners: readonly (readonly [string, readonly Room[]])[] = [
  ['process.env', ['config', 'launch', 'settings', 'test']],
  ['location', ['web/state', 'test']],
  ['history', ['web/state', 'test']],
];

/** The domain is pure: the same arguments give the same answer, today and tomorrow. */
export const impure: readonly string[] = [
  'Date.now',
  'new Date()',
  'Math.random',
  'performance.now',
  'fetch',
  'setTimeout',
  'setInterval',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'process.cwd',
  'process.exit',
  'process.hrtime',
  'console.log',
  'console.warn',
  'console.error',
];
