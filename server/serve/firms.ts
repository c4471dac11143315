// GET /api/firms/{uscc}: 一企一档.
import { createRoute, z } from '@hono/zod-openapi';
import { normaliseUscc } from '#domain/firms/uscc.ts';
import { firmDossier, firmVisible, type FirmDossier } from '../atlas/firm-dossier.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, lensOf, policyParameter, yearParameter } from './lens.ts';
import { dated, type DatedSource } from './parcels.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

type DossierReply = Omit<FirmDossier, 'sources'> & { readonly sources: readonly DatedSource[] };

export function firmRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/firms/{uscc}',
    summary: '一企一档',
    request: {
      params: z.object({ uscc: z.string().min(1).max(40).openapi({ example: '91331123MA2T00001X' }) }),
      query: z.strictObject({ county: countyParameter.optional(), year: yearParameter.optional(), policy: policyParameter.optional() }),
    },
    responses: {
      ...answers('档案', shaped<DossierReply>('FirmDossier', '登记信息、宗地、逐年数据、判定与依据、来源')),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, async (c) => {
    const uscc = normaliseUscc(c.req.valid('param').uscc);
    const { county, ...asked } = c.req.valid('query');
    const counties = county === undefined ? deps.atlas.counties().map((one): string => one.code) : [county];
    // A firm may be on the registers of several counties; without a county the first that knows it answers.
    const home = counties.find((code) => {
      const snapshot = deps.atlas.snapshot(code, c.get('actor'));
      return snapshot !== null && firmVisible(snapshot, uscc);
    });
    if (home === undefined) return problem(c, 404, `没有企业 ${uscc}`);
    const lens = lensOf(c, deps, { county: home, ...asked });
    if (!lens.ok) return lens.error;
    const { snapshot, year, policy } = lens.value;
    const known = unlessChanged(c, snapshot.tag);
    if (known) return known;
    const body = firmDossier(snapshot, uscc, year, policy);
    if (!body) return problem(c, 404, `没有企业 ${uscc}`);
    return reply<DossierReply>(c, { ...body, sources: dated(body.sources, await deps.store.imports(snapshot.sheet.data.county.code)) });
  });
}
