// Findings as data: filtered, counted by bureau and township, assigned, closed, waived, exported.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayWrite, sees } from '#domain/access/actor.ts';
import { bureaus, type Bureau } from '#domain/issue.ts';
import {
  actFault,
  issueStates,
  isSettled,
  type IssueAct,
  type IssueState,
  type KeptIssue,
  personalActs,
  standingOfIssue,
} from '#domain/issue-desk.ts';
import { issueKindFacts, severities } from '#domain/issue-kinds.ts';
import { parseCountyCode, type CountyCode } from '#domain/land/codes.ts';
import { createRouter, type Deps, type Env } from './env.ts';
import { csvBytes } from './formats/csv.ts';
import { workbookBytes } from './formats/workbook.ts';
import { problem, problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

/** A finding as lists show it. */
export interface IssueRow extends KeptIssue {
  readonly state: IssueState;
  readonly to: string;
  readonly townshipName: string | null;
  readonly kindName: string;
  readonly todo: string;
  readonly last: IssueAct | null;
}

const filter = z.object({
  county: z.string().regex(/^[1-9]\d{5}$/, '应为六位县级行政区代码'),
  import: z.coerce.number().int().optional(),
  bureau: z.enum(bureaus).optional(),
  township: z.string().max(9).optional().openapi({ description: '九位代码；none 为不知所属乡镇' }),
  kind: z.string().max(40).optional(),
  severity: z.enum(severities).optional(),
  state: z
    .enum([...issueStates, 'unsettled', 'all'])
    .default('unsettled')
    .openapi({ description: 'unsettled：未办结（open 与 assigned）' }),
  q: z.string().max(80).optional(),
});
type Filter = z.output<typeof filter>;

const list = createRoute({
  method: 'get',
  path: '/api/issues',
  summary: '问题：按部门、乡镇、类型、级别、状态筛选，带各计数',
  request: {
    query: filter.extend({ offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(50) }),
  },
  responses: {
    ...answers('matched 为筛选后的数；counts 按部门、乡镇、类型、级别、状态', shaped<IssueListReply>('Issues', '问题与计数')),
    ...problems.bad,
    ...problems.missing,
  },
});
const kinds = createRoute({
  method: 'get',
  path: '/api/issue-kinds',
  summary: '问题类型一览：名称、通常级别、通常由谁整改、怎么办',
  responses: {
    ...answers(
      '按键',
      z.record(
        z.string(),
        z.object({
          zh: z.string(),
          en: z.string(),
          severity: z.string(),
          bureau: z.string().nullable(),
          todo: z.object({ zh: z.string(), en: z.string() }),
        }),
      ),
    ),
  },
});
const file = createRoute({
  method: 'get',
  path: '/api/issues/export/{format}',
  summary: '把筛选出的问题导出为 csv 或 xlsx',
  request: { params: z.object({ format: z.enum(['csv', 'xlsx']) }), query: filter },
  responses: { 200: { description: '文件' }, ...problems.bad, ...problems.missing },
});
const act = createRoute({
  method: 'post',
  path: '/api/issues/acts',
  summary: '分派 assign、办结 close、免改 waive（须有理由）、重开 reopen；全部能办才办',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            county: z.string().regex(/^[1-9]\d{5}$/),
            issues: z.array(z.string().min(2).max(40)).min(1).max(5000),
            act: z.enum(personalActs),
            to: z.string().trim().max(60).nullish(),
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

export interface IssueListReply {
  readonly matched: number;
  readonly rows: readonly IssueRow[];
  readonly counts: {
    readonly bureau: Readonly<Record<string, number>>;
    readonly township: readonly { readonly code: string | null; readonly name: string | null; readonly count: number }[];
    readonly kind: Readonly<Record<string, number>>;
    readonly severity: Readonly<Record<string, number>>;
    readonly state: Readonly<Record<string, number>>;
  };
}

async function rowsOf(c: Context<Env>, { store }: Deps, county: CountyCode): Promise<IssueRow[]> {
  const [issues, acts, townships] = [await store.keptIssues(county), await store.issueActs(county), await store.townships(county)];
  const names = new Map(townships.map(({ code, name }) => [code as string, name]));
  const actor = c.get('actor');
  return issues
    .filter(({ township }) => sees(actor, township))
    .map((issue) => ({
      ...issue,
      ...standingOfIssue(issue, acts.get(issue.id) ?? []),
      townshipName: issue.township === null ? null : (names.get(issue.township) ?? issue.township),
      kindName: issueKindFacts[issue.kind].zh,
      todo: issueKindFacts[issue.kind].todo.zh,
    }));
}

const fits = (row: IssueRow, said: Filter): boolean =>
  (said.import === undefined || row.importId === said.import) &&
  (said.bureau === undefined || row.to === said.bureau) &&
  (said.township === undefined || (row.township ?? 'none') === said.township) &&
  (said.kind === undefined || row.kind === said.kind) &&
  (said.severity === undefined || row.severity === said.severity) &&
  (said.state === 'all' || (said.state === 'unsettled' ? !isSettled(row.state) : row.state === said.state)) &&
  (said.q === undefined || said.q === '' || `${row.subject ?? ''} ${row.file} ${row.message} ${row.value ?? ''}`.includes(said.q));

function countsOf(rows: readonly IssueRow[], said: Filter): IssueListReply['counts'] {
  /** Each count is of what the other filters leave, so that another choice can be seen before it is made. */
  const by = (key: 'to' | 'kind' | 'severity' | 'state', without: keyof Filter): Record<string, number> => {
    const { [without]: _left, ...others } = said;
    const counts: Record<string, number> = {};
    for (const row of rows) if (fits(row, { state: 'all', ...others } as Filter)) counts[row[key]] = (counts[row[key]] ?? 0) + 1;
    return counts;
  };
  const townships = new Map<string | null, { code: string | null; name: string | null; count: number }>();
  const { township: _township, ...others } = said;
  for (const row of rows) {
    if (!fits(row, others)) continue;
    const entry = townships.get(row.township) ?? { code: row.township, name: row.townshipName, count: 0 };
    entry.count += 1;
    townships.set(row.township, entry);
  }
  return {
    bureau: by('to', 'bureau'),
    township: [...townships.values()].sort((a, b) => b.count - a.count),
    kind: by('kind', 'kind'),
    severity: by('severity', 'severity'),
    state: by('state', 'state'),
  };
}

const order = { error: 0, warning: 1, info: 2 } as const;
const header = [
  '编号',
  '状态',
  '级别',
  '问题',
  '责任部门',
  '乡镇',
  '宗地或企业',
  '年度',
  '文件',
  '工作表',
  '行',
  '列',
  '值',
  '说明',
  '处理建议',
  '理由',
  '经办',
  '时间',
];
const cellsOf = (row: IssueRow): (string | number | null)[] => [
  row.id,
  row.state,
  row.severity,
  row.kindName,
  row.to,
  row.townshipName,
  row.subject,
  row.year ?? null,
  row.file,
  row.sheet,
  row.row,
  row.column,
  row.value,
  row.message,
  row.todo,
  row.last?.reason ?? null,
  row.last?.actor ?? null,
  row.last?.recordedAt ?? null,
];

export function issueRoutes(deps: Deps) {
  const matching = async (c: Context<Env>, said: Filter): Promise<{ readonly all: IssueRow[]; readonly rows: IssueRow[] } | null> => {
    const county = parseCountyCode(said.county);
    if (!county || !(await deps.store.county(county))) return null;
    const all = await rowsOf(c, deps, county);
    return { all, rows: all.filter((row) => fits(row, said)).sort((a, b) => order[a.severity] - order[b.severity]) };
  };
  return createRouter()
    .openapi(kinds, (c) =>
      reply(
        c,
        issueKindFacts as unknown as Record<
          string,
          { zh: string; en: string; severity: string; bureau: Bureau | null; todo: { zh: string; en: string } }
        >,
      ),
    )
    .openapi(list, async (c) => {
      const { offset, limit, ...said } = c.req.valid('query');
      const found = await matching(c, said);
      if (!found) return problem(c, 404, `没有 ${said.county}`);
      return reply(c, { matched: found.rows.length, rows: found.rows.slice(offset, offset + limit), counts: countsOf(found.all, said) });
    })
    .openapi(file, async (c) => {
      const said = c.req.valid('query');
      const found = await matching(c, said);
      if (!found) return problem(c, 404, `没有 ${said.county}`);
      const rows = found.rows.map(cellsOf);
      if (c.req.valid('param').format === 'csv')
        return c.body(csvBytes(header, rows), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="issues.csv"',
        });
      const notes = [
        ['县', said.county],
        ['条数', rows.length],
        ['导出时间', deps.clock.now()],
      ] as const;
      return c.body(await workbookBytes(header, rows, notes, '问题'), 200, {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': 'attachment; filename="issues.xlsx"',
      });
    })
    .openapi(act, async (c) => {
      const actor = c.get('actor');
      if (!mayWrite(actor)) return problem(c, 403, '当前角色不能处理问题');
      const said = c.req.valid('json');
      const county = parseCountyCode(said.county);
      if (!county || !(await deps.store.county(county))) return problem(c, 404, `没有 ${said.county}`);
      const rows = new Map((await rowsOf(c, deps, county)).map((row) => [row.id, row]));
      const [to, reason] = [said.to ?? null, said.reason ?? null];
      const faults = said.issues.flatMap((id) => {
        const row = rows.get(id);
        const message = row ? actFault(row.state, { act: said.act, to, reason }) : `没有问题 ${id}`;
        return message === null ? [] : [{ parameter: id, message }];
      });
      if (faults.length > 0) return problem(c, 422, faults[0]!.message, { issues: faults });
      const recordedAt = deps.clock.now();
      await deps.store.change(county, async (record) => {
        for (const issue of new Set(said.issues))
          await record.appendIssueAct({ issue, act: said.act, to, reason, importId: null, actor: actor.name, recordedAt });
      });
      await deps.atlas.refresh(county);
      return reply(c, { acts: new Set(said.issues).size });
    });
}
