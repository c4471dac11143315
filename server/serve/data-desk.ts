// The data desk: GET /api/data/coverage (what is filled in), GET /api/sources (the register of files), POST /api/sources/{id} (what is known of one).
import { createRoute, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import { parseIsoDate } from '#domain/period.ts';
import type { SourceNote } from '#domain/source.ts';
import { dataCoverage, type DataCoverage } from '../atlas/data-coverage.ts';
import type { ImportRecord } from '../store/imports.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, lensOf, lensQuery, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

type Source = Omit<ImportRecord, 'options' | 'county'> &
  Pick<SourceNote, 'producer' | 'producedOn' | 'licence' | 'note'> & { readonly notedBy: string | null };

const text = (most: number) => z.string().trim().max(most).nullable().default(null);
const noteBody = z
  .strictObject({
    county: countyParameter,
    producer: text(200).openapi({ description: '数据生产单位' }),
    producedOn: z
      .string()
      .refine((day) => parseIsoDate(day) !== null, '应为 YYYY-MM-DD 形式的日期')
      .nullable()
      .default(null)
      .openapi({ example: '2022-03-18', description: '数据日期' }),
    licence: text(200).openapi({ description: '使用许可或共享依据' }),
    note: text(2000),
  })
  .openapi('SourceNoteBody');

const refusals = { ...problems.bad, ...problems.missing };
const coverageRoute = createRoute({
  method: 'get',
  path: '/api/data/coverage',
  summary: '数据完整度：按字段、年度、乡镇、来源，以及因缺数据而不能判断的宗地',
  request: { query: z.strictObject(lensQuery) },
  responses: { ...answers('完整度', shaped<DataCoverage>('DataCoverage', '逐字段的已知数与应有数')), ...unchanged, ...refusals },
});
const sourcesRoute = createRoute({
  method: 'get',
  path: '/api/sources',
  summary: '数据来源登记：文件、时间、哈希、生产单位、许可',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('来源', shaped<readonly Source[]>('Sources', '每次导入一行，新的在前')), ...refusals },
});
const noteRoute = createRoute({
  method: 'post',
  path: '/api/sources/{id}',
  summary: '登记一份来源的生产单位、数据日期与许可（只增不改，最新者有效）',
  request: {
    params: z.object({
      id: z
        .string()
        .regex(/^\d{1,12}$/)
        .transform(Number)
        .openapi({ type: 'integer' }),
    }),
    body: { required: true, content: { 'application/json': { schema: noteBody } } },
  },
  responses: { ...answers('已登记', shaped<SourceNote>('SourceNote', '已登记')), ...refusals, ...problems.forbidden },
});

/** The register of files of a county, newest first, each with what was last noted of it. */
async function sourcesOf(deps: Deps, county: ImportRecord['county']): Promise<Source[]> {
  const notes = new Map((await deps.store.sourceNotes(county)).map((one) => [one.importId, one]));
  return (await deps.store.imports(county))
    .map(({ options: _, county: __, ...record }) => {
      const noted = notes.get(record.id);
      return {
        ...record,
        producer: noted?.producer ?? null,
        producedOn: noted?.producedOn ?? null,
        licence: noted?.licence ?? null,
        note: noted?.note ?? null,
        notedBy: noted?.actor ?? null,
      };
    })
    .reverse();
}

export function dataDeskRoutes(deps: Deps) {
  return createRouter()
    .openapi(coverageRoute, (c) => {
      const lens = lensOf(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      const { snapshot, policy, year } = lens.value;
      const known = unlessChanged(c, snapshot.tag);
      if (known) return known;
      return reply<DataCoverage>(c, dataCoverage(snapshot, policy, year));
    })
    .openapi(sourcesRoute, async (c) => {
      const found = snapshotOf(c, deps, c.req.valid('query').county);
      return found.ok ? reply<readonly Source[]>(c, await sourcesOf(deps, found.value.sheet.data.county.code)) : found.error;
    })
    .openapi(noteRoute, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能登记来源');
      const { county, ...said } = c.req.valid('json');
      const found = snapshotOf(c, deps, county);
      if (!found.ok) return found.error;
      const { code } = found.value.sheet.data.county;
      const importId = c.req.valid('param').id;
      if (!(await deps.store.imports(code)).some(({ id }) => id === importId)) return problem(c, 404, `没有第 ${importId} 次导入`);
      const note: SourceNote = { importId, ...said, actor: c.get('actor').name, recordedAt: deps.clock.now() };
      await deps.store.change(code, (record) => record.appendSourceNote(note));
      await deps.atlas.refresh(code);
      return reply<SourceNote>(c, note);
    });
}
