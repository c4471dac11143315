// The import by steps: POST /api/uploads, what it was found to be, what it would do, commit, cancel, undo.
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { parseCountyCode, type CountyCode } from '#domain/land/codes.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { UploadReply } from '#domain/upload.ts';
import { parseMappingName } from '#domain/upload-options.ts';
import { createRouter, type Deps, type Env, type UploadDesk, type UploadRefusal } from './env.ts';
import { problem, type ProblemResponse } from './problem.ts';
import { reply } from './reply.ts';
import { formOf } from './upload-form.ts';
import { cancel, change, commit, create, discard, imports, list, one, rows, undo } from './upload-descriptions.ts';

/** How long a request waits for a file to be read before it answers with what is known so far. */
const patience = 20_000;

type Refused = ProblemResponse<400> | ProblemResponse<403> | ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422>;

function refused(
  c: Context,
  { status, message, dependents }: UploadRefusal,
): ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422> {
  const more = dependents ? { issues: dependents.map((one) => ({ ...one })) } : {};
  return status === 404 ? problem(c, 404, message, more) : status === 409 ? problem(c, 409, message, more) : problem(c, 422, message, more);
}

/** The desk, when whoever asks may use it: an import touches the whole county. */
export function deskOf(c: Context<Env>, deps: Deps): Result<UploadDesk, ProblemResponse<403> | ProblemResponse<404>> {
  if (!deps.uploadDesk) return fail(problem(c, 404, '这里不能导入文件'));
  const actor = c.get('actor');
  if (!mayWrite(actor) || actor.townships !== 'all') return fail(problem(c, 403, '当前角色不能导入：导入涉及全县数据'));
  return ok(deps.uploadDesk);
}

export function uploadRoutes(deps: Deps) {
  const milliseconds = (wait: number | undefined): number => (wait === undefined ? patience : wait * 1000);
  const knownMapping = (text: string) => {
    const { name, version } = parseMappingName(text);
    return deps.store.mapping(name, version);
  };
  const countyOf = (c: Context, text: string): Result<CountyCode, ProblemResponse<400>> => {
    const county = parseCountyCode(text);
    return county
      ? ok(county)
      : fail(problem(c, 400, '查询参数: county: 应为六位县级代码', { issues: [{ parameter: 'county', message: '应为六位县级代码' }] }));
  };
  const told = async (c: Context, desk: UploadDesk, id: string, wait: number): Promise<Refused | ReturnType<typeof reply<UploadReply>>> => {
    const upload = await desk.get(id, wait);
    return upload ? reply(c, upload) : problem(c, 404, `没有上传 ${id}`);
  };
  return createRouter()
    .openapi(create, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const form = await formOf(c, desk.value);
      if (!form.ok) return form.error;
      const { files, county, countyName, subject, options } = form.value;
      if (options.mapping !== null && !(await knownMapping(options.mapping))) {
        for (const { received } of files) await received.drop();
        return problem(c, 422, `没有列对应“${options.mapping}”`);
      }
      const uploads: UploadReply[] = [];
      for (const { name, received } of files) {
        const made = await desk.value.create({ county, countyName, file: name, received, subject, options, actor: c.get('actor').name });
        uploads.push((await desk.value.get(made.id, milliseconds(c.req.valid('query').wait))) ?? made);
      }
      c.header('Location', `/api/uploads/${uploads[0]!.id}`);
      return c.body(JSON.stringify({ ...uploads[0]!, uploads }), 201, { 'Content-Type': 'application/json; charset=utf-8' });
    })
    .openapi(list, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const county = countyOf(c, c.req.valid('query').county);
      return county.ok ? reply(c, await desk.value.list(county.value)) : county.error;
    })
    .openapi(one, async (c) => {
      const desk = deskOf(c, deps);
      return desk.ok ? told(c, desk.value, c.req.valid('param').id, (c.req.valid('query').wait ?? 0) * 1000) : desk.error;
    })
    .openapi(change, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const { subject, ...said } = c.req.valid('json');
      if (said.mapping && !(await knownMapping(said.mapping))) return problem(c, 422, `没有列对应“${said.mapping}”`);
      const { id } = c.req.valid('param');
      // What is not said stays as it was.
      const options: Partial<UploadReply['options']> = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      const changed = await desk.value.change(id, subject, options);
      return changed.ok ? told(c, desk.value, id, milliseconds(c.req.valid('query').wait)) : refused(c, changed.error);
    })
    .openapi(rows, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const { outcome, offset, limit } = c.req.valid('query');
      const found = await desk.value.rows(c.req.valid('param').id, outcome, offset, limit);
      return found ? reply(c, { ...found, rows: [...found.rows] }) : problem(c, 404, `没有上传 ${c.req.valid('param').id}`);
    })
    .openapi(commit, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const done = await desk.value.commit(c.req.valid('param').id, c.get('actor').name);
      return done.ok ? reply(c, done.value) : refused(c, done.error);
    })
    .openapi(cancel, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const done = await desk.value.cancel(c.req.valid('param').id);
      return done.ok ? reply(c, done.value) : refused(c, done.error);
    })
    .openapi(undo, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const done = await desk.value.undo(c.req.valid('param').id, c.get('actor').name);
      return done.ok ? reply(c, done.value) : refused(c, done.error);
    })
    .openapi(discard, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const done = await desk.value.discard(c.req.valid('param').id);
      return done.ok ? c.body(null, 204) : refused(c, done.error);
    })
    .openapi(imports, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const county = countyOf(c, c.req.valid('query').county);
      return county.ok ? reply(c, await desk.value.history(county.value)) : county.error;
    });
}
