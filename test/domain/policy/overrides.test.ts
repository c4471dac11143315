// What-if: paths are stable and checked, the baseline changes nothing, scenarios add up, standards are tested at the check year.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, verdictCodes } from '../../../server/domain/policy/batch/compile-policy.ts';
import { packFacts } from '../../../server/domain/policy/batch/pack-facts.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import { applyOverrides, overridePlaces } from '../../../server/domain/policy/overrides.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { scenarioDifference } from '../../../server/domain/policy/scenario.ts';
import { assessStandards } from '../../../server/domain/policy/standards.ts';
import { thresholdsOf } from '../../../server/domain/policy/thresholds.ts';
import { decimalText } from '../../../server/domain/units.ts';
import { factsOf, givenPolicy, judgeBody, policyIds, suichangFirm } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const suichang = givenPolicy('suichang-2022');

function overridden(policy: Policy, overrides: unknown): Policy {
  const result = applyOverrides(policy, overrides);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const matched = (policy: Policy, fields: object): string[] =>
  judgeBody(policy, suichangFirm({ ...fields })).matched.map((match) => match.rule);
const tax = (before: number, now: number): object => ({ taxPerMuWan: { 2020: before, 2021: now } });

describe('overrides', () => {
  it('address every threshold, comparator and window by a stable path', () => {
    const paths = overridePlaces(suichang).map((place) => place.path);
    expect(paths).toEqual([...new Set(paths)]);
    for (const path of [
      'SC-R13b.when.value',
      'SC-R13b.when.op',
      'SC-R13b.when.window.n',
      'SC-R22b.when.all[1].value',
      'SC-R32.when.all[1].value',
      'SC-R21.when.all[1].any[1].value',
      'scope.area.when.value',
      'scope.supply_date.when.value',
      'SC-G1.when.all[0].value',
    ])
      expect(paths).toContain(path);
    expect(paths).not.toContain('scope.industry.when.not.value');
  });
  it('move a threshold, a comparator, a window, an area limit', () => {
    expect(matched(overridden(suichang, { 'SC-R13b.when.value': 1.2 }), tax(1.1, 1.1))).toEqual(['SC-R13b', 'SC-R22b']);
    expect(matched(overridden(suichang, { 'SC-R13b.when.op': 'le' }), tax(1, 1))).toEqual(['SC-R13b']);
    expect(matched(overridden(suichang, { 'SC-R13b.when.window.n': 1 }), tax(9, 0.9))).toEqual(['SC-R13b']);
    expect(matched(overridden(suichang, [{ path: 'scope.area.when.value', value: 2 }]), { ...tax(0.5, 0.5), occupiedAreaMu: 2.5 })).toEqual(
      ['SC-R13b'],
    );
    expect(matched(overridden(suichang, { 'SC-R31.when.all[0].window.n': 2 }), tax(2, 4))).toEqual([]);
  });
  it('carry the gaps along: what a moved rule catches is no gap', () => {
    expect(judgeBody(overridden(suichang, { 'SC-R13b.when.op': 'le' }), suichangFirm({ ...tax(1, 1) })).gaps).toEqual([]);
  });
  it.each([
    [{ 'SC-R99.when.value': 1 }, '没有这个路径'],
    [{ 'SC-R13b.when.value': 'much' }, '数字'],
    [{ 'SC-R13b.when.value': null }, '数字'],
    [{ 'SC-R13b.when.op': 'is_true' }, '比较符'],
    [{ 'SC-R13b.when.window.n': 0 }, '年数'],
    [{ 'SC-R13b.when.window.n': 1.5 }, '年数'],
    [{ 'SC-R13a.when.value': 'E' }, '没有取值'],
    [{ 'scope.supply_date.when.value': '2021-02-30' }, 'YYYY-MM-DD'],
    ['SC-R13b', '对象'],
    [
      [
        { path: 'SC-R13b.when.value', value: 2 },
        { path: 'SC-R13b.when.value', value: 3 },
      ],
      '两次',
    ],
  ])('refuse %j', (overrides, reason) => {
    const result = applyOverrides(suichang, overrides);
    expect(result.ok ? '' : result.error.map((fault) => fault.message).join()).toContain(reason);
  });
  it('that repeat the baseline change nothing, for any facts', () => {
    for (const id of policyIds) {
      const policy = givenPolicy(id);
      const same = overridden(policy, Object.fromEntries(overridePlaces(policy).map((place) => [place.path, place.current])));
      expect(same).toEqual(policy);
      fc.assert(
        fc.property(randomBody([policy.evaluationYear - 1, policy.evaluationYear]), (body) => {
          const facts = factsOf(body, policy.evaluationYear);
          expect(judge(facts, same)).toEqual(judge(facts, policy));
        }),
        { numRuns: 10 },
      );
    }
  });
});

describe('scenarios', () => {
  it('keep every subject: entered + kept + changed = in a class after, left + kept + changed = before', () => {
    const code = fc.constantFrom(0, 0, 1, 2, 3, 255);
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code)), (pairs) => {
        const [before, after] = [pairs.map(([was]) => was), pairs.map(([, is]) => is)];
        const { entered, left, changed, kept } = scenarioDifference(before, after);
        const flagged = (codes: number[]): number => codes.filter((value) => value > 0 && value < 255).length;
        expect(entered.length + kept.length + changed.length).toBe(flagged(after));
        expect(left.length + kept.length + changed.length).toBe(flagged(before));
        expect(new Set([...entered, ...left, ...changed, ...kept]).size).toBe(entered.length + left.length + changed.length + kept.length);
      }),
    );
  });
  it('run on the same columns as the baseline', () => {
    const facts = [tax(0.9, 0.9), tax(1.1, 1.1), tax(4, 4), tax(9, 9)].map((fields) => factsOf(suichangFirm({ ...fields }), 2021));
    const columns = packFacts(facts, suichang);
    const codes = (policy: Policy): Uint8Array => verdictCodes(compilePolicy(policy).run(columns), compilePolicy(policy));
    const what = overridden(suichang, { 'SC-R13b.when.value': 1.2, 'SC-R31.when.all[1].value': 3.5 });
    expect(scenarioDifference(codes(suichang), codes(what))).toEqual({ entered: [], left: [2], changed: [1], kept: [0] });
  });
});

it('thresholds come sorted, each once, as exact decimals', () => {
  const texts = (id: (typeof policyIds)[number]) => thresholdsOf(givenPolicy(id), 'enterprise.taxPerMuWan').map(decimalText);
  expect(policyIds.map(texts)).toEqual([[], ['1', '3', '5'], [], ['1', '3'], ['5']]);
});

describe('standards after improvement', () => {
  const firm = (aboveScale: boolean, value: number, mean?: number): object => ({
    enterprise: { aboveScale: { 2022: aboveScale }, taxPerMuWan: { 2022: value } },
    ...(mean === undefined ? {} : { county: { aboveScaleAvgTaxPerMuWan: { 2022: mean } } }),
  });
  const outcomes = (body: object): object =>
    Object.fromEntries(assessStandards(factsOf(body, 2021), suichang).standards.map((standard) => [standard.id, standard.outcome]));
  it('compare with half the county mean of the check year, exactly', () => {
    expect(outcomes(firm(true, 4.85, 9.7))).toEqual({ 'SC-I1': true, 'SC-I2': false, 'SC-I3': 'manual', 'SC-I4': false });
    expect(outcomes(firm(true, 4.849999, 9.7))).toMatchObject({ 'SC-I1': false });
    expect(outcomes(firm(true, 5))).toEqual({ 'SC-I1': 'unknown', 'SC-I2': true, 'SC-I3': 'manual', 'SC-I4': true });
  });
  it('name the missing mean, and presume closure below 5', () => {
    const { standards, steps } = assessStandards(factsOf(firm(true, 4.9), 2021), suichang);
    expect(standards[0]!.missing).toEqual(['county.aboveScaleAvgTaxPerMuWan[2022]']);
    expect(steps.find((step) => step.id === 'SC-P3')!.outcome).toBe(true);
  });
});
