// The burn-up's points: the server's steps on a true time axis, nothing known after the chosen day, and where it leads from there.
import { expect, test } from 'vitest';
import { burnUp, monthEnds, type BurnUpTarget } from '../../web/state/burn-up.ts';

const target: BurnUpTarget = {
  targetMu: 800,
  periodStart: '2022-03-01',
  periodEnd: '2023-12-31',
  verifiedMu: 120,
  forecast: { low: 100, mid: 200, high: 300 },
  pipeline: { low: 120, mid: 150, high: 170 },
};
const steps = [
  { day: '2022-03-01', verifiedMu: 0, declaredMu: 10 },
  { day: '2022-06-10', verifiedMu: 150, declaredMu: 0 },
  { day: '2022-09-15', verifiedMu: 120, declaredMu: 5 },
];

test('months end where they end, with the period’s own ends', () => {
  expect(monthEnds('2022-03-01', '2022-05-15')).toEqual(['2022-03-01', '2022-03-31', '2022-04-30', '2022-05-15']);
  expect(monthEnds('2022-03-31', '2022-04-30')).toEqual(['2022-03-31', '2022-04-30']);
});

test('each day stands at the last step up to it, a rebound goes down, and nothing is known after the chosen day', () => {
  const points = burnUp(target, steps, '2022-09-30');
  const at = (day: string) => points.find((point) => point.day === day)!;
  expect(at('2022-05-31')).toMatchObject({ verified: 0, all: 10, forecast: null });
  expect(at('2022-06-10')).toMatchObject({ verified: 150, all: 150 });
  expect(at('2022-09-30')).toMatchObject({ verified: 120, all: 125, forecast: 120, band: [120, 120], needed: 120, pipeline: 120 });
  expect(points.filter((point) => point.day > '2022-09-30').every((point) => point.verified === null && point.all === null)).toBe(true);
  expect(points.at(-1)).toMatchObject({ day: '2023-12-31', pace: 800, needed: 800, forecast: 200, band: [100, 300], pipeline: 150 });
});

test('an unknown forecast draws nothing, and a period that is over leads nowhere', () => {
  const unknown = { ...target, forecast: { low: null, mid: null, high: null } };
  expect(burnUp(unknown, steps, '2022-09-30').at(-1)).toMatchObject({ forecast: null, band: null, needed: 800 });
  expect(burnUp(target, steps, '2024-06-30').every((point) => point.forecast === null && point.band === null)).toBe(true);
  expect(burnUp(target, [], '2022-01-31').every((point) => point.verified === null)).toBe(true);
});
