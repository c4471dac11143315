// The ledger of freed land: GET and POST /api/ledger, POST /api/ledger/{id}/verify and /reverse.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite, sees } from '#domain/access/actor.ts';
import { entriesAsOf, entriesNow, reverseEntry, verifyEntry } from '#domain/ledger/acts.ts';
import { checkDeclaration } from '#domain/ledger/counting.ts';
import { landMetricKinds, type LedgerEntry, type LedgerRow } from '#domain/ledger/entry.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import { entryReply } from '../atlas/dossier.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { geometryField, muField } from './fields.ts';
import { countyParameter, policiesCounting, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

type EntryReply = ReturnType<typeof entryReply>;
const entrySchema = shaped<EntryReply>(
  'LedgerEntry',
  '台账条目：stage 为 declared（申报）、verified（核实）、reversed（冲销）；hash 为链式校验',
);

const declaration = z
  .strictObject({
    county: countyParameter,
    policy: z.string().min(1).max(64),
    parcel: z.string().min(1).max(40),
    geometry: geometryField.nullish(),
    kind: z.enum(landMetricKinds),
    measure: z.string().trim().min(1).max(100),
    grossMu: muField,
    effectiveMu: muField.nullish(),
    date: dayField,
    basis: z.string().trim().min(1).max(2000),
    documents: z.array(z.string().trim().min(1).max(300)).max(50).optional(),
  })
  .openapi('LedgerDeclaration');
type Declaration = z.output<typeof declaration>;

const act = z.strictObject({ date: dayField, basis: z.string().trim().min(1).max(2000) }).openapi('LedgerAct');
const idPath = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/, 'a whole number')
    .transform(Number),
});
const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
const created = { 201: { description: '已申报', content: { 'application/json': { schema: entrySchema } } } };

type Refusal = ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422>;

/** Writes a declaration when it may be written; the check and the writing are one change, so that two at a time cannot both pass. */
async function declare(c: Context<Env>, deps: Deps, said: Declaration): Promise<Result<LedgerRow, Refusal>> {
  const snapshot = snapshotOf(c, deps, said.county);
  if (!snapshot.ok) return snapshot;
  const index = snapshot.value.indexOf.get(said.parcel);
  if (index === undefined) return fail(problem(c, 404, `没有宗地 ${said.parcel}`));
  const policy = deps.policies.find((candidate) => candidate.id === said.policy);
  if (!policy) return fail(problem(c, 404, `没有政策 ${said.policy}`));
  // Under a policy of another county the land would count toward no target that this county ever sees.
  if (!policiesCounting(deps.policies, said.county).includes(policy)) {
    const message = `${policy.title} 不适用于 ${said.county}，其目标不能由本县的土地完成`;
    return fail(problem(c, 422, message, { issues: [{ parameter: 'policy', message }] }));
  }
  const parcel = snapshot.value.sheet.parcel(snapshot.value.picks[index]!);
  const draft = {
    county: parcel.county,
    act: 'declare' as const,
    entry: 'own' as const,
    policy: policy.id,
    parcel: parcel.code,
    township: parcel.township,
    shape: said.geometry ?? null,
    kind: said.kind,
    measure: said.measure,
    gross: said.grossMu,
    effective: said.effectiveMu ?? null,
    date: said.date,
    basis: said.basis,
    documents: said.documents ?? [],
    actor: c.get('actor').name,
    recordedAt: deps.clock.now(),
  };
  return deps.store.change(parcel.county, async (record): Promise<Result<LedgerRow, Refusal>> => {
    const { faults, conflicts } = checkDeclaration(
      draft,
      parcel,
      policy,
      entriesNow(await record.ledger(parcel.county)),
      deps.clock.today(),
    );
    if (faults.length > 0) {
      return fail(
        problem(c, 422, faults.map((fault) => fault.message).join('；'), {
          issues: faults.map(({ field, message }) => ({ parameter: field, message })),
        }),
      );
    }
    if (conflicts.length > 0) {
      const told = conflicts.map(({ id, overlap }) => ({ id, overlapMu: toMu(overlap) }));
      return fail(
        problem(c, 409, `同一块地不能重复计入：与第 ${told.map((conflict) => conflict.id).join('、')} 条重叠`, { conflicts: told }),
      );
    }
    return ok(await record.appendLedger(draft));
  });
}

/** Verifies or reverses an entry. */
async function actOn(
  c: Context<Env>,
  deps: Deps,
  id: number,
  kind: 'verify' | 'reverse',
  said: z.output<typeof act>,
): Promise<Result<LedgerRow, Refusal>> {
  const first = await deps.store.ledgerRow(id);
  if (!first || first.act !== 'declare' || !sees(c.get('actor'), first.township)) return fail(problem(c, 404, `台账没有第 ${id} 条申报`));
  const statement = { ...said, actor: c.get('actor').name, recordedAt: deps.clock.now() };
  return deps.store.change(first.county, async (record): Promise<Result<LedgerRow, Refusal>> => {
    const rows = await record.ledger(first.county);
    const draft = kind === 'verify' ? verifyEntry(rows, id, statement) : reverseEntry(rows, id, statement);
    if (draft.ok) return ok(await record.appendLedger(draft.value));
    const { reason, message } = draft.error;
    return fail(
      reason === 'not-found' ? problem(c, 404, message) : reason === 'already-done' ? problem(c, 409, message) : problem(c, 422, message),
    );
  });
}

/** Takes a written row over into the atlas and gives its entry as it now stands. */
async function taken(deps: Deps, row: LedgerRow): Promise<LedgerEntry> {
  await deps.atlas.amend(row.county, (await deps.store.version(row.county)) ?? 0, { ledger: [row] });
  return entriesNow(await deps.store.ledger(row.county)).find((entry) => entry.id === row.entry)!;
}

export function ledgerRoutes(deps: Deps) {
  const list = createRoute({
    method: 'get',
    path: '/api/ledger',
    summary: '台账条目，按某日的状态',
    request: { query: z.strictObject({ county: countyParameter, asOf: dayField.optional() }) },
    responses: { ...answers('条目，按编号', z.array(entrySchema)), ...unchanged, ...problems.bad, ...problems.missing },
  });
  const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };
  const add = createRoute({
    method: 'post',
    path: '/api/ledger',
    summary: '申报腾出（盘活、整治）的土地',
    request: { body: jsonBody(declaration) },
    responses: { ...created, ...refusals },
  });
  const verify = createRoute({
    method: 'post',
    path: '/api/ledger/{id}/verify',
    summary: '核实一条申报',
    request: { params: idPath, body: jsonBody(act) },
    responses: { ...answers('已核实', entrySchema), ...refusals },
  });
  const reverse = createRoute({
    method: 'post',
    path: '/api/ledger/{id}/reverse',
    summary: '冲销一条申报（原记录保留）',
    request: { params: idPath, body: jsonBody(act) },
    responses: { ...answers('已冲销', entrySchema), ...refusals },
  });
  return createRouter()
    .openapi(list, (c) => {
      const { county, asOf } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const { sheet } = snapshot.value;
      const entries = asOf === undefined ? sheet.ledgerEntries : entriesAsOf(sheet.data.ledger, asOf);
      return reply(c, entries.filter((entry) => sees(c.get('actor'), entry.township)).map(entryReply));
    })
    .openapi(add, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能记台账');
      const row = await declare(c, deps, c.req.valid('json'));
      if (!row.ok) return row.error;
      return c.body(JSON.stringify(entryReply(await taken(deps, row.value))), 201, {
        'Content-Type': 'application/json; charset=utf-8',
      }) as never;
    })
    .openapi(verify, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能核实');
      const row = await actOn(c, deps, c.req.valid('param').id, 'verify', c.req.valid('json'));
      return row.ok ? reply(c, entryReply(await taken(deps, row.value))) : row.error;
    })
    .openapi(reverse, async (c) => {
      if (!mayWrite(c.get('actor'))) return problem(c, 403, '当前角色不能冲销');
      const row = await actOn(c, deps, c.req.valid('param').id, 'reverse', c.req.valid('json'));
      return row.ok ? reply(c, entryReply(await taken(deps, row.value))) : row.error;
    });
}
