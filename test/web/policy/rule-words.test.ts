// Rules in plain Chinese and what may be moved in them: exact numbers, the right side of every boundary, nothing read into a condition.
import { describe, expect, test } from 'vitest';
import { describePlace } from '#domain/policy/override-range.ts';
import { applyOverrides, overridePlaces } from '#domain/policy/overrides.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { conditionLines, predicateWords, wordsContext, type ConditionLine } from '../../../web/pages/policy/condition-words.ts';
import { exampleWords } from '../../../web/pages/policy/example-words.ts';
import { readingsOf } from '../../../web/pages/policy/readings.ts';
import { firstTest, knownOverrides, movableTests, movedPredicate, sameThreshold } from '../../../web/pages/policy/tests-of-policy.ts';
import { givenPolicy, policyIds } from '../../domain/policy/given-policies.ts';

const suichang = givenPolicy('suichang-2022');
const words = wordsContext(suichang, 2021);
const ruleOf = (policy: Policy, id: string) => policy.rules.find((rule) => rule.id === id)!;
const flat = (line: ConditionLine): string[] => (line.kind === 'test' ? [line.text] : [line.heading, ...line.parts.flatMap(flat)]);
const said = (id: string): string[] => flat(conditionLines(ruleOf(suichang, id).when, words));
const tests = movableTests(
  suichang,
  overridePlaces(suichang).map((place) => describePlace(suichang, place)),
);

describe('a condition in words', () => {
  test('says which years, which side, and whether the boundary is in', () => {
    expect(said('SC-R13b')).toEqual(['2020、2021 年连续 2 年、每年亩均税收 低于 1 万元/亩（不含 1）']);
    expect(said('SC-R31')).toEqual(['同时符合', '2021 年亩均税收 3 万元/亩及以上（含 3）', '2021 年亩均税收 低于 5 万元/亩（不含 5）']);
    expect(said('SC-R21')).toEqual([
      '同时符合',
      '供地日期 在 2018-01-01 及以前（含当日）',
      '符合其中任何一项',
      '投产日期：确知没有',
      '投产日期 晚于 2021-12-31（不含当日）',
    ]);
  });

  test('moves its years with the year shown, the check year keeping its distance', () => {
    const later = wordsContext(suichang, 2022);
    expect(flat(conditionLines(ruleOf(suichang, 'SC-R13a').when, later))).toEqual(['2021、2022 年连续 2 年、每年综合评价等级 为 D']);
    expect(flat(conditionLines(suichang.improvementStandards[0]!.passWhen!, later))[0]).toBe(
      '2023 年亩均税收 全县规上亩均税收平均 × 0.5及以上（含）',
    );
  });

  test('keeps negation and rule references', () => {
    expect(flat(conditionLines(suichang.scope.limbs[3]!.when, words))).toEqual(['不是：行业标签 含有 铸造、化工 中任何一项']);
    const [, , second] = flat(conditionLines(suichang.gaps[0]!.when!, words));
    expect(second).toMatch(/^不是：符合 二\(一\)3（SC-R13b）/);
  });

  test('has words for every condition of every policy', () => {
    for (const policy of policyIds.map(givenPolicy)) {
      for (const rule of policy.rules) {
        const text = flat(conditionLines(rule.when, wordsContext(policy, policy.evaluationYear))).join();
        expect(`${rule.id} ${text}`).not.toMatch(/undefined|object|NaN|null/);
      }
    }
  });
});

test('an example is told field by field with unit and year', () => {
  expect(
    exampleWords({ enterprise: { taxPerMuWan: { 2020: 0.5, 2021: null }, hasPermits: false }, parcel: { supplyDate: '2018-01-02' } }),
  ).toEqual(['亩均税收 2020 年 0.5 万元/亩、2021 年 确知没有', '证照齐全 否', '供地日期 2018-01-02']);
});

test('readings are found by whole id only', () => {
  const ids = (id: string): string[] => readingsOf(ruleOf(suichang, id), suichang.ambiguities).map((one) => one.id);
  expect(ids('SC-R13b')).toEqual(['SC-A2']);
  expect(ids('SC-R11b')).toContain('SC-A1');
  expect(ids('SC-R11b')).not.toContain('SC-A10');
});

describe('what may be moved', () => {
  test('is every test that can change a class, found at its path', () => {
    expect(firstTest(tests)?.path).toBe('SC-R13b.when');
    expect(tests.some((one) => one.owner.startsWith('SC-G') || one.owner.startsWith('SC-S'))).toBe(false);
    for (const one of tests) for (const place of one.places) expect(place.field).toBe(one.predicate.field);
  });

  test('reads as the policy would with the overrides applied', () => {
    const overrides = { 'SC-R13b.when.value': 1.2, 'SC-R13b.when.op': 'le', 'SC-R13b.when.window.n': 3 };
    const moved = movedPredicate(firstTest(tests)!, overrides);
    const applied = applyOverrides(suichang, overrides);
    expect(applied.ok && applied.value.rules.find((rule) => rule.id === 'SC-R13b')!.when).toEqual(moved);
    expect(predicateWords(moved, words)).toBe('2019、2020、2021 年连续 3 年、每年亩均税收 1.2 万元/亩及以下（含 1.2）');
  });

  test('takes the other side of the same boundary along, and no other number', () => {
    const place = firstTest(tests)!.places.find((one) => one.part === 'value')!;
    expect(sameThreshold(tests, place).map((one) => one.path)).toEqual(['SC-R22b.when.all[0]']);
  });

  test('drops overrides that are of another policy or change nothing', () => {
    expect(knownOverrides({ 'SC-R13b.when.value': 1, 'XX-R1.when.value': 2, 'SC-R31.when.all[0].value': 2.5 }, tests)).toEqual({
      'SC-R31.when.all[0].value': 2.5,
    });
  });
});
