// The score of a parcel: the exact mean of its known parts, so that a limit in points means what it says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Part, thousandths, weighted } from '#domain/repurchase/score.ts';
import { scoreParts, type Weights } from '#domain/repurchase/settings.ts';

const part = (place: number, value: number | null): Part => ({ part: scoreParts[place]!, weight: 0, value, says: '' });
const weightsOf = (values: readonly number[]): Weights =>
  Object.fromEntries(scoreParts.map((name, place) => [name, values[place] ?? 0])) as unknown as Weights;

test('is the exact weighted mean of what is known, rounded down to the thousandth', () => {
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 100_000 })), { minLength: scoreParts.length, maxLength: scoreParts.length });
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: scoreParts.length, maxLength: scoreParts.length });
  fc.assert(
    fc.property(values, weights, (given, thousands) => {
      const { score } = weighted(
        given.map((value, place) => part(place, value === null ? null : value / 1000)),
        weightsOf(thousands.map((weight) => weight / 1000)),
      );
      const known = given.flatMap((value, place) => (value === null ? [] : [{ value: BigInt(value), weight: BigInt(thousands[place]!) }]));
      const weight = known.reduce((sum, one) => sum + one.weight, 0n);
      const points = known.reduce((sum, one) => sum + one.weight * one.value, 0n);
      expect(score === null ? null : thousandths(score)).toBe(weight === 0n ? null : Number(points / weight));
    }),
  );
});

test('a hair under a limit is under it, and on it is on it', () => {
  const weights = weightsOf([999.999, 0.001]);
  expect(weighted([part(0, 60), part(1, 59.999)], weights).score).toBe(59.999);
  expect(weighted([part(0, 60), part(1, 60)], weightsOf([0.1, 0.7])).score).toBe(60);
});
