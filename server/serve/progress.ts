// The progress of one target: GET /api/progress (all figures of the page), /api/progress/entries (the ledger rows behind each figure), /api/progress/contiguity.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { sees } from '#domain/access/actor.ts';
import { dimensions } from '#domain/ledger/breakdown.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import type { CountedLine } from '#domain/ledger/ledger-lines.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { microMu, parseLand, toMu } from '#domain/units.ts';
import { besideMetres, freedContiguity } from '../atlas/freed-contiguity.ts';
import { freedKeys } from '../atlas/freed-keys.ts';
import { type pageDimensions, progressPage, type ProgressPage } from '../atlas/progress-page.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, policyParameter, yearParameter } from './lens.ts';
import { dayField } from './parcels.ts';
import { caseItem } from './land-cases.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { muOf, targetLens, targetReply, type TargetLens } from './target-lens.ts';

export const progressQuery = {
  county: countyParameter,
  policy: policyParameter.optional().openapi({ description: '目标所属政策；缺省为任一' }),
  target: z.string().min(1).max(64).openapi({ example: 'SC-T03', description: '目标编号' }),
  asOf: dayField.optional(),
  year: yearParameter.optional(),
};
export interface ProgressRequest {
  readonly county: string;
  readonly policy?: string | undefined;
  readonly target: string;
  readonly asOf?: string | undefined;
  readonly year?: number | undefined;
}

export interface OneTarget {
  readonly lens: TargetLens;
  readonly of: CountyTarget;
  readonly page: ProgressPage;
}

/** The target that is asked for with its page, or a 404. Somebody else's own target is not there. */
export function oneTarget(c: Context<Env>, deps: Deps, asked: ProgressRequest): Result<OneTarget, ProblemResponse<404>> {
  const lens = targetLens(c, deps, asked);
  if (!lens.ok) return lens;
  const { scope, day, targets } = lens.value;
  const of = targets.find(({ target, policy }) => target.id === asked.target && (asked.policy === undefined || policy === asked.policy));
  const page = of && progressPage(scope, of, day, c.get('actor'), policyOf(deps, of.policy), asked.year ?? null);
  if (!of || !page) return fail(problem(c, 404, `没有用地目标 ${asked.target}`));
  return ok({ lens: lens.value, of, page });
}

export const policyOf = (deps: Deps, id: string) => deps.policies.find((policy) => policy.id === id) ?? null;

export function pageReply({ lens, page }: OneTarget) {
  const { standing, burnUp, breakdowns, months, sparklines, coverage, visible } = page;
  const breakdown = (dimension: (typeof pageDimensions)[number]) =>
    breakdowns[dimension].map(({ key, name, verified, declared, entries }) => ({
      key,
      name,
      verifiedMu: toMu(verified),
      declaredMu: toMu(declared),
      entries,
    }));
  return {
    county: { code: lens.scope.code, name: lens.scope.name, demo: lens.scope.demo },
    asOf: lens.day as string,
    target: targetReply(standing),
    burnUp: burnUp.map(({ day, verified, declared }) => ({ day: day as string, verifiedMu: muOf(verified), declaredMu: muOf(declared) })),
    history: standing.progress.increments.map(muOf),
    breakdowns: {
      measure: breakdown('measure'),
      month: breakdown('month'),
      class: breakdown('class'),
      industry: breakdown('industry'),
      park: breakdown('park'),
    },
    months,
    sparklines: [...sparklines].map(([code, values]) => ({ code, values: values.map(muOf) })),
    pipeline: {
      items: standing.pipeline.items.map(caseItem),
      declared: {
        areaMu: muOf(standing.pipeline.declared.area),
        entries: standing.pipeline.declared.entries,
        permille: standing.pipeline.declared.permille,
      },
      after: standing.pipeline.after.map(({ id }) => id),
      entered: standing.pipeline.entered.map(({ id }) => id),
    },
    coverage,
    visible,
  };
}
export type PageReply = ReturnType<typeof pageReply>;

const entriesQuery = z.strictObject({
  ...progressQuery,
  stage: z.enum(['verified', 'declared', 'all']).optional(),
  by: z.enum(dimensions).optional(),
  key: z.string().max(120).optional().openapi({ description: '该维度的值；缺省而给出 by 时为“未知”' }),
  ids: z
    .string()
    .regex(/^\d{1,12}(,\d{1,12}){0,1999}$/)
    .transform((text) => text.split(',').map(Number))
    .optional()
    .openapi({ type: 'string', description: '只要这些编号的条目' }),
  limit: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .optional()
    .openapi({ type: 'integer' }),
});
export type EntriesRequest = Pick<z.output<typeof entriesQuery>, 'by' | 'ids' | 'key' | 'stage' | 'year'>;

/** The counted lines behind a figure, as far as the asker sees them, and how many he does not. */
export function linesBehind(c: Context<Env>, deps: Deps, one: OneTarget, asked: EntriesRequest) {
  const { by, key, stage = 'all', year, ids } = asked;
  const wantedIds = ids && new Set(ids);
  const keys = freedKeys(one.lens.scope, policyOf(deps, one.of.policy), year ?? null);
  const keyOf = by === undefined ? null : keys.keyOf(by);
  const wanted = one.page.standing.progress.counted.filter(
    (line) =>
      (stage === 'all' || line.stage === stage) &&
      (!wantedIds || wantedIds.has(line.line.entry.id)) &&
      (keyOf === null || keyOf(line.line) === (key ?? null)),
  );
  const seen = wanted.filter(({ line }) => sees(c.get('actor'), line.township));
  return {
    seen,
    hidden: wanted.length - seen.length,
    townshipName: (code: string | null) => (code === null ? null : keys.nameOf('township', code)),
  };
}

const sumOf = (lines: readonly CountedLine[]): number => toMu(microMu(lines.reduce((sum, { area }) => sum + area, 0)));

export function rowReply({ line: { entry, ...line }, area, stage }: CountedLine, townshipName: (code: string | null) => string | null) {
  return {
    id: entry.id,
    county: entry.county as string,
    parcel: line.parcel,
    township: line.township as string | null,
    townshipName: townshipName(line.township),
    measure: entry.measure,
    stage,
    countsMu: toMu(area),
    grossMu: toMu(line.gross),
    effectiveMu: line.effective === null ? null : toMu(line.effective),
    date: entry.date as string,
    verifiedAt: stage === 'verified' ? (entry.verifiedAt as string | null) : null,
    basis: entry.basis,
    actor: entry.actor,
  };
}

export type EntryRow = ReturnType<typeof rowReply>;

function entriesReply(lines: readonly CountedLine[], hidden: number, limit: number, townshipName: (code: string | null) => string | null) {
  return {
    total: lines.length,
    totalMu: sumOf(lines),
    hidden,
    rows: lines.slice(0, limit).map((line) => rowReply(line, townshipName)),
  };
}

function contiguityReply(found: ReturnType<typeof freedContiguity>, leastMu: number, metres: number) {
  return {
    leastMu,
    toleranceMetres: metres,
    largeMu: toMu(found.large),
    knownMu: toMu(found.known),
    unknownMu: toMu(found.unknown),
    groups: found.groups.slice(0, 200).map(({ area, entries, parcels }) => ({ areaMu: toMu(area), entries, parcels })),
    groupCount: found.groups.length,
  };
}

const routes = {
  page: createRoute({
    method: 'get',
    path: '/api/progress',
    summary: '一个用地目标的全部进度数据',
    request: { query: z.strictObject(progressQuery) },
    responses: {
      ...answers(
        '进度',
        shaped<PageReply>('ProgressPage', '目标与四面、累计曲线、乡镇、分项、在办；所有合计均可由 /api/progress/entries 逐条还原'),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  }),
  entries: createRoute({
    method: 'get',
    path: '/api/progress/entries',
    summary: '一个数字背后的台账条目，countsMu 之和即该数字',
    request: { query: entriesQuery },
    responses: {
      ...answers(
        '条目',
        shaped<ReturnType<typeof entriesReply>>('ProgressEntries', 'total 与 totalMu 为全部条目，rows 至多 limit 条（缺省 2000）'),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  }),
  contiguity: createRoute({
    method: 'get',
    path: '/api/progress/contiguity',
    summary: '已核实土地的连片程度',
    request: {
      query: z.strictObject({
        ...progressQuery,
        leastMu: z
          .string()
          .regex(/^\d{1,5}(\.\d{1,3})?$/)
          .optional()
          .openapi({ type: 'number', description: '连片的最小面积，缺省 50 亩' }),
        tolerance: z
          .string()
          .regex(/^\d{1,3}(\.\d)?$/)
          .transform(Number)
          .refine((metres) => metres <= 100, '至多 100 米')
          .optional()
          .openapi({
            type: 'number',
            description: `边界相距多少米以内算相连，缺省 ${besideMetres}`,
          }),
      }),
    },
    responses: {
      ...answers(
        '连片',
        shaped<ReturnType<typeof contiguityReply>>('Contiguity', 'largeMu / knownMu 为连片占比；unknownMu 没有图形，不参与计算'),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  }),
};

export function progressRoutes(deps: Deps) {
  return createRouter()
    .openapi(routes.page, (c) => {
      const one = oneTarget(c, deps, c.req.valid('query'));
      if (!one.ok) return one.error;
      return unlessChanged(c, one.value.lens.tag) ?? reply(c, pageReply(one.value));
    })
    .openapi(routes.entries, (c) => {
      const asked = c.req.valid('query');
      const one = oneTarget(c, deps, asked);
      if (!one.ok) return one.error;
      const known = unlessChanged(c, one.value.lens.tag);
      if (known) return known;
      const { seen, hidden, townshipName } = linesBehind(c, deps, one.value, asked);
      return reply(c, entriesReply(seen, hidden, asked.limit ?? 2000, townshipName));
    })
    .openapi(routes.contiguity, (c) => {
      const { leastMu = '50', tolerance = besideMetres, ...asked } = c.req.valid('query');
      const one = oneTarget(c, deps, asked);
      if (!one.ok) return one.error;
      const known = unlessChanged(c, one.value.lens.tag);
      if (known) return known;
      const { lens, page } = one.value;
      const least = parseLand(leastMu, '亩')!.value;
      return reply(
        c,
        contiguityReply(freedContiguity(lens.scope, page.standing.progress.counted, least, tolerance), toMu(least), tolerance),
      );
    });
}
