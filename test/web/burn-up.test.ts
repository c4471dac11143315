// The burn-up says what the target's reply says: the same entries, counted the same way.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnUp, monthEnds, type BurnUpEntry, type BurnUpTarget } from '../../web/state/burn-up.ts';

const target: BurnUpTarget = {
  policy: 'p',
  kind: 'vacated',
  targetMu: 800,
  periodStart: '2022-03-01',
  periodEnd: '2023-12-31',
  verifiedMu: 0,
  forecast: { low: 100, mid: 200, high: 300 },
};

const dayIn = fc.integer({ min: 0, max: 900 }).map((days) => new Date(Date.UTC(2022, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const entry = fc
  .record({
    policy: fc.constantFrom('p', 'q'),
    kind: fc.constantFrom('vacated' as const, 'revitalised' as const),
    stage: fc.constantFrom('declared' as const, 'verified' as const, 'reversed' as const),
    grossMu: fc.integer({ min: 1, max: 60 }),
    effectiveMu: fc.constant(null),
    date: dayIn,
  })
  .map((one): BurnUpEntry => ({ ...one, verifiedAt: one.stage === 'verified' ? one.date : null }));

test('months end where they end, with the period’s own ends', () => {
  expect(monthEnds('2022-03-01', '2022-05-15')).toEqual(['2022-03-01', '2022-03-31', '2022-04-30', '2022-05-15']);
  expect(monthEnds('2022-03-31', '2022-04-30')).toEqual(['2022-03-31', '2022-04-30']);
});

test('on the chosen day the curve stands at the sum of what counts, and nothing is known after it', () => {
  const asOf = '2023-03-31';
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 25 }), (entries) => {
      const known = entries.filter((one) => one.date <= asOf);
      const points = burnUp(target, known, asOf);
      const counts = known.filter(
        (one) => one.policy === 'p' && one.kind === 'vacated' && one.stage !== 'reversed' && one.date >= target.periodStart,
      );
      const sum = (stages: readonly string[]): number =>
        counts.filter((one) => stages.includes(one.stage)).reduce((total, one) => total + one.grossMu, 0);
      const today = points.find((point) => point.day === asOf)!;
      expect(today.verified).toBe(sum(['verified']));
      expect(today.all).toBe(sum(['verified', 'declared']));
      expect(points.filter((point) => point.day > asOf).every((point) => point.verified === null && point.all === null)).toBe(true);
      const climbing = points.flatMap((point) => point.verified ?? []);
      expect([...climbing].sort((a, b) => a - b)).toEqual(climbing);
    }),
  );
});

test('the needed pace runs from nothing to the target, the forecast from today to its goal', () => {
  const points = burnUp({ ...target, verifiedMu: 50 }, [], '2023-03-31');
  expect(points[0]).toMatchObject({ day: '2022-03-01', pace: 0 });
  expect(points.at(-1)).toMatchObject({ day: '2023-12-31', pace: 800, forecast: 200, band: [100, 300] });
  expect(points.find((point) => point.day === '2023-03-31')?.forecast).toBe(50);
  expect(burnUp(target, [], '2024-06-01').every((point) => point.forecast === null)).toBe(true);
});
