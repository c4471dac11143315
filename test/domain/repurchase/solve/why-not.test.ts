// For a question without a plan every stated relaxation has one, and the smallest step short of it has none: held against every set.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import type { Relaxation } from '#domain/repurchase/solve-reply.ts';
import type { Solver, Watch } from '#domain/repurchase/solve/milp.ts';
import { solve, type SolveInput } from '#domain/repurchase/solve/solve.ts';
import { fen, microMu } from '#domain/units.ts';
import { openHighs } from '../../../../server/solve/highs-solver.ts';
import { everyPlan, land, moneyOf, question, type Land } from './small-land.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs(() => false);
});
/** MUTU_SOLVE_RUNS: so many questions instead of the few that are always asked. */
const runs = process.env['MUTU_SOLVE_RUNS'] === undefined ? null : Number(process.env['MUTU_SOLVE_RUNS']);
// No time passes: what is not told is told for want of a way, never of time.
const patient: Watch = { elapsed: () => 0, left: () => 60 };
const nothingMore: SolveInput['explain'] = { replacements: false, alternatives: { count: 0, share: 0.3 }, frontier: [] };
const answer = ({ candidates, outlines }: Land, asked: SolveQuestion, explain = nothingMore) =>
  solve({ candidates, outlines, question: asked, seed: 0, timeLimitS: 60, explain }, solver, patient);

/** The question with a limit moved to `value`, in whole units. */
function moved(asked: SolveQuestion, { limit, township, quota }: Relaxation, value: number): SolveQuestion {
  switch (limit) {
    case 'targetMu':
      return { ...asked, target: microMu(value) };
    case 'budgetWan':
      return { ...asked, budget: fen(value) };
    case 'minBlockMu':
      return { ...asked, minBlock: microMu(value) };
    case 'maxBlocks':
      return { ...asked, maxBlocks: value };
    case 'maxJobs':
      return { ...asked, maxJobs: value };
    case 'maxTaxWan':
      return { ...asked, maxTax: fen(value) };
    case 'minScore':
      return { ...asked, minScore: value };
    case 'minMeanScore':
      return { ...asked, minMeanScore: value };
    case 'quotas':
      return {
        ...asked,
        quotas: asked.quotas.map((one) =>
          one.township === township ? { ...one, [quota === 'minMu' ? 'min' : 'max']: microMu(value) } : one,
        ),
      };
    case 'ownerComplete':
      return { ...asked, ownerComplete: false };
    case 'lockedOut':
      return { ...asked, lockedOut: [] };
    case 'lockedIn':
      return { ...asked, lockedIn: [] };
  }
}
const units: Partial<Record<Relaxation['limit'], number>> = { maxBlocks: 1, maxJobs: 1000, minScore: 1000, minMeanScore: 1000 };
const wholeOf = ({ limit, needed }: Relaxation): number => Math.round(needed! * (units[limit] ?? 1_000_000));
/** Which way is tighter. */
const tighter = ({ limit, quota }: Relaxation): number =>
  limit === 'targetMu' || limit === 'minBlockMu' || limit === 'minScore' || limit === 'minMeanScore' || quota === 'minMu' ? 1 : -1;

const posed = land(8).chain((ground) => question(ground).map((asked) => ({ ground, asked })));
const impossible = land(8)
  .chain((ground) => question(ground, 4).map((asked) => ({ ground, asked })))
  .filter(({ ground, asked }) => everyPlan(ground, asked).length === 0);

describe('no solution', { timeout: Math.max(120_000, (runs ?? 0) * 5000) }, () => {
  test('every relaxation has a plan, and one step less has none', () => {
    fc.assert(
      fc.property(impossible, ({ ground, asked }) => {
        const { status, why, parcels } = answer(ground, asked);
        expect(status).toBe('infeasible');
        expect(parcels).toEqual([]);
        expect(why!.notComputed).toEqual([]);
        // The goal at least is a limit that was set: it is said what it must become, or that no change of it suffices.
        expect([...why!.relaxations.map(({ limit }) => limit), ...why!.insufficient]).toContain('targetMu');
        for (const relaxation of why!.relaxations) {
          if (relaxation.limit === 'lockedIn') {
            const kept = relaxation.change['lockedIn'] as string[];
            expect(everyPlan(ground, { ...asked, lockedIn: kept }).length).toBeGreaterThan(0);
            continue;
          }
          expect(relaxation.proof).toBe('proven');
          const value = relaxation.needed === null ? 0 : wholeOf(relaxation);
          expect(everyPlan(ground, moved(asked, relaxation, value)).length).toBeGreaterThan(0);
          if (relaxation.needed !== null) expect(everyPlan(ground, moved(asked, relaxation, value + tighter(relaxation)))).toEqual([]);
        }
        // What is said not to suffice does not, however far it is moved.
        const loosest: Partial<Record<string, SolveQuestion>> = {
          targetMu: { ...asked, target: microMu(1) },
          budgetWan: { ...asked, budget: null },
          minBlockMu: { ...asked, minBlock: microMu(0) },
          maxBlocks: { ...asked, maxBlocks: null },
          ownerComplete: { ...asked, ownerComplete: false },
          lockedIn: { ...asked, lockedIn: [] },
        };
        for (const limit of why!.insufficient) {
          const loose = loosest[limit];
          if (loose) expect(everyPlan(ground, loose)).toEqual([]);
        }
      }),
      { numRuns: runs ?? 40, seed: 5 },
    );
  });
});

describe('a plan', { timeout: Math.max(60_000, (runs ?? 0) * 5000) }, () => {
  const possible = posed.filter(({ ground, asked }) => everyPlan(ground, asked).length > 0);

  test('says what each plot is worth: the least cost without it, or that there is no plan', () => {
    fc.assert(
      fc.property(possible, ({ ground, asked }) => {
        const { replacements, stages } = answer(ground, asked, { ...nothingMore, replacements: true });
        for (const { code, state, moreWan } of replacements) {
          if (state === 'locked') {
            expect(asked.lockedIn).toContain(code);
            continue;
          }
          const without = everyPlan(ground, { ...asked, lockedOut: [...asked.lockedOut, code] });
          expect(state).toBe(without.length === 0 ? 'impossible' : 'costs');
          if (without.length > 0)
            expect(Math.round(moreWan! * 1e6)).toBe(Math.min(...without.map(moneyOf)) - Math.round(stages!.cheapest.costWan * 1e6));
        }
      }),
      { numRuns: runs ?? 25, seed: 6 },
    );
  });

  test('has alternatives that leave the stated share of its land, the cheapest of those', () => {
    fc.assert(
      fc.property(possible, fc.integer({ min: 1, max: 9 }), ({ ground, asked }, tenths) => {
        const share = tenths / 10;
        const { parcels, areaMu, alternatives } = answer(ground, asked, { ...nothingMore, alternatives: { count: 1, share } });
        const first = new Set(parcels);
        const most = Math.floor(Math.round(areaMu * 1e6) * (1 - share));
        const others = everyPlan(ground, asked).filter(
          (set) => set.reduce((sum, one) => (first.has(one.code) ? sum + one.area! : sum), 0) <= most,
        );
        expect(alternatives.length).toBe(others.length === 0 ? 0 : 1);
        for (const other of alternatives) {
          expect(Math.round(other.costWan * 1e6)).toBe(Math.min(...others.map(moneyOf)));
          if (first.size > 0) expect(other.differs.area).toBeGreaterThanOrEqual(share - 1e-9);
        }
      }),
      { numRuns: runs ?? 25, seed: 8 },
    );
  });

  test('with an allowance has the shortest outline of all plans that cost no more', () => {
    fc.assert(
      fc.property(possible, fc.integer({ min: 1, max: 60 }), ({ ground, asked }, percent) => {
        const { outlineM, costWan, stages, blocks } = answer(ground, { ...asked, allowance: percent * 1000 });
        const plans = everyPlan(ground, asked);
        const least = Math.min(...plans.map(moneyOf));
        const most = least + Number((BigInt(least) * BigInt(percent)) / 100n);
        const outline = new Map(ground.outlines.outlines);
        const lengthOf = (codes: ReadonlySet<string>): number =>
          [...codes].reduce((sum, code) => sum + outline.get(code)!, 0) -
          ground.outlines.sides.reduce((sum, { a, b, sharedMm }) => (codes.has(a) && codes.has(b) ? sum + 2 * sharedMm : sum), 0);
        const shortest = Math.min(
          ...plans.filter((set) => moneyOf(set) <= most).map((set) => lengthOf(new Set(set.map(({ code }) => code)))),
        );
        expect(Math.round(outlineM * 1000)).toBe(shortest);
        expect(Math.round(costWan * 1e6)).toBeLessThanOrEqual(most);
        expect(stages!.compact!.proven).toBe(true);
        expect(blocks.flat().length).toBe(stages!.compact!.parcels.length);
      }),
      { numRuns: runs ?? 25, seed: 9 },
    );
  });

  test('the curve gives the least cost at each target', () => {
    fc.assert(
      fc.property(possible, ({ ground, asked }) => {
        const targets = [asked.target, Math.floor(asked.target / 2) + 1];
        const { frontier } = answer(ground, asked, { ...nothingMore, frontier: targets });
        for (const [at, { costWan }] of frontier.entries()) {
          const plans = everyPlan(ground, { ...asked, budget: null, target: microMu(targets[at]!) });
          expect(Math.round(costWan! * 1e6)).toBe(Math.min(...plans.map(moneyOf)));
        }
      }),
      { numRuns: runs ?? 15, seed: 10 },
    );
  });
});
