// County, year and policy of a request, resolved to one snapshot and its columns; everything a request reads comes from these.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { YearColumns } from '#domain/columns.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import type { Deps, Env } from './env.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const countyParameter = z
  .string()
  .regex(/^[1-9]\d{5}$/, 'a county code of six digits')
  .openapi({ example: '331123', description: '县级行政区划代码' });
export const yearParameter = z
  .string()
  .regex(/^\d{4}$/, 'a year of four digits')
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

/** The snapshot of a county for whoever asks, or a 404. */
export function snapshotOf(c: Context<Env>, deps: Deps, county: string): Result<Snapshot, ProblemResponse<404>> {
  const snapshot = deps.atlas.snapshot(county, c.get('actor'));
  return snapshot ? ok(snapshot) : fail(problem(c, 404, `没有县 ${county} 的数据`));
}

/** The policy with this id, or the county's own when none is asked for; null when the county has none; a 404 for an unknown id. */
export function policyOf(c: Context<Env>, deps: Deps, county: string, id: string | undefined): Result<Policy | null, ProblemResponse<404>> {
  if (id === undefined) return ok(policiesOf(deps.policies, county)[0] ?? null);
  const policy = deps.policies.find((candidate) => candidate.id === id);
  return policy ? ok(policy) : fail(problem(c, 404, `没有政策 ${id}`));
}

/** Year that is looked at when none is asked for: the latest of the accounts. */
export function latestYear(deps: Deps, snapshot: Snapshot): number {
  return snapshot.sheet.years.at(-1) ?? Number(deps.clock.today().slice(0, 4)) - 1;
}

/** What a request looks at, or the problem with it. */
export function lensOf(c: Context<Env>, deps: Deps, asked: LensRequest): Result<Lens, ProblemResponse<404>> {
  const snapshot = snapshotOf(c, deps, asked.county);
  if (!snapshot.ok) return snapshot;
  const policy = policyOf(c, deps, asked.county, asked.policy);
  if (!policy.ok) return policy;
  const year = asked.year ?? latestYear(deps, snapshot.value);
  return ok({ snapshot: snapshot.value, year, policy: policy.value, columns: snapshot.value.columns(year, policy.value) });
}
