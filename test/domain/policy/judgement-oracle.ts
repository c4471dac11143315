// The rules of the five policies once more, as plain functions over the judge request's own form: what `judge` must give.
// Written from the documents' reading by hand, with three-valued words of its own; nothing of the engine is used.

/** undefined = not known. */
export type Maybe = boolean | undefined;
type Body = { readonly [level: string]: { readonly [field: string]: unknown } | undefined };

const and = (...parts: readonly Maybe[]): Maybe => (parts.includes(false) ? false : parts.includes(undefined) ? undefined : true);
const or = (...parts: readonly Maybe[]): Maybe => (parts.includes(true) ? true : parts.includes(undefined) ? undefined : false);
const not = (part: Maybe): Maybe => (part === undefined ? undefined : !part);

/** A decimal as a whole number of 10^-30. */
function digits(value: unknown): bigint {
  const [, sign, head = '', tail = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value))!;
  const size = BigInt(`${head}${tail.padEnd(30, '0')}`);
  return sign === '-' ? -size : size;
}
const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** What is asked of one subject; every method is a test with three outcomes. */
export class Asked {
  readonly #body: Body;
  readonly year: number;
  constructor(body: Body, year: number) {
    this.#body = body;
    this.year = year;
  }

  #plain(name: string): unknown {
    const [level, key] = name.split('.') as [string, string];
    return this.#body[level]?.[key];
  }

  #at(name: string, back: number): unknown {
    const values = this.#plain(name);
    if (values === undefined || values === null) return values;
    return (values as { readonly [year: string]: unknown })[String(this.year - back)];
  }

  is(name: string, wanted: boolean): Maybe {
    const value = this.#plain(name);
    return value === undefined ? undefined : value === wanted;
  }
  isAt(name: string, wanted: boolean): Maybe {
    const value = this.#at(name, 0);
    return value === undefined ? undefined : value === wanted;
  }
  oneOf(name: string, ...words: readonly string[]): Maybe {
    const value = this.#plain(name);
    return value === undefined ? undefined : words.includes(value as string);
  }
  present(name: string): Maybe {
    const value = this.#plain(name);
    return value === undefined ? undefined : value !== null;
  }
  /** Any of these tags; a set known to be absent carries none. */
  tagged(name: string, ...tags: readonly string[]): Maybe {
    const value = this.#plain(name);
    return value === undefined ? undefined : tags.some((tag) => ((value ?? []) as readonly string[]).includes(tag));
  }
  someFails(name: string): Maybe {
    const value = this.#plain(name);
    if (value === undefined || value === null) return value === null ? false : undefined;
    if (Object.values(value).includes(false)) return true;
    return ['环保', '质量', '节能', '安全', '消防', '职业卫生'].every((domain) => Object.hasOwn(value, domain)) ? false : undefined;
  }
  #ordered(value: unknown, holds: (order: number) => boolean, limit: string): Maybe {
    if (value === undefined) return undefined;
    return value === null ? false : holds(compare(digits(value), digits(limit)));
  }
  number(name: string, op: keyof typeof orders, limit: string): Maybe {
    return this.#ordered(this.#plain(name), orders[op], limit);
  }
  day(name: string, op: keyof typeof orders, limit: string): Maybe {
    const value = this.#plain(name) as string | null | undefined;
    if (value === undefined) return undefined;
    return value === null ? false : orders[op](value < limit ? -1 : value > limit ? 1 : 0);
  }
  grade(back: number, ...grades: readonly string[]): Maybe {
    const value = this.#at('enterprise.grade', back);
    return value === undefined ? undefined : grades.includes(value as string);
  }
  /** 亩均税收 as given, else tax over land to the last digit. */
  tax(back: number, op: keyof typeof orders, limit: string): Maybe {
    const given = this.#at('enterprise.taxPerMuWan', back);
    if (given !== undefined) return this.#ordered(given, orders[op], limit);
    const money = this.#at('enterprise.taxWan', back);
    const assessed = this.#at('enterprise.assessedAreaMu', back);
    const land = assessed === undefined || assessed === null ? this.#plain('enterprise.occupiedAreaMu') : assessed;
    if (money === undefined || land === undefined || land === null) return undefined;
    if (money === null) return false;
    // Over no land, or finer than a fen or a millionth of a mu, there is nothing to judge by.
    if (digits(land) <= 0n || digits(money) % 10n ** 24n !== 0n || digits(land) % 10n ** 24n !== 0n) return undefined;
    return orders[op](compare(digits(money) * 10n ** 30n, digits(limit) * digits(land)));
  }
  project(): boolean {
    return this.#body['project'] !== undefined;
  }
}

const orders = {
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
} as const;

interface OracleRule {
  readonly id: string;
  readonly holds: (asked: Asked) => Maybe;
  /** The class it gives; null for rules that only show. */
  readonly gives: string | null;
  readonly waives?: readonly string[];
  readonly unscoped?: boolean;
  readonly project?: boolean;
}

export interface OraclePolicy {
  /** Strictest first. */
  readonly classes: readonly string[];
  readonly scope: readonly (readonly [string, (asked: Asked) => Maybe])[];
  readonly rules: readonly OracleRule[];
  readonly gaps: readonly {
    readonly id: string;
    readonly holds?: (asked: Asked) => Maybe;
    readonly waives?: readonly string[];
  }[];
}

const E = (key: string): string => `enterprise.${key}`;
const yes = (key: string) => (asked: Asked) => asked.is(E(key), true);
const no = (key: string) => (asked: Asked) => asked.is(E(key), false);
const industrial = [['industrial', yes('isIndustrial')]] as const;

const [OUT, SWAP, MEND] = ['淘汰关停类', '腾笼换鸟类', '整治提升类'] as const;
const bothYears = (test: (back: number) => Maybe): Maybe => and(test(0), test(1));
const poor = (asked: Asked): Maybe => bothYears((back) => asked.tax(back, 'lt', '1'));
const middling = (asked: Asked): Maybe => bothYears((back) => and(asked.tax(back, 'gt', '1'), asked.tax(back, 'lt', '3')));

export const suichang: OraclePolicy = {
  classes: [OUT, SWAP, MEND],
  scope: [
    ['supply_date', (asked) => asked.day('parcel.supplyDate', 'lt', '2021-01-01')],
    ['in_production', (asked) => asked.present('parcel.productionStartDate')],
    ['area', (asked) => asked.number(E('occupiedAreaMu'), 'ge', '3')],
    ['industry', (asked) => not(asked.tagged(E('industryTags'), '铸造', '化工'))],
  ],
  rules: [
    {
      id: 'SC-R11a',
      gives: OUT,
      waives: ['supply_date'],
      holds: (asked) =>
        or(...['hasPermits', 'hasSafetyAssurance', 'hasLawfulPremises', 'hasEnvMeasures'].map((key) => asked.is(E(key), false))),
    },
    {
      id: 'SC-R11b',
      gives: OUT,
      holds: (asked) => and(asked.is(E('hasProjectDecision'), false), asked.oneOf(E('premisesMode'), '租用', '借用', '自有闲置厂房')),
    },
    {
      id: 'SC-R11c',
      gives: OUT,
      holds: (asked) => and(asked.number(E('haltMonthsConsecutive'), 'ge', '6'), asked.is(E('normalOperation'), false)),
    },
    { id: 'SC-R12', gives: OUT, holds: (asked) => asked.oneOf(E('prohibitedByCatalogue'), '国家', '省', '市') },
    { id: 'SC-R13a', gives: OUT, holds: (asked) => and(asked.grade(0, 'D'), asked.grade(1, 'D')) },
    { id: 'SC-R13b', gives: OUT, holds: poor },
    {
      id: 'SC-R14',
      gives: OUT,
      waives: ['in_production'],
      holds: (asked) =>
        and(asked.is(E('isTenant'), true), asked.oneOf(E('premisesLandUse'), '工业用地'), asked.is(E('doesIndustrialProduction'), false)),
    },
    {
      id: 'SC-R21',
      gives: SWAP,
      waives: ['in_production'],
      holds: (asked) =>
        and(
          asked.day('parcel.supplyDate', 'le', '2018-01-01'),
          or(not(asked.present('parcel.productionStartDate')), asked.day('parcel.productionStartDate', 'gt', '2021-12-31')),
        ),
    },
    { id: 'SC-R22a', gives: SWAP, holds: (asked) => and(asked.grade(0, 'C'), asked.grade(1, 'C')) },
    { id: 'SC-R22b', gives: SWAP, holds: middling },
    {
      id: 'SC-R23',
      gives: SWAP,
      waives: ['in_production'],
      holds: (asked) =>
        and(
          asked.oneOf('parcel.acquisitionMode', '司法拍卖', '转让', '其他'),
          asked.day('parcel.acquisitionDate', 'le', '2021-12-31'),
          asked.oneOf(E('premisesLandUse'), '工业用地'),
          asked.is(E('doesIndustrialProduction'), false),
        ),
    },
    { id: 'SC-R31', gives: MEND, holds: (asked) => and(asked.tax(0, 'ge', '3'), asked.tax(0, 'lt', '5')) },
    {
      id: 'SC-R32',
      gives: MEND,
      holds: (asked) => and(asked.tax(0, 'ge', '5'), asked.number(E('occupiedAreaMu'), 'ge', '15'), asked.isAt(E('aboveScale'), false)),
    },
    {
      id: 'SC-S1',
      gives: null,
      unscoped: true,
      holds: (asked) => or(asked.is(E('onEnvNegativeList'), true), asked.is(E('envDischargeCompliant'), false)),
    },
    { id: 'SC-S2', gives: null, holds: yes('envDeadlineOverdue') },
    { id: 'SC-S3', gives: null, holds: (asked) => and(asked.present(E('assignedClass')), asked.is(E('followsMeasures'), false)) },
    { id: 'SC-S4', gives: null, holds: (asked) => asked.present(E('assignedClass')) },
  ],
  gaps: [
    {
      id: 'SC-G1',
      holds: (asked) =>
        and(
          bothYears((back) => asked.tax(back, 'lt', '3')),
          not(poor(asked)),
          not(middling(asked)),
        ),
    },
    { id: 'SC-G2', holds: (asked) => and(asked.tax(0, 'lt', '3'), asked.tax(1, 'ge', '3')) },
    { id: 'SC-G3', holds: (asked) => or(and(asked.grade(1, 'C'), asked.grade(0, 'D')), and(asked.grade(1, 'D'), asked.grade(0, 'C'))) },
    {
      id: 'SC-G4',
      waives: ['in_production'],
      holds: (asked) =>
        and(
          asked.day('parcel.supplyDate', 'gt', '2018-01-01'),
          asked.day('parcel.supplyDate', 'lt', '2021-01-01'),
          not(asked.present('parcel.productionStartDate')),
        ),
    },
  ],
};

const XZ = [
  '落后产能关停退出',
  '低散乱整治对象',
  '亩均税收万元以下低效企业 (低产田)',
  '“五未”土地',
  '亩均税3万元以下低效企业 (启动改造提升)',
] as const;
export const xiuzhou: OraclePolicy = {
  classes: XZ,
  scope: industrial,
  rules: [
    {
      id: 'XZ-R1',
      gives: XZ[1],
      holds: (asked) =>
        and(
          asked.oneOf(E('locationType'), '自然村落'),
          asked.number(E('occupiedAreaMu'), 'le', '5'),
          asked.grade(0, 'C', 'D'),
          asked.isAt(E('aboveScale'), false),
        ),
    },
    { id: 'XZ-R2', gives: XZ[1], holds: (asked) => and(asked.grade(0, 'D'), asked.grade(1, 'D'), asked.grade(2, 'D')) },
    {
      id: 'XZ-R3',
      gives: XZ[1],
      holds: (asked) => and(asked.oneOf(E('locationType'), '原村级工业集聚区'), asked.is(E('hasLawfulLand'), false)),
    },
    {
      id: 'XZ-R4',
      gives: XZ[1],
      holds: (asked) => or(...['conformsSpatialPlan', 'conformsEnvZoning', 'conformsIndustryPolicy'].map((key) => asked.is(E(key), false))),
    },
    { id: 'XZ-R5', gives: XZ[2], holds: (asked) => asked.tax(0, 'le', '1') },
    { id: 'XZ-R6', gives: XZ[3], holds: (asked) => asked.present('parcel.fiveWei') },
    { id: 'XZ-R7', gives: XZ[4], holds: (asked) => asked.tax(0, 'le', '3') },
    { id: 'XZ-R8', gives: null, holds: (asked) => and(asked.tax(0, 'le', '3'), asked.is(E('upgradeCompleted'), false)) },
    {
      id: 'XZ-R9',
      gives: XZ[0],
      holds: (asked) =>
        and(
          asked.tagged(E('industryTags'), '印染', '织造', '化工', '化纤', '造纸', '平板玻璃'),
          asked.is(E('inBackwardCapacityBelowStandard'), true),
        ),
    },
  ],
  gaps: [],
};

export const cixi: OraclePolicy = {
  classes: ['整治提升重点', '低效企业', '供而未用等低效工业用地'],
  scope: industrial,
  rules: [
    { id: 'CX-R1', gives: '低效企业', holds: (asked) => asked.tax(0, 'le', '5') },
    { id: 'CX-R2', gives: '整治提升重点', holds: (asked) => asked.grade(0, 'D') },
    { id: 'CX-R3', gives: '供而未用等低效工业用地', holds: (asked) => asked.is('parcel.suppliedNotUsed', true) },
    {
      id: 'CX-R4',
      gives: null,
      project: true,
      holds: (asked) => and(asked.number('project.requestedAreaMu', 'le', '10'), asked.is('project.standaloneSiting', true)),
    },
    { id: 'CX-R5a', gives: null, holds: (asked) => asked.grade(0, 'C') },
    { id: 'CX-R5b', gives: null, holds: (asked) => asked.grade(0, 'D') },
    { id: 'CX-R5c', gives: null, holds: (asked) => asked.grade(0, 'A') },
    {
      id: 'CX-R6a',
      gives: null,
      holds: (asked) => and(asked.oneOf(E('premisesLandUse'), '非工业用地'), asked.is(E('hasPropertyStatement'), false)),
    },
    { id: 'CX-R6b', gives: null, holds: (asked) => asked.oneOf(E('premisesLandUse'), '非工业用地') },
    {
      id: 'CX-R6c',
      gives: null,
      holds: (asked) =>
        and(asked.is(E('isNewRegistration'), true), asked.tagged('parcel.zone', '村庄'), asked.oneOf(E('premisesLandUse'), '非工业用地')),
    },
    {
      id: 'CX-R7',
      gives: null,
      holds: (asked) =>
        and(asked.is(E('lowSmallScattered'), true), or(asked.is(E('hasEnvMeasures'), false), asked.is(E('overEmission'), true))),
    },
    { id: 'CX-R8', gives: null, holds: (asked) => asked.tagged(E('industryTags'), '废旧塑料加工', '铸造', '金属表面处理', '喷涂') },
    { id: 'CX-R11', gives: null, holds: (asked) => asked.tagged('parcel.zone', '中心城区控制区', '前湾沪浙合作创新区') },
    { id: 'CX-R12', gives: null, holds: (asked) => or(asked.is(E('threeInOne'), true), asked.is(E('groupRental'), true)) },
    { id: 'CX-R9', gives: null, holds: (asked) => asked.is('parcel.transitionControlZone', true) },
    { id: 'CX-R10', gives: null, holds: (asked) => asked.present('block.managementClass') },
  ],
  gaps: [],
};

const WY = ['坚决依法关停', '四无企业(作坊)', '落后产能/违法规下企业', '僵尸企业', '出租型企业'] as const;
export const wuyi: OraclePolicy = {
  classes: WY,
  scope: industrial,
  rules: [
    {
      id: 'WY-R01',
      gives: WY[1],
      holds: (asked) =>
        or(...['hasPermits', 'hasSafetyAssurance', 'hasLawfulPremises', 'hasEnvMeasures'].map((key) => asked.is(E(key), false))),
    },
    { id: 'WY-R02', gives: WY[3], holds: yes('isZombie') },
    { id: 'WY-R03', gives: WY[4], holds: yes('isRental') },
    {
      id: 'WY-R04',
      gives: WY[2],
      holds: (asked) =>
        and(
          asked.isAt(E('aboveScale'), false),
          or(...['hasBackwardCapacity', 'threeInOne', 'illegalBuilding', 'taxViolation'].map((key) => asked.is(E(key), true))),
        ),
    },
    {
      id: 'WY-R05',
      gives: WY[0],
      holds: (asked) => and(asked.is(E('inResidentialArea'), true), asked.is(E('envApproved'), false), asked.is(E('highEnvImpact'), true)),
    },
    { id: 'WY-R06', gives: WY[0], holds: (asked) => and(asked.is(E('inResidentialArea'), true), asked.is(E('isHazardous'), true)) },
    { id: 'WY-R07', gives: null, holds: (asked) => and(asked.is(E('isRental'), true), asked.is(E('threeInOne'), true)) },
    { id: 'WY-R08', gives: null, holds: no('hasPermits') },
    { id: 'WY-R10', gives: null, holds: (asked) => asked.tagged(E('industryTags'), '小冶炼', '冲天炉铸造加工点', '轮窑烧结砖生产线') },
    { id: 'WY-R11', gives: null, holds: (asked) => and(asked.is(E('lowSmallScattered'), true), asked.is(E('inBadWaterCatchment'), true)) },
    { id: 'WY-R12', gives: null, holds: (asked) => or(asked.is('parcel.landUseLawful', false), asked.is(E('illegalBuilding'), true)) },
    { id: 'WY-R13', gives: null, holds: no('taxRegistered') },
    {
      id: 'WY-R09',
      gives: null,
      holds: (asked) =>
        and(...['hasPermits', 'hasEnvMeasures', 'hasSafetyAssurance', 'hasLawfulLand'].map((key) => asked.is(E(key), true))),
    },
  ],
  gaps: [],
};

const focus = ['三合一集中', '隐患严重', '高耗能高排放低产出', '劳动密集自动化低', '其他'] as const;
export const ningbo: OraclePolicy = {
  classes: ['淘汰关停'],
  scope: [['focus', (asked) => asked.tagged('block.riskTags', ...focus)]],
  rules: [
    ...focus.map((tag, at) => ({ id: `NB-R${at + 1}`, gives: null, holds: (asked: Asked) => asked.tagged('block.riskTags', tag) })),
    { id: 'NB-R6', gives: null, holds: (asked) => asked.someFails(E('meetsStandards')) },
    { id: 'NB-R8', gives: null, holds: yes('hazardFound') },
    { id: 'NB-R9', gives: null, holds: (asked) => asked.tagged(E('industryTags'), '不锈钢', '铸造') },
    {
      id: 'NB-R7',
      gives: '淘汰关停',
      holds: (asked) =>
        and(or(asked.someFails(E('meetsStandards')), asked.is(E('hasBackwardCapacity'), true)), asked.is(E('rectificationHopeless'), true)),
    },
  ],
  gaps: [],
};

export interface OracleJudgement {
  readonly scope: 'in' | 'out' | 'unknown';
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly proposed: string | null;
  readonly gaps: readonly string[];
}

/** Judges a body by an oracle policy. */
export function oracleJudge(policy: OraclePolicy, body: Body, year: number): OracleJudgement {
  const asked = new Asked(body, year);
  const limbs = policy.scope.map(([id, holds]) => ({ id, truth: holds(asked) }));
  const scopeFor = (waives: readonly string[] = []): Maybe =>
    and(...limbs.filter(({ id }) => !waives.includes(id)).map(({ truth }) => truth));
  const outcomes = policy.rules
    .filter(({ project }) => !project || asked.project())
    .map((rule) => {
      const scope = rule.unscoped ? true : scopeFor(rule.waives);
      return { rule, truth: scope === false ? false : and(scope, rule.holds(asked)) };
    });
  const held = outcomes.filter(({ truth }) => truth === true).map(({ rule }) => rule);
  const proposed = policy.classes.find((name) => held.some(({ gives }) => gives === name)) ?? null;
  const whole = scopeFor();
  return {
    scope: held.some(({ gives, unscoped }) => gives !== null && !unscoped) ? 'in' : whole === undefined ? 'unknown' : whole ? 'in' : 'out',
    matched: held.map(({ id }) => id),
    unknown: outcomes.filter(({ truth }) => truth === undefined).map(({ rule }) => rule.id),
    proposed,
    gaps: policy.gaps.filter((gap) => scopeFor(gap.waives) !== false && gap.holds?.(asked) === true).map(({ id }) => id),
  };
}
