// GET /api/targets: how far each land target of a county's policies has come on a day.
import { createRoute, z } from '@hono/zod-openapi';
import { sees } from '#domain/access/actor.ts';
import { progressOf, type TargetProgress } from '#domain/ledger/progress.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { microMu, toMu } from '#domain/units.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, policiesOf, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const muOf = (area: number): number => toMu(microMu(Math.round(area)));

function targetReply(
  policy: Policy,
  progress: TargetProgress,
  nameOf: (township: string | null) => string,
  visible: (township: string | null) => boolean,
) {
  const { target } = progress;
  return {
    id: target.id,
    policy: policy.id,
    name: target.name,
    clause: target.clause,
    metric: target.metric,
    kind: target.kind,
    parent: target.parent,
    headline: target.headline,
    comparator: target.comparator,
    comparatorText: target.comparatorText,
    extent: target.extent,
    targetMu: toMu(progress.targetArea),
    periodStart: target.periodStart as string,
    periodEnd: target.periodEnd as string,
    verifiedMu: toMu(progress.verified),
    declaredMu: toMu(progress.declared),
    ...(progress.effective === null ? {} : { effectiveMu: toMu(progress.effective) }),
    gapMu: toMu(progress.gap),
    requiredPerMonthMu: progress.requiredPerMonth === null ? null : muOf(progress.requiredPerMonth),
    forecast: { low: muOf(progress.forecast.low), mid: muOf(progress.forecast.mid), high: muOf(progress.forecast.high) },
    townships: progress.townships
      .filter(({ township }) => visible(township))
      .map(({ township, verified, declared, effective }) => ({
        code: township as string | null,
        name: nameOf(township),
        /** No policy so far gives townships a share of its target. */
        targetMu: null,
        verifiedMu: toMu(verified),
        declaredMu: toMu(declared),
        effectiveMu: effective === null ? null : toMu(effective),
      })),
  };
}

/** Land targets only; kinds are never added together, and the county's total is shown to whoever may see the county. */
export function targetRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/targets',
    summary: '用地目标的进度',
    request: { query: z.strictObject({ county: countyParameter, asOf: dayField.optional(), policy: z.string().max(64).optional() }) },
    responses: {
      ...answers(
        '目标',
        z.array(shaped<ReturnType<typeof targetReply>>('TargetProgress', '目标、核实、申报、缺口、所需月均与推算；不同口径不相加')),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, (c) => {
    const { county, asOf, policy: wanted } = c.req.valid('query');
    const found = snapshotOf(c, deps, county);
    if (!found.ok) return found.error;
    const { sheet, tag } = found.value;
    const known = unlessChanged(c, tag);
    if (known) return known;
    const names = new Map<string, string>(sheet.data.townships.map((township) => [township.code, township.name]));
    const nameOf = (township: string | null): string => (township === null ? '未归乡镇' : (names.get(township) ?? township));
    const visible = (township: string | null): boolean => sees(c.get('actor'), township);
    const targets = policiesOf(deps.policies, county)
      .filter((policy) => wanted === undefined || policy.id === wanted)
      .flatMap((policy) =>
        policy.targets.flatMap((target) => {
          const progress = progressOf(target, policy.id, sheet.data.ledger, asOf ?? sheet.asOf);
          return progress ? [targetReply(policy, progress, nameOf, visible)] : [];
        }),
      );
    return reply(c, targets);
  });
}
