// Ranks and cuts: stated counts exactly, equals by the stated rule, the same for any order of input.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classByScore, classesByShare, shareEnds } from '#domain/scoring/classify.ts';
import type { ShareRounding, TieRule } from '#domain/scoring/parameters.ts';
import { rankEntries } from '#domain/scoring/ranking-order.ts';
import { fromDecimal, rational } from '#domain/scoring/rational.ts';
import { decimal } from '#domain/units.ts';
import { shares } from './samples.ts';

const percents = { A: 20, B: 40, C: 35, D: 5 };
const entries = (scores: readonly number[]) =>
  scores.map((score, index) => ({ id: `F${String(index).padStart(3, '0')}`, score: rational(score, 7), tieBreak: [] }));
const counted = (classes: readonly string[]) => ['A', 'B', 'C', 'D'].map((each) => classes.filter((found) => found === each).length);
const classify = (scores: readonly number[], ties: TieRule = 'better', rounding: ShareRounding = 'down') =>
  classesByShare(shares(percents, { ties, rounding }), rankEntries(entries(scores)));

describe('shares', () => {
  it('gives exactly the stated counts when no scores are equal', () => {
    expect(counted(classify(Array.from({ length: 100 }, (_, index) => index)))).toEqual([20, 40, 35, 5]);
    expect(counted(classify(Array.from({ length: 7 }, (_, index) => index)))).toEqual([1, 3, 2, 1]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { maxLength: 60 }),
        fc.constantFrom<ShareRounding>('down', 'up', 'nearest'),
        (scores, rounding) => {
          const ends = shareEnds(shares(percents, { rounding }), scores.length);
          const counts = ends.map((end, index) => end - (ends[index - 1] ?? 0));
          for (const ties of ['better', 'worse', 'code'] as const) expect(counted(classify(scores, ties, rounding))).toEqual(counts);
          expect(ends.at(-1)).toBe(scores.length);
        },
      ),
    );
  });

  it('rounds the cumulative share exactly: a third of three is one, not nought', () => {
    const thirds = shares({ A: 33.3, B: 33.3, C: 33.4 });
    expect(shareEnds(thirds, 1000)).toEqual([333, 666, 1000]);
    expect(shareEnds({ ...thirds, rounding: 'up' }, 10)).toEqual([4, 7, 10]);
    expect(shareEnds({ ...thirds, rounding: 'nearest' }, 10)).toEqual([3, 7, 10]);
    expect(shareEnds(shares({ A: 10, B: 90 }), 30)).toEqual([3, 30]);
  });

  it('with down, the first class has at most and the last at least its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (count) => {
        const [first, , beforeLast] = shareEnds(shares(percents), count);
        expect(first! * 100).toBeLessThanOrEqual(count * 20);
        expect((count - beforeLast!) * 100).toBeGreaterThanOrEqual(count * 5);
      }),
    );
  });

  it('never parts equals but by code, and moves only equals across a cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 50 }), (scores) => {
        const ranked = rankEntries(entries(scores));
        const [better, worse, code] = (['better', 'worse', 'code'] as const).map((ties) =>
          classesByShare(shares(percents, { ties }), ranked),
        );
        ranked.forEach((each, index) => {
          for (const other of ranked.keys()) {
            if (ranked[other]!.rank !== each.rank) continue;
            expect(better![other]).toBe(better![index]);
            expect(worse![other]).toBe(worse![index]);
          }
          expect(better![index]! <= code![index]!).toBe(true);
          expect(code![index]! <= worse![index]!).toBe(true);
          if (each.tied === 1) expect(better![index]).toBe(worse![index]);
        });
        const ends = shareEnds(shares(percents), scores.length);
        expect(counted(code!)).toEqual(ends.map((end, index) => end - (ends[index - 1] ?? 0)));
      }),
    );
  });

  it('sends five equals at the first cut all up, all down, or by code', () => {
    const scores = [9, 5, 5, 5, 5, 5, 1, 1, 1, 1];
    expect(classify(scores, 'better').slice(0, 6)).toEqual(['A', 'A', 'A', 'A', 'A', 'A']);
    expect(classify(scores, 'worse').slice(0, 6)).toEqual(['A', 'B', 'B', 'B', 'B', 'B']);
    expect(classify(scores, 'code').slice(0, 6)).toEqual(['A', 'A', 'B', 'B', 'B', 'B']);
  });
});

describe('order', () => {
  it('does not depend on the order of input and gives competition ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), fc.integer(), (scores, seed) => {
        const given = entries(scores);
        const ranked = rankEntries(given);
        const shuffled = given.map((entry, index) => ({ entry, key: Math.imul(index + 1, seed) })).sort((a, b) => a.key - b.key);
        expect(rankEntries(shuffled.map(({ entry }) => entry))).toEqual(ranked);
        for (const each of ranked)
          expect(each.rank).toBe(1 + scores.filter((score) => rational(score, 7).top > each.entry.score.top).length);
      }),
    );
  });

  it('asks the tie-break values in turn, higher first, unknown last', () => {
    const entry = (id: string, ...tieBreak: (number | null)[]) => ({
      id,
      score: rational(1),
      tieBreak: tieBreak.map((value) => (value === null ? null : rational(value))),
    });
    const ranked = rankEntries([entry('a', null, 9), entry('b', 2, 1), entry('c', 2, 3), entry('d', 5, 0), entry('e', 2, 1)]);
    expect(ranked.map((each) => [each.entry.id, each.rank])).toEqual([
      ['d', 1],
      ['c', 2],
      ['b', 3],
      ['e', 3],
      ['a', 5],
    ]);
  });

  it('tells apart scores that any double would hold equal', () => {
    const third = { id: 'a', score: rational(1, 3), tieBreak: [] };
    const nearly = { id: 'b', score: fromDecimal(decimal('0.33333333333333333333333333')), tieBreak: [] };
    expect(rankEntries([nearly, third]).map((each) => [each.entry.id, each.rank])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('scores', () => {
  const cuts = {
    by: 'score',
    from: [
      { class: 'A', op: 'ge', score: decimal(90) },
      { class: 'B', op: 'gt', score: decimal(60) },
    ],
  } as const;
  it('takes the number itself in with ge and not with gt', () => {
    expect(classByScore(cuts, rational(90), 'C')).toBe('A');
    expect(classByScore(cuts, rational(89_999_999_999, 1_000_000_000), 'C')).toBe('B');
    expect(classByScore(cuts, rational(60), 'C')).toBe('C');
    expect(classByScore(cuts, rational(60_000_000_001, 1_000_000_000), 'C')).toBe('B');
  });
});
