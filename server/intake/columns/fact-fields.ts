// Policy facts as optional columns of firms, parcels and blocks: field names as the policies use them, headers as bureaus write them.
import { type FactLevel, findFieldAt } from '#domain/policy/fields.ts';
import type { Quantity } from './field.ts';

export interface FactField {
  /** camelCase, as policies and requests name it. */
  readonly fact: string;
  readonly type: 'boolean' | 'text' | 'set' | 'number' | 'date' | 'domains';
  readonly headers: readonly string[];
  /** The only values it can have; free text when left out. */
  readonly values?: readonly string[];
  readonly quantity?: Quantity;
  readonly unit?: string;
  /** Land that is floor, kept in square metres rather than in mu. */
  readonly floor?: true;
}

const yes = (fact: string, ...headers: string[]): FactField => ({ fact, type: 'boolean', headers });
const text = (fact: string, headers: readonly string[], values?: readonly string[]): FactField => ({
  fact,
  type: 'text',
  headers,
  ...(values ? { values } : {}),
});

const money = (fact: string, ...headers: string[]): FactField => ({ fact, type: 'number', headers, quantity: 'money', unit: '万元' });

/** Under the name by which a bureau was asked for it (待补数据) a column is known too. */
function asAsked(level: FactLevel, facts: readonly FactField[]): readonly FactField[] {
  return facts.map((field) => {
    const label = findFieldAt(level, field.fact)?.label;
    return label === undefined || field.type === 'domains' || field.headers.includes(label)
      ? field
      : { ...field, headers: [...field.headers, label] };
  });
}

export const enterpriseFacts = asAsked('enterprise', [
  yes('isIndustrial', '工业企业', '工业加工企业', '加工企业'),
  yes('hasPermits', '有证有照', '证照齐全'),
  yes('hasSafetyAssurance', '有安全保障', '安全保障'),
  yes('hasLawfulPremises', '有合法场所', '合法场所'),
  yes('hasLawfulLand', '有合法用地', '合法用地'),
  yes('hasEnvMeasures', '有环保措施', '环保措施'),
  yes('hasProjectDecision', '经项目决策', '项目决策'),
  text('premisesMode', ['经营场所取得方式', '场所取得方式'], ['自有', '租用', '借用', '自有闲置厂房']),
  { fact: 'occupiedAreaMu', type: 'number', headers: ['占地面积', '占地'], quantity: 'land', unit: '亩' },
  { fact: 'haltMonthsConsecutive', type: 'number', headers: ['连续停产月数', '停产月数'] },
  yes('normalOperation', '正常经营', '正常生产'),
  text('prohibitedByCatalogue', ['禁止类产业项目所属目录层级', '禁止类目录层级', '禁止类目录'], ['none', '国家', '省', '市']),
  yes('doesIndustrialProduction', '从事工业生产'),
  yes('isTenant', '租赁', '租赁企业'),
  text('premisesLandUse', ['场所土地用途', '经营场所土地用途'], ['工业用地', '非工业用地', '无合法用地']),
  yes('hasBackwardCapacity', '落后产能', '落后产能/落后生产设备、工艺', '落后生产设备工艺'),
  yes('threeInOne', '三合一', '三合一(生产、储存、住宿合一)'),
  yes('illegalBuilding', '违章搭建', '违法建筑', '违章搭建/违法建筑', '违章建筑'),
  yes('taxViolation', '偷税漏税', '税收违法'),
  yes('isRental', '出租型企业', '出租企业'),
  yes('isZombie', '僵尸企业'),
  yes('inResidentialArea', '位于村居民住区', '位于村民居住区', '位于村居民住区/村民居住区'),
  yes('envApproved', '经环保审批', '环保审批'),
  yes('highEnvImpact', '对环境影响大', '环境影响大'),
  yes('isHazardous', '危化品', '危及公共安全', '危化品/危及公共安全'),
  yes('overEmission', '污染物超标排放', '超标排放'),
  { fact: 'meetsStandards', type: 'domains', headers: [], values: ['环保', '质量', '节能', '安全', '消防', '职业卫生'] },
  yes('rectificationHopeless', '整改无望'),
  text('locationType', ['区位类型'], ['自然村落', '原村级工业集聚区', '原乡镇合并后的工业集聚区', '小微企业园', '开发区', '其他']),
  yes('conformsSpatialPlan', '符合城乡规划', '符合城乡/土地利用总体规划', '符合土地利用总体规划', '符合规划'),
  yes('conformsEnvZoning', '符合环境功能区划'),
  yes('conformsIndustryPolicy', '符合产业政策导向', '符合产业政策'),
  yes('inBackwardCapacityBelowStandard', '能耗、环保、质量、安全、技术达不到标准和生产不合格产品或淘汰类产能', '达不到标准产能'),
  yes('hasPropertyStatement', '镇(街道)出具的产权说明', '产权说明'),
  yes('isNewRegistration', '新办工业企业', '新办企业'),
  yes('onEnvNegativeList', '不符合产业准入负面清单', '产业准入负面清单'),
  yes('envDischargeCompliant', '废气/废水/固废达标', '三废达标', '排放达标'),
  yes('envDeadlineOverdue', '环保限期整改逾期不达标', '环保整改逾期'),
  yes('followsMeasures', '按相关措施提升', '及时整改到位', '按相关措施提升/及时整改到位'),
  // The classes are those of the county's own document.
  text('assignedClass', ['已认定类别', '认定类别']),
  yes('hazardFound', '存在隐患风险', '隐患风险'),
  yes('inBadWaterCatchment', '位于V类、劣V类断面流域', '劣V类断面流域'),
  yes('lowSmallScattered', '低小散', '低散乱', '低散乱污', '两小', '低小散/低散乱/低散乱污/两小 标签'),
  yes('taxRegistered', '已办理税务登记', '税务登记'),
  yes('groupRental', '群租厂房'),
  yes('upgradeCompleted', '完成改造提升'),
]);

export const parcelFacts = asAsked('parcel', [
  yes('landUseLawful', '用地合法', '符合城乡规划', '用地合法/符合城乡规划'),
  { fact: 'zone', type: 'set', headers: ['规划分区', '控制区'] },
  text('fiveWei', ['五未类型', '“五未”类型', '五未土地类型', '五未']),
  yes('suppliedNotUsed', '供而未用'),
  yes('transitionControlZone', '过渡控制区'),
  money('landPriceWan', '出让价款', '土地出让价款', '成交价款', '成交价', '出让金'),
  money('landValueWan', '评估地价', '土地评估价', '土地评估价值', '评估价'),
  { fact: 'rightEndDate', type: 'date', headers: ['使用权终止日期', '终止日期', '使用期限止', '出让终止日期'] },
  {
    fact: 'buildingAreaM2',
    type: 'number',
    headers: ['建筑面积', '房屋建筑面积', '总建筑面积'],
    quantity: 'land',
    unit: '平方米',
    floor: true,
  },
  text('buildingStructure', ['建筑结构', '房屋结构']),
  { fact: 'buildingNewnessPercent', type: 'number', headers: ['成新率', '建筑成新率', '房屋成新率'] },
  { fact: 'powerCapacityKva', type: 'number', headers: ['供电容量', '变压器容量', '用电报装容量', '报装容量'] },
  { fact: 'vacancyPercent', type: 'number', headers: ['空置率', '厂房空置率'] },
  yes('contractBreach', '违反出让合同', '合同违约'),
  money('idleFeeWan', '应缴闲置费', '应缴土地闲置费', '土地闲置费'),
  money('breachPenaltyWan', '应缴违约金', '违约金'),
  { fact: 'coOwners', type: 'number', headers: ['共有人数', '权利人数'] },
  yes('mortgaged', '有抵押', '抵押'),
  yes('sealed', '被查封', '查封'),
  yes('ownerWilling', '主动申请收储', '主动申请', '申请收储'),
]);

export const blockFacts = asAsked('block', [
  text('managementClass', ['区块分类管控类别', '分类管控类别', '管控类别'], ['扶持发展', '整合改造', '清理退出']),
  { fact: 'riskTags', type: 'set', headers: ['区块/行业重点领域标签', '重点领域标签', '区块标签', '标签'] },
]);
