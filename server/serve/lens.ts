// County, year and policy of a request, resolved to one snapshot and its columns; everything a request reads comes from these.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '#domain/access/actor.ts';
import type { YearColumns } from '#domain/columns.ts';
import { type IsoDate, parseIsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { columnsOn, snapshotOn } from '../atlas/on-day.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import type { Deps, Env } from './env.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const countyParameter = z
  .string()
  .regex(/^[1-9]\d{5}$/, '应为六位县级行政区代码')
  .openapi({ example: '331123', description: '县级行政区划代码' });
export const yearParameter = z
  .string()
  .regex(/^\d{4}$/, '应为四位数字的年份')
  .transform(Number)
  .refine((year) => year >= 1990 && year <= 2100, 'a year from 1990 to 2100')
  .openapi({ type: 'integer', example: 2021, description: '年度；缺省为最近年度' });
export const policyParameter = z.string().min(1).max(64).openapi({ example: 'suichang-2022', description: '政策标识；缺省为本县政策' });

/** Query of whatever looks at a county in a year under a policy. */
export const lensQuery = { county: countyParameter, year: yearParameter.optional(), policy: policyParameter.optional() };

export interface Lens {
  readonly snapshot: Snapshot;
  readonly year: number;
  readonly policy: Policy | null;
  readonly columns: YearColumns;
  /** Day whose ledger is shown, where it is not the snapshot's own. */
  readonly ledgerDay?: IsoDate;
}

export interface LensRequest {
  readonly county: string;
  readonly year?: number | undefined;
  readonly policy?: string | undefined;
}

/** The policies of a county: those of its own, newest period first. */
export function policiesOf(policies: readonly Policy[], county: string): Policy[] {
  return policies.filter((policy) => policy.county === county).sort((left, right) => (left.periodStart < right.periodStart ? 1 : -1));
}

/** Policies toward whose targets land of the county can count: its own, then those of the prefecture that it lies in. */
export function policiesCounting(policies: readonly Policy[], county: string): Policy[] {
  const prefecture = `${county.slice(0, 4)}00`;
  return county === prefecture ? policiesOf(policies, county) : [...policiesOf(policies, county), ...policiesOf(policies, prefecture)];
}

/** Year that is looked at when none is asked for: the latest of the accounts. */
export function latestYear({ sheet }: Snapshot): number {
  return sheet.years.at(-1) ?? Number(sheet.asOf.slice(0, 4)) - 1;
}

/** What a request names that is not there. */
export interface Missing {
  readonly what: 'county' | 'policy';
  readonly id: string;
}

/** County, year and policy resolved; left out: the latest year, the county's own policy (null when it has none). */
export function resolveLens(
  { atlas, policies }: Pick<Deps, 'atlas' | 'policies'>,
  actor: Actor,
  asked: LensRequest,
): Result<Lens, Missing> {
  const snapshot = atlas.snapshot(asked.county, actor);
  if (!snapshot) return fail({ what: 'county', id: asked.county });
  const policy =
    asked.policy === undefined ? policiesOf(policies, asked.county)[0] : policies.find((candidate) => candidate.id === asked.policy);
  if (asked.policy !== undefined && !policy) return fail({ what: 'policy', id: asked.policy });
  const year = asked.year ?? latestYear(snapshot);
  return ok({ snapshot, year, policy: policy ?? null, columns: snapshot.columns(year, policy ?? null) });
}

function notFound(c: Context, { what, id }: Missing): ProblemResponse<404> {
  return problem(c, 404, what === 'county' ? `没有县 ${id} 的数据` : `没有政策 ${id}`);
}

/** The snapshot of a county for whoever asks, or a 404. */
export function snapshotOf(c: Context<Env>, deps: Deps, county: string): Result<Snapshot, ProblemResponse<404>> {
  const snapshot = deps.atlas.snapshot(county, c.get('actor'));
  return snapshot ? ok(snapshot) : fail(notFound(c, { what: 'county', id: county }));
}

/** What a request looks at, or a 404. */
export function lensOf(c: Context<Env>, deps: Deps, asked: LensRequest): Result<Lens, ProblemResponse<404>> {
  const lens = resolveLens(deps, c.get('actor'), asked);
  return lens.ok ? lens : fail(notFound(c, lens.error));
}

/** The lens with the ledger of the view's as-of day: what is counted on screen is what is exported. */
export function lensOnDay(lens: Lens, asOf: string | undefined): Lens {
  const day = asOf === undefined ? null : parseIsoDate(asOf);
  if (day === null || day === lens.snapshot.sheet.asOf) return lens;
  const snapshot = snapshotOn(lens.snapshot, day);
  return { ...lens, snapshot, columns: columnsOn(snapshot, lens.columns), ledgerDay: day };
}
