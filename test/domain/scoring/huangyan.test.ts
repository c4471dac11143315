// A published formula as worked example: 黄岩区 2022, value ÷ base × weight, the bases and weights of its 计算说明.
import { describe, expect, it } from 'vitest';
import { explainScore } from '#domain/scoring/explain.ts';
import { plainText, rational, compareRationals } from '#domain/scoring/rational.ts';
import { scoreGroup } from '#domain/scoring/score.ts';
import { context, group, indicator, subject } from './samples.ts';

const aboveScale = group([
  indicator('tax-per-mu', 30, 24.097),
  indicator('value-added-per-mu', 20, 136.16),
  indicator('value-added-per-energy', 20, 2.694),
  indicator('value-added-per-emission', 10, 4929.81, { missing: 'group-average' }),
  indicator('labour-productivity', 10, 18.14),
  indicator('research-share', 10, '0.0302', { unit: '比值' }),
]);
const belowScale = group([indicator('tax-per-mu', 50, 11.5932), indicator('tax-per-power', 50, 0.2352)]);

const atBase = {
  tax: '1204.85',
  valueAdded: 6808,
  area: 50,
  energyTce: 6808 / 2.694,
  emissionsTonnes: 1,
  employees: 100,
  revenue: 10_000,
  researchSpending: 302,
};

describe('规上', () => {
  it('gives each weight in full to a firm that stands at the base', () => {
    const firm = { ...atBase, valueAdded: '6808', energyTce: 1, emissionsTonnes: 1, employees: 1 };
    const [score] = scoreGroup(aboveScale, [subject('F', firm)], context());
    const points = score!.subScores.map((each) => each.counted!);
    expect(compareRationals(points[0]!, rational(30))).toBe(0);
    expect(compareRationals(points[1]!, rational(20))).toBe(0);
    expect(compareRationals(points[5]!, rational(10))).toBe(0);
  });

  it('adds up by hand: 482 ÷ 20 亩, and so on', () => {
    // 24.1 ÷ 24.097 × 30 + 100 ÷ 136.16 × 20 + 4 ÷ 2.694 × 20 + 1000 ÷ 4929.81 × 10 + 20 ÷ 18.14 × 10 + 0.02 ÷ 0.0302 × 10
    const firm = {
      tax: 482,
      area: 20,
      valueAdded: 2000,
      energyTce: 500,
      emissionsTonnes: 2,
      employees: 100,
      revenue: 10_000,
      researchSpending: 200,
    };
    const [score] = scoreGroup(aboveScale, [subject('F', firm)], context());
    expect(score!.subScores.map((each) => plainText(each.value!, 6))).toEqual(['24.1', '100', '4', '1000', '20', '0.02']);
    const expected =
      (24.1 / 24.097) * 30 + (100 / 136.16) * 20 + (4 / 2.694) * 20 + (1000 / 4929.81) * 10 + (20 / 18.14) * 10 + (0.02 / 0.0302) * 10;
    expect(Number(plainText(score!.total!, 12))).toBeCloseTo(expected, 10);
    expect(explainScore(score!).total).toBe(expected.toFixed(2));
  });

  it('gives a firm without emission data the mean emission sub-score of the others', () => {
    const base = { tax: 482, area: 20, valueAdded: 2000, energyTce: 500, employees: 100, revenue: 10_000, researchSpending: 200 };
    const scores = scoreGroup(
      aboveScale,
      [subject('F', { ...base, emissionsTonnes: 1 }), subject('G', { ...base, emissionsTonnes: 4 }), subject('H', base)],
      context(),
    );
    const emission = scores.map((each) => each.subScores[3]!);
    expect(emission[2]!.state).toBe('group-average');
    const mean = ((2000 / 4929.81) * 10 + (500 / 4929.81) * 10) / 2;
    expect(Number(plainText(emission[2]!.counted!, 12))).toBeCloseTo(mean, 10);
    expect(explainScore(scores[2]!).subScores[3]!.formula).toMatch(
      /^单位排放增加值 = 工业增加值 2000 万元 ÷ 主要污染物排放量未知：分母未知，按全组平均得分计 2\.5/,
    );
  });
});

describe('规下', () => {
  it('is half tax per mu, half tax per power', () => {
    // 11.5932 万元/亩 and 0.1176 元/千瓦时: 50 + 25.
    const [score] = scoreGroup(belowScale, [subject('F', { tax: '115.932', area: 10, powerKwh: 1_159_320 / 0.1176 })], context());
    expect(plainText(score!.total!, 6)).toBe('75');
  });

  it('opens to its formula with the numbers in it', () => {
    const [score] = scoreGroup(belowScale, [subject('F', { tax: '120.5', area: 12.5, powerKwh: 482_000 })], context());
    const explained = explainScore(score!);
    expect(explained.subScores.map((each) => each.formula)).toEqual([
      '亩均税收 = 税收实际贡献 120.5 万元 ÷ 评价用地 12.5 亩 = 9.6400 万元/亩；÷ 基准值 11.5932 × 权重 50 = 41.576096',
      '单位用电税收 = 税收实际贡献 120.5 万元 ÷ 用电量 48.2 万千瓦时 = 2.5000 万元/万千瓦时；÷ 基准值 0.2352 × 权重 50 = 531.462585',
    ]);
    expect(explained.formula).toBe('亩均税收 41.576096 + 单位用电税收 531.462585 = 573.04');
  });
});
