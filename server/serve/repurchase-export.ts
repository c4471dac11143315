// A plan as files: GET /api/repurchase/plans/{id}/export/{format}: a sheet to sign, a workbook with live totals, its plots on the map.
import { createRoute, z } from '@hono/zod-openapi';
import type { BrickKind } from '#domain/repurchase/cost.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { plansNow } from '../atlas/repurchase/planned.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { createRouter, type Deps } from './env.ts';
import { DEMO_MARK } from './formats/export-rows.ts';
import { exportTypes } from './formats/export-view.ts';
import { geopackageBytes } from './formats/geopackage.ts';
import { brickWan } from './formats/plan-bricks.ts';
import { planDocx } from './formats/plan-docx.ts';
import { plotRows, type PlanPaper, type PlotRow } from './formats/plan-paper.ts';
import { planXlsx } from './formats/plan-xlsx.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { planReply } from './repurchase-plan-reply.ts';

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: exportTypes.xlsx,
  gpkg: exportTypes.gpkg,
} as const;
const file = { schema: z.string().openapi({ format: 'binary' }) };
const route = createRoute({
  method: 'get',
  path: '/api/repurchase/plans/{id}/export/{format}',
  summary: '导出收储方案：方案表（docx）、明细（xlsx，合计为公式）、空间数据（gpkg）；均注明截至日期、方案校验与“估算，以评估为准”',
  request: {
    params: z.object({
      id: z
        .string()
        .regex(/^\d{1,12}$/, '应为整数')
        .transform(Number)
        .openapi({ type: 'integer' }),
      format: z.enum(['docx', 'xlsx', 'gpkg']),
    }),
    query: z.strictObject({ county: countyParameter }),
  },
  responses: {
    200: { description: '文件', content: { [types.docx]: file, [types.xlsx]: file, [types.gpkg]: file } },
    ...problems.bad,
    ...problems.missing,
    ...problems.forbidden,
  },
});

/** Attributes of a plot in the GeoPackage: plain columns, each with a type of its own. */
function attributes(paper: PlanPaper, row: PlotRow) {
  const { plan, asOf, demo } = paper;
  const part = (kind: BrickKind): number | null => brickWan(paper, row.code, kind);
  return {
    code: row.code,
    name: row.name,
    township: row.township,
    block: row.block,
    area_mu: row.areaMu,
    cost_wan: row.costWan,
    cost_note: plan.label,
    cost_land_wan: part('land'),
    cost_buildings_wan: part('buildings'),
    cost_relocation_wan: part('relocation'),
    cost_stoppage_wan: part('stoppage'),
    cost_early_signing_wan: part('earlySigning'),
    cost_idle_fee_wan: part('idleFee'),
    cost_penalty_wan: part('penalty'),
    cost_floor_wan: part('floor'),
    cost_stated_wan: part('override'),
    owner: row.owner,
    firms: row.firms,
    jobs: row.jobs,
    tax_wan: row.taxWan,
    step: row.step,
    valuation_wan: row.valuationWan,
    contract_wan: row.contractWan,
    ledger_entry: row.ledgerEntry,
    plan: plan.name,
    plan_id: plan.id,
    plan_state: plan.state,
    plan_hash: plan.hash,
    as_of: asOf,
    data_version: plan.dataVersion,
    demo: demo ? DEMO_MARK : null,
  };
}

/** Left out of the file by its empty code: it gives every column its type. */
const typed: Record<keyof ReturnType<typeof attributes>, string | number> = {
  code: '',
  name: '',
  township: '',
  block: 0,
  area_mu: 0.5,
  cost_wan: 0.5,
  cost_note: '',
  cost_land_wan: 0.5,
  cost_buildings_wan: 0.5,
  cost_relocation_wan: 0.5,
  cost_stoppage_wan: 0.5,
  cost_early_signing_wan: 0.5,
  cost_idle_fee_wan: 0.5,
  cost_penalty_wan: 0.5,
  cost_floor_wan: 0.5,
  cost_stated_wan: 0.5,
  owner: '',
  firms: 0,
  jobs: 0.5,
  tax_wan: 0.5,
  step: '',
  valuation_wan: 0.5,
  contract_wan: 0.5,
  ledger_entry: 0,
  plan: '',
  plan_id: 0,
  plan_state: '',
  plan_hash: '',
  as_of: '2000-01-01',
  data_version: '',
  demo: '',
};

function feature(properties: object, shape: MultiPolygon | null) {
  return { type: 'Feature', properties, geometry: shape && { type: 'MultiPolygon', coordinates: shape } };
}

function planGeojson({ sheet, indexOf, picks }: Snapshot, paper: PlanPaper): string {
  const features = plotRows(paper).map((row) => {
    const place = indexOf.get(row.code);
    const shape = place === undefined ? null : sheet.parcel(picks[place]!).shape;
    return feature(attributes(paper, row), shape);
  });
  return JSON.stringify({ type: 'FeatureCollection', features: [feature(typed, null), ...features] });
}

export function repurchaseExportRoutes(deps: Deps) {
  return createRouter().openapi(route, async (c) => {
    const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
    if (!snapshot.ok) return snapshot.error;
    if (snapshot.value.scope !== 'all') return problem(c, 403, '收储方案涉及全县，须由县级人员查看');
    const { id, format } = c.req.valid('param');
    const { sheet } = snapshot.value;
    const now = plansNow(sheet).find(({ plan }) => plan.id === id);
    if (!now) return problem(c, 404, `没有第 ${id} 号方案`);
    const names = new Map(sheet.data.townships.map(({ code, name }) => [code as string, name]));
    const { code, name, demo } = sheet.data.county;
    const paper: PlanPaper = {
      plan: planReply(now, sheet.data.repurchasePlanActs ?? []),
      county: name,
      demo,
      asOf: sheet.asOf,
      bricks: new Map(now.plan.parcels.flatMap(({ code: own, bricks }) => (bricks ? [[own, bricks] as const] : []))),
      townshipName: (township) => (township === null ? null : (names.get(township) ?? township)),
    };
    const bytes =
      format === 'docx' ? planDocx(paper) : format === 'xlsx' ? planXlsx(paper) : await geopackageBytes(planGeojson(snapshot.value, paper));
    const title = `${name}-${now.plan.name.replaceAll(/[\\/:*?"<>|]/g, '_')}-${sheet.asOf}${demo ? '-演示' : ''}.${format}`;
    return c.body(bytes, 200, {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="plan-${code}-${id}.${format}"; filename*=UTF-8''${encodeURIComponent(title)}`,
    });
  });
}
