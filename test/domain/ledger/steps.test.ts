// Counting by lines: any day is what the rows of that day say, and every part adds up to its whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { breakDown, monthOf } from '#domain/ledger/breakdown.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import { historyForecast, monthlyIncrements, pipelineForecast, requiredPerMonth } from '#domain/ledger/forecast.ts';
import { countedOn, dayNumber, isoOfDay, keyColumn, type LedgerLine } from '#domain/ledger/ledger-lines.ts';
import { linesOf } from '#domain/ledger/lines-of-rows.ts';
import { progressOf } from '#domain/ledger/progress.ts';
import { stepOn, targetSteps } from '#domain/ledger/steps.ts';
import { townshipCode } from '#domain/land/codes.ts';
import { microMu } from '#domain/units.ts';
import { day } from '../firms/samples.ts';
import { declared, rowsOf, target } from './rows.ts';

const start = dayNumber(day('2021-11-01'));
const anyDay = fc.integer({ min: 0, max: 900 }).map((offset) => isoOfDay(start + offset));
const townships = [null, townshipCode('331123001'), townshipCode('331123002')];

/** A ledger as it may come to be: entries of any kind and day, some verified, some reversed, each act on or after what it refers to. */
const anyLedger = fc
  .array(
    fc.record({
      date: anyDay,
      gross: fc.integer({ min: 1, max: 90_000_000 }),
      effective: fc.option(fc.integer({ min: 0, max: 100 })),
      kind: fc.constantFrom('vacated' as const, 'revitalised' as const),
      township: fc.constantFrom(...townships),
      measure: fc.constantFrom('M-CLOSE', 'M-REPURCHASE'),
      verify: fc.option(fc.integer({ min: 0, max: 300 })),
      reverse: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((entries): LedgerRow[] => {
    const drafts: LedgerDraft[] = [];
    for (const { date, gross, effective, kind, township, measure, verify, reverse } of entries) {
      const area = microMu(gross);
      const part = effective === null ? null : microMu(Math.floor((gross * effective) / 100));
      const id = drafts.push(declared({ parcel: `P${drafts.length}`, date, gross: area, effective: part, kind, township, measure }));
      let last = dayNumber(date);
      if (verify !== null) drafts.push(declared({ act: 'verify', entry: id, date: isoOfDay((last += verify)) }));
      if (reverse !== null) drafts.push(declared({ act: 'reverse', entry: id, date: isoOfDay(last + reverse) }));
    }
    return rowsOf(drafts);
  });

const whole = target({ periodStart: day('2022-01-01'), periodEnd: day('2023-06-30') });
const milestone = target({ id: 'SC-T9', periodStart: day('2022-01-01'), periodEnd: day('2022-12-31'), parent: 'SC-T03' });
const counted = (which: typeof whole, rows: readonly LedgerRow[], on: string) =>
  countedOn({ ...which, policy: 'suichang-2022' }, linesOf(rows), dayNumber(day(on)));
const sum = (lines: readonly { area: number; stage: string }[], stage: string) =>
  lines.filter((line) => line.stage === stage).reduce((total, { area }) => total + area, 0);

describe('a ledger counted by lines', () => {
  it('says of any day what the rows of that day say', () => {
    fc.assert(
      fc.property(anyLedger, anyDay, (rows, on) => {
        const expected = entriesAsOf(rows, day(on))
          .filter((entry) => entry.stage !== 'reversed' && entry.kind === 'vacated')
          .filter((entry) => {
            const evidence = entry.stage === 'verified' ? entry.verifiedAt! : entry.date;
            return evidence >= whole.periodStart && evidence <= whole.periodEnd;
          })
          .map((entry) => [entry.id, entry.stage, entry.gross]);
        expect(counted(whole, rows, on).map(({ line, stage, area }) => [line.entry.id, stage, area])).toEqual(expected);
      }),
    );
  });

  it('replays: the curve on a day is the sum of that day', () => {
    fc.assert(
      fc.property(anyLedger, anyDay, (rows, on) => {
        const step = stepOn(targetSteps({ ...whole, policy: 'suichang-2022' }, linesOf(rows)).all, dayNumber(day(on)));
        const lines = counted(whole, rows, on);
        expect([step.verified, step.declared]).toEqual([sum(lines, 'verified'), sum(lines, 'declared')]);
      }),
    );
  });

  it('adds up by township, by measure and by month, to the micro-mu', () => {
    fc.assert(
      fc.property(anyLedger, anyDay, (rows, on) => {
        const found = progressOf(whole, 'suichang-2022', rows, day(on))!;
        expect(found.townships.reduce((total, one) => total + one.verified, 0)).toBe(found.verified);
        expect(found.townships.reduce((total, one) => total + one.declared, 0)).toBe(found.declared);
        for (const keyOf of [monthOf, (line: LedgerLine) => line.entry.measure]) {
          const parts = breakDown(whole, found.group, found.selected, keyColumn(found.group.lines, keyOf));
          expect(parts.reduce((total, one) => total + one.verified, 0)).toBe(found.verified);
          expect(parts.reduce((total, one) => total + one.declared, 0)).toBe(found.declared);
          expect(parts.reduce((total, one) => total + one.entries, 0)).toBe(found.counted.length);
        }
      }),
    );
  });

  it('keeps kinds apart, a milestone inside its whole, and the effective part inside what was vacated', () => {
    fc.assert(
      fc.property(anyLedger, anyDay, (rows, on) => {
        const lines = counted(whole, rows, on);
        expect(lines.every(({ line }) => line.entry.kind === 'vacated')).toBe(true);
        expect(counted({ ...whole, kind: 'revitalised' }, rows, on).every(({ line }) => line.entry.kind === 'revitalised')).toBe(true);
        const verifiedIds = new Set(lines.filter(({ stage }) => stage === 'verified').map(({ line }) => line.entry.id));
        for (const { line, stage } of counted(milestone, rows, on))
          if (stage === 'verified') expect(verifiedIds.has(line.entry.id)).toBe(true);
        const effective = counted({ ...whole, kind: 'vacated_effective' }, rows, on);
        expect(effective.every(({ line, area }) => area === line.entry.effective && area <= line.entry.gross)).toBe(true);
        expect(sum(effective, 'verified')).toBeLessThanOrEqual(sum(lines, 'verified'));
      }),
    );
  });
});

describe('the pace', () => {
  it('makes the gap in the months that are left, rounded up by less than a micro-mu a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3e10 }), fc.integer({ min: 1, max: 2000 }), (gap, days) => {
        const pace = BigInt(requiredPerMonth(gap, days)!);
        // pace × months ≥ gap > (pace − 1) × months, with months = days × 16 / 487.
        expect(pace * BigInt(days * 16) >= BigInt(gap) * 487n).toBe(true);
        expect((pace - 1n) * BigInt(days * 16) < BigInt(gap) * 487n).toBe(true);
      }),
    );
    expect(requiredPerMonth(0, 10)).toBe(0);
    expect(requiredPerMonth(5, 0)).toBeNull();
  });

  it('of the past months is what the curve gained in them', () => {
    fc.assert(
      fc.property(anyLedger, anyDay, (rows, on) => {
        const steps = targetSteps({ ...whole, policy: 'suichang-2022' }, linesOf(rows)).all;
        const increments = monthlyIncrements(steps, dayNumber(whole.periodStart), dayNumber(day(on)));
        expect(increments.length).toBeLessThanOrEqual(12);
        const from = dayNumber(day(on)) - Math.round((increments.length * 487) / 16);
        expect(increments.reduce((total, one) => total + one, 0)).toBe(
          stepOn(steps, dayNumber(day(on))).verified -
            (increments.length === 0 ? stepOn(steps, dayNumber(day(on))).verified : stepOn(steps, from).verified),
        );
      }),
    );
  });
});

describe('a forecast', () => {
  it('holds its middle, is the same each time, and says nothing from less than three months', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e7, max: 1e9 }), { maxLength: 12 }), fc.integer({ min: 1, max: 1900 }), (months, days) => {
        const band = historyForecast(1e8, months, days);
        if (months.length < 3) {
          expect(band).toBeNull();
          return;
        }
        expect(band!.low).toBeLessThanOrEqual(band!.mid);
        expect(band!.mid).toBeLessThanOrEqual(band!.high);
        expect(band).toEqual(historyForecast(1e8, months, days));
      }),
      { numRuns: 40 },
    );
  });

  it('of an even pace is that pace, and of a period that is over what is verified', () => {
    expect(historyForecast(0, [10, 10, 10], 487 / 16)).toEqual({ low: 10, mid: 10, high: 10 });
    expect(historyForecast(0, [16, 16, 16], 487)).toEqual({ low: 256, mid: 256, high: 256 });
    expect(historyForecast(77, [], 0)).toEqual({ low: 77, mid: 77, high: 77 });
  });

  it('from cases is between what is verified and everything, exact where all is certain', () => {
    const certain = [
      { area: 30, permille: 1000 },
      { area: 50, permille: 0 },
    ];
    expect(pipelineForecast(100, certain)).toEqual({ low: 130, mid: 130, high: 130 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ area: fc.integer({ min: 1, max: 1e8 }), permille: fc.integer({ min: 0, max: 1000 }) }), { maxLength: 30 }),
        (prospects) => {
          const band = pipelineForecast(500, prospects);
          const all = prospects.reduce((total, { area }) => total + area, 500);
          expect(500 <= band.low && band.low <= band.mid && band.mid <= band.high && band.high <= all).toBe(true);
        },
      ),
    );
  });
});

describe('a ledger that grows', () => {
  it('gives the same lines as one that is read at once, and an older state keeps its own', () => {
    fc.assert(
      fc.property(anyLedger, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }), (rows, cuts) => {
        const plain = (of: readonly LedgerRow[]) => linesOf(of).all.map(({ entry, stage, from, until }) => [entry.id, stage, from, until]);
        const grown = [...cuts, rows.length].sort((a, b) => a - b).map((end) => plain(rows.slice(0, end)));
        const anew = structuredClone(rows);
        expect(grown.at(-1)).toEqual(plain(anew));
        const [first = 0] = [...cuts].sort((a, b) => a - b);
        expect(plain(rows.slice(0, first))).toEqual(plain(structuredClone(rows.slice(0, first))));
      }),
    );
  });
});
