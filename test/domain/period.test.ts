// Days are real days, and months are counted as the law counts them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, isoDate, parseIsoDate, wholeMonthsBetween, yearOf, type IsoDate } from '#domain/period.ts';

const dayMs = 86_400_000;
const anyDay = fc
  .integer({ min: Date.UTC(1949, 9, 1) / dayMs, max: Date.UTC(2099, 11, 31) / dayMs })
  .map((days) => isoDate(new Date(days * dayMs).toISOString().slice(0, 10)));

/** The day so many months later; the month's last day where it has no such day. */
function monthsLater(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return isoDate(last.toISOString().slice(0, 10));
}

const dayAfter = (day: IsoDate, days: number) => isoDate(new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10));

describe('a calendar day', () => {
  test.each(['2021-02-28', '2020-02-29', '2000-02-29', '1999-12-31'])('%s is one', (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  test.each([
    '2021-02-29',
    '1900-02-29',
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '2021-04-31',
    '2021-1-1',
    '2021/01/01',
    '20210101',
    '',
    '2021-01-01T00:00',
    ' 2021-01-01',
  ])('%j is none', (text) => {
    expect(parseIsoDate(text)).toBeNull();
    expect(() => isoDate(text)).toThrow('not a calendar day');
  });

  test('knows its year and orders as text', () => {
    expect(yearOf(isoDate('2022-07-01'))).toBe(2022);
    fc.assert(fc.property(anyDay, anyDay, (a, b) => Math.sign(daysBetween(a, b)) === (a < b ? 1 : a > b ? -1 : 0)));
  });
});

test('days between are counted across months, leap days and years', () => {
  expect(daysBetween(isoDate('2020-02-28'), isoDate('2020-03-01'))).toBe(2);
  expect(daysBetween(isoDate('2021-12-31'), isoDate('2021-01-01'))).toBe(-364);
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 9000 }), (day, days) => daysBetween(day, dayAfter(day, days)) === days));
});

describe('whole months between', () => {
  test.each([
    ['2021-01-15', '2021-07-15', 6],
    ['2021-01-15', '2021-07-14', 5],
    ['2021-08-31', '2022-02-28', 6],
    ['2021-08-31', '2022-02-27', 5],
    ['2019-08-31', '2020-02-28', 5],
    ['2019-08-31', '2020-02-29', 6],
    ['2021-01-31', '2021-04-30', 3],
    ['2021-03-15', '2021-03-15', 0],
    ['2021-03-15', '2021-03-14', 0],
    ['2021-03-15', '2021-02-15', -1],
  ])('%s and %s: %d', (from, to, months) => {
    expect(wholeMonthsBetween(isoDate(from), isoDate(to))).toBe(months);
  });

  test('a period of so many months has exactly them on its last day, and one fewer the day before', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (from, months) => {
        const end = monthsLater(from, months);
        expect(wholeMonthsBetween(from, end)).toBe(months);
        expect(wholeMonthsBetween(from, dayAfter(end, -1))).toBe(months - 1);
      }),
    );
  });

  test('backwards is the same, negative', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => wholeMonthsBetween(a, b) + wholeMonthsBetween(b, a) === 0));
  });
});
