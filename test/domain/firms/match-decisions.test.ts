// What people decide at the matching desk: the newest word counts, a rejection holds, shares by hand stand, nothing is lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateTax } from '#domain/firms/allocate.ts';
import { matchFirms } from '#domain/firms/match.ts';
import { decidedMatches, type MatchAct, type MatchDecision } from '#domain/firms/match-decisions.ts';
import { matchFault } from '#domain/firms/match-faults.ts';
import { occupyYears } from '../../../server/evaluate/occupy.ts';
import { account, county, firm, mu, parcel, tenure } from './samples.ts';

const said = (acts: readonly MatchAct[]): MatchDecision[] =>
  acts.map((act, index) => ({ ...act, id: index + 1, basis: '现场核对', actor: '张三', recordedAt: '2022-01-01T00:00:00Z' }));
const confirm = (subject: string, uscc: string): MatchAct => ({ act: 'confirm', noun: 'parcel', subject, uscc });
const reject = (subject: string, uscc: string): MatchAct => ({ act: 'reject', noun: 'parcel', subject, uscc });
const firms = [firm('A', '甲厂'), firm('B', '乙厂'), firm('C', '丙厂')];
const parcels = [parcel('P1', { holder: '甲厂', holderUscc: 'A' }), parcel('P2', { holder: '乙厂' })];
const match = (acts: readonly MatchAct[]) => matchFirms({ parcels, firms, accounts: [], tenures: [], decided: decidedMatches(said(acts)) });

describe('a decision', () => {
  it('confirmed stands before code and name; the newest of two counts', () => {
    expect(match([confirm('P1', 'C')]).holders.get('P1')).toEqual({ uscc: 'C', basis: 'decided' });
    expect(match([confirm('P1', 'C'), confirm('P1', 'B')]).holders.get('P1')?.uscc).toBe('B');
  });

  it('rejected is found neither by code nor by name; the other way of finding still decides', () => {
    expect(match([reject('P1', 'A')]).holders.has('P1')).toBe(false);
    expect(match([reject('P2', 'B')]).report.unmatchedParcels).toEqual(['P2']);
    const several = [firm('A', '永达厂'), firm('B', '永达厂')];
    const lot = [parcel('P', { holder: '永达厂' })];
    const decided = decidedMatches(said([{ act: 'reject', noun: 'parcel', subject: 'P', uscc: 'A' }]));
    expect(matchFirms({ parcels: lot, firms: several, accounts: [], tenures: [], decided }).holders.get('P')?.uscc).toBe('B');
  });

  it('withdrawn is as if never said', () => {
    expect(match([confirm('P1', 'C'), { act: 'withdraw', decision: 1 }]).holders.get('P1')).toEqual({ uscc: 'A', basis: 'holder-code' });
  });

  it('confirmed and then rejected leaves the files to speak for the others', () => {
    expect(match([confirm('P1', 'C'), reject('P1', 'C')]).holders.get('P1')?.uscc).toBe('A');
  });

  it('gives stray accounts to a firm, unless both have a year in common', () => {
    const alias: MatchAct = { act: 'confirm', noun: 'account', subject: 'X', uscc: 'A' };
    const give = (accounts: ReturnType<typeof account>[]) =>
      matchFirms({ parcels, firms, accounts, tenures: [], decided: decidedMatches(said([alias])) }).resolve('X');
    expect(give([account('X', 2021, 3)])).toBe('A');
    expect(give([account('X', 2021, 3), account('A', 2021, 1)])).toBe('X');
  });

  it('separates accounts that the same name had merged', () => {
    const accounts = [account('X', 2021, 3, { name: '甲厂' })];
    const apart: MatchAct = { act: 'reject', noun: 'account', subject: 'X', uscc: 'A' };
    expect(matchFirms({ parcels, firms, accounts, tenures: [] }).resolve('X')).toBe('A');
    expect(matchFirms({ parcels, firms, accounts, tenures: [], decided: decidedMatches(said([apart])) }).resolve('X')).toBe('X');
  });

  it('on shares stands for its years, and a rejected firm stands by no tenure row', () => {
    const split: MatchAct = {
      act: 'split',
      parcel: 'P1',
      shares: [
        { uscc: 'B', role: '自用', area: mu(6) },
        { uscc: 'C', role: '租用', area: mu(4) },
      ],
      fromYear: 2021,
      toYear: null,
    };
    const decided = decidedMatches(said([split, reject('P2', 'C')]));
    const tenures = [tenure('P2', 'C', '租用', 5)];
    const matching = matchFirms({ parcels, firms, accounts: [], tenures, decided });
    const { occupancies } = occupyYears(parcels, tenures, matching, [2020, 2021], decided);
    expect(occupancies.map(({ year, parcel: code, uscc, area, basis }) => [year, code, uscc, area, basis])).toEqual([
      [2020, 'P1', 'A', mu(10), 'holder-code'],
      [2020, 'P2', 'B', mu(10), 'holder-name'],
      [2021, 'P1', 'B', mu(6), 'decided'],
      [2021, 'P1', 'C', mu(4), 'decided'],
      [2021, 'P2', 'B', mu(10), 'holder-name'],
    ]);
  });
});

describe('a decision is not written', () => {
  const ground = {
    parcel: (code: string) => parcels.find((one) => one.code === code) ?? null,
    registered: (uscc: string) => firms.some((one) => one.uscc === uscc),
    accountYears: (code: string) => ({ X: [2020, 2021], A: [2021] })[code] ?? [],
    decisions: said([confirm('P1', 'C'), { act: 'withdraw', decision: 1 }, confirm('P1', 'B')]),
  };
  const split = (area: number, more: Partial<Extract<MatchAct, { act: 'split' }>> = {}): MatchAct => ({
    act: 'split',
    parcel: 'P1',
    shares: [{ uscc: 'A', role: '自用', area: mu(area) }],
    fromYear: null,
    toYear: null,
    ...more,
  });
  it.each<[string, MatchAct]>([
    ['about a parcel that is not there', confirm('P9', 'A')],
    ['for a firm that nobody knows', confirm('P1', 'Z')],
    ['for accounts that are not there', { act: 'confirm', noun: 'account', subject: 'Y', uscc: 'B' }],
    ['for a firm that has an account in the same year', { act: 'confirm', noun: 'account', subject: 'X', uscc: 'A' }],
    ['that takes a registered firm for another', { act: 'confirm', noun: 'account', subject: 'A', uscc: 'B' }],
    ['that shares more land than there is', split(10.000001)],
    ['that ends before it begins', split(1, { fromYear: 2021, toYear: 2020 })],
    ['that takes back what was taken back', { act: 'withdraw', decision: 1 }],
    ['that takes back a taking back', { act: 'withdraw', decision: 2 }],
  ])('%s', (_, act) => expect(matchFault(act, ground)).not.toBeNull());

  it.each<[string, MatchAct]>([
    ['exactly the whole parcel', split(10)],
    ['a firm without a common year', { act: 'confirm', noun: 'account', subject: 'X', uscc: 'B' }],
    ['what holds', { act: 'withdraw', decision: 3 }],
  ])('but %s is', (_, act) => expect(matchFault(act, ground)).toBeNull());
});

describe('whatever is decided', () => {
  const subject = fc.constantFrom('P1', 'P2');
  const uscc = fc.constantFrom('A', 'B', 'C', 'X');
  const act: fc.Arbitrary<MatchAct> = fc.oneof(
    fc.record({ act: fc.constantFrom<'confirm' | 'reject'>('confirm', 'reject'), noun: fc.constant<'parcel'>('parcel'), subject, uscc }),
    fc.record({
      act: fc.constantFrom<'confirm' | 'reject'>('confirm', 'reject'),
      noun: fc.constant<'account'>('account'),
      subject: fc.constant('X'),
      uscc,
    }),
    fc.record({ act: fc.constant<'withdraw'>('withdraw'), decision: fc.integer({ min: 1, max: 8 }) }),
    fc.record({
      act: fc.constant<'split'>('split'),
      parcel: subject,
      shares: fc.array(
        fc.record({ uscc, role: fc.constantFrom<'自用' | '租用'>('自用', '租用'), area: fc.integer({ min: 1, max: 9 }).map(mu) }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      fromYear: fc.option(fc.integer({ min: 2019, max: 2022 })),
      toYear: fc.constant(null),
    }),
  );

  it('conserves every fen of every year', () => {
    const accounts = [account('A', 2020, 7), account('A', 2021, -3), account('B', 2021, 11.11), account('X', 2020, 5, { name: '甲厂' })];
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const decided = decidedMatches(said(acts));
        const matching = matchFirms({ parcels, firms, accounts, tenures: [], decided });
        const { occupancies } = occupyYears(parcels, [], matching, [2020, 2021], decided);
        const { conservation } = allocateTax(county, accounts, occupancies, matching.resolve);
        for (const { imported, allocated, unallocated } of conservation) expect(imported).toBe(allocated + unallocated);
        const years = new Map(conservation.map((one) => [one.year, one.imported]));
        expect([years.get(2020), years.get(2021)]).toEqual([12_000_000, 8_110_000]);
      }),
    );
  });
});
