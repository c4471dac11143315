// GET /api/parcels/{code}: 一地一档. POST /api/parcels/{code}/idle: a person decides whether a parcel is idle.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { parseIsoDate } from '#domain/period.ts';
import { parcelDossier, type ParcelDossier } from '../atlas/dossier.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import type { SourcePlace } from '#domain/source.ts';
import type { ImportRecord } from '../store/imports.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, lensOf, lensOnDay, policyParameter, yearParameter } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const codePath = z.object({ code: z.string().min(1).max(40).openapi({ example: '331123001001GB00001' }) });

export const dayField = z
  .string()
  .transform((text, context) => {
    const day = parseIsoDate(text);
    if (day) return day;
    context.issues.push({ code: 'custom', message: '应为 YYYY-MM-DD 形式的日期', input: text });
    return z.NEVER;
  })
  .openapi({ type: 'string', format: 'date', example: '2022-06-30' });

/** The county that holds a parcel: the one asked for, the one its code begins with, or any. Null when nobody in scope does. */
export function findParcel(
  c: Context<Env>,
  deps: Deps,
  code: string,
  county: string | undefined,
): { snapshot: Snapshot; index: number } | null {
  const counties = county === undefined ? [code.slice(0, 6), ...deps.atlas.counties().map((one) => one.code)] : [county];
  for (const candidate of counties) {
    const snapshot = deps.atlas.snapshot(candidate, c.get('actor'));
    const index = snapshot?.indexOf.get(code);
    if (snapshot && index !== undefined) return { snapshot, index };
  }
  return null;
}

/** A source with the day on which its file was imported. */
export interface DatedSource {
  readonly what: string;
  readonly place: SourcePlace;
  readonly importedAt: string | null;
}

/** Sources with the day of their import. */
export function dated(sources: readonly { what: string; place: SourcePlace }[], imports: readonly ImportRecord[]): DatedSource[] {
  const days = new Map(imports.map((one) => [one.id, one.recordedAt]));
  return sources.map(({ what, place }) => ({ what, place, importedAt: days.get(place.importId) ?? null }));
}

type DossierReply = Omit<ParcelDossier, 'sources'> & { readonly sources: readonly DatedSource[] };

export function parcelRoutes(deps: Deps) {
  const dossier = createRoute({
    method: 'get',
    path: '/api/parcels/{code}',
    summary: '一地一档',
    request: {
      params: codePath,
      query: z.strictObject({
        county: countyParameter.optional(),
        year: yearParameter.optional(),
        policy: policyParameter.optional(),
        asOf: dayField.optional(),
      }),
    },
    responses: {
      ...answers('档案', shaped<DossierReply>('ParcelDossier', '三种面积、占用企业、逐年数据、判定与依据、闲置、台账、来源')),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  const idle = createRoute({
    method: 'post',
    path: '/api/parcels/{code}/idle',
    summary: '认定或否定闲置',
    request: {
      params: codePath,
      query: z.strictObject({ county: countyParameter.optional() }),
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.strictObject({
              state: z.enum(['decided', 'none']),
              since: dayField.nullish(),
              basis: z.string().trim().min(1).max(2000),
            }),
          },
        },
      },
    },
    responses: {
      201: {
        description: '已记录',
        content: {
          'application/json': {
            schema: z.object({
              parcel: z.string(),
              state: z.string(),
              since: z.string().nullable(),
              basis: z.string(),
              recordedAt: z.string(),
            }),
          },
        },
      },
      ...problems.bad,
      ...problems.forbidden,
      ...problems.missing,
      ...problems.broken,
    },
  });
  return createRouter()
    .openapi(dossier, async (c) => {
      const { code } = c.req.valid('param');
      const { county, asOf, ...asked } = c.req.valid('query');
      const found = findParcel(c, deps, code, county);
      if (!found) return problem(c, 404, `没有宗地 ${code}`);
      const { code: home } = found.snapshot.sheet.data.county;
      const lens = lensOf(c, deps, { county: home, ...asked });
      if (!lens.ok) return lens.error;
      const { snapshot, columns, policy } = lensOnDay(lens.value, asOf);
      const known = unlessChanged(c, snapshot.tag);
      if (known) return known;
      const body = parcelDossier(snapshot, snapshot.indexOf.get(code)!, columns, policy);
      return reply<DossierReply>(c, { ...body, sources: dated(body.sources, await deps.store.imports(home)) });
    })
    .openapi(idle, async (c) => {
      const { code } = c.req.valid('param');
      const { state, since, basis } = c.req.valid('json');
      const actor = c.get('actor');
      if (!mayWrite(actor)) return problem(c, 403, '当前角色不能作认定');
      const found = findParcel(c, deps, code, c.req.valid('query').county);
      if (!found) return problem(c, 404, `没有宗地 ${code}`);
      if (since != null && since > deps.clock.today()) return problem(c, 422, `日期 ${since} 还没有到`);
      const { code: county } = found.snapshot.sheet.data.county;
      const decision = { parcel: code, state, since: since ?? null, basis, actor: actor.name, recordedAt: deps.clock.now() };
      await deps.store.change(county, (record) => record.decideIdle(decision));
      await deps.atlas.amend(county, (await deps.store.version(county)) ?? 0, { idleDecisions: [decision] });
      return c.json({ parcel: code, state: state, since: since ?? null, basis, recordedAt: decision.recordedAt }, 201);
    });
}
