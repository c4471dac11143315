// The money for buying land back: GET /api/repurchase/fund (entries and balance), POST to add an entry or take one back.
import { createRoute, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fundBalance, fundEntriesInForce, fundKinds, type FundBalance, type FundEntry, type FundShare } from '#domain/repurchase/fund.ts';
import { planCommitment } from '#domain/repurchase/plan-figures.ts';
import { decimal, parseMoney, toWan } from '#domain/units.ts';
import { plansNow } from '../atlas/repurchase/planned.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, policiesOf, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

/** The share that the county's policy sets aside of its land revenue, with its clause; half a percent as an example where it sets none. */
function shareOf(policies: readonly Policy[]): FundShare {
  const target = policies.flatMap((policy) => policy.targets).find(({ metric }) => metric === 'special_fund_share');
  return !target || target.value === null
    ? { percent: decimal('0.5'), clause: null }
    : { percent: decimal(target.value), clause: target.clause };
}

function balanceReply(balance: FundBalance) {
  return Object.fromEntries(Object.entries(balance).map(([key, money]) => [`${key}Wan`, toWan(money)])) as {
    readonly [key in keyof FundBalance as `${key}Wan`]: number;
  };
}

function entryReply({ amount, ...entry }: FundEntry, inForce: ReadonlySet<number>) {
  return { ...entry, amountWan: toWan(amount), inForce: inForce.has(entry.id) };
}

function fundReply({ sheet }: Snapshot, entries: readonly FundEntry[], share: FundShare) {
  const standing = new Set(fundEntriesInForce(entries).map(({ id }) => id));
  const approved = plansNow(sheet).filter(({ state }) => state === 'approved');
  return {
    percent: share.percent.approx,
    clause: share.clause,
    /** True: no policy of the county sets the share. */
    example: share.clause === null,
    balance: balanceReply(fundBalance(entries, share, approved.map(planCommitment))),
    entries: entries.map((entry) => entryReply(entry, standing)),
  };
}
export type FundReply = ReturnType<typeof fundReply>;

const text = (most: number) => z.string().trim().min(1).max(most);
const entryBody = z
  .strictObject({
    county: countyParameter,
    kind: z.enum(fundKinds).openapi({ description: 'land-revenue 土地出让收入，source 其他来源，outlay 其他支出' }),
    year: z.number().int().min(1990).max(2100),
    name: text(200),
    amountWan: z.number().positive().max(1e9),
    basis: text(2000),
  })
  .openapi('RepurchaseFundEntry');
const reverseBody = z
  .strictObject({ county: countyParameter, reverses: z.number().int().positive(), basis: text(2000) })
  .openapi('RepurchaseFundReversal');

const fundShape = shaped<FundReply>('RepurchaseFund', '专项经费与其他来源、方案占用、余额');
const refusals = { ...problems.bad, ...problems.missing, ...problems.forbidden, ...problems.conflict };

export function repurchaseFundRoutes(deps: Deps) {
  const show = createRoute({
    method: 'get',
    path: '/api/repurchase/fund',
    summary: '收储资金：来源、支出、获批方案占用与余额',
    request: { query: z.strictObject({ county: countyParameter }) },
    responses: { ...answers('资金', fundShape), ...problems.bad, ...problems.missing, ...problems.forbidden },
  });
  const add = createRoute({
    method: 'post',
    path: '/api/repurchase/fund',
    summary: '记一笔资金，或冲销一笔（只增不改）',
    request: { body: { required: true, content: { 'application/json': { schema: z.union([entryBody, reverseBody]) } } } },
    responses: { 201: { description: '已记录', content: { 'application/json': { schema: fundShape } } }, ...refusals },
  });
  const told = async (snapshot: Snapshot): Promise<FundReply> => {
    const { code } = snapshot.sheet.data.county;
    return fundReply(snapshot, await deps.store.repurchaseFund(code), shareOf(policiesOf(deps.policies, code)));
  };
  return createRouter()
    .openapi(show, async (c) => {
      const snapshot = snapshotOf(c, deps, c.req.valid('query').county);
      if (!snapshot.ok) return snapshot.error;
      if (snapshot.value.scope !== 'all') return problem(c, 403, '收储资金涉及全县，须由县级人员查看');
      return reply(c, await told(snapshot.value));
    })
    .openapi(add, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能记收储资金');
      const said = c.req.valid('json');
      const snapshot = snapshotOf(c, deps, said.county);
      if (!snapshot.ok) return snapshot.error;
      if (snapshot.value.scope !== 'all') return problem(c, 403, '收储资金涉及全县，须由县级人员记录');
      const { code } = snapshot.value.sheet.data.county;
      const who = { basis: said.basis, actor: c.get('actor').name, recordedAt: deps.clock.now() };
      const refusal = await deps.store.change(code, async (record) => {
        if (!('reverses' in said)) {
          const amount = parseMoney(String(said.amountWan), '万元');
          if (!amount || amount.value <= 0) return problem(c, 400, '金额应大于零，至多精确到分');
          await record.appendFund({ kind: said.kind, year: said.year, name: said.name, amount: amount.value, reverses: null, ...who });
          return null;
        }
        const entry = fundEntriesInForce(await record.repurchaseFund(code)).find(({ id }) => id === said.reverses);
        if (!entry) return problem(c, 409, `没有第 ${said.reverses} 笔有效的资金记录`);
        await record.appendFund({ ...entry, reverses: entry.id, ...who });
        return null;
      });
      if (refusal) return refusal;
      return c.body(JSON.stringify(await told(snapshot.value)), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    });
}
