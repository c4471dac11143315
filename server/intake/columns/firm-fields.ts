// Columns of firms, yearly accounts and tenure.
import type { Bureau } from '#domain/issue.ts';
import type { Field } from './field.ts';

const uscc: Field = {
  name: 'uscc',
  headers: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '统一社会信用代码证号',
    '纳税人识别号',
    '社会统一信用代码',
    '组织机构代码',
    'tyshxydm',
    'xydm',
    'nsrsbh',
    'creditcode',
    'unifiedsocialcreditcode',
  ],
  repeats: true,
};
const name: Field = {
  name: 'name',
  headers: [
    '企业名称',
    '单位名称',
    '单位详细名称',
    '纳税人名称',
    '公司名称',
    '企业全称',
    '名称',
    '企业',
    '户名',
    'qymc',
    'nsrmc',
    'firmname',
    'enterprisename',
    'companyname',
    'enterprise',
    'firm',
  ],
  repeats: true,
};
const township: Field = {
  name: 'township',
  headers: [
    '乡镇',
    '乡镇街道',
    '乡镇(街道)',
    '所属乡镇',
    '所在乡镇',
    '所属乡镇街道',
    '所在乡镇街道',
    '镇街',
    '街道',
    '所属镇街',
    '属地',
    '属地乡镇',
    'townshipname',
    'town',
  ],
  repeats: true,
};

export const firmFields: readonly Field[] = [
  uscc,
  name,
  { name: 'kind', headers: ['主体类型', '主体类别', '市场主体类型', '企业类型', '类型'] },
  { name: 'industry_code', headers: ['行业代码', '国民经济行业代码', '行业小类代码', '行业小类', '行业', 'hydm', 'industry'] },
  { name: 'industry_tags', headers: ['行业标签', '行业标识', '标签', 'tags'] },
  township,
  { name: 'halted_since', headers: ['停产日期', '停产时间', '停产起始日期', '停产起始', '停产起始时间', '停产起'] },
];

const money = (field: string, headers: readonly string[], mender: Bureau = '统计'): Field => ({
  name: field,
  headers,
  quantity: 'money',
  unit: '万元',
  mender,
});

export const accountFields: readonly Field[] = [
  { name: 'year', headers: ['年度', '年份', '所属年度', '评价年度', '年', '统计年度', 'nd'], repeats: true },
  uscc,
  name,
  money(
    'tax',
    [
      '税收实际贡献',
      '税收',
      '评价税收',
      '实缴税金',
      '实缴税收',
      '实际税收',
      '税收贡献',
      '入库税收',
      '税收总额',
      '税收合计',
      '纳税总额',
      '纳税额',
      '税额',
      'taxwan',
      'taxpaid',
    ],
    '税务',
  ),
  money('revenue', ['主营业务收入', '营业收入', '主营业收入', '主营收入', '销售收入', '营收', 'revenuewan']),
  money('value_added', ['工业增加值', '增加值', 'valueaddedwan']),
  {
    name: 'energy_tce',
    mender: '统计',
    headers: ['综合能耗', '综合能源消费量', '能耗', '能源消费量', '总能耗', 'energy'],
    quantity: 'energy',
    unit: '吨标准煤',
  },
  {
    name: 'power_kwh',
    mender: '供电',
    headers: ['用电量', '用电', '电量', '年用电量', 'power', 'electricity'],
    quantity: 'power',
    unit: '千瓦时',
  },
  { name: 'water_t', mender: '统计', headers: ['用水量', '用水', '年用水量', 'water'], quantity: 'water', unit: '吨' },
  {
    name: 'emissions_t',
    mender: '统计',
    headers: ['排放', '排放量', '主要污染物排放量', '污染物排放量', '排污量', '排污总量', 'emissions'],
    quantity: 'mass',
    unit: '吨',
  },
  money('rd', ['研发费用', '研发经费', '研发投入', 'r&d经费', 'r&d经费支出', 'r&d', '研究与试验发展经费支出', 'researchspending']),
  {
    name: 'employees',
    mender: '统计',
    headers: ['平均职工人数', '年平均职工人数', '年平均员工', '职工人数', '员工人数', '从业人数', '人数'],
    quantity: 'count',
    unit: '人',
  },
  {
    name: 'above_scale',
    mender: '统计',
    headers: ['规上', '规上企业', '是否规上', '是否规上企业', '规模以上', '规上规下', 'isabovescale'],
  },
  {
    name: 'grade',
    mender: '统计',
    headers: ['评价等级', '等级', '评价等次', '综合评价等级', '综合评价', '评价结果', '亩均评价', '档次', '类别', '评价类别'],
  },
  {
    name: 'assessed_area',
    mender: '土地',
    headers: ['评价用地', '评价用地面积', '用地面积', '占地面积', '实际用地', '实际用地面积', '评价面积', 'assessedmu', 'landarea', 'area'],
    quantity: 'land',
    unit: '亩',
  },
];

export const tenureFields: readonly Field[] = [
  {
    name: 'parcel',
    headers: ['宗地代码', '宗地编码', '宗地编号', '宗地号', '地块代码', '宗地', 'zddm', 'parcelcode', 'code'],
    repeats: true,
  },
  uscc,
  name,
  { name: 'role', headers: ['关系', '用地关系', '使用关系', '使用方式', '类型', '租用关系', 'relation', 'kind'] },
  { name: 'area', headers: ['面积', '使用面积', '租用面积', '租赁面积', '占用面积', '用地面积', 'landarea'], quantity: 'land' },
  { name: 'from', headers: ['起', '起始日期', '开始日期', '起始', '租赁起始', '起租日期', '租期起', '起始时间', 'start', 'startdate'] },
  { name: 'to', headers: ['止', '终止日期', '结束日期', '截止日期', '租赁截止', '到期日期', '租期止', '终止时间', 'end', 'enddate'] },
];
