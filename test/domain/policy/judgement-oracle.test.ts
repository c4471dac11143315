// The five policies as judged against the same rules written by hand, at and beside every threshold. MUTU_ORACLE_RUNS asks for more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cixi, ningbo, oracleJudge, suichang, wuyi, xiuzhou, type OraclePolicy } from './judgement-oracle.ts';
import { givenPolicy, judgeBody, policyIds } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const numRuns = Number(process.env['MUTU_ORACLE_RUNS'] ?? 400);
const oracles: Readonly<Record<(typeof policyIds)[number], OraclePolicy>> = {
  'suichang-2022': suichang,
  'xiuzhou-2020': xiuzhou,
  'cixi-2021': cixi,
  'wuyi-2017': wuyi,
  'ningbo-2015': ningbo,
};

/** Inputs from which others are derived by tables and calendars have tests of their own. */
const derivedElsewhere = new Set(['industryCode', 'haltedSince']);

describe('judge gives what the rules say, written by hand', () => {
  for (const id of policyIds) {
    const policy = givenPolicy(id);
    const years = [0, 1, 2, 3].map((back) => policy.evaluationYear + 1 - back);
    it(`${id}: every rule has its own words here`, () => {
      expect(oracles[id].rules.map((rule) => rule.id)).toEqual(policy.rules.map((rule) => rule.id));
      expect(oracles[id].classes).toEqual(policy.classes.toSorted((a, b) => b.severity - a.severity).map(({ name }) => name));
      // The detector of missing data names what `unknown` names already.
      expect(oracles[id].gaps.map((gap) => gap.id)).toEqual(policy.gaps.filter(({ when }) => when !== null).map((gap) => gap.id));
    });
    it(`${id}: random facts around every threshold, in three years`, () => {
      fc.assert(
        fc.property(randomBody(years), fc.integer({ min: -1, max: 1 }), (full, shift) => {
          const enterprise = Object.fromEntries(Object.entries(full['enterprise'] ?? {}).filter(([key]) => !derivedElsewhere.has(key)));
          const body = { ...full, enterprise };
          const evaluationYear = policy.evaluationYear + shift;
          const found = judgeBody(policy, body, { evaluationYear });
          const open = new Set(policy.gaps.filter(({ when }) => when === null).map((gap) => gap.id));
          // A plain yes or no of a yearly field is that of the policy's own year; the bodies here always name the year.
          expect({
            scope: found.scope,
            matched: found.matched.map(({ rule }) => rule),
            unknown: found.unknown.map(({ rule }) => rule),
            proposed: found.proposed,
            gaps: found.gaps.filter((gap) => !open.has(gap)),
          }).toEqual(oracleJudge(oracles[id], body as Parameters<typeof oracleJudge>[1], evaluationYear));
        }),
        { numRuns },
      );
    });
  }
});
