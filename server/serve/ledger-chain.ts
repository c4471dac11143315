// Whether a county's ledger is whole: GET /api/ledger/chain reads every row from the record and follows the seals.
import { createRoute, z } from '@hono/zod-openapi';
import type { CountyCode } from '#domain/land/codes.ts';
import type { ChainFound } from '../store/ledger-chain.ts';
import { startWorker } from '../worker.ts';
import { createRouter, type Deps } from './env.ts';
import type { ChainAnswer, ChainQuestion } from './ledger-chain-worker.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

interface ChainReply extends ChainFound {
  readonly checkedAt: string;
}

async function followApart(question: ChainQuestion): Promise<ChainFound> {
  const worker = startWorker(new URL('./ledger-chain-worker.ts', import.meta.url), question);
  try {
    const answer = await new Promise<ChainAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread that follows the chain ended with ${code}`)));
    });
    if ('fault' in answer) throw new Error(answer.fault);
    return answer.found;
  } finally {
    await worker.terminate();
  }
}

const route = createRoute({
  method: 'get',
  path: '/api/ledger/chain',
  summary: '核对台账链：逐行重算校验值；broken 指出第一处不符（text 内容被改动，link 前后不接，cut 末尾缺行）',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('核对结果', shaped<ChainReply>('LedgerChain', '由数据库逐行重算')), ...problems.bad, ...problems.missing },
});

export function ledgerChainRoutes(deps: Deps) {
  const following = new Map<CountyCode, Promise<ChainFound>>();
  return createRouter().openapi(route, async (c) => {
    const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
    if (!snapshot.ok) return snapshot.error;
    const { code } = snapshot.value.sheet.data.county;
    // Whoever asks while it is being followed gets the same answer: one thread per county at a time.
    const running = following.get(code) ?? followApart({ home: deps.store.home, county: code }).finally(() => following.delete(code));
    following.set(code, running);
    return reply<ChainReply>(c, { ...(await running), checkedAt: deps.clock.now() });
  });
}
