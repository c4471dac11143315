// The faces of a land target on a day.
import { describe, expect, it } from 'vitest';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { progressOf } from '#domain/ledger/progress.ts';
import { townshipCode } from '#domain/land/codes.ts';
import { toMu } from '#domain/units.ts';
import { day, mu } from '../firms/samples.ts';
import { declared, rowsOf, target } from './rows.ts';

const east = townshipCode('331123001');
const rows = rowsOf([
  declared({ parcel: 'A', gross: mu(100), effective: mu(80), township: east, date: day('2022-04-01') }),
  declared({ parcel: 'B', gross: mu(50), date: day('2022-05-01') }),
  declared({ parcel: 'C', gross: mu(30), township: east, date: day('2022-06-01') }),
  declared({ act: 'verify', entry: 1, date: day('2022-05-15') }),
  declared({ act: 'verify', entry: 2, date: day('2022-06-15') }),
  declared({ act: 'reverse', entry: 2, date: day('2022-09-01') }),
]);

const faces = (asOf: string, which = target()) => {
  const found = progressOf(which, 'suichang-2022', rows, day(asOf));
  return (
    found && {
      verified: toMu(found.verified),
      declared: toMu(found.declared),
      effective: found.effective === null ? null : toMu(found.effective),
      gap: toMu(found.gap),
    }
  );
};

describe('entries on a day', () => {
  it('are in the stage of that day', () => {
    const stages = (asOf: string) => entriesAsOf(rows, day(asOf)).map((entry) => entry.stage);
    expect(stages('2022-03-31')).toEqual([]);
    expect(stages('2022-05-14')).toEqual(['declared', 'declared']);
    expect(stages('2022-06-15')).toEqual(['verified', 'verified', 'declared']);
    expect(stages('2022-09-01')).toEqual(['verified', 'reversed', 'declared']);
  });
});

describe("a target's faces", () => {
  it('keep verified and declared apart, and follow the day', () => {
    expect(faces('2022-05-14')).toEqual({ verified: 0, declared: 150, effective: null, gap: 800 });
    expect(faces('2022-06-15')).toEqual({ verified: 150, declared: 30, effective: 80, gap: 650 });
    expect(faces('2022-09-01')).toEqual({ verified: 100, declared: 30, effective: 80, gap: 700 });
  });

  it('count only the stated effective part toward an effective target', () => {
    expect(faces('2022-12-31', target({ kind: 'vacated_effective', value: 60 }))).toEqual({
      verified: 80,
      declared: 0,
      effective: 80,
      gap: 0,
    });
  });

  it('count by the day of the evidence: verified after the period does not count', () => {
    expect(faces('2022-12-31', target({ periodEnd: day('2022-05-14') }))).toEqual({ verified: 0, declared: 0, effective: null, gap: 800 });
    expect(faces('2022-12-31', target({ kind: 'revitalised' }))).toMatchObject({ verified: 0, declared: 0 });
  });

  it('ask for the rest over the months that are left', () => {
    const found = progressOf(target({ periodEnd: day('2023-09-01') }), 'suichang-2022', rows, day('2022-09-01'))!;
    expect(toMu(found.gap) / (365 / (365.25 / 12))).toBeCloseTo(found.requiredPerMonth! / 1e6, 5);
    expect(progressOf(target(), 'suichang-2022', rows, day('2024-01-01'))!.requiredPerMonth).toBeNull();
    expect(progressOf(target({ value: 100 }), 'suichang-2022', rows, day('2024-01-01'))!.requiredPerMonth).toBe(0);
  });

  it('forecast from the months so far, rebound among them; unknown where nothing was ever verified', () => {
    const { forecast, increments } = progressOf(target(), 'suichang-2022', rows, day('2022-09-01'))!;
    expect(increments.map((one) => toMu(one as never))).toEqual([-50, 0, 50, 100, 0, 0]);
    expect(forecast!.mid).toBeGreaterThanOrEqual(forecast!.low);
    expect(forecast!.high).toBeGreaterThan(forecast!.mid);
    const over = progressOf(target(), 'suichang-2022', rows, day('2024-06-01'))!;
    expect(over.forecast).toEqual({ low: over.verified, mid: over.verified, high: over.verified });
    expect(progressOf(target({ kind: 'revitalised' }), 'suichang-2022', rows, day('2022-09-01'))!.forecast).toBeNull();
    expect(progressOf(target(), 'suichang-2022', rows, day('2022-05-20'))!.forecast).toBeNull();
  });

  it('add up over townships', () => {
    const { townships, verified, declared: open } = progressOf(target(), 'suichang-2022', rows, day('2022-06-15'))!;
    expect(townships.map((one) => [one.township, toMu(one.verified), toMu(one.declared)])).toEqual([
      [null, 50, 0],
      [east, 100, 30],
    ]);
    expect(townships.reduce((sum, one) => sum + one.verified, 0)).toBe(verified);
    expect(townships.reduce((sum, one) => sum + one.declared, 0)).toBe(open);
  });

  it('are not made of targets that are no number of mu', () => {
    expect(progressOf(target({ kind: null }), 'suichang-2022', rows, day('2022-06-15'))).toBeNull();
    expect(progressOf(target({ value: null }), 'suichang-2022', rows, day('2022-06-15'))).toBeNull();
  });
});
