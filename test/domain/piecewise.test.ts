// Work in pieces: the same result however often it stops, and a pause at every stop at which others have waited long enough.
import { expect, it } from 'vitest';
import { atOnce, inTurns, isStop, type Piecewise } from '#domain/piecewise.ts';

function* sumTo(most: number): Piecewise<number> {
  let sum = 0;
  for (let item = 0; item < most; item += 1) {
    sum += item;
    if (isStop(item)) yield;
  }
  return sum;
}

it('gives the result in one go and in turns, pausing only where others are due', async () => {
  let [asked, paused] = [0, 0];
  const result = await inTurns(
    sumTo(2000),
    () => (asked += 1) % 2 === 0,
    async () => void (paused += 1),
  );
  expect([result, asked, paused]).toEqual([atOnce(sumTo(2000)), 7, 3]);
});

it('a failure is the caller’s', async () => {
  function* failing(): Piecewise<number> {
    yield;
    throw new Error('broken');
  }
  expect(() => atOnce(failing())).toThrow('broken');
  await expect(
    inTurns(
      failing(),
      () => true,
      async () => undefined,
    ),
  ).rejects.toThrow('broken');
});
