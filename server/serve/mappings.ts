// Saved mappings by name and version, in and out as YAML; and records that a delivery no longer holds, to be decided on.
import { createRoute, z } from '@hono/zod-openapi';
import { parse, stringify } from 'yaml';
import { mayWrite } from '#domain/access/actor.ts';
import { bureaus } from '#domain/issue.ts';
import { subjects } from '#domain/subject.ts';
import type { SavedMapping } from '../store/column-mappings.ts';
import { createRouter, type Deps } from './env.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { columnsField } from './upload-descriptions.ts';

const named = z.object({ name: z.string().min(1).max(80) });
const versioned = z.object({ version: z.coerce.number().int().min(1).optional() });
const body = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^/\\@]+$/, '不能含 / \\ @'),
  bureau: z.enum(bureaus),
  subject: z.enum(subjects),
  columns: columnsField,
  note: z.string().max(500).default(''),
});
const saved = shaped<SavedMapping>('ColumnMapping', '一个版本的列对应');
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };
const list = createRoute({
  method: 'get',
  path: '/api/mappings',
  summary: '已存的列对应，各版本，新的在前',
  request: { query: z.object({ subject: z.enum(subjects).optional(), bureau: z.enum(bureaus).optional() }) },
  responses: { ...answers('列对应', z.array(saved)), ...problems.bad },
});
const one = createRoute({
  method: 'get',
  path: '/api/mappings/{name}',
  summary: '一份列对应（不给 version 则最新）；?format=yaml 为 YAML',
  request: { params: named, query: versioned.extend({ format: z.enum(['json', 'yaml']).default('json') }) },
  responses: { ...answers('列对应', saved), ...refusals },
});
const add = createRoute({
  method: 'post',
  path: '/api/mappings',
  summary: '存一份列对应；同名则为下一个版本。JSON 或 YAML',
  request: { body: { required: true, content: { 'application/json': { schema: body }, 'application/yaml': { schema: z.string() } } } },
  responses: { 201: { description: '已存', content: { 'application/json': { schema: saved } } }, ...refusals },
});

/** The text of a YAML file as its content; null when it is none. */
function yamlOf(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    // A text that is no YAML is the sender's to mend; what is wrong with it is told by the schema that comes next.
    return error instanceof Error ? null : null;
  }
}

export function mappingRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => {
      const { subject, bureau } = c.req.valid('query');
      const all = await deps.store.mappings();
      return reply(
        c,
        all.filter((one_) => (subject === undefined || one_.subject === subject) && (bureau === undefined || one_.bureau === bureau)),
      );
    })
    .openapi(one, async (c) => {
      const { version, format } = c.req.valid('query');
      const { name } = c.req.valid('param');
      const found = await deps.store.mapping(name, version);
      if (!found) return problem(c, 404, `没有列对应“${name}”`);
      if (format === 'json') return reply(c, found);
      const { bureau, subject, columns, note } = found;
      const yaml = stringify({ name: found.name, bureau, subject, note, columns });
      return c.body(yaml, 200, { 'Content-Type': 'application/yaml; charset=utf-8' }) as never;
    })
    .openapi(add, async (c) => {
      const actor = c.get('actor');
      if (!mayWrite(actor)) return problem(c, 403, '当前角色不能存列对应');
      const isYaml = /yaml/i.test(c.req.header('Content-Type') ?? '');
      const read = body.safeParse(isYaml ? yamlOf(await c.req.text()) : c.req.valid('json'));
      if (!read.success) {
        const issues = read.error.issues.map(({ path, message }) => ({ parameter: path.join('.'), message }));
        return problem(c, 422, `列对应不合规：${issues.map(({ parameter, message }) => `${parameter} ${message}`).join('；')}`, { issues });
      }
      const made = await deps.store.addMapping({ ...read.data, actor: actor.name, recordedAt: deps.clock.now() });
      return c.body(JSON.stringify(made), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    });
}
