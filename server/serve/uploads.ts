// The import by steps: POST /api/uploads, what it was found to be, what it would do, commit, cancel, undo.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { parseCountyCode, type CountyCode } from '#domain/land/codes.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { subjects, type Subject } from '#domain/subject.ts';
import { rowOutcomes, type ColumnMapping, type ImportListing, type OutcomeRow, type UploadReply } from '#domain/upload.ts';
import { createRouter, type Deps, type Env, type UploadDesk, type UploadRefusal } from './env.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

/** How long a request waits for a file to be read before it answers with what is known so far. */
const patience = 20_000;

export const columnsField = z
  .record(
    z.string().min(1).max(200),
    z.strictObject({
      field: z.string().max(80).nullable(),
      unit: z.string().max(20).optional(),
      year: z.number().int().min(1990).max(2100).optional(),
    }),
  )
  .transform((said): ColumnMapping => said as ColumnMapping)
  .openapi({ type: 'object', description: '列对应：表头 → {field, unit?, year?}；field 为 null 表示不读这一列' });

export const uploadPath = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/, 'an upload id') });
const uploadSchema = shaped<UploadReply>(
  'Upload',
  '上传：status（reading 读取中、ready 待确认、refused 不能导入、repeated 此前已导入、committing 入库中、committed 已入库、undone 已撤销）、detected（格式、编码、坐标系、各列）、effect（新增、更新、无变化、剔除及行号，前后合计，守恒）、issues',
);
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };
const answer = (description: string) => answers(description, uploadSchema);
const waiting = z.object({
  wait: z.coerce.number().int().min(0).max(60).optional().openapi({ description: '最多等几秒，等读取或入库完成' }),
});

const create = createRoute({
  method: 'post',
  path: '/api/uploads',
  summary: '上传一份或几份文件：识别、试算，不入库',
  request: {
    query: waiting,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z.unknown().openapi({ type: 'string', format: 'binary', description: '可重复，一次传几份' }),
            county: z.string().openapi({ example: '331123' }),
            countyName: z.string().optional(),
            subject: z.enum(subjects).optional().openapi({ description: '不给则由内容判断' }),
            crs: z.string().optional(),
            encoding: z.string().optional(),
            mapping: z.string().optional().openapi({ description: '已存的列对应的名称' }),
          }),
        },
      },
    },
  },
  responses: {
    201: {
      description: '已收下；几份文件时 uploads 里是全部，其余字段属第一份',
      content: {
        'application/json': { schema: shaped<UploadReply & { uploads: UploadReply[] }>('NewUploads', '第一份上传，及全部上传 uploads') },
      },
    },
    413: { description: '文件过大' },
    ...refusals,
  },
});
const list = createRoute({
  method: 'get',
  path: '/api/uploads',
  summary: '还没有入库的上传',
  request: { query: z.object({ county: z.string() }) },
  responses: { ...answers('上传，新的在前', z.array(uploadSchema)), ...refusals },
});
const one = createRoute({
  method: 'get',
  path: '/api/uploads/{id}',
  summary: '一份上传：识别结果、试算、问题',
  request: { params: uploadPath, query: waiting },
  responses: { ...answer('上传'), ...refusals },
});
const change = createRoute({
  method: 'patch',
  path: '/api/uploads/{id}',
  summary: '改类别、坐标系、编码或列对应，重新读取',
  request: {
    params: uploadPath,
    query: waiting,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            subject: z.enum(subjects).nullish(),
            crs: z.string().max(4000).nullish(),
            encoding: z.string().max(40).nullish(),
            mapping: z.string().max(80).nullish(),
            columns: columnsField.optional(),
          }),
        },
      },
    },
  },
  responses: { ...answer('重新读取后的上传'), ...refusals },
});
const rows = createRoute({
  method: 'get',
  path: '/api/uploads/{id}/rows',
  summary: '试算（或入库）的各行：新增、更新、无变化或剔除，带行号',
  request: {
    params: uploadPath,
    query: z.object({
      outcome: z.enum(rowOutcomes),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: {
    ...answers(
      'matched 为总数，told 为可逐行列出的数',
      z.object({ matched: z.number(), told: z.number(), rows: z.array(shaped<OutcomeRow>('OutcomeRow', '一行')) }),
    ),
    ...refusals,
  },
});
const commit = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/commit',
  summary: '入库：一个事务，结果与试算一致，否则不入库（409）',
  request: { params: uploadPath },
  responses: { ...answer('已入库'), ...refusals },
});
const cancel = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/cancel',
  summary: '取消正在进行的读取或入库；入库取消后没有任何改动',
  request: { params: uploadPath },
  responses: { ...answer('已取消'), ...refusals },
});
const undo = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/undo',
  summary: '整体撤销一次导入；之后有以它为据的记录时 409，issues 写明是哪些',
  request: { params: uploadPath },
  responses: { ...answer('已撤销'), ...refusals },
});
const discard = createRoute({
  method: 'delete',
  path: '/api/uploads/{id}',
  summary: '丢弃没有入库的上传',
  request: { params: uploadPath },
  responses: { 204: { description: '已丢弃' }, ...refusals },
});
const imports = createRoute({
  method: 'get',
  path: '/api/imports',
  summary: '导入历史：何时、何人、文件指纹、各数',
  request: { query: z.object({ county: z.string() }) },
  responses: { ...answers('新的在前', z.array(shaped<ImportListing>('Import', '一次导入'))), ...refusals },
});

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

function bad(c: Context, parameter: string, message: string): ProblemResponse<400> {
  return problem(c, 400, `表单: ${parameter}: ${message}`, { issues: [{ parameter, message }] });
}

interface Form {
  readonly files: readonly File[];
  readonly county: CountyCode;
  readonly countyName: string | null;
  readonly subject: Subject | null;
  readonly options: UploadReply['options'];
}

async function formOf(c: Context<Env>): Promise<Result<Form, ProblemResponse<400>>> {
  const form = await c.req.raw.formData().catch(() => null);
  if (!form) return fail(bad(c, 'file', '请求体不是 multipart/form-data 表单'));
  const text = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const files = [...form.values()].filter((value): value is File => typeof value !== 'string');
  if (files.length === 0) return fail(bad(c, 'file', '没有文件'));
  const county = parseCountyCode(text('county') ?? '');
  if (!county) return fail(bad(c, 'county', '应为六位县级代码'));
  const said = text('subject');
  const subject = subjects.find((name) => name === said) ?? null;
  if (said !== null && subject === null) return fail(bad(c, 'subject', `应为 ${subjects.join('、')} 之一`));
  const options = { crs: text('crs'), encoding: text('encoding'), mapping: text('mapping'), columns: {} };
  return ok({ files, county, countyName: text('countyName'), subject, options });
}

export function uploadRoutes(deps: Deps) {
  const milliseconds = (wait: number | undefined): number => (wait === undefined ? patience : wait * 1000);
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
      const form = await formOf(c);
      if (!form.ok) return form.error;
      const { files, county, countyName, subject, options } = form.value;
      if (options.mapping !== null && !(await deps.store.mapping(options.mapping)))
        return problem(c, 422, `没有列对应“${options.mapping}”`);
      const uploads: UploadReply[] = [];
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const name = file.name.replaceAll(/^.*[/\\]/g, '').slice(0, 200) || '未命名';
        const made = await desk.value.create({ county, countyName, file: name, bytes, subject, options, actor: c.get('actor').name });
        uploads.push((await desk.value.get(made.id, milliseconds(c.req.valid('query').wait))) ?? made);
      }
      c.header('Location', `/api/uploads/${uploads[0]!.id}`);
      return c.body(JSON.stringify({ ...uploads[0]!, uploads }), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
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
      const { subject, columns, crs, encoding, mapping } = c.req.valid('json');
      if (mapping && !(await deps.store.mapping(mapping))) return problem(c, 422, `没有列对应“${mapping}”`);
      const { id } = c.req.valid('param');
      const options = {
        ...(crs === undefined ? {} : { crs }),
        ...(encoding === undefined ? {} : { encoding }),
        ...(mapping === undefined ? {} : { mapping }),
        ...(columns === undefined ? {} : { columns }),
      };
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
