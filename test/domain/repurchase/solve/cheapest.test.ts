// Where the first looks come to nothing, what is said still holds: a plan is a plan, a proof is true, and nothing is called impossible that is not.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { cheapestPlan } from '#domain/repurchase/solve/cheapest.ts';
import { holds } from '#domain/repurchase/solve/holds.ts';
import type { Solver } from '#domain/repurchase/solve/milp.ts';
import { prepare } from '#domain/repurchase/solve/prepare.ts';
import { openHighs } from '../../../../server/solve/highs-solver.ts';
import { everySet, plansAmong } from './every-set.ts';
import { land, question } from './small-land.ts';

let highs: Solver;
beforeAll(async () => {
  highs = await openHighs(() => false);
});

/** The solver out of time for its first programs, as it is on a question that is too large for it. */
function late(programs: number): Solver {
  let left = programs;
  return {
    name: highs.name,
    milp: (program, options) => (left-- > 0 ? { status: 'stopped', values: null, bound: -Infinity } : highs.milp(program, options)),
    lp(program) {
      const own = highs.lp(program);
      const stopped = { status: 'stopped', value: 0, values: [], rowDuals: [], reduced: [] } as const;
      return { ...own, solve: (seconds) => (left-- > 0 ? stopped : own.solve(seconds)) };
    },
  };
}

test('what a search says that ran out of time on the way is true', { timeout: 60_000 }, () => {
  const posed = land(11).chain((ground) =>
    fc.record({ ground: fc.constant(ground), asked: question(ground, 2.5), programs: fc.integer({ min: 1, max: 5 }) }),
  );
  fc.assert(
    fc.property(posed, ({ ground, asked, programs }) => {
      const { problem, lostLocks } = prepare(ground.candidates, asked, ground.outlines);
      if (lostLocks.length > 0) return;
      const found = cheapestPlan(problem, late(programs), { elapsed: () => 0, left: () => 60 }, { seed: 1 });
      const every = everySet(ground);
      const plans = plansAmong(every, ground.candidates, asked);
      const least = plans.reduce((best, mask) => Math.min(best, every.money[mask]!), Infinity);
      if (found.status === 'infeasible') expect(plans).toEqual([]);
      if (found.choice) expect(holds(problem, found.choice)).toBe(true);
      if (found.status === 'optimal') expect(found.value).toBe(least);
      if (plans.length > 0) expect(found.bound).toBeLessThanOrEqual(least);
    }),
    { numRuns: Number(process.env['MUTU_SOLVE_RUNS'] ?? 25), seed: 12 },
  );
});
