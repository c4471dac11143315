// The map's replay says of any day what the ledger says of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { freedOnDay, freedSums, freedTimeline } from '#domain/ledger/freed-timeline.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { dayNumber, isoOfDay } from '#domain/ledger/ledger-lines.ts';
import { linesOf } from '#domain/ledger/lines-of-rows.ts';
import { progressOf } from '#domain/ledger/progress.ts';
import { day, mu } from '../firms/samples.ts';
import { declared, rowsOf, target } from './rows.ts';

const start = dayNumber(day('2022-01-01'));
const anyRows = fc
  .array(
    fc.record({
      parcel: fc.integer({ min: 0, max: 4 }),
      date: fc.integer({ min: 0, max: 500 }),
      kind: fc.constantFrom('vacated' as const, 'revitalised' as const),
      verify: fc.option(fc.integer({ min: 0, max: 200 })),
      reverse: fc.option(fc.integer({ min: 0, max: 200 })),
    }),
    { maxLength: 12 },
  )
  .map((entries) => {
    const drafts: ReturnType<typeof declared>[] = [];
    for (const { parcel, date, kind, verify, reverse } of entries) {
      let last = start + date;
      const id = drafts.push(declared({ parcel: `P${parcel}`, kind, gross: mu(3), effective: mu(2), date: isoOfDay(last) }));
      if (verify !== null) drafts.push(declared({ act: 'verify', entry: id, date: isoOfDay((last += verify)) }));
      if (reverse !== null) drafts.push(declared({ act: 'reverse', entry: id, date: isoOfDay(last + reverse) }));
    }
    return rowsOf(drafts);
  });
const timelineOf = (rows: ReturnType<typeof rowsOf>) => freedTimeline(linesOf(rows).all, (parcel) => Number(parcel.slice(1)));

test('each parcel shows the furthest state of its standing entries, and that state’s kind', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 0, max: 900 }), (rows, offset) => {
      const on = start + offset;
      const { freed, kind } = freedOnDay(timelineOf(rows), 5, on);
      for (let parcel = 0; parcel < 5; parcel += 1) {
        const standing = entriesAsOf(rows, isoOfDay(on)).filter((entry) => entry.parcel === `P${parcel}` && entry.stage !== 'reversed');
        const expected = Math.max(0, ...standing.map((entry) => (entry.stage === 'verified' ? 2 : 1)));
        expect(freed[parcel]).toBe(expected);
        const kinds = standing
          .filter((entry) => (entry.stage === 'verified' ? 2 : 1) === expected)
          .map((entry) => 1 + landMetricKinds.indexOf(entry.kind));
        expect(standing.length === 0 ? kind[parcel] === 0 : kinds.includes(kind[parcel]!)).toBe(true);
      }
    }),
  );
});

test('the sums are those of the progress, for whole and effective targets', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 0, max: 900 }), (rows, offset) => {
      const on = isoOfDay(start + offset);
      for (const kind of ['vacated', 'vacated_effective'] as const) {
        const which = target({ kind });
        const found = progressOf(which, 'suichang-2022', rows, on)!;
        const sums = freedSums(
          timelineOf(rows),
          { policy: 'suichang-2022', kind, start: dayNumber(which.periodStart), end: dayNumber(which.periodEnd) },
          dayNumber(on),
        );
        expect(sums).toEqual({ verified: found.verified, declared: found.declared });
      }
    }),
  );
});

test('a drawn piece is shown as it lies; beside an undrawn entry the whole parcel is', () => {
  const shape = [
    [
      [
        [119, 28],
        [119.001, 28],
        [119.001, 28.001],
        [119, 28],
      ],
    ],
  ] as never;
  const rows = rowsOf([declared({ parcel: 'P0', shape }), declared({ parcel: 'P1', shape }), declared({ parcel: 'P1' })]);
  expect([...freedOnDay(timelineOf(rows), 2, dayNumber(day('2022-12-31'))).pieced]).toEqual([1, 0]);
  expect(timelineOf(rows).shapes.map(({ place }) => place)).toEqual([0, 1]);
});
