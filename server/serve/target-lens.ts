// County (or prefecture), day and targets of a request about progress; and targets as replies.
import type { Context } from 'hono';
import { type CountyTarget, regulatoryTargets, statedTargets } from '#domain/ledger/county-targets.ts';
import { monthsOfDays, type Band } from '#domain/ledger/forecast.ts';
import { type IsoDate, parseIsoDate } from '#domain/period.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { microMu, toMu } from '#domain/units.ts';
import { targetScope, type TargetScope } from '../atlas/target-scope.ts';
import type { TargetStanding, TownshipStanding } from '../atlas/target-standing.ts';
import type { Deps, Env } from './env.ts';
import { policiesOf } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const muOf = (area: number): number => toMu(microMu(Math.round(area)));
export const muOrNull = (area: number | null): number | null => (area === null ? null : muOf(area));

export interface TargetLens {
  readonly scope: TargetScope;
  readonly day: IsoDate;
  /** Of the policies of the county, then inherited ones, then those of whoever asks. */
  readonly targets: readonly CountyTarget[];
  /** The tag of everything that follows from record, day and asker. */
  readonly tag: string;
}

/** The name of a prefecture: that of the jurisdiction whose policy it has. */
function prefectureName(deps: Deps, code: string): string {
  return policiesOf(deps.policies, code)[0]?.jurisdiction ?? code;
}

/** What a request about targets looks at, or a 404. */
export function targetLens(
  c: Context<Env>,
  deps: Deps,
  asked: { readonly county: string; readonly asOf?: string | undefined },
): Result<TargetLens, ProblemResponse<404>> {
  const actor = c.get('actor');
  const scope = targetScope(deps.atlas, asked.county, actor, (code) => prefectureName(deps, code));
  if (!scope) return fail(problem(c, 404, `没有县 ${asked.county} 的数据`));
  const day = (asked.asOf === undefined ? null : parseIsoDate(asked.asOf)) ?? scope.asOf;
  const targets = [
    ...policiesOf(deps.policies, asked.county).flatMap(regulatoryTargets),
    ...statedTargets(scope.statements, day, actor.name),
  ];
  // Own targets make replies differ by person.
  const own = targets.some(({ origin }) => origin === 'own') ? `-${actor.name}` : '';
  return ok({ scope, day, targets, tag: `${scope.tag}${own}` });
}

const bandOf = (band: Band | null) => ({
  low: band === null ? null : muOf(band.low),
  mid: band === null ? null : muOf(band.mid),
  high: band === null ? null : muOf(band.high),
});

export function townshipReply(row: TownshipStanding) {
  return {
    code: row.code,
    name: row.name,
    targetMu: muOrNull(row.task?.said.area ?? null),
    verifiedMu: toMu(row.verified),
    declaredMu: toMu(row.declared),
    effectiveMu: muOrNull(row.effective),
    gapMu: muOrNull(row.gap),
    requiredPerMonthMu: muOrNull(row.requiredPerMonth),
    forecastMu: muOrNull(row.forecast?.mid ?? null),
    bucket: row.bucket,
    reason: row.reason,
    rankByShare: row.rankByShare,
    rankByMu: row.rankByMu,
    task: row.task && { id: row.task.id, date: row.task.date as string, basis: row.task.basis, actor: row.task.actor },
  };
}

/** A target with its faces. `forecast` follows the months so far; where they are too few it is unknown, and the cases may still tell. */
export function targetReply({ of, progress, allocation, pipeline, pipelineForecast, bucket, reason, townships, counties }: TargetStanding) {
  const { target, policy, origin, stated } = of;
  return {
    id: target.id,
    policy,
    origin,
    name: target.name,
    clause: target.clause,
    metric: target.metric,
    kind: target.kind,
    parent: target.parent,
    headline: target.headline,
    comparator: target.comparator,
    comparatorText: target.comparatorText,
    extent: target.extent,
    strength: target.strength,
    note: target.note,
    targetMu: toMu(progress.targetArea),
    periodStart: target.periodStart as string,
    periodEnd: target.periodEnd as string,
    verifiedMu: toMu(progress.verified),
    declaredMu: toMu(progress.declared),
    ...(progress.effective === null ? {} : { effectiveMu: toMu(progress.effective) }),
    effectiveStated: progress.effectiveStated,
    gapMu: toMu(progress.gap),
    daysLeft: Math.max(0, progress.daysLeft),
    monthsLeft: Math.max(0, monthsOfDays(progress.daysLeft)),
    requiredPerMonthMu: muOrNull(progress.requiredPerMonth),
    forecast: { ...bandOf(progress.forecast), months: progress.increments.length },
    pipeline: { ...bandOf(pipelineForecast), items: pipeline.items.length + pipeline.declared.entries },
    bucket,
    reason,
    allocation: allocation && {
      allocatedMu: toMu(allocation.allocated),
      differenceMu: muOf(allocation.difference),
      townships: allocation.townships,
    },
    stated: stated && { by: stated.actor, basis: stated.basis, date: stated.date as string },
    townships: townships.map(townshipReply),
    ...(counties.length === 0
      ? {}
      : {
          counties: counties.map(({ code, name, verified, declared }) => ({
            code,
            name,
            verifiedMu: toMu(verified),
            declaredMu: toMu(declared),
          })),
        }),
  };
}

export type TargetReply = ReturnType<typeof targetReply>;
