// GET /api/repairs: drawings that were mended on import or could be, as GeoJSON: the one that was sent and the mended one, side by side.
import { createRoute, z } from '@hono/zod-openapi';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { DrawingFault } from '#domain/land/repair.ts';
import { toMu } from '#domain/units.ts';
import type { RecordedRepair } from '../store/drawing-repairs.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';
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
    /** The record holds the mended drawing. */
    readonly applied: boolean;
  };
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };
}
interface RepairCollection {
  readonly type: 'FeatureCollection';
  readonly features: readonly RepairFeature[];
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
    }),
  },
  responses: {
    ...answers('修复', shaped<RepairCollection>('DrawingRepairs', '每处修复两个要素：before 为来件图形，after 为修复后图形')),
    ...problems.bad,
    ...problems.missing,
  },
});

function featuresOf(repair: RecordedRepair): RepairFeature[] {
  const { id, importId, parcel, sheet, row, faults, applied } = repair;
  const one = (drawing: 'before' | 'after', shape: MultiPolygon, areaMu: number): RepairFeature => ({
    type: 'Feature',
    id: `${id}-${drawing}`,
    properties: { repair: id, importId, parcel, sheet, row, faults, drawing, areaMu, applied },
    geometry: { type: 'MultiPolygon', coordinates: shape },
  });
  return [one('before', repair.before, toMu(repair.areaBefore)), one('after', repair.after, toMu(repair.areaAfter))];
}

export function drawingRepairRoutes(deps: Deps) {
  return createRouter().openapi(repairsRoute, async (c) => {
    const { county, import: importId } = c.req.valid('query');
    const found = snapshotOf(c, deps, county);
    if (!found.ok) return found.error;
    const { sheet, indexOf } = found.value;
    const repairs = await deps.store.drawingRepairs(sheet.data.county.code, importId);
    // Parcels of townships that the asker does not see are not in the snapshot.
    const features = repairs.filter(({ parcel }) => indexOf.has(parcel)).flatMap(featuresOf);
    return reply<RepairCollection>(c, { type: 'FeatureCollection', features });
  });
}
