// Queues as work: each row has a lasting name, so that it can be assigned, closed and reopened by the same acts as any other finding.
import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import { actFault, isSettled, issueStates, type IssueAct, type IssueState, personalActs, standingOfIssue } from '#domain/issue-desk.ts';
import { providers } from '#domain/policy/fields.ts';
import type { SubjectRow } from '../atlas/queues/subject-row.ts';
import type { Deps, Env } from './env.ts';
import { problem, problems } from './problem.ts';
import { answers, reply } from './reply.ts';

export const queueNames = ['gaps', 'missing', 'warnings'] as const;
export type QueueName = (typeof queueNames)[number];

/** Where a row of a queue stands, with everything that was done about it, oldest first. */
export interface QueueStanding {
  readonly id: string;
  readonly state: IssueState;
  /** To whom it is assigned; as long as it is not: every bureau that has something of it, or the office that leads. */
  readonly to: string;
  /** Each of them by itself: what `to` is asked by. */
  readonly owners: readonly string[];
  readonly history: readonly Pick<IssueAct, 'act' | 'to' | 'reason' | 'actor' | 'recordedAt'>[];
}

/** What narrows a queue beside its own filters. */
export const standingQuery = {
  state: z
    .enum([...issueStates, 'unsettled', 'all'])
    .default('all')
    .openapi({ description: 'unsettled：未办结（open 与 assigned）' }),
  to: z.string().max(60).optional().openapi({ description: '分派给谁' }),
};
export interface StandingAsked {
  readonly state: IssueState | 'unsettled' | 'all';
  readonly to?: string | undefined;
}

/** Which row of which queue it is: the same subject, hole and year have the same name after every evaluation. */
export interface RowKey {
  readonly queue: QueueName;
  readonly policy: string;
  readonly year: number;
  /** What tells apart the rows of one subject: the gap, the kind and rule of a warning. */
  readonly part: string;
  /** Who has to do with it as long as nobody was named; several bureaus where each has a part of what is missing. */
  readonly menders: readonly string[];
}

function nameOf({ code, uscc }: SubjectRow, { queue, policy, year, part }: RowKey): string {
  const hash = createHash('sha1').update(JSON.stringify([queue, policy, year, code, uscc, part]));
  return `Q${hash.digest('base64url').slice(0, 16)}`;
}

/** Rows with where they stand. */
export function withStanding<T extends SubjectRow>(
  rows: readonly T[],
  acts: ReadonlyMap<string, readonly IssueAct[]>,
  keyOf: (row: T) => RowKey,
): (T & QueueStanding)[] {
  return rows.map((row) => {
    const key = keyOf(row);
    const id = nameOf(row, key);
    const own = acts.get(id) ?? [];
    const mender = key.menders.join('、');
    const { state, to } = standingOfIssue({ mender }, own);
    const history = own.map(({ act, to: named, reason, actor, recordedAt }) => ({ act, to: named, reason, actor, recordedAt }));
    return { ...row, id, state, to, owners: to === mender ? key.menders : [to], history };
  });
}

/** Whether a row is among those asked for. */
export const stands =
  ({ state, to }: StandingAsked) =>
  (row: QueueStanding): boolean =>
    (state === 'all' || (state === 'unsettled' ? !isSettled(row.state) : row.state === state)) &&
    (to === undefined || row.owners.includes(to));

/** Rows by state, and by whose they are, most first; a row of several bureaus counts with each. */
export function standingCounts(rows: readonly QueueStanding[]) {
  const states: Record<string, number> = {};
  const people = new Map<string, number>();
  for (const row of rows) {
    states[row.state] = (states[row.state] ?? 0) + 1;
    for (const owner of row.owners) people.set(owner, (people.get(owner) ?? 0) + 1);
  }
  return { states, assignees: [...people].map(([to, count]) => ({ to, count })).sort((left, right) => right.count - left.count) };
}
export type StandingCounts = ReturnType<typeof standingCounts>;

export const queueActs = createRoute({
  method: 'post',
  path: '/api/queues/{queue}/acts',
  summary: '空档、待补数据、预警各行的分派 assign、办结 close、免办 waive（须有理由）、重开 reopen；全部能办才办，逐次留痕',
  request: {
    params: z.object({ queue: z.enum(queueNames) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            county: z.string().regex(/^[1-9]\d{5}$/),
            year: z.number().int().min(1990).max(2100).optional(),
            policy: z.string().min(1).max(64).optional(),
            items: z.array(z.string().min(2).max(40)).min(1).max(5000),
            act: z.enum(personalActs),
            to: z
              .string()
              .trim()
              .max(60)
              .nullish()
              .openapi({ description: `部门（${providers.join('、')}）、乡镇或人名` }),
            reason: z.string().trim().max(1000).nullish(),
          }),
        },
      },
    },
  },
  responses: {
    ...answers('已记', z.object({ acts: z.number() })),
    ...problems.bad,
    ...problems.forbidden,
    ...problems.missing,
    ...problems.broken,
  },
});

interface Said {
  readonly items: readonly string[];
  readonly act: (typeof personalActs)[number];
  readonly to?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Writes an act for every named row, or for none when one of them cannot be acted on. `rows`: all that the asker sees. */
export async function actOnRows(
  c: Context<Env>,
  { store, clock, atlas }: Deps,
  county: Parameters<Deps['store']['change']>[0],
  rows: readonly QueueStanding[],
  said: Said,
) {
  const actor = c.get('actor');
  if (!mayWrite(actor)) return problem(c, 403, '当前角色不能分派或办结');
  const [to, reason] = [said.to ?? null, said.reason ?? null];
  const known = new Map(rows.map((row) => [row.id, row]));
  const items = [...new Set(said.items)];
  const faults = items.flatMap((id) => {
    const row = known.get(id);
    const message = row ? actFault(row.state, { act: said.act, to, reason }) : `队列里没有 ${id}`;
    return message === null ? [] : [{ parameter: id, message }];
  });
  if (faults.length > 0) return problem(c, 422, faults[0]!.message, { issues: faults });
  const recordedAt = clock.now();
  await store.change(county, async (record) => {
    for (const issue of items)
      await record.appendIssueAct({ issue, act: said.act, to, reason, importId: null, actor: actor.name, recordedAt });
  });
  await atlas.refresh(county);
  return reply(c, { acts: items.length });
}
