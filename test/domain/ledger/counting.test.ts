// Every mu once: what may be declared, verified and reversed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reverseEntry, verifyEntry } from '#domain/ledger/acts.ts';
import { checkDeclaration } from '#domain/ledger/counting.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { microMu, toMu } from '#domain/units.ts';
import { day, mu, parcel } from '../firms/samples.ts';
import { declared, entriesOf, policyWith, rowsOf, target } from './rows.ts';

const policy = policyWith([target(), target({ id: 'SC-T9', kind: 'vacated_effective', parent: 'SC-T03' })]);
const lot = parcel('P1', { registeredArea: mu(10) });
const today = '2022-12-01';

function check(draft: LedgerDraft, before: readonly LedgerDraft[] = [], where = lot) {
  const { faults, conflicts } = checkDeclaration(draft, { parcel: where }, policy, rowsOf(before), today);
  return { faults: faults.map((fault) => fault.field), conflicts: conflicts.map(({ id, overlap }) => ({ id, overlapMu: toMu(overlap) })) };
}

const box = (west: number, east: number): MultiPolygon => [
  [
    [
      [west, 28],
      [east, 28],
      [east, 28.001],
      [west, 28.001],
      [west, 28],
    ],
  ],
];

describe('what may be declared', () => {
  it('is any part of the parcel, up to all of it', () => {
    expect(check(declared({ gross: mu(10) }))).toEqual({ faults: [], conflicts: [] });
    expect(check(declared({ gross: mu(6) }), [declared({ gross: mu(4) })])).toEqual({ faults: [], conflicts: [] });
  });

  it("is not the same land twice: together no more than the parcel's area, to the micro-mu", () => {
    expect(check(declared({ gross: mu(6.000001) }), [declared({ gross: mu(4) })]).conflicts).toEqual([{ id: 1, overlapMu: 0.000001 }]);
    expect(check(declared({ gross: mu(10) }), [declared({ gross: mu(10) })]).conflicts).toEqual([{ id: 1, overlapMu: 10 }]);
  });

  it('counts declared and verified entries, but not reversed ones, other kinds or other policies', () => {
    const first = declared({ gross: mu(10) });
    const verified = declared({ ...first, act: 'verify', entry: 1, date: day('2022-07-01') });
    const reversed = declared({ ...first, act: 'reverse', entry: 1, date: day('2022-08-01') });
    expect(check(declared({ gross: mu(1) }), [first, verified]).conflicts).toHaveLength(1);
    expect(check(declared({ gross: mu(10) }), [first, verified, reversed]).conflicts).toEqual([]);
    expect(
      check(declared({ gross: mu(10) }), [declared({ gross: mu(10), kind: 'revitalised' }), declared({ gross: mu(10), policy: 'other' })])
        .conflicts,
    ).toEqual([]);
  });

  it('is not land whose drawing overlaps one that counts, on whatever parcel', () => {
    const drawn = declared({ parcel: 'P2', shape: box(119, 119.002) });
    const [conflict] = check(declared({ shape: box(119.001, 119.003) }), [drawn]).conflicts;
    // 0.001° by 0.001° at 28° north is about 98.4 m by 110.8 m.
    expect(conflict?.id).toBe(1);
    expect(conflict?.overlapMu).toBeCloseTo((98.4 * 110.8) / 666.67, 0);
    expect(check(declared({ shape: box(119.002, 119.004) }), [drawn]).conflicts).toEqual([]);
  });

  it('breaks no rule of its own', () => {
    expect(check(declared({ gross: mu(10.000001) })).faults).toEqual(['grossMu']);
    expect(check(declared({ gross: microMu(0) })).faults).toEqual(['grossMu']);
    expect(check(declared({ effective: mu(4.1) })).faults).toEqual(['effectiveMu']);
    expect(check(declared({ effective: mu(4) })).faults).toEqual([]);
    expect(check(declared({ date: day('2022-02-28') })).faults).toEqual(['date']);
    expect(check(declared({ date: day('2022-03-01') })).faults).toEqual([]);
    expect(check(declared({ date: day('2022-12-02') })).faults).toEqual(['date']);
    expect(check(declared({ kind: 'revitalised' })).faults).toEqual(['kind']);
    expect(check(declared({ kind: 'vacated_effective' })).faults).toEqual(['kind']);
  });

  it('never lets a parcel count more than its area, whatever is declared and reversed in whatever order', () => {
    const step = fc.record({ gross: fc.integer({ min: 1, max: 12_000_000 }), undo: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const drafts: LedgerDraft[] = [];
        for (const { gross, undo } of steps) {
          const draft = declared({ gross: microMu(gross) });
          const { faults, conflicts } = checkDeclaration(draft, { parcel: lot }, policy, rowsOf(drafts), today);
          if (faults.length + conflicts.length > 0) continue;
          drafts.push(draft);
          if (undo) drafts.push(declared({ ...draft, act: 'reverse', entry: drafts.length, date: day('2022-07-01') }));
        }
        const active = entriesOf(drafts).filter((entry) => entry.stage !== 'reversed');
        expect(active.reduce((sum, entry) => sum + entry.gross, 0)).toBeLessThanOrEqual(mu(10));
      }),
    );
  });
});

describe('the drawing of a declaration', () => {
  const drawnLot = parcel('P1', { registeredArea: mu(30), shape: box(119, 119.002) });
  it('lies on the parcel', () => {
    expect(check(declared({ shape: box(119, 119.001) }), [], drawnLot).faults).toEqual([]);
    expect(check(declared({ shape: box(119.01, 119.011) }), [], drawnLot).faults).toEqual(['geometry']);
  });
});

describe('by what measure', () => {
  it.each([
    ['M-CLOSE', ['documents']],
    ['收购', []],
    ['M-UPGRADE', ['measure']],
    ['改造提升', ['measure']],
    ['M-BLACKLIST', ['measure']],
    ['M-NOSUCH', ['measure']],
    ["a county's own words", []],
  ])('%s', (measure, faults) => {
    expect(check(declared({ measure })).faults).toEqual(faults);
  });
});

describe('verifying and reversing', () => {
  const said = { date: day('2022-07-01'), basis: '现场核验', actor: '核验员', recordedAt: '2022-07-02T10:00:00+08:00' };
  const rows = rowsOf([declared()]);

  it('refers to the entry and carries its figures', () => {
    const done = verifyEntry(rows, 1, said);
    expect(done.ok && done.value).toMatchObject({ act: 'verify', entry: 1, gross: mu(4), basis: '现场核验', documents: [] });
  });

  it.each([
    ['an entry that is not there', rows, 2, said, 'not-found'],
    ['a day before the declaration', rows, 1, { ...said, date: day('2022-05-31') }, 'date'],
    ['a day still to come', rows, 1, { ...said, date: day('2022-07-03') }, 'date'],
    ['an entry verified before', rowsOf([declared(), declared({ act: 'verify', entry: 1 })]), 1, said, 'already-done'],
    ['an entry reversed before', rowsOf([declared(), declared({ act: 'reverse', entry: 1 })]), 1, said, 'already-done'],
  ] as const)('refuses %s', (_, given, id, statement, reason) => {
    const done = verifyEntry(given, id, statement);
    expect(done.ok ? null : done.error.reason).toBe(reason);
  });

  it('reverses once, not before the verification', () => {
    const verified = rowsOf([declared(), declared({ act: 'verify', entry: 1, date: day('2022-06-20') })]);
    expect(reverseEntry(verified, 1, said).ok).toBe(true);
    const early = reverseEntry(verified, 1, { ...said, date: day('2022-06-19') });
    expect(early.ok ? null : early.error.reason).toBe('date');
    const twice = reverseEntry(rowsOf([declared(), declared({ act: 'reverse', entry: 1 })]), 1, said);
    expect(twice.ok ? null : twice.error.reason).toBe('already-done');
  });
});
