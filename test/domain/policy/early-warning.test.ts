// Early warning: the year in which a rule will catch a firm if nothing changes, one by one and in bulk; falling tax per mu.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comingInBulk } from '../../../server/domain/policy/batch/coming-columns.ts';
import { packFacts } from '../../../server/domain/policy/batch/pack-facts.ts';
import { comingMatches, effectsOf, fallingTrend } from '../../../server/domain/policy/early-warning.ts';
import { readPolicy } from '../../../server/domain/policy/policy-check.ts';
import { isoDate } from '../../../server/domain/period.ts';
import { decimal, fen, microMu } from '../../../server/domain/units.ts';
import { factsOf, givenPolicy, policyIds, suichangFirm } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const xiuzhou = givenPolicy('xiuzhou-2020');
/** A firm of 秀洲 with a low tax per mu; what is given is laid over it. */
const { upgradeCompleted: _unsaid, ...plainFirm } = xiuzhou.exampleBase.enterprise ?? {};
const lowFirm = (enterprise: object) =>
  factsOf(
    { ...xiuzhou.exampleBase, enterprise: { ...plainFirm, taxPerMuWan: { 2019: 2 }, grade: { 2018: 'B', 2019: 'B' }, ...enterprise } },
    2019,
  );

describe('the loop of grade D', () => {
  it('an unimproved firm is D from the next year on and falls into the three-D rule in the third', () => {
    const coming = comingMatches(lowFirm({ upgradeCompleted: false }), xiuzhou);
    expect(coming.find(({ rule }) => rule === 'XZ-R2')).toEqual({ rule: 'XZ-R2', year: 2022, yearsLeft: 3 });
  });

  it('comes sooner after a D, and not at all once improved', () => {
    const afterOne = lowFirm({ upgradeCompleted: false, grade: { 2018: 'C', 2019: 'D' } });
    expect(comingMatches(afterOne, xiuzhou).find(({ rule }) => rule === 'XZ-R2')?.year).toBe(2021);
    expect(comingMatches(lowFirm({ upgradeCompleted: true }), xiuzhou).map(({ rule }) => rule)).not.toContain('XZ-R2');
  });

  it('is not foreseen where it is not known whether the firm improved', () => {
    expect(comingMatches(lowFirm({}), xiuzhou).map(({ rule }) => rule)).not.toContain('XZ-R2');
  });

  it('is data of the policy', () => {
    expect(effectsOf(xiuzhou)).toEqual([{ rule: 'XZ-R8', field: 'enterprise.grade', value: 'D' }]);
  });

  it('is refused where the field is not a yearly one of the firm, or cannot have the value', () => {
    const withEffect = (nextYear: unknown) => {
      const { rules, ...rest } = xiuzhou;
      const read = readPolicy({ ...rest, rules: rules.map((rule) => (rule.id === 'XZ-R8' ? { ...rule, nextYear } : rule)) });
      return read.ok ? [] : read.error.map(({ path }) => path.join('.'));
    };
    const at = xiuzhou.rules.findIndex((rule) => rule.id === 'XZ-R8');
    expect(withEffect({ field: 'enterprise.grade', value: 'D' })).toEqual([]);
    expect(withEffect({ field: 'enterprise.grade', value: 'E' })).toEqual([`rules.${at}.nextYear.value`]);
    expect(withEffect({ field: 'enterprise.kind', value: '企业' })).toEqual([`rules.${at}.nextYear.field`]);
    expect(withEffect({ field: 'enterprise.nothing', value: 1 })).toEqual([`rules.${at}.nextYear.field`]);
  });
});

it('one year before two bad years are full, the firm is warned; figures of later years are not used', () => {
  const suichang = givenPolicy('suichang-2022');
  const facts = factsOf(suichangFirm({ taxPerMuWan: { 2020: 8, 2021: 0.5, 2022: 9 }, grade: { 2020: 'B', 2021: 'B' } }), 2021);
  expect(comingMatches(facts, suichang)).toContainEqual({ rule: 'SC-R13b', year: 2022, yearsLeft: 1 });
});

describe('in bulk as one by one', () => {
  for (const id of policyIds) {
    const policy = givenPolicy(id);
    const years = Array.from({ length: 4 }, (_, back) => policy.evaluationYear + 1 - back);
    it(id, () => {
      fc.assert(
        fc.property(fc.array(randomBody(years), { minLength: 1, maxLength: 40 }), (bodies) => {
          const options = { evaluationYear: policy.evaluationYear, asOf: isoDate('2023-06-30') };
          const facts = bodies.map((body) => factsOf(body, policy.evaluationYear));
          const bulk = comingInBulk(packFacts(facts, policy, options), policy, options);
          const found = facts.map((_, row) =>
            policy.rules.flatMap((rule, bit) => {
              const ahead = bulk.findIndex((column) => ((column[row]! >>> bit) & 1) === 1);
              return ahead < 0 ? [] : [{ rule: rule.id, year: policy.evaluationYear + ahead + 1, yearsLeft: ahead + 1 }];
            }),
          );
          expect(found).toEqual(facts.map((known) => comingMatches(known, policy, options)));
        }),
        { numRuns: 25 },
      );
    });
  }
});

describe('falling tax per mu', () => {
  const perMu = (wan: number) => ({ money: fen(Math.round(wan * 1_000_000)), area: microMu(1_000_000) });
  const thresholds = [decimal(1), decimal(3)];
  it('names the highest threshold that the line of three years crosses next year', () => {
    const found = fallingTrend({ 2019: perMu(4), 2020: perMu(3.6), 2021: perMu(3.1) }, 2021, thresholds);
    expect(found).toMatchObject({ threshold: decimal(3), year: 2022 });
    expect(found?.estimate).toBeCloseTo(2.6667, 3);
  });
  it('is silent when it rises, stays above, is below already, or a year is missing', () => {
    expect(fallingTrend({ 2019: perMu(2), 2020: perMu(2.5), 2021: perMu(3.1) }, 2021, thresholds)).toBeNull();
    expect(fallingTrend({ 2019: perMu(9), 2020: perMu(8.9), 2021: perMu(8.8) }, 2021, thresholds)).toBeNull();
    expect(fallingTrend({ 2019: perMu(2.9), 2020: perMu(2.8), 2021: perMu(2.7) }, 2021, thresholds)).toBeNull();
    expect(fallingTrend({ 2019: perMu(4), 2021: perMu(3.1) }, 2021, thresholds)).toBeNull();
    expect(fallingTrend({ 2019: null, 2020: perMu(3.6), 2021: perMu(3.1) }, 2021, thresholds)).toBeNull();
    expect(fallingTrend(null, 2021, thresholds)).toBeNull();
  });
  it('takes a stated figure as well as a quotient', () => {
    expect(
      fallingTrend({ 2019: { stated: decimal(4) }, 2020: perMu(3.6), 2021: { stated: decimal('3.1') } }, 2021, thresholds),
    ).not.toBeNull();
  });
});
