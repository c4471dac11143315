// The tables of the progress page for files: every figure in full, what is not known left empty, each with what it is of.
import type { PageReply } from '../progress.ts';
import type { CounterReply } from '../counters.ts';
import type { EntryRow } from '../progress.ts';
import type { Table } from './evaluation-tables.ts';
import { DEMO_MARK, type Cell } from './export-rows.ts';

export const progressParts = ['townships', 'breakdowns', 'pipeline', 'counters', 'entries'] as const;
export type ProgressPart = (typeof progressParts)[number];
export const partNames: Readonly<Record<ProgressPart, string>> = {
  townships: '乡镇进度',
  breakdowns: '构成',
  pipeline: '在办',
  counters: '其他目标',
  entries: '台账条目',
};

const buckets = {
  done: '已完成',
  onTime: '按期',
  late: '按现速将不达',
  impossible: '已不可能',
  unknown: '无法研判',
  unset: '未下任务',
} as const;
const kinds = {
  vacated: '腾出',
  vacated_effective: '腾出有效',
  revitalised: '盘活',
  remediated_or_revitalised: '整治、盘活',
  stock_revitalised: '盘活存量',
} as const;
const stages = {
  surveyed: '排查',
  identified: '认定',
  planned: '方案',
  signed: '签约',
  vacating: '腾退',
  accepted: '验收',
  declared: '已申报待核实',
} as const;
const dimensions = { measure: '措施', month: '月份', class: '类别', industry: '行业', park: '区块内外' } as const;
const keyWords: Readonly<Record<string, string>> = {
  none: '未列入类别',
  unjudged: '待补数据',
  inside: '工业区块内',
  outside: '工业区块外',
};

/** What the file says of itself. */
function notesOf(page: PageReply, version: string, rows: number): Table['notes'] {
  const { target, county } = page;
  return [
    ['县（市、区）', `${county.name}${county.demo ? `（${DEMO_MARK}）` : ''}`],
    ['目标', `${target.name}（${kinds[target.kind!]}）`],
    ['依据', `${target.policy} ${target.clause}`],
    ['截至', page.asOf],
    ['目标（亩）', target.targetMu],
    ['核实（亩）', target.verifiedMu],
    ['申报（亩）', target.declaredMu],
    ['缺口（亩）', target.gapMu],
    ['今后月均所需（亩）', target.requiredPerMonthMu ?? ''],
    ['行数', rows],
    ['数据版本', version],
    ['空格', '未知或没有，不是零'],
  ];
}

function tableOf(page: PageReply, version: string, header: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  const notes = notesOf(page, version, rows.length);
  // A column more where the figures are invented, so that no row passes for real.
  return page.county.demo ? { header: [...header, '说明'], rows: rows.map((row) => [...row, DEMO_MARK]), notes } : { header, rows, notes };
}

export function townshipsTable(page: PageReply, version: string): Table {
  const header = [
    '乡镇代码',
    '乡镇',
    '任务（亩）',
    '核实（亩）',
    '申报（亩）',
    '有效（亩）',
    '缺口（亩）',
    '月均所需（亩）',
    '推算到期（亩）',
    '完成率',
    '位次（完成率）',
    '位次（亩数）',
    '研判',
  ];
  const rows = page.target.townships.map((row): Cell[] => [
    row.code,
    row.name,
    row.targetMu,
    row.verifiedMu,
    row.declaredMu,
    row.effectiveMu,
    row.gapMu,
    row.requiredPerMonthMu,
    row.forecastMu,
    row.targetMu ? row.verifiedMu / row.targetMu : null,
    row.rankByShare,
    row.rankByMu,
    buckets[row.bucket],
  ]);
  return tableOf(page, version, header, rows);
}

export function breakdownsTable(page: PageReply, version: string): Table {
  const rows = Object.entries(dimensions).flatMap(([dimension, word]) =>
    page.breakdowns[dimension as keyof typeof dimensions].map(({ key, name, verifiedMu, declaredMu, entries }): Cell[] => [
      word,
      key === null ? '未知' : (keyWords[key] ?? name ?? key),
      verifiedMu,
      declaredMu,
      entries,
    ]),
  );
  return tableOf(page, version, ['分项', '值', '核实（亩）', '申报（亩）', '条数'], rows);
}

export function pipelineTable(page: PageReply, version: string): Table {
  const { items, declared } = page.pipeline;
  const rows = [
    ...items.map((item): Cell[] => [
      item.case,
      item.parcel,
      item.township,
      stages[item.stage],
      item.areaMu,
      item.permille / 1000,
      item.due,
    ]),
    [`${declared.entries} 条`, null, null, stages.declared, declared.areaMu, declared.permille / 1000, null],
  ];
  return tableOf(page, version, ['在办编号', '宗地代码', '乡镇代码', '阶段', '预计（亩）', '可能性', '预计日期'], rows);
}

export function entriesTable(page: PageReply, version: string, entries: readonly EntryRow[]): Table {
  const header = [
    '编号',
    '宗地代码',
    '乡镇代码',
    '乡镇',
    '措施',
    '阶段',
    '计入（亩）',
    '面积（亩）',
    '有效面积（亩）',
    '日期',
    '核实日期',
    '依据',
    '经办',
  ];
  const rows = entries.map((row): Cell[] => [
    row.id,
    row.parcel,
    row.township,
    row.townshipName,
    row.measure,
    row.stage === 'verified' ? '核实' : '申报',
    row.countsMu,
    row.grossMu,
    row.effectiveMu,
    row.date,
    row.verifiedAt,
    row.basis,
    row.actor,
  ]);
  return tableOf(page, version, header, rows);
}

const sources = { entered: '填报', computed: '计算' } as const;

export function countersTable(page: PageReply, version: string, counters: readonly CounterReply[]): Table {
  const rows = counters.map((one): Cell[] => [
    one.id,
    one.name,
    one.clause,
    one.target,
    one.unit,
    one.comparatorText,
    one.value === null ? null : Number(one.value),
    one.source === null ? null : sources[one.source],
    one.gap === null ? null : Number(one.gap),
    one.met === null ? null : one.met ? '是' : '否',
    one.periodStart,
    one.periodEnd,
  ]);
  return tableOf(page, version, ['编号', '目标', '条款', '目标值', '单位', '文中用语', '达到', '来源', '缺', '达到目标', '起', '止'], rows);
}
