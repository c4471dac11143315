// Whether a county's ledger is whole: GET /api/ledger/chain reads every row from the record and follows the seals.
import { createRoute, z } from '@hono/zod-openapi';
import { findBrokenLink } from '#domain/ledger/chain.ts';
import { sha256 } from '../store/ledger.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

interface ChainReply {
  readonly rows: number;
  /** Null: every row holds and none is missing. */
  readonly broken: { readonly id: number; readonly fault: 'text' | 'link' | 'cut' } | null;
  readonly lastId: number | null;
  readonly lastHash: string | null;
  readonly checkedAt: string;
}

const route = createRoute({
  method: 'get',
  path: '/api/ledger/chain',
  summary: '核对台账链：逐行重算校验值；broken 指出第一处不符（text 内容被改动，link 前后不接，cut 末尾缺行）',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('核对结果', shaped<ChainReply>('LedgerChain', '由数据库逐行重算')), ...problems.bad, ...problems.missing },
});

export function ledgerChainRoutes(deps: Deps) {
  return createRouter().openapi(route, async (c) => {
    const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
    if (!snapshot.ok) return snapshot.error;
    const { code } = snapshot.value.sheet.data.county;
    const rows = await deps.store.ledger(code);
    const head = await deps.store.ledgerHead(code);
    const last = rows.at(-1);
    const link = findBrokenLink(rows, sha256);
    const cut = rows.length !== head.rows || (last !== undefined && last.hash !== head.hash);
    const broken = link ?? (cut ? { id: last?.id ?? 0, fault: 'cut' as const } : null);
    return reply<ChainReply>(c, {
      rows: rows.length,
      broken,
      lastId: last?.id ?? null,
      lastHash: last?.hash ?? null,
      checkedAt: deps.clock.now(),
    });
  });
}
