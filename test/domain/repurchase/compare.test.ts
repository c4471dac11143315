// Plans side by side: what is best is said only where everything is known, and shared plots are those of all.
import { describe, expect, it } from 'vitest';
import { comparePlans, type ComparablePlan } from '#domain/repurchase/compare.ts';

const plan = (areaMu: number, costWan: number, more: Partial<ComparablePlan> = {}): ComparablePlan => ({
  parcels: 2,
  areaMu,
  costWan,
  blocks: 1,
  largestBlockMu: areaMu,
  firms: 2,
  jobs: { sum: 10, known: 2, total: 2 },
  taxWan: { sum: 5, known: 2, total: 2 },
  codes: ['A', 'B'],
  ...more,
});
const row = (plans: readonly ComparablePlan[], figure: string) => comparePlans(plans).rows.find((one) => one.figure === figure)!;

describe('a comparison', () => {
  it('calls more land and less money best, and nothing where all are equal', () => {
    const plans = [plan(100, 900), plan(120, 950), plan(90, 700)];
    expect(row(plans, 'areaMu').best).toEqual([1]);
    expect(row(plans, 'costWan').best).toEqual([2]);
    expect(row(plans, 'costPerMuWan').best).toEqual([2]);
    expect(row(plans, 'firms').best).toEqual([]);
  });

  it('never calls a sum best for lacking plots, and shows unknown as unknown', () => {
    const plans = [plan(100, 900, { jobs: { sum: 3, known: 1, total: 2 } }), plan(100, 900, { jobs: { sum: 0, known: 0, total: 2 } })];
    expect(row(plans, 'jobs')).toMatchObject({
      best: [],
      values: [
        { sum: 3, known: 1 },
        { sum: null, known: 0 },
      ],
    });
  });

  it('tells what all share and what only one holds', () => {
    const { shared, only } = comparePlans([
      plan(1, 1, { codes: ['A', 'B'] }),
      plan(1, 1, { codes: ['B', 'C'] }),
      plan(1, 1, { codes: ['B', 'A'] }),
    ]);
    expect([shared, only]).toEqual([['B'], [[], ['C'], []]]);
  });
});
