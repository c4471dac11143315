// From ranks or scores to classes: cuts by share with a stated rounding and tie rule, or by score.
import type { ScoreCuts, ShareCuts, ShareRounding, TieRule } from './parameters.ts';
import { compareRationals, divide, fromDecimal, multiply, rational, sum, type Rational } from './rational.ts';
import type { RankEntry, Ranked } from './ranking-order.ts';
import { holds } from './triggers.ts';

/** After how many of `count` subjects each class ends: exact cumulative shares, rounded as stated. The last is always `count`. */
export function shareEnds(cuts: Pick<ShareCuts, 'shares' | 'rounding'>, count: number): number[] {
  return cuts.shares.map((_, index) => {
    if (index === cuts.shares.length - 1) return count;
    const upTo = sum(cuts.shares.slice(0, index + 1).map((share) => fromDecimal(share.percent)));
    return roundedCount(divide(multiply(upTo, rational(count)), rational(100)), cuts.rounding);
  });
}

function roundedCount({ top, bottom }: Rational, rounding: ShareRounding): number {
  if (rounding === 'down') return Number(top / bottom);
  if (rounding === 'up') return Number((top + bottom - 1n) / bottom);
  return Number((top * 2n + bottom) / (bottom * 2n));
}

/** The place that decides the class of a subject: the best place of its equals, the worst, or its own by code. */
export function decidingPlace(ranked: Pick<Ranked<RankEntry>, 'rank' | 'tied' | 'position'>, ties: TieRule): number {
  if (ties === 'better') return ranked.rank;
  return ties === 'worse' ? ranked.rank + ranked.tied - 1 : ranked.position;
}

/** The class of each ranked subject by share. With no equals across a cut the counts are exactly those of `shareEnds`. */
export function classesByShare(cuts: ShareCuts, ranked: readonly Ranked<RankEntry>[]): string[] {
  const ends = shareEnds(cuts, ranked.length);
  return ranked.map((each) => {
    const place = decidingPlace(each, cuts.ties);
    return cuts.shares[ends.findIndex((end) => place <= end)]!.class;
  });
}

/** The class of a score; `last` takes what reaches no cut. */
export function classByScore(cuts: ScoreCuts, score: Rational, last: string): string {
  return cuts.from.find((cut) => holds(compareRationals(score, fromDecimal(cut.score)), cut.op))?.class ?? last;
}
