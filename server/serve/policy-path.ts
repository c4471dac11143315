// A policy named in an address, and what is wrong with overrides of one.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { OverrideFault } from '#domain/policy/overrides.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Deps } from './env.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const policyPath = z.object({ id: z.string().min(1).max(64).openapi({ example: 'suichang-2022' }) });

/** 400 for overrides that do not fit the policy. */
export function badOverrides(c: Context, faults: readonly OverrideFault[]): ProblemResponse<400> {
  const issues = faults.map(({ path, message }) => ({ parameter: path === '' ? 'overrides' : `overrides.${path}`, message }));
  return problem(c, 400, issues.map(({ parameter, message }) => `${parameter}: ${message}`).join('; '), { issues });
}

/** A policy by id, or a 404. */
export function policyById(c: Context, deps: Pick<Deps, 'policies'>, id: string): Result<Policy, ProblemResponse<404>> {
  const policy = deps.policies.find((candidate) => candidate.id === id);
  return policy ? ok(policy) : fail(problem(c, 404, `没有政策 ${id}`));
}
