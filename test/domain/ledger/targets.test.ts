// Tasks, cases, counters and buckets: what people state about targets, and what follows from it on a day.
import { describe, expect, it } from 'vitest';
import { caseFaults, casesOn, likelihoodsOn, pipelineOf } from '#domain/ledger/cases.ts';
import { contiguityOf } from '#domain/ledger/contiguity.ts';
import { statedTargets } from '#domain/ledger/county-targets.ts';
import { counterGap, enteredOn, isMet } from '#domain/ledger/counters.ts';
import { dayNumber, groupOf, selectOn } from '#domain/ledger/ledger-lines.ts';
import { linesOf } from '#domain/ledger/lines-of-rows.ts';
import { compareShares, outlookOf, ranksOf } from '#domain/ledger/outlook.ts';
import type { Said, TargetStatement } from '#domain/ledger/target-statement.ts';
import { allocationOf, tasksOn } from '#domain/ledger/tasks.ts';
import { viewDay } from '#domain/ledger/view-day.ts';
import { adjacentPairs, groupsOf } from '#domain/land/adjacency.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { day, mu } from '../firms/samples.ts';
import { declared, rowsOf, target } from './rows.ts';

const policy = 'suichang-2022';
const stated = (rows: readonly (readonly [Said, string, string?])[]): TargetStatement[] =>
  rows.map(([said, date, actor = '甲'], index) => ({ id: index + 1, said, date: day(date), basis: '文', actor, recordedAt: '' }));
const task = (township: string, area: number | null): Said => ({
  noun: 'task',
  policy,
  target: 'SC-T03',
  township,
  area: area === null ? null : mu(area),
});

describe('tasks of townships', () => {
  const rows = stated([
    [task('331123001', 500), '2022-03-01'],
    [task('331123002', 290), '2022-03-01'],
    [task('331123001', 520), '2022-09-01'],
    [task('331123002', null), '2023-01-01'],
  ]);
  const allocation = (on: string) => allocationOf(tasksOn(rows, policy, 'SC-T03', day(on)), mu(800));

  it('are those of the day, and their difference from the target is told', () => {
    expect(allocation('2022-02-28')).toBeNull();
    expect(allocation('2022-08-31')).toMatchObject({ allocated: mu(790), difference: -10_000_000, townships: 2 });
    expect(allocation('2022-09-01')).toMatchObject({ allocated: mu(810), difference: 10_000_000 });
    expect(allocation('2023-01-01')).toMatchObject({ allocated: mu(520), townships: 1 });
  });

  it('of another target or policy are not counted', () => {
    expect(tasksOn(rows, 'cixi-2021', 'SC-T03', day('2023-01-01')).size).toBe(0);
    expect(tasksOn(rows, policy, 'SC-T9', day('2023-01-01')).size).toBe(0);
  });
});

describe('targets of one’s own', () => {
  const said = (origin: 'own' | 'inherited', area: number, id: string | null = null, withdrawn = false): Said => ({
    noun: 'target',
    id,
    origin,
    policy,
    parent: null,
    title: '自设',
    kind: 'vacated',
    area: mu(area),
    periodStart: day('2022-03-01'),
    periodEnd: day('2022-12-31'),
    withdrawn,
  });

  it('are seen by whoever made them; inherited ones by everybody; withdrawn ones by nobody', () => {
    const rows = stated([
      [said('own', 100.000001), '2022-03-01', '甲'],
      [said('inherited', 300), '2022-03-01', '乙'],
      [said('own', 120, 'T1'), '2022-06-01', '甲'],
      [said('inherited', 300, 'T2', true), '2022-09-01', '乙'],
    ]);
    const seen = (on: string, actor: string) =>
      statedTargets(rows, day(on), actor).map((one) => [one.target.id, one.origin, one.target.value]);
    expect(seen('2022-05-31', '甲')).toEqual([
      ['T1', 'own', 100.000001],
      ['T2', 'inherited', 300],
    ]);
    expect(seen('2022-06-01', '乙')).toEqual([['T2', 'inherited', 300]]);
    expect(seen('2022-09-01', '甲')).toEqual([['T1', 'own', 120]]);
  });
});

describe('cases under way', () => {
  const open = (parcel: string, area: number, due: string, stage: 'signed' | 'dropped' = 'signed', id: number | null = null): Said => ({
    noun: 'case',
    id,
    policy,
    kind: 'vacated',
    parcel,
    township: null,
    stage,
    area: mu(area),
    due: day(due),
  });
  const rows = stated([
    [open('A', 10, '2023-06-30'), '2022-06-01'],
    [open('B', 20, '2024-03-31'), '2022-06-01'],
    [open('C', 30, '2023-03-31'), '2022-06-01'],
    [open('D', 5, '2023-03-31'), '2022-06-01'],
    [open('D', 5, '2023-03-31', 'dropped', 4), '2022-08-01'],
    [{ noun: 'likelihood', stage: 'signed', permille: 500 }, '2022-07-01'],
  ]);
  const ledger = linesOf(
    rowsOf([
      declared({ parcel: 'A', gross: mu(4) }),
      declared({ parcel: 'C', gross: mu(30) }),
      declared({ act: 'verify', entry: 2, date: day('2022-06-20') }),
    ]),
  );
  const wanted = { ...target(), policy };
  const columns = (of: typeof wanted, on: string) => {
    const group = groupOf(of, ledger);
    return { group, selected: selectOn(of, group, dayNumber(day(on))) };
  };
  const pipeline = (on: string) => {
    const found = pipelineOf(wanted, columns(wanted, on), casesOn(rows, day(on)), likelihoodsOn(rows, day(on)));
    return {
      declared: [found.declared.area / 1e6, found.declared.squares! / 1e12, found.declared.entries, found.declared.permille],
      items: found.items.map(({ parcel, stage, area, permille }) => [parcel, stage, area / 1e6, permille]),
      after: found.after.map(({ id }) => id),
      entered: found.entered.map(({ id }) => id),
    };
  };

  it('add what is not in the ledger yet, and nothing that comes after the end', () => {
    expect(pipeline('2022-09-01')).toEqual({
      declared: [4, 16, 1, 900],
      items: [['A', 'signed', 6, 500]],
      after: [2],
      entered: [3],
    });
  });

  it('follow the day, the likelihood too', () => {
    expect(pipeline('2022-06-30').items).toContainEqual(['D', 'signed', 5, 650]);
  });

  it('of an effective target are unknown: how much will be effective is never inferred', () => {
    const effective = { ...wanted, kind: 'vacated_effective' as const };
    const found = pipelineOf(effective, columns(effective, '2022-06-30'), casesOn(rows, day('2022-06-30')), []);
    expect(found.items).toEqual([]);
  });

  it('together expect no more than their parcel has', () => {
    const said = open('A', 3, '2023-06-30') as Extract<Said, { noun: 'case' }>;
    const faults = (area: number | null, body = said) =>
      caseFaults(body, day('2022-09-01'), area === null ? null : mu(area), casesOn(rows, day('2022-09-01')), null, day('2022-12-01')).map(
        ({ field }) => field,
      );
    expect(faults(13)).toEqual([]);
    expect(faults(12.999999)).toEqual(['areaMu']);
    expect(faults(null)).toEqual([]);
    expect(caseFaults(said, day('2023-09-01'), null, [], null, day('2022-12-01')).map(({ field }) => field)).toEqual(['date']);
  });
});

describe('counters', () => {
  const firms = target({ id: 'SC-T01', kind: null, value: 30, unit: '家', cumulative: true });
  const figure = (value: string | null, reverses: number | null = null, part: string | null = null): Said => ({
    noun: 'counter',
    policy,
    target: 'SC-T01',
    value,
    part,
    township: null,
    reverses,
  });
  const rows = stated([
    [figure('10'), '2022-06-30'],
    [figure('5.5'), '2022-09-30'],
    [figure(null, 1), '2022-10-15'],
    [figure('99'), '2024-01-01'],
  ]);

  it('add up what was entered in the period, less what was taken back; nothing entered is unknown', () => {
    expect(enteredOn(rows, policy, firms, day('2022-06-29'))).toBeNull();
    expect(enteredOn(rows, policy, firms, day('2022-09-30'))).toMatchObject({ value: '15.5', latest: '2022-09-30' });
    expect(enteredOn(rows, policy, firms, day('2022-10-15'))).toMatchObject({ value: '5.5' });
    expect(enteredOn(rows, policy, firms, day('2024-06-01'))).toMatchObject({ value: '5.5' });
  });

  it('of a level take the newest', () => {
    expect(enteredOn(rows, policy, { ...firms, cumulative: false }, day('2022-09-30'))).toMatchObject({ value: '5.5' });
  });

  it('are met by the comparator as written: over half is more than half', () => {
    expect(isMet({ value: 30, comparator: 'ge' }, '30')).toBe(true);
    expect(isMet({ value: 50, comparator: 'gt' }, '50')).toBe(false);
    expect(isMet({ value: 50, comparator: 'gt' }, '50.0001')).toBe(true);
    expect(isMet({ value: null, comparator: null }, '1')).toBeNull();
    expect(counterGap({ value: 0.5 }, '0.42')).toBe('0.08');
    expect(counterGap({ value: 30 }, '31')).toBe('0');
  });
});

describe('the day that is shown', () => {
  it('is the county’s own, or the last of its policy’s land targets when that is past', () => {
    const targets = [
      target(),
      target({ id: 'SC-T9', periodEnd: day('2022-12-31') }),
      target({ id: 'X', kind: null, periodEnd: day('2029-12-31') }),
    ];
    expect(viewDay(day('2023-03-31'), { targets })).toBe('2023-03-31');
    expect(viewDay(day('2026-11-29'), { targets })).toBe('2023-12-31');
    expect(viewDay(day('2026-11-29'), { targets: [] })).toBe('2026-11-29');
    expect(viewDay(day('2026-11-29'), null)).toBe('2026-11-29');
  });
});

describe('who is behind', () => {
  const of = (more: Partial<Parameters<typeof outlookOf>[0]>) =>
    outlookOf({
      task: 100,
      verified: 40,
      daysLeft: 100,
      forecast: { low: 0, mid: 0, high: 0 },
      landLeft: null,
      bestMonth: null,
      hasEntries: true,
      ...more,
    });

  it('is told by the pace, and beyond reach only on hard ground', () => {
    expect(of({ task: null })).toEqual({ bucket: 'unset', reason: 'no-task' });
    expect(of({ verified: 100 })).toEqual({ bucket: 'done', reason: 'reached' });
    expect(of({ forecast: { low: 0, mid: 100, high: 120 } })).toEqual({ bucket: 'onTime', reason: 'pace' });
    expect(of({ forecast: { low: 0, mid: 99, high: 120 } })).toEqual({ bucket: 'late', reason: 'pace' });
    expect(of({ forecast: null })).toEqual({ bucket: 'unknown', reason: 'short-history' });
    expect(of({ daysLeft: 0 })).toEqual({ bucket: 'impossible', reason: 'period-over' });
    expect(of({ daysLeft: 0, hasEntries: false })).toEqual({ bucket: 'unknown', reason: 'empty-ledger' });
    expect(of({ landLeft: 59 })).toEqual({ bucket: 'impossible', reason: 'more-than-land' });
    expect(of({ landLeft: 60 })).toEqual({ bucket: 'late', reason: 'pace' });
    // 487 days are 16 months: at 4 a month 64 come, 60 are missing.
    expect(of({ daysLeft: 487, bestMonth: 4 })).toEqual({ bucket: 'late', reason: 'pace' });
    expect(of({ daysLeft: 487, bestMonth: 3 })).toEqual({ bucket: 'impossible', reason: 'beyond-best-month' });
    expect(of({ daysLeft: 487, bestMonth: 0 })).toEqual({ bucket: 'late', reason: 'pace' });
  });

  it('shares places among equals and skips the next', () => {
    expect(
      ranksOf(
        [5, 7, 5, 0, 7],
        (a, b) => a - b,
        (value) => value > 0,
      ),
    ).toEqual([3, 1, 3, null, 1]);
    expect(compareShares(1, 3, 333_333_333, 1_000_000_000)).toBe(1);
    expect(compareShares(2, 4, 1, 2)).toBe(0);
  });
});

describe('land that lies together', () => {
  /** A square of 100 m beside each other, with gaps in metres to the east. */
  const square = (east: number): MultiPolygon => {
    const [x, y, lon, lat] = [119 + east / 97_900, 28.5, 100 / 97_900, 100 / 110_800];
    return [
      [
        [
          [x, y],
          [x + lon, y],
          [x + lon, y + lat],
          [x, y + lat],
          [x, y],
        ],
      ],
    ];
  };

  it('is found by boundaries that come within the tolerance', () => {
    const shapes = [square(0), square(101.5), square(204), null, square(100)];
    expect(adjacentPairs(shapes, 2).sort(([a, b], [c, d]) => a - c || b - d)).toEqual([
      [0, 1],
      [0, 4],
      [1, 4],
    ]);
    expect(adjacentPairs(shapes, 3)).toContainEqual([1, 2]);
    expect(adjacentPairs([null, null], 2)).toEqual([]);
    expect(
      groupsOf(5, [
        [0, 1],
        [4, 1],
      ]),
    ).toEqual([[0, 1, 4], [2], [3]]);
  });

  it('counts toward the share from the least on, and what is not drawn not at all', () => {
    const piece = (entry: number, area: number, drawn = true, parcel = `P${entry}`) => ({ entry, parcel, area: mu(area), drawn });
    const pieces = [
      piece(1, 30),
      piece(2, 20),
      piece(3, 49.999999),
      piece(4, 100, false),
      piece(5, 25, true, 'X'),
      piece(6, 25, true, 'X'),
    ];
    const found = contiguityOf(pieces, [[0, 1]], mu(50));
    expect([found.large, found.known, found.unknown]).toEqual([mu(100), mu(149.999999), mu(100)]);
    expect(found.groups.map(({ entries }) => entries)).toEqual([[1, 2], [5, 6], [3]]);
  });
});
