// The ledger of freed land: GET and POST /api/ledger, a trial of a declaration, one entry with its rows, verify and reverse.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite, sees } from '#domain/access/actor.ts';
import { type ActRefusal, entriesAsOf, reverseEntry, verifyEntry } from '#domain/ledger/acts.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { LandMetricKind, LedgerEntry, LedgerRow } from '#domain/ledger/entry.ts';
import type { CountingCheck, Declaration } from '#domain/ledger/counting.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { drawnArea } from '#domain/ledger/drawn-piece.ts';
import { type Measure, measures } from '#domain/ledger/measures.ts';
import { replayEntry } from '#domain/ledger/replay.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import { entryReply, rowReply } from '../atlas/ledger-reply.ts';
import { countsTowardReply, ledgerRowReply, type LedgerRowReply } from '../atlas/ledger-row-reply.ts';
import type { KeptDocument } from '../store/documents.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { conflictReply, declare, geometryOf, missingFiles, prepared, type Refusal, tried } from './ledger-declare.ts';
import { declaration, idPath, ledgerQuery, reversal, verification } from './ledger-fields.ts';
import { targetsCounting } from './ledger-lens.ts';
import { snapshotOf } from './lens.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

function checkReply({ faults, conflicts, slivers, notices, countsFrom, township }: CountingCheck, { draft, targets }: Tried) {
  const { policy, kind, date, gross, effective, shape, parcel } = draft;
  const entry = { policy, kind, date, stage: 'declared' as const, verifiedAt: null };
  return {
    countsToward: countsTowardReply(entry, [{ parcel, township, gross, effective, shape }], targets),
    drawnMu: shape === null ? null : toMu(drawnArea(shape)),
    faults: faults.map(({ field, message, area, shape: land }) => ({
      parameter: field,
      message,
      ...(area === undefined ? {} : { areaMu: toMu(area) }),
      ...(land ? { geometry: geometryOf(land) } : {}),
    })),
    conflicts: conflicts.map(conflictReply),
    slivers: slivers.map(conflictReply),
    notices: [...notices],
    countsFrom: countsFrom as string,
    township: township as string | null,
  };
}

interface Tried {
  readonly draft: Declaration & { readonly kind: LandMetricKind };
  readonly targets: readonly CountyTarget[];
}

function measureReply({ id, names, english, frees, countsAs }: Measure) {
  return { id, names: [...names], english, frees, countsAs: [...countsAs], needsEvidence: frees === 'conditional' };
}

type EntryReply = ReturnType<typeof entryReply>;
const entrySchema = shaped<EntryReply>(
  'LedgerEntry',
  '台账条目：stage 为 declared（申报）、verified（核实）、reversed（冲销）；grossMu 为当日仍计入的面积；parts 为所在宗地；hash 为链式校验',
);
type Told = EntryReply & { readonly notices: readonly string[]; readonly slivers: readonly ReturnType<typeof conflictReply>[] };
const createdSchema = shaped<Told>('LedgerDeclared', '已申报的条目；notices 为应知事项，slivers 为未计较的界线误差');
const checkSchema = shaped<ReturnType<typeof checkReply>>(
  'LedgerCheck',
  '试算：faults 违反的规则，conflicts 重叠的条目，slivers 界线误差，notices 应知事项，countsFrom 起计日',
);
interface HistoryReply {
  readonly entry: EntryReply;
  readonly rows: readonly ReturnType<typeof rowReply>[];
  /** As the table has it, in its last state; null where the asker's townships hold none of it. */
  readonly row: LedgerRowReply | null;
  readonly files: readonly KeptDocument[];
}
const historySchema = shaped<HistoryReply>('LedgerHistory', '条目与其各行（申报、核实、冲销、承继）');
const measureSchema = shaped<ReturnType<typeof measureReply>>(
  'Measure',
  '措施：frees 为 yes、conditional（须有凭证）或 no；countsAs 为可计入的口径',
);
const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });

const statusOf: Readonly<Record<ActRefusal['reason'], 403 | 404 | 409 | 422>> = {
  'not-found': 404,
  'already-done': 409,
  date: 422,
  own: 403,
  unnamed: 403,
  evidence: 422,
  area: 422,
};

interface Act {
  readonly id: number;
  readonly documents: readonly string[];
  decide(rows: readonly LedgerRow[], demo: boolean): Result<LedgerDraft, ActRefusal>;
}

/** Verifies or reverses an entry. */
async function actOn(c: Context<Env>, deps: Deps, act: Act): Promise<Result<LedgerRow, Refusal>> {
  const first = await deps.store.ledgerRow(act.id);
  if (!first || first.act !== 'declare' || !sees(c.get('actor'), first.township)) {
    return fail(problem(c, 404, `台账没有第 ${act.id} 条申报`));
  }
  return deps.store.change(first.county, async (record): Promise<Result<LedgerRow, Refusal>> => {
    const missing = await missingFiles(record, first.county, act.documents);
    if (missing.length > 0) return fail(problem(c, 422, `没有收到文件 ${missing.join('、')}，请先上传`));
    const demo = (await record.county(first.county))?.demo ?? false;
    const draft = act.decide(await record.ledgerEntry(act.id), demo);
    if (draft.ok) return ok(await record.appendLedger(draft.value));
    return fail(problem(c, statusOf[draft.error.reason], draft.error.message) as Refusal);
  });
}

/** Takes written rows over into the atlas and gives their entry as it now stands. */
async function taken(deps: Deps, rows: readonly [LedgerRow, ...LedgerRow[]]): Promise<LedgerEntry> {
  const [{ county, entry }] = rows;
  await deps.atlas.amend(county, (await deps.store.version(county)) ?? 0, { ledger: rows });
  return replayEntry(await deps.store.ledgerEntry(entry))!;
}

const refusals = { ...problems.bad, ...problems.forbidden, ...problems.missing, ...problems.conflict, ...problems.broken };
const list = createRoute({
  method: 'get',
  path: '/api/ledger',
  summary: '台账条目，按某日的状态',
  request: { query: ledgerQuery },
  responses: { ...answers('条目，按编号', z.array(entrySchema)), ...unchanged, ...problems.bad, ...problems.missing },
});
const add = createRoute({
  method: 'post',
  path: '/api/ledger',
  summary: '申报腾出（盘活、整治）的土地',
  request: { body: jsonBody(declaration) },
  responses: { 201: { description: '已申报', content: { 'application/json': { schema: createdSchema } } }, ...refusals },
});
const trial = createRoute({
  method: 'post',
  path: '/api/ledger/check',
  summary: '试算一条申报：会不会被拒绝，为什么；不写入',
  request: { body: jsonBody(declaration) },
  responses: { ...answers('试算结果', checkSchema), ...refusals },
});
const one = createRoute({
  method: 'get',
  path: '/api/ledger/{id}',
  summary: '一条台账与其各行',
  request: { params: idPath },
  responses: { ...answers('条目', historySchema), ...problems.bad, ...problems.missing },
});
const verify = createRoute({
  method: 'post',
  path: '/api/ledger/{id}/verify',
  summary: '核实一条申报（须由申报人以外的人；正式数据须登录）',
  request: { params: idPath, body: jsonBody(verification) },
  responses: { ...answers('已核实', entrySchema), ...refusals },
});
const reverse = createRoute({
  method: 'post',
  path: '/api/ledger/{id}/reverse',
  summary: '冲销一条申报的全部或一部分（原记录保留）',
  request: { params: idPath, body: jsonBody(reversal) },
  responses: { ...answers('已冲销', entrySchema), ...refusals },
});
const measureList = createRoute({
  method: 'get',
  path: '/api/measures',
  summary: '措施与可计入的口径',
  responses: { ...answers('措施', z.array(measureSchema)) },
});

export function ledgerRoutes(deps: Deps) {
  const may = (c: Context<Env>, doing: string) => (mayWrite(c.get('actor')) ? null : problem(c, 403, `当前角色不能${doing}；请登录`));
  const saidBy = (c: Context<Env>) => ({ actor: c.get('actor').name, recordedAt: deps.clock.now() });
  return createRouter()
    .openapi(list, (c) => {
      const { county, asOf, knownOn, ...wanted } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const { sheet } = snapshot.value;
      const plain = asOf === undefined && knownOn === undefined;
      const entries = plain ? sheet.ledgerEntries : entriesAsOf(sheet.data.ledger, asOf ?? sheet.asOf, knownOn ?? null);
      const fits = (entry: LedgerEntry): boolean =>
        entry.parts.some((part) => sees(c.get('actor'), part.township)) &&
        (wanted.policy ?? entry.policy) === entry.policy &&
        (wanted.kind ?? entry.kind) === entry.kind &&
        (wanted.stage ?? entry.stage) === entry.stage &&
        (wanted.measure ?? entry.measure) === entry.measure &&
        (wanted.township === undefined || entry.parts.some((part) => part.township === wanted.township)) &&
        (wanted.parcel === undefined || entry.parts.some((part) => part.parcel === wanted.parcel));
      return reply(c, entries.filter(fits).map(entryReply));
    })
    .openapi(trial, async (c) => {
      const ready = await prepared(c, deps, c.req.valid('json'));
      if (!ready.ok) return ready.error;
      const { draft, snapshot } = ready.value;
      const targets = targetsCounting(c, deps, snapshot, draft.date);
      return reply(c, checkReply(await tried(deps, ready.value), { draft, targets }));
    })
    .openapi(add, async (c) => {
      const refused = may(c, '记台账');
      if (refused) return refused;
      const done = await declare(c, deps, c.req.valid('json'));
      if (!done.ok) return done.error;
      const { rows, check } = done.value;
      const told: Told = { ...entryReply(await taken(deps, rows)), notices: check.notices, slivers: check.slivers.map(conflictReply) };
      return c.body(JSON.stringify(told), 201, { 'Content-Type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(one, async (c) => {
      const rows = await deps.store.ledgerEntry(c.req.valid('param').id);
      const entry = replayEntry(rows);
      if (!entry || !sees(c.get('actor'), entry.township)) return problem(c, 404, `台账没有第 ${c.req.valid('param').id} 条申报`);
      const snapshot = snapshotOf(c, deps, entry.county);
      if (!snapshot.ok) return snapshot.error;
      const parts = entry.parts.filter((part) => sees(c.get('actor'), part.township));
      const targets = targetsCounting(c, deps, snapshot.value, snapshot.value.sheet.asOf);
      const hashes = [...new Set(rows.flatMap(({ documents }) => documents))].filter((one) => /^[0-9a-f]{64}$/.test(one));
      const files = await Promise.all(hashes.map((hash) => deps.store.document(hash)));
      return reply<HistoryReply>(c, {
        entry: entryReply(entry),
        rows: rows.map(rowReply),
        row: parts.length === 0 ? null : ledgerRowReply(snapshot.value, { entry, parts }, targets),
        files: files.flatMap((file) => file ?? []),
      });
    })
    .openapi(verify, async (c) => {
      const refused = may(c, '核实');
      if (refused) return refused;
      const { documents = [], ...said } = c.req.valid('json');
      const row = await actOn(c, deps, {
        id: c.req.valid('param').id,
        documents,
        // Invented land may be verified by whoever tries the program; real land only by somebody who signed in.
        decide: (rows, demo) => verifyEntry(rows, c.req.valid('param').id, { ...said, documents, ...saidBy(c), personOnly: !demo }),
      });
      return row.ok ? reply(c, entryReply(await taken(deps, [row.value]))) : row.error;
    })
    .openapi(reverse, async (c) => {
      const refused = may(c, '冲销');
      if (refused) return refused;
      const { documents = [], grossMu, effectiveMu, geometry, parcel, reason, ...said } = c.req.valid('json');
      const part =
        grossMu === undefined
          ? undefined
          : { gross: grossMu, effective: effectiveMu ?? null, shape: geometry ?? null, ...(parcel === undefined ? {} : { parcel }) };
      const row = await actOn(c, deps, {
        id: c.req.valid('param').id,
        documents,
        decide: (rows) =>
          reverseEntry(rows, c.req.valid('param').id, {
            ...said,
            documents,
            ...saidBy(c),
            ...(reason === undefined ? {} : { reason }),
            ...(part === undefined ? {} : { part }),
          }),
      });
      return row.ok ? reply(c, entryReply(await taken(deps, [row.value]))) : row.error;
    })
    .openapi(measureList, (c) => reply(c, measures.map(measureReply)));
}
