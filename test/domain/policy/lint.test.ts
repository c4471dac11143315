// The lint finds what brute force finds: gaps on a grid, overlaps among random subjects, contradictions when a waiver is taken away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, weigh } from '../../../server/domain/policy/condition.ts';
import { judge, situationOf } from '../../../server/domain/policy/judge.ts';
import { lintPolicy } from '../../../server/domain/policy/lint.ts';
import type { LintGap } from '../../../server/domain/policy/lint/finding.ts';
import { applyOverrides } from '../../../server/domain/policy/overrides.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { classOf } from '../../../server/domain/policy/policy.ts';
import { factsOf, givenPolicy, judgeBody, policyIds, suichangFirm } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const suichang = givenPolicy('suichang-2022');
const report = lintPolicy(suichang);

function overridden(overrides: object): Policy {
  const result = applyOverrides(suichang, overrides);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const within = (gap: LintGap, body: object): boolean => weigh(situationOf(factsOf(body, 2021), suichang), gap.when).truth === true;
const gapsAt = (body: object): LintGap[] => report.gaps.filter((gap) => within(gap, body));

describe('gaps', () => {
  it('of tax are exactly the uncaught points that some caught point does not beat', () => {
    const values = [0.5, 0.999999, 1, 1.000001, 2, 2.999999, 3, 3.5, 4.999999, 5, 7];
    const grid = values.flatMap((before) => values.map((now) => ({ before, now })));
    for (const around of [{}, { aboveScale: { 2021: false }, occupiedAreaMu: 20 }]) {
      const body = ({ before, now }: { before: number; now: number }) =>
        suichangFirm({ ...around, taxPerMuWan: { 2020: before, 2021: now } });
      const caught = grid.filter((point) => judgeBody(suichang, body(point)).proposed !== null);
      for (const point of grid) {
        const beaten = !caught.includes(point) && caught.some((good) => good.before >= point.before && good.now >= point.now);
        expect([point, gapsAt(body(point)).length]).toEqual([point, beaten ? 1 : 0]);
      }
    }
  });
  it('of grades are C then D and D then C', () => {
    const letters = ['A', 'B', 'C', 'D'];
    const open = letters
      .flatMap((before) => letters.map((now) => before + now))
      .filter((pair) => gapsAt(suichangFirm({ grade: { 2020: pair[0], 2021: pair[1] } })).length > 0);
    expect(open).toEqual(['CD', 'DC']);
  });
  it('of idle plots are supplied from 2018-01-02 to 2020-12-31 and not in production', () => {
    const at = (supplyDate: string, productionStartDate: string | null) =>
      gapsAt(suichangFirm({}, { supplyDate, productionStartDate })).length;
    expect(['2018-01-01', '2018-01-02', '2020-12-31', '2021-01-01'].map((day) => at(day, null))).toEqual([0, 1, 1, 0]);
    expect(at('2019-05-05', '2020-01-01')).toBe(0);
  });
  it('show exactly 1, (0.8, 2), C then D and the idle plot by examples that no class catches', () => {
    const tax = report.gaps.map((gap) => Object.values(gap.example.enterprise!['taxPerMuWan'] as object).join());
    expect(tax).toEqual(expect.arrayContaining(['1,1', '0.8,2']));
    for (const gap of report.gaps) {
      const found = judgeBody(suichang, gap.example);
      expect([found.proposed, found.unknown, found.gaps]).toEqual([null, expect.any(Array), gap.detectors]);
      expect(within(gap, gap.example)).toBe(true);
      expect(gap.detectors.length).toBeGreaterThan(0);
    }
  });
  it('close when the policy is mended', () => {
    const mended = lintPolicy(
      overridden({ 'SC-R21.when.all[0].value': '2020-12-31', 'SC-R13a.when.window.n': 1, 'SC-R22a.when.window.n': 1 }),
    );
    expect(mended.gaps.filter((gap) => gap.kind === 'waiver' || gap.rules.includes('SC-R13a'))).toEqual([]);
  });
  it('are none in the policies without bands, or with nested ones', () => {
    const others = policyIds.filter((id) => id !== 'suichang-2022').map((id) => lintPolicy(givenPolicy(id)).gaps.length);
    expect(others).toEqual([0, 0, 0, 0]);
  });
});

describe('overlaps', () => {
  for (const id of policyIds) {
    const policy = givenPolicy(id);
    const { overlaps } = id === 'suichang-2022' ? report : lintPolicy(policy);
    it(`${id}: each example is caught by both rules, and the stricter class is proposed`, () => {
      for (const { example, rules, proposed, classes } of overlaps) {
        const found = judgeBody(policy, example);
        expect(found.matched.map((match) => match.rule)).toEqual(expect.arrayContaining([...rules]));
        expect(found.proposed).toBe(proposed);
        expect(classes[0]).not.toBe(classes[1]);
      }
    });
    it(`${id}: no random subject meets a pair that is not reported, or breaks a nesting`, () => {
      const known = new Set(overlaps.map((overlap) => [...overlap.rules].sort().join()));
      fc.assert(
        fc.property(randomBody([policy.evaluationYear - 2, policy.evaluationYear - 1, policy.evaluationYear]), (body) => {
          const found = judge(factsOf(body, policy.evaluationYear), policy).matched.map((match) => match.rule);
          const classes = policy.rules.filter((rule) => classOf(policy, rule) && found.includes(rule.id));
          for (const one of classes) {
            for (const other of classes) if (one.category !== other.category) expect(known).toContain([one.id, other.id].sort().join());
          }
          for (const { relation, rules } of overlaps) {
            if (relation === 'within' && found.includes(rules[0])) expect(found).toContain(rules[1]);
          }
        }),
        { numRuns: 150 },
      );
    });
  }
  it('hold D twice with tax in [3, 5) and C twice with tax below 1, but no rule with a band apart from its own', () => {
    const pairs = report.overlaps.map((overlap) => overlap.rules.join());
    expect(pairs).toEqual(expect.arrayContaining(['SC-R13a,SC-R31', 'SC-R13b,SC-R22a', 'SC-R14,SC-R23']));
    for (const apart of ['SC-R13b,SC-R22b', 'SC-R13a,SC-R22a', 'SC-R13b,SC-R31', 'SC-R22b,SC-R31']) expect(pairs).not.toContain(apart);
  });
  it('know that up to 1 lies within up to 3', () => {
    const nested = lintPolicy(givenPolicy('xiuzhou-2020')).overlaps.filter((overlap) => overlap.relation !== 'overlap');
    expect(nested.map((overlap) => [overlap.relation, ...overlap.rules])).toEqual([['within', 'XZ-R5', 'XZ-R7']]);
  });
});

describe('contradictions', () => {
  it('name 已投产 against 二(二)1, which the reading waives', () => {
    const found = report.contradictions.find((entry) => entry.kind === 'scope')!;
    expect(found).toMatchObject({ rules: ['SC-R21'], limb: 'in_production', waived: true });
    expect(judgeBody(suichang, found.example)).toMatchObject({ scope: 'in', scopeWaived: ['in_production'], proposed: '腾笼换鸟类' });
  });
  it('show what is lost when it is not waived', () => {
    const strict = { ...suichang, rules: suichang.rules.map((rule) => ({ ...rule, scopeWaivers: [] })) };
    const found = lintPolicy(strict).contradictions;
    expect(found).toMatchObject([{ kind: 'scope', rules: ['SC-R21'], limb: 'in_production', waived: false }]);
    expect(judgeBody(strict, found[0]!.example)).toMatchObject({ scope: 'out', matched: [] });
  });
  it('name the limbs waived by reading, each with an input that needs the waiver', () => {
    const waivers = report.contradictions.filter((entry) => entry.kind === 'waiver');
    expect(waivers.map((entry) => [...entry.rules, entry.limb])).toEqual([
      ['SC-R11a', 'supply_date'],
      ['SC-R14', 'in_production'],
      ['SC-R23', 'in_production'],
    ]);
    for (const { example, rules, limb } of waivers) {
      const found = judgeBody(suichang, example);
      expect([found.matched.map((match) => match.rule), found.scopeWaived]).toEqual([expect.arrayContaining([...rules]), [limb]]);
    }
  });
  it('find a rule that can hold for nobody', () => {
    const found = lintPolicy(overridden({ 'SC-R31.when.all[0].value': 6 })).contradictions.filter((entry) => entry.kind === 'never');
    expect(found).toMatchObject([{ rules: ['SC-R31'], example: null }]);
  });
});

it('is the same every time', () => expect(lintPolicy(suichang)).toEqual(report));

it('decides a condition without reasons as it is weighed with them', () => {
  fc.assert(
    fc.property(randomBody([2020, 2021]), (body) => {
      const situation = situationOf(factsOf(body, 2021), suichang);
      const conditions = [...suichang.rules.map((rule) => rule.when), ...suichang.scope.limbs.map((limb) => limb.when)];
      expect(conditions.map((condition) => decide(situation, condition))).toEqual(
        conditions.map((condition) => weigh(situation, condition).truth),
      );
    }),
    { numRuns: 60 },
  );
});
