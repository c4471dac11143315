// A whole policy over a million firms on one core, and the same class rules in SQL beside it.
import Database from 'better-sqlite3';
import { compilePolicy } from '#domain/policy/batch/compile-policy.ts';
import type { FactColumn, FactColumns } from '#domain/policy/batch/fact-columns.ts';
import { packFacts } from '#domain/policy/batch/pack-facts.ts';
import { judge } from '#domain/policy/judge.ts';
import { factsOf, givenPolicy, suichangFirm } from '../domain/policy/given-policies.ts';
import type { BenchTable } from './measure.ts';

const firms = 1_000_000;
const distinct = 4096;

/** A fixed sequence of numbers in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Firms as a county has them: most pay more than 3, some years and facts are missing, some plots are idle. */
function bodies(): ReturnType<typeof suichangFirm>[] {
  const next = sequence(7);
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const yearly = (value: () => unknown): { [year: string]: unknown } =>
    Object.fromEntries([2020, 2021].filter(() => next() > 0.03).map((year) => [year, value()]));
  return Array.from({ length: distinct }, () =>
    suichangFirm(
      {
        taxPerMuWan: yearly(() => Math.round(next() ** 3 * 300_000) / 10_000),
        grade: yearly(() => pick('A', 'B', 'B', 'B', 'C', 'C', 'D')),
        aboveScale: yearly(() => next() > 0.5),
        occupiedAreaMu: Math.round(next() * 4_000) / 100,
        hasPermits: next() > 0.02,
        doesIndustrialProduction: next() > 0.03,
        isTenant: next() > 0.8,
        industryTags: next() > 0.95 ? ['铸造'] : [],
      },
      {
        supplyDate: pick('2012-03-01', '2017-05-01', '2019-09-01', '2021-04-01', undefined),
        productionStartDate: pick('2014-01-01', '2018-06-01', null),
      },
    ),
  );
}

function tile<T extends Float64Array | Uint8Array | Uint32Array | Int32Array>(array: T): T {
  const whole = new (array.constructor as new (size: number) => T)(firms);
  for (let row = 0; row < firms; row += distinct) whole.set(array.subarray(0, Math.min(distinct, firms - row)), row);
  return whole;
}

function tileColumn(column: FactColumn): FactColumn {
  const parts = Object.entries(column).map(([key, value]) => [key, ArrayBuffer.isView(value) ? tile(value as Float64Array) : value]);
  return Object.fromEntries(parts) as FactColumn;
}

function tileColumns(columns: FactColumns): FactColumns {
  return {
    ...columns,
    size: firms,
    plain: new Map([...columns.plain].map(([name, column]) => [name, tileColumn(column)])),
    yearly: new Map(
      [...columns.yearly].map(([name, years]) => [name, new Map([...years].map(([year, column]) => [year, tileColumn(column)]))]),
    ),
  };
}

/** The class rules of 遂昌 as one SQL expression each; NULL is the unknown, as SQL has it. */
const inScope = "supply < '2021-01-01' and area >= 3 and not foundry";
const sqlRules = [
  'not permits and area >= 3 and not foundry and produced',
  `g0 = 'D' and g1 = 'D' and produced and ${inScope}`,
  `m0 < 1 * a0 and m1 < 1 * a1 and produced and ${inScope}`,
  `tenant and not producing and ${inScope}`,
  `supply <= '2018-01-01' and not produced and ${inScope}`,
  `g0 = 'C' and g1 = 'C' and produced and ${inScope}`,
  `m0 > 1 * a0 and m1 > 1 * a1 and m0 < 3 * a0 and m1 < 3 * a1 and produced and ${inScope}`,
  `m1 >= 3 * a1 and m1 < 5 * a1 and produced and ${inScope}`,
  `m1 >= 5 * a1 and area >= 15 and not scale and produced and ${inScope}`,
];

function fillDatabase(rows: readonly ReturnType<typeof suichangFirm>[]): Database.Database {
  const database = new Database(':memory:');
  database.exec('create table firm (m0, a0, m1, a1, g0, g1, scale, area, permits, producing, tenant, foundry, supply, produced)');
  const insert = database.prepare('insert into firm values (?, 10000, ?, 10000, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const year = (values: unknown, of: number): unknown => (values as { [year: string]: unknown })[of] ?? null;
  const flag = (value: unknown): number | null => (typeof value === 'boolean' ? Number(value) : null);
  const values = rows.map(({ enterprise, parcel }) => [
    ...[2020, 2021].map((of) =>
      year(enterprise['taxPerMuWan'], of) === null ? null : Math.round((year(enterprise['taxPerMuWan'], of) as number) * 10_000),
    ),
    ...[2020, 2021].map((of) => year(enterprise['grade'], of)),
    flag(year(enterprise['aboveScale'], 2021)),
    enterprise['occupiedAreaMu'],
    ...[enterprise['hasPermits'], enterprise['doesIndustrialProduction'], enterprise['isTenant']].map(flag),
    (enterprise['industryTags'] as string[]).length,
    parcel['supplyDate'] ?? null,
    parcel['productionStartDate'] === null ? 0 : 1,
  ]);
  database.transaction(() => {
    for (let row = 0; row < firms; row += 1) insert.run(values[row % distinct]);
  })();
  return database;
}

export async function bench(table: BenchTable): Promise<void> {
  const policy = givenPolicy('suichang-2022');
  const sample = bodies();
  const facts = sample.map((body) => factsOf(body, policy.evaluationYear));
  const columns = tileColumns(packFacts(facts, policy));
  const compiled = compilePolicy(policy);
  const whole = `${policy.rules.length} rules, gaps and scope × ${firms} firms`;
  await table.time(whole, () => compiled.run(columns), { n: 10, limit: 500 });
  const twenty = { ...columns, size: 20_000 };
  await table.time('the same × 20000 firms, compiled anew', () => compilePolicy(policy).run(twenty), { n: 20, limit: 50 });
  await table.time('evidence of one firm (judge)', (index) => judge(facts[index % distinct]!, policy), { n: 200, limit: 2 });
  const database = fillDatabase(sample);
  const query = database.prepare(
    `select ${sqlRules.map((rule) => `sum(coalesce(${rule}, 0)), sum((${rule}) is null)`).join(', ')} from firm`,
  );
  await table.time(`${sqlRules.length} of the rules in SQL × ${firms} firms`, () => query.get(), { n: 3, warmup: 1, against: whole });
  database.close();
}
