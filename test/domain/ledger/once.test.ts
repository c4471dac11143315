// Every square metre once: whatever is added, verified, split, and reversed, the counted area is that of the union, on any day.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entriesAsOf, reverseEntry, verifyEntry } from '#domain/ledger/acts.ts';
import { type LedgerDraft, sealRow } from '#domain/ledger/chain.ts';
import { checkDeclaration } from '#domain/ledger/counting.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { microMu } from '#domain/units.ts';
import { day, parcel } from '../firms/samples.ts';
import { declared, policyWith, target } from './rows.ts';

const policy = policyWith([target()]);
const scale = metresPerDegree(28);
const cell = 20;
/** Cells of a grid as a drawing: 20 m each way, so 0.6 mu each. */
function cells(x: number, y: number, width: number, height: number): MultiPolygon {
  const [west, south] = [119 + (x * cell) / scale.east, 28 + (y * cell) / scale.north];
  const [east, north] = [119 + ((x + width) * cell) / scale.east, 28 + ((y + height) * cell) / scale.north];
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
}
const side = 6;
const cellArea = 600_000;
const lot = parcel('P1', { registeredArea: microMu(side * side * cellArea), shape: cells(0, 0, side, side) });
const dayOf = (offset: number) => day(new Date(Date.UTC(2022, 2, 1 + offset)).toISOString().slice(0, 10));
const sha = (text: string) => text.slice(-40);

const small = fc.integer({ min: 0, max: side - 1 });
const act = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    x: small,
    y: small,
    w: fc.integer({ min: 1, max: 3 }),
    h: fc.integer({ min: 1, max: 3 }),
    on: fc.nat(200),
  }),
  fc.record({ do: fc.constantFrom('verify' as const, 'reverse' as const), entry: fc.nat(12), after: fc.nat(120) }),
);

it('whatever is added, verified and reversed, on any day the counted area is that of the union of what stands', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), fc.array(fc.nat(400), { minLength: 4, maxLength: 4 }), (acts, days) => {
      const rows: LedgerRow[] = [];
      const land = new Map<number, readonly [number, number, number, number]>();
      const write = (draft: LedgerDraft) => rows.push(sealRow(draft, rows.length + 1, '', sha));
      for (const one of acts) {
        if (one.do === 'add') {
          const box = [one.x, one.y, Math.min(one.w, side - one.x), Math.min(one.h, side - one.y)] as const;
          const draft = declared({ shape: cells(...box), gross: microMu(box[2] * box[3] * cellArea), date: dayOf(one.on) });
          const check = checkDeclaration(draft, { parcel: lot }, policy, rows, '2023-12-31');
          expect(check.faults).toEqual([]);
          if (check.conflicts.length > 0) continue;
          write({ ...draft, countsFrom: check.countsFrom });
          land.set(rows.length, box);
          continue;
        }
        const ids = [...land.keys()];
        const id = ids[one.entry % Math.max(1, ids.length)];
        const row = rows.find((candidate) => candidate.id === id);
        if (!row) continue;
        const date = dayOf((Date.parse(row.date) - Date.UTC(2022, 2, 1)) / 86_400_000 + one.after);
        const said = { date, basis: 'x', actor: '另一人', recordedAt: '2023-12-31T00:00:00Z' };
        const draft = one.do === 'verify' ? verifyEntry(rows, row.id, said) : reverseEntry(rows, row.id, said);
        if (draft.ok) write(draft.value);
      }
      for (const offset of days) {
        const standing = entriesAsOf(rows, dayOf(offset)).filter((entry) => entry.stage !== 'reversed');
        const union = new Set<string>();
        for (const entry of standing) {
          const [x, y, w, h] = land.get(entry.id)!;
          for (let i = x; i < x + w; i += 1) for (let j = y; j < y + h; j += 1) union.add(`${i} ${j}`);
        }
        expect(standing.reduce((sum, entry) => sum + entry.gross, 0)).toBe(union.size * cellArea);
      }
    }),
    { numRuns: 60 },
  );
});
