// Evaluating records: the county's policy case by case, allocation, findings, and the same again.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indexCounty } from '#domain/firms/county-index.ts';
import { factsOf, placeText } from '#domain/firms/facts.ts';
import { judgeParcel, judgementDay } from '#domain/firms/parcel-judgement.ts';
import type { Account, Firm, Tenure } from '#domain/firms/firm.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { toMu, toWan } from '#domain/units.ts';
import { evaluateRecords } from '../../server/evaluate/evaluate-all.ts';
import { parsePolicyYaml } from '../../server/intake/policy-file.ts';
import type { CountyRecords } from '../../server/store/counties.ts';
import { account, county, day, firm, mu, parcel, tenure } from '../domain/firms/samples.ts';

const read = parsePolicyYaml(
  readFileSync(new URL('../../data/policies/suichang-2022.yaml', import.meta.url), 'utf8'),
  'suichang-2022.yaml',
);
if (!read.ok) throw new Error(read.error[0]!.message);
const policy = read.value;
const loaded = [{ policy, hash: 'h' }];
const now = '2026-01-01T09:00:00+08:00';

/** A firm of which everything that could flag it is known to be in order. */
const sound = {
  hasPermits: true,
  hasSafetyAssurance: true,
  hasLawfulPremises: true,
  hasEnvMeasures: true,
  hasProjectDecision: true,
  normalOperation: true,
  prohibitedByCatalogue: 'none',
  doesIndustrialProduction: true,
};
const works = (uscc: string, name: string, more: Partial<Firm> = {}): Firm => firm(uscc, name, { facts: sound, ...more });
const years = (uscc: string, y2020: number | null, y2021: number | null, more: Partial<Account> = {}): Account[] => [
  account(uscc, 2020, y2020, more),
  account(uscc, 2021, y2021, more),
];

function records(
  parcels: readonly Parcel[],
  firms: readonly Firm[],
  accounts: readonly Account[],
  tenures: readonly Tenure[] = [],
): CountyRecords {
  return { parcels, firms, accounts, tenures, blocks: [], zones: [], matchDecisions: [] };
}

function verdictsOf(given: CountyRecords, year = 2021) {
  const { outcome } = evaluateRecords(county, given, loaded, now);
  return Object.fromEntries(
    outcome.verdicts
      .filter((one) => one.year === year)
      .map(({ parcel: code, scope, proposed, matched, gaps }) => [code, { scope, proposed, matched, gaps }]),
  );
}

/** One firm on one parcel of 21 mu. */
function single(
  y2020: number | null,
  y2021: number | null,
  more: { parcel?: Partial<Parcel>; firm?: Partial<Firm>; account?: Partial<Account> } = {},
) {
  const given = records(
    [parcel('P', { registeredArea: mu(21), holderUscc: 'A', ...more.parcel })],
    [works('A', '甲厂', more.firm)],
    years('A', y2020, y2021, { assessedArea: mu(21), grade: 'B', aboveScale: true, ...more.account }),
  );
  return verdictsOf(given)['P']!;
}

describe('verdicts under suichang-2022', () => {
  it('exactly 1 万元/亩 in both years is in no class but in gap SC-G1', () => {
    expect(single(21, 21)).toEqual({ scope: 'in', proposed: null, matched: [], gaps: ['SC-G1'] });
  });

  it('just below 1 in both years is to be closed', () => {
    expect(single(20.99, 20.99)).toMatchObject({ proposed: '淘汰关停类', matched: ['SC-R13b'] });
    expect(single(20.999999, 20.999999)).toMatchObject({ proposed: '淘汰关停类', matched: ['SC-R13b'] });
  });

  it('two classes at once propose the stricter, and both rules stay', () => {
    expect(single(20, 20, { account: { grade: 'C' } })).toMatchObject({ proposed: '淘汰关停类', matched: ['SC-R13b', 'SC-R22a'] });
  });

  it('supplied in 2017 and not producing is 腾笼换鸟类 by SC-R21, not closed for its missing tax', () => {
    const idle = { supplyDate: day('2017-05-01'), productionStart: { state: 'not-started' } } as const;
    expect(single(0, 0, { parcel: idle })).toMatchObject({ proposed: '腾笼换鸟类', matched: ['SC-R21'] });
    expect(single(null, null, { parcel: { ...idle, supplyDate: day('2018-01-02') } })).toMatchObject({ proposed: null, gaps: ['SC-G4'] });
  });

  it('a foundry is out of scope, whatever it pays', () => {
    expect(single(1, 1, { firm: { industryTags: ['铸造'] } })).toEqual({ scope: 'out', proposed: null, matched: [], gaps: [] });
  });

  it('a missing year leaves it open', () => {
    const { outcome } = evaluateRecords(
      county,
      records([parcel('P', { registeredArea: mu(10), holderUscc: 'A' })], [works('A', '甲厂')], years('A', null, 5)),
      loaded,
      now,
    );
    const verdict = outcome.verdicts.find((one) => one.year === 2021)!;
    expect([verdict.proposed, verdict.unknown.includes('SC-R13b'), verdict.gaps]).toEqual([null, true, ['SC-G5']]);
  });

  it('an unmatched parcel is judged by its own area alone: nothing is said of an unknown firm', () => {
    const given = records(
      [parcel('P', { registeredArea: mu(2.99) }), parcel('Q', { registeredArea: mu(3) })],
      [works('A', '甲厂')],
      years('A', 1, 1),
    );
    const verdicts = verdictsOf(given);
    expect([verdicts['P']!.scope, verdicts['Q']!.scope]).toEqual(['out', 'unknown']);
    expect([verdicts['P']!.proposed, verdicts['Q']!.proposed]).toEqual([null, null]);
  });

  it("3 mu is the firm's land in all, not one parcel's", () => {
    const lots = [parcel('P', { registeredArea: mu(1.5), holderUscc: 'A' }), parcel('Q', { registeredArea: mu(1.5), holderUscc: 'A' })];
    const verdicts = verdictsOf(records(lots, [works('A', '甲厂')], years('A', 1, 1)));
    expect(verdicts['P']).toMatchObject({ scope: 'in', proposed: '淘汰关停类' });
    expect(verdictsOf(records(lots.slice(0, 1), [works('A', '甲厂')], years('A', 1, 1)))['P']).toMatchObject({
      scope: 'out',
      proposed: null,
    });
  });

  it('a shared parcel gets the strictest class of those who stand on it', () => {
    const given = records(
      [parcel('P', { registeredArea: mu(20), holderUscc: 'A' })],
      [works('A', '甲厂'), works('T', '租户')],
      [...years('A', 80, 80), ...years('T', 2, 2)],
      [tenure('P', 'T', '租用', 4)],
    );
    // The holder pays 5 万元/亩 on 16 mu, the tenant 0.5 on 4.
    expect(verdictsOf(given)['P']).toMatchObject({ proposed: '淘汰关停类', matched: ['SC-R13b'] });
  });

  it('a halt counts up to the year of identification, not beyond', () => {
    const halted = { firm: { haltedSince: day('2022-03-01'), facts: { ...sound, normalOperation: false } } };
    expect(single(200, 200, halted).matched).toContain('SC-R11c');
    const given = records(
      [parcel('P', { registeredArea: mu(21), holderUscc: 'A' })],
      [works('A', '甲厂', halted.firm)],
      [account('A', 2019, 200), ...years('A', 200, 200)],
    );
    expect(verdictsOf(given, 2019)['P']!.matched).not.toContain('SC-R11c');
    expect([judgementDay(2021, day('2026-01-01')), judgementDay(2021, day('2022-05-01'))]).toEqual(['2022-12-31', '2022-05-01']);
  });

  it('in bulk are those of judging one by one', () => {
    const given = town();
    const { outcome } = evaluateRecords(county, given, loaded, now);
    const index = indexCounty({ ...given, occupancies: outcome.occupancies });
    expect(outcome.verdicts).toHaveLength(given.parcels.length * 2);
    for (const verdict of outcome.verdicts) {
      const one = given.parcels.find((candidate) => candidate.code === verdict.parcel)!;
      const { pairs: _pairs, ...joined } = judgeParcel(index, one, policy, verdict.year, day('2026-01-01'));
      expect({ ...joined, policy: policy.id, year: verdict.year, parcel: one.code }).toEqual(verdict);
    }
  });
});

/** Every kind of case at once. */
function town(): CountyRecords {
  const rates = [0, 0.5, 0.99, 1, 1.5, 2.99, 3, 4.99, 5, 20];
  const parcels = rates.map((_, index) =>
    parcel(`P${index}`, { registeredArea: mu(2 + index), holderUscc: `F${index}`, landUse: index % 3 === 0 ? '商业用地' : '工业用地' }),
  );
  const firms = rates.map((_, index) =>
    firm(`F${index}`, `企业${index}`, { facts: index % 2 === 0 ? sound : {}, industryTags: index === 7 ? ['化工'] : [] }),
  );
  const accounts = rates.flatMap((rate, index) =>
    years(`F${index}`, index === 4 ? null : rate * (2 + index), rate * (2 + index), {
      grade: (['A', 'B', 'C', 'D'] as const)[index % 4]!,
      aboveScale: index % 2 === 0,
    }),
  );
  return records([...parcels, parcel('X'), parcel('Y', { registeredArea: null })], firms, accounts, [
    tenure('P5', 'F1', '租用', 2),
    tenure('P6', 'F2', '租用', null),
  ]);
}

describe('evaluating', () => {
  it('allocates the accounts of a firm whose register code is wrong to the parcel of its name', () => {
    const given = records(
      [parcel('P', { holder: '浙江（遂昌）宏图机械有限公司', holderUscc: '91331123MA7F74TU80' })],
      [works('91331123MA7F74TU8G', '浙江(遂昌)宏图机械 有限公司')],
      years('91331123MA7F74TU8G', 163.13, 183.52),
    );
    const { outcome, report } = evaluateRecords(county, given, loaded, now);
    expect(outcome.allocations.map(({ parcel: code, year, tax }) => [code, year, tax && toWan(tax)])).toEqual([
      ['P', 2020, 163.13],
      ['P', 2021, 183.52],
    ]);
    expect(report.issues.map((issue) => issue.kind)).toEqual(['match-by-name']);
    expect(report.matched).toEqual({ byCode: 0, byName: 1, byTenureOnly: 0, decided: 0 });
  });

  it('shows what stands nowhere: year, firm and amount', () => {
    const given = records(
      [parcel('P', { holderUscc: 'A' })],
      [works('A', '甲厂')],
      [...years('A', 1, 2), account('Z', 2021, 77.7, { name: '查无此企' })],
    );
    const { report } = evaluateRecords(county, given, loaded, now);
    expect(report.unallocated).toEqual([{ uscc: 'Z', name: '查无此企', year: 2021, tax: 77_700_000, reason: 'no-parcel' }]);
    expect(
      report.conservation.map(({ year, imported, allocated, unallocated }) => [
        year,
        toWan(imported),
        toWan(allocated),
        toWan(unallocated),
      ]),
    ).toEqual([
      [2020, 1, 1, 0],
      [2021, 79.7, 2, 77.7],
    ]);
    expect(report.issues.map(({ kind, subject }) => [kind, subject])).toEqual([['account-without-firm', 'Z']]);
  });

  it('finds nothing wrong before both sides are there', () => {
    expect(evaluateRecords(county, records([parcel('P')], [], []), loaded, now).report.issues).toEqual([]);
    expect(
      evaluateRecords(county, records([], [works('A', '甲厂')], years('A', 1, 1), [tenure('P', 'A', '租用', 1)]), loaded, now).report
        .issues,
    ).toEqual([]);
  });

  it('gives the same again', () => {
    expect(evaluateRecords(county, town(), loaded, now)).toEqual(evaluateRecords(county, town(), loaded, now));
  });

  it('names the place of every input', () => {
    const given = records(
      [parcel('P', { registeredArea: mu(21), holderUscc: 'A' })],
      [works('A', '甲厂')],
      years('A', 20, 20, { source: { importId: 3, file: '税收.xlsx', sheet: '数据', row: 7 } }),
    );
    const { outcome } = evaluateRecords(county, given, loaded, now);
    const index = indexCounty({ ...given, occupancies: outcome.occupancies });
    const [pair] = judgeParcel(index, given.parcels[0]!, policy, 2021, day('2026-01-01')).pairs;
    const evidence = pair!.judgement.matched[0]!.evidence;
    expect(evidence.map(({ year, value, source: from }) => [year, value, from])).toEqual([
      [2020, 20 / 21, '税收.xlsx · 数据 · 第 7 行（税收 ÷ 占地面积）'],
      [2021, 20 / 21, '税收.xlsx · 数据 · 第 7 行（税收 ÷ 占地面积）'],
    ]);
    expect(placeText({ importId: 1, file: 'a.csv', sheet: null, row: null })).toBe('a.csv');
  });

  it('knows of the premises only what the land use says', () => {
    const use = (landUse: string | null) => {
      const given = records([parcel('P', { landUse, holderUscc: 'A' })], [works('A', '甲厂')], years('A', 1, 1));
      const { outcome } = evaluateRecords(county, given, loaded, now);
      const index = indexCounty({ ...given, occupancies: outcome.occupancies });
      return factsOf(index, { parcel: given.parcels[0]!, occupancy: outcome.occupancies[0]!, year: 2021 }).enterprise!.values[
        'premisesLandUse'
      ];
    };
    expect(['工业用地', '0601', '061', '二类工业用地', '商业用地', '0702', '工矿仓储用地', '其他', null].map(use)).toEqual([
      '工业用地',
      '工业用地',
      '工业用地',
      '工业用地',
      '非工业用地',
      '非工业用地',
      undefined,
      undefined,
      undefined,
    ]);
    expect(toMu(mu(1))).toBe(1);
  });
});
