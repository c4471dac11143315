// What was planted in a policy is found, and what only looks like it is not told.
import { describe, expect, it } from 'vitest';
import { lintPolicy } from '../../../server/domain/policy/lint.ts';
import { foreignPolicy } from './foreign-policies.ts';
import { judgeBody } from './given-policies.ts';

const tax = (op: string, value: number): object => ({ field: 'enterprise.taxPerMuWan', op, value, unit: '万元/亩' });
const land = (op: string, value: number): object => ({ field: 'enterprise.occupiedAreaMu', op, value, unit: '亩' });
const large = (yes: boolean): object => ({ field: 'enterprise.aboveScale', op: yes ? 'is_true' : 'is_false' });
const grade = (...value: string[]): object => ({ field: 'enterprise.grade', op: 'in', value });
const rule = (category: string, when: object, more: object = {}) => ({ category, when, ...more });

function lintOf(rules: readonly ReturnType<typeof rule>[], limbs?: readonly object[]) {
  const policy = foreignPolicy({
    rules: rules.map((one, at) => ({ id: `X${at + 1}`, ...one })),
    exampleBase: {},
    ...(limbs ? { limbs: limbs.map((when, at) => ({ id: `limb_${at + 1}`, wording: `第 ${at + 1} 项`, when })) } : {}),
  });
  return { policy, ...lintPolicy(policy) };
}

describe('a threshold that differs for firms above and below scale', () => {
  const { policy, gaps, overlaps } = lintOf([
    rule('重', { any: [{ all: [large(true), tax('lt', 5)] }, { all: [large(false), tax('lt', 3)] }] }),
    rule('中', {
      any: [{ all: [large(true), tax('gt', 5), tax('lt', 8)] }, { all: [large(false), tax('gt', 3), tax('lt', 6)] }],
    }),
  ]);
  it('leaves a gap on either, and each says whose it is', () => {
    expect(gaps.map(({ example }) => [example.enterprise!['aboveScale'], example.enterprise!['taxPerMuWan']])).toEqual([
      [{ 2023: true }, { 2023: 5 }],
      [{ 2023: false }, { 2023: 3 }],
    ]);
    expect(gaps.map(({ message }) => message.slice(0, message.indexOf('，')))).toEqual(['2023 年规上企业为 是', '2023 年规上企业为 否']);
    for (const { example } of gaps) expect(judgeBody(policy, example).proposed).toBeNull();
    expect(overlaps).toEqual([]);
  });
});

describe('alternatives of a rule', () => {
  it('are told when nobody can meet one of them', () => {
    const { contradictions } = lintOf([rule('重', { any: [{ all: [tax('lt', 1), tax('gt', 3)] }, grade('D')] })]);
    expect(contradictions.map(({ kind, rules }) => [kind, ...rules])).toEqual([['never', 'X1']]);
    expect(contradictions[0]!.message).toContain('一种情形');
  });
  it('are told once written out with not', () => {
    const { contradictions } = lintOf([rule('重', { not: { all: [{ any: [tax('ge', 1), tax('le', 3)] }, grade('A', 'B', 'C')] } })]);
    expect(contradictions.map(({ kind }) => kind)).toEqual(['never']);
  });
  it('need not all go together: a pairing that nobody wrote is no contradiction, neither in itself nor with the scope', () => {
    const pairs = { all: [{ any: [tax('lt', 1), tax('gt', 3)] }, { any: [tax('lt', 2), tax('gt', 5)] }] };
    expect(lintOf([rule('重', pairs)], [grade('C', 'D')]).contradictions).toEqual([]);
    const free = { all: [{ any: [large(true), large(false)] }, { any: [land('lt', 3), land('ge', 3)] }] };
    expect(lintOf([rule('重', free)], [{ any: [large(true), land('ge', 3)] }]).contradictions).toEqual([]);
  });
});

describe('a scope', () => {
  it('whose limbs exclude each other is told once, with the rules that it makes idle', () => {
    const { contradictions } = lintOf(
      [rule('重', tax('lt', 1)), rule('中', tax('lt', 4), { scopeWaivers: ['limb_2'] }), rule('轻', tax('lt', 5), { scoped: false })],
      [land('ge', 3), land('lt', 3)],
    );
    expect(contradictions.map(({ kind, rules, limb }) => [kind, rules, limb])).toEqual([
      ['scope', ['X1'], null],
      ['waiver', ['X2'], 'limb_2'],
    ]);
  });
  it('whose limbs exclude a rule only together is told', () => {
    const limbs = [land('ge', 3), { any: [land('lt', 3), large(true)] }];
    const found = lintOf([rule('重', { all: [large(false), tax('lt', 1)] }), rule('中', tax('lt', 4))], limbs).contradictions;
    expect(found.map(({ kind, rules, limb, waived }) => [kind, rules, limb, waived])).toEqual([['scope', ['X1'], null, false]]);
    expect(found[0]!.example!.enterprise!['aboveScale']).toEqual({ 2023: false });
    const waived = rule('重', { all: [large(false), tax('lt', 1)] }, { scopeWaivers: ['limb_2'] });
    expect(lintOf([waived], limbs).contradictions.map(({ kind }) => kind)).toEqual(['waiver']);
  });
});

describe('a threshold of nothing', () => {
  it('on what is never below nothing is linted like any other', () => {
    const none = lintOf([
      rule('重', { all: [land('gt', 0), tax('lt', 0)] }),
      rule('中', { field: 'enterprise.employees', op: 'le', value: 0, unit: '人' }),
    ]);
    expect(none.contradictions).toEqual([]);
    expect(none.overlaps.map(({ rules }) => rules)).toEqual([['X1', 'X2']]);
    expect(lintOf([rule('重', land('lt', -1))]).contradictions.map(({ kind }) => kind)).toEqual(['never']);
    expect(lintOf([rule('重', land('lt', 0))]).contradictions.map(({ kind }) => kind)).toEqual(['never']);
  });
});
