// Scores: monotonic, held between floor and cap, and each missing-value rule does what it says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ZERO,
  add,
  compareRationals,
  divide,
  fromDecimal,
  multiply,
  plainText,
  rational,
  sum,
  type Rational,
} from '#domain/scoring/rational.ts';
import { scoreGroup } from '#domain/scoring/score.ts';
import type { MissingRule, ScoredIndicator } from '#domain/scoring/parameters.ts';
import { decimal } from '#domain/units.ts';
import { context, group, indicator, mark, subject } from './samples.ts';

const text = (value: Rational | null) => value && plainText(value, 6);
const taxOnly = (more: Partial<ScoredIndicator> = {}) => group([indicator('tax-per-mu', 100, 10, more)]);
const scoreOf = (tax: number, area: number, more: Partial<ScoredIndicator> = {}) =>
  scoreGroup(taxOnly(more), [subject('F', { tax, area })], context())[0]!;

describe('one indicator', () => {
  it('never falls when the numerator grows, never rises when the land grows, and stays between floor and cap', () => {
    const amount = fc.integer({ min: -2000, max: 100_000 });
    const land = fc.integer({ min: 1, max: 500 });
    const bound = fc.record({ cap: fc.constantFrom(null, 1, 1.5, 2), floor: fc.constantFrom(null, 0, 0.2) });
    fc.assert(
      fc.property(amount, amount, land, land, bound, (a, b, area, wider, { cap, floor }) => {
        const more = { cap: cap && decimal(cap), floor: floor === null ? null : decimal(floor) };
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [less, moreTax] = [scoreOf(low, area, more).total!, scoreOf(high, area, more).total!];
        expect(compareRationals(less, moreTax)).toBeLessThanOrEqual(0);
        if (high > 0) expect(compareRationals(moreTax, scoreOf(high, area + wider, more).total!)).toBeGreaterThanOrEqual(0);
        if (cap !== null) expect(compareRationals(moreTax, rational(cap * 100))).toBeLessThanOrEqual(0);
        if (floor !== null) expect(compareRationals(less, rational(floor * 100))).toBeGreaterThanOrEqual(0);
        if (cap === null && floor === null) expect(compareRationals(less, rational(low * 10, area))).toBe(0);
      }),
    );
  });

  it('is capped only above the cap, not at it', () => {
    const cap = { cap: decimal(1.5) };
    expect(scoreOf(15, 1, cap).subScores[0]).toMatchObject({ bound: null });
    expect(scoreOf(15.000001, 1, cap).subScores[0]).toMatchObject({ bound: 'cap' });
    expect(text(scoreOf(15.000001, 1, cap).total)).toBe('150');
  });

  it('takes nothing for a negative tax only where there is a floor', () => {
    expect(text(scoreOf(-5, 1, { floor: decimal(0) }).total)).toBe('0');
    expect(text(scoreOf(-5, 1).total)).toBe('-50');
  });
});

describe('a denominator of zero', () => {
  const emission = (more: Partial<ScoredIndicator>) =>
    group([indicator('value-added-per-emission', 100, 10, { missing: 'not-evaluated', ...more })]);
  const full = { zeroDenominator: 'cap', cap: decimal(1.5) } as const;
  it('earns the full sub-score where the set says so and there is something to divide', () => {
    expect(text(scoreGroup(emission(full), [subject('F', { valueAdded: 1, emissionsTonnes: 0 })], context())[0]!.total)).toBe('150');
    expect(scoreGroup(emission(full), [subject('F', { valueAdded: 0, emissionsTonnes: 0 })], context())[0]!.total).toBeNull();
  });
  it('is a missing value otherwise, and so is a negative one', () => {
    for (const emissionsTonnes of [0, -1]) {
      const [score] = scoreGroup(emission({}), [subject('F', { valueAdded: 1, emissionsTonnes })], context());
      expect(score!.total).toBeNull();
      expect(score!.subScores[0]!.lack).toBe(emissionsTonnes === 0 ? 'zero-denominator' : 'negative-denominator');
    }
  });
});

describe('missing values', () => {
  const two = (missing: MissingRule) => group([indicator('tax-per-mu', 60, 10), indicator('tax-per-power', 40, 1, { missing })]);
  const lacking = subject('F', { tax: 10, area: 1 });
  const others = [subject('G', { tax: 10, area: 1, powerKwh: 200_000 }), subject('H', { tax: 10, area: 1, powerKwh: 50_000 })];
  const first = (missing: MissingRule) => scoreGroup(two(missing), [lacking, ...others], context())[0]!;

  it('zero counts nothing', () => expect(text(first('zero').total)).toBe('60'));
  it('reweight lets the rest carry the whole', () => {
    expect(text(first('reweight').total)).toBe('100');
    expect(text(first('reweight').reweight)).toBe('1.666667');
  });
  it('the group average is that of the computed sub-scores', () => expect(text(first('group-average').total)).toBe('110'));
  it('not-evaluated leaves the firm without a score and names the indicator', () => {
    expect(first('not-evaluated')).toMatchObject({ total: null, lacking: ['tax-per-power'] });
  });
  it('is never a score when nothing at all is known, whatever the rule', () => {
    for (const missing of ['zero', 'reweight', 'group-average', 'not-evaluated'] as const) {
      const set = group([indicator('tax-per-mu', 60, 10, { missing }), indicator('tax-per-power', 40, 1, { missing })]);
      const [empty] = scoreGroup(set, [subject('F', {}), ...others], context());
      expect(empty).toMatchObject({ total: null, lacking: ['tax-per-mu', 'tax-per-power'] });
    }
  });
  it('has no average when nobody has a value, and says which indicator that is', () => {
    const scores = scoreGroup(two('group-average'), [lacking, subject('G', { tax: 1, area: 1 })], context());
    expect(scores.map((each) => each.lacking)).toEqual([['tax-per-power'], ['tax-per-power']]);
  });
  it('leaves firms that are not evaluated out of the average', () => {
    const outsider = subject('X', { tax: 1000, powerKwh: 10_000 });
    const scores = scoreGroup(two('group-average'), [lacking, ...others, outsider], context());
    expect(scores[3]!.total).toBeNull();
    expect(text(scores[0]!.total)).toBe('110');
  });
  it('a known zero is not a missing value', () => {
    const [score] = scoreGroup(two('reweight'), [subject('F', { tax: 0, area: 1, powerKwh: 10_000 })], context());
    expect(text(score!.total)).toBe('0');
  });
});

describe('the sum', () => {
  const figure = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined, freq: 4 });
  const rule = fc.constantFrom<MissingRule>('zero', 'reweight', 'group-average');
  const firm = fc.record({ tax: figure, valueAdded: figure, area: fc.integer({ min: 1, max: 99 }), energyTce: figure });

  it('is the sub-scores times the reweighting, with weights kept in proportion', () => {
    fc.assert(
      fc.property(fc.array(firm, { minLength: 1, maxLength: 6 }), rule, rule, (firms, first, second) => {
        const set = group([
          indicator('tax-per-mu', 50, 3, { missing: first }),
          indicator('value-added-per-mu', 30, 20, { missing: second }),
          indicator('value-added-per-energy', 20, 2, { missing: 'reweight' }),
        ]);
        const known = firms.map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
        for (const score of scoreGroup(
          set,
          known.map((each, index) => subject(`F${index}`, each)),
          context(),
        )) {
          if (!score.total) continue;
          const kept = score.subScores.filter((each) => each.state !== 'reweighted');
          const carried = sum(kept.map((each) => each.compiled.weight));
          const expected = divide(multiply(sum(kept.map((each) => each.counted ?? ZERO)), rational(100)), carried);
          expect(compareRationals(score.total, expected)).toBe(0);
        }
      }),
    );
  });

  it('does not depend on the order of the firms', () => {
    fc.assert(
      fc.property(fc.array(firm, { minLength: 2, maxLength: 6 }), (firms) => {
        const set = group([indicator('tax-per-mu', 50, 3), indicator('value-added-per-energy', 50, 2, { missing: 'group-average' })]);
        const known = firms.map((each, index) =>
          subject(`F${index}`, Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined))),
        );
        const forward = scoreGroup(set, known, context()).map((each) => text(each.total));
        const backward = scoreGroup(set, known.toReversed(), context()).map((each) => text(each.total));
        expect(backward.toReversed()).toEqual(forward);
      }),
    );
  });
});

describe('bonus and penalty', () => {
  const item = (id: string, kind: 'bonus' | 'penalty', points: number) => ({
    id,
    name: id,
    kind,
    points: decimal(points),
    when: [{ kind: 'mark' as const }],
  });
  const set = group([indicator('tax-per-mu', 100, 10)], {
    adjustments: [item('honour', 'bonus', 3), item('patent', 'bonus', 4), item('fine', 'penalty', 2)],
    bonusLimit: decimal(5),
  });
  const total = (...items: string[]) =>
    scoreGroup(set, [subject('F', { tax: 5, area: 1 })], context(items.map((each) => mark('F', each))))[0]!;

  it('adds what is recorded, up to the limit', () => {
    expect(text(total().total)).toBe('50');
    expect(text(total('honour').total)).toBe('53');
    expect(text(total('honour', 'patent').total)).toBe('55');
    expect(text(total('honour', 'patent', 'fine').total)).toBe('53');
  });

  it('keeps who recorded it and why', () => {
    expect(total('honour').adjustments).toMatchObject([{ item: 'honour', truth: true, mark: { actor: '经商局', basis: '通报' } }]);
  });

  it('adds nothing for an item that cannot be decided, and lists it', () => {
    const fact = group([indicator('tax-per-mu', 100, 10)], {
      adjustments: [{ ...item('export', 'bonus', 3), when: [{ kind: 'fact', fact: 'isExporter', is: [true] }] }],
    });
    const scored = (facts: Record<string, boolean>) => scoreGroup(fact, [subject('F', { tax: 5, area: 1 }, { facts })], context())[0]!;
    expect(scored({})).toMatchObject({ adjustments: [{ item: 'export', truth: 'unknown' }] });
    expect(text(scored({}).total)).toBe('50');
    expect(text(scored({ isExporter: true }).total)).toBe('53');
    expect(scored({ isExporter: false }).adjustments).toEqual([]);
  });

  it('a base of a third is held exactly', () => {
    const [score] = scoreGroup(group([indicator('tax-per-mu', 100, 3)]), [subject('F', { tax: 1, area: 1 })], context());
    expect(compareRationals(score!.total!, rational(100, 3))).toBe(0);
    expect(compareRationals(add(score!.total!, fromDecimal(decimal(0))), fromDecimal(decimal('33.333333333333333')))).toBe(1);
  });
});
