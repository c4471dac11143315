// Up to eighteen plots and any mixture of options: what is answered is the best of all sets, in both stages, to the fen and the millimetre.
// MUTU_SOLVE_RUNS=2000 tries so many questions (MUTU_SOLVE_SEED: others) instead of the few that are always tried.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checkPlan } from '#domain/repurchase/check-plan.ts';
import type { Solver, Watch } from '#domain/repurchase/solve/milp.ts';
import { solve } from '#domain/repurchase/solve/solve.ts';
import { openHighs } from '../../../../server/solve/highs-solver.ts';
import { everySet, plansAmong } from './every-set.ts';
import { land, question } from './small-land.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs(() => false);
});
const runs = Number(process.env['MUTU_SOLVE_RUNS'] ?? 25);
const seed = Number(process.env['MUTU_SOLVE_SEED'] ?? 18);

/** Patient until a question turns out to have no plan: why it has none is asked elsewhere. */
function untilAnswered(): Watch {
  let over = false;
  return {
    elapsed: () => performance.now() / 1000,
    left: () => (over ? 0 : 60),
    report: ({ stage, cost }) => {
      over ||= stage === 'explain' && cost === null;
    },
  };
}

const posed = land(18, 10).chain((ground) =>
  fc.record({
    ground: fc.constant(ground),
    asked: question(ground, 2.5),
    allowance: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40_000 })),
  }),
);

test('the answer to any question is the best of all sets', { timeout: Math.max(60_000, runs * 5000) }, () => {
  fc.assert(
    fc.property(posed, ({ ground, asked: plainly, allowance }) => {
      const asked = { ...plainly, allowance };
      const every = everySet(ground);
      const plans = plansAmong(every, ground.candidates, asked);
      const explain = { replacements: false, alternatives: { count: 0, share: 0.3 }, frontier: [] };
      const answer = solve({ ...ground, question: asked, seed: 3, timeLimitS: 60, explain }, solver, untilAnswered());
      expect(answer.status).toBe(plans.length === 0 ? 'infeasible' : 'optimal');
      if (plans.length === 0) return;
      const least = plans.reduce((best, mask) => Math.min(best, every.money[mask]!), Infinity);
      const { cheapest, compact } = answer.stages!;
      expect(Math.round(cheapest.costWan * 1e6)).toBe(least);
      expect(Math.round(cheapest.boundWan * 1e6)).toBe(least);
      expect(compact === null).toBe(allowance === 0);
      if (compact) {
        const most = least + Number((BigInt(least) * BigInt(allowance)) / 100_000n);
        const shortest = plans.reduce((best, mask) => (every.money[mask]! <= most ? Math.min(best, every.outline[mask]!) : best), Infinity);
        expect(Math.round(compact.outlineM * 1000)).toBe(shortest);
        expect(compact.proven).toBe(true);
      }
      const candidates = new Map(ground.candidates.map((one) => [one.code, one]));
      for (const set of [answer, cheapest]) {
        const claimed = { ...set, area: Math.round(set.areaMu * 1e6), cost: Math.round(set.costWan * 1e6) };
        expect(checkPlan(claimed, asked, candidates, new Set())).toEqual([]);
      }
    }),
    { numRuns: runs, seed },
  );
});
