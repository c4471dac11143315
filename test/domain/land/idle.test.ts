// Suspicion of idleness, and the decision that stands above it.
import { describe, expect, test } from 'vitest';
import type { Firm } from '#domain/firms/firm.ts';
import { idlenessOf } from '#domain/land/idle.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { isoDate } from '#domain/period.ts';
import { lotCode, town } from '../../fixtures/town/town.ts';

const idle = town.parcels.find((parcel) => parcel.code === lotCode(3))!;
const working = town.parcels.find((parcel) => parcel.code === lotCode(1))!;
const firm = (haltedSince: string | null): Firm => ({ ...town.firms[0]!, haltedSince: haltedSince === null ? null : isoDate(haltedSince) });
const state = (parcel: Parcel, day: string, occupants: readonly (Firm | null)[] = []) =>
  idlenessOf(parcel, occupants, null, isoDate(day)).state;

describe('supplied and not producing', () => {
  test('is suspected a year after supply, since supply', () => {
    expect(state(idle, '2018-06-19')).toBe('none');
    expect(idlenessOf(idle, [], null, isoDate('2018-06-20'))).toMatchObject({ state: 'suspected', since: '2017-06-20' });
  });
  test('waits for the agreed completion, or a year from the agreed start', () => {
    const agreed = { ...idle, agreedCompletion: isoDate('2019-12-31') };
    expect(state(agreed, '2019-12-31')).toBe('none');
    expect(state(agreed, '2020-01-01')).toBe('suspected');
    expect(state({ ...idle, agreedStart: isoDate('2018-01-01') }, '2018-12-31')).toBe('none');
    expect(state({ ...idle, agreedStart: isoDate('2018-01-01') }, '2019-01-01')).toBe('suspected');
  });
  test('is not suspected when production is not known, or supply is not', () => {
    expect(state({ ...idle, productionStart: { state: 'unknown' } }, '2030-01-01')).toBe('none');
    expect(state({ ...idle, supplyDate: null }, '2030-01-01')).toBe('none');
    expect(state(working, '2030-01-01')).toBe('none');
  });
});

describe('halted', () => {
  test('half a year, everybody on it', () => {
    expect(state(working, '2021-07-14', [firm('2021-01-15')])).toBe('none');
    expect(state(working, '2021-07-15', [firm('2021-01-15')])).toBe('suspected');
    expect(state(working, '2021-07-15', [firm('2021-01-15'), firm(null)])).toBe('none');
    expect(state(working, '2021-07-15', [firm('2021-01-15'), null])).toBe('none');
    expect(idlenessOf(working, [firm('2020-01-01'), firm('2021-01-15')], null, isoDate('2022-01-01')).since).toBe('2021-01-15');
  });
});

test('a decision stands above suspicion, either way', () => {
  const decision = { parcel: idle.code, since: null, basis: '认定书', actor: '甲', recordedAt: '2022-01-01T00:00:00Z' };
  expect(idlenessOf(idle, [], { ...decision, state: 'none' }, isoDate('2030-01-01')).state).toBe('none');
  expect(idlenessOf(working, [], { ...decision, state: 'decided' }, isoDate('2030-01-01'))).toMatchObject({
    state: 'decided',
    basis: '认定书',
  });
});

test('what the bureau states as supplied and unused is suspected', () => {
  expect(state({ ...working, facts: { suppliedNotUsed: true } }, '2022-01-01')).toBe('suspected');
});
