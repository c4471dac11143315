// Blocks, townships, industries: parts of firms that add up, rankings with coverage, block evaluation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateBlocks, gatherFirms, placeSubjects, type Place } from '#domain/scoring/places.ts';
import { knownIndicators } from '#domain/scoring/indicators.ts';
import { ranking, weightedMean, type RankingRule } from '#domain/scoring/ranking.ts';
import { compareRationals, plainText, rational, sum } from '#domain/scoring/rational.ts';
import { membersOf, totalOf } from '#domain/scoring/subjects.ts';
import { decimal, fen, microMu, splitByWeight } from '#domain/units.ts';
import { account, allocation, firm, group, indicator, mark, member, mu, parameters, wan, year } from './samples.ts';

const taxPerMu = knownIndicators.find((each) => each.id === 'tax-per-mu')!;
const anyone: RankingRule = { minimumFirms: 1, minimumKnownPercent: decimal(0), minimumLand: microMu(0) };
const blocks: Place[] = [
  { key: 'B1', name: '一区' },
  { key: 'B2', name: '二区' },
];

describe('parts of firms', () => {
  it('add up to the firm over all places, tax and land to the unit, the rest exactly', () => {
    const parts = fc.array(fc.record({ parcel: fc.constantFrom('P1', 'P2', 'P3', 'P4'), area: fc.integer({ min: 1, max: 10 ** 9 }) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, fc.integer({ min: -1000, max: 10 ** 12 }), fc.integer({ min: 0, max: 10 ** 9 }), (rows, tax, revenue) => {
        const accounts = [account('F1', { tax: fen(tax), revenue: fen(revenue) })];
        const taxes = splitByWeight(
          tax,
          rows.map((row) => row.area),
        )!;
        const allocations = rows.map((row, index) => allocation('F1', row.parcel, microMu(row.area), fen(taxes[index]!)));
        const members = membersOf({ year, firms: [], accounts, occupancies: [] }, ['occupied']);
        const all = [...blocks, { key: 'rest', name: '其余' }];
        const placeOf = (parcel: string) => ({ P1: 'B1', P2: 'B2', P3: 'B2' })[parcel] ?? 'rest';
        const subjects = placeSubjects({ year, members, allocations, places: all, placeOf }).filter((each) => each.members.length > 0);
        const total = (figure: 'tax' | 'revenue' | 'area') => sum(subjects.map((each) => totalOf(each, figure)!));
        expect(compareRationals(total('tax'), rational(tax))).toBe(0);
        expect(compareRationals(total('revenue'), rational(revenue))).toBe(0);
        expect(compareRationals(total('area'), sum(rows.map((row) => rational(row.area))))).toBe(0);
        expect(compareRationals(sum(subjects.flatMap((each) => each.members.map((part) => part.share))), rational(1))).toBe(0);
      }),
    );
  });

  it('have the tax as it was allocated, not a share of it worked out again', () => {
    const members = membersOf({ year, firms: [], accounts: [account('F1', { tax: fen(100), revenue: fen(100) })], occupancies: [] }, [
      'occupied',
    ]);
    const allocations = [allocation('F1', 'P1', microMu(1), fen(34)), allocation('F1', 'P2', microMu(2), fen(66))];
    const [first] = placeSubjects({ year, members, allocations, places: blocks, placeOf: (parcel) => (parcel === 'P1' ? 'B1' : 'B2') });
    expect(compareRationals(totalOf(first!, 'tax')!, rational(34))).toBe(0);
    expect(compareRationals(totalOf(first!, 'revenue')!, rational(100, 3))).toBe(0);
  });

  it('of a firm whose tax is not known make the place’s total unknown, not smaller', () => {
    const accounts = [account('F1', { tax: wan(9) }), account('F2')];
    const allocations = [
      allocation('F1', 'P1', mu(3), wan(9)),
      allocation('F2', 'P1', mu(1), null),
      allocation('F1', 'P1', mu(3), wan(5)),
    ].map((each, index) => (index === 2 ? { ...each, year: year - 1 } : each));
    const members = membersOf({ year, firms: [], accounts, occupancies: [] }, ['occupied']);
    const [place] = placeSubjects({ year, members, allocations, places: blocks, placeOf: () => 'B1' });
    expect(totalOf(place!, 'tax')).toBeNull();
    const [row] = ranking([place!], taxPerMu, anyone);
    expect(plainText(row!.value!, 4)).toBe('3');
    expect(row!.coverage).toMatchObject({ known: 1, total: 2 });
    expect(plainText(row!.coverage.land, 0)).toBe('4000000');
  });
});

describe('block evaluation', () => {
  const set = parameters([
    group([indicator('tax-per-mu', 100, 10)], {
      id: 'blocks',
      subject: 'block',
      vetoes: [{ id: 'fire', name: '重大火灾隐患', atMost: 'D', when: [{ kind: 'mark' }] }],
      cuts: {
        by: 'score',
        from: [
          { class: 'A', op: 'ge', score: decimal(90) },
          { class: 'B', op: 'ge', score: decimal(60) },
        ],
      },
    }),
  ]);
  const members = membersOf({ year, firms: [], accounts: [account('F1', { tax: wan(90) })], occupancies: [] }, ['occupied']);
  const evaluate = (land: Place['land'], marks: Parameters<typeof evaluateBlocks>[3] = []) => {
    const place = { key: 'B1', name: '一区', ...(land === undefined ? {} : { land }) };
    const subjects = placeSubjects({
      year,
      members,
      allocations: [allocation('F1', 'P1', mu(10), wan(90))],
      places: [place],
      placeOf: () => 'B1',
    });
    return evaluateBlocks(subjects, set, year, marks)[0]!;
  };
  it('divides by the firms’ land, or by the whole land of the block where that is asked', () => {
    expect(evaluate(undefined).outcome).toEqual({ state: 'rated', class: 'A' });
    expect(evaluate(mu(15)).outcome).toEqual({ state: 'rated', class: 'B' });
    expect(plainText(evaluate(mu(15)).score!.subScores[0]!.value!, 6)).toBe('6');
  });
  it('is unknown when the land of the block is not known, also where missing members are left out', () => {
    expect(evaluate(null).outcome).toMatchObject({ state: 'lacking' });
    const lenient = { ...set, tenants: { ...set.tenants, memberMissing: 'leave-out' as const } };
    const subjects = placeSubjects({
      year,
      members,
      allocations: [allocation('F1', 'P1', mu(10), wan(90))],
      places: [{ key: 'B1', name: '', land: null }],
      placeOf: () => 'B1',
    });
    expect(evaluateBlocks(subjects, lenient, year, [])[0]!.outcome).toMatchObject({ state: 'lacking' });
    expect(ranking(subjects, taxPerMu, anyone)[0]).toMatchObject({ value: null, notRanked: 'no-data' });
  });
  it('takes marks by the block’s code', () =>
    expect(evaluate(undefined, [mark('B1', 'fire')]).outcome).toEqual({ state: 'rated', class: 'D' }));
});

describe('rankings', () => {
  const firms = [
    member('F1', { tax: 30, area: 10 }, { firm: firm('F1', { industryCode: '3311' }) }),
    member('F2', { tax: 50, area: 10 }, { firm: firm('F2', { industryCode: '3312' }) }),
    member('F3', { area: 10 }, { firm: firm('F3', { industryCode: '1711' }) }),
    member('F4', { tax: 900, area: 10 }, { firm: firm('F4', { industryCode: '1711' }) }),
    member('F5', { tax: 45, area: 9 }, { firm: firm('F5', { industryCode: '2611' }) }),
    member('F6', { tax: 0, area: 5 }, { firm: firm('F6', { industryCode: null }) }),
    member('F7', { tax: 5, area: 0 }, { firm: firm('F7', { industryCode: '9900' }) }),
  ];
  const single = firms.map((each) => ({
    id: each.uscc,
    name: each.name,
    kind: 'firm' as const,
    members: [each],
    followers: [],
    facts: {},
  }));
  const industries = gatherFirms(
    firms,
    ['17', '26', '33'].map((key) => ({ key, name: key })),
    (each) => each.firm?.industryCode?.slice(0, 2) ?? null,
  );

  it('ranks firms by exact value, equals together, and the unknown and landless not at all', () => {
    expect(
      ranking(single, taxPerMu, anyone).map((row) => [row.key, row.rank, row.value && plainText(row.value, 4), row.notRanked]),
    ).toEqual([
      ['F4', 1, '90', null],
      ['F2', 2, '5', null],
      ['F5', 2, '5', null],
      ['F1', 4, '3', null],
      ['F6', 5, '0', null],
      ['F3', null, null, 'no-data'],
      ['F7', null, null, 'no-data'],
    ]);
  });
  it('gathers industries and says how much of each is known', () => {
    const rows = ranking(industries, taxPerMu, anyone);
    expect(rows.map((row) => [row.key, row.rank, row.value && plainText(row.value, 4), row.coverage.known, row.coverage.total])).toEqual([
      ['17', 1, '90', 1, 2],
      ['26', 2, '5', 1, 1],
      ['33', 3, '4', 2, 2],
    ]);
    expect(industries.flatMap((each) => each.members)).toHaveLength(5);
  });
  it('ranks no row below the limits and says why', () => {
    const why = (rule: Partial<RankingRule>) =>
      Object.fromEntries(ranking(industries, taxPerMu, { ...anyone, ...rule }).map((row) => [row.key, row.notRanked]));
    expect(why({ minimumKnownPercent: decimal(50.1) })).toEqual({ '17': 'coverage', '26': null, '33': null });
    expect(why({ minimumKnownPercent: decimal(50) })).toEqual({ '17': null, '26': null, '33': null });
    expect(why({ minimumFirms: 2 })).toEqual({ '17': 'few-firms', '26': 'few-firms', '33': null });
    expect(why({ minimumLand: mu(10.5) })).toEqual({ '17': 'little-land', '26': 'little-land', '33': null });
  });
  it('proposes next year’s base from the firms that have both figures', () => {
    const mean = weightedMean(single, taxPerMu)!;
    expect([plainText(mean.value, 6), mean.known, mean.total]).toEqual([plainText(rational(1030, 44), 6), 6, 7]);
    expect(weightedMean([], taxPerMu)).toBeNull();
  });
});
