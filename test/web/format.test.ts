// Figures as people read them: never on the wrong side of a threshold, never all when some are missing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideThreshold, distance } from '#domain/policy/beside-threshold.ts';
import { bothSides, day, mu, percent, perMu, wan } from '../../web/format.ts';
import { compareDecimals, compareRatio, decimal, parseDecimal, type Fen, type MicroMu } from '#domain/units.ts';

const thresholds = ['1', '3', '5'].map((text) => decimal(text));
const plain = (text: string): string => text.replaceAll(',', '').replace(/[<>]/, '');

describe('tax per mu', () => {
  test('0.9996 is not 1.00', () => {
    expect(perMu(999_600_000, 1_000_000_000, thresholds)).toBe('0.9996');
    expect(perMu(1_000_000, 1_000_000, thresholds)).toBe('1.00');
  });

  test('what is not known is a dash, never zero', () => {
    expect(perMu(Number.NaN, 1, thresholds)).toBe('—');
    expect(perMu(5, 0, thresholds)).toBe('—');
    expect(mu(null)).toBe('—');
    expect(wan(Number.NaN)).toBe('—');
  });

  test('shown figures stand on the side of the exact ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 20_000_000_000 }), fc.integer({ min: 1, max: 4_000_000_000 }), (tax, area) => {
        const shown = perMu(tax, area, thresholds);
        if (/[<>]/.test(shown)) return;
        for (const threshold of thresholds) {
          expect(compareDecimals(parseDecimal(plain(shown))!, threshold)).toBe(compareRatio(tax as Fen, area as MicroMu, threshold));
        }
      }),
    );
  });

  test('numerator and denominator beside it divide to the same side', () => {
    expect(bothSides(6_144_000_000 - 1, 6_144_000_000, [decimal('1')])).not.toEqual({ tax: '6,144.00', area: '6,144.00' });
    expect(bothSides(17_050_000, 21_050_000, thresholds)).toEqual({ tax: '17.05', area: '21.05' });
  });
});

test('a share is 100 % only when all, and 0 % only when none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), fc.nat(), (whole, seed) => {
      const part = seed % (whole + 1);
      const shown = percent(part, whole);
      expect(shown === '100%').toBe(part === whole);
      expect(Number.parseFloat(shown) === 0).toBe(part === 0);
    }),
  );
  expect(percent(0, 0)).toBe('—');
});

test('values and distances next to a threshold', () => {
  expect(besideThreshold(0.9999, 1)).toBe('0.9999');
  expect(besideThreshold(29, 6)).toBe('29');
  expect(besideThreshold(0.5, 1)).toBe('0.50');
  expect(distance(-0.0001)).toBe('0.0001');
  expect(distance(23)).toBe('23');
});

test('thousands are separated, days are words in Chinese', () => {
  expect(mu(1_234_567_800_000)).toBe('1,234,567.8');
  expect(day('2023-03-01', 'zh-CN')).toBe('2023年3月1日');
  expect(day('2023-03-01', 'en')).toBe('2023-03-01');
  expect(day(null, 'zh-CN')).toBe('—');
});
