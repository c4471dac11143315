// What a bureau is asked for when a figure is unknown: its inputs, each by the field that is lacking.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, openRules, situationOf } from '#domain/policy/judge.ts';
import { fieldOf } from '#domain/policy/fields.ts';
import { missingInputs } from '#domain/policy/missing-inputs.ts';
import { factsOf, givenPolicy, policyIds } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const policy = givenPolicy('suichang-2022');

function lacking(enterprise: object, field: string, year: number | null = 2021): readonly string[] {
  return missingInputs(situationOf(factsOf({ enterprise }, 2021), policy), fieldOf(`enterprise.${field}`), year).map(({ key }) => key);
}

describe('what is lacking', () => {
  it.each([
    [{}, 'taxPerMuWan', ['taxWan', 'assessedAreaMu']],
    [{ taxWan: { 2021: 3 } }, 'taxPerMuWan', ['assessedAreaMu']],
    [{ taxWan: { 2020: 3 }, occupiedAreaMu: 4 }, 'taxPerMuWan', ['taxWan']],
    [{ assessedAreaMu: { 2021: 4 } }, 'taxPerMuWan', ['taxWan']],
    // The inputs are there and give no figure: the figure itself is asked about.
    [{ taxWan: { 2021: 3 }, assessedAreaMu: { 2021: 0 } }, 'taxPerMuWan', ['taxPerMuWan']],
    [{ valueAddedWan: { 2021: 3 } }, 'labourProductivityWan', ['employees']],
    [{}, 'grade', ['grade']],
    [{}, 'industryTags', ['industryCode']],
  ] as const)('%j leaves %s open for want of %j', (enterprise, field, expected) => {
    expect(lacking(enterprise, field, field === 'industryTags' ? null : 2021)).toEqual(expected);
  });

  it('a halt is asked about by the day on which it began', () => {
    expect(lacking({}, 'haltMonthsConsecutive', null)).toEqual(['haltedSince']);
  });
});

describe('rules that are open', () => {
  it.each(policyIds)('%s: those asked about come out as judge names them', (id) => {
    const rules = givenPolicy(id);
    const years = [0, 1, 2, 3].map((back) => rules.evaluationYear - back);
    fc.assert(
      fc.property(randomBody(years), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (body, asked) => {
        const facts = factsOf(body, rules.evaluationYear);
        const wanted = (_rule: unknown, place: number): boolean => (asked & (1 << place)) !== 0;
        const places = new Map(rules.rules.map((rule, place) => [rule.id, place]));
        expect(openRules(facts, rules, {}, wanted)).toEqual(
          judge(facts, rules).unknown.filter(({ rule }) => wanted(rule, places.get(rule)!)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
