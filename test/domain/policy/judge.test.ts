// Judging: the documents' worked examples, their boundaries, the unknown, the waivers, and the evidence.
import { describe, expect, it } from 'vitest';
import { decimal, fen, microMu } from '../../../server/domain/units.ts';
import { isoDate } from '../../../server/domain/period.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import { applyOverrides } from '../../../server/domain/policy/overrides.ts';
import { factsOf, givenPolicy, judgeBody, suichangFirm } from './given-policies.ts';

const suichang = givenPolicy('suichang-2022');
const xiuzhou = givenPolicy('xiuzhou-2020');
const cixi = givenPolicy('cixi-2021');
const wuyi = givenPolicy('wuyi-2017');
const ningbo = givenPolicy('ningbo-2015');

const rules = (found: ReturnType<typeof judge>): string[] => found.matched.map((match) => match.rule);
const tax = (before: number, now: number): { taxPerMuWan: { [year: string]: number } } => ({ taxPerMuWan: { 2020: before, 2021: now } });

/** Short keys of the documents' worked examples, laid over a firm in scope. */
interface Short {
  tax?: { [year: string]: number };
  grade?: { [year: string]: string };
  area?: number;
  above_scale?: boolean;
  supply?: string;
  production?: null;
  permits?: boolean;
  halt?: number;
  normal?: boolean;
  acq_mode?: string;
  acq_date?: string;
  produces?: boolean;
  industry?: string[];
}

function translate(short: Short): ReturnType<typeof suichangFirm> {
  const has = (key: keyof Short): boolean => key in short;
  return suichangFirm(
    {
      ...(has('tax') ? { taxPerMuWan: short.tax } : {}),
      ...(has('grade') ? { grade: short.grade } : {}),
      ...(has('area') ? { occupiedAreaMu: short.area } : {}),
      ...(has('above_scale') ? { aboveScale: { 2020: short.above_scale, 2021: short.above_scale } } : {}),
      ...(has('permits') ? { hasPermits: short.permits } : {}),
      ...(has('halt') ? { haltMonthsConsecutive: short.halt } : {}),
      ...(has('normal') ? { normalOperation: short.normal } : {}),
      ...(has('produces') ? { doesIndustrialProduction: short.produces } : {}),
      ...(has('industry') ? { industryTags: short.industry } : {}),
    },
    {
      ...(has('supply') ? { supplyDate: short.supply === '__missing__' ? undefined : short.supply } : {}),
      ...(has('production') ? { productionStartDate: short.production } : {}),
      ...(has('acq_mode') ? { acquisitionMode: short.acq_mode } : {}),
      ...(has('acq_date') ? { acquisitionDate: short.acq_date } : {}),
    },
  );
}

describe('worked examples of 遂昌', () => {
  const rows: readonly [Short, string[], string | null, string?][] = [
    [{ tax: { 2020: 0.99, 2021: 0.5 } }, ['SC-R13b'], '淘汰关停类'],
    [{ tax: { 2020: 1.0, 2021: 1.0 } }, [], null, 'SC-G1'],
    [{ tax: { 2020: 1.5, 2021: 1.0 } }, [], null, 'SC-G1'],
    [{ tax: { 2020: 4.0, 2021: 2.0 } }, [], null, 'SC-G2'],
    [{ tax: { 2020: 9.0, 2021: 4.99 } }, ['SC-R31'], '整治提升类'],
    [{ tax: { 2020: 9.0, 2021: 5.0 }, area: 14.99, above_scale: false }, [], null],
    [{ tax: { 2020: 4.2, 2021: 4.2 }, grade: { 2020: 'D', 2021: 'D' } }, ['SC-R13a', 'SC-R31'], '淘汰关停类'],
    [{ tax: { 2020: 6.0, 2021: 6.0 }, grade: { 2020: 'C', 2021: 'C' }, area: 5 }, ['SC-R22a'], '腾笼换鸟类'],
    [{ supply: '2018-01-02', production: null, area: 20 }, [], null, 'SC-G4'],
    [{ permits: false, supply: '__missing__', area: 2 }, [], null, 'out'],
    [{ halt: 5.9, normal: false, area: 10, tax: { 2020: 6, 2021: 6 } }, [], null],
    [
      { acq_mode: '司法拍卖', acq_date: '2022-01-01', produces: false, supply: '2019-01-01', production: null, area: 10 },
      [],
      null,
      'SC-G4',
    ],
    [{ tax: { 2020: 0.5, 2021: 0.5 }, area: 2.99 }, [], null, 'out'],
    [{ tax: { 2020: 0.5, 2021: 0.5 }, area: 30, industry: ['铸造'] }, [], null, 'out'],
  ];
  it.each(rows)('%j', (short, expected, proposed, remark) => {
    const found = judgeBody(suichang, translate(short));
    expect(rules(found)).toEqual(expected);
    expect(found.proposed).toBe(proposed);
    expect(found.unknown.map((open) => open.rule)).toEqual([]);
    if (remark === 'out') expect(found.scope).toBe('out');
    else expect(found.gaps).toEqual(remark === undefined ? [] : [remark]);
  });
});

describe('worked examples of 秀洲 and 慈溪', () => {
  const firm = (fields: object): object => ({
    enterprise: {
      isIndustrial: true,
      conformsSpatialPlan: true,
      conformsEnvZoning: true,
      conformsIndustryPolicy: true,
      hasLawfulLand: true,
      upgradeCompleted: true,
      industryTags: [],
      ...fields,
    },
  });
  it.each([
    [
      { locationType: '自然村落', occupiedAreaMu: 5.0, grade: { 2019: 'C' }, aboveScale: { 2019: false }, taxPerMuWan: { 2019: 6 } },
      ['XZ-R1'],
    ],
    [{ locationType: '自然村落', occupiedAreaMu: 4.0, grade: { 2019: 'B' }, aboveScale: { 2019: false }, taxPerMuWan: { 2019: 6 } }, []],
    [
      {
        locationType: '开发区',
        occupiedAreaMu: 40,
        grade: { 2017: 'D', 2018: 'C', 2019: 'D' },
        aboveScale: { 2019: true },
        taxPerMuWan: { 2019: 6 },
      },
      [],
    ],
    [
      { locationType: '开发区', occupiedAreaMu: 40, grade: { 2019: 'B' }, aboveScale: { 2019: true }, taxPerMuWan: { 2019: 3.0 } },
      ['XZ-R7'],
    ],
  ])('xiuzhou %j', (fields, expected) => expect(rules(judgeBody(xiuzhou, firm(fields)))).toEqual(expected));
  it.each([
    [{ taxPerMuWan: { 2020: 5.0 } }, ['CX-R1'], '低效企业'],
    [{ taxPerMuWan: { 2020: 9.0 }, grade: { 2020: 'D' } }, ['CX-R2', 'CX-R5b'], '整治提升重点'],
  ])('cixi %j', (fields, expected, proposed) => {
    const found = judgeBody(cixi, firm(fields));
    expect([rules(found), found.proposed]).toEqual([expected, proposed]);
  });
});

describe('comparators exactly as written', () => {
  it.each([
    [tax(0.999999, 0.999999), ['SC-R13b'], []],
    [tax(1, 0.5), [], ['SC-G1']],
    [tax(1.000001, 2.999999), ['SC-R22b'], []],
    [tax(3, 2.9), [], ['SC-G2']],
    [tax(2.9, 3), ['SC-R31'], []],
    [tax(0.8, 2), [], ['SC-G1']],
    [tax(0.1, 5), [], []],
  ])('%j', (fields, expected, gaps) => {
    const found = judgeBody(suichang, suichangFirm(fields));
    expect([rules(found), found.gaps]).toEqual([expected, gaps]);
  });
  it('takes a quotient by its integers, not by its double', () => {
    const firm = factsOf(suichangFirm(), 2021);
    const nearly = { money: fen(21_000_000_000_000 - 1), area: microMu(21_000_000_000_000) };
    const exactly = { money: fen(21_000_000), area: microMu(21_000_000) };
    const withTax = (value: object) => ({
      ...firm,
      enterprise: { ...firm.enterprise!, yearly: { ...firm.enterprise!.yearly, taxPerMuWan: { 2020: value, 2021: value } as never } },
    });
    expect(rules(judge(withTax(nearly), suichang))).toEqual(['SC-R13b']);
    expect(rules(judge(withTax(exactly), suichang))).toEqual([]);
    const [evidence] = judge(withTax(nearly), suichang).matched[0]!.evidence;
    expect(evidence).toMatchObject({ threshold: 1, exact: { moneyFen: 20_999_999_999_999, areaMicroMu: 21_000_000_000_000 } });
    expect(evidence!.margin).toBeGreaterThan(0);
    expect(Number(evidence!.value)).toBeLessThanOrEqual(1);
    expect(String(evidence!.value)).not.toBe('1');
  });
  it('is on the right side of a threshold where doubles see no difference', () => {
    const [money, area] = [2_699_999_999_999_999, 8_999_999_999_999_997];
    expect([money / area, 10n * BigInt(money) < 3n * BigInt(area)]).toEqual([0.3, true]);
    const strict = applyOverrides(suichang, { 'SC-R13b.when.value': 0.3 });
    const firm = factsOf(suichangFirm(), 2021);
    const value = { money: fen(money), area: microMu(area) };
    const poor = { ...firm.enterprise!, yearly: { ...firm.enterprise!.yearly, taxPerMuWan: { 2020: value, 2021: value } } };
    const found = judge({ ...firm, enterprise: poor }, strict.ok ? strict.value : suichang);
    expect(rules(found)).toEqual(['SC-R13b']);
    expect(found.matched[0]!.evidence[0]!.margin).toBeGreaterThan(0);
    expect(found.matched[0]!.evidence[0]!.value).toMatch(/^0\.2999999999999999888/);
  });
  it('takes dates, areas and months at their edges', () => {
    const idle = (supplyDate: string) => judgeBody(suichang, suichangFirm({}, { supplyDate, productionStartDate: null }));
    expect(rules(idle('2018-01-01'))).toEqual(['SC-R21']);
    expect([rules(idle('2018-01-02')), idle('2018-01-02').gaps]).toEqual([[], ['SC-G4']]);
    expect([idle('2020-12-31').gaps, idle('2021-01-01').gaps, idle('2021-01-01').scope]).toEqual([['SC-G4'], [], 'out']);
    const big = (occupiedAreaMu: number | string) => judgeBody(suichang, suichangFirm({ occupiedAreaMu, aboveScale: { 2021: false } }));
    expect([rules(big(15)), rules(big(14.999999)), rules(big('14.9999999999'))]).toEqual([['SC-R32'], [], []]);
    const halted = (months: number) => rules(judgeBody(suichang, suichangFirm({ haltMonthsConsecutive: months, normalOperation: false })));
    expect([halted(6), halted(5.99)]).toEqual([['SC-R11c'], []]);
    expect(rules(judgeBody(suichang, suichangFirm({}, { supplyDate: '2018-01-01', productionStartDate: '2021-12-31' })))).toEqual([]);
    expect(rules(judgeBody(suichang, suichangFirm({}, { supplyDate: '2018-01-01', productionStartDate: '2022-01-01' })))).toEqual([
      'SC-R21',
    ]);
  });
  it('knows national, provincial and municipal catalogues, not county ones', () => {
    const by = (prohibitedByCatalogue: string) => rules(judgeBody(suichang, suichangFirm({ prohibitedByCatalogue })));
    expect([by('国家'), by('省'), by('市'), by('县'), by('none')]).toEqual([['SC-R12'], ['SC-R12'], ['SC-R12'], [], []]);
  });
});

describe('scope and waivers', () => {
  it('keeps a unit without lawful premises in by its waiver, whatever its supply', () => {
    for (const supplyDate of [undefined, null, '2021-06-01']) {
      const found = judgeBody(suichang, suichangFirm({ hasLawfulPremises: false }, { supplyDate }));
      expect([rules(found), found.scope, found.scopeWaived]).toEqual([['SC-R11a'], 'in', ['supply_date']]);
    }
    const ordinary = judgeBody(suichang, suichangFirm({ hasLawfulPremises: false }));
    expect([ordinary.scope, ordinary.scopeWaived]).toEqual(['in', []]);
  });
  it('never takes an idle plot for a poor one', () => {
    const found = judgeBody(suichang, suichangFirm(tax(0, 0), { supplyDate: '2017-05-01', productionStartDate: null }));
    expect([rules(found), found.proposed, found.scopeWaived]).toEqual([['SC-R21'], '腾笼换鸟类', ['in_production']]);
  });
  it('is out when a limb fails, unknown when one is open and none fails', () => {
    expect(judgeBody(suichang, suichangFirm({ occupiedAreaMu: 2.99 }, { supplyDate: undefined })).scope).toBe('out');
    expect(judgeBody(suichang, suichangFirm({}, { supplyDate: undefined })).scope).toBe('unknown');
    expect(judgeBody(suichang, suichangFirm({ industryTags: ['化工', '涂装'] })).scope).toBe('out');
  });
  it('leaves department rules outside the classes', () => {
    const found = judgeBody(suichang, suichangFirm({ envDischargeCompliant: false, ...tax(9, 4) }));
    expect([rules(found), found.proposed]).toEqual([['SC-R31', 'SC-S1'], '整治提升类']);
    const outside = judgeBody(suichang, suichangFirm({ occupiedAreaMu: 1, onEnvNegativeList: true, envDeadlineOverdue: true }));
    expect([rules(outside), outside.proposed, outside.scope]).toEqual([['SC-S1'], null, 'out']);
  });
});

describe('the unknown', () => {
  it('names exactly what keeps a rule open', () => {
    const found = judgeBody(suichang, suichangFirm({ taxPerMuWan: { 2021: 0.5 }, grade: { 2020: 'D' } }));
    expect(found.unknown).toEqual([
      { rule: 'SC-R13a', missing: ['enterprise.grade[2021]'] },
      { rule: 'SC-R13b', missing: ['enterprise.taxPerMuWan[2020]'] },
    ]);
    expect([found.proposed, found.gaps]).toEqual([null, ['SC-G5']]);
  });
  it('names scope inputs too, and nothing of a branch that is decided', () => {
    const found = judgeBody(
      suichang,
      suichangFirm({ hasPermits: false, hasEnvMeasures: undefined }, { supplyDate: undefined, productionStartDate: undefined }),
    );
    expect(found.unknown[0]).toEqual({ rule: 'SC-R11a', missing: ['parcel.productionStartDate'] });
  });
  it('says nothing of a subject of which nothing is known, but that all of it is missing', () => {
    const found = judgeBody(suichang, {});
    expect([found.scope, found.matched, found.proposed, found.gaps]).toEqual(['unknown', [], null, ['SC-G5']]);
    expect(found.unknown).toHaveLength(suichang.rules.length);
    expect(found.unknown.find((open) => open.rule === 'SC-S1')!.missing).toEqual([
      'enterprise.onEnvNegativeList',
      'enterprise.envDischargeCompliant',
    ]);
  });
  it('takes null for known to be absent: not matched, not missing', () => {
    const found = judgeBody(suichang, suichangFirm({ grade: { 2020: null, 2021: 'D' }, hasPermits: null }));
    expect([found.matched, found.unknown, found.gaps]).toEqual([[], [], []]);
  });
  it('asks a project rule only of a project', () => {
    expect(judgeBody(cixi, { enterprise: { isIndustrial: true } }).unknown.map((open) => open.rule)).not.toContain('CX-R4');
    expect(judgeBody(cixi, { enterprise: { isIndustrial: true }, project: {} }).unknown.map((open) => open.rule)).toContain('CX-R4');
  });
});

describe('evidence', () => {
  it('gives field, year, value, operator, threshold and exact distance', () => {
    expect(judgeBody(suichang, suichangFirm(tax(0.99, 0.5))).matched).toEqual([
      {
        rule: 'SC-R13b',
        clause: '二(一)3',
        category: '淘汰关停类',
        evidence: [
          { field: 'enterprise.taxPerMuWan', year: 2020, value: 0.99, op: 'lt', threshold: 1, margin: 0.01 },
          { field: 'enterprise.taxPerMuWan', year: 2021, value: 0.5, op: 'lt', threshold: 1, margin: 0.5 },
        ],
      },
    ]);
  });
  it('names only the limb of an "any" that holds, and days for dates', () => {
    const [match] = judgeBody(suichang, suichangFirm({}, { supplyDate: '2017-12-31', productionStartDate: null })).matched;
    expect(match!.evidence).toEqual([
      { field: 'parcel.supplyDate', value: '2017-12-31', op: 'le', threshold: '2018-01-01', margin: 1 },
      { field: 'parcel.productionStartDate', value: null, op: 'is_null', threshold: null },
    ]);
  });
  it('carries the source of an input when the facts name one', () => {
    const facts = factsOf(suichangFirm(tax(9, 4)), 2021);
    const sourced = { ...facts, enterprise: { ...facts.enterprise!, sources: { 'taxPerMuWan[2021]': '税务 2022-03-01' } } };
    expect(judge(sourced, suichang).matched[0]!.evidence.map((entry) => entry.source)).toEqual(['税务 2022-03-01', '税务 2022-03-01']);
  });
});

describe('derived inputs', () => {
  it('divides tax by land exactly, and only when both are known', () => {
    const poor = suichangFirm({ taxPerMuWan: undefined, taxWan: { 2020: 20.9999, 2021: 21 }, assessedAreaMu: { 2020: 21, 2021: 21 } });
    expect(judgeBody(suichang, poor).gaps).toEqual(['SC-G1']);
    const noLand = suichangFirm({ taxPerMuWan: undefined, occupiedAreaMu: undefined, taxWan: { 2020: 1, 2021: 1 } });
    expect(judgeBody(suichang, noLand).unknown.flatMap((open) => open.missing)).toContain('enterprise.taxPerMuWan[2021]');
    const nothing = suichangFirm({ taxPerMuWan: undefined, taxWan: { 2020: 1, 2021: 1 }, assessedAreaMu: { 2020: 0, 2021: 0 } });
    expect(judgeBody(suichang, nothing).unknown.map((open) => open.rule)).toContain('SC-R13b');
  });
  it('finds foundry and chemistry by code, and leaves open what the code cannot say', () => {
    const by = (industryCode: string) => judgeBody(suichang, suichangFirm({ industryTags: undefined, industryCode })).scope;
    expect([by('3391'), by('C3392'), by('2614'), by('3393'), by('1752'), by('339')]).toEqual(['out', 'out', 'out', 'in', 'in', 'unknown']);
    expect(judgeBody(suichang, suichangFirm({ industryTags: [], industryCode: '3391' })).scope).toBe('out');
    const spraying = judgeBody(cixi, { enterprise: { isIndustrial: true, industryCode: '2041' } });
    expect(spraying.unknown.map((open) => open.rule)).toContain('CX-R8');
  });
  it('counts whole months of a halt to the day asked for', () => {
    const halted = suichangFirm({ haltMonthsConsecutive: undefined, haltedSince: '2021-07-01', normalOperation: false });
    expect(rules(judgeBody(suichang, halted))).toEqual([]);
    expect(rules(judgeBody(suichang, halted, { asOf: isoDate('2022-01-01') }))).toEqual(['SC-R11c']);
    const running = suichangFirm({ haltMonthsConsecutive: undefined, haltedSince: null, normalOperation: false });
    expect(judgeBody(suichang, running).unknown).toEqual([]);
  });
  it('knows industry by division 06 to 46', () => {
    const by = (industryCode: string) => judgeBody(cixi, { enterprise: { industryCode } }).scope;
    expect([by('05'), by('0610'), by('4690'), by('4710'), by('abc')]).toEqual(['out', 'in', 'in', 'out', 'unknown']);
  });
  it('rolls the years with the evaluation year', () => {
    const firm = suichangFirm({ taxPerMuWan: { 2021: 0.5, 2022: 0.5 }, grade: { 2021: 'B', 2022: 'B' }, aboveScale: { 2022: true } });
    expect(rules(judgeBody(suichang, firm, { evaluationYear: 2022 }))).toEqual(['SC-R13b']);
  });
});

describe('policies without a tax threshold', () => {
  it('flag nothing by tax and say so', () => {
    for (const policy of [wuyi, ningbo]) {
      expect(policy.taxThresholds).toBe('none');
      expect(policy.taxThresholdsNote).toContain('不借用');
      const found = judgeBody(policy, {
        enterprise: { isIndustrial: true, taxPerMuWan: { 2013: 0, 2014: 0, 2015: 0, 2016: 0 }, grade: { 2014: 'D', 2016: 'D' } },
        block: { riskTags: ['其他'] },
      });
      expect(found.proposed).toBeNull();
    }
  });
  it('leave open under 宁波 whether a firm meets the standards while a domain is not known and none fails', () => {
    const met = { 环保: true, 质量: true, 节能: true, 安全: true, 消防: true, 职业卫生: true };
    const { 消防: _fire, ...partly } = met;
    const found = (meetsStandards: object | null) => judgeBody(ningbo, { enterprise: { meetsStandards }, block: { riskTags: ['其他'] } });
    const open = { rule: 'NB-R6', missing: ['enterprise.meetsStandards'] };
    expect(found(partly).unknown).toContainEqual(open);
    expect(found({}).unknown).toContainEqual(open);
    for (const known of [met, { ...met, 特种设备: true }, null])
      expect(found(known).unknown.map(({ rule }) => rule)).not.toContain('NB-R6');
    for (const failing of [{ 消防: false }, { ...met, 特种设备: false }]) expect(rules(found(failing))).toContain('NB-R6');
  });
  it('close a hopeless failing firm under 宁波 only inside a key area', () => {
    const firm = { enterprise: { meetsStandards: { 安全: false }, rectificationHopeless: true } };
    expect(judgeBody(ningbo, { ...firm, block: { riskTags: ['其他'] } }).proposed).toBe('淘汰关停');
    expect(judgeBody(ningbo, { ...firm, block: { riskTags: [] } }).proposed).toBeNull();
    expect(judgeBody(ningbo, firm).unknown).toContainEqual({ rule: 'NB-R7', missing: ['block.riskTags'] });
  });
});

it('decimal text finer than a double is compared as written', () => {
  expect(decimal('0.99999999999999999999').approx).toBe(1);
  const found = judgeBody(suichang, suichangFirm({ taxPerMuWan: { 2020: '0.99999999999999999999', 2021: '0.5' } }));
  expect(rules(found)).toEqual(['SC-R13b']);
  expect(found.matched[0]!.evidence[0]!.value).toBe('0.99999999999999999999');
});
