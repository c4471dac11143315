// GET /api/targets: how far each land target of a county (or a prefecture) has come on a day.
import { createRoute, z } from '@hono/zod-openapi';
import { targetStanding } from '../atlas/target-standing.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter } from './lens.ts';
import { dayField } from './parcels.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { targetLens, targetReply, type TargetReply } from './target-lens.ts';

/**
 * Land targets only; kinds are never added together, and the county's total is shown to whoever may see the county. A prefecture's
 * own target counts the entries made toward it in its counties, each once; what counties count toward targets of their own is theirs.
 */
export function targetRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/targets',
    summary: '用地目标的进度（县，或设区市按其自身目标）',
    request: { query: z.strictObject({ county: countyParameter, asOf: dayField.optional(), policy: z.string().max(64).optional() }) },
    responses: {
      ...answers(
        '目标',
        z.array(shaped<TargetReply>('TargetProgress', '目标、核实、申报、缺口、所需月均与推算；推算未知时为 null；不同口径不相加')),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, (c) => {
    const asked = c.req.valid('query');
    const lens = targetLens(c, deps, asked);
    if (!lens.ok) return lens.error;
    const known = unlessChanged(c, lens.value.tag);
    if (known) return known;
    const { scope, day, targets } = lens.value;
    const standings = targets
      .filter(({ policy }) => asked.policy === undefined || policy === asked.policy)
      .flatMap((one) => targetStanding(scope, one, day, c.get('actor')) ?? []);
    return reply(c, standings.map(targetReply));
  });
}
