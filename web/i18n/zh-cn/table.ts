// 中文：列表

export const table = {
  title: '宗地列表',
  close: '收起列表',
  rows: '{{parcels}} 宗，按{{by}}排列',
  columns: '列',
  empty: '没有符合筛选的宗地。放宽筛选或清除后再看。',
  hint: '上下键移动，回车打开档案，空格选中',
  position: '图上位置',
  code: '宗地代码',
  name: '名称',
  township: '乡镇',
  block: '区块',
  industry: '行业',
  area: '面积（亩）',
  tax: '税收（万元）',
  ratio: '亩均税收',
  grade: '等级',
  gradeYears: '同级年数',
  verdict: '拟列类别',
  idle: '闲置',
  freed: '腾出',
} as const;
