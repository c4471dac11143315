// The cheapest plan equals the best of all sets, to the fen, for every limit and their combinations, by both ways of searching.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { least } from '#domain/repurchase/solve/least.ts';
import type { Solver, Watch } from '#domain/repurchase/solve/milp.ts';
import { prepare } from '#domain/repurchase/solve/prepare.ts';
import { openHighs } from '../../../../server/solve/highs-solver.ts';
import { microMu } from '#domain/units.ts';
import { candidate, everyPlan, land, moneyOf, plain, question } from './small-land.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs(() => false);
});
/** MUTU_SOLVE_RUNS: so many questions instead of the few that are always asked. */
const runs = Number(process.env['MUTU_SOLVE_RUNS'] ?? 60);
const patient: Watch = { elapsed: () => performance.now() / 1000, left: () => 10 };
const posed = (most: number) => land(most).chain((ground) => question(ground).map((asked) => ({ ground, asked })));

describe('the least cost', { timeout: Math.max(60_000, runs * 3000) }, () => {
  for (const method of [undefined, 'groups', 'cuts'] as const) {
    test(`is that of the best of all sets (${method ?? 'as it is asked'})`, () => {
      fc.assert(
        fc.property(posed(10), ({ ground, asked }) => {
          const plans = everyPlan(ground, asked);
          const { problem, lostLocks } = prepare(ground.candidates, asked, ground.outlines);
          if (lostLocks.length > 0) {
            expect(plans).toEqual([]);
            return;
          }
          const found = least(problem, solver, patient, { seed: 0, ...(method ? { method } : {}) });
          if (plans.length === 0) {
            expect(found.choice).toBeNull();
            // Groups alone may leave it open; asked plainly, it is settled.
            if (method !== 'groups') expect(found.status).toBe('infeasible');
            return;
          }
          const best = Math.min(...plans.map(moneyOf));
          expect(found.value).toBe(best);
          expect(found.bound).toBe(best);
          expect(found.status).toBe('optimal');
        }),
        { numRuns: runs, seed: 20261129 },
      );
    });
  }

  test('is proven where land may be had for nothing, so that the first proof is nothing', () => {
    const plots = [
      candidate(0, { money: 0, area: microMu(734_731), score: { score: 0.004, coverage: 1, parts: [] } }),
      candidate(1, { money: 2_999_999_984, area: microMu(500_001), score: { score: 52.464, coverage: 1, parts: [] } }),
      candidate(2, { money: 1_000_007, area: microMu(29_999_983), score: { score: 98.805, coverage: 1, parts: [] } }),
    ];
    const asked = { ...plain, target: microMu(36_018), minMeanScore: 5 };
    const { problem } = prepare(plots, asked, { outlines: [], sides: [] });
    expect(least(problem, solver, patient, { seed: 0 })).toMatchObject({ status: 'optimal', value: 1_000_007, bound: 1_000_007 });
  });

  test('and its plan are the same for the same question and seed', () => {
    fc.assert(
      fc.property(posed(12), ({ ground, asked }) => {
        const once = () => least(prepare(ground.candidates, asked, ground.outlines).problem, solver, patient, { seed: 5 }).choice;
        expect(once()).toEqual(once());
      }),
      { numRuns: 15, seed: 3 },
    );
  });
});
