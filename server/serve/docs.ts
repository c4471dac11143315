// GET /openapi.json and GET /docs: the interface described, as data and as a page that needs nothing from outside.
import type { OpenAPIHono } from '@hono/zod-openapi';
import { etagged } from './caching.ts';
import type { Deps, Env } from './env.ts';

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function operationHtml(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, description }) =>
      `<li><code>${escaped(name)}</code> <small>${place}${required ? ' · 必填' : ''}</small> ${escaped(description ?? '')}</li>`,
  );
  const responses = Object.entries(operation.responses).map(
    ([status, { description }]) => `<li><code>${status}</code> ${escaped(description ?? '')}</li>`,
  );
  return `<section><h2><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code></h2><p>${escaped(operation.summary ?? '')}${operation.requestBody ? '（JSON 请求体）' : ''}</p><ul>${parameters.join('')}</ul><ul>${responses.join('')}</ul></section>`;
}

const style =
  'body{font:14px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1f2937;background:#f4f5f3;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'section{background:#fff;border:1px solid #e5e7eb;border-radius:6px;padding:.5rem 1rem;margin:.75rem 0}h2{font-size:1rem;margin:.25rem 0}b{color:#1f3a5f}small{color:#6b7280}ul{margin:.25rem 0}';

/** Adds both to an app whose routes are all in place. */
export function addDocs(app: OpenAPIHono<Env>, deps: Deps): void {
  let made: { readonly json: string; readonly html: string } | null = null;
  const documents = () => {
    if (made) return made;
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: '亩图 Mutu',
        version: deps.config.version,
        description: '县域工业用地图：面积以亩计，金额以万元计，null 表示未知。错误为 RFC 9457 problem+json。',
      },
    });
    const sections = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => operationHtml(path, method, operation)),
    );
    made = {
      json: JSON.stringify(document),
      html: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>亩图接口</title><style>${style}</style><h1>亩图接口</h1><p>机器可读：<a href="/openapi.json">openapi.json</a>（OpenAPI 3.1）</p>${sections.join('')}</html>`,
    };
    return made;
  };
  app.get('/openapi.json', (c) => {
    const { json } = documents();
    const made = c.body(json, 200, { 'Content-Type': 'application/json; charset=utf-8' });
    return etagged(c, made, json);
  });
  app.get('/docs', (c) => c.html(documents().html));
}
