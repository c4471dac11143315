// Rules over a firm's yearly accounts: exact quotients, the same one by one and in bulk, named in Chinese or by their own name.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicyYaml } from '../../../server/intake/policy-file.ts';
import { compilePolicy } from '../../../server/domain/policy/batch/compile-policy.ts';
import { packFacts } from '../../../server/domain/policy/batch/pack-facts.ts';
import { fields } from '../../../server/domain/policy/fields.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import { lintPolicy } from '../../../server/domain/policy/lint.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { factsOf, judgeBody } from './given-policies.ts';

const text = readFileSync(new URL('../../fixtures/policies/qingyuan-2026.yaml', import.meta.url), 'utf8');

function policyOf(yaml: string): Policy {
  const read = parsePolicyYaml(yaml, 'qingyuan-2026.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}
const policy = policyOf(text);
const matched = (enterprise: object): readonly string[] =>
  judgeBody(policy, { enterprise: { ...policy.exampleBase.enterprise, ...enterprise } }).matched.map(({ rule }) => rule);

it('labels are names: no two fields share one', () => {
  expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
});

it('every quotient names two yearly figures and a unit that follows from theirs', () => {
  const unitOf = new Map(fields.map(({ name, unit }) => [name, unit]));
  for (const { quotient, yearly, unit, derivation } of fields) {
    if (!quotient) continue;
    const over = unitOf.get(`enterprise.${quotient.over}`)!;
    const under = quotient.under === 'land' ? '亩' : unitOf.get(`enterprise.${quotient.under}`)!;
    expect(yearly).toBe(true);
    expect(derivation).toContain('÷');
    if (unit === '%') expect([over, quotient.factor]).toEqual([under, 100n]);
    else if (quotient.factor === 1n) expect(unit).toBe(`${over}/${under}`);
    else expect(['万元/万千瓦时', '元/吨']).toContain(unit);
  }
});

describe('a quotient', () => {
  it('is exact: one fen, or one hundredth of a tonne, decides', () => {
    const tight = { energyTce: { 2021: 1000 }, taxWan: { 2021: 100 } };
    expect(matched(tight)).toEqual([]);
    expect(matched({ ...tight, taxWan: { 2021: 99.999999 } })).toEqual(['QY-R2']);
    expect(matched({ ...tight, energyTce: { 2021: 1000.01 } })).toEqual(['QY-R2']);
    expect(matched({ ...tight, energyTce: { 2021: 999.99 } })).toEqual([]);
    // 1/3 of nothing that a double could hold: 35 万元 ÷ 7 万千瓦时 is 5 exactly.
    const power = { energyTce: { 2021: 10 }, powerKwh: { 2021: 7_000_000 } };
    expect(matched({ ...power, taxWan: { 2021: 3500 } })).toEqual([]);
    expect(matched({ ...power, taxWan: { 2021: 3499.999999 } })).toEqual(['QY-R3']);
  });

  it('shows value, margin and threshold in its own unit', () => {
    const { evidence } = judgeBody(policy, { enterprise: { ...policy.exampleBase.enterprise, researchWan: { 2021: 60 } } }).matched[0]!;
    expect(evidence.find(({ field }) => field === 'enterprise.researchSharePercent')).toMatchObject({
      year: 2021,
      value: 1,
      op: 'lt',
      threshold: 1.5,
      margin: 0.5,
    });
  });

  it('is unknown over nothing and over what is not known; absent where its figure is known to be absent; given before derived', () => {
    const unknown = (enterprise: object) =>
      judgeBody(policy, { enterprise: { ...policy.exampleBase.enterprise, ...enterprise } }).unknown.flatMap(({ missing }) => missing);
    expect(unknown({ researchWan: {} })).toEqual(['enterprise.researchSharePercent[2021]']);
    expect(unknown({ revenueWan: { 2021: 0 } })).toEqual(['enterprise.researchSharePercent[2021]']);
    expect(unknown({ researchWan: { 2021: null } })).toEqual([]);
    expect(matched({ researchSharePercent: { 2021: 1.49 } })).toEqual(['QY-R4']);
    expect(matched({ assessedAreaMu: null, occupiedAreaMu: 100, energyTce: { 2021: 2000 } })).toEqual(['QY-R1']);
  });
});

const figures = {
  taxWan: [0, 99.999999, 100, 300, 3500, '0.0000001'],
  revenueWan: [0, 1999.99, 2000, 6000],
  valueAddedWan: [-5, 199.999999, 200, 720, 900],
  researchWan: [0, 89.999999, 90, 180],
  energyTce: [0, 399.99, 400, 999.99, 1000, 3000, '1000.00000001'],
  powerKwh: [0, 4_999_999, 5_000_000, 7_000_000],
  waterT: [0, 99_999.99, 100_000],
  emissionsT: [0, 9.99, 10],
  employees: [0, 9, 10, 60, 75],
  assessedAreaMu: [0, 9.999999, 10, 45],
} as const;

const known = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(undefined) });
const body = fc
  .record(
    Object.fromEntries(
      Object.entries(figures).map(([key, values]) => {
        const one = known(fc.constantFrom<number | string>(...values));
        return [key, fc.record({ 2020: one, 2021: one })];
      }),
    ),
  )
  .map((yearly) => ({
    enterprise: {
      isIndustrial: true,
      occupiedAreaMu: 10,
      aboveScale: { 2021: true },
      ...Object.fromEntries(
        Object.entries(yearly).map(([key, years]) => [
          key,
          Object.fromEntries(Object.entries(years).filter(([, value]) => value !== undefined)),
        ]),
      ),
    },
  }));

it('in bulk as one by one, at and beside every threshold', () => {
  const compiled = compilePolicy(policy);
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 60 }), (bodies) => {
      const facts = bodies.map((one) => factsOf(one, 2021));
      const verdicts = compiled.run(packFacts(facts, policy));
      const bits = (word: number): string[] => compiled.rules.filter((_, bit) => ((word >>> bit) & 1) === 1);
      for (const [row, one] of facts.entries()) {
        const found = judge(one, policy);
        expect(bits(verdicts.matched[row]!)).toEqual(found.matched.map(({ rule }) => rule));
        expect(bits(verdicts.unknown[row]!)).toEqual(found.unknown.map(({ rule }) => rule));
      }
    }),
    { numRuns: 60 },
  );
});

it('the lint searches such rules to the end, with examples that come out as it says', () => {
  const report = lintPolicy(policy);
  expect(report.unsearched).toEqual([]);
  expect(report.overlaps.length).toBeGreaterThan(0);
  for (const { rules, example } of report.overlaps) {
    const names = judgeBody(policy, example).matched.map(({ rule }) => rule);
    expect(names).toEqual(expect.arrayContaining([...rules]));
  }
});

it('a wrong unit is refused with the right one, and an unknown name by its line', () => {
  const faults = (yaml: string): string => {
    const read = parsePolicyYaml(yaml, 'x.yaml');
    return read.ok ? 'taken' : read.error.map(({ line, message }) => `${line} ${message}`).join('；');
  };
  expect(faults(text.replace('unit: 万元/吨标煤', 'unit: 万元/吨'))).toContain('单位能耗增加值的单位应为 万元/吨标煤');
  expect(faults(text.replace('field: 全员劳动生产率', 'field: 劳动生产率'))).toMatch(/^\d+ 未知的字段 劳动生产率/);
});
