// Errors as RFC 9457 problem details: one form for every route.
import { z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';
import { faultWords } from '#domain/policy/fault-words.ts';

// What a request gets wrong is said in Chinese, like everything else that is said to people.
z.config({ localeError: faultWords });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    issues: z.array(z.record(z.string(), z.unknown())).optional(),
    conflicts: z
      .array(z.object({ id: z.number().int(), parcel: z.string().optional(), overlapMu: z.number(), geometry: z.unknown().optional() }))
      .optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: '请求参数有误',
  403: '无权进行此操作',
  404: '没有找到',
  405: '不支持的方法',
  409: '与已有记录冲突',
  413: '内容过大',
  415: '不支持的内容类型',
  422: '不符合规则',
  500: '服务器内部错误',
  503: '现在不能处理',
} as const;
export type ProblemStatus = keyof typeof titles;

export type ProblemResponse<S extends ProblemStatus> = Response & TypedResponse<JSONParsed<Problem>, S, 'json'>;

/** A reply that says what went wrong. `detail` is for people; `more` carries issues or conflicts. */
export function problem<S extends ProblemStatus>(
  c: Context,
  status: S,
  detail: string,
  more: Pick<Problem, 'issues' | 'conflicts'> = {},
): ProblemResponse<S> {
  const body: Problem = { type: 'about:blank', title: titles[status], status, detail, ...more };
  // The framework cannot see the content type in the type; the body is that of the schema.
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  }) as unknown as ProblemResponse<S>;
}

const content = { 'application/problem+json': { schema: problemSchema } };
const describe = (status: ProblemStatus) => ({ description: titles[status], content });

/** Response entries of a route's description, by status. */
export const problems = {
  bad: { 400: describe(400) },
  missing: { 404: describe(404) },
  forbidden: { 403: describe(403) },
  conflict: { 409: describe(409) },
  broken: { 422: describe(422) },
  failed: { 500: describe(500) },
  busy: { 503: describe(503) },
};

const places: Record<string, string> = {
  query: '查询参数',
  param: '路径参数',
  json: '请求体',
  header: '请求头',
  form: '表单',
  cookie: 'Cookie',
};

/** 400 with every fault of a request, each naming its parameter. */
export function invalidParameters(c: Context, target: string, error: z.core.$ZodError): ProblemResponse<400> {
  const issues = error.issues.map((issue) => ({
    parameter: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    message: issue.code === 'unrecognized_keys' ? `没有 ${issue.keys.join('、')} 这个参数` : issue.message,
  }));
  const said = issues.map(({ parameter, message }) => (parameter ? `${parameter}: ${message}` : message)).join('; ');
  return problem(c, 400, `${places[target] ?? target}: ${said}`, { issues });
}
