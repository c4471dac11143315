// Writing what people state about targets: one change, checked inside it, taken over into the atlas.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CountyCode } from '#domain/land/codes.ts';
import type { Said, TargetStatement } from '#domain/ledger/target-statement.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Deps, Env } from './env.ts';
import { policiesCounting } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const basisField = z.string().trim().min(1).max(2000).openapi({ description: '依据（文号、会议纪要等）' });
export const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
export const created = <S extends z.ZodType>(schema: S) => ({
  201: { description: '已记录', content: { 'application/json': { schema } } },
});

export function made<T>(c: Context, body: T) {
  return c.body(JSON.stringify(body), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
}

export interface Fault {
  readonly field: string;
  readonly message: string;
}

export function refusedFaults(c: Context, faults: readonly Fault[]): ProblemResponse<422> {
  const issues = faults.map(({ field, message }) => ({ parameter: field, message }));
  return problem(c, 422, faults.map((fault) => fault.message).join('；'), { issues });
}

/** The policy, when land of the county can count toward it: its own, or that of the prefecture it lies in. */
export function policyCounting(c: Context, deps: Deps, county: string, id: string): Result<Policy, ProblemResponse<404 | 422>> {
  const policy = deps.policies.find((candidate) => candidate.id === id);
  if (!policy) return fail(problem(c, 404, `没有政策 ${id}`));
  if (policiesCounting(deps.policies, county).includes(policy)) return ok(policy);
  return fail(refusedFaults(c, [{ field: 'policy', message: `${policy.title} 不适用于 ${county}` }]));
}

export interface StatedRow {
  readonly said: Said;
  readonly date: IsoDate;
  readonly basis: string;
}

/** Adds rows, all or none, when `check` finds nothing against them among the rows so far. */
export async function stateAll(
  c: Context<Env>,
  deps: Deps,
  county: CountyCode,
  rows: readonly StatedRow[],
  check: (before: readonly TargetStatement[]) => readonly Fault[],
): Promise<Result<readonly TargetStatement[], ProblemResponse<422>>> {
  const by = { actor: c.get('actor').name, recordedAt: deps.clock.now() };
  const written = await deps.store.change(county, async (record): Promise<Result<readonly TargetStatement[], ProblemResponse<422>>> => {
    const faults = check(await record.targetStatements(county));
    if (faults.length > 0) return fail(refusedFaults(c, faults));
    const added: TargetStatement[] = [];
    for (const row of rows) added.push(await record.appendTargetStatement({ ...row, ...by }));
    return ok(added);
  });
  if (written.ok) await deps.atlas.amend(county, (await deps.store.version(county)) ?? 0, { targetStatements: written.value });
  return written;
}

/** Adds one row. */
export async function stateIn(
  c: Context<Env>,
  deps: Deps,
  county: CountyCode,
  row: StatedRow,
  check: (before: readonly TargetStatement[]) => readonly Fault[],
): Promise<Result<TargetStatement, ProblemResponse<422>>> {
  const written = await stateAll(c, deps, county, [row], check);
  return written.ok ? ok(written.value[0]!) : written;
}
