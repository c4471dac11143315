// The checker takes broken plans apart: each planted fault is named, and what holds passes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import { checkPlan, type Claimed, type PlanFault } from '#domain/repurchase/check-plan.ts';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import { fen, microMu } from '#domain/units.ts';
import { areaOf, candidate, codeOf, everyPlan, land, moneyOf, partsOf, plain, question, townships } from './solve/small-land.ts';

/** A row of five plots, each beside the next. */
const row = (change: (index: number) => Partial<Candidate> & { money?: number } = () => ({})): Candidate[] =>
  Array.from({ length: 5 }, (_, index) =>
    candidate(index, {
      neighbours: [index - 1, index + 1].filter((at) => at >= 0 && at < 5).map(codeOf),
      owner: `O${index}`,
      ...change(index),
    }),
  );
const claim = (all: readonly Candidate[], indices: readonly number[], change: Partial<Claimed> = {}): Claimed => {
  const set = indices.map((index) => all[index]!);
  const codes = set.map(({ code }) => code);
  return {
    parcels: codes,
    area: areaOf(set),
    cost: moneyOf(set),
    blocks: partsOf(new Set(codes), new Map(all.map((one) => [one.code, one]))),
    ...change,
  };
};
const faults = (claimed: Claimed, asked: SolveQuestion, all: readonly Candidate[], taken: readonly string[] = []): PlanFault['kind'][] => [
  ...new Set(checkPlan(claimed, asked, new Map(all.map((one) => [one.code, one])), new Set(taken)).map(({ kind }) => kind)),
];

const asked: SolveQuestion = {
  ...plain,
  target: microMu(20_000_000),
  budget: fen(200_000_000),
  minBlock: microMu(20_000_000),
  maxBlocks: 1,
};

describe('the checker', () => {
  test('passes what holds', () => {
    expect(faults(claim(row(), [1, 2]), asked, row())).toEqual([]);
  });

  const planted: readonly (readonly [string, PlanFault['kind'], Claimed, SolveQuestion, Candidate[], string[]?])[] = [
    [
      'a micro-mu short of the target',
      'area',
      claim(
        row((at) => (at === 1 ? { area: microMu(9_999_999) } : {})),
        [1, 2],
      ),
      { ...asked, minBlock: microMu(0) },
      row((at) => (at === 1 ? { area: microMu(9_999_999) } : {})),
    ],
    [
      'a fen above the budget',
      'budget',
      claim(
        row((at) => (at === 2 ? { money: 100_000_001 } : {})),
        [1, 2],
      ),
      asked,
      row((at) => (at === 2 ? { money: 100_000_001 } : {})),
    ],
    ['a block that is too small', 'block', claim(row(), [0, 1, 3]), { ...asked, budget: null, maxBlocks: null }, row()],
    ['too many blocks', 'blocks', claim(row(), [0, 2]), { ...asked, minBlock: microMu(0) }, row()],
    ['blocks claimed otherwise than the neighbours say', 'sum', claim(row(), [1, 2], { blocks: [[codeOf(1)], [codeOf(2)]] }), asked, row()],
    ['land claimed that is not there', 'sum', claim(row(), [1, 2], { area: 20_000_001 }), asked, row()],
    ['money claimed that is not so', 'sum', claim(row(), [1, 2], { cost: 199_999_999 }), asked, row()],
    ['a plot twice', 'twice', claim(row(), [1, 2], { parcels: [codeOf(1), codeOf(2), codeOf(2)] }), asked, row()],
    ['a plot that is not there', 'unknown-parcel', claim(row(), [1, 2], { parcels: [codeOf(1), 'P99'] }), asked, row()],
    [
      'a plot that is excluded',
      'excluded',
      claim(row(), [1, 2]),
      asked,
      row((at) => (at === 1 ? { excluded: { reason: 'sealed', message: '被查封' } } : {})),
    ],
    ['land that the ledger has freed', 'excluded', claim(row(), [1, 2]), asked, row(), [codeOf(2)]],
    ['a plot that must be in', 'locked-in', claim(row(), [1, 2]), { ...asked, lockedIn: [codeOf(4)] }, row()],
    ['a plot that must be out', 'locked-out', claim(row(), [1, 2]), { ...asked, lockedOut: [codeOf(1)] }, row()],
    [
      'a township below its quota',
      'quota',
      claim(row(), [1, 2]),
      { ...asked, quotas: [{ township: townships[1]!, min: microMu(1), max: null }] },
      row(),
    ],
    [
      'a township above its quota',
      'quota',
      claim(row(), [1, 2]),
      { ...asked, quotas: [{ township: townships[0]!, min: null, max: microMu(19_999_999) }] },
      row(),
    ],
    ['too many jobs', 'jobs', claim(row(), [1, 2]), { ...asked, maxJobs: 19_999 }, row()],
    ['jobs that are not known', 'jobs', claim(row(), [1, 2]), { ...asked, maxJobs: 90_000 }, row((at) => (at === 2 ? { jobs: null } : {}))],
    ['too much tax', 'tax', claim(row(), [1, 2]), { ...asked, maxTax: fen(1_999_999) }, row()],
    ['a plot that scores too low', 'score', claim(row(), [1, 2]), { ...asked, minScore: 50_001 }, row()],
    ['a mean score that is too low', 'score', claim(row(), [1, 2]), { ...asked, minMeanScore: 50_001 }, row()],
    [
      'an owner who keeps a plot',
      'owner',
      claim(
        row((at) => ({ owner: at < 3 ? 'A' : 'B' })),
        [1, 2],
      ),
      { ...asked, ownerComplete: true },
      row((at) => ({ owner: at < 3 ? 'A' : 'B' })),
    ],
  ];
  for (const [name, kind, claimed, question, all, taken] of planted) {
    test(`names ${name}`, () => {
      expect(faults(claimed, question, all, taken)).toContain(kind);
    });
  }

  test('lets an owner go whose other plot is freed already', () => {
    const all = row((at) => ({
      owner: at < 3 ? 'A' : 'B',
      ...(at === 0 ? { excluded: { reason: 'freed' as const, message: '已腾出' } } : {}),
    }));
    expect(faults(claim(all, [1, 2]), { ...asked, ownerComplete: true }, all)).toEqual([]);
  });

  test('agrees with the plainest reading of the question on every set', () => {
    fc.assert(
      fc.property(
        land(7).chain((ground) => question(ground).map((asked) => ({ ground, asked }))),
        ({ ground, asked }) => {
          const byCode = new Map(ground.candidates.map((one) => [one.code, one]));
          const plans = new Set(everyPlan(ground, asked).map((set) => set.map(({ code }) => code).join()));
          const offered = ground.candidates.filter(({ excluded }) => !excluded);
          for (let mask = 0; mask < 2 ** offered.length; mask += 1) {
            const set = offered.filter((_, index) => (mask >> index) & 1);
            const codes = set.map(({ code }) => code);
            const claimed = { parcels: codes, area: areaOf(set), cost: moneyOf(set), blocks: partsOf(new Set(codes), byCode) };
            expect(checkPlan(claimed, asked, byCode, new Set()).length === 0).toBe(plans.has(codes.join()));
          }
        },
      ),
      { numRuns: 40, seed: 11 },
    );
  });
});
