// Evidence: POST /api/documents keeps a file under its hash, GET /api/documents/{hash} gives it back.
import { createRoute, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import { keepBytes, type KeptDocument, readBytes } from '../store/documents.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const documentSchema = shaped<KeptDocument>('Document', '凭证文件：sha256 即其标识');
const hashPath = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, '应为十六进制的 SHA-256') });

const add = createRoute({
  method: 'post',
  path: '/api/documents',
  summary: '上传凭证文件（正文即文件本身），以内容的 SHA-256 标识',
  request: {
    query: z.strictObject({ county: countyParameter, name: z.string().trim().min(1).max(200) }),
    body: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
  },
  responses: {
    201: { description: '已保存', content: { 'application/json': { schema: documentSchema } } },
    ...problems.bad,
    ...problems.forbidden,
    ...problems.missing,
    ...problems.broken,
  },
});
const list = createRoute({
  method: 'get',
  path: '/api/documents',
  summary: '本县的凭证文件',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('凭证', z.array(documentSchema)), ...problems.bad, ...problems.missing },
});
const one = createRoute({
  method: 'get',
  path: '/api/documents/{hash}',
  summary: '打开一份凭证文件',
  request: { params: hashPath },
  responses: {
    200: { description: '文件', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
    ...problems.bad,
    ...problems.missing,
  },
});

export function documentRoutes(deps: Deps) {
  return createRouter()
    .openapi(add, async (c) => {
      const actor = c.get('actor');
      if (!mayWrite(actor)) return problem(c, 403, '当前角色不能上传凭证；请登录');
      const { county, name } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (bytes.length === 0) return problem(c, 422, '文件是空的');
      const sha256 = keepBytes(deps.store.home, bytes);
      const type = (c.req.header('Content-Type') ?? 'application/octet-stream').slice(0, 100);
      const kept = { sha256, name, type, bytes: bytes.length, actor: actor.name, recordedAt: deps.clock.now() };
      await deps.store.change(snapshot.value.sheet.data.county.code, (record) => record.addDocument(kept));
      await deps.atlas.refresh(snapshot.value.sheet.data.county.code);
      return c.body(JSON.stringify(kept), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(list, async (c) => {
      const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
      return snapshot.ok ? reply(c, await deps.store.documents(snapshot.value.sheet.data.county.code)) : snapshot.error;
    })
    .openapi(one, async (c) => {
      const { hash } = c.req.valid('param');
      const known = await deps.store.document(hash);
      const bytes = known && readBytes(deps.store.home, hash);
      if (!known || !bytes) return problem(c, 404, '没有这份凭证');
      // Never shown in the page itself: what was uploaded is opened by the reader's own program.
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': 'application/octet-stream',
        'X-Content-Type-Options': 'nosniff',
        'Content-Disposition': `attachment; filename="${hash.slice(0, 12)}"; filename*=UTF-8''${encodeURIComponent(known.name)}`,
      });
    });
}
