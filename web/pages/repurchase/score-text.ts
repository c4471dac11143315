// How points are written.
import { thousandths } from '#domain/repurchase/score.ts';
import { plainNumber } from '../../format.ts';

/** A score in lists: one digit, cut off and not rounded, so that nothing below a limit reads as if it were on it. */
export const scoreText = (score: number | null): string =>
  plainNumber(score === null ? null : Math.floor(thousandths(score) / 100) / 10, 1);
