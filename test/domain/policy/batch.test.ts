// Judging in bulk gives, row by row, what `judge` gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, scopeWords, verdictCodes } from '../../../server/domain/policy/batch/compile-policy.ts';
import { packFacts } from '../../../server/domain/policy/batch/pack-facts.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import type { JudgeOptions } from '../../../server/domain/policy/judge.ts';
import type { Facts } from '../../../server/domain/policy/facts.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { factsOf, givenPolicy, policyIds, suichangFirm } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

interface Row {
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly proposed: string | null;
  readonly gaps: readonly string[];
  readonly scope: string;
}

function inBulk(facts: readonly Facts[], policy: Policy, options: JudgeOptions = {}): Row[] {
  const compiled = compilePolicy(policy, options);
  const verdicts = compiled.run(packFacts(facts, policy, options));
  const named = (bits: number, ids: readonly string[]): string[] => ids.filter((_, bit) => ((bits >>> bit) & 1) === 1);
  return facts.map((_, row) => ({
    matched: named(verdicts.matched[row]!, compiled.rules),
    unknown: named(verdicts.unknown[row]!, compiled.rules),
    proposed: verdicts.proposed[row] === 0 ? null : compiled.classes[verdicts.proposed[row]! - 1]!,
    gaps: named(verdicts.gaps[row]!, compiled.gaps),
    scope: scopeWords[verdicts.scope[row]!]!,
  }));
}

function oneByOne(facts: readonly Facts[], policy: Policy, options: JudgeOptions = {}): Row[] {
  return facts.map((known) => {
    const { matched, unknown, proposed, gaps, scope } = judge(known, policy, options);
    return { matched: matched.map((match) => match.rule), unknown: unknown.map((open) => open.rule), proposed, gaps, scope };
  });
}

describe('bulk judging equals judging one by one', () => {
  for (const id of policyIds) {
    const policy = givenPolicy(id);
    const years = Array.from({ length: 4 }, (_, back) => policy.evaluationYear + 1 - back);
    it(id, () => {
      fc.assert(
        fc.property(fc.array(randomBody(years), { minLength: 1, maxLength: 70 }), fc.integer({ min: -1, max: 1 }), (bodies, shift) => {
          const evaluationYear = policy.evaluationYear + shift;
          const facts = bodies.map((body) => factsOf(body, evaluationYear));
          expect(inBulk(facts, policy, { evaluationYear })).toEqual(oneByOne(facts, policy, { evaluationYear }));
        }),
        { numRuns: 40 },
      );
    });
  }
});

it('fills more than one run of rows and every bit of a word', () => {
  const policy = givenPolicy('suichang-2022');
  const poor = factsOf(suichangFirm({ taxPerMuWan: { 2020: 0.5, 2021: 0.5 } }), 2021);
  const good = factsOf(suichangFirm(), 2021);
  const open = factsOf(suichangFirm({ grade: undefined }), 2021);
  const facts = Array.from({ length: 5001 }, (_, row) => (row % 3 === 0 ? poor : row % 3 === 1 ? good : open));
  const compiled = compilePolicy(policy);
  const codes = verdictCodes(compiled.run(packFacts(facts, policy)), compiled);
  expect(Array.from(codes.slice(0, 3))).toEqual([1, 0, 255]);
  expect(codes.every((code, row) => code === [1, 0, 255][row % 3])).toBe(true);
});
