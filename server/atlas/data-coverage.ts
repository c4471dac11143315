// What of a county's record is filled in: by field, year, township and source file, and which judgements hang on what is not.
import type { Account, Firm } from '#domain/firms/firm.ts';
import type { Provider } from '#domain/policy/fields.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { expandRules, predicatesOf } from '#domain/policy/condition.ts';
import { fieldOf } from '#domain/policy/fields.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { firmVisible } from './firm-dossier.ts';
import { missingQueue } from './queues/missing-queue.ts';
import type { Snapshot } from './snapshot.ts';

export const coverageNouns = ['parcel', 'firm', 'account'] as const;
export type CoverageNoun = (typeof coverageNouns)[number];

interface CoverageField<T> {
  readonly key: string;
  readonly label: string;
  readonly bureau: Provider;
  readonly known: (record: T) => boolean;
}

const of = <T>(key: string & keyof T, label: string, bureau: Provider): CoverageField<T> => ({
  key,
  label,
  bureau,
  known: (record) => record[key] !== null,
});

const parcelFields: readonly CoverageField<Parcel>[] = [
  of('shape', '图形', '土地'),
  of('registeredArea', '登记面积', '土地'),
  of('landUse', '土地用途', '土地'),
  of('acquisitionMode', '取得方式', '土地'),
  of('supplyDate', '供地日期', '土地'),
  of('acquisitionDate', '取得日期', '土地'),
  { key: 'productionStart', label: '投产日期', bureau: '乡镇', known: ({ productionStart }) => productionStart.state !== 'unknown' },
  of('holder', '权利人', '土地'),
  of('holderUscc', '权利人代码', '土地'),
  of('unitCode', '不动产单元号', '土地'),
  of('township', '乡镇', '土地'),
  of('block', '工业区块', '土地'),
];
const firmFields: readonly CoverageField<Firm>[] = [
  of('industryCode', '行业代码', '统计'),
  of('kind', '主体类型', '乡镇'),
  of('township', '乡镇', '乡镇'),
  { key: 'address', label: '地址', bureau: '乡镇', known: ({ address }) => (address ?? null) !== null },
];
const accountFields: readonly CoverageField<Account>[] = [
  of('tax', '税收实际贡献', '税务'),
  of('revenue', '主营业务收入', '统计'),
  of('valueAdded', '工业增加值', '统计'),
  of('outputValue', '年产值', '统计'),
  of('researchSpending', '研发费用', '统计'),
  of('energyTce', '综合能耗', '统计'),
  of('powerKwh', '用电量', '供电'),
  of('waterTonnes', '用水量', '统计'),
  of('emissionsTonnes', '排放', '乡镇'),
  of('employees', '平均职工人数', '统计'),
  of('aboveScale', '规上', '统计'),
  of('grade', '评价等级', '经信'),
  of('assessedArea', '评价用地', '土地'),
];

/** Facts that the policy's rules ask for and that the register keeps as plain facts, beside the columns above. */
function factFields<T extends { readonly facts: Readonly<Record<string, unknown>> }>(
  policy: Policy | null,
  level: string,
  taken: ReadonlySet<string>,
): CoverageField<T>[] {
  if (!policy) return [];
  const asked = policy.rules
    .flatMap((rule) => predicatesOf(expandRules(policy, rule.when)))
    .concat(policy.scope.limbs.flatMap(({ when }) => predicatesOf(when)));
  const names = [...new Set(asked.map(({ field }) => field))].map(fieldOf);
  return names
    .filter((field) => field.level === level && !field.yearly && !taken.has(field.key) && field.derivation === undefined)
    .map(({ key, label, bureau }) => ({ key, label, bureau, known: ({ facts }) => facts[key] !== undefined }));
}

/** Kept elsewhere than as facts, or following from other records. */
const takenOfFirm = new Set([
  'kind',
  'industryCode',
  'industryTags',
  'haltedSince',
  'occupiedAreaMu',
  'isTenant',
  'premisesLandUse',
  'premisesMode',
]);
const takenOfParcel = new Set(['supplyDate', 'productionStartDate', 'acquisitionMode', 'acquisitionDate', 'areaMu', 'zone']);

interface Expected<T> {
  /** Null: a record that is wanted and is not there. */
  readonly record: T | null;
  readonly township: string | null;
}

function cover<T extends Parcel | Firm | Account>(
  noun: CoverageNoun,
  fields: readonly CoverageField<T>[],
  year: number | null,
  rows: readonly Expected<T>[],
) {
  return fields.map(({ key, label, bureau, known }) => {
    const townships = new Map<string, { known: number; total: number }>();
    const sources = new Map<number, number>();
    let count = 0;
    for (const { record, township } of rows) {
      const place = township ?? '';
      const here = townships.get(place) ?? { known: 0, total: 0 };
      townships.set(place, here);
      here.total += 1;
      if (!record || !known(record)) continue;
      here.known += 1;
      count += 1;
      sources.set(record.source.importId, (sources.get(record.source.importId) ?? 0) + 1);
    }
    return {
      noun,
      field: key,
      label,
      bureau,
      year,
      known: count,
      total: rows.length,
      byTownship: [...townships].map(([township, sums]) => ({ township: township || null, ...sums })),
      /** Imports whose records carry the field, largest first. A record that several files filled counts for the last that changed it. */
      bySource: [...sources]
        .map(([importId, records]) => ({ importId, records }))
        .sort((a, b) => b.records - a.records || a.importId - b.importId),
    };
  });
}

function build(snapshot: Snapshot, policy: Policy | null, year: number) {
  const { data, record } = snapshot.sheet;
  const parcels = data.parcels
    .filter(({ code }) => snapshot.indexOf.has(code))
    .map((parcel) => ({ record: parcel, township: parcel.township }));
  const firms = data.firms.filter(({ uscc }) => firmVisible(snapshot, uscc)).map((firm) => ({ record: firm, township: firm.township }));
  // Of a year an account is wanted from every firm of the register; those of strangers are seen with the whole county only.
  const strangers =
    snapshot.scope === 'all' ? [...new Set(data.accounts.map(({ uscc }) => uscc))].filter((uscc) => !record.firm(uscc)) : [];
  const wanted = (of_: number): Expected<Account>[] => [
    ...firms.map(({ record: firm, township }) => ({ record: record.accounts(firm.uscc).get(of_) ?? null, township })),
    ...strangers.flatMap((uscc) => {
      const account = record.accounts(uscc).get(of_);
      return account ? [{ record: account, township: null }] : [];
    }),
  ];
  const hanging = policy ? missingQueue(snapshot, year, policy) : null;
  return {
    years: record.accountYears,
    fields: [
      ...cover('parcel', [...parcelFields, ...factFields<Parcel>(policy, 'parcel', takenOfParcel)], null, parcels),
      ...cover('firm', [...firmFields, ...factFields<Firm>(policy, 'enterprise', takenOfFirm)], null, firms),
      ...record.accountYears.flatMap((one) => cover('account', accountFields, one, wanted(one))),
    ],
    /** Judgements that wait: by missing field, with the land they hold up. Null without a policy. */
    hanging: hanging && { policy: policy!.id, year, fields: hanging.fields, total: hanging.total },
  };
}
export type DataCoverage = ReturnType<typeof build>;

/** Coverage within what the asker may see, worked out once per snapshot, policy and year. */
export function dataCoverage(snapshot: Snapshot, policy: Policy | null, year: number): DataCoverage {
  return snapshot.once(`coverage ${policy ? `${policy.id}@${policy.version}` : ''} ${year}`, () => build(snapshot, policy, year));
}
