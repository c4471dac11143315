// A request about the ledger as a table: its query, the day, what is known of it, and the targets that entries may count toward.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type CountyTarget, regulatoryTargets, statedTargets } from '#domain/ledger/county-targets.ts';
import { landMetricKinds, ledgerStages } from '#domain/ledger/entry.ts';
import { ledgerDays, type LedgerFilter, ledgerFilterSchema, ledgerMarks, ledgerOrders } from '#domain/ledger/ledger-filter.ts';
import type { IsoDate } from '#domain/period.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { type LedgerTable, ledgerTable } from '../atlas/ledger-table.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import type { Deps, Env } from './env.ts';
import { countyParameter, policiesCounting, snapshotOf } from './lens.ts';
import { dayField } from './parcels.ts';
import { problem, type ProblemResponse } from './problem.ts';

/** Several values, parted by commas. */
function several<T>(one: z.ZodType<T, string>, description: string) {
  return z
    .string()
    .max(20_000)
    .transform((text) => text.split(','))
    .pipe(z.array(one))
    .optional()
    .openapi({ type: 'string', description: `${description}；多项以逗号分隔` });
}

const { shape } = ledgerFilterSchema;
export const ledgerTableQuery = {
  county: countyParameter,
  asOf: dayField.optional().openapi({ description: '台账在这一天的状态；缺省为数据日期' }),
  knownOn: dayField.optional().openapi({ description: '只算到这一天为止已经记入的行；缺省为全部' }),
  policy: shape.policy,
  target: shape.target.unwrap().optional().openapi({ description: '当日计入这一目标的条目' }),
  kind: several(z.enum(landMetricKinds), '类型'),
  stage: several(z.enum(ledgerStages), '阶段'),
  township: several(z.string().max(12), '乡镇代码；none 为未归乡镇'),
  measure: several(z.string().min(1).max(100), '措施'),
  parcel: several(z.string().min(1).max(40), '宗地代码'),
  mark: several(z.enum(ledgerMarks), 'partly 部分冲销，rebound 回潮反弹，undocumented 没有凭证，undrawn 没有图形'),
  dateBy: z
    .enum(ledgerDays)
    .optional()
    .openapi({ description: 'from、to 所指的日期：evidence 凭证、verified 核实、reversed 冲销、recorded 记入' }),
  from: dayField.optional(),
  to: dayField.optional(),
  q: shape.text.unwrap().optional().openapi({ description: '宗地代码、名称、企业、依据中的任意一段，或编号' }),
  sort: z
    .string()
    .regex(new RegExp(`^-?(${ledgerOrders.join('|')})$`))
    .optional()
    .openapi({ description: '排序：字段名，倒序加 -；缺省为编号倒序', example: '-date' }),
};
const query = z.strictObject(ledgerTableQuery);
export type LedgerTableRequest = Partial<z.output<typeof query>> & { readonly county: string };

export interface LedgerLens {
  readonly snapshot: Snapshot;
  readonly day: IsoDate;
  readonly knownOn: IsoDate | null;
  readonly filter: LedgerFilter;
  readonly targets: readonly CountyTarget[];
  readonly table: LedgerTable;
  /** Names everything that the reply follows from beside the address. */
  readonly tag: string;
}

function filterOf({ policy, target, kind, stage, township, measure, parcel, mark, dateBy, from, to, q }: LedgerTableRequest): LedgerFilter {
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(target === undefined ? {} : { target }),
    ...(kind ? { kinds: kind } : {}),
    ...(stage ? { stages: stage } : {}),
    ...(township ? { townships: township.map((code) => (code === 'none' ? '' : code)) } : {}),
    ...(measure ? { measures: measure } : {}),
    ...(parcel ? { parcels: parcel } : {}),
    ...(mark ? { marks: mark } : {}),
    ...(dateBy ? { dateBy } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(q === undefined ? {} : { text: q }),
  };
}

/** Targets that land of the county may count toward, those of its prefecture among them; an own target only for whoever made it. */
export function targetsCounting(c: Context<Env>, deps: Deps, { sheet }: Snapshot, day: IsoDate): CountyTarget[] {
  return [
    ...policiesCounting(deps.policies, sheet.data.county.code).flatMap(regulatoryTargets),
    ...statedTargets(sheet.data.targetStatements ?? [], day, c.get('actor').name),
  ].filter(({ target }) => target.kind !== null);
}

/** What a request about the ledger looks at, or a 404 or 422. */
export function ledgerLens(
  c: Context<Env>,
  deps: Deps,
  asked: LedgerTableRequest,
): Result<LedgerLens, ProblemResponse<404> | ProblemResponse<422>> {
  const found = snapshotOf(c, deps, asked.county);
  if (!found.ok) return found;
  const snapshot = found.value;
  const day = asked.asOf ?? snapshot.sheet.asOf;
  const knownOn = asked.knownOn ?? null;
  const targets = targetsCounting(c, deps, snapshot, day);
  if (
    asked.target !== undefined &&
    !targets.some(({ target, policy }) => target.id === asked.target && (asked.policy ?? policy) === policy)
  ) {
    const message = `没有用地目标 ${asked.target}`;
    return fail(problem(c, 422, message, { issues: [{ parameter: 'target', message }] }));
  }
  const filter = filterOf(asked);
  const sort = asked.sort ?? '-id';
  const name = sort.replace(/^-/, '');
  const order = ledgerOrders.find((one) => one === name) ?? 'id';
  const table = ledgerTable(snapshot, c.get('actor'), {
    day,
    knownOn,
    filter,
    targets,
    order: [order, sort.startsWith('-') ? 'descending' : 'ascending'],
  });
  // Own targets make replies differ by person.
  const own = targets.some(({ origin }) => origin === 'own') ? `-${c.get('actor').name}` : '';
  return ok({ snapshot, day, knownOn, filter, targets, table, tag: `${snapshot.tag}${own}` });
}
