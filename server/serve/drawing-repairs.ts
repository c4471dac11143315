// GET /api/repairs: drawings that were mended on import or could be, as GeoJSON: the one that was sent and the mended one, side by side.
import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import { type CountyCode, parseCountyCode } from '#domain/land/codes.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { type DrawingFault, type DrawingHeld, isOpenRepair, type RepairAct, repairDecisions } from '#domain/land/repair.ts';
import { toMu } from '#domain/units.ts';
import type { RecordedRepair } from '../store/drawing-repairs.ts';
import type { Changing } from '../store/store.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

interface RepairFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly properties: {
    readonly repair: number;
    readonly importId: number;
    readonly parcel: string;
    readonly sheet: string | null;
    readonly row: number;
    readonly faults: readonly DrawingFault[];
    readonly drawing: 'before' | 'after';
    readonly areaMu: number;
    /** It was mended on import because that was asked for. */
    readonly applied: boolean;
    /** Which drawing the record holds now. */
    readonly held: DrawingHeld;
    readonly last: RepairAct | null;
  };
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };
}
interface RepairCollection {
  readonly type: 'FeatureCollection';
  readonly features: readonly RepairFeature[];
  /** Repairs that match, each of two features; and how many of all wait for a decision. */
  readonly numberMatched: number;
  readonly open: number;
}

const repairsRoute = createRoute({
  method: 'get',
  path: '/api/repairs',
  summary: '导入时修复（或建议修复）的图形：修复前后成对给出',
  request: {
    query: z.strictObject({
      county: countyParameter,
      import: z
        .string()
        .regex(/^\d{1,12}$/)
        .transform(Number)
        .optional()
        .openapi({ type: 'integer', description: '只看某一次导入' }),
      state: z.enum(['open', 'decided', 'all']).default('all').openapi({ description: 'open：待决定' }),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(10_000).openapi({ description: '修复处数' }),
    }),
  },
  responses: {
    ...answers('修复', shaped<RepairCollection>('DrawingRepairs', '每处修复两个要素：before 为来件图形，after 为修复后图形')),
    ...problems.bad,
    ...problems.missing,
  },
});

const decideRoute = createRoute({
  method: 'post',
  path: '/api/repairs/acts',
  summary: '决定图形修复：accept 采用修复后的图形，reject 保留（或恢复）来件图形；全部能办才办',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            county: z.string(),
            ids: z.array(z.number().int()).min(1).max(5000),
            act: z.enum(repairDecisions),
            reason: z.string().trim().min(1).max(1000),
          }),
        },
      },
    },
  },
  responses: {
    ...answers('已办', z.object({ acts: z.number() })),
    ...problems.bad,
    ...problems.forbidden,
    ...problems.missing,
    ...problems.broken,
  },
});

function featuresOf(repair: RecordedRepair): RepairFeature[] {
  const { id, importId, parcel, sheet, row, faults, applied, held, last } = repair;
  const one = (drawing: 'before' | 'after', shape: MultiPolygon, areaMu: number): RepairFeature => ({
    type: 'Feature',
    id: `${id}-${drawing}`,
    properties: { repair: id, importId, parcel, sheet, row, faults, drawing, areaMu, applied, held, last },
    geometry: { type: 'MultiPolygon', coordinates: shape },
  });
  return [one('before', repair.before, toMu(repair.areaBefore)), one('after', repair.after, toMu(repair.areaAfter))];
}

export function drawingRepairRoutes(deps: Deps) {
  const list: RouteHandler<typeof repairsRoute, Env> = async (c) => {
    const { county, import: importId, state, offset, limit } = c.req.valid('query');
    const found = snapshotOf(c, deps, county);
    if (!found.ok) return found.error;
    const { sheet, indexOf } = found.value;
    const repairs = await deps.store.drawingRepairs(sheet.data.county.code, importId);
    // Parcels of townships that the asker does not see are not in the snapshot.
    const seen = repairs.filter(({ parcel }) => indexOf.has(parcel));
    const open = seen.filter(isOpenRepair);
    const matched = state === 'all' ? seen : state === 'open' ? open : seen.filter((one) => !isOpenRepair(one));
    const features = matched.slice(offset, offset + limit).flatMap(featuresOf);
    return reply<RepairCollection>(c, { type: 'FeatureCollection', features, numberMatched: matched.length, open: open.length });
  };
  return createRouter()
    .openapi(repairsRoute, list)
    .openapi(decideRoute, async (c) => {
      const actor = c.get('actor');
      if (!mayWrite(actor) || actor.townships !== 'all') return problem(c, 403, '当前角色不能决定图形修复');
      const { county: asked, ids, act, reason } = c.req.valid('json');
      const county = parseCountyCode(asked);
      if (!county || !(await deps.store.county(county)) || !deps.evaluate) return problem(c, 404, '没有这个县');
      const { evaluate } = deps;
      const decision: RepairAct = { act, reason, actor: actor.name, recordedAt: deps.clock.now() };
      try {
        await deps.store.change(county, async (record) => {
          const known = new Map((await record.drawingRepairs(county)).map((one) => [one.id, one]));
          for (const id of new Set(ids)) {
            const repair = known.get(id);
            if (!repair) throw new Cannot(`没有第 ${id} 处修复`);
            if (repair.held === 'gone') throw new Cannot(`${repair.parcel} 已不在记录中`);
            if (repair.held === 'other') throw new Cannot(`${repair.parcel} 的图形后来已由别的文件更新，这处修复不再适用`);
            await record.decideRepair(repair, decision);
            await settleFindings(record, county, repair, decision);
          }
          await evaluate(record, county, decision.recordedAt);
        });
      } catch (error) {
        if (error instanceof Cannot) return problem(c, 422, error.message);
        throw error;
      }
      await deps.atlas.refresh(county);
      return reply(c, { acts: new Set(ids).size });
    });
}

class Cannot extends Error {}

const aboutDrawing: ReadonlySet<string> = new Set([
  'geometry-self-crossing',
  'geometry-repair-proposed',
  'geometry-spike',
  'geometry-hole-outside',
]);

/** What the file was found to have is mended by the mended drawing, and open again when the sent one comes back. */
async function settleFindings(
  record: Changing,
  county: CountyCode,
  repair: RecordedRepair,
  { act, reason, ...who }: RepairAct,
): Promise<void> {
  const acts = await record.issueActs(county);
  const concerned = (await record.keptIssues(county)).filter(
    ({ importId, subject, kind, origin }) =>
      origin === 'import' && importId === repair.importId && subject === repair.parcel && aboutDrawing.has(kind),
  );
  for (const { id, kind } of concerned) {
    const last = (acts.get(id) ?? []).at(-1)?.act;
    if (act === 'accept')
      await record.appendIssueAct({ issue: id, act: 'close', to: null, reason: `采用修复后的图形：${reason}`, importId: null, ...who });
    else if (kind === 'geometry-repair-proposed')
      await record.appendIssueAct({ issue: id, act: 'close', to: null, reason: `不采用修复后的图形：${reason}`, importId: null, ...who });
    else if (last === 'close')
      await record.appendIssueAct({ issue: id, act: 'reopen', to: null, reason: `恢复来件图形：${reason}`, importId: null, ...who });
  }
}
