// GET /api/queues/…: gaps, missing data and early warnings, as replies and as tables of the same rows.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { gapQueue, type GapQueue, type GapRow } from '../atlas/queues/gap-queue.ts';
import { missingQueue, type MissingQueue, type MissingRow } from '../atlas/queues/missing-queue.ts';
import type { MissingInput, SubjectRow } from '../atlas/queues/subject-row.ts';
import { warningKinds, warningQueue, type WarningQueue, type WarningRow } from '../atlas/queues/warning-queue.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { csvBytes } from './formats/csv.ts';
import { DEMO_MARK } from './formats/export-rows.ts';
import { exportTypes } from './formats/export-view.ts';
import { gapColumns, missingColumns, queueTable, warningColumns } from './formats/queue-rows.ts';
import { workbookBytes } from './formats/workbook.ts';
import { latestYear, lensQuery, policiesOf, snapshotOf } from './lens.ts';
import { policyById } from './policy-path.ts';
import {
  actOnRows,
  queueActs,
  type QueueStanding,
  standingCounts,
  type StandingCounts,
  standingQuery,
  type StandingAsked,
  stands,
  withStanding,
} from './queue-desk.ts';
import { problem, problems, type ProblemResponse } from './problem.ts';
import { reply, shaped } from './reply.ts';

const whole = z
  .string()
  .regex(/^\d{1,7}$/, '应为整数')
  .transform(Number);
const queueQuery = {
  ...lensQuery,
  township: z.string().max(12).optional().openapi({ description: '乡镇代码' }),
  limit: whole.optional().openapi({ type: 'integer', description: '至多返回行数；缺省 500。文件总是全部行' }),
  offset: whole.optional().openapi({ type: 'integer' }),
  ...standingQuery,
  format: z.enum(['json', 'csv', 'xlsx']).default('json').openapi({ description: '同样的行存成文件' }),
};

/** Whose it is as long as nobody was named: the office that leads the clean-up. */
const LEADING = '专班';

interface LensAsked {
  readonly county: string;
  readonly year?: number | undefined;
  readonly policy?: string | undefined;
}

interface Asked extends LensAsked, StandingAsked {
  readonly township?: string | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly format: 'json' | 'csv' | 'xlsx';
}

interface QueueLens {
  readonly snapshot: Snapshot;
  readonly year: number;
  readonly policy: Policy;
}

function queueLens(c: Context<Env>, deps: Deps, asked: LensAsked): Result<QueueLens, ProblemResponse<404>> {
  const snapshot = snapshotOf(c, deps, asked.county);
  if (!snapshot.ok) return snapshot;
  const own = policiesOf(deps.policies, asked.county)[0];
  if (asked.policy === undefined && !own) return fail(problem(c, 404, `县 ${asked.county} 没有政策`));
  const policy = asked.policy === undefined ? ok(own!) : policyById(c, deps, asked.policy);
  return policy.ok ? ok({ snapshot: snapshot.value, year: asked.year ?? latestYear(snapshot.value), policy: policy.value }) : policy;
}

interface Table<T extends SubjectRow & QueueStanding> {
  readonly name: string;
  readonly columns: Parameters<typeof queueTable<T>>[0];
  readonly rows: readonly T[];
}

/** The rows as a file. */
async function asFile<T extends SubjectRow & QueueStanding>(
  c: Context<Env>,
  { snapshot, year, policy }: QueueLens,
  format: 'csv' | 'xlsx',
  table: Table<T>,
) {
  const { county } = snapshot.sheet.data;
  const { header, rows } = queueTable(table.columns, table.rows, county.demo);
  const notes: [string, string | number][] = [
    ['县（市、区）', `${county.name}（${county.code}）`],
    ['队列', table.name],
    ['年度', year],
    ['政策', `${policy.title}（${policy.id}，${policy.status}）`],
    ['行数', rows.length],
    ['数据版本', snapshot.tag],
    ['截至', snapshot.sheet.asOf],
    ['说明', county.demo ? DEMO_MARK : '空白表示未知，不是零；建议类别须经专班认定'],
  ];
  const bytes = format === 'csv' ? csvBytes(header, rows) : await workbookBytes(header, rows, notes, table.name);
  const name = `${county.name}-${table.name}-${year}-v${snapshot.tag}${county.demo ? '-演示' : ''}.${format}`;
  return c.body(bytes, 200, {
    'Content-Type': exportTypes[format],
    'Content-Disposition': `attachment; filename="queue.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

/** A page of rows with how many there are; `matched` counts what the filters keep. */
function paged<T>(rows: readonly T[], { limit = 500, offset = 0 }: Asked) {
  return { matched: rows.length, offset, rows: rows.slice(offset, offset + limit) };
}

type Paged<Q extends { readonly rows: readonly object[] }> = Omit<Q, 'rows'> &
  StandingCounts & { matched: number; offset: number; rows: readonly (Q['rows'][number] & QueueStanding)[] };

const file = { schema: z.string().openapi({ format: 'binary' }) };
const answersOf = <T>(description: string, name: string, shape: string) => ({
  200: {
    description,
    content: { 'application/json': { schema: shaped<T>(name, shape) }, 'text/csv': file, [exportTypes.xlsx]: file },
  },
  ...unchanged,
  ...problems.bad,
  ...problems.missing,
});

const gaps = createRoute({
  method: 'get',
  path: '/api/queues/gaps',
  summary: '空档队列：效率低而各类都不收的，逐户列出现值',
  request: { query: z.strictObject({ ...queueQuery, gap: z.string().max(64).optional() }) },
  responses: answersOf<Paged<GapQueue>>('空档', 'GapQueue', 'detectors 为各空档计数，rows 为逐户'),
});

const missing = createRoute({
  method: 'get',
  path: '/api/queues/missing',
  summary: '待补数据：因缺哪个字段、由哪个部门提供，多少企业和面积不能判定',
  request: { query: z.strictObject({ ...queueQuery, field: z.string().max(64).optional(), bureau: z.string().max(16).optional() }) },
  responses: answersOf<Paged<MissingQueue>>('待补数据', 'MissingQueue', 'fields 按字段计数，rows 为逐户'),
});

const warnings = createRoute({
  method: 'get',
  path: '/api/queues/warnings',
  summary: '预警：如情况不变，哪一年将符合哪条规则；亩均税收下行；首次列 C、D',
  request: { query: z.strictObject({ ...queueQuery, kind: z.enum(warningKinds).optional(), rule: z.string().max(64).optional() }) },
  responses: answersOf<Paged<WarningQueue>>('预警', 'WarningQueue', 'kinds 为各类计数，rows 为逐户'),
});

/** Rows of a queue with where they stand. */
async function gapRows({ store }: Deps, { snapshot, year, policy }: QueueLens): Promise<(GapRow & QueueStanding)[]> {
  const acts = await store.issueActs(snapshot.sheet.data.county.code);
  const { rows } = gapQueue(snapshot, year, policy);
  return withStanding(rows, acts, ({ gap }) => ({ queue: 'gaps', policy: policy.id, year, part: gap, menders: [LEADING] }));
}

async function missingRows({ store }: Deps, { snapshot, year, policy }: QueueLens): Promise<(MissingRow & QueueStanding)[]> {
  const acts = await store.issueActs(snapshot.sheet.data.county.code);
  const { rows } = missingQueue(snapshot, year, policy);
  return withStanding(rows, acts, ({ missing: lacking }) => {
    const bureaus = new Set(lacking.flatMap(({ inputs }) => inputs.map(({ bureau }) => bureau)));
    return { queue: 'missing', policy: policy.id, year, part: '', menders: bureaus.size > 0 ? [...bureaus] : [LEADING] };
  });
}

async function warningRows({ store }: Deps, { snapshot, year, policy }: QueueLens): Promise<(WarningRow & QueueStanding)[]> {
  const acts = await store.issueActs(snapshot.sheet.data.county.code);
  const { rows } = warningQueue(snapshot, year, policy);
  return withStanding(rows, acts, ({ kind, rule, year: coming }) => {
    const part = `${kind} ${rule ?? ''} ${coming}`;
    return { queue: 'warnings', policy: policy.id, year, part, menders: [LEADING] };
  });
}

const rowsOf = { gaps: gapRows, missing: missingRows, warnings: warningRows } as const;

/** A page of the rows that stand as asked, with counts of all that the other filters keep. */
function page<T extends QueueStanding>(rows: readonly T[], asked: Asked) {
  return { ...standingCounts(rows), ...paged(rows.filter(stands(asked)), asked) };
}

export function queueRoutes(deps: Deps) {
  const inTownship = (asked: Asked) => (row: SubjectRow) => asked.township === undefined || row.township === asked.township;
  return createRouter()
    .openapi(gaps, async (c) => {
      const asked = c.req.valid('query');
      const lens = queueLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.snapshot.tag);
      if (known) return known;
      const { snapshot, year, policy } = lens.value;
      const rows = (await gapRows(deps, lens.value))
        .filter(inTownship(asked))
        .filter((row) => asked.gap === undefined || row.gap === asked.gap);
      if (asked.format === 'json') return reply<Paged<GapQueue>>(c, { ...gapQueue(snapshot, year, policy), ...page(rows, asked) });
      return asFile(c, lens.value, asked.format, { name: '空档队列', columns: gapColumns, rows: rows.filter(stands(asked)) });
    })
    .openapi(missing, async (c) => {
      const asked = c.req.valid('query');
      const lens = queueLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.snapshot.tag);
      if (known) return known;
      const { snapshot, year, policy } = lens.value;
      const wanted = ({ field, inputs }: MissingInput): boolean =>
        (asked.field === undefined || field === asked.field || inputs.some((input) => input.field === asked.field)) &&
        (asked.bureau === undefined || inputs.some((input) => input.bureau === asked.bureau));
      const rows = (await missingRows(deps, lens.value)).filter(inTownship(asked)).filter((row) => row.missing.some(wanted));
      if (asked.format === 'json') return reply<Paged<MissingQueue>>(c, { ...missingQueue(snapshot, year, policy), ...page(rows, asked) });
      return asFile(c, lens.value, asked.format, { name: '待补数据', columns: missingColumns, rows: rows.filter(stands(asked)) });
    })
    .openapi(warnings, async (c) => {
      const asked = c.req.valid('query');
      const lens = queueLens(c, deps, asked);
      if (!lens.ok) return lens.error;
      const known = unlessChanged(c, lens.value.snapshot.tag);
      if (known) return known;
      const { snapshot, year, policy } = lens.value;
      const rows = (await warningRows(deps, lens.value))
        .filter(inTownship(asked))
        .filter((row) => (asked.kind === undefined || row.kind === asked.kind) && (asked.rule === undefined || row.rule === asked.rule));
      if (asked.format === 'json') return reply<Paged<WarningQueue>>(c, { ...warningQueue(snapshot, year, policy), ...page(rows, asked) });
      return asFile(c, lens.value, asked.format, { name: '预警', columns: warningColumns, rows: rows.filter(stands(asked)) });
    })
    .openapi(queueActs, async (c) => {
      const said = c.req.valid('json');
      const lens = queueLens(c, deps, said);
      if (!lens.ok) return lens.error;
      const { code } = lens.value.snapshot.sheet.data.county;
      return actOnRows(c, deps, code, await rowsOf[c.req.valid('param').queue](deps, lens.value), said);
    });
}
