// GET /api/freed: the county's ledger as a timeline by parcel index, so that the map replays it without asking again.
import { createRoute, z } from '@hono/zod-openapi';
import { sees } from '#domain/access/actor.ts';
import { freedTimeline, type FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { formerLandOf, ledgerLines } from '../atlas/target-scope.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';
import { answers, shaped } from './reply.ts';

type FreedReply = FreedTimeline & { readonly version: string };

export function freedRoutes(deps: Deps) {
  const route = createRoute({
    method: 'get',
    path: '/api/freed',
    summary: '腾地台账的时间线：任意一天的状态都可由此还原',
    request: { query: z.strictObject({ county: countyParameter }) },
    responses: {
      ...answers(
        '时间线',
        shaped<FreedReply>(
          'FreedTimeline',
          '各列表按条目对齐；日期为 1970-01-01 起的天数；parcel 为图块中的要素编号；former 为已不存在的原宗地与其存续的日子',
        ),
      ),
      ...unchanged,
      ...problems.bad,
      ...problems.missing,
    },
  });
  return createRouter().openapi(route, (c) => {
    const found = snapshotOf(c, deps, c.req.valid('query').county);
    if (!found.ok) return found.error;
    const { sheet, tag, indexOf } = found.value;
    const known = unlessChanged(c, tag);
    if (known) return known;
    // Whoever sees the same land gets the same text: of a long ledger it takes a second to write.
    const text = found.value.once('freed timeline', () => {
      const lines = ledgerLines(sheet).all.filter(({ township }) => sees(c.get('actor'), township));
      const former = formerLandOf(sheet).filter(({ township }) => sees(c.get('actor'), township));
      const timeline: FreedReply = { version: tag, ...freedTimeline(lines, (parcel) => indexOf.get(parcel) ?? -1, former) };
      return JSON.stringify(timeline);
    });
    return c.body(text, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
}
