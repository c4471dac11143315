// Bulletins 通报: GET /api/bulletins, /preview, /{number}, /{number}/check, /{number}/files/{format}; POST freezes one, /doubts holds a text against the figures. Frozen ones come from the record as they were kept.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayGovern } from '#domain/access/actor.ts';
import { type BulletinContent, bulletinTextSchema, contentText } from '#domain/bulletin/bulletin.ts';
import { type Doubt, doubtsOf } from '#domain/bulletin/doubts.ts';
import { issueKinds } from '#domain/bulletin/issue-period.ts';
import { countyCode } from '#domain/land/codes.ts';
import { bulletinFormats } from '../store/bulletins.ts';
import { type BulletinCheck, checkOf } from './bulletin-check.ts';
import { type Frozen, keptIn, type Preview, previewOf, sha256 } from './bulletin-preview.ts';
import { createRouter, type Deps } from './env.ts';
import { bulletinDocx } from './formats/bulletin-docx.ts';
import { bulletinPdf } from './formats/bulletin-pdf.ts';
import { bulletinXlsx } from './formats/bulletin-xlsx.ts';
import { countyParameter, policyParameter } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';
import { created, jsonBody, made } from './target-statements.ts';

const fileTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

const asked = {
  county: countyParameter,
  policy: policyParameter.optional(),
  kind: z.enum(issueKinds).openapi({ description: '月报、季报、年报、专报' }),
  asOf: dayField.optional().openapi({ description: '数据截至哪一天；缺省为本县台账的基准日' }),
  from: dayField.optional().openapi({ description: '专报的起始日' }),
};
const previewQuery = z.strictObject(asked);
const freezeBody = z
  .strictObject({
    ...asked,
    text: bulletinTextSchema.optional(),
    figuresHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .openapi({ description: '预览时数字的校验；台账此后变动则不定稿' }),
    acceptDoubts: z.boolean().optional().openapi({ description: '文中有数字与本期数字不符时仍定稿，这些数字记入定稿' }),
  })
  .openapi('BulletinToFreeze');
const doubtsBody = z.strictObject({ ...asked, text: bulletinTextSchema }).openapi('BulletinText');
const numberField = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number)
  .openapi({ type: 'integer' });

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
  doubts: createRoute({
    method: 'post',
    path: '/api/bulletins/doubts',
    summary: '核对文字：哪些面积、比例、条数不在本期数字之中',
    request: { body: jsonBody(doubtsBody) },
    responses: { ...answers('核对结果', shaped<{ doubts: Doubt[] }>('BulletinDoubts', '按行列出')), ...refusals },
  }),
  check: createRoute({
    method: 'get',
    path: '/api/bulletins/{number}/check',
    summary: '核对一期定稿：内容、文件与封印，以及当时的台账是否仍得出同样的数字',
    request: { params: z.object({ number: numberField }), query: countyQuery },
    responses: { ...answers('核对结果', shaped<BulletinCheck>('BulletinCheck', '逐项核对')), ...refusals },
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
    request: { params: z.object({ number: numberField, format: z.enum(bulletinFormats) }), query: countyQuery },
    responses: {
      200: { description: '文件', content: { [fileTypes.docx]: binary, [fileTypes.xlsx]: binary, [fileTypes.pdf]: binary } },
      ...refusals,
    },
  }),
};

function listed({ number, hash, files, figures, text, edited, doubts, replaces, frozenBy, frozenAt }: Frozen) {
  return {
    number,
    title: text.title,
    kind: figures.period.kind,
    period: figures.period.name,
    policy: figures.policy.id,
    demo: figures.county.demo,
    from: figures.period.from as string,
    asOf: figures.asOf as string,
    hash,
    files,
    edited,
    doubts: doubts.length,
    replaces: replaces?.number ?? null,
    frozenBy,
    frozenAt,
  };
}
type Listed = ReturnType<typeof listed>;

function doubted(c: Context, doubts: readonly Doubt[]): ProblemResponse<422> {
  return problem(c, 422, `文中有 ${doubts.length} 处数字不在本期数字之中，没有定稿`, {
    issues: doubts.map(({ line, number, beside }) => ({
      parameter: 'text.body',
      line,
      message: `第 ${line} 行 ${number} 不在本期数字之中：${beside}`,
    })),
  });
}

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
    .openapi(routes.doubts, async (c) => {
      const { text, ...ask } = c.req.valid('json');
      const kept = await keptIn(c, deps, ask.county);
      if (!kept.ok) return kept.error;
      const preview = previewOf(c, deps, ask, kept.value);
      return preview.ok ? reply(c, { doubts: doubtsOf({ ...preview.value, text }) }) : preview.error;
    })
    .openapi(routes.freeze, async (c) => {
      if (!mayGovern(c.get('actor'))) return problem(c, 403, '当前角色不能定稿通报');
      const { text, figuresHash, acceptDoubts = false, ...ask } = c.req.valid('json');
      const kept = await keptIn(c, deps, ask.county);
      if (!kept.ok) return kept.error;
      const preview = previewOf(c, deps, ask, kept.value);
      if (!preview.ok) return preview.error;
      if (figuresHash !== undefined && figuresHash !== preview.value.figuresHash)
        return problem(c, 409, '预览之后台账或任务有变动，数字已不同；没有定稿，请重新预览后再定稿');
      const drafted = preview.value.text;
      const doubts = text === undefined ? [] : doubtsOf({ ...preview.value, text });
      if (doubts.length > 0 && !acceptDoubts) return doubted(c, doubts);
      const content: BulletinContent = {
        form: 1,
        number: kept.value.length + 1,
        ...preview.value,
        text: text ?? drafted,
        edited: text !== undefined && JSON.stringify(bulletinTextSchema.parse(drafted)) !== JSON.stringify(text),
        doubts,
        frozenBy: c.get('actor').name,
        frozenAt: deps.clock.now(),
      };
      const canonical = contentText(content);
      const hash = sha256(canonical);
      const files = [
        { format: 'docx' as const, bytes: bulletinDocx(content, hash) },
        { format: 'xlsx' as const, bytes: bulletinXlsx(content, hash) },
        { format: 'pdf' as const, bytes: await bulletinPdf(content, hash) },
      ];
      const frozen = await deps.store.freezeBulletin(countyCode(ask.county), { number: content.number, content: canonical, files });
      return frozen ? made(c, { ...content, hash, files: frozen.files }) : problem(c, 409, '同时有另一期通报定稿，请重新预览');
    })
    .openapi(routes.check, async (c) => {
      const kept = await keptIn(c, deps, c.req.valid('query').county);
      if (!kept.ok) return kept.error;
      const { number } = c.req.valid('param');
      const found = kept.value.find((one) => one.number === number);
      if (!found) return problem(c, 404, `没有第 ${number} 号通报`);
      const checked = await checkOf(c, deps, found);
      return checked.ok ? reply(c, checked.value) : checked.error;
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
