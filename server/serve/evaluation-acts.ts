// What people state for the evaluation: POST /api/evaluation/marks and /forced. Rows are only added; a later one takes an earlier one back.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { normaliseUscc } from '#domain/firms/uscc.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { ForcedGrade, Mark } from '#domain/scoring/marks.ts';
import { forcedFaults, markFaults, type StatementFault } from '#domain/scoring/statements.ts';
import { townshipVisible } from '../atlas/evaluation-rows.ts';
import { firmVisible } from '../atlas/firm-dossier.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { evaluationLens } from './evaluation-lens.ts';
import { countyParameter } from './lens.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { shaped } from './reply.ts';

const common = {
  county: countyParameter,
  year: z.number().int().min(1990).max(2100),
  subject: z.string().trim().min(1).max(60).openapi({ description: '统一社会信用代码；区块的认定用区块代码' }),
  basis: z.string().trim().min(1).max(2000).openapi({ description: '依据（文号、会议纪要、通报等）' }),
};
const markBody = z
  .strictObject({
    ...common,
    item: z.string().min(1).max(80).openapi({ description: '参数中的项目标识，见 /api/evaluation/parameters 的 markItems' }),
    holds: z.boolean().default(true).openapi({ description: 'false 为撤销此前的认定' }),
  })
  .openapi('EvaluationMark');
const forcedBody = z
  .strictObject({ ...common, grade: z.string().min(1).max(20).nullable().openapi({ description: '直接定级；null 为解除' }) })
  .openapi('ForcedGrade');

const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };
const created = <S extends z.ZodType>(schema: S) => ({ 201: { description: '已记录', content: { 'application/json': { schema } } } });

const markRoute = createRoute({
  method: 'post',
  path: '/api/evaluation/marks',
  summary: '认定加分、扣分、否决、暂不评事项（只增不改）',
  request: { body: jsonBody(markBody) },
  responses: { ...created(shaped<Mark>('RecordedMark', '已记录的认定')), ...refusals },
});
const forcedRoute = createRoute({
  method: 'post',
  path: '/api/evaluation/forced',
  summary: '直接定级或解除（只增不改）',
  request: { body: jsonBody(forcedBody) },
  responses: { ...created(shaped<ForcedGrade>('RecordedForcedGrade', '已记录的直接定级')), ...refusals },
});

/** What a code names in the asker's scope: a firm (its code normalised), a block, or nothing. */
function subjectIn(snapshot: Snapshot, code: string): { readonly code: string; readonly kind: 'firm' | 'block' | null } {
  const block = snapshot.sheet.record.block(code);
  if (block && townshipVisible(snapshot, block.township)) return { code, kind: 'block' };
  const uscc = normaliseUscc(code);
  return { code: uscc, kind: firmVisible(snapshot, uscc) ? 'firm' : null };
}

function refused(c: Context, faults: readonly StatementFault[]): ProblemResponse<422> {
  const issues = faults.map(({ field, message }) => ({ parameter: field, message }));
  return problem(c, 422, faults.map((fault) => fault.message).join('；'), { issues });
}

function madeReply<T>(c: Context, body: T) {
  return c.body(JSON.stringify(body), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
}

type Refusal = ProblemResponse<404> | ProblemResponse<422>;

/** The county, year and subject of a statement, or why there is none to state about. */
function aboutWhat(c: Context<Env>, deps: Deps, said: { readonly county: string; readonly year: number; readonly subject: string }) {
  const lens = evaluationLens(c, deps, said);
  if (!lens.ok) return lens;
  // A year that has not begun cannot have been evaluated.
  if (said.year > Number(deps.clock.today().slice(0, 4))) return fail(refused(c, [{ field: 'year', message: `${said.year} 年还没有到` }]));
  return ok({ ...lens.value, ...subjectIn(lens.value.snapshot, said.subject), county: lens.value.snapshot.sheet.data.county.code });
}

async function addMark(c: Context<Env>, deps: Deps, said: z.output<typeof markBody>): Promise<Result<Mark, Refusal>> {
  const about = aboutWhat(c, deps, said);
  if (!about.ok) return about;
  const { county, code, kind, set } = about.value;
  const mark: Mark = {
    subject: code,
    year: said.year,
    item: said.item,
    holds: said.holds,
    actor: c.get('actor').name,
    basis: said.basis,
    recordedAt: deps.clock.now(),
  };
  return deps.store.change(county, async (record): Promise<Result<Mark, Refusal>> => {
    const faults = markFaults(mark, kind, set, await record.marks(county));
    if (faults.length > 0) return fail(refused(c, faults));
    await record.appendMark(mark);
    return ok(mark);
  });
}

async function addForced(c: Context<Env>, deps: Deps, said: z.output<typeof forcedBody>): Promise<Result<ForcedGrade, Refusal>> {
  const about = aboutWhat(c, deps, said);
  if (!about.ok) return about;
  const { county, code, kind, set } = about.value;
  const forced: ForcedGrade = {
    subject: code,
    year: said.year,
    grade: said.grade,
    actor: c.get('actor').name,
    basis: said.basis,
    recordedAt: deps.clock.now(),
  };
  return deps.store.change(county, async (record): Promise<Result<ForcedGrade, Refusal>> => {
    const faults = forcedFaults(forced, kind, set, await record.forcedGrades(county));
    if (faults.length > 0) return fail(refused(c, faults));
    await record.appendForcedGrade(forced);
    return ok(forced);
  });
}

export function evaluationActRoutes(deps: Deps) {
  const versionOf = async (county: string): Promise<number> => {
    const found = deps.atlas.counties().find((one) => one.code === county);
    return (found && (await deps.store.version(found.code))) ?? 0;
  };
  const takeOver = async (county: string, added: Parameters<Deps['atlas']['amend']>[2]): Promise<void> => {
    const found = deps.atlas.counties().find((one) => one.code === county);
    if (found) await deps.atlas.amend(found.code, await versionOf(county), added);
  };
  return createRouter()
    .openapi(markRoute, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能作认定');
      const said = c.req.valid('json');
      const mark = await addMark(c, deps, said);
      if (!mark.ok) return mark.error;
      await takeOver(said.county, { marks: [mark.value] });
      return madeReply(c, mark.value);
    })
    .openapi(forcedRoute, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能直接定级');
      const said = c.req.valid('json');
      const forced = await addForced(c, deps, said);
      if (!forced.ok) return forced.error;
      await takeOver(said.county, { forcedGrades: [forced.value] });
      return madeReply(c, forced.value);
    });
}
