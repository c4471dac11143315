// The evaluation as tables for files: the list of firms and the ranking, every figure in full, what is not known left empty.
import type { RankingReply } from '../../atlas/evaluation-ranking.ts';
import type { FirmRow } from '../../atlas/evaluation-rows.ts';
import type { setHead } from '../evaluation-lens.ts';
import { DEMO_MARK, type Cell } from './export-rows.ts';

type Head = ReturnType<typeof setHead>;
type Note = readonly [string, string | number];

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly Note[];
}

const stateWords: Readonly<Record<FirmRow['state'], string>> = {
  rated: '已评',
  exempt: '暂不评',
  lacking: '缺数据',
  ungrouped: '分组不明',
  outside: '不在评价范围',
  'no-parameters': '无评价参数',
};
const fromWords = { forced: '直接定级', imported: '部门下发', computed: '计算' } as const;
const sharingWords = { alone: '单独', pooled: '合并', followed: '随出租方' } as const;
const unrankedWords = { 'no-data': '无数据', coverage: '数据覆盖不足', 'few-firms': '企业数不足', 'little-land': '用地过小' } as const;
const kindWords = { firm: '企业', industry: '行业', township: '乡镇', block: '区块' } as const;

/** What every file says of itself; the parameter set with its basis, so that an example never passes for the county's own. */
function notesOf(head: Head, rows: number): Note[] {
  const { parameters } = head;
  return [
    ['县（市、区）', `${head.countyName}${head.demo ? `（${DEMO_MARK}）` : ''}`],
    ['年度', head.year],
    ['行数', rows],
    ['数据版本', head.version],
    ['评价参数', parameters ? `${parameters.title}${parameters.example ? '（示例，非正式口径）' : ''}` : (head.note ?? '')],
    ['参数依据', parameters?.basis ?? ''],
    ['空格', '未知，不是零'],
  ];
}

/** A column more where the figures are invented or the parameters are an example, so that no row passes for real. */
function warned(head: Head, header: readonly string[], rows: readonly (readonly Cell[])[]): Pick<Table, 'header' | 'rows'> {
  const words = [...(head.parameters?.example ? ['示例参数'] : []), ...(head.demo ? [DEMO_MARK] : [])].join('；');
  if (words === '') return { header, rows };
  return { header: [...header, '说明'], rows: rows.map((row) => [...row, words]) };
}

export function listTable(head: Head, firms: readonly FirmRow[]): Table {
  const header = [
    '年度',
    '统一社会信用代码',
    '企业名称',
    '乡镇',
    '行业代码',
    '评价分组',
    '综合得分',
    '组内位次',
    '组内户数',
    '评价状态',
    '计算等级',
    '部门下发等级',
    '是否不一致',
    '直接定级',
    '定级依据',
    '采用等级',
    '等级来源',
    '参评方式',
    '一票否决',
    '未评原因',
  ];
  const rows = firms.map((row): Cell[] => [
    head.year,
    row.uscc,
    row.name,
    row.townshipName,
    row.industryCode,
    row.groupName,
    row.score,
    row.rank,
    row.outOf,
    stateWords[row.state],
    row.computed,
    row.imported,
    row.differs === null ? null : row.differs ? '是' : '否',
    row.forced?.grade ?? null,
    row.forced ? `${row.forced.actor} ${row.forced.recordedAt.slice(0, 10)}：${row.forced.basis}` : null,
    row.class,
    row.from && fromWords[row.from],
    sharingWords[row.sharing],
    row.vetoes.join('、') || null,
    row.reason,
  ]);
  return { ...warned(head, header, rows), notes: notesOf(head, rows.length) };
}

export function rankingTable(head: Head, made: RankingReply): Table {
  const { indicator, rule } = made;
  const [first] = made.rows;
  const header = [
    '位次',
    `${kindWords[made.by]}代码`,
    '名称',
    `${indicator.name}（${indicator.unit}）`,
    `分子（${first?.numerator.unit ?? ''}）`,
    `分母（${first?.denominator.unit ?? ''}）`,
    '有数据企业数',
    '企业数',
    '未参加排行的原因',
  ];
  const rows = made.rows.map((row): Cell[] => [
    row.rank,
    row.key,
    row.name,
    row.value,
    row.numerator.value,
    row.denominator.value,
    row.coverage.known,
    row.coverage.total,
    row.notRanked && unrankedWords[row.notRanked],
  ]);
  const ruleText = `至少 ${rule.minimumFirms} 家企业有数据，有数据企业占比不低于 ${rule.minimumKnownPercent}%，用地不少于 ${rule.minimumLandMu} 亩`;
  return {
    ...warned(head, header, rows),
    notes: [...notesOf(head, rows.length), ['指标', indicator.definition], ['参加排行的条件', ruleText]],
  };
}
