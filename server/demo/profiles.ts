// What makes one demonstration county unlike another: relief, where its industry stands, what it makes, how much tax a mu gives.
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import { referenceCounties } from './reference.ts';

/** Demonstration data, invented: shown wherever a name or basis could be taken for real. */
export const demoMark = '演示数据 · 虚构';

export interface LedgerGoal {
  readonly kind: LandMetricKind;
  readonly measures: readonly string[];
  /** Mu to be verified and, beyond them, declared only, as of the county's day. */
  readonly verifiedMu: number;
  readonly declaredMu: number;
  /** Share of the gross area that is entered as effective; null where the county counts none. */
  readonly effectiveShare: number | null;
  readonly from: IsoDate;
}

/** A profile as written; its day is among the facts of its county. */
interface ProfileText {
  readonly code: string;
  readonly short: string;
  /** Parcels when nobody asks for a number. */
  readonly parcels: number;
  /** First and last year of accounts; the last is the policy's evaluation year or later. */
  readonly years: readonly [number, number];
  readonly evaluationYear: number;
  /** Day up to which supplied but unused land counts as old in the county's policy, used to place idle plots on both sides of it. */
  readonly idleLine: IsoDate;
  /** 'hills' keeps blocks near the towns, 'plain' lets them spread along the roads. */
  readonly relief: 'hills' | 'plain';
  readonly lakes: number;
  /** Median lot in mu, and median tax per mu in 万元 of the last year. */
  readonly medianLotMu: number;
  readonly medianTaxPerMu: number;
  /** Parcels by township suffix: relative weights; townships left out have a few scattered lots only. */
  readonly townshipWeights: Readonly<Record<string, number>>;
  /** Industry classes by relative weight. */
  readonly industries: Readonly<Record<string, number>>;
  /** Industries that gather in one township (suffix → classes), by which townships differ. */
  readonly clusters: Readonly<Record<string, readonly string[]>>;
  readonly ledger: LedgerGoal;
}

export interface CountyProfile extends ProfileText {
  /** The county's today. */
  readonly asOf: IsoDate;
}

const suichang: ProfileText = {
  code: '331123',
  short: '遂昌',
  parcels: 600,
  years: [2016, 2021],
  evaluationYear: 2021,
  idleLine: isoDate('2018-01-01'),
  relief: 'hills',
  lakes: 1,
  medianLotMu: 11,
  medianTaxPerMu: 6.2,
  townshipWeights: {
    '001': 17,
    '002': 30,
    '102': 10,
    '103': 8,
    '104': 7,
    '105': 11,
    '106': 7,
    '107': 2,
    '108': 1,
    '200': 2,
    '202': 1.5,
    '204': 1.5,
  },
  industries: {
    '2041': 16,
    '3130': 9,
    '3311': 11,
    '3391': 5,
    '2221': 8,
    '2231': 6,
    '3484': 10,
    '2614': 4,
    '3360': 4,
    '3831': 5,
    '3443': 6,
    '2120': 6,
    '1530': 5,
    '2929': 5,
    '3031': 3,
    '3482': 5,
  },
  clusters: { '002': ['3130', '3311', '3484'], '105': ['2041', '2120', '1530'], '102': ['3391', '3130'], '001': ['2221', '2231'] },
  ledger: {
    kind: 'vacated',
    measures: ['M-CLOSE', 'M-REMOVE', 'M-REPOSSESS', 'M-REPURCHASE'],
    verifiedMu: 410,
    declaredMu: 95,
    effectiveShare: null,
    from: isoDate('2022-03-01'),
  },
};

const wuyi: ProfileText = {
  code: '330723',
  short: '武义',
  parcels: 2400,
  years: [2012, 2017],
  evaluationYear: 2016,
  idleLine: isoDate('2014-01-01'),
  relief: 'hills',
  lakes: 1,
  medianLotMu: 12,
  medianTaxPerMu: 5.6,
  townshipWeights: {
    '001': 24,
    '002': 14,
    '003': 12,
    '101': 8,
    '102': 17,
    '103': 13,
    '105': 7,
    '107': 9,
    '106': 3,
    '104': 1.5,
    '100': 2.5,
    '201': 1,
    '202': 1,
  },
  industries: {
    '3312': 20,
    '3351': 12,
    '3465': 14,
    '3322': 9,
    '3382': 10,
    '3381': 6,
    '3252': 6,
    '3391': 3,
    '3360': 5,
    '2927': 5,
    '2130': 5,
    '2231': 4,
    '3812': 5,
    '3484': 6,
    '3324': 4,
    '3031': 3,
  },
  clusters: { '102': ['3465', '3812'], '103': ['3312', '3351'], '001': ['3312', '3465'], '105': ['3382', '3381'] },
  ledger: {
    kind: 'remediated_or_revitalised',
    measures: ['M-UPGRADE', 'M-CLOSE', 'M-REPURCHASE', 'M-MERGE', 'M-TRANSFER'],
    verifiedMu: 1130,
    declaredMu: 215,
    effectiveShare: null,
    from: isoDate('2017-01-01'),
  },
};

const xiuzhou: ProfileText = {
  code: '330411',
  short: '秀洲',
  parcels: 3000,
  years: [2014, 2019],
  evaluationYear: 2019,
  idleLine: isoDate('2016-01-01'),
  relief: 'plain',
  lakes: 9,
  medianLotMu: 13,
  medianTaxPerMu: 7.4,
  townshipWeights: { '002': 7, '003': 6, '004': 6, '005': 16, '101': 20, '103': 9, '104': 14, '105': 14, '106': 9 },
  industries: {
    '1751': 20,
    '1712': 7,
    '1752': 5,
    '2822': 11,
    '3825': 11,
    '1763': 10,
    '1819': 6,
    '2829': 4,
    '3985': 5,
    '3311': 5,
    '2662': 3,
    '2231': 4,
    '3525': 4,
    '2922': 5,
    '3484': 5,
    '1713': 3,
    '3041': 1.5,
  },
  clusters: { '005': ['3825', '3985'], '101': ['1751', '1752', '2822'], '106': ['1763', '1819'], '104': ['2822', '1751'] },
  ledger: {
    kind: 'vacated',
    measures: ['M-CLOSE', 'M-REPURCHASE', 'M-PARK', 'M-RELOCATE', 'M-DEMOLISH', 'M-COOP'],
    verifiedMu: 1385,
    declaredMu: 260,
    effectiveShare: 0.75,
    from: isoDate('2020-01-01'),
  },
};

const cixi: ProfileText = {
  code: '330282',
  short: '慈溪',
  parcels: 8000,
  years: [2016, 2021],
  evaluationYear: 2020,
  idleLine: isoDate('2018-01-01'),
  relief: 'plain',
  lakes: 5,
  medianLotMu: 11,
  medianTaxPerMu: 8.6,
  townshipWeights: {
    '002': 8,
    '003': 6,
    '004': 4,
    '005': 4,
    '006': 3,
    '104': 5,
    '107': 10,
    '108': 6,
    '109': 4,
    '110': 3,
    '111': 6,
    '112': 6,
    '113': 5,
    '114': 7,
    '116': 4,
    '118': 4,
    '120': 4,
    '121': 12,
    '123': 8,
    '402': 9,
    '403': 6,
    '404': 3,
    '405': 0.8,
    '406': 1,
  },
  industries: {
    '3854': 12,
    '3853': 7,
    '3855': 6,
    '3859': 10,
    '3451': 12,
    '2822': 6,
    '2829': 4,
    '2929': 10,
    '3525': 6,
    '3872': 6,
    '3670': 6,
    '3484': 8,
    '2319': 3,
    '2913': 4,
    '3360': 4,
    '3392': 3,
    '3482': 5,
    '4220': 2,
    '2641': 1.5,
  },
  clusters: {
    '108': ['3854', '3853', '3859'],
    '114': ['3451', '3484'],
    '107': ['3855', '3525'],
    '121': ['3859', '3872'],
    '402': ['2822', '3670'],
    '111': ['2829', '2822'],
  },
  ledger: {
    kind: 'revitalised',
    measures: ['M-REPURCHASE', 'M-REPOSSESS', 'M-BLOCK-1', 'M-BLOCK-3', 'M-BLOCK-4', 'M-BLOCK-5', 'M-UPGRADE', 'M-MERGE'],
    verifiedMu: 1240,
    declaredMu: 330,
    effectiveShare: null,
    from: isoDate('2021-01-01'),
  },
};

export const countyProfiles: readonly CountyProfile[] = [suichang, wuyi, xiuzhou, cixi].map((text) => {
  const county = referenceCounties.find(({ code }) => code === text.code);
  if (!county) throw new Error(`data/counties.json has no ${text.code}`);
  return { ...text, asOf: county.demoDay };
});

export function profileOf(county: string): CountyProfile | null {
  return countyProfiles.find((profile) => profile.code === county) ?? null;
}
