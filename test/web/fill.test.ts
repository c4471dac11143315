// The fill: edges that hold the policy's thresholds, exact classes, states that survive packing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRatio, decimal, decimalText, type Fen, type MicroMu } from '#domain/units.ts';
import { edgeLabel, ratioColours, ratioEdges, spread, taxThresholds } from '#domain/drawing/breaks.ts';
import { placeOfRatio } from '#domain/drawing/fill.ts';
import { ringOf } from '../../web/map/lasso.ts';
import { changedStates, LEFT_OUT, packStates, unpackState } from '../../web/map/parcel-states.ts';
import { barEdges, positionsOfRange, rangeOfPositions } from '../../web/state/brush.ts';
import { ratioRamp } from '#domain/drawing/palette.ts';
import type { YearColumns } from '#domain/columns.ts';

const texts = (edges: readonly ReturnType<typeof decimal>[]): string[] => edges.map(decimalText);

describe('class edges', () => {
  test('hold every threshold that the rules test, wherever it stands in the condition', () => {
    const found = taxThresholds([
      {
        when: {
          all: [
            { field: 'enterprise.taxPerMuWan', op: 'lt', value: 1 },
            { not: { field: 'enterprise.taxPerMuWan', op: 'ge', value: 8.5 } },
          ],
        },
      },
      { when: { any: [{ field: 'enterprise.occupiedAreaMu', op: 'ge', value: 15 }, { rule: 'X' }] } },
    ]);
    expect(texts(found)).toEqual(['1', '8.5']);
    expect(texts(ratioEdges(undefined, found))).toEqual(['1', '3', '5', '8.5', '10', '20']);
    expect(texts(ratioEdges(['2', '2.0', 'x'], found))).toEqual(['1', '2', '8.5']);
  });

  test('turn from brown to teal at the highest threshold', () => {
    const edges = ratioEdges(undefined, []);
    expect(ratioColours(edges, [decimal(5)])).toEqual([...ratioRamp]);
    const low = ratioColours(edges, [decimal(1)]);
    expect(low).toHaveLength(6);
    expect(low[1]).toBe(ratioRamp[3]);
    expect(spread(ratioRamp, 3)).toEqual([ratioRamp[0], expect.any(String), ratioRamp[5]]);
  });

  test('are read as below, between, from', () => {
    const edges = ['-1', '0', '5'].map((text) => decimal(text));
    expect([0, 1, 2, 3].map((place) => edgeLabel(edges, place))).toEqual(['< −1', '−1 … 0', '0 – 5', '≥ 5']);
  });
});

test('a quotient stands in the class between exact edges, unknown in none', () => {
  const edges = ['1', '3', '5', '10', '20'].map((text) => decimal(text));
  fc.assert(
    fc.property(fc.integer({ min: -5_000_000, max: 100_000_000 }), fc.integer({ min: 1, max: 5_000_000 }), (tax, area) => {
      const reached = edges.filter((edge) => compareRatio(tax as Fen, area as MicroMu, edge) >= 0).length;
      expect(placeOfRatio(tax, area, edges)).toBe(reached);
    }),
  );
  expect(placeOfRatio(999_999, 1_000_000, edges)).toBe(0);
  expect(placeOfRatio(1_000_000, 1_000_000, edges)).toBe(1);
  expect(placeOfRatio(Number.NaN, 1, edges)).toBeNull();
  expect(placeOfRatio(1, Number.NaN, edges)).toBeNull();
});

test('states survive packing; a parcel left out shows nothing but its pale class', () => {
  const column = (value: number): Uint8Array => Uint8Array.of(value, value, value);
  const year = { verdict: Uint8Array.of(3, 255, 3), idle: column(2), freed: column(1) } as unknown as YearColumns;
  const packed = packStates(Uint8Array.of(6, 0, 4), year, Uint8Array.of(1, 1, 0), new Set([1]));
  expect([...packed].map(unpackState)).toEqual([
    { c: 6, v: 3, i: 2, f: 1, k: 0, s: 0 },
    { c: 0, v: 0, i: 2, f: 1, k: 0, s: 1 },
    { c: 4 + LEFT_OUT, v: 0, i: 0, f: 0, k: 0, s: 0 },
  ]);
  // The kind travels with the state; land drawn in pieces of its own marks no whole parcel.
  const land = { kinds: Uint8Array.of(3, 5, 1), pieced: Uint8Array.of(0, 1, 0) };
  const kinds = packStates(Uint8Array.of(6, 0, 4), year, Uint8Array.of(1, 1, 0), new Set([1]), land);
  expect([...kinds].map(unpackState).map(({ f, k, s }) => [f, k, s])).toEqual([
    [1, 3, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);
  const next = packed.slice();
  next[2]! += 1;
  expect(changedStates(packed, next)).toEqual([2]);
  expect(changedStates(null, next)).toEqual([0, 1, 2]);
});

test('the brush speaks in exact edges and finds its way back', () => {
  const cuts = barEdges(['1', '3', '5', '10', '20'].map((text) => decimal(text)));
  expect(texts(cuts).slice(0, 9)).toEqual(['0', '0.25', '0.5', '0.75', '1', '1.5', '2', '2.5', '3']);
  expect(rangeOfPositions(cuts, [0, cuts.length - 1])).toBeUndefined();
  expect(rangeOfPositions(cuts, [0, 4])).toEqual([null, '1']);
  for (let low = 0; low < cuts.length - 1; low += 1) {
    for (let high = low + 1; high < cuts.length; high += 1)
      expect(positionsOfRange(cuts, rangeOfPositions(cuts, [low, high]))).toEqual([low, high]);
  }
});

test('a drawn stroke becomes a closed ring that a link can carry', () => {
  const circle = Array.from({ length: 900 }, (_, step): [number, number] => [
    119 + Math.cos(step / 143) / 10,
    28 + Math.sin(step / 143) / 10,
  ]);
  const ring = ringOf(circle)!;
  expect(ring.length).toBeLessThanOrEqual(120);
  expect(ring.length).toBeGreaterThan(20);
  expect(ring[0]).toEqual(ring.at(-1));
  expect(
    ringOf([
      [119, 28],
      [119.1, 28],
    ]),
  ).toBeNull();
});
