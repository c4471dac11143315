// The ledger page: GET /api/ledger/table (a page of rows with sums and counts) and /api/ledger/map (the same entries as the map draws them).
import { createRoute, z } from '@hono/zod-openapi';
import { landMetricKinds, ledgerStages } from '#domain/ledger/entry.ts';
import { ledgerFacets } from '#domain/ledger/ledger-filter.ts';
import type { LedgerTotal } from '#domain/ledger/ledger-totals.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { toMu } from '#domain/units.ts';
import { ledgerRowReply, townshipNames } from '../atlas/ledger-row-reply.ts';
import { formerShape, landDay, landShape } from '../atlas/target-scope.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { ledgerLens, type LedgerLens, ledgerTableQuery } from './ledger-lens.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const number = (most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .refine((value) => value <= most, `at most ${most}`)
    .optional()
    .openapi({ type: 'integer' });

function totalReply({ verified, declared, effective, takenBack, ...counts }: LedgerTotal) {
  return { ...counts, verifiedMu: toMu(verified), declaredMu: toMu(declared), effectiveMu: toMu(effective), takenBackMu: toMu(takenBack) };
}

function tableReply({ snapshot, day, knownOn, targets, table }: LedgerLens, offset: number, limit: number) {
  const names = townshipNames(snapshot);
  const { sheet } = snapshot;
  const [kind, stage, township, measure] = ledgerFacets.map((facet) =>
    [...table.counts[facet]].map(([key, entries]) => ({ key, name: facet === 'township' ? (names.get(key) ?? null) : null, entries })),
  );
  return {
    county: sheet.data.county.code as string,
    demo: sheet.data.county.demo,
    asOf: day as string,
    knownOn: knownOn as string | null,
    version: snapshot.tag,
    /** Entries that are asked for, of all that are seen on the day; and those outside the asker's townships. */
    matched: table.seen.length,
    all: table.all,
    hidden: table.hidden,
    /** Rows as written in the county's ledger so far, whatever the day. */
    written: sheet.data.ledger.length,
    totals: table.totals.map(totalReply),
    counts: { kind: kind!, stage: stage!, township: township!, measure: measure! },
    targets: targets.map(({ target, policy, origin }) => ({
      id: target.id,
      policy,
      name: target.name,
      kind: target.kind,
      origin,
      periodStart: target.periodStart as string,
      periodEnd: target.periodEnd as string,
    })),
    offset,
    rows: table.seen.slice(offset, offset + limit).map((seen) => ledgerRowReply(snapshot, seen, targets)),
  };
}
export type LedgerTableReply = ReturnType<typeof tableReply>;

function mapReply({ snapshot, table, day }: LedgerLens) {
  const { indexOf, tag, sheet } = snapshot;
  const places = table.seen.flatMap(({ entry, parts }) => parts.map((part) => ({ entry, part })));
  return {
    version: tag,
    id: places.map(({ entry }) => entry.id),
    parcel: places.map(({ part }) => indexOf.get(part.parcel) ?? -1),
    stage: places.map(({ entry }) => ledgerStages.indexOf(entry.stage)),
    kind: places.map(({ entry }) => landMetricKinds.indexOf(entry.kind)),
    shapes: places.flatMap(({ entry, part }, place): { place: number; shape: MultiPolygon }[] => {
      // Land on a parcel that is no more, or lies otherwise now, is shown where that lay.
      const on = landDay(entry, day);
      const shape = part.shape ?? (indexOf.has(part.parcel) ? formerShape : landShape)(sheet, part.parcel, on);
      return shape ? [{ place, shape }] : [];
    }),
  };
}
export type LedgerMapReply = ReturnType<typeof mapReply>;

const table = createRoute({
  method: 'get',
  path: '/api/ledger/table',
  summary: '台账页：筛选、排序、分页的条目，各口径的合计（不相加），各选项的条数',
  request: { query: z.strictObject({ ...ledgerTableQuery, offset: number(1_000_000), limit: number(1000) }) },
  responses: {
    ...answers(
      '一页',
      shaped<LedgerTableReply>('LedgerTable', 'matched 为符合的条数，rows 为其中一页（缺省 200 条）；面积只计可见且符合的地块'),
    ),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
    ...problems.broken,
  },
});
const map = createRoute({
  method: 'get',
  path: '/api/ledger/map',
  summary: '台账页的地图：与表同一筛选',
  request: { query: z.strictObject(ledgerTableQuery) },
  responses: {
    ...answers(
      '地块',
      shaped<LedgerMapReply>('LedgerMap', '各列表按地块对齐；parcel 为图块中的要素编号，stage、kind 为其在枚举中的位置；shapes 为所画范围'),
    ),
    ...unchanged,
    ...problems.bad,
    ...problems.missing,
    ...problems.broken,
  },
});

export function ledgerTableRoutes(deps: Deps) {
  return createRouter()
    .openapi(table, (c) => {
      const { offset = 0, limit = 200, ...asked } = c.req.valid('query');
      const lens = ledgerLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      return unlessChanged(c, lens.value.tag) ?? reply(c, tableReply(lens.value, offset, limit));
    })
    .openapi(map, (c) => {
      const lens = ledgerLens(c, deps, c.req.valid('query'));
      if (!lens.ok) return lens.error;
      return unlessChanged(c, lens.value.tag) ?? reply(c, mapReply(lens.value));
    });
}
