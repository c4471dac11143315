// What lies beside land that lineage shared out by drawings is not refused for the last millionths of its share.
import { expect, test } from 'vitest';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { collisionsOf } from '#domain/ledger/collisions.ts';
import type { Occupation } from '#domain/ledger/occupation.ts';
import { microMu } from '#domain/units.ts';
import { day } from '../firms/samples.ts';

const box = (west: number): MultiPolygon => [
  [
    [
      [west, 28],
      [west + 0.001, 28],
      [west + 0.001, 28.001],
      [west, 28.001],
      [west, 28],
    ],
  ],
];
const land = (entry: number, more: Partial<Occupation>): Occupation => ({
  entry,
  parcel: 'P',
  gross: microMu(5_000_000),
  shape: box(119 + entry / 100),
  carried: false,
  from: day('2022-06-01'),
  until: null,
  ...more,
});
/** The parcel holds 10 mu; the entry there already has so much. */
const met = (gross: number, there: Partial<Occupation>, here: Partial<Occupation> = {}): number[] =>
  collisionsOf(
    land(0, here),
    [land(1, { gross: microMu(gross), ...there })],
    () => null,
    () => microMu(10_000_000),
  ).collisions.map(({ overlap }) => overlap);

test('a share that lineage rounded takes no room from what is drawn beside it, as far as two registers may differ', () => {
  expect(met(5_000_004, { carried: true })).toEqual([]);
  expect(met(5_001_500, { carried: true })).toEqual([]);
  expect(met(5_001_501, { carried: true })).toEqual([1_501]);
});

test('areas that people stated, or of which one is not drawn, add up to the parcel at most', () => {
  expect(met(5_000_000, {})).toEqual([]);
  expect(met(5_000_001, {})).toEqual([1]);
  expect(met(5_000_004, { carried: true, shape: null })).toEqual([4]);
  expect(met(5_000_004, { carried: true }, { shape: null })).toEqual([4]);
});
