// Policies as versions: drafts kept, tried on a county's data, put in force from a day; what is refused leaves what holds as it is.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern } from '#domain/access/actor.ts';
import { forceFault, givenFrom, inForceOn, periodsOf, type InForce, type PolicyTextIssue } from '#domain/policy/in-force.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { previewReply, type PolicyPreview } from '../atlas/policy-preview.ts';
import type { PolicyDocument } from '../store/policies.ts';
import { createRouter, type Deps, type Env, type PolicyDesk } from './env.ts';
import { countyParameter, latestYear, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { failingPolicyRoutes } from './policy-failing.ts';
import { policyPath } from './policy-path.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

/** A version as lists show it. */
export interface PolicyVersion {
  readonly version: string;
  readonly title: string;
  readonly county: string;
  readonly origin: 'file' | 'draft';
  readonly hash: string;
  readonly recordedAt: string;
  /** Periods in which it holds or held; `until` null = open. */
  readonly periods: readonly {
    readonly from: string;
    readonly until: string | null;
    readonly basis: string | null;
    readonly actor: string | null;
  }[];
  /** In force on the day of its county. */
  readonly inForce: boolean;
  /** Why today's checks would not take it: it is not put to new use. Empty for a sound one. */
  readonly faults: readonly PolicyTextIssue[];
}

/** A policy of a county with all its versions, drafts that never held among them. */
export interface PolicyDocumentVersions {
  readonly id: string;
  readonly versions: readonly PolicyVersion[];
}

const yamlBody = z.object({ yaml: z.string().min(1, '没有内容').max(500_000, '政策文本至多 50 万字') });
const versionReply = shaped<PolicyVersion>('PolicyVersion', '版本、来源、有效期');
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };

const list = createRoute({
  method: 'get',
  path: '/api/policies/{id}/versions',
  summary: '一件政策的各个版本：随程序的、起草的、何时生效',
  request: { params: policyPath },
  responses: { ...answers('版本', z.array(versionReply)), ...problems.bad, ...problems.missing },
});

const documents = createRoute({
  method: 'get',
  path: '/api/policies/documents',
  summary: '一个县的各件政策及其版本，未生效的草稿也在内',
  request: { query: z.object({ county: countyParameter }) },
  responses: {
    ...answers('政策及版本', z.array(shaped<PolicyDocumentVersions>('PolicyDocumentVersions', '编号、版本'))),
    ...problems.bad,
    ...problems.missing,
  },
});

const text = createRoute({
  method: 'get',
  path: '/api/policies/{id}/versions/{version}',
  summary: '一个版本的原文（YAML）',
  request: { params: policyPath.extend({ version: z.string().min(1).max(64) }) },
  responses: {
    200: { description: '原文', content: { 'application/yaml': { schema: z.string() } } },
    ...problems.bad,
    ...problems.missing,
  },
});

const add = createRoute({
  method: 'post',
  path: '/api/policies',
  summary: '存一个政策版本为草稿；有误时 422，issues 写明行、列、位置',
  request: { body: { content: { 'application/json': { schema: yamlBody }, 'application/yaml': { schema: z.string() } } } },
  responses: {
    201: {
      description: '已存为草稿',
      content: { 'application/json': { schema: shaped<{ id: string } & PolicyVersion>('PolicyDraft', '草稿') } },
    },
    ...refusals,
  },
});

const force = createRoute({
  method: 'post',
  path: '/api/policies/{id}/inForce',
  summary: '令一个版本自某日起生效；与其他版本的有效期重叠时 409，原版本继续有效',
  request: {
    params: policyPath,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            version: z.string().min(1).max(64),
            from: dayField,
            basis: z.string().trim().min(1, '应写明依据').max(2000, '依据至多 2000 字'),
          }),
        },
      },
    },
  },
  responses: { 201: { description: '已生效或将生效', content: { 'application/json': { schema: versionReply } } }, ...refusals },
});

const preview = createRoute({
  method: 'post',
  path: '/api/policies/preview',
  summary: '在一个县的数据上试一份政策：体检与计数，不存',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: yamlBody.extend({ county: countyParameter, year: z.number().int().min(1990).max(2100).optional() }) },
      },
    },
  },
  responses: {
    ...answers('试行结果', shaped<PolicyPreview>('PolicyPreview', 'lint 与 counts，同体检与计数')),
    ...problems.bad,
    ...problems.missing,
    ...problems.broken,
  },
});

const template = createRoute({
  method: 'get',
  path: '/api/policies/template',
  summary: '带注释的政策模板（YAML）',
  responses: { 200: { description: '模板', content: { 'application/yaml': { schema: z.string() } } }, ...problems.missing },
});

/** A policy from its text, or a 422 that names line, column and place of everything wrong. */
function readText(c: Context, desk: PolicyDesk, yaml: string): Result<Policy, ProblemResponse<422>> {
  const read = desk.parse(yaml);
  if (read.ok) return ok(read.value);
  const issues = read.error.map(({ line, column, path, message }) => ({ line, column, path, message }));
  const said = issues.slice(0, 5).map(({ line, column, path, message }) => `第 ${line} 行第 ${column} 列 ${path} ${message}`);
  return fail(problem(c, 422, `政策文件有 ${issues.length} 处有误：${said.join('；')}`, { issues }));
}

/** The YAML of a request: as it is, or as `{yaml}` in JSON. */
async function yamlOf(c: Context<Env>): Promise<Result<string, ProblemResponse<400>>> {
  const body = await c.req.text();
  if (!/json/i.test(c.req.header('Content-Type') ?? '')) return body.trim() === '' ? fail(problem(c, 400, '请求体为空')) : ok(body);
  const read = yamlBody.safeParse(JSON.parse(body));
  return read.success
    ? ok(read.data.yaml)
    : fail(problem(c, 400, '请求体应为 {"yaml": "…"}', { issues: [{ parameter: 'yaml', message: '缺少这一项' }] }));
}

const bad = (c: Context) => problem(c, 404, '这里不能写政策');

/** Day on which the policy's county stands. */
function dayIn(c: Context<Env>, deps: Deps, county: string): string {
  return deps.atlas.snapshot(county, c.get('actor'))?.sheet.asOf ?? deps.clock.today();
}

async function versionsOf(c: Context<Env>, deps: Deps, desk: PolicyDesk, id: string): Promise<PolicyVersion[]> {
  const documents = (await deps.store.policyVersions()).filter((document) => document.id === id);
  const acts = await deps.store.policyForce(id);
  const given = documents.findLast(({ origin }) => origin !== 'draft');
  const day = dayIn(c, deps, documents[0]?.county ?? '');
  const holding = inForceOn(acts, day)?.hash ?? given?.hash;
  const first = periodsOf(acts)[0];
  return documents.map((document): PolicyVersion => {
    const { version, county, hash, recordedAt, origin = 'file' } = document;
    const { policy, issues } = desk.review(document);
    const own = periodsOf(acts)
      .filter((act) => act.hash === hash)
      .map(({ from, until, basis, actor }) => ({ from: from as string, until: until as string | null, basis, actor }));
    const base =
      document === given && policy
        ? [{ from: givenFrom(policy) as string, until: (first?.from ?? null) as string | null, basis: null, actor: null }]
        : [];
    return {
      version,
      title: policy?.title ?? id,
      county,
      origin,
      hash,
      recordedAt,
      periods: [...base, ...own],
      inForce: hash === holding,
      faults: issues.map(({ line, column, path, message }) => ({ line, column, path, message })),
    };
  });
}

/** Why a draft may not be kept beside what is there; null when it may. */
function draftFault(documents: readonly PolicyDocument[], { id, version, county }: Policy, hash: string): string | null {
  const own = documents.filter((document) => document.id === id);
  const elsewhere = own.find((document) => document.county !== county);
  if (elsewhere) return `编号 ${id} 已用于县 ${elsewhere.county} 的政策`;
  const same = own.find((document) => document.version === version);
  return same && same.hash !== hash ? `版本 ${version} 已有，内容不同；请换一个版本号` : null;
}

export function policyVersionRoutes(deps: Deps) {
  const { policyDesk: desk, store } = deps;
  return createRouter()
    .route('/', failingPolicyRoutes(deps))
    .openapi(template, (c) => (desk ? c.body(desk.template, 200, { 'Content-Type': 'application/yaml; charset=utf-8' }) : bad(c)))
    .openapi(preview, (c) => {
      if (!desk) return bad(c);
      const { yaml, county, year } = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const policy = readText(c, desk, yaml);
      return policy.ok ? reply(c, previewReply(snapshot.value, year ?? latestYear(snapshot.value), policy.value)) : policy.error;
    })
    .openapi(documents, async (c) => {
      if (!desk) return bad(c);
      const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      const county = c.req.valid('query').county;
      const own = (await store.policyVersions()).filter((document) => document.county === county);
      const ids = [...new Set(own.map(({ id }) => id))].sort();
      return reply(c, await Promise.all(ids.map(async (id) => ({ id, versions: await versionsOf(c, deps, desk, id) }))));
    })
    .openapi(list, async (c) => {
      if (!desk) return bad(c);
      const { id } = c.req.valid('param');
      const versions = await versionsOf(c, deps, desk, id);
      return versions.length > 0 ? reply(c, versions) : problem(c, 404, `没有政策 ${id}`);
    })
    .openapi(text, async (c) => {
      const { id, version } = c.req.valid('param');
      const found = (await store.policyVersions()).findLast((document) => document.id === id && document.version === version);
      if (!found) return problem(c, 404, `没有政策 ${id} 的版本 ${version}`);
      return c.body(found.yaml, 200, { 'Content-Type': 'application/yaml; charset=utf-8' });
    })
    .openapi(add, async (c) => {
      if (!desk) return bad(c);
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能起草政策');
      const yaml = await yamlOf(c);
      if (!yaml.ok) return yaml.error;
      const policy = readText(c, desk, yaml.value);
      if (!policy.ok) return policy.error;
      const { id, version, county } = policy.value;
      const hash = desk.hash(yaml.value);
      const documents = await store.policyVersions();
      const fault = draftFault(documents, policy.value, hash);
      if (fault !== null) return problem(c, 409, fault);
      if (!documents.some((document) => document.id === id && document.hash === hash)) {
        await store.addPolicy({ id, version, county, hash, yaml: yaml.value, recordedAt: deps.clock.now(), origin: 'draft' });
      }
      const made = (await versionsOf(c, deps, desk, id)).findLast((one) => one.hash === hash)!;
      return c.json({ id, ...made }, 201);
    })
    .openapi(force, async (c) => {
      if (!desk) return bad(c);
      const actor = c.get('actor');
      if (!mayGovern(actor)) return problem(c, 403, '当前角色不能令政策生效');
      const { id } = c.req.valid('param');
      const { version, from, basis } = c.req.valid('json');
      const documents = (await store.policyVersions()).filter((document) => document.id === id);
      const document = documents.findLast((one) => one.version === version);
      if (!document) return problem(c, 404, `没有政策 ${id} 的版本 ${version}`);
      const policy = readText(c, desk, document.yaml);
      if (!policy.ok) return policy.error;
      const givenText = documents.findLast(({ origin }) => origin !== 'draft');
      const given = givenText ? desk.review(givenText).policy : null;
      let fault: string | null = null;
      await store.forcePolicy(id, (acts): InForce | null => {
        fault = forceFault(acts, given, { version, from }, policy.value);
        return fault === null ? { id, version, hash: document.hash, from, basis, actor: actor.name, recordedAt: deps.clock.now() } : null;
      });
      if (fault !== null) return problem(c, 409, fault);
      if (await desk.reload()) deps.atlas.renew();
      const made = (await versionsOf(c, deps, desk, id)).findLast((one) => one.hash === document.hash)!;
      return c.json(made, 201);
    });
}
