// The rows of the queues as tables: who, where, and what the queue says of them, every figure in full.
import type { Evidence } from '#domain/policy/judgement.ts';
import type { GapRow } from '../../atlas/queues/gap-queue.ts';
import type { MissingRow } from '../../atlas/queues/missing-queue.ts';
import { bureausOf, type MissingInput, type SubjectRow } from '../../atlas/queues/subject-row.ts';
import type { WarningRow } from '../../atlas/queues/warning-queue.ts';
import type { IssueState } from '#domain/issue-desk.ts';
import type { QueueStanding } from '../queue-desk.ts';
import { DEMO_MARK, type Cell } from './export-rows.ts';

interface Column<T> {
  readonly header: string;
  readonly cell: (row: T) => Cell;
}

const who: readonly Column<SubjectRow>[] = [
  { header: '宗地代码', cell: (row) => row.code },
  { header: '名称', cell: (row) => row.name },
  { header: '乡镇代码', cell: (row) => row.township },
  { header: '乡镇', cell: (row) => row.townshipName },
  { header: '统一社会信用代码', cell: (row) => row.uscc },
  { header: '企业', cell: (row) => row.firm },
  { header: '宗地面积（亩）', cell: (row) => row.areaMu },
];

const stateWords: Readonly<Record<IssueState, string>> = {
  open: '待处理',
  assigned: '已分派',
  closed: '已办结',
  waived: '免办',
  mended: '已更正',
};

/** Where the row stands, and the last word on it. */
const standing: readonly Column<QueueStanding>[] = [
  { header: '状态', cell: (row) => stateWords[row.state] },
  { header: '分派给', cell: (row) => row.to },
  { header: '备注', cell: (row) => row.history.at(-1)?.reason ?? null },
  { header: '经办', cell: (row) => row.history.at(-1)?.actor ?? null },
  { header: '时间', cell: (row) => row.history.at(-1)?.recordedAt ?? null },
];

const yearWord = (year: number | null | undefined): string => (year == null ? '' : `${year} 年`);
/** 2021 年亩均税收（评价用地：土地）；2020 年综合评价等级（我们）. */
const missingWord = ({ field, label, year, inputs }: MissingInput): string => {
  const of = inputs.map((input) => `${input.field === field ? '' : `${input.label}：`}${input.bureau}`).join('、');
  return `${yearWord(year)}${label}（${of}）`;
};
const valueWord = (value: Evidence['value']): string => {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'object' ? value.join('、') : String(value);
};

export const gapColumns: readonly Column<GapRow & QueueStanding>[] = [
  ...who,
  { header: '空档', cell: (row) => row.gap },
  { header: '空档说明', cell: (row) => row.gapName },
  {
    header: '现值',
    cell: (row) =>
      row.values.map(({ label, year, value, unit }) => `${yearWord(year)}${label} ${valueWord(value)}${unit ?? ''}`).join('；') || null,
  },
  { header: '所缺数据', cell: (row) => row.missing.map(missingWord).join('；') || null },
  { header: '建议类别', cell: (row) => row.proposed },
  ...standing,
];

export const missingColumns: readonly Column<MissingRow & QueueStanding>[] = [
  ...who,
  { header: '所缺数据', cell: (row) => row.missing.map(missingWord).join('；') },
  { header: '提供部门', cell: (row) => bureausOf(row.missing.flatMap(({ inputs }) => inputs)) },
  { header: '不能判定的规则', cell: (row) => row.rules.join('、') },
  ...standing,
];

const kindWords = { coming: '将入规则', falling: '亩均税收下行', firstLowGrade: '首次C/D' } as const;

export const warningColumns: readonly Column<WarningRow & QueueStanding>[] = [
  ...who,
  { header: '预警', cell: (row) => kindWords[row.kind] },
  { header: '年度', cell: (row) => row.year },
  { header: '尚余年数', cell: (row) => row.yearsLeft },
  { header: '规则', cell: (row) => row.rule },
  { header: '条款', cell: (row) => row.clause },
  { header: '将列类别', cell: (row) => row.class },
  { header: '起因规则', cell: (row) => row.through.join('、') || null },
  { header: '标准（万元/亩）', cell: (row) => row.threshold },
  { header: '推算（万元/亩）', cell: (row) => row.estimate },
  { header: '说明', cell: (row) => row.sentence },
  { header: '现建议类别', cell: (row) => row.proposed },
  ...standing,
];

/** Header and cells; a demonstration has one column more, so that no row can pass for real. */
export function queueTable<T>(columns: readonly Column<T>[], rows: readonly T[], demo: boolean): { header: string[]; rows: Cell[][] } {
  return {
    header: [...columns.map((column) => column.header), ...(demo ? ['数据性质'] : [])],
    rows: rows.map((row) => [...columns.map((column) => column.cell(row)), ...(demo ? [DEMO_MARK] : [])]),
  };
}
