// The routes of the import by steps, described: addresses, what they take, what they answer.
import { createRoute, z } from '@hono/zod-openapi';
import { subjects } from '#domain/subject.ts';
import { rowOutcomes, type ImportListing, type OutcomeRow, type UploadReply } from '#domain/upload.ts';
import { parseKeyForm } from '#domain/key-form.ts';
import type { ColumnMapping } from '#domain/upload-options.ts';
import { problems } from './problem.ts';
import { answers, shaped } from './reply.ts';

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

/** The fields of the form: what the command line says, in the same words. Plain text, because the form is read as it comes in, not before. */
const described = (description: string) => ({ type: 'string' as const, description });
const flag = (description: string) => ({ type: 'string' as const, enum: ['true', 'false'], description });
const formSchema = {
  type: 'object' as const,
  required: ['file', 'county'],
  properties: {
    file: { type: 'string' as const, format: 'binary', description: '可重复，一次传几份' },
    county: { type: 'string' as const, example: '331123' },
    countyName: described('县名，记录和参考表里都没有时'),
    subject: { type: 'string' as const, enum: [...subjects], description: '不给则由内容判断' },
    crs: described('EPSG:4549、PROJ、WKT、CM 120°47′、GCJ-02；+towgs84=… 补充旧基准的参数'),
    encoding: described('utf-8、gb18030、big5……'),
    mapping: described('已存的列对应的名称，或 名称@版本'),
    layer: described('只读这一个图层或工作表'),
    repair: flag('true：有修复建议的图形按修复后的入库，来件图形另存'),
    foreign: flag('true：外国的地籍，代码按原样保留'),
    keys: described('外国地籍代码的写法：as-is、plain 或 padN'),
  },
};
const keysField = z
  .string()
  .refine((said) => parseKeyForm(said) !== null, 'as-is, plain or padN')
  .transform((said) => parseKeyForm(said)!)
  .openapi({ type: 'string' });

export const uploadPath = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/, '应为导入的编号') });
const uploadSchema = shaped<UploadReply>(
  'Upload',
  '上传：status（reading 读取中、ready 待确认、refused 不能导入、repeated 此前已导入、committing 入库中、committed 已入库、undone 已撤销）、detected（格式、编码、坐标系、各列）、effect（新增、更新、无变化、剔除及行号，前后合计，守恒）、issues',
);
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };
const answer = (description: string) => answers(description, uploadSchema);
const waiting = z.object({
  wait: z.coerce.number().int().min(0).max(60).optional().openapi({ description: '最多等几秒，等读取或入库完成' }),
});

export const create = createRoute({
  method: 'post',
  path: '/api/uploads',
  summary: '上传一份或几份文件：识别、试算，不入库',
  request: {
    query: waiting,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: formSchema,
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
    415: { description: '不是 multipart/form-data 表单' },
    ...refusals,
  },
});
export const list = createRoute({
  method: 'get',
  path: '/api/uploads',
  summary: '还没有入库的上传',
  request: { query: z.object({ county: z.string() }) },
  responses: { ...answers('上传，新的在前', z.array(uploadSchema)), ...refusals },
});
export const one = createRoute({
  method: 'get',
  path: '/api/uploads/{id}',
  summary: '一份上传：识别结果、试算、问题',
  request: { params: uploadPath, query: waiting },
  responses: { ...answer('上传'), ...refusals },
});
export const change = createRoute({
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
            layer: z.string().max(200).nullish(),
            repair: z.boolean().optional(),
            foreign: z.boolean().optional(),
            keys: keysField.nullish(),
            columns: columnsField.optional(),
          }),
        },
      },
    },
  },
  responses: { ...answer('重新读取后的上传'), ...refusals },
});
export const rows = createRoute({
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
export const commit = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/commit',
  summary: '入库：一个事务，结果与试算一致，否则不入库（409）',
  request: { params: uploadPath },
  responses: { ...answer('已入库'), ...refusals },
});
export const cancel = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/cancel',
  summary: '取消正在进行的读取或入库；入库取消后没有任何改动',
  request: { params: uploadPath },
  responses: { ...answer('已取消'), ...refusals },
});
export const undo = createRoute({
  method: 'post',
  path: '/api/uploads/{id}/undo',
  summary: '整体撤销一次导入；之后有以它为据的记录时 409，issues 写明是哪些',
  request: { params: uploadPath },
  responses: { ...answer('已撤销'), ...refusals },
});
export const discard = createRoute({
  method: 'delete',
  path: '/api/uploads/{id}',
  summary: '丢弃没有入库的上传',
  request: { params: uploadPath },
  responses: { 204: { description: '已丢弃' }, ...refusals },
});
export const imports = createRoute({
  method: 'get',
  path: '/api/imports',
  summary: '导入历史：何时、何人、文件指纹、各数',
  request: { query: z.object({ county: z.string() }) },
  responses: { ...answers('新的在前', z.array(shaped<ImportListing>('Import', '一次导入'))), ...refusals },
});
