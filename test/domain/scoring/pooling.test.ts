// Who is evaluated together: every firm once, sums conserved, tenants merged, following or apart as the rule says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account, Occupancy } from '#domain/firms/firm.ts';
import { poolSubjects } from '#domain/scoring/pooling.ts';
import type { TenantRule } from '#domain/scoring/parameters.ts';
import { compareRationals, sum } from '#domain/scoring/rational.ts';
import { membersOf, totalOf } from '#domain/scoring/subjects.ts';
import { decimal, fen } from '#domain/units.ts';
import { account, firm, mu, occupancy, wan, year } from './samples.ts';

const rule = (mode: TenantRule['mode'], more: Partial<TenantRule> = {}): TenantRule => ({
  mode,
  aboveScaleApart: false,
  apartFrom: null,
  memberMissing: 'unknown',
  ...more,
});
const ids = ['L1', 'L2', 'T1', 'T2', 'T3'];

function pools(occupancies: readonly Occupancy[], tenants: TenantRule, more: { accounts?: Account[]; holders?: Map<string, string> } = {}) {
  const accounts = more.accounts ?? ids.map((id) => account(id, { tax: wan(1) }));
  const members = membersOf(
    { year, firms: ids.map((id) => firm(id)), accounts, occupancies, ...(more.holders ? { holders: more.holders } : {}) },
    ['occupied'],
  );
  return poolSubjects(members, tenants).map((subject) => [
    subject.id,
    subject.members.map((each) => each.uscc),
    subject.followers.map((each) => each.uscc),
  ]);
}

describe('conservation', () => {
  const lot = fc.constantFrom('P1', 'P2', 'P3', 'P4');
  const row = fc.record({
    uscc: fc.constantFrom(...ids),
    lot,
    role: fc.constantFrom<'自用' | '租用'>('自用', '租用'),
    area: fc.integer({ min: 1, max: 90 }),
  });
  const taxes = fc.array(fc.option(fc.integer({ min: -500, max: 9_000_000 })), { minLength: 5, maxLength: 5 });

  it('puts every firm into exactly one subject with all its figures, in every mode', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        taxes,
        fc.constantFrom('merged', 'follow', 'apart'),
        fc.boolean(),
        (rows, amounts, mode, held) => {
          const occupancies = rows.map((each) => occupancy(each.uscc, each.lot, each.role, mu(each.area)));
          const accounts = ids.map((id, index) => account(id, { tax: amounts[index] === null ? null : fen(amounts[index]!) }));
          const holders = new Map(
            held
              ? [
                  ['P1', 'L1'],
                  ['P2', 'L1'],
                ]
              : [],
          );
          const members = membersOf({ year, firms: [], accounts, occupancies, holders }, ['occupied']);
          const subjects = poolSubjects(members, rule(mode, { apartFrom: decimal(100) }));
          expect(
            subjects
              .flatMap((subject) => [...subject.members, ...subject.followers])
              .map((each) => each.uscc)
              .sort(),
          ).toEqual(ids);
          expect(new Set(subjects.map((subject) => subject.id)).size).toBe(subjects.length);
          if (mode === 'follow') return;
          for (const figure of ['tax', 'area'] as const) {
            const unknown = members.filter((each) => each.figures[figure] === null).length;
            const totals = subjects.map((subject) => totalOf(subject, figure));
            if (unknown > 0) continue;
            expect(compareRationals(sum(totals.map((total) => total!)), sum(members.map((each) => each.figures[figure]!)))).toBe(0);
          }
        },
      ),
    );
  });
});

describe('merged', () => {
  it('pools tenants with whoever uses the lot', () => {
    const rows = [
      occupancy('L1', 'P1', '自用', mu(10)),
      occupancy('T1', 'P1', '租用', mu(2)),
      occupancy('T2', 'P1', '租用', mu(1)),
      occupancy('L2', 'P2', '自用', mu(5)),
    ];
    expect(pools(rows, rule('merged'))).toEqual([
      ['lot:P1', ['L1', 'T1', 'T2'], []],
      ['L2', ['L2'], []],
      ['T3', ['T3'], []],
    ]);
  });

  it('names no two pools after one lot, though the principal of one leases on the lot of the other', () => {
    const rows = [
      occupancy('L1', 'P3', '租用', mu(1)),
      occupancy('T1', 'P3', '自用', mu(1)),
      occupancy('T2', 'P3', '自用', mu(1)),
      occupancy('L2', 'P1', '租用', mu(1)),
    ];
    expect(pools(rows, rule('merged'), { holders: new Map([['P1', 'L1']]) })).toEqual([
      ['lot:P1', ['L1', 'L2'], []],
      ['lot:P3', ['T1', 'T2'], []],
      ['T3', ['T3'], []],
    ]);
  });

  it('puts a tenant of two landlords with the one where it leases most, and joins the two not', () => {
    const rows = [
      occupancy('L1', 'P1', '自用', mu(10)),
      occupancy('L2', 'P2', '自用', mu(10)),
      occupancy('T1', 'P1', '租用', mu(2)),
      occupancy('T1', 'P2', '租用', mu(3)),
    ];
    expect(pools(rows, rule('merged')).slice(0, 2)).toEqual([
      ['L1', ['L1'], []],
      ['lot:P2', ['L2', 'T1'], []],
    ]);
  });

  it('keeps a firm with own land on its own although it leases elsewhere', () => {
    const rows = [occupancy('L1', 'P1', '自用', mu(10)), occupancy('L2', 'P2', '自用', mu(3)), occupancy('L2', 'P1', '租用', mu(5))];
    expect(pools(rows, rule('merged')).slice(0, 2)).toEqual([
      ['L1', ['L1'], []],
      ['L2', ['L2'], []],
    ]);
  });

  it('joins firms that share a lot as their own', () => {
    const rows = [occupancy('L1', 'P1', '自用', mu(4)), occupancy('L2', 'P1', '自用', mu(6))];
    expect(pools(rows, rule('merged'))[0]).toEqual(['lot:P1', ['L2', 'L1'], []]);
  });

  it('pools the tenants of an absent landlord with each other, and with him when the register names him', () => {
    const rows = [occupancy('T1', 'P1', '租用', mu(2)), occupancy('T2', 'P1', '租用', mu(3))];
    expect(pools(rows, rule('merged'))).toContainEqual(['lot:P1', ['T2', 'T1'], []]);
    expect(pools(rows, rule('merged'), { holders: new Map([['P1', 'L1']]) })).toContainEqual(['lot:P1', ['L1', 'T2', 'T1'], []]);
  });

  it('does not draw in a registered holder where somebody else uses the lot', () => {
    const rows = [occupancy('L2', 'P1', '自用', mu(9)), occupancy('T1', 'P1', '租用', mu(2))];
    expect(pools(rows, rule('merged'), { holders: new Map([['P1', 'L1']]) })).toContainEqual(['L1', ['L1'], []]);
  });

  it('leaves large and 规上 tenants apart where the rule says so', () => {
    const rows = [
      occupancy('L1', 'P1', '自用', mu(10)),
      occupancy('T1', 'P1', '租用', mu(5)),
      occupancy('T2', 'P1', '租用', mu('4.999999')),
    ];
    expect(pools(rows, rule('merged', { apartFrom: decimal(5) }))).toContainEqual(['lot:P1', ['L1', 'T2'], []]);
    const accounts = ids.map((id) => account(id, { aboveScale: id === 'T2' ? true : id === 'T1' ? null : false }));
    expect(pools(rows, rule('merged', { aboveScaleApart: true }), { accounts })).toContainEqual(['lot:P1', ['L1', 'T1'], []]);
  });
});

describe('follow and apart', () => {
  const rows = [
    occupancy('L1', 'P1', '自用', mu(4)),
    occupancy('L2', 'P1', '自用', mu(6)),
    occupancy('T1', 'P1', '租用', mu(2)),
    occupancy('T2', 'P9', '租用', mu(1)),
  ];
  it('lets tenants follow the firm with most land on the lot, and stand alone where nobody holds it', () => {
    expect(pools(rows, rule('follow'))).toEqual([
      ['L1', ['L1'], []],
      ['L2', ['L2'], ['T1']],
      ['T2', ['T2'], []],
      ['T3', ['T3'], []],
    ]);
  });
  it('apart is every firm on its own', () => {
    expect(pools(rows, rule('apart'))).toEqual(ids.map((id) => [id, [id], []]));
  });
});
