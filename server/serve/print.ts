// GET and POST /api/print/map.pdf: a view as a wall map to scale; /api/print/parcels.pdf: its parcels, a sheet each. And how far a job is.
import { setImmediate } from 'node:timers/promises';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mapPicture } from '../atlas/print/map-picture.ts';
import { parcelSheet, type ParcelSheet } from '../atlas/print/parcel-sheet.ts';
import type { PrintSubject } from '../atlas/print/print-subject.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { matching } from './filtering.ts';
import type { PrintJob } from './formats/print/press-message.ts';
import { createPress } from './press.ts';
import { jobName, mapFields, mostSheets, orderOf, sheetsFields, type MapFields, type SheetsFields } from './print-fields.ts';
import { printSubject, viewHashOf } from './print-subject.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const file = {
  description: 'PDF',
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
};
const refusals = { ...problems.bad, ...problems.missing, ...problems.conflict, ...problems.broken };
const bodyOf = <T extends z.ZodType>(schema: T) => ({ required: true as const, content: { 'application/json': { schema } } });

const map = { path: '/api/print/map.pdf', responses: { 200: file, ...refusals } } as const;
const sheets = { path: '/api/print/parcels.pdf', responses: { 200: file, ...refusals } } as const;
const routes = {
  map: createRoute({
    ...map,
    method: 'get',
    summary: '按视图打印挂图（高斯—克吕格投影，比例尺精确）',
    request: { query: z.strictObject(mapFields) },
  }),
  postedMap: createRoute({ ...map, method: 'post', summary: '同 GET；视图较长时用', request: { body: bodyOf(z.strictObject(mapFields)) } }),
  sheets: createRoute({
    ...sheets,
    method: 'get',
    summary: `打印视图中宗地的一地一档，每宗一至数页，一次最多 ${mostSheets} 宗`,
    request: { query: z.strictObject(sheetsFields) },
  }),
  postedSheets: createRoute({
    ...sheets,
    method: 'post',
    summary: '同 GET；视图较长时用',
    request: { body: bodyOf(z.strictObject(sheetsFields)) },
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

/** Dossiers worked out before the thread that answers takes other requests. */
const atOnce = 20;

async function sheetsOf(deps: Deps, subject: PrintSubject, indices: readonly number[]): Promise<ParcelSheet[]> {
  const imports = await deps.store.imports(subject.snapshot.sheet.data.county.code);
  const importedAt = new Map(imports.map(({ id, recordedAt }) => [id, recordedAt]));
  const made: ParcelSheet[] = [];
  for (const index of indices) {
    made.push(parcelSheet(subject, index, importedAt));
    if (made.length % atOnce === 0) await setImmediate();
  }
  return made;
}

export function printRoutes(deps: Deps) {
  const press = createPress(deps.log);
  // One asker's jobs are not another's.
  const nameOf = (c: Context<Env>, job: string): string => `${c.get('actor').name} ${job}`;

  const send = async (c: Context<Env>, job: PrintJob, name: string, asked: Pick<MapFields, 'inline' | 'job'>) => {
    const printed = await press.print(job, asked.job === undefined ? null : nameOf(c, asked.job), c.req.raw.signal);
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
  const printSheets = async (c: Context<Env>, asked: SheetsFields) => {
    const subject = printSubject(c, deps, asked);
    if (!subject.ok) return subject.error;
    const { snapshot, keeps } = subject.value;
    const { indices, all } = matching(snapshot.base.size, keeps, mostSheets);
    if (all === 0) return problem(c, 422, '视图中没有宗地，没有可打印的一地一档');
    if (all > mostSheets) return problem(c, 422, `一次最多打印 ${mostSheets} 宗，当前视图有 ${all} 宗；请先筛选或点选`);
    const job: PrintJob = {
      kind: 'sheets',
      // Neighbours are shown as they are, whatever the view keeps.
      picture: mapPicture({ ...subject.value, keeps: () => true }),
      order: {
        reviewNumber: asked.review || null,
        source: asked.source || null,
        viewHash: viewHashOf(asked),
        madeAt: deps.clock.now(),
        names: snapshot.base.names,
      },
      sheets: await sheetsOf(deps, subject.value, indices),
    };
    return send(c, job, fileName(subject.value, `一地一档-${all}宗`), asked);
  };
  return createRouter()
    .openapi(routes.map, (c) => printMap(c, c.req.valid('query')))
    .openapi(routes.postedMap, (c) => printMap(c, c.req.valid('json')))
    .openapi(routes.sheets, (c) => printSheets(c, c.req.valid('query')))
    .openapi(routes.postedSheets, (c) => printSheets(c, c.req.valid('json')))
    .openapi(routes.progress, (c) => {
      const progress = press.progress(nameOf(c, c.req.valid('param').job));
      return progress ? reply(c, progress) : problem(c, 404, '没有这个打印任务，或它已经结束');
    });
}
