// The document's own text: attached by an administrator at run time, opened clause by clause, verbatim.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern } from '#domain/access/actor.ts';
import { findClause } from '#domain/policy/text/find-clause.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { policyById, policyPath } from './policy-path.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply } from './reply.ts';

const attached = z
  .object({ name: z.string(), hash: z.string(), characters: z.number().int(), actor: z.string(), recordedAt: z.string() })
  .openapi('AttachedText');

const clauseReply = z
  .object({
    policy: z.string(),
    clause: z.string(),
    attached: attached.nullable().openapi({ description: '未附文件时为 null' }),
    match: z.enum(['exact', 'nearest', 'none']).openapi({ description: 'nearest：文中只找到上一级；none：没有找到或未附文件' }),
    from: z.number().int().nullable().openapi({ description: '起行，自 1 起' }),
    to: z.number().int().nullable(),
    text: z.string().nullable().openapi({ description: '原文' }),
  })
  .openapi('Clause');
type ClauseReply = z.infer<typeof clauseReply>;

const attach = createRoute({
  method: 'post',
  path: '/api/policies/{id}/text',
  summary: '附上文件原文（TXT、DOCX、PDF），此后条款号可打开原文',
  request: {
    params: policyPath,
    query: z.strictObject({ name: z.string().max(200).optional().openapi({ description: '文件名；表单上传时取文件自己的名字' }) }),
    body: {
      content: {
        'multipart/form-data': { schema: z.object({ file: z.unknown().openapi({ type: 'string', format: 'binary' }) }) },
        'text/plain': { schema: z.string() },
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
  },
  responses: {
    201: { description: '已附上', content: { 'application/json': { schema: attached } } },
    ...problems.bad,
    ...problems.forbidden,
    ...problems.missing,
    ...problems.broken,
  },
});

const clause = createRoute({
  method: 'get',
  path: '/api/policies/{id}/clauses',
  summary: '按条款号打开原文，如 二(一)3；未附文件时说明未附',
  request: { params: policyPath, query: z.strictObject({ clause: z.string().min(1).max(60).openapi({ example: '二(一)3' }) }) },
  responses: { ...answers('条款', clauseReply), ...problems.bad, ...problems.missing },
});

const list = createRoute({
  method: 'get',
  path: '/api/policies/{id}/text',
  summary: '已附的文件原文：何时由谁附上，新的在前；条款从最新的一份打开',
  request: { params: policyPath, query: z.strictObject({}) },
  responses: { ...answers('已附的文件', z.array(attached)), ...problems.bad, ...problems.missing },
});

/** The file of a request: the part `file` of a form, or the body itself. */
async function fileOf(c: Context<Env>): Promise<Result<{ readonly name: string; readonly bytes: Uint8Array }, ProblemResponse<400>>> {
  const named = c.req.query('name');
  if (!/^multipart\/form-data/i.test(c.req.header('Content-Type') ?? '')) {
    return ok({ name: named ?? '原文', bytes: new Uint8Array(await c.req.arrayBuffer()) });
  }
  const { file } = await c.req.parseBody();
  if (!(file instanceof File))
    return fail(problem(c, 400, '表单里应有一个名为 file 的文件', { issues: [{ parameter: 'file', message: '缺少这一项' }] }));
  return ok({ name: named ?? file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) });
}

export function policyTextRoutes(deps: Deps) {
  const { policyDesk: desk, store } = deps;
  return createRouter()
    .openapi(attach, async (c) => {
      const actor = c.get('actor');
      if (!desk) return problem(c, 404, '这里不能附文件');
      if (!mayGovern(actor)) return problem(c, 403, '当前角色不能附政策原文');
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const file = await fileOf(c);
      if (!file.ok) return file.error;
      const body = await desk.documentText(file.value.bytes);
      if (!body.ok) return problem(c, 422, body.error);
      const { name, bytes } = file.value;
      const hash = desk.hash(bytes);
      const recordedAt = deps.clock.now();
      await store.addPolicyText({ policy: policy.value.id, name, hash, body: body.value, actor: actor.name, recordedAt });
      return c.json({ name, hash, characters: body.value.length, actor: actor.name, recordedAt }, 201);
    })
    .openapi(list, async (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const texts = await store.policyTexts(policy.value.id);
      return reply(
        c,
        texts.map(({ name, hash, characters, actor, recordedAt }) => ({ name, hash, characters, actor, recordedAt })),
      );
    })
    .openapi(clause, async (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const asked = c.req.valid('query').clause;
      const document = await store.policyText(policy.value.id);
      const found = document && findClause(document.body, asked);
      const { from = null, to = null, text = null } = found ?? {};
      return reply<ClauseReply>(c, {
        policy: policy.value.id,
        clause: asked,
        attached: document && {
          name: document.name,
          hash: document.hash,
          characters: document.body.length,
          actor: document.actor,
          recordedAt: document.recordedAt,
        },
        match: found?.match ?? 'none',
        from,
        to,
        text,
      });
    });
}
