// Random facts for properties: every field of the dictionary known, known to be absent, or unknown, often at a threshold.
import fc from 'fast-check';
import { fields, type Field } from '../../../server/domain/policy/fields.ts';

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'enterprise.taxPerMuWan': fc.oneof(
    fc.constantFrom(0, 0.5, 0.999999, 1, 1.000001, 2, 2.999999, 3, 3.000001, 4.99, 5, 5.000001, 8, -0.2),
    fc.constantFrom('0.99999999999999999999', '1.00000000000000000001', '5.0000000000000000001'),
    fc.double({ min: 0, max: 10, noNaN: true }).map((number) => Math.round(number * 1e4) / 1e4),
  ),
  'enterprise.occupiedAreaMu': fc.constantFrom(0, 2.99, 3, 3.000001, '2.9999999', 5, 14.99, 15, '15.00000001', 40),
  'enterprise.haltMonthsConsecutive': fc.constantFrom(0, 5.9, 6, 6.5, 24),
  'project.requestedAreaMu': fc.constantFrom(5, 10, 10.01),
  'parcel.supplyDate': fc.constantFrom('2015-01-01', '2017-12-31', '2018-01-01', '2018-01-02', '2020-12-31', '2021-01-01', '2022-06-01'),
  'parcel.productionStartDate': fc.constantFrom('2016-01-01', '2021-12-31', '2022-01-01'),
  'parcel.acquisitionDate': fc.constantFrom('2015-01-01', '2021-12-31', '2022-01-01'),
  'enterprise.industryCode': fc.constantFrom('3391', '339', '2611', '1752', '2041', '3041', '33', 'A'),
  'enterprise.taxWan': fc.constantFrom(0, 20.9999, 21, 63, 105, 200),
  'enterprise.assessedAreaMu': fc.constantFrom(0, 20.999999, 21, 22, 7),
};

const tags = ['铸造', '化工', '印染', '不锈钢', '喷涂', '三合一集中', '其他', '村庄', '中心城区控制区', '无关'];

function valueOf(field: Field): fc.Arbitrary<unknown> {
  const special = values[field.name];
  if (special) return special;
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.constantFrom(0, 1, 10);
    case 'date':
      return fc.constantFrom('2020-01-31', '2021-06-30', '2022-01-01');
    case 'set':
      return fc.subarray(tags);
    case 'domains':
      return fc.oneof(
        fc.dictionary(fc.constantFrom('环保', '安全', '质量'), fc.boolean()),
        fc.record(Object.fromEntries(field.values!.map((domain) => [domain, fc.constant(true)]))),
      );
    default:
      return fc.constantFrom(...(field.values ?? ['甲类', '乙类']));
  }
}

/** Known more often than not, so that rules are decided; sometimes null, sometimes left out. */
function state(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );
}

const compact = (given: object): object => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

function fieldState(field: Field, years: readonly number[]): fc.Arbitrary<unknown> {
  if (!field.yearly) return state(valueOf(field));
  const perYear = fc.record(Object.fromEntries(years.map((year) => [year, state(valueOf(field))]))).map(compact);
  return fc.oneof(
    { weight: 12, arbitrary: perYear },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** Bodies of judge requests with facts in these years. */
export function randomBody(years: readonly number[]): fc.Arbitrary<{ [level: string]: object }> {
  const level = (name: string): fc.Arbitrary<object> =>
    fc
      .record(Object.fromEntries(fields.filter((field) => field.level === name).map((field) => [field.key, fieldState(field, years)])))
      .map(compact);
  const levels = { enterprise: level('enterprise'), parcel: level('parcel'), block: level('block'), project: level('project') };
  return fc
    .record({ ...levels, project: fc.option(levels.project, { nil: undefined }), block: fc.option(levels.block, { nil: undefined }) })
    .map((body) => compact(body) as { [level: string]: object });
}
