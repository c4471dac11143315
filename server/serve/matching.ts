// The matching desk: GET /api/matching and its candidates, the decisions that were made, and POST of new ones.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite } from '#domain/access/actor.ts';
import type { MatchCandidate, Sought } from '#domain/firms/match-candidates.ts';
import { type ParcelCandidate, parcelCandidates } from '#domain/firms/parcel-candidates.ts';
import { matchActSchema } from '#domain/firms/match-act-schema.ts';
import { decisionsInForce, type MatchDecision } from '#domain/firms/match-decisions.ts';
import type { MatchState } from '#domain/firms/match-state.ts';
import type { Conservation } from '#domain/firms/allocate.ts';
import { normaliseUscc } from '#domain/firms/uscc.ts';
import { toMu } from '#domain/units.ts';
import { matchingLists, type MatchingLists } from '../atlas/matching-lists.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { countyParameter, snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

/** One year's equation in 万元, computed from the exact fen: imported = allocated + unallocated. */
function equation({ year, accounts, known, imported, allocated, unallocated }: Conservation) {
  const wan = (fen: number): number => fen / 1_000_000;
  return {
    year,
    accounts,
    known,
    importedWan: wan(imported),
    allocatedWan: wan(allocated),
    unallocatedWan: wan(unallocated),
    holds: imported === allocated + unallocated,
  };
}

type MatchingReply = MatchingLists & { readonly conservation: readonly ReturnType<typeof equation>[] };
type LotCandidate = Omit<ParcelCandidate, 'registeredArea'> & { readonly areaMu: number | null };
type Candidates = {
  readonly sought: Omit<Sought, 'shape'>;
  /** Firms, for a parcel or a written code. */
  readonly candidates: readonly MatchCandidate[];
  /** Parcels, for a firm. */
  readonly parcels: readonly LotCandidate[];
};
type Decisions = readonly (MatchDecision & { readonly inForce: boolean })[];

const decisionsBody = z
  .strictObject({
    county: countyParameter,
    basis: z.string().trim().min(1).max(2000).openapi({ description: '依据' }),
    acts: z.array(matchActSchema).min(1).max(200).openapi({ description: '面积以微亩（百万分之一亩）计' }),
  })
  .openapi('MatchDecisions');

const refusals = { ...problems.bad, ...problems.missing };

const listRoute = createRoute({
  method: 'get',
  path: '/api/matching',
  summary: '企业与宗地的匹配：已匹配、未匹配、重名、矛盾，逐年守恒',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('匹配情况', shaped<MatchingReply>('Matching', '计数、各清单与逐年守恒等式')), ...unchanged, ...refusals },
});
const candidateRoute = createRoute({
  method: 'get',
  path: '/api/matching/candidates',
  summary: '一宗地或一个账目代码可能对应的企业，或一家企业可能所在的宗地，逐项计分',
  request: {
    query: z.strictObject({
      county: countyParameter,
      parcel: z.string().min(1).max(64).optional().openapi({ description: '宗地代码' }),
      account: z.string().min(1).max(64).optional().openapi({ description: '账目中的信用代码' }),
      firm: z.string().min(1).max(64).optional().openapi({ description: '企业的信用代码：找它可能所在的宗地' }),
    }),
  },
  responses: {
    ...answers('候选企业', shaped<Candidates>('MatchCandidates', '所找对象与候选，得分由代码、名称、地址、位置相加')),
    ...refusals,
  },
});
const decisionRoute = createRoute({
  method: 'get',
  path: '/api/matching/decisions',
  summary: '匹配台的全部决定（只增不改）',
  request: { query: z.strictObject({ county: countyParameter }) },
  responses: { ...answers('决定', shaped<Decisions>('MatchDecisionList', '按先后，标明是否仍有效')), ...refusals },
});
const decideRoute = createRoute({
  method: 'post',
  path: '/api/matching/decisions',
  summary: '确认、否定、手工分割或撤销匹配；全部写入并重新评价，或全部不写',
  request: { body: { required: true, content: { 'application/json': { schema: decisionsBody } } } },
  responses: {
    201: {
      description: '已记录',
      content: { 'application/json': { schema: shaped<readonly MatchDecision[]>('RecordedMatchDecisions', '已记录的决定') } },
    },
    ...refusals,
    ...problems.forbidden,
    ...problems.broken,
  },
});

/** What is known of a parcel or a written code; null when the asker sees no such thing. */
function soughtOf(
  snapshot: Snapshot,
  { records }: MatchState,
  asked: { parcel?: string | undefined; account?: string | undefined },
): Sought | null {
  if (asked.parcel !== undefined) {
    const parcel = snapshot.indexOf.has(asked.parcel) ? records.parcels.find(({ code }) => code === asked.parcel) : undefined;
    if (!parcel) return null;
    return { uscc: parcel.holderUscc, name: parcel.holder, address: parcel.location, township: parcel.township, shape: parcel.shape };
  }
  const code = normaliseUscc(asked.account ?? '');
  const account = snapshot.scope === 'all' ? records.accounts.find(({ uscc }) => uscc === code) : undefined;
  return account ? { uscc: account.uscc, name: account.name, address: null, township: null, shape: null } : null;
}

/** How many candidates are worth a person's look. */
const MOST_CANDIDATES = 12;

/** Parcels of the asker's townships on which a firm may stand. */
function ofFirm(c: Context<Env>, { indexOf }: Snapshot, { records, placeNames }: MatchState, uscc: string) {
  const firm = records.firms.find((one) => one.uscc === uscc);
  if (!firm) return problem(c, 404, `名册中没有企业 ${uscc}`);
  const { name, township } = firm;
  const [address, position] = [firm.address ?? null, firm.position ?? null];
  const seen = records.parcels.filter(({ code }) => indexOf.has(code));
  const found = parcelCandidates({ uscc, name, address, township, position }, seen, placeNames, MOST_CANDIDATES);
  const parcels = found.map(({ registeredArea, ...one }) => ({ ...one, areaMu: registeredArea === null ? null : toMu(registeredArea) }));
  return reply<Candidates>(c, { sought: { uscc, name, address, township }, candidates: [], parcels });
}

export function matchingRoutes(deps: Deps) {
  const desk = deps.matchDesk;
  const stateOf = async (snapshot: Snapshot): Promise<MatchState | null> => (await desk?.state(snapshot.sheet.data.county.code)) ?? null;
  const absent = '这里没有匹配台';
  return createRouter()
    .openapi(listRoute, async (c) => {
      const found = snapshotOf(c, deps, c.req.valid('query').county);
      if (!found.ok) return found.error;
      const known = unlessChanged(c, found.value.tag);
      if (known) return known;
      const state = await stateOf(found.value);
      if (!state) return problem(c, 404, absent);
      const conservation = (await deps.store.conservation(found.value.sheet.data.county.code)).map(equation);
      return reply<MatchingReply>(c, { ...matchingLists(found.value, state), conservation });
    })
    .openapi(candidateRoute, async (c) => {
      const { county, parcel, account, firm } = c.req.valid('query');
      if ([parcel, account, firm].filter((one) => one !== undefined).length !== 1)
        return problem(c, 400, 'parcel、account、firm 须给出其中一个');
      const found = snapshotOf(c, deps, county);
      if (!found.ok) return found.error;
      const state = await stateOf(found.value);
      if (!state) return problem(c, 404, absent);
      if (firm !== undefined) return ofFirm(c, found.value, state, normaliseUscc(firm));
      const sought = soughtOf(found.value, state, { parcel, account });
      if (!sought) return problem(c, 404, parcel === undefined ? `账目中没有代码 ${account}` : `没有宗地 ${parcel}`);
      const { shape: _, ...said } = sought;
      return reply<Candidates>(c, { sought: said, candidates: state.finder.find(sought, MOST_CANDIDATES), parcels: [] });
    })
    .openapi(decisionRoute, async (c) => {
      const found = snapshotOf(c, deps, c.req.valid('query').county);
      if (!found.ok) return found.error;
      const rows = await deps.store.matchDecisions(found.value.sheet.data.county.code);
      const holding = new Set(decisionsInForce(rows).map(({ id }) => id));
      return reply<Decisions>(
        c,
        rows.map((row) => ({ ...row, inForce: holding.has(row.id) })),
      );
    })
    .openapi(decideRoute, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能作匹配决定');
      const { county, basis, acts } = c.req.valid('json');
      const found = snapshotOf(c, deps, county);
      if (!found.ok) return found.error;
      if (!desk) return problem(c, 404, absent);
      // A decision moves figures between townships: it is for those who see the whole county.
      if (found.value.scope !== 'all') return problem(c, 403, '匹配决定涉及全县数据，须由县级人员作出');
      const { code } = found.value.sheet.data.county;
      const written = await desk.decide(code, acts, { basis, actor: c.get('actor').name, now: deps.clock.now() });
      if (!written.ok) {
        const { index, field, message } = written.error;
        return problem(c, 422, message, { issues: [{ parameter: `acts.${index}.${field}`, message }] });
      }
      await deps.atlas.refresh(code);
      return c.body(JSON.stringify(written.value), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    });
}
