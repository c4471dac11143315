// The whole yearly evaluation against an independent reckoning, over random parameter sets, firms, lots and blocks. MUTU_ORACLE_RUNS asks for more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account, Allocation, Occupancy } from '#domain/firms/firm.ts';
import { evaluateFirms } from '#domain/scoring/evaluation.ts';
import { knownIndicators } from '#domain/scoring/indicators.ts';
import type { ScoringGroup, ScoringParameters } from '#domain/scoring/parameters.ts';
import { evaluateBlocks, placeSubjects } from '#domain/scoring/places.ts';
import { membersOf } from '#domain/scoring/subjects.ts';
import { decimal, fen, microMu } from '#domain/units.ts';
import {
  dec,
  order,
  oracleGroup,
  over,
  times,
  whole,
  type Fraction,
  type OracleGroup,
  type OracleMember,
  type OracleSubject,
} from './evaluation-oracle.ts';
import { account, allocation, firm, mark, occupancy, parameters, year } from './samples.ts';

const numRuns = Number(process.env['MUTU_ORACLE_RUNS'] ?? 120);
const classes = ['A', 'B', 'C', 'D'];
const leaveOut = (set: { memberMissing: string }): boolean => set.memberMissing === 'leave-out';

/** Two figures and what a smallest unit of one over a smallest of the other is: fen over µmu is 万元/亩 as it is. */
const measures = [
  ['tax-per-mu', 'tax', 'area', whole(1)],
  ['value-added-per-mu', 'valueAdded', 'area', whole(1)],
  ['labour-productivity', 'valueAdded', 'employees', [1n, 1_000_000n]],
  ['value-added-per-energy', 'valueAdded', 'energyTce', [1n, 1_000_000n]],
  ['value-added-per-emission', 'valueAdded', 'emissionsTonnes', [1n, 1_000_000n]],
  ['research-share', 'researchSpending', 'revenue', whole(100)],
  ['tax-per-power', 'tax', 'powerKwh', [1n, 100n]],
] as const;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 6 });
const indicator = fc.record({
  weight: fc.constantFrom('20', '25.5', '33.3', '50'),
  base: fc.constantFrom('1', '10', '2.5', '0.3', '17'),
  cap: fc.constantFrom(null, '1', '1.2', '1.5'),
  floor: fc.constantFrom(null, '0', '0.2'),
  missing: fc.constantFrom('group-average' as const, 'zero' as const, 'not-evaluated' as const, 'reweight' as const),
  zeroDenominator: fc.constantFrom('missing' as const, 'cap' as const),
});
const cuts: fc.Arbitrary<OracleGroup['cuts']> = fc.oneof(
  fc
    .record({
      shares: fc.constantFrom(['20', '40', '35', '5'], ['10', '33.3', '46.7', '10'], ['25', '25', '25', '25']),
      rounding: fc.constantFrom('down' as const, 'up' as const, 'nearest' as const),
      ties: fc.constantFrom('better' as const, 'worse' as const, 'code' as const),
      vetoed: fc.constantFrom('ranked' as const, 'apart' as const),
    })
    .map(({ shares, ...rest }) => ({
      by: 'share' as const,
      shares: shares.map((percent, at) => [classes[at]!, percent] as const),
      ...rest,
    })),
  fc.constantFrom('ge' as const, 'gt' as const).map((op) => ({
    by: 'score' as const,
    from: [['A', op, '100'] as const, ['B', op, '60'] as const, ['C', op, '30'] as const],
  })),
);
const item = (id: string) => fc.constantFrom('1', '2.5', '10').map((points) => ({ id, points }));
const oneGroup = (id: string): fc.Arbitrary<OracleGroup> =>
  fc
    .record({
      chosen: fc.subarray([...measures.keys()], { minLength: 1, maxLength: 4 }),
      settings: fc.array(indicator, { minLength: 4, maxLength: 4 }),
      bonus: fc.tuple(item('b1'), item('b2')),
      penalty: fc.tuple(item('p1')),
      bonusLimit: fc.constantFrom(null, '3'),
      penaltyLimit: fc.constantFrom(null, '2'),
      vetoes: fc.constantFrom(
        [],
        [{ id: 'v1', atMost: 'D' }],
        [
          { id: 'v1', atMost: 'C' },
          { id: 'v2', atMost: 'D' },
        ],
      ),
      cuts,
      broken: fc.boolean(),
    })
    .map(({ chosen, settings, broken, ...rest }) => {
      const indicators = chosen.map((at, place) => {
        const [name, upper, lower, scale] = measures[at]!;
        return { id: name, upper, lower, scale, ...settings[place]! };
      });
      return { id, indicators, tieBreak: broken ? [indicators[0]!.id] : [], ...rest };
    });

/** The same group as the program has it. */
function groupOf(given: OracleGroup, subject: 'firm' | 'block', aboveScale: boolean | null): ScoringGroup {
  const limit = (text: string | null) => (text === null ? null : decimal(text));
  const marked = [{ kind: 'mark' as const }];
  return {
    id: given.id,
    name: given.id,
    subject,
    when: { aboveScale, tenantOnly: null, areaFrom: null, areaBelow: null, industries: [], kinds: [] },
    totalWeight: decimal(100),
    indicators: given.indicators.map(({ id, weight, base, cap, floor, missing, zeroDenominator }) => ({
      ...knownIndicators.find((each) => each.id === id)!,
      weight: decimal(weight),
      base: decimal(base),
      cap: limit(cap),
      floor: limit(floor),
      missing,
      zeroDenominator,
    })),
    adjustments: [
      ...given.bonus.map(({ id, points }) => ({ id, name: id, kind: 'bonus' as const, points: decimal(points), when: marked })),
      ...given.penalty.map(({ id, points }) => ({ id, name: id, kind: 'penalty' as const, points: decimal(points), when: marked })),
    ],
    bonusLimit: limit(given.bonusLimit),
    penaltyLimit: limit(given.penaltyLimit),
    vetoes: given.vetoes.map(({ id, atMost }) => ({ id, name: id, atMost, when: marked })),
    cuts:
      given.cuts.by === 'share'
        ? { ...given.cuts, shares: given.cuts.shares.map(([name, percent]) => ({ class: name, percent: decimal(percent) })) }
        : { by: 'score', from: given.cuts.from.map(([name, op, score]) => ({ class: name, op, score: decimal(score) })) },
    tieBreak: given.tieBreak,
  };
}

/** Few different amounts, so that equal scores, zeros and negatives are common. */
const fens = maybe(fc.constantFrom(0, 1, 10_000_000, 10_000_001, 30_000_000, 100_000_000, -5_000_000));
const plain = maybe(fc.constantFrom(0, 1, 7, 12.5, 100));
const areas = maybe(fc.constantFrom(0, 1, 3_000_000, 3_000_001, 10_000_000));
const firmRow = fc.record({
  tax: fens,
  revenue: fens,
  valueAdded: fens,
  researchSpending: fens,
  energyTce: plain,
  powerKwh: plain,
  emissionsTonnes: plain,
  employees: plain,
  assessedArea: areas,
  aboveScale: fc.oneof({ weight: 8, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constant(null) }),
  role: fc.constantFrom('自用' as const, '租用' as const, null),
  lot: fc.constantFrom('L1', 'L2', 'L3'),
  land: fc.constantFrom(500_000, 2_000_000, 5_000_000),
  marks: fc.subarray(['b1', 'b2', 'p1', 'v1', 'v2', 'new'], { maxLength: 2 }),
  grade: fc.constantFrom(null, 'A' as const, 'D' as const),
  forced: fc.constantFrom(null, null, null, 'D'),
});
type FirmRow = (typeof firmRow extends fc.Arbitrary<infer T> ? T : never) & { readonly id: string };

const money = (value: number | null): Fraction | null => (value === null ? null : whole(value));
const stated = (value: number | null): Fraction | null => (value === null ? null : dec(String(value)));

function memberOf(row: FirmRow): OracleMember {
  const area = row.assessedArea ?? (row.role === null ? null : row.land);
  return {
    id: row.id,
    figures: {
      tax: money(row.tax),
      revenue: money(row.revenue),
      valueAdded: money(row.valueAdded),
      researchSpending: money(row.researchSpending),
      energyTce: stated(row.energyTce),
      powerKwh: stated(row.powerKwh),
      emissionsTonnes: stated(row.emissionsTonnes),
      employees: stated(row.employees),
      area: money(area),
    },
  };
}

const cash = (value: number | null) => (value === null ? null : fen(value));
function accountOf(row: FirmRow): Account {
  const { tax, revenue, valueAdded, researchSpending, energyTce, powerKwh, emissionsTonnes, employees, aboveScale, grade } = row;
  return account(row.id, {
    tax: cash(tax),
    revenue: cash(revenue),
    valueAdded: cash(valueAdded),
    researchSpending: cash(researchSpending),
    energyTce,
    powerKwh,
    emissionsTonnes,
    employees,
    aboveScale,
    grade,
    assessedArea: row.assessedArea === null ? null : microMu(row.assessedArea),
  });
}

/** Who is evaluated with whom: on a lot the owners, and whoever leases there and is not set apart. */
function subjectsOf(rows: readonly FirmRow[], tenants: ScoringParameters['tenants'], apartFrom: number | null): OracleSubject[] {
  const pools = new Map<string, FirmRow[]>();
  for (const row of rows) {
    const alone =
      tenants.mode === 'apart' ||
      row.role === null ||
      (row.role === '租用' && ((tenants.aboveScaleApart && row.aboveScale === true) || (apartFrom !== null && row.land >= apartFrom)));
    const key = alone ? row.id : row.lot;
    pools.set(key, [...(pools.get(key) ?? []), row]);
  }
  return [...pools.values()].map((pool) => ({
    id: pool.length === 1 ? pool[0]!.id : `lot:${pool[0]!.lot}`,
    members: pool.map(memberOf),
  }));
}

const named = (rows: readonly Omit<FirmRow, 'id'>[]): FirmRow[] => rows.map((row, at) => ({ ...row, id: `F${String(at + 10)}` }));
const sameFraction = (a: { readonly top: bigint; readonly bottom: bigint } | null, b: Fraction | null): boolean =>
  a === null || b === null ? a === b : order([a.top, a.bottom], b) === 0;

describe('the program and an independent reckoning agree to the last digit', () => {
  it('for firms: 规上 and 规下 apart, tenants merged or apart, 暂不评, vetoes, imported and forced grades', () => {
    fc.assert(
      fc.property(
        oneGroup('above'),
        oneGroup('below'),
        fc.array(firmRow, { minLength: 1, maxLength: 14 }),
        fc.record({
          mode: fc.constantFrom('merged' as const, 'apart' as const),
          aboveScaleApart: fc.boolean(),
          apartFrom: fc.constantFrom(null, 2),
          memberMissing: fc.constantFrom('unknown' as const, 'leave-out' as const),
          prevails: fc.constantFrom('imported' as const, 'computed' as const),
        }),
        (above, below, bare, { prevails, apartFrom, ...rule }) => {
          const rows = named(bare);
          const tenants = { ...rule, apartFrom: apartFrom === null ? null : decimal(apartFrom) };
          const set = parameters([groupOf(above, 'firm', true), groupOf(below, 'firm', false)], {
            tenants,
            prevails,
            exemptions: [{ id: 'new', name: '新办', when: [{ kind: 'mark' }], unless: [] }],
          });
          const occupancies = rows.flatMap((row): Occupancy[] =>
            row.role === null ? [] : [occupancy(row.id, row.lot, row.role, microMu(row.land))],
          );
          const result = evaluateFirms(
            {
              year,
              firms: rows.map(({ id }) => firm(id)),
              accounts: rows.map(accountOf),
              occupancies,
              marks: rows.flatMap(({ id, marks }) => marks.map((name) => mark(id, name))),
              forced: rows.flatMap(({ id, forced }) =>
                forced === null ? [] : [{ subject: id, year, grade: forced, actor: '甲', basis: '乙', recordedAt: '2023-01-01' }],
              ),
            },
            set,
          );
          const byId = new Map(rows.map((row) => [row.id, row]));
          const rated = rows.filter(({ marks }) => !marks.includes('new'));
          const subjects = subjectsOf(rated, tenants, apartFrom === null ? null : apartFrom * 1_000_000);
          const marked = ({ members }: OracleSubject, name: string) => members.some(({ id }) => byId.get(id)!.marks.includes(name));
          const scaleOf = ({ members }: OracleSubject): boolean | null => {
            const scales = new Set(members.map(({ id }) => byId.get(id)!.aboveScale));
            return scales.has(true) ? true : scales.has(null) ? null : false;
          };
          const wanted = new Map([
            ...oracleGroup(
              above,
              classes,
              subjects.filter((one) => scaleOf(one) === true),
              marked,
              leaveOut(tenants),
            ),
            ...oracleGroup(
              below,
              classes,
              subjects.filter((one) => scaleOf(one) === false),
              marked,
              leaveOut(tenants),
            ),
          ]);
          const told = new Map(result.subjects.map((one) => [one.subject.id, one]));
          expect([...told.keys()].sort()).toEqual(subjects.map(({ id }) => id).sort());
          for (const one of subjects) {
            const found = told.get(one.id)!;
            const want = wanted.get(one.id);
            if (!want) {
              expect(found.outcome).toEqual({ state: 'ungrouped', undecided: ['above', 'below'] });
              continue;
            }
            expect([one.id, sameFraction(found.score!.total, want.total)]).toEqual([one.id, true]);
            expect([one.id, found.rank, found.outOf, found.outcome]).toEqual([one.id, want.rank, want.outOf, want.outcome]);
          }
          const subjectOf = new Map(subjects.flatMap((one) => one.members.map(({ id }) => [id, one] as const)));
          for (const { uscc, standing } of result.firms) {
            const row = byId.get(uscc)!;
            const own = subjectOf.get(uscc);
            const outcome = own && wanted.get(own.id)?.outcome;
            const computed = outcome?.state === 'rated' ? outcome.class : null;
            const stands = computed !== null || !own;
            const counted = row.forced ?? (row.grade !== null && (prevails === 'imported' || !stands) ? row.grade : computed);
            expect([uscc, standing.class, standing.imported]).toEqual([uscc, counted, row.grade]);
            if (!own) expect(standing.computed.state).toBe('exempt');
          }
        },
      ),
      { numRuns },
    );
  });

  it('for blocks: tax and land as allocated, other figures by the share of land', () => {
    fc.assert(
      fc.property(
        oneGroup('blocks'),
        fc.array(firmRow, { minLength: 1, maxLength: 8 }),
        fc.array(
          fc.record({
            at: fc.nat(),
            parcel: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
            area: fc.constantFrom(1, 500_000, 3_000_000),
            tax: maybe(fc.constantFrom(0, 5_000_001, 70_000_000)),
          }),
          { minLength: 1, maxLength: 14 },
        ),
        (given, bare, parts) => {
          const rows = named(bare);
          const blockOf = (parcel: string): string | null => (parcel === 'P4' ? null : parcel === 'P3' ? 'K2' : 'K1');
          const allocations = parts.map(({ at, parcel, area, tax }): Allocation =>
            allocation(rows[at % rows.length]!.id, parcel, microMu(area), cash(tax)),
          );
          const set = parameters([groupOf(given, 'block', null)]);
          const marks = rows.slice(0, 2).flatMap(({ marks: names }, at) => names.map((name) => mark(`K${at + 1}`, name)));
          const members = membersOf(
            { year, firms: rows.map(({ id }) => firm(id)), accounts: rows.map(accountOf), occupancies: [] },
            set.land,
          );
          const places = ['K1', 'K2'].map((key) => ({ key, name: key }));
          const subjects = placeSubjects({ year, members, allocations, places, placeOf: blockOf });
          const results = evaluateBlocks(subjects, set, year, marks);
          const wanted = oracleGroup(
            given,
            classes,
            places.map(({ key }): OracleSubject => ({ id: key, members: partsIn(key, rows, allocations, blockOf) })),
            ({ id }, name) => marks.some((one) => one.subject === id && one.item === name),
            false,
          );
          for (const found of results) {
            const want = wanted.get(found.subject.id)!;
            expect([found.subject.id, sameFraction(found.score!.total, want.total)]).toEqual([found.subject.id, true]);
            expect([found.rank, found.outOf, found.outcome]).toEqual([want.rank, want.outOf, want.outcome]);
          }
        },
      ),
      { numRuns },
    );
  });
});

/** The parts of the firms in a block. */
function partsIn(
  block: string,
  rows: readonly FirmRow[],
  allocations: readonly Allocation[],
  blockOf: (parcel: string) => string | null,
): OracleMember[] {
  return rows.flatMap((row): OracleMember[] => {
    const own = allocations.filter(({ uscc }) => uscc === row.id);
    const here = own.filter(({ parcel }) => blockOf(parcel) === block);
    if (here.length === 0) return [];
    const land = (list: readonly Allocation[]): Fraction => whole(list.reduce((sum, { area }) => sum + BigInt(area), 0n));
    const share = over(land(here), land(own));
    const { figures } = memberOf({ ...row, role: null });
    const scaled = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, value && times(value, share)]));
    const taxes = here.map(({ tax }) => tax);
    const tax = taxes.includes(null) ? null : whole(taxes.reduce<bigint>((sum, one) => sum + BigInt(one ?? 0), 0n));
    return [{ id: row.id, figures: { ...scaled, tax, area: land(here) } }];
  });
}
