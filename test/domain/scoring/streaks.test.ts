// Streaks of grades: against counting by hand, with years that are not known and years of 暂不评.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf, type Outcome } from '#domain/scoring/standing.ts';
import { currentStreak, streakAt, streakReaches, yearGradeOf, yearOfReaching, type YearGrade } from '#domain/scoring/streaks.ts';

const history = (...classes: (string | null)[]): YearGrade[] =>
  classes.map((each, index) => ({ year: 2018 + index, class: each === 'exempt' ? null : each, exempt: each === 'exempt' }));

describe('streakAt', () => {
  it('counts back from the year asked', () => {
    expect(streakAt(history('C', 'D', 'D', 'D'), 2021, ['D'])).toEqual({ years: 3, since: 2019, exact: true });
    expect(streakAt(history('C', 'D', 'D', 'D'), 2020, ['D'])).toEqual({ years: 2, since: 2019, exact: true });
    expect(streakAt(history('C', 'D', 'D', 'D'), 2021, ['C', 'D'])).toEqual({ years: 4, since: 2018, exact: false });
    expect(streakAt(history('C', 'D', 'D', 'D'), 2021, ['A'])).toEqual({ years: 0, since: null, exact: true });
  });
  it('is broken by 暂不评, and open where a year is not known', () => {
    expect(streakAt(history('D', 'exempt', 'D'), 2020, ['D'])).toMatchObject({ years: 1, exact: true });
    expect(streakAt(history('D', null, 'D'), 2020, ['D'])).toMatchObject({ years: 1, exact: false });
    expect(streakAt(history('D', 'D', null), 2020, ['D'])).toMatchObject({ years: 0, exact: false });
  });
  it('is that of the firm’s own class when none is asked', () => {
    expect(currentStreak(history('A', 'B', 'B'), 2020)).toEqual({ class: 'B', years: 2, since: 2019, exact: true });
    expect(currentStreak(history('A', null), 2019)).toMatchObject({ class: null, years: 0 });
  });
});

describe('streakReaches', () => {
  it('is true, false or unknown as the years are', () => {
    expect(streakReaches(history('D', 'D', 'D'), 2020, ['D'], 3)).toBe(true);
    expect(streakReaches(history('D', null, 'D'), 2020, ['D'], 3)).toBe('unknown');
    expect(streakReaches(history('D', null, 'C'), 2020, ['D'], 3)).toBe(false);
    expect(streakReaches(history('D', 'D'), 2019, ['D'], 3)).toBe('unknown');
    expect(streakReaches(history('exempt', 'D', 'D'), 2020, ['D'], 3)).toBe(false);
  });

  it('agrees with every way of filling in the unknown years', () => {
    const grade = fc.constantFrom('A', 'D', null);
    fc.assert(
      fc.property(fc.array(grade, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (classes, length) => {
        const fillings = classes.reduce<string[][]>(
          (all, each) => all.flatMap((done) => (each === null ? ['A', 'D'] : [each]).map((one) => [...done, one])),
          [[]],
        );
        const answers = new Set(fillings.map((filling) => filling.slice(-length).every((each) => each === 'D')));
        expect(streakReaches(history(...classes), 2021, ['D'], length)).toBe(answers.size === 1 ? [...answers][0] : 'unknown');
      }),
    );
  });
});

describe('yearGradeOf', () => {
  const standing = (computed: Outcome, imported: string | null) => yearGradeOf(2022, standingOf(computed, imported, null, 'imported'));
  it('takes what stands for the firm; 暂不评 is known, a lack of data is not', () => {
    expect(standing({ state: 'rated', class: 'B' }, null)).toEqual({ year: 2022, class: 'B', exempt: false });
    expect(standing({ state: 'exempt', reasons: [] }, null)).toEqual({ year: 2022, class: null, exempt: true });
    expect(standing({ state: 'exempt', reasons: [] }, 'C')).toEqual({ year: 2022, class: 'C', exempt: false });
    expect(standing({ state: 'lacking', indicators: [] }, null)).toEqual({ year: 2022, class: null, exempt: false });
  });
});

describe('yearOfReaching', () => {
  it('names the year in which three D years are complete if nothing changes', () => {
    expect(yearOfReaching(history('C', 'D', 'D'), 2020, ['D'], 3)).toBe(2021);
    expect(yearOfReaching(history('D', 'D', 'D', 'D'), 2021, ['D'], 3)).toBe(2020);
    expect(yearOfReaching(history('D', 'D', 'C'), 2020, ['D'], 3)).toBeNull();
  });
});
