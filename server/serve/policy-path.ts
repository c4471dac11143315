// A policy named in an address, and what is wrong with overrides of one.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { OverrideFault } from '#domain/policy/overrides.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Deps } from './env.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const policyPath = z.object({ id: z.string().min(1).max(64).openapi({ example: 'suichang-2022' }) });

function faultsOf(faults: readonly OverrideFault[]) {
  const issues = faults.map(({ path, message }) => ({ parameter: path === '' ? 'overrides' : `overrides.${path}`, message }));
  return { said: issues.map(({ parameter, message }) => `${parameter}: ${message}`).join('; '), issues };
}

/** 400 for overrides in an address that do not fit the policy. */
export function badOverrides(c: Context, faults: readonly OverrideFault[]): ProblemResponse<400> {
  const { said, issues } = faultsOf(faults);
  return problem(c, 400, said, { issues });
}

/** 422 for overrides in a body: it can be read, but the policy has no such place or the place no such value. */
export function unfitOverrides(c: Context, faults: readonly OverrideFault[]): ProblemResponse<422> {
  const { said, issues } = faultsOf(faults);
  return problem(c, 422, said, { issues });
}

/** A policy by id, or a 404; one that can no longer be judged by says so, with what is wrong in its text. */
export function policyById(c: Context, deps: Pick<Deps, 'policies' | 'policyDesk'>, id: string): Result<Policy, ProblemResponse<404>> {
  const policy = deps.policies.find((candidate) => candidate.id === id);
  if (policy) return ok(policy);
  const failing = deps.policyDesk?.failing.find((candidate) => candidate.id === id);
  if (!failing) return fail(problem(c, 404, `没有政策 ${id}`));
  const issues = failing.issues.map(({ line, column, path, message }) => ({ line, column, path, message }));
  const said = `政策 ${id} 的版本 ${failing.version} 未通过现行检查，不再据以判定，原有判定保留：${issues[0]?.message ?? ''}`;
  return fail(problem(c, 404, said, { issues }));
}
