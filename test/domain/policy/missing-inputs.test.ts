// What a bureau is asked for when a figure is unknown: its inputs, each by the field that is lacking.
import { describe, expect, it } from 'vitest';
import { situationOf } from '#domain/policy/judge.ts';
import { fieldOf } from '#domain/policy/fields.ts';
import { missingInputs } from '#domain/policy/missing-inputs.ts';
import { factsOf, givenPolicy } from './given-policies.ts';

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
