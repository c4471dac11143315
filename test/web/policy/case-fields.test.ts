// A made-up case can say everything that the policy asks for.
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../../server/domain/policy/fields.ts';
import { wordsAsked, yearsOf } from '../../../web/pages/policy/case-fields.ts';
import { foreignPolicy } from '../../domain/policy/foreign-policies.ts';

const policy = foreignPolicy({
  rules: [
    {
      id: 'X1',
      category: '重',
      when: { field: 'enterprise.grade', op: 'eq', value: 'D', window: { kind: 'last_consecutive', n: 5, anchor: 'evaluation_year' } },
    },
    {
      id: 'X2',
      category: '中',
      when: {
        any: [
          { field: 'parcel.zone', op: 'contains', value: ['工业区', '更新区'] },
          { not: { field: 'parcel.zone', op: 'intersects', value: ['保护区', '更新区'] } },
        ],
      },
    },
  ],
  exampleBase: {},
});

describe('a case', () => {
  it('has a place for each year of the longest window', () => {
    expect(yearsOf(policy, {})).toEqual([2023, 2022, 2021, 2020, 2019]);
    expect(yearsOf(policy, { enterprise: { taxPerMuWan: { 2015: 1 } } })).toContain(2015);
  });
  it('offers the words that a field of tags is asked for, each once', () => {
    expect(wordsAsked(policy, fieldOf('parcel.zone'))).toEqual(['工业区', '更新区', '保护区']);
    expect(wordsAsked(policy, fieldOf('enterprise.industryTags'))).toEqual([]);
  });
});
