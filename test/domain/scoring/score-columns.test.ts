// The columnar path gives the same scores and classes as the plain one, ties, missing values and vetoes included.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSubjects } from '#domain/scoring/group-result.ts';
import type { MissingRule, ScoreCuts, ScoringGroup, ShareCuts } from '#domain/scoring/parameters.ts';
import { toNumber } from '#domain/scoring/rational.ts';
import { scoreColumns } from '#domain/scoring/score-columns.ts';
import { decimal } from '#domain/units.ts';
import { classes, context, group, indicator, mark, shares, subject } from './samples.ts';

const cap = fc.constantFrom(null, 1, 1.5);
const missing = fc.constantFrom<MissingRule>('group-average', 'zero', 'not-evaluated', 'reweight');
const shareCuts: fc.Arbitrary<ShareCuts> = fc
  .record({
    rounding: fc.constantFrom('down', 'up', 'nearest'),
    ties: fc.constantFrom('better', 'worse', 'code'),
    vetoed: fc.constantFrom('ranked', 'apart'),
  })
  .map((more) => shares({ A: 20, B: 40, C: 35, D: 5 }, more));
const scoreCuts: fc.Arbitrary<ScoreCuts> = fc.constantFrom('ge' as const, 'gt' as const).map((op) => ({
  by: 'score',
  from: [
    { class: 'A', op, score: decimal(100) },
    { class: 'B', op, score: decimal(50) },
    { class: 'C', op, score: decimal('33.3') },
  ],
}));

const anyGroup: fc.Arbitrary<ScoringGroup> = fc
  .record({
    caps: fc.tuple(cap, cap, cap),
    rules: fc.tuple(missing, missing, missing),
    cuts: fc.oneof(shareCuts, scoreCuts),
    broken: fc.boolean(),
  })
  .map(({ caps, rules, cuts, broken }) => {
    const more = (at: 0 | 1 | 2) => ({
      cap: caps[at] === null ? null : decimal(caps[at]),
      missing: rules[at],
      floor: at === 0 ? decimal(0) : null,
    });
    return group(
      [
        indicator('tax-per-mu', 50, 3, more(0)),
        indicator('value-added-per-energy', 30, '0.7', { ...more(1), zeroDenominator: caps[1] === null ? 'missing' : 'cap' }),
        indicator('research-share', 20, '3.02', more(2)),
      ],
      {
        cuts,
        tieBreak: broken ? ['tax-per-mu'] : [],
        vetoes: ['C', 'D'].map((atMost) => ({ id: atMost, name: atMost, atMost, when: [{ kind: 'mark' as const }] })),
        adjustments: [{ id: 'honour', name: '荣誉', kind: 'bonus', points: decimal('0.1'), when: [{ kind: 'mark' }] }],
      },
    );
  });

// Few different values, so that equal scores and scores on the cuts are common.
const few = (...values: number[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 8 });
const anyFirm = fc.record({
  tax: few(-1, 0, 1, 3, 4.5, 6),
  area: few(1, 2, 3, 0),
  valueAdded: few(0, 0.7, 7, 21),
  energyTce: few(0, 1, 10, 0.3),
  researchSpending: few(0, 3.02, 6.04),
  revenue: few(0, 100, 200),
  items: fc.subarray(['C', 'D', 'honour'], { maxLength: 1 }),
});

describe('scoreColumns', () => {
  it('equals the plain path', () => {
    fc.assert(
      fc.property(anyGroup, fc.array(anyFirm, { minLength: 1, maxLength: 40 }), (set, firms) => {
        const ids = firms.map((_, index) => `F${String(index).padStart(4, '0')}`);
        const subjects = firms.map(({ items: _, ...figures }, index) =>
          subject(ids[index]!, Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))),
        );
        const marks = firms.flatMap(({ items }, index) => items.map((item) => mark(ids[index]!, item)));
        const plain = rankSubjects(set, classes, subjects, context(marks));
        const column = (figure: 'numerator' | 'denominator', at: number) =>
          Float64Array.from(plain, (each) => {
            const value = each.score!.subScores[at]![figure];
            return value === null ? NaN : toNumber(value);
          });
        const fast = scoreColumns(set, classes, {
          size: subjects.length,
          numerators: set.indicators.map((_, at) => column('numerator', at)),
          denominators: set.indicators.map((_, at) => column('denominator', at)),
          adjustment: Float64Array.from(firms, ({ items }) => (items.includes('honour') ? 0.1 : 0)),
          atMost: Uint8Array.from(firms, ({ items }) => (items.includes('D') ? 4 : items.includes('C') ? 3 : 0)),
        });
        plain.forEach((each, index) => {
          const total = each.score!.total;
          if (total === null) expect(fast.score[index]).toBeNaN();
          else expect(fast.score[index]).toBeCloseTo(toNumber(total), 8);
          const expected =
            each.outcome.state === 'rated'
              ? classes.findIndex(({ id }) => each.outcome.state === 'rated' && id === each.outcome.class) + 1
              : 0;
          expect(fast.class[index]).toBe(expected);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('decides by fractions where doubles would call two scores equal', () => {
    // 1/3 of the weight against a tax that is one fen short of it on ten thousand mu: 1e-13 apart in the score.
    const set = group([indicator('tax-per-mu', 100, 3)], { cuts: shares({ A: 50, B: 50 }) });
    const columns = {
      size: 2,
      numerators: [Float64Array.of(3_000_000_000_000_001, 6_000_000_000_000_001)],
      denominators: [Float64Array.of(3_000_000_000_000_000, 6_000_000_000_000_000)],
      adjustment: null,
      atMost: null,
    };
    const fast = scoreColumns(set, classes, columns);
    expect([...fast.class]).toEqual([1, 2]);
    expect(fast.exactRows).toBe(2);
  });

  it('asks for few exact rows where scores are spread out', () => {
    const size = 20_000;
    const spread = Float64Array.from({ length: size }, (_, row) => (row * 7919) % 1_000_003);
    const set = group([indicator('tax-per-mu', 100, 3)]);
    const fast = scoreColumns(set, classes, {
      size,
      numerators: [spread],
      denominators: [new Float64Array(size).fill(1000)],
      adjustment: null,
      atMost: null,
    });
    expect(fast.exactRows).toBeLessThan(10);
    expect([1, 2, 3, 4].map((code) => fast.class.filter((each) => each === code).length)).toEqual([4000, 8000, 7000, 1000]);
  });
});
