// The view in the page: open ends closed the same way every time, changes as pure steps.
import { describe, expect, test } from 'vitest';
import { partsSet, toggled, withoutPart, withPart } from '../../web/state/filter-change.ts';
import { resolveView } from '../../web/state/resolve-view.ts';
import { changedView } from '../../web/state/view-context.tsx';
import { targetsInOrder } from '../../web/state/headline.ts';

/** The last targets ended before the county's day. */
const later = { code: '331123', policies: [], years: [], asOf: '2026-11-29', viewDay: '2023-12-31' };
const county = { code: '331123', policies: ['suichang-2022'], years: [2019, 2020, 2021], asOf: '2023-03-31' };

describe('what a view leaves open', () => {
  test('is the county’s newest year, its own policy, its day', () => {
    expect(resolveView({ county: '331123' }, county)).toMatchObject({
      policy: 'suichang-2022',
      year: 2021,
      baseYear: 2020,
      asOf: '2023-03-31',
      fill: 'taxPerMu',
    });
  });

  test('a year that the county does not have falls back; the first year has none before it', () => {
    expect(resolveView({ county: '331123', year: 1999 }, county).year).toBe(2021);
    expect(resolveView({ county: '331123', year: 2019 }, county).baseYear).toBeNull();
    expect(resolveView({ county: '331123', year: 2021, baseYear: 2019 }, county).baseYear).toBe(2019);
  });

  test('a county whose targets are over is seen on their last day, unless another is asked for', () => {
    expect(resolveView({ county: '331123' }, later).asOf).toBe('2023-12-31');
    expect(resolveView({ county: '331123', asOf: '2026-11-29' }, later).asOf).toBe('2026-11-29');
  });

  test('a county without policy has none', () => {
    expect(resolveView({ county: '331123' }, { ...county, policies: [] }).policy).toBeNull();
  });
});

test('a part set to undefined leaves the view', () => {
  expect(changedView({ county: '331123', open: 'x', year: 2020 }, { open: undefined, year: 2021 })).toEqual({
    county: '331123',
    year: 2021,
  });
});

test('an emptied part leaves the filter, an emptied filter leaves the view', () => {
  const filter = withPart(undefined, 'grades', ['D']);
  expect(filter).toEqual({ grades: ['D'] });
  expect(withPart(filter, 'grades', [])).toBeUndefined();
  expect(withPart({ ...filter, text: 'x' }, 'grades', undefined)).toEqual({ text: 'x' });
  expect(withoutPart(filter, 'grades')).toEqual({});
  expect(toggled(['C'], 'D')).toEqual(['C', 'D']);
  expect(toggled(['C', 'D'], 'C')).toEqual(['D']);
  expect(partsSet({ grades: ['D'], text: 'x' })).toBe(2);
});

test('the headline target comes first, parts of another last, other policies not at all', () => {
  const target = (id: string, policy: string, headline: boolean, parent: string | null) => ({ id, policy, headline, parent });
  const targets = [target('b', 'p', false, 'a'), target('c', 'p', false, null), target('a', 'p', true, null), target('z', 'q', true, null)];
  expect(targetsInOrder(targets, 'p').map((one) => one.id)).toEqual(['a', 'c', 'b']);
});
