// mutu export parcels --county CODE --format F [--view QUERY] -o FILE: the same bytes as GET /api/export, asked of the app in memory.
import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createApp } from '../app.ts';
import { createAtlas } from '../atlas/atlas.ts';
import { countyDays, daysByCode } from '../county-days.ts';
import { chinaClock } from '../main.ts';
import { storedPolicies } from '../pipeline.ts';
import { ArgumentError, oneOf, readArguments } from './arguments.ts';
import { exits, type Session, withStore } from './session.ts';

const formats = ['geojson', 'gpkg', 'csv', 'xlsx'] as const;

/** `year=2021&filter=…` as in an address, or a view alone (encoded, or as JSON). */
function queryOf(view: string | undefined, county: string): URLSearchParams {
  const isPairs = view !== undefined && /^\??[a-z]+=/.test(view);
  const query = new URLSearchParams(isPairs ? view : {});
  if (view !== undefined && !isPairs) query.set('view', view);
  const asked = query.get('county');
  if (asked !== null && asked !== county) throw new ArgumentError(`--view 说的是 ${asked}，--county 说的是 ${county}`);
  query.set('county', county);
  return query;
}

export async function exportCommand(words: readonly string[], session: Session): Promise<number> {
  const [what, ...rest] = words;
  if (what !== 'parcels') throw new ArgumentError(`export 之后应为 parcels${what === undefined ? '' : `，现为 ${what}`}`);
  const given = readArguments(rest, { county: 'text', format: 'text', view: 'text' });
  const county = given.county();
  const format = oneOf('format', given.required('format'), formats);
  const target = resolve(given.required('output'));
  const query = queryOf(given.text('view'), county);
  return withStore(session, async (store) => {
    const dayOf = countyDays(session.config.root, chinaClock.today);
    const policies = (await storedPolicies(store, await daysByCode(store, dayOf))).map(({ policy }) => policy);
    const atlas = createAtlas(store, policies, dayOf);
    await atlas.refresh(county);
    const app = createApp({
      store,
      atlas,
      policies,
      clock: chinaClock,
      config: { version: '', web: null, basemap: null, basemapFile: null },
      log: (error, doing) => session.err(`${doing}：${String(error)}`),
    });
    const reply = await app.request(`/api/export/${format}?${query.toString()}`);
    if (!reply.ok) {
      session.err(`未导出：${reason(await reply.text())}`);
      return exits.refused;
    }
    // Written beside and moved in, so that a file of this name is always a whole export.
    const bytes = Buffer.from(await reply.arrayBuffer());
    writeFileSync(`${target}.part`, bytes);
    renameSync(`${target}.part`, target);
    session.out(`已导出 ${reply.headers.get('X-Row-Count') ?? ''} 宗到 ${target}\n`);
    return exits.done;
  });
}

/** The sentence of a problem reply; whatever else came, as it came. */
function reason(body: string): string {
  const parsed: unknown = body.startsWith('{') ? JSON.parse(body) : null;
  return typeof parsed === 'object' && parsed !== null && 'detail' in parsed ? String(parsed.detail) : body;
}
