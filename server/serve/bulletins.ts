// Bulletins 通报: GET /api/bulletins, /preview, /{number}, /{number}/files/{format}; POST freezes one. Frozen ones come from the record as they were kept.
import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern } from '#domain/access/actor.ts';
import { buildFigures } from '#domain/bulletin/build-figures.ts';
import { type BulletinContent, bulletinTextSchema, contentText, figuresHash } from '#domain/bulletin/bulletin.ts';
import { compareFigures } from '#domain/bulletin/compare.ts';
import { issueKinds, issuePeriod } from '#domain/bulletin/issue-period.ts';
import { draftText } from '#domain/bulletin/text.ts';
import { countyCode } from '#domain/land/codes.ts';
import { tasksOn } from '#domain/ledger/tasks.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { freedKeys } from '../atlas/freed-keys.ts';
import { ledgerLines } from '../atlas/target-scope.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { bulletinDocx } from './formats/bulletin-docx.ts';
import { bulletinXlsx } from './formats/bulletin-xlsx.ts';
import { countyParameter, policiesOf, policyParameter, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { created, jsonBody, made, refusedFaults } from './target-statements.ts';
import { targetLens } from './target-lens.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const fileTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const asked = {
  county: countyParameter,
  policy: policyParameter.optional(),
  kind: z.enum(issueKinds).openapi({ description: '月报、季报、年报、专报' }),
  asOf: dayField.optional().openapi({ description: '数据截至哪一天；缺省为本县台账的基准日' }),
  from: dayField.optional().openapi({ description: '专报的起始日' }),
};
const previewQuery = z.strictObject(asked);
type Asked = z.output<typeof previewQuery>;
const freezeBody = z.strictObject({ ...asked, text: bulletinTextSchema.optional() }).openapi('BulletinToFreeze');
const numberField = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number)
  .openapi({ type: 'integer' });

type Preview = Pick<BulletinContent, 'figures' | 'figuresHash' | 'text' | 'comparison'>;
interface Frozen extends BulletinContent {
  readonly hash: string;
  readonly files: Readonly<Record<string, { readonly hash: string; readonly size: number }>>;
}
const countyQuery = z.strictObject({ county: countyParameter });
const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.broken };
const binary = { schema: z.string().openapi({ format: 'binary' }) };

const routes = {
  list: createRoute({
    method: 'get',
    path: '/api/bulletins',
    summary: '已定稿的通报，新的在前',
    request: { query: countyQuery },
    responses: { ...answers('通报', shaped<{ bulletins: Listed[] }>('BulletinList', '已定稿的通报')), ...refusals },
  }),
  preview: createRoute({
    method: 'get',
    path: '/api/bulletins/preview',
    summary: '预览一期通报：数字、文字草稿、与上期比较',
    request: { query: previewQuery },
    responses: { ...answers('预览', shaped<Preview>('BulletinPreview', '尚未定稿')), ...refusals },
  }),
  freeze: createRoute({
    method: 'post',
    path: '/api/bulletins',
    summary: '定稿：数字、文字与文件一并固定，此后不变',
    request: { body: jsonBody(freezeBody) },
    responses: { ...created(shaped<Frozen>('FrozenBulletin', '已定稿')), ...refusals, ...problems.conflict },
  }),
  one: createRoute({
    method: 'get',
    path: '/api/bulletins/{number}',
    summary: '一期已定稿的通报，与定稿时一字不差',
    request: { params: z.object({ number: numberField }), query: countyQuery },
    responses: { ...answers('通报', shaped<Frozen>('FrozenBulletin', '已定稿')), ...refusals },
  }),
  file: createRoute({
    method: 'get',
    path: '/api/bulletins/{number}/files/{format}',
    summary: '定稿时的文件，每次下载字节相同',
    request: { params: z.object({ number: numberField, format: z.enum(['docx', 'xlsx']) }), query: countyQuery },
    responses: { 200: { description: '文件', content: { [fileTypes.docx]: binary, [fileTypes.xlsx]: binary } }, ...refusals },
  }),
};

type Refusal = ProblemResponse<403 | 404 | 422>;

/** The frozen bulletins of a county for who sees all of it: their figures name every township. */
async function keptIn(c: Context<Env>, deps: Deps, county: string): Promise<Result<Frozen[], ProblemResponse<403 | 404>>> {
  const snapshot = snapshotOf(c, deps, county);
  if (!snapshot.ok) return snapshot;
  if (c.get('actor').townships !== 'all') return fail(problem(c, 403, '通报涉及全县，当前范围只有部分乡镇'));
  const kept = await deps.store.bulletins(snapshot.value.sheet.data.county.code);
  return ok(kept.map(({ content, hash, files }) => ({ ...(JSON.parse(content) as BulletinContent), hash, files })));
}

function previewOf(c: Context<Env>, deps: Deps, ask: Asked, kept: readonly Frozen[]): Result<Preview, Refusal> {
  const lens = targetLens(c, deps, ask);
  if (!lens.ok) return lens;
  const { scope, day } = lens.value;
  if (scope.isPrefecture) return fail(problem(c, 422, '通报按县（市、区）编制'));
  const policy = policiesOf(deps.policies, ask.county).find(({ id }) => ask.policy === undefined || id === ask.policy);
  if (!policy) return fail(problem(c, 404, `${scope.name}没有政策 ${ask.policy ?? ''}`));
  const period = issuePeriod(ask.kind, day, ask.from ?? null);
  if (!period.ok) return fail(refusedFaults(c, [{ field: 'from', message: period.error }]));
  const { sheet } = scope.members[0]!;
  const figures = buildFigures({
    county: { code: scope.code, name: scope.name, demo: scope.demo },
    policy,
    period: period.value,
    dataVersion: scope.tag,
    rows: sheet.data.ledger,
    lines: ledgerLines(sheet),
    townships: sheet.data.townships,
    classOf: freedKeys(scope, policy, null).keyOf('class'),
    taskOf: (target, township) => tasksOn(scope.statements, policy.id, target, day).get(township)?.said.area ?? null,
  });
  const before = kept.findLast(
    (one) => one.figures.policy.id === policy.id && one.figures.period.kind === ask.kind && one.figures.asOf < day,
  );
  const comparison = before ? compareFigures(figures, before.figures, before.hash) : null;
  return ok({ figures, figuresHash: figuresHash(figures, sha256), text: draftText(figures, comparison), comparison });
}

function listed({ number, hash, files, figures, text, edited, frozenBy, frozenAt }: Frozen) {
  return {
    number,
    title: text.title,
    kind: figures.period.kind,
    policy: figures.policy.id,
    from: figures.period.from as string,
    asOf: figures.asOf as string,
    hash,
    files,
    edited,
    frozenBy,
    frozenAt,
  };
}
type Listed = ReturnType<typeof listed>;

export function bulletinRoutes(deps: Deps) {
  return createRouter()
    .openapi(routes.list, async (c) => {
      const { county } = c.req.valid('query');
      const kept = await keptIn(c, deps, county);
      return kept.ok ? reply(c, { bulletins: kept.value.map(listed).reverse() }) : kept.error;
    })
    .openapi(routes.preview, async (c) => {
      const ask = c.req.valid('query');
      const kept = await keptIn(c, deps, ask.county);
      if (!kept.ok) return kept.error;
      const preview = previewOf(c, deps, ask, kept.value);
      return preview.ok ? reply(c, preview.value) : preview.error;
    })
    .openapi(routes.freeze, async (c) => {
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能定稿通报');
      const { text, ...ask } = c.req.valid('json');
      const kept = await keptIn(c, deps, ask.county);
      if (!kept.ok) return kept.error;
      const preview = previewOf(c, deps, ask, kept.value);
      if (!preview.ok) return preview.error;
      const drafted = preview.value.text;
      const content: BulletinContent = {
        form: 1,
        number: kept.value.length + 1,
        ...preview.value,
        text: text ?? drafted,
        edited: text !== undefined && JSON.stringify(bulletinTextSchema.parse(drafted)) !== JSON.stringify(text),
        replaces: null,
        frozenBy: c.get('actor').name,
        frozenAt: deps.clock.now(),
      };
      const canonical = contentText(content);
      const hash = sha256(canonical);
      const files = [
        { format: 'docx' as const, bytes: bulletinDocx(content, hash) },
        { format: 'xlsx' as const, bytes: bulletinXlsx(content, hash) },
      ];
      const code = countyCode(ask.county);
      const frozen = await deps.store.freezeBulletin(code, { number: content.number, content: canonical, files });
      return frozen ? made(c, { ...content, hash, files: frozen.files }) : problem(c, 409, '同时有另一期通报定稿，请重新预览');
    })
    .openapi(routes.one, async (c) => {
      const kept = await keptIn(c, deps, c.req.valid('query').county);
      if (!kept.ok) return kept.error;
      const { number } = c.req.valid('param');
      const found = kept.value.find((one) => one.number === number);
      return found ? reply(c, found) : problem(c, 404, `没有第 ${number} 号通报`);
    })
    .openapi(routes.file, async (c) => {
      const { number, format } = c.req.valid('param');
      const kept = await keptIn(c, deps, c.req.valid('query').county);
      if (!kept.ok) return kept.error;
      const found = kept.value.find((one) => one.number === number);
      const bytes = found && (await deps.store.bulletinFile(countyCode(found.figures.county.code), number, format));
      if (!bytes) return problem(c, 404, `没有第 ${number} 号通报的 ${format} 文件`);
      const title = `${found.text.title}${found.figures.county.demo ? '-演示' : ''}.${format}`;
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': fileTypes[format],
        'Content-Disposition': `attachment; filename="bulletin-${number}.${format}"; filename*=UTF-8''${encodeURIComponent(title)}`,
      });
    });
}
