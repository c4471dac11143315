// Records that a later delivery no longer holds: listed with what seems to have come in their place, decided by a person, kept in history.
import { createRoute, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import { entriesNow } from '#domain/ledger/acts.ts';
import { parseCountyCode } from '#domain/land/codes.ts';
import type { KeptSuccession } from '../store/successions.ts';
import { createRouter, type Deps } from './env.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const list = createRoute({
  method: 'get',
  path: '/api/successions',
  summary: '后来的交付中不再出现的记录：消失、分割、合并、换号；未决定前仍在用',
  request: { query: z.object({ county: z.string() }) },
  responses: {
    ...answers('新的在前', z.array(shaped<KeptSuccession>('Succession', '一条记录与其去向'))),
    ...problems.bad,
    ...problems.forbidden,
    ...problems.missing,
  },
});
const decide = createRoute({
  method: 'post',
  path: '/api/successions/acts',
  summary: '决定：retire 退出（整条留存）、keep 保留、restore 恢复；全部能办才办',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            county: z.string(),
            ids: z.array(z.number().int()).min(1).max(5000),
            act: z.enum(['retire', 'keep', 'restore']),
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

class Cannot extends Error {}

export function successionRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => {
      const county = parseCountyCode(c.req.valid('query').county);
      if (c.get('actor').townships !== 'all') return problem(c, 403, '限全县权限');
      if (!county || !(await deps.store.county(county))) return problem(c, 404, '没有这个县');
      return reply(c, (await deps.store.successions(county)).toReversed());
    })
    .openapi(decide, async (c) => {
      const actor = c.get('actor');
      if (!mayWrite(actor) || actor.townships !== 'all') return problem(c, 403, '当前角色不能决定记录的去留');
      const { county: text, ids, act, reason } = c.req.valid('json');
      const county = parseCountyCode(text);
      if (!county || !(await deps.store.county(county)) || !deps.evaluate) return problem(c, 404, '没有这个县');
      const { evaluate } = deps;
      const said = { act, reason, actor: actor.name, recordedAt: deps.clock.now() };
      try {
        await deps.store.change(county, async (record) => {
          const known = new Map((await record.successions(county)).map((one) => [one.id, one]));
          const counted = new Set(
            entriesNow(await record.ledger(county)).flatMap(({ stage, parcel }) => (stage === 'reversed' ? [] : [parcel])),
          );
          for (const id of new Set(ids)) {
            const one = known.get(id);
            if (!one) throw new Cannot(`没有第 ${id} 条`);
            const last = one.acts.at(-1)?.act ?? null;
            if ((act === 'restore') !== (last === 'retire'))
              throw new Cannot(`${one.key} ${act === 'restore' ? '没有退出，无须恢复' : '已经退出'}`);
            if (act === 'keep') await record.noteSuccession(id, said);
            else if (act === 'restore') {
              if (!(await record.restoreRecord(one, said))) throw new Cannot(`${one.key} 已有新的记录，不能恢复`);
            } else {
              if (one.noun === 'parcel' && counted.has(one.key)) throw new Cannot(`${one.key} 在台账中有未冲销的条目，先冲销再退出`);
              if (!(await record.retireRecord(one, said))) throw new Cannot(`${one.key} 已不在记录中`);
            }
          }
          await evaluate(record, county, said.recordedAt);
        });
      } catch (error) {
        if (error instanceof Cannot) return problem(c, 422, error.message);
        throw error;
      }
      await deps.atlas.refresh(county);
      return reply(c, { acts: new Set(ids).size });
    });
}
