// The lint of policies unlike the given ones finds exactly what brute force finds on a grid.
import { describe, expect, it } from 'vitest';
import { weigh } from '../../../server/domain/policy/condition.ts';
import { situationOf } from '../../../server/domain/policy/judge.ts';
import type { LintReport } from '../../../server/domain/policy/lint/finding.ts';
import { lintPolicy } from '../../../server/domain/policy/lint.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { foreignPolicy, highTax, landBands } from './foreign-policies.ts';
import { factsOf, judgeBody } from './given-policies.ts';

function gapsAt(policy: Policy, report: LintReport, body: object): number {
  const situation = situationOf(factsOf(body, policy.evaluationYear), policy);
  return report.gaps.filter((gap) => weigh(situation, gap.when).truth === true).length;
}

const caught = (policy: Policy, body: object): boolean => judgeBody(policy, body).proposed !== null;

describe('three years of tax with thresholds 8, 15 and 30', () => {
  const report = lintPolicy(highTax);
  it('leaves exactly those uncaught whom somebody no worse does not escape', () => {
    const values = [2, 7.999999, 8, 8.000001, 11, 14.999999, 15, 20, 29.999999, 30, 50];
    const points = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c] as const)));
    const base = highTax.exampleBase['enterprise']!;
    const body = ([a, b, c]: (typeof points)[number]) => ({ enterprise: { ...base, taxPerMuWan: { 2021: a, 2022: b, 2023: c } } });
    const good = points.filter((point) => caught(highTax, body(point)));
    const isGood = new Set(good.map(String));
    for (const point of points) {
      const open = !isGood.has(String(point)) && good.some((other) => other.every((value, axis) => value >= point[axis]!));
      expect([point, gapsAt(highTax, report, body(point))]).toEqual([point, open ? 1 : 0]);
    }
  });
  it('searches everything', () => expect(report.unsearched).toEqual([]));
});

describe('bands of area and of days', () => {
  const report = lintPolicy(landBands);
  const areas = [1, 9.999999, 10, 10.000001, 30, 49.999999, 50, 50.000001, 80];
  const days = ['2018-12-31', '2019-01-01', '2019-12-31', '2020-01-01', '2020-01-02', '2024-05-05'];
  const body = (areaMu: number, supplyDate: string) => ({ enterprise: { isIndustrial: true }, parcel: { areaMu, supplyDate } });
  const between = <T>(all: readonly T[], at: number, is: (value: T) => boolean): boolean =>
    !is(all[at]!) && all.slice(0, at).some(is) && all.slice(at + 1).some(is);

  it('leave out exactly 10 and 50 亩, and the day between two periods', () => {
    for (const [at, areaMu] of areas.entries()) {
      const open = days.some((day) => between(areas, at, (value) => caught(landBands, body(value, day))));
      const found = report.gaps.filter(
        ({ when }) => weigh(situationOf(factsOf(body(areaMu, '2015-01-01'), 2023), landBands), when).truth === true,
      );
      expect([areaMu, found.length]).toEqual([areaMu, open ? 1 : 0]);
    }
    const openDays = days.filter((_, at) => between(days, at, (day) => caught(landBands, body(5, day))));
    expect(openDays).toEqual(['2020-01-01']);
    for (const day of days) expect([day, gapsAt(landBands, report, body(5, day))]).toEqual([day, openDays.includes(day) ? 1 : 0]);
  });
  it('are shown by examples that no class catches', () => {
    expect(report.gaps).toHaveLength(3);
    for (const { example } of report.gaps) expect(judgeBody(landBands, example).proposed).toBeNull();
  });
  it('have no gap where one side is open: small plots are left alone on purpose', () => {
    const large = foreignPolicy({
      rules: [{ id: 'X1', category: '重', subject: 'parcel', when: { field: 'parcel.areaMu', op: 'ge', value: 20, unit: '亩' } }],
      exampleBase: { enterprise: { isIndustrial: true }, parcel: { areaMu: 5 } },
    });
    expect(lintPolicy(large).gaps).toEqual([]);
  });
});

it('says what it did not search to the end', () => {
  const many = foreignPolicy({
    rules: Array.from({ length: 8 }, (_, index) => ({
      id: `Y${index}`,
      category: '轻',
      when: {
        field: 'enterprise.taxPerMuWan',
        op: 'lt',
        value: index + 1,
        unit: '万元/亩',
        window: { kind: 'last_consecutive', n: 5, anchor: 'evaluation_year' },
      },
    })),
    exampleBase: { enterprise: { isIndustrial: true } },
  });
  const { gaps, unsearched } = lintPolicy(many);
  expect(gaps).toEqual([]);
  expect(unsearched).toEqual([expect.stringContaining('亩均税收')]);
});
