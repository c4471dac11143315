// The HTTP interface as one app over its dependencies. It never listens.
import { fullDiskMessage, isFullDisk } from '#domain/full-disk.ts';
import { HTTPException } from 'hono/http-exception';
import { compress } from 'hono/compress';
import { basemapRoutes } from './serve/basemap.ts';
import { columnRoutes } from './serve/columns.ts';
import { countyRoutes } from './serve/counties.ts';
import { dataDeskRoutes } from './serve/data-desk.ts';
import { drawingRepairRoutes } from './serve/drawing-repairs.ts';
import { addDocs } from './serve/docs.ts';
import { createRouter, type Deps } from './serve/env.ts';
import { documentRoutes } from './serve/documents.ts';
import { evaluationActRoutes } from './serve/evaluation-acts.ts';
import { evaluationExportRoutes } from './serve/evaluation-export.ts';
import { evaluationRoutes } from './serve/evaluation.ts';
import { exportRoutes } from './serve/export.ts';
import { freedRoutes } from './serve/freed.ts';
import { firmRoutes } from './serve/firms.ts';
import { headers, limitedBody, ownWritesOnly, withActor } from './serve/guard.ts';
import { counterRoutes } from './serve/counters.ts';
import { landCaseRoutes } from './serve/land-cases.ts';
import { bulletinRoutes } from './serve/bulletins.ts';
import { progressExportRoutes } from './serve/progress-export.ts';
import { progressRoutes } from './serve/progress.ts';
import { targetActRoutes } from './serve/target-acts.ts';
import { ledgerChainRoutes } from './serve/ledger-chain.ts';
import { ledgerExportRoutes } from './serve/ledger-export.ts';
import { ledgerTableRoutes } from './serve/ledger-table.ts';
import { lineageRoutes } from './serve/lineage.ts';
import { ledgerRoutes } from './serve/ledger.ts';
import { matchingRoutes } from './serve/matching.ts';
import { pages } from './serve/pages.ts';
import { parcelFeatureRoutes } from './serve/parcel-features.ts';
import { parcelRoutes } from './serve/parcels.ts';
import { policyRoutes } from './serve/policies.ts';
import { printRoutes } from './serve/print.ts';
import { problem } from './serve/problem.ts';
import { repurchaseCompareRoutes } from './serve/repurchase-compare.ts';
import { repurchaseExportRoutes } from './serve/repurchase-export.ts';
import { repurchaseFundRoutes } from './serve/repurchase-fund.ts';
import { repurchaseNeedRoutes } from './serve/repurchase-needs.ts';
import { repurchasePlanRoutes } from './serve/repurchase-plans.ts';
import { repurchaseRoutes } from './serve/repurchase.ts';
import { repurchaseSolveRoutes } from './serve/repurchase-solve.ts';
import { scenarioRoutes } from './serve/scenarios.ts';
import { searchRoutes } from './serve/search.ts';
import { sessionRoutes } from './serve/session.ts';
import { summaryRoutes } from './serve/summary.ts';
import { systemRoutes } from './serve/system.ts';
import { targetRoutes } from './serve/targets.ts';
import { tileRoutes } from './serve/tiles.ts';
import { issueRoutes } from './serve/issues.ts';
import { mappingRoutes } from './serve/mappings.ts';
import { successionRoutes } from './serve/successions.ts';
import { uploadEventRoutes } from './serve/upload-events.ts';
import { uploadRoutes } from './serve/uploads.ts';

/** Addresses of the interface: a wrong one is answered with a problem, never with the app's page. */
const interfacePaths = ['/api/*', '/tiles/*', '/ogc/*'];

/** The framework's refusals in the words of this house. */
const frameworkWords: Readonly<Record<string, string>> = { 'Malformed JSON in request body': '请求体不是 JSON' };

/** The app; `deps` says over what. */
export function createApp(deps: Deps) {
  const app = createRouter();
  app.use(headers(deps.config), compress({ encoding: 'gzip' }), ownWritesOnly, limitedBody, withActor(deps));
  app.onError((error, c) => {
    // The framework's own refusals (a body that is no JSON) are the asker's; everything else is ours and is told to the log.
    if (error instanceof HTTPException && error.status < 500)
      return problem(c, error.status === 415 ? 415 : 400, frameworkWords[error.message] ?? error.message);
    deps.log(error, `${c.req.method} ${new URL(c.req.url).pathname}`);
    if (isFullDisk(error)) return problem(c, 503, fullDiskMessage);
    return problem(c, 500, '出现未预料的错误，已记入日志；数据没有改动');
  });
  const routed = app
    .route('/', systemRoutes(deps))
    .route('/', countyRoutes(deps))
    .route('/', columnRoutes(deps))
    .route('/', summaryRoutes(deps))
    .route('/', basemapRoutes(deps))
    .route('/', tileRoutes(deps))
    .route('/', parcelFeatureRoutes(deps))
    .route('/', parcelRoutes(deps))
    .route('/', firmRoutes(deps))
    .route('/', searchRoutes(deps))
    .route('/', policyRoutes(deps))
    .route('/', scenarioRoutes(deps))
    .route('/', targetRoutes(deps))
    .route('/', counterRoutes(deps))
    .route('/', targetActRoutes(deps))
    .route('/', freedRoutes(deps))
    .route('/', progressRoutes(deps))
    .route('/', progressExportRoutes(deps))
    .route('/', bulletinRoutes(deps))
    .route('/', landCaseRoutes(deps))
    .route('/', ledgerTableRoutes(deps))
    .route('/', ledgerExportRoutes(deps))
    .route('/', ledgerChainRoutes(deps))
    .route('/', lineageRoutes(deps))
    .route('/', ledgerRoutes(deps))
    .route('/', documentRoutes(deps))
    .route('/', sessionRoutes(deps))
    .route('/', matchingRoutes(deps))
    .route('/', dataDeskRoutes(deps))
    .route('/', drawingRepairRoutes(deps))
    .route('/', evaluationRoutes(deps))
    .route('/', evaluationActRoutes(deps))
    .route('/', evaluationExportRoutes(deps))
    .route('/', uploadRoutes(deps))
    .route('/', uploadEventRoutes(deps))
    .route('/', issueRoutes(deps))
    .route('/', mappingRoutes(deps))
    .route('/', successionRoutes(deps))
    .route('/', repurchaseRoutes(deps))
    .route('/', repurchaseSolveRoutes(deps))
    .route('/', repurchasePlanRoutes(deps))
    .route('/', repurchaseCompareRoutes(deps))
    .route('/', repurchaseExportRoutes(deps))
    .route('/', repurchaseNeedRoutes(deps))
    .route('/', repurchaseFundRoutes(deps))
    .route('/', exportRoutes(deps))
    .route('/', printRoutes(deps));
  addDocs(app, deps);
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      c.header('Allow', [...allowed].join(', '));
      return problem(c, 405, `${new URL(c.req.url).pathname} 只接受 ${[...allowed].join('、')}`);
    });
  }
  for (const path of interfacePaths) app.all(path, (c) => problem(c, 404, `没有 ${c.req.method} ${new URL(c.req.url).pathname}`));
  if (deps.config.web !== null) app.get('*', pages(deps.config.web));
  app.notFound((c) => problem(c, 404, `没有 ${c.req.method} ${new URL(c.req.url).pathname}`));
  return routed;
}

export type App = ReturnType<typeof createApp>;
