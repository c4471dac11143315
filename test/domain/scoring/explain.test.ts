// What a score opens to: the numbers, the rule that filled a gap, the place among the cuts; all of it plain JSON.
import { describe, expect, it } from 'vitest';
import { evaluateFirms } from '#domain/scoring/evaluation.ts';
import { explainResult } from '#domain/scoring/explain-result.ts';
import type { ScoredIndicator, ScoringGroup } from '#domain/scoring/parameters.ts';
import { decimal } from '#domain/units.ts';
import { account, firm, group, indicator, mark, mu, parameters, shares, wan, year } from './samples.ts';

const veto = {
  id: 'stale',
  name: '未提升',
  atMost: 'C',
  when: [
    { kind: 'indicator', indicator: 'tax-per-mu', op: 'le', value: decimal(3) },
    { kind: 'fact', fact: 'upgradeCompleted', is: [false] },
  ],
} as const;

function explain(figures: Parameters<typeof account>[1], power: Partial<ScoredIndicator> = {}, more: Partial<ScoringGroup> = {}) {
  const set = group([indicator('tax-per-mu', 60, 10, { cap: decimal(1.5), floor: decimal(0) }), indicator('tax-per-power', 40, 1, power)], {
    adjustments: [{ id: 'fine', name: '处罚', kind: 'penalty', points: decimal(2), when: [{ kind: 'mark' }] }],
    vetoes: [veto],
    ...more,
  });
  const accounts = [
    account('F', { assessedArea: mu(2), ...figures }),
    account('G', { tax: wan(20), assessedArea: mu(1), powerKwh: 200_000 }),
  ];
  const input = {
    year,
    firms: [firm('F', { facts: { upgradeCompleted: false } })],
    accounts,
    occupancies: [],
    marks: [mark('F', 'fine')],
    forced: [],
  };
  return explainResult(evaluateFirms(input, parameters([set])).subjects[0]!);
}

describe('explainResult', () => {
  it('is plain JSON with every number as text', () => {
    const found = explain({ tax: wan(5), powerKwh: 50_000 });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(found).toMatchObject({
      subject: 'F',
      group: { id: 'all' },
      rank: 2,
      outOf: 2,
      rankedClass: 'D',
      cuts: [{ class: 'A', percent: '20', upToPlace: 0 }, { upToPlace: 1 }, { upToPlace: 1 }, { class: 'D', upToPlace: 2 }],
      vetoes: [{ item: 'stale', applies: true, found: ['亩均税收 ≤ 3：2.5', '改造提升完成 是否为否：否'] }],
      score: { total: '53.00', penalty: '2', formula: '亩均税收 15 + 单位用电税收 40 − 扣分 2 = 53.00' },
    });
    expect(found.score!.subScores[0]).toMatchObject({
      numerator: { name: '税收实际贡献', value: '5', unit: '万元' },
      denominator: { name: '评价用地', value: '2', unit: '亩' },
      value: '2.5000',
      base: '10',
      weight: '60',
      cap: '90',
      floor: '0',
      points: '15',
    });
  });

  it('says where a bound was applied', () => {
    expect(explain({ tax: wan(200), powerKwh: 50_000 }).score!.subScores[0]).toMatchObject({
      bound: 'cap',
      uncapped: '600',
      points: '90',
      formula: expect.stringMatching(/= 600，超过上限，计 90$/),
    });
    expect(explain({ tax: wan(-1), powerKwh: 50_000 }).score!.subScores[0]).toMatchObject({ bound: 'floor', points: '0' });
  });

  it('says by which rule a gap was filled, and that an unknown is unknown', () => {
    const formula = (missing: ScoredIndicator['missing']) => explain({ tax: wan(5) }, { missing }).score!.subScores[1]!.formula;
    const start = '单位用电税收 = 税收实际贡献 5 万元 ÷ 用电量未知：分母未知，';
    expect(formula('zero')).toBe(`${start}按零分计 0`);
    expect(formula('group-average')).toBe(`${start}按全组平均得分计 40`);
    expect(formula('reweight')).toBe(`${start}不计，权重由其余指标分担`);
    expect(formula('not-evaluated')).toBe(`${start}不参与评价`);
    expect(explain({ tax: wan(5) }, { missing: 'reweight' }).score).toMatchObject({
      reweight: '1.666667',
      formula: '（亩均税收 15）× 1.666667 − 扣分 2 = 23.00',
    });
    expect(explain({ tax: wan(5) }).score).toMatchObject({ total: null, formula: '缺单位用电税收，不能计分' });
  });

  it('never shows a total on the wrong side of a cut', () => {
    const cuts = { by: 'score', from: [{ class: 'A', op: 'ge', score: decimal(53) }] } as const;
    const found = explain({ tax: wan('4.999999'), powerKwh: 49_999.99 }, {}, { cuts });
    expect(found).toMatchObject({ rankedClass: 'D', cuts: [{ class: 'A', op: 'ge', score: '53' }] });
    expect(found.score!.total).toBe('52.999997');
    expect(explain({ tax: wan(5) }, { missing: 'zero' }, { cuts: shares({ A: 50, D: 50 }) }).score!.total).toBe('13.00');
  });

  it('says by which place equals are classed, where a rank alone would not explain the class', () => {
    const found = (ties: 'better' | 'worse' | 'code') => {
      const set = group([indicator('tax-per-mu', 100, 10, { cap: decimal(1) })], { cuts: shares({ A: 50, D: 50 }, { ties }) });
      const taxes = { F: 20, G: 30, H: 40, I: 5 };
      const accounts = Object.entries(taxes).map(([name, tax]) => account(name, { tax: wan(tax), assessedArea: mu(1) }));
      const firms = Object.keys(taxes).map((name) => firm(name));
      const { subjects } = evaluateFirms({ year, firms, accounts, occupancies: [], marks: [], forced: [] }, parameters([set]));
      return subjects.map(explainResult).map(({ rank, rankedClass, tie }) => [rank, rankedClass, tie?.place ?? null, tie?.tied ?? null]);
    };
    expect(found('better')).toEqual([
      [1, 'A', 1, 3],
      [1, 'A', 1, 3],
      [1, 'A', 1, 3],
      [4, 'D', null, null],
    ]);
    expect(found('worse')).toEqual([
      [1, 'D', 3, 3],
      [1, 'D', 3, 3],
      [1, 'D', 3, 3],
      [4, 'D', null, null],
    ]);
    expect(found('code')).toEqual([
      [1, 'A', 1, 3],
      [1, 'A', 2, 3],
      [1, 'D', 3, 3],
      [4, 'D', null, null],
    ]);
  });
});
