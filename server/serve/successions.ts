// Records that a later delivery no longer holds: listed with what seems to have come in their place, decided by a person, kept in history.
import { createRoute, z } from '@hono/zod-openapi';
import { mayWrite } from '#domain/access/actor.ts';
import { entriesNow } from '#domain/ledger/acts.ts';
import { absenceOf, lastChangeOf } from '#domain/ledger/lineage.ts';
import type { AskedChange } from '#domain/ledger/lineage-parts.ts';
import { type CountyCode, parseCountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Changing } from '../store/store.ts';
import type { KeptSuccession, SuccessionAct } from '../store/successions.ts';
import { createRouter, type Deps } from './env.ts';
import { placements, placementsOf } from './ledger-fields.ts';
import { carryOut, refusalOf } from './lineage-acts.ts';
import { areasOfParts } from './lineage-fields.ts';
import { dayField } from './parcels.ts';
import { type Problem, problem, problems } from './problem.ts';
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
const decideBody = z.strictObject({
  county: z.string(),
  ids: z.array(z.number().int()).min(1).max(5000),
  act: z.enum(['retire', 'keep', 'restore']),
  reason: z.string().trim().min(1).max(1000),
  date: dayField
    .optional()
    .openapi({ description: '宗地变更（分割、合并、换号、重划）之日；有台账条目的宗地退出时必填，条目自这一天起承继到新宗地' }),
  areas: areasOfParts.optional().openapi({ description: '各块面积，不能由登记面积推出时写明' }),
  placements,
});

const decide = createRoute({
  method: 'post',
  path: '/api/successions/acts',
  summary: '决定：retire 退出（整条留存，台账条目承继到新宗地）、keep 保留、restore 恢复；全部能办才办',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: decideBody,
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

class Cannot extends Error {
  readonly more: Pick<Problem, 'issues' | 'conflicts'>;
  constructor(message: string, more: Pick<Problem, 'issues' | 'conflicts'> = {}) {
    super(message);
    this.more = more;
  }
}

type Said = z.output<typeof decideBody>;

/** Parcels that leave together because the same new ones came in their place, each as one act of lineage. */
function changesIn(leaving: readonly KeptSuccession[], existed: (code: string) => boolean, { areas }: Said): Omit<AskedChange, 'date'>[] {
  const groups: { froms: Set<string>; tos: Set<string>; pairs: [string, string][] }[] = [];
  for (const { key, successors } of leaving) {
    const mine = { froms: new Set([key]), tos: new Set(successors), pairs: successors.map((to): [string, string] => [key, to]) };
    for (const other of groups.filter(({ tos }) => successors.some((to) => tos.has(to)))) {
      for (const from of other.froms) mine.froms.add(from);
      for (const to of other.tos) mine.tos.add(to);
      mine.pairs.push(...other.pairs);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(mine);
  }
  return groups.map(({ froms, tos, pairs }) => {
    // A parcel that was there before and was only drawn anew keeps its own land.
    for (const to of tos) {
      if (!existed(to)) continue;
      froms.add(to);
      pairs.push([to, to]);
    }
    const kind = tos.size === 1 ? (froms.size === 1 ? 'renumber' : 'merge') : froms.size === 1 ? 'split' : 'rearrange';
    const areaOf = (from: string, to: string) => areas?.find((one) => one.from === from && one.to === to)?.areaMu ?? null;
    return { kind, parts: pairs.map(([from, to]) => ({ from, to, area: areaOf(from, to) })) };
  });
}

/** Parcels of the list that leave by acts of lineage, carried out; their ledger entries go on where the land is now. */
async function carriedAway(
  record: Changing,
  county: CountyCode,
  leaving: readonly KeptSuccession[],
  said: Said,
  today: string,
  who: Pick<SuccessionAct, 'actor' | 'recordedAt'>,
): Promise<ReadonlySet<number>> {
  const counted = new Set(
    entriesNow(await record.ledger(county)).flatMap(({ stage, parts }) => (stage === 'reversed' ? [] : parts.map(({ parcel }) => parcel))),
  );
  const parcels = leaving.filter(({ noun }) => noun === 'parcel');
  for (const { key, successors } of parcels) {
    if (!counted.has(key)) continue;
    if (successors.length === 0) throw new Cannot(`${key} 在台账中有未冲销的条目，而没有宗地接替它；先冲销再退出`);
    if (said.date === undefined) {
      const message = `${key} 在台账中有条目，请写明变更日（date），条目自那一天起承继到 ${successors.join('、')}`;
      throw new Cannot(message, { issues: [{ parameter: 'date', parcel: key, message }] });
    }
  }
  const { date } = said;
  if (date === undefined) return new Set();
  const changed = parcels.filter(({ successors }) => successors.length > 0);
  const known = new Map<string, boolean>();
  for (const { importId, successors } of changed) {
    for (const code of successors) {
      const revisions = await record.revisions(county, 'parcel', code);
      known.set(
        code,
        revisions.some(({ source, previous }) => source.importId === importId && previous.importId !== importId),
      );
    }
  }
  const placed = placementsOf(said.placements);
  for (const change of changesIn(changed, (code) => known.get(code) ?? false, said)) {
    const out = await carryOut(record, county, { ...change, date, placements: placed }, today, { basis: said.reason, ...who });
    if (out.ok) continue;
    const { detail, ...more } = refusalOf(out.error);
    throw new Cannot(detail, more);
  }
  return new Set(changed.map(({ id }) => id));
}

/** Carries out what was decided on each; throws when something of it cannot be done. */
async function decideAll(record: Changing, county: CountyCode, said: Said, today: string, who: SuccessionAct): Promise<void> {
  const known = new Map((await record.successions(county)).map((one) => [one.id, one]));
  const { act } = said;
  const chosen = [...new Set(said.ids)].map((id) => {
    const one = known.get(id);
    if (!one) throw new Cannot(`没有第 ${id} 条`);
    const last = one.acts.at(-1)?.act ?? null;
    if ((act === 'restore') !== (last === 'retire'))
      throw new Cannot(`${one.key} ${act === 'restore' ? '没有退出，无须恢复' : '已经退出'}`);
    return one;
  });
  const carried = act === 'retire' ? await carriedAway(record, county, chosen, said, today, who) : new Set<number>();
  const acts = await record.lineage(county);
  for (const one of chosen) {
    if (carried.has(one.id)) continue;
    if (act === 'keep') await record.noteSuccession(one.id, who);
    else if (act === 'retire') {
      if (!(await record.retireRecord(one, who))) throw new Cannot(`${one.key} 已不在记录中`);
    } else {
      const ended = one.noun === 'parcel' ? absenceOf(acts, one.key, '9999-12-31' as IsoDate) : null;
      const last = lastChangeOf(acts, one.key);
      if (ended) throw new Cannot(`${ended}；请${last?.kind === 'undo' ? '重新登记那一项变更' : `撤销沿革第 ${last?.id} 项`}`);
      if (!(await record.restoreRecord(one, who))) throw new Cannot(`${one.key} 已有新的记录，不能恢复`);
    }
  }
}

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
      const said = c.req.valid('json');
      const county = parseCountyCode(said.county);
      if (!county || !(await deps.store.county(county)) || !deps.evaluate) return problem(c, 404, '没有这个县');
      const { evaluate } = deps;
      const who = { act: said.act, reason: said.reason, actor: actor.name, recordedAt: deps.clock.now() };
      try {
        await deps.store.change(county, async (record) => {
          await decideAll(record, county, said, deps.clock.today(), who);
          await evaluate(record, county, who.recordedAt);
        });
      } catch (error) {
        if (error instanceof Cannot) return problem(c, 422, error.message, error.more);
        throw error;
      }
      await deps.atlas.refresh(county);
      return reply(c, { acts: new Set(said.ids).size });
    });
}
