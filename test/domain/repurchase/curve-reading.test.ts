// What the curve says between its points holds for every curve of least costs: it never promises more land, nor less money, than there is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costAt, landFor } from '#domain/repurchase/curve-reading.ts';

/** Least cost of so much land: a staircase that never falls. */
const stairs = fc
  .array(fc.record({ land: fc.integer({ min: 1, max: 50 }), money: fc.integer({ min: 0, max: 90 }) }), { minLength: 1, maxLength: 8 })
  .map((steps) => {
    let [land, money] = [0, 0];
    return steps.map((step) => ({ land: (land += step.land), money: (money += step.money) }));
  });

test('the true cost and the true land lie between what is said', () => {
  fc.assert(
    fc.property(
      stairs,
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 400 }),
      (steps, targets, asked) => {
        const least = (land: number): number | null => steps.find((step) => step.land >= land)?.money ?? null;
        const points = targets.sort((a, b) => a - b).map((targetMu) => ({ targetMu, costWan: least(targetMu), boundWan: least(targetMu) }));
        const cost = costAt(points, asked);
        const true_ = least(asked);
        if (true_ !== null && cost.atLeast !== null) expect(cost.atLeast).toBeLessThanOrEqual(true_);
        if (cost.atMost !== null) expect(true_!).toBeLessThanOrEqual(cost.atMost);
        const most = Math.max(0, ...steps.filter(({ money }) => money <= asked).map(({ land }) => land));
        const land = landFor(points, asked);
        if (land.atLeast !== null) expect(most).toBeGreaterThanOrEqual(land.atLeast);
        if (land.atMost !== null) expect(most).toBeLessThan(land.atMost);
      },
    ),
    { numRuns: 200, seed: 4 },
  );
});
