// GET and POST /api/print/map.pdf: a view as a wall map to scale. GET /api/print/progress/{job}: how far a job is.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { PrintSubject } from '../atlas/print/print-subject.ts';
import { mapPicture } from '../atlas/print/map-picture.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import type { PrintJob } from './formats/print/press-message.ts';
import { createPress } from './press.ts';
import { jobName, mapFields, orderOf, type MapFields } from './print-fields.ts';
import { printSubject, viewHashOf } from './print-subject.ts';
import { problem, problems } from './problem.ts';
import { reply, shaped, answers } from './reply.ts';

const file = {
  description: 'PDF',
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
};
const refusals = { ...problems.bad, ...problems.missing, ...problems.conflict };

const routes = {
  map: createRoute({
    method: 'get',
    path: '/api/print/map.pdf',
    summary: '按视图打印挂图（高斯—克吕格投影，比例尺精确）',
    request: { query: z.strictObject(mapFields) },
    responses: { 200: file, ...refusals },
  }),
  postedMap: createRoute({
    method: 'post',
    path: '/api/print/map.pdf',
    summary: '同 GET；视图较长时用',
    request: { body: { required: true, content: { 'application/json': { schema: z.strictObject(mapFields) } } } },
    responses: { 200: file, ...refusals },
  }),
  progress: createRoute({
    method: 'get',
    path: '/api/print/progress/{job}',
    summary: '打印进度；已结束或没有这个任务时为 404',
    request: { params: z.object({ job: jobName }) },
    responses: {
      ...answers('进度', shaped<{ state: string; done: number; total: number }>('PrintProgress', 'total 为 0：总数未知')),
      ...problems.missing,
    },
  }),
};

export function printRoutes(deps: Deps) {
  const press = createPress(deps.log);
  // One asker's jobs are not another's.
  const nameOf = (c: Context<Env>, job: string | undefined): string | null => (job === undefined ? null : `${c.get('actor').name} ${job}`);

  const send = async (c: Context<Env>, job: PrintJob, name: string, asked: Pick<MapFields, 'inline' | 'job'>) => {
    const printed = await press.print(job, nameOf(c, asked.job), c.req.raw.signal);
    if (!printed.ok) return problem(c, 409, '正在打印的任务太多，请稍后再试');
    const how = asked.inline === '1' ? 'inline' : 'attachment';
    return c.body(printed.value, 200, {
      'Content-Type': 'application/pdf',
      'Cache-Control': 'private, no-store',
      'Content-Disposition': `${how}; filename="print.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  };
  const fileName = ({ snapshot, year }: PrintSubject, what: string): string => {
    const { county } = snapshot.sheet.data;
    return `${county.name}-${what}-${year}-v${snapshot.tag}${county.demo ? '-演示' : ''}.pdf`;
  };
  const printMap = (c: Context<Env>, asked: MapFields) => {
    const subject = printSubject(c, deps, asked);
    if (!subject.ok) return subject.error;
    const order = orderOf(asked, viewHashOf(asked), deps.clock.now());
    return send(c, { kind: 'map', picture: mapPicture(subject.value), order }, fileName(subject.value, `挂图-${asked.paper}`), asked);
  };
  return createRouter()
    .openapi(routes.map, (c) => printMap(c, c.req.valid('query')))
    .openapi(routes.postedMap, (c) => printMap(c, c.req.valid('json')))
    .openapi(routes.progress, (c) => {
      const { job } = c.req.valid('param');
      const progress = press.progress(nameOf(c, job)!);
      return progress ? reply(c, progress) : problem(c, 404, '没有这个打印任务，或它已经结束');
    });
}
