// Conditions of items: three-valued, exact at the threshold, over the members of a pool.
import { describe, expect, it } from 'vitest';
import type { FactValues } from '#domain/policy/facts.ts';
import { MarkBook } from '#domain/scoring/marks.ts';
import { rational } from '#domain/scoring/rational.ts';
import type { Subject } from '#domain/scoring/subjects.ts';
import { testTriggers, type Trigger } from '#domain/scoring/triggers.ts';
import { decimal } from '#domain/units.ts';
import { mark, member, subject, year } from './samples.ts';

const test = (trigger: Trigger, on: Subject, marks: Parameters<typeof mark>[] = []) =>
  testTriggers([trigger], {
    subject: on,
    year,
    item: 'item',
    marks: new MarkBook(marks.map((each) => mark(...each))),
    indicator: () => rational(3),
    score: rational(60),
  });
const truth = (trigger: Trigger, on: Subject = subject('F', {})) => test(trigger, on).truth;
const having = (facts: FactValues) => subject('F', {}, { facts });

describe('facts', () => {
  const upgraded: Trigger = { kind: 'fact', fact: 'upgradeCompleted', is: [true] };
  it('are true, false, or unknown when left out; known absence is 否', () => {
    expect(truth(upgraded, having({ upgradeCompleted: true }))).toBe(true);
    expect(truth(upgraded, having({ upgradeCompleted: false }))).toBe(false);
    expect(truth(upgraded, having({ upgradeCompleted: null }))).toBe(false);
    expect(truth({ ...upgraded, is: [false] }, having({ upgradeCompleted: null }))).toBe(true);
    expect(truth(upgraded, having({}))).toBe('unknown');
    expect(truth({ kind: 'fact', fact: 'constructor', is: [false] }, having({}))).toBe('unknown');
  });
  it('reach into maps, years and lists', () => {
    const safe: Trigger = { kind: 'fact', fact: 'meetsStandards.安全', is: [false] };
    expect(truth(safe, having({ meetsStandards: { 安全: false } }))).toBe(true);
    expect(truth(safe, having({ meetsStandards: { 环保: false } }))).toBe('unknown');
    expect(truth({ kind: 'fact', fact: 'rating', is: ['AAA'] }, having({ rating: { '2021': 'C', '2022': 'AAA' } }))).toBe(true);
    expect(truth({ kind: 'fact', fact: 'rating', is: ['AAA'] }, having({ rating: { '2021': 'AAA' } }))).toBe('unknown');
    expect(truth({ kind: 'fact', fact: 'industryTags', is: ['铸造', '印染'] }, having({ industryTags: ['印染'] }))).toBe(true);
  });
  it('of a pool hold when they hold for any, and are unknown when they might', () => {
    const pool = (...facts: FactValues[]): Subject => ({
      ...subject('F', {}),
      kind: 'lot',
      members: facts.map((each, index) => member(`F${index}`, {}, { facts: each })),
    });
    expect(truth(upgraded, pool({ upgradeCompleted: false }, { upgradeCompleted: true }))).toBe(true);
    expect(truth(upgraded, pool({ upgradeCompleted: false }, {}))).toBe('unknown');
    expect(truth(upgraded, pool({ upgradeCompleted: false }, { upgradeCompleted: false }))).toBe(false);
  });
  it('of a block are the block’s own', () => {
    const block: Subject = {
      ...subject('F', {}, { facts: { upgradeCompleted: true } }),
      kind: 'block',
      facts: { upgradeCompleted: false },
    };
    expect(truth(upgraded, block)).toBe(false);
  });
  it('a day that is none leaves the age unknown', () => {
    const young: Trigger = { kind: 'age', fact: 'registeredOn', underYears: 2 };
    expect(truth(young, having({ registeredOn: '2022-02-30' }))).toBe('unknown');
    expect(truth(young, having({ registeredOn: null }))).toBe('unknown');
    expect(truth(young, having({ registeredOn: '2022-12-31' }))).toBe(true);
  });
});

describe('numbers', () => {
  const ops = ['lt', 'le', 'eq', 'ge', 'gt'] as const;
  it('are compared exactly, the threshold itself by the operator', () => {
    const revenue = (amount: string) =>
      ops.map((op) =>
        truth({ kind: 'figure', figure: 'revenue', unit: '万元', op, value: decimal(2000) }, subject('F', { revenue: amount })),
      );
    expect(revenue('2000')).toEqual([false, true, true, true, false]);
    expect(revenue('1999.999999')).toEqual([true, true, false, false, false]);
    expect(ops.map((op) => truth({ kind: 'indicator', indicator: 'tax-per-mu', op, value: decimal(3) }))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(ops.map((op) => truth({ kind: 'score', op, value: decimal(60) }))).toEqual([false, true, true, true, false]);
  });
  it('that are not known decide nothing', () => {
    expect(truth({ kind: 'figure', figure: 'revenue', unit: '万元', op: 'lt', value: decimal(2000) })).toBe('unknown');
    expect(truth({ kind: 'landless' })).toBe('unknown');
    expect(truth({ kind: 'landless' }, subject('F', { area: 0 }))).toBe(true);
    expect(truth({ kind: 'landless' }, subject('F', { area: '0.000001' }))).toBe(false);
  });
});

describe('industry codes', () => {
  const utilities: Trigger = { kind: 'industry', codes: ['44', '461'] };
  const at = (industryCode: string | null) => {
    const one = subject('F', {});
    return truth(utilities, { ...one, members: [{ ...one.members[0]!, firm: { ...one.members[0]!.firm!, industryCode } }] });
  };
  it('fit by their beginning, with or without the letter', () => {
    expect([at('44'), at('D4420'), at('4610'), at('33'), at('46'), at(null), at('D')]).toEqual([
      true,
      true,
      true,
      false,
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

describe('several conditions', () => {
  it('hold only together; one that fails decides over one that is unknown', () => {
    const both = (facts: FactValues) =>
      testTriggers(
        [
          { kind: 'fact', fact: 'a', is: [true] },
          { kind: 'fact', fact: 'b', is: [true] },
        ],
        { subject: having(facts), year, item: 'item', marks: new MarkBook([]) },
      );
    expect(both({ a: true, b: true }).truth).toBe(true);
    expect(both({ a: true }).truth).toBe('unknown');
    expect(both({ a: false }).truth).toBe(false);
    expect(both({ a: true }).found).toEqual(['a 是否为是：是', 'b 是否为是：未知']);
  });
});

describe('marks', () => {
  it('are for one subject, year and item, of a pool for any member, and the newest counts', () => {
    const recorded: Trigger = { kind: 'mark' };
    expect(test(recorded, subject('F', {}), [['F', 'item']]).truth).toBe(true);
    expect(
      test(recorded, subject('F', {}), [
        ['G', 'item'],
        ['F', 'other'],
        ['F', 'item', { year: year - 1 }],
      ]).truth,
    ).toBe(false);
    expect(
      test(recorded, subject('F', {}), [
        ['F', 'item'],
        ['F', 'item', { holds: false }],
      ]).truth,
    ).toBe(false);
    const pool: Subject = { ...subject('F', {}), id: 'lot:P1', kind: 'lot', members: [member('F', {}), member('G', {})] };
    expect(test(recorded, pool, [['G', 'item']])).toMatchObject({
      truth: true,
      found: ['经商局于2023-03-01认定：通报'],
      mark: { subject: 'G' },
    });
  });
});
