// The field dictionary: every fact a policy may ask for, with type, unit, Chinese label and the bureau that supplies it.

/**
 * Who supplies a fact: the bureaus that send files; 经信, which runs the 综合评价 and knows what catalogues and industry policy say of a
 * firm; and the 专班, the county's working group, for what it has decided itself.
 */
export const providers = ['土地', '税务', '统计', '供电', '乡镇', '经信', '专班'] as const;
export type Provider = (typeof providers)[number];

export const factLevels = ['enterprise', 'parcel', 'block', 'project', 'county'] as const;
export type FactLevel = (typeof factLevels)[number];

/** `word` is an enum without a closed list; `domains` is a yes/no per domain. */
export type FieldType = 'boolean' | 'number' | 'enum' | 'word' | 'set' | 'date' | 'domains';

/** A field that is one yearly figure over another, exactly: `over ÷ under × factor`, each in its own unit. */
export interface QuotientOf {
  readonly over: string;
  /** `land`: 评价用地, and 占地面积 where there is none. */
  readonly under: string;
  readonly factor: bigint;
}

export interface Field {
  /** With its level: `enterprise.taxPerMuWan`. */
  readonly name: string;
  readonly level: FactLevel;
  /** Without its level: `taxPerMuWan`. */
  readonly key: string;
  readonly type: FieldType;
  readonly label: string;
  readonly bureau: Provider;
  /** One value per year. */
  readonly yearly: boolean;
  readonly unit?: string;
  /** Closed list of an enum, best first when `ranked`; for `domains` those that must be known before none is said to fail. */
  readonly values?: readonly string[];
  /** The values have an order of merit: higher numbers, or earlier words, are better. */
  readonly ranked?: boolean;
  /** How it is found when it is not given. */
  readonly derivation?: string;
  /** The figures that it is the quotient of; left out for others, and for 亩均税收, which is counted in fen and µmu. */
  readonly quotient?: QuotientOf;
}

type Extras = Partial<Pick<Field, 'yearly' | 'unit' | 'values' | 'ranked' | 'derivation'>>;

function field(name: string, type: FieldType, label: string, bureau: Provider, extras: Extras = {}): Field {
  const [level, key] = name.split('.') as [FactLevel, string];
  return { name, level, key, type, label, bureau, yearly: false, ...extras };
}

/** A yearly figure of the accounts. */
function figure(key: string, label: string, bureau: Provider, unit: string, extras: Extras = {}): Field {
  return field(`enterprise.${key}`, 'number', label, bureau, { yearly: true, unit, ...extras });
}

/** A quotient of two yearly figures; `words` say which. */
function quotient(key: string, label: string, unit: string, words: string, of: QuotientOf, ranked = true): Field {
  const extras = { yearly: true, unit, ranked, derivation: `${words}，不取舍` };
  return { ...field(`enterprise.${key}`, 'number', label, '统计', extras), quotient: of };
}

const LAND = '评价用地（无评价用地时用占地面积）';
const wanPerMu = '万元/亩';
const flag = (name: string, label: string, bureau: Provider): Field => field(name, 'boolean', label, bureau);

/** All fields, in the order in which they are shown. */
export const fields: readonly Field[] = [
  field('enterprise.isIndustrial', 'boolean', '工业（加工）企业', '统计', { derivation: '行业代码在 06–46 大类为是，其余大类为否' }),
  field('enterprise.kind', 'enum', '主体类型', '乡镇', { values: ['企业', '个体工商户', '作坊'] }),
  field('enterprise.industryCode', 'word', '行业代码', '统计'),
  field('enterprise.industryTags', 'set', '行业标签', '经信', {
    derivation: '由行业代码按 GB/T 4754-2017 对照；代码不能判定的标签仍为未知',
  }),
  field('enterprise.aboveScale', 'boolean', '规上企业', '统计', { yearly: true }),
  field('enterprise.taxWan', 'number', '税收实际贡献', '税务', { yearly: true, unit: '万元' }),
  field('enterprise.assessedAreaMu', 'number', '评价用地', '土地', { yearly: true, unit: '亩' }),
  field('enterprise.taxPerMuWan', 'number', '亩均税收', '税务', {
    yearly: true,
    unit: wanPerMu,
    ranked: true,
    derivation: '税收实际贡献 ÷ 评价用地（无评价用地时用占地面积），不取舍',
  }),
  figure('revenueWan', '主营业务收入', '统计', '万元', { ranked: true }),
  figure('valueAddedWan', '工业增加值', '统计', '万元', { ranked: true }),
  figure('researchWan', '研发费用', '统计', '万元', { ranked: true }),
  figure('energyTce', '综合能耗', '统计', '吨标煤'),
  figure('powerKwh', '用电量', '供电', '千瓦时'),
  figure('waterT', '用水量', '统计', '吨'),
  figure('emissionsT', '主要污染物排放量', '乡镇', '吨'),
  figure('employees', '平均职工人数', '统计', '人'),
  quotient('revenuePerMuWan', '亩均营业收入', wanPerMu, `主营业务收入 ÷ ${LAND}`, { over: 'revenueWan', under: 'land', factor: 1n }),
  quotient('valueAddedPerMuWan', '亩均增加值', wanPerMu, `工业增加值 ÷ ${LAND}`, { over: 'valueAddedWan', under: 'land', factor: 1n }),
  quotient('energyPerMuTce', '亩均能耗', '吨标煤/亩', `综合能耗 ÷ ${LAND}`, { over: 'energyTce', under: 'land', factor: 1n }, false),
  quotient('labourProductivityWan', '全员劳动生产率', '万元/人', '工业增加值 ÷ 平均职工人数', {
    over: 'valueAddedWan',
    under: 'employees',
    factor: 1n,
  }),
  quotient('taxPerEmployeeWan', '人均税收', '万元/人', '税收实际贡献 ÷ 平均职工人数', { over: 'taxWan', under: 'employees', factor: 1n }),
  quotient('valueAddedPerTceWan', '单位能耗增加值', '万元/吨标煤', '工业增加值 ÷ 综合能耗', {
    over: 'valueAddedWan',
    under: 'energyTce',
    factor: 1n,
  }),
  quotient('taxPerTceWan', '单位能耗税收', '万元/吨标煤', '税收实际贡献 ÷ 综合能耗', { over: 'taxWan', under: 'energyTce', factor: 1n }),
  quotient('taxPerPowerWan', '单位用电税收', '万元/万千瓦时', '税收实际贡献 ÷ 用电量', {
    over: 'taxWan',
    under: 'powerKwh',
    factor: 10_000n,
  }),
  quotient('valueAddedPerWaterYuan', '单位用水增加值', '元/吨', '工业增加值 ÷ 用水量', {
    over: 'valueAddedWan',
    under: 'waterT',
    factor: 10_000n,
  }),
  quotient('valueAddedPerEmissionWan', '单位排放增加值', '万元/吨', '工业增加值 ÷ 主要污染物排放量', {
    over: 'valueAddedWan',
    under: 'emissionsT',
    factor: 1n,
  }),
  quotient('researchSharePercent', '研发强度', '%', '研发费用 ÷ 主营业务收入', { over: 'researchWan', under: 'revenueWan', factor: 100n }),
  quotient('taxSharePercent', '税收占营业收入比', '%', '税收实际贡献 ÷ 主营业务收入', {
    over: 'taxWan',
    under: 'revenueWan',
    factor: 100n,
  }),
  field('enterprise.grade', 'enum', '综合评价等级', '经信', { yearly: true, values: ['A', 'B', 'C', 'D'], ranked: true }),
  field('enterprise.occupiedAreaMu', 'number', '占地面积', '土地', { unit: '亩' }),
  flag('enterprise.hasPermits', '证照齐全', '乡镇'),
  flag('enterprise.hasSafetyAssurance', '有安全保障', '乡镇'),
  flag('enterprise.hasLawfulPremises', '场所合法', '土地'),
  flag('enterprise.hasLawfulLand', '用地合法（企业）', '土地'),
  flag('enterprise.hasEnvMeasures', '有环保措施', '乡镇'),
  flag('enterprise.hasProjectDecision', '经项目决策', '经信'),
  field('enterprise.premisesMode', 'enum', '场所取得方式', '乡镇', { values: ['自有', '租用', '借用', '自有闲置厂房'] }),
  field('enterprise.haltedSince', 'date', '停产起始日', '供电'),
  field('enterprise.haltMonthsConsecutive', 'number', '连续停产月数', '供电', { unit: '月', derivation: '停产起始日至核对日的整月数' }),
  flag('enterprise.normalOperation', '正常经营', '乡镇'),
  field('enterprise.prohibitedByCatalogue', 'enum', '禁止类目录层级', '经信', { values: ['none', '国家', '省', '市', '县'] }),
  flag('enterprise.doesIndustrialProduction', '从事工业生产', '乡镇'),
  flag('enterprise.isTenant', '租赁经营', '乡镇'),
  field('enterprise.premisesLandUse', 'enum', '场所土地用途', '土地', { values: ['工业用地', '非工业用地', '无合法用地'] }),
  flag('enterprise.hasBackwardCapacity', '有落后产能或设备工艺', '经信'),
  flag('enterprise.threeInOne', '生产、储存、住宿同处', '乡镇'),
  flag('enterprise.illegalBuilding', '违法建筑', '乡镇'),
  flag('enterprise.taxViolation', '税收违法', '税务'),
  flag('enterprise.isRental', '出租型企业', '乡镇'),
  flag('enterprise.isZombie', '僵尸企业（人工认定）', '乡镇'),
  flag('enterprise.inResidentialArea', '位于村居住区内', '乡镇'),
  flag('enterprise.envApproved', '经环保审批', '乡镇'),
  flag('enterprise.highEnvImpact', '环境影响大', '乡镇'),
  flag('enterprise.isHazardous', '危化品或危及公共安全', '乡镇'),
  flag('enterprise.overEmission', '超标排放', '乡镇'),
  field('enterprise.meetsStandards', 'domains', '环保、质量、节能、安全、消防、职业卫生达标情况', '乡镇', {
    values: ['环保', '质量', '节能', '安全', '消防', '职业卫生'],
  }),
  flag('enterprise.rectificationHopeless', '整改无望', '乡镇'),
  field('enterprise.locationType', 'enum', '区位类型', '乡镇', {
    values: ['自然村落', '原村级工业集聚区', '原乡镇合并后的工业集聚区', '小微企业园', '开发区', '其他'],
  }),
  flag('enterprise.conformsSpatialPlan', '符合空间规划', '土地'),
  flag('enterprise.conformsEnvZoning', '符合环境功能区划', '乡镇'),
  flag('enterprise.conformsIndustryPolicy', '符合产业政策', '经信'),
  flag('enterprise.inBackwardCapacityBelowStandard', '能耗环保质量安全技术不达标的产能', '经信'),
  field('enterprise.outputValueWan', 'number', '年产值', '统计', { yearly: true, unit: '万元', ranked: true }),
  flag('enterprise.hasPropertyStatement', '有产权说明', '乡镇'),
  flag('enterprise.isNewRegistration', '新办工业企业', '乡镇'),
  flag('enterprise.onEnvNegativeList', '列入产业准入负面清单', '乡镇'),
  flag('enterprise.envDischargeCompliant', '废气废水固废达标', '乡镇'),
  flag('enterprise.envDeadlineOverdue', '环保限期整改逾期未达标', '乡镇'),
  flag('enterprise.followsMeasures', '按措施提升或整改到位', '乡镇'),
  field('enterprise.assignedClass', 'word', '已认定类别', '专班'),
  flag('enterprise.hazardFound', '存在隐患', '乡镇'),
  flag('enterprise.inBadWaterCatchment', '位于Ⅴ类、劣Ⅴ类断面流域', '乡镇'),
  flag('enterprise.lowSmallScattered', '低散小标签（人工）', '乡镇'),
  flag('enterprise.taxRegistered', '已办税务登记', '税务'),
  flag('enterprise.groupRental', '群租厂房', '乡镇'),
  flag('enterprise.upgradeCompleted', '改造提升完成', '乡镇'),
  flag('parcel.landUseLawful', '用地合法且合规划', '土地'),
  field('parcel.zone', 'set', '规划分区', '土地'),
  field('parcel.supplyDate', 'date', '供地日期', '土地'),
  field('parcel.productionStartDate', 'date', '投产日期', '乡镇'),
  field('parcel.acquisitionMode', 'enum', '土地取得方式', '土地', { values: ['出让', '划拨', '司法拍卖', '转让', '其他'] }),
  field('parcel.acquisitionDate', 'date', '现权利人取得日期', '土地'),
  field('parcel.areaMu', 'number', '宗地面积', '土地', { unit: '亩' }),
  field('parcel.fiveWei', 'word', '“五未”类型', '土地'),
  flag('parcel.suppliedNotUsed', '供而未用', '土地'),
  flag('parcel.transitionControlZone', '过渡控制区', '土地'),
  field('parcel.landPriceWan', 'number', '出让价款', '土地', { unit: '万元' }),
  field('parcel.landValueWan', 'number', '评估地价', '土地', { unit: '万元' }),
  field('parcel.rightEndDate', 'date', '使用权终止日期', '土地'),
  field('parcel.buildingAreaM2', 'number', '建筑面积', '土地', { unit: '平方米' }),
  field('parcel.buildingStructure', 'word', '建筑结构', '土地'),
  field('parcel.buildingNewnessPercent', 'number', '建筑成新率', '土地', { unit: '%' }),
  field('parcel.powerCapacityKva', 'number', '供电容量', '土地', { unit: '千伏安' }),
  field('parcel.vacancyPercent', 'number', '空置率', '乡镇', { unit: '%' }),
  flag('parcel.contractBreach', '违反出让合同', '土地'),
  field('parcel.idleFeeWan', 'number', '应缴土地闲置费', '土地', { unit: '万元' }),
  field('parcel.breachPenaltyWan', 'number', '应缴违约金', '土地', { unit: '万元' }),
  field('parcel.coOwners', 'number', '共有人数', '土地', { unit: '人' }),
  flag('parcel.mortgaged', '有抵押', '土地'),
  flag('parcel.sealed', '被查封', '土地'),
  flag('parcel.ownerWilling', '权利人主动申请收储', '乡镇'),
  field('block.managementClass', 'enum', '区块管控类别', '专班', { values: ['扶持发展', '整合改造', '清理退出'] }),
  field('block.riskTags', 'set', '区块或行业重点领域标签', '乡镇'),
  field('project.requestedAreaMu', 'number', '项目申请用地', '土地', { unit: '亩' }),
  flag('project.standaloneSiting', '单独选址', '土地'),
  field('county.aboveScaleAvgTaxPerMuWan', 'number', '全县规上亩均税收平均', '统计', { yearly: true, unit: wanPerMu }),
];

const byName: ReadonlyMap<string, Field> = new Map(fields.map((entry) => [entry.name, entry]));

/** By Chinese name; a test keeps these apart from each other. */
const byLabel: ReadonlyMap<string, Field> = new Map(fields.map((entry) => [entry.label, entry]));

/** The field that a policy's writer means: by name, or by its Chinese name, which is stored as the name. */
export function findFieldByWord(word: string): Field | undefined {
  return byName.get(word) ?? byLabel.get(word.trim());
}

/** The field of that name (`enterprise.grade`), or undefined. */
export function findField(name: string): Field | undefined {
  return byName.get(name);
}

const byKey: ReadonlyMap<FactLevel, ReadonlyMap<string, Field>> = new Map(
  factLevels.map((level) => [level, new Map(fields.filter((entry) => entry.level === level).map((entry) => [entry.key, entry]))]),
);

/** The field of a level by its name without the level; for reading many facts, where names need not be put together first. */
export function findFieldAt(level: FactLevel, key: string): Field | undefined {
  return byKey.get(level)?.get(key);
}

/** The field of that name; a name that has been checked before. */
export function fieldOf(name: string): Field {
  const found = byName.get(name);
  if (!found) throw new RangeError(`not a policy field: ${name}`);
  return found;
}
