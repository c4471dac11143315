// Columns of parcels, townships, blocks, zones and ledger rows.
import type { Field } from './field.ts';

const code: Field = {
  name: 'code',
  headers: [
    '宗地代码',
    '宗地编码',
    '宗地统一编码',
    '宗地编号',
    '宗地号',
    '地块代码',
    '地块编号',
    '地块编码',
    '宗地',
    'zddm',
    'zdbm',
    'parcelcode',
    'parcelid',
    'parcel',
    '地籍号',
    'djh',
    'idu',
  ],
  repeats: true,
};
export const geometryField: Field = { name: 'geometry', headers: ['geometry', 'wkt', 'geom', '图形', '空间坐标', '界址'] };
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
    'xzmc',
    'townshipname',
    'town',
  ],
  repeats: true,
};
const block: Field = {
  name: 'block',
  headers: ['工业区块', '区块', '所属区块', '所在区块', '区块编号', '区块代码', '区块名称', '园区', '所在园区', 'blockcode', 'blockname'],
  repeats: true,
};

export const parcelFields: readonly Field[] = [
  code,
  { name: 'location', headers: ['坐落', '土地坐落', '宗地坐落', '座落', '地址', '位置', '宗地位置', 'zl', 'tdzl', 'address'] },
  {
    name: 'registered_area',
    headers: [
      '登记面积',
      '证载面积',
      '发证面积',
      '宗地面积',
      '使用权面积',
      '土地使用权面积',
      '土地面积',
      '用地面积',
      '出让面积',
      '供地面积',
      '面积',
      'djmj',
      'zdmj',
      'syqmj',
      'area',
      'landarea',
      'supf',
      'contenance',
    ],
    quantity: 'land',
  },
  { name: 'area_unit', headers: ['面积单位', 'mjdw'] },
  { name: 'land_use', headers: ['土地用途', '用途', '规划用途', '地类名称', '地类', 'tdyt', 'yt', 'use'] },
  {
    name: 'acquisition_mode',
    headers: ['取得方式', '土地使用权取得方式', '土地取得方式', '供地方式', '供应方式', '权利性质', '使用权类型', 'qlxz', 'qdfs', 'gdfs'],
  },
  { name: 'supply_date', headers: ['供地日期', '供地时间', '供应日期', '供应时间', '土地供应日期', 'gdrq', 'gdsj'] },
  {
    name: 'acquisition_date',
    headers: ['取得日期', '取得时间', '当前权利人取得日期', '现权利人取得日期', '土地取得日期', '土地取得时间', 'qdrq', 'qdsj'],
  },
  {
    name: 'agreed_start',
    headers: ['约定开工', '约定开工日期', '约定开工时间', '合同约定开工时间', '合同约定开工日期', '约定动工日期', '约定动工时间', 'ydkgsj'],
  },
  { name: 'agreed_completion', headers: ['约定竣工', '约定竣工日期', '约定竣工时间', '合同约定竣工时间', '合同约定竣工日期', 'ydjgsj'] },
  {
    name: 'actual_start',
    headers: ['实际开工', '实际开工日期', '实际开工时间', '开工日期', '开工时间', '动工日期', '动工时间', 'sjkgsj', 'kgrq'],
  },
  {
    name: 'production_start_date',
    headers: ['投产日期', '投产时间', '实际投产日期', '实际投产时间', '投产', 'productionstart', 'tcrq', 'tcsj'],
  },
  {
    name: 'holder',
    headers: [
      '权利人',
      '权利人名称',
      '土地使用者',
      '土地使用权人',
      '使用权人',
      '使用者',
      '使用权人名称',
      'qlr',
      'qlrmc',
      'owner',
      '企业名称',
      '单位名称',
    ],
    repeats: true,
  },
  {
    name: 'holder_uscc',
    headers: [
      '权利人统一社会信用代码',
      '统一社会信用代码',
      '社会信用代码',
      '信用代码',
      '统一信用代码',
      '权利人证件号',
      '权利人证件号码',
      '证件号码',
      '证件号',
      'zjh',
      'zjhm',
      'xydm',
      'tyshxydm',
      'uscc',
    ],
    repeats: true,
  },
  { name: 'unit_code', headers: ['不动产单元号', '不动产单元代码', 'bdcdyh'] },
  township,
  block,
  geometryField,
];

/** Columns of the boundary-point text: the lot goes by its number, its name is free text; the rest describes the drawing. */
export const boundaryTextHeaders: Readonly<Record<string, string | null>> = {
  地块编号: 'code',
  '面积(公顷)': 'registered_area',
  土地用途: 'land_use',
  地块名称: 'location',
  点数: null,
  图形类型: null,
  图幅号: null,
  地类编码: null,
};

export const townshipFields: readonly Field[] = [
  {
    name: 'code',
    headers: ['乡镇代码', '乡镇街道代码', '行政区代码', '行政区划代码', '区划代码', '代码', 'xzqdm', 'xzdm', 'townshipcode', 'adcode'],
  },
  {
    name: 'name',
    headers: ['乡镇名称', '乡镇', '乡镇街道', '乡镇(街道)', '行政区名称', '名称', '街道', 'xzqmc', 'xzmc', 'townshipname', 'township'],
  },
  geometryField,
];

export const blockFields: readonly Field[] = [
  { name: 'code', headers: ['区块代码', '区块编号', '区块编码', '编号', '代码', '序号', 'blockcode', 'qkdm', 'qkbh'] },
  { name: 'name', headers: ['区块名称', '工业区块名称', '工业区块', '区块', '园区名称', '名称', 'blockname', 'qkmc', 'block'] },
  township,
  geometryField,
];

export const zoneFields: readonly Field[] = [
  { name: 'name', headers: ['分区名称', '规划分区', '控制区名称', '区名', '名称', '分区', 'zonename', 'zone', 'fqmc'] },
  { name: 'kind', headers: ['分区类型', '类型', '类别', '管控类型', '分区类别', 'zonekind', 'zonetype', 'type', 'fqlx'] },
  geometryField,
];

export const ledgerFields: readonly Field[] = [
  { ...code, name: 'parcel' },
  { name: 'kind', headers: ['类型', '腾退类型', '指标', '指标类型', '计量口径', '口径', '类别', 'metric', 'type'] },
  {
    name: 'gross',
    headers: [
      '面积',
      '腾出面积',
      '腾退面积',
      '处置面积',
      '盘活面积',
      '总面积',
      '计入面积',
      '腾出土地面积',
      '腾退土地面积',
      '盘活土地面积',
      '土地面积',
      '用地面积',
      'area',
      'grossarea',
      'grossmu',
    ],
    quantity: 'land',
    unit: '亩',
  },
  {
    name: 'effective',
    headers: [
      '有效面积',
      '腾出有效面积',
      '腾退有效面积',
      '有效腾出面积',
      '其中有效面积',
      '其中有效',
      '有效用地面积',
      'effectivearea',
      'effectivemu',
    ],
    quantity: 'land',
    unit: '亩',
  },
  {
    name: 'date',
    headers: [
      '日期',
      '认定日期',
      '腾退日期',
      '腾出日期',
      '完成日期',
      '时间',
      '完成时间',
      '认定时间',
      '腾退时间',
      '腾出时间',
      '盘活时间',
      '盘活日期',
      '计入日期',
      '凭证日期',
    ],
  },
  {
    name: 'basis',
    headers: ['依据', '认定依据', '凭证', '文件依据', '依据文件', '证明材料', '佐证材料', '文号', '批准文号', '依据文号', '合同编号'],
  },
  { name: 'measure', headers: ['措施', '处置方式', '处置措施', '方式', '腾退方式', '腾出方式', '盘活方式', '整治方式', '整治措施'] },
];
