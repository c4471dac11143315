// The figures of a firm's accounts reach the rules, each over the land of its own year, with where it came from.
import { expect, it } from 'vitest';
import { indexCounty } from '#domain/firms/county-index.ts';
import { factsOf } from '#domain/firms/facts.ts';
import { judge } from '#domain/policy/judge.ts';
import { fen } from '#domain/units.ts';
import { evaluateRecords } from '../../../server/evaluate/evaluate-all.ts';
import { foreignPolicy } from '../policy/foreign-policies.ts';
import { account, county, firm, mu, parcel } from './samples.ts';

const uscc = '91330000000000001X';
const wan = (amount: number) => fen(amount * 1_000_000);

it('value added, energy, staff and research are judged as stated', () => {
  const own = parcel('331123001001GB00001', { holderUscc: uscc });
  const figures = {
    assessedArea: mu(9),
    valueAdded: wan(90),
    outputValue: wan(700),
    revenue: wan(600),
    researchSpending: wan(9),
    energyTce: 180.5,
    employees: 12,
  };
  const accounts = [account(uscc, 2022, 30, { ...figures, assessedArea: mu(3) }), account(uscc, 2023, 30, figures)];
  const records = { parcels: [own], firms: [firm(uscc, '甲')], accounts, tenures: [], blocks: [], zones: [], matchDecisions: [] };
  const { outcome } = evaluateRecords(county, records, [], '2024-01-01T00:00:00Z');
  const index = indexCounty({ ...records, occupancies: outcome.occupancies });
  const facts = factsOf(index, { parcel: own, occupancy: outcome.occupancies.find(({ year }) => year === 2023)!, year: 2023 });
  const test = (field: string, op: string, value: number, unit: string) => ({
    field: `enterprise.${field}`,
    op,
    value,
    unit,
    window: { kind: 'at', anchor: 'evaluation_year' },
  });
  const policy = foreignPolicy({
    evaluationYear: 2023,
    exampleBase: {},
    rules: [
      {
        id: 'F1',
        category: '重',
        when: {
          all: [
            test('valueAddedPerMuWan', 'eq', 10, '万元/亩'),
            { ...test('valueAddedPerMuWan', 'eq', 30, '万元/亩'), window: { kind: 'at', anchor: 'evaluation_year', offset: -1 } },
            test('labourProductivityWan', 'eq', 7.5, '万元/人'),
            test('researchSharePercent', 'eq', 1.5, '%'),
            test('outputValueWan', 'eq', 700, '万元'),
            test('energyTce', 'eq', 180.5, '吨标煤'),
            test('taxPerEmployeeWan', 'eq', 2.5, '万元/人'),
          ],
        },
      },
    ],
  });
  const found = judge(
    { ...facts, enterprise: { ...facts.enterprise!, values: { ...facts.enterprise!.values, isIndustrial: true } } },
    policy,
  );
  expect(found.matched.map(({ rule }) => rule)).toEqual(['F1']);
  expect(found.matched[0]!.evidence.every(({ source }) => source?.includes('样例.csv'))).toBe(true);
});
