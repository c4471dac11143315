// What is followed and fetched of an upload: its events as they come (SSE), and the workbook that goes back to the bureau.
import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { createRouter, type Deps } from './env.ts';
import { correctionsWorkbook } from './formats/corrections-workbook.ts';
import { problem, problems } from './problem.ts';
import { uploadPath } from './upload-descriptions.ts';
import { deskOf } from './uploads.ts';

const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing };
const events = createRoute({
  method: 'get',
  path: '/api/uploads/{id}/events',
  summary: '进度（SSE）：progress {stage, done, total}、state {status}，末了 end；Last-Event-ID 之后的会补发',
  request: { params: uploadPath },
  responses: { 200: { description: '事件流', content: { 'text/event-stream': { schema: z.string() } } }, ...refusals },
});
const corrections = createRoute({
  method: 'get',
  path: '/api/uploads/{id}/corrections.xlsx',
  summary: '更正表：有问题的原始各行，标出单元格并加批注；改好可再导入',
  request: { params: uploadPath },
  responses: {
    200: {
      description: '工作簿',
      content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    ...refusals,
  },
});

export function uploadEventRoutes(deps: Deps) {
  return createRouter()
    .openapi(events, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const { id } = c.req.valid('param');
      const after = Number(c.req.header('Last-Event-ID') ?? 0) || 0;
      const gone = new AbortController();
      const followed = await desk.value.events(id, after, gone.signal);
      if (!followed) return problem(c, 404, `没有上传 ${id}`);
      c.header('Cache-Control', 'no-cache, no-transform');
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        stream.onAbort(() => gone.abort());
        for await (const event of followed)
          await stream.writeSSE({ id: String(event.id), event: event.event, data: JSON.stringify(event.data) });
        await stream.writeSSE({ event: 'end', data: '{}' });
      });
    })
    .openapi(corrections, async (c) => {
      const desk = deskOf(c, deps);
      if (!desk.ok) return desk.error;
      const { id } = c.req.valid('param');
      const book = await desk.value.corrections(id);
      if (!book) return problem(c, 404, `没有上传 ${id}`);
      const name = `${book.file.replace(/\.[^.]*$/, '')}-更正.xlsx`;
      return c.body(await correctionsWorkbook(book), 200, {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': `attachment; filename="corrections.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
    });
}
