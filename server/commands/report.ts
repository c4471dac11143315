// An import's report, as JSON for programs and as Chinese text for people.
import type { Conservation } from '#domain/firms/allocate.ts';
import { type Issue, issueKinds } from '#domain/issue.ts';
import { subjectNames } from '#domain/subject.ts';
import { roundedText, toWan } from '#domain/units.ts';
import type { EvaluationReport } from '../evaluate/evaluate-all.ts';
import type { ImportReport } from '../pipeline.ts';
import { exits } from './session.ts';

/** 0 clean (or nothing to do), 3 committed with issues, 4 refused. */
export function exitOf(report: ImportReport): number {
  if (report.status === 'refused') return exits.refused;
  if (report.status === 'repeated') return exits.done;
  return report.issues.some((issue) => issue.severity !== 'info') ? exits.withIssues : exits.done;
}

function conservationJson(row: Conservation): Record<string, number> {
  return {
    year: row.year,
    accounts: row.accounts,
    known: row.known,
    importedWan: toWan(row.imported),
    allocatedWan: toWan(row.allocated),
    unallocatedWan: toWan(row.unallocated),
  };
}

/** Money in 万元, everything else as found. */
export function evaluationJson(report: EvaluationReport): Record<string, unknown> {
  const { match } = report;
  return {
    matched: report.matched,
    unmatchedParcels: match.unmatchedParcels,
    unmatchedFirms: match.unmatchedFirms,
    unmatchedAccounts: match.unmatchedAccounts,
    unusedTenures: match.unusedTenures.map(({ parcel, uscc, role }) => ({ parcel, uscc, role })),
    ambiguous: match.ambiguous,
    contradicting: match.contradicting,
    byName: match.byName,
    conservation: report.conservation.map(conservationJson),
    unallocated: report.unallocated.map(({ tax, ...rest }) => ({ ...rest, taxWan: toWan(tax) })),
    classes: report.classes,
    issues: report.issues,
  };
}

export function reportJson(report: ImportReport): Record<string, unknown> {
  const { rows: _rows, ...told } = report;
  return { ...told, evaluation: report.evaluation && evaluationJson(report.evaluation), exitCode: exitOf(report) };
}

const statusText = { committed: '已入库', trial: '试运行，未入库', repeated: '此前已导入', refused: '未入库' } as const;
const severityText = { error: '错误', warning: '注意', info: '说明' } as const;

/** 文件 · 表 · 行 · 列：what is wrong. The file only where it is not the one reported on. */
function issueText(issue: Issue, file: string): string {
  const place = [
    issue.file === file ? null : issue.file,
    issue.sheet,
    issue.row === null ? null : `第 ${issue.row} 行`,
    issue.column === null ? null : `“${issue.column}”列`,
  ].filter((part) => part !== null && part !== '');
  return `  ${severityText[issue.severity]} ${place.join(' ')} ${issue.subject ?? ''} ${issueKinds[issue.kind]}：${issue.message}`
    .replaceAll(/ {2,}/g, ' ')
    .replace(/^ /, '  ');
}

const mostListed = 40;
/** More findings of one kind about one column than this are told as one line with their rows. */
const foldFrom = 5;

function issueLines(title: string, issues: readonly Issue[], file = ''): string[] {
  if (issues.length === 0) return [];
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    // Reasons for which rows were left out are told one by one: only the figures in them may differ.
    const reason = issue.severity === 'error' ? issue.message.replaceAll(/\d[\d.-]*/g, '') : '';
    const key = JSON.stringify([issue.severity, issue.kind, issue.file, issue.sheet, issue.column, reason]);
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  const order = { error: 0, warning: 1, info: 2 } as const;
  const lines = [...groups.values()]
    .sort(([a], [b]) => order[a!.severity] - order[b!.severity])
    .flatMap((group) =>
      group.length <= foldFrom
        ? group.map((issue) => issueText(issue, file))
        : [`${issueText(group[0]!, file)}（同类共 ${group.length} 条：第 ${rowsText(group)} 行）`],
    );
  const rest = lines.length > mostListed ? [`  …… 另有 ${lines.length - mostListed} 条，用 --json 查看全部`] : [];
  return [`${title} ${issues.length} 条：`, ...lines.slice(0, mostListed), ...rest];
}

function rowsText(group: readonly Issue[]): string {
  const rows = group.flatMap((issue) => issue.row ?? []).toSorted((a, b) => a - b);
  return `${rows.slice(0, 12).join('、')}${rows.length > 12 ? ' …' : ''}`;
}

/** To the fen: an equation of rounded figures need not add up, and a few yuan are not nothing. */
const wanText = (fen: number): string => roundedText(BigInt(fen), 1_000_000n, 6).replace(/0{1,4}$/, '');

export function conservationLines(rows: readonly Conservation[]): string[] {
  const shown = rows.filter((row) => row.accounts > 0);
  if (shown.length === 0) return [];
  return [
    '税收（万元）：导入 = 已分摊 + 未分摊',
    ...shown.map(
      (row) =>
        `  ${row.year}  ${wanText(row.imported)} = ${wanText(row.allocated)} + ${wanText(row.unallocated)}（${row.accounts} 户中 ${row.known} 户有税收）`,
    ),
  ];
}

function evaluationLines(report: EvaluationReport): string[] {
  const { matched, match } = report;
  return [
    `匹配：按代码 ${matched.byCode}、按名称 ${matched.byName}、仅按租用 ${matched.byTenureOnly}；未匹配宗地 ${match.unmatchedParcels.length}、未匹配企业 ${match.unmatchedFirms.length}、名称不唯一 ${match.ambiguous.length}`,
    ...conservationLines(report.conservation),
    ...report.unallocated.slice(0, 10).map(({ uscc, name, year, tax }) => `  未分摊 ${year} ${name ?? ''} ${uscc} ${wanText(tax)} 万元`),
    ...(report.unallocated.length > 10 ? [`  …… 另有 ${report.unallocated.length - 10} 笔未分摊`] : []),
    ...Object.entries(report.classes).map(
      ([policy, classes]) =>
        `${policy}：${Object.entries(classes)
          .map(([name, count]) => `${name} ${count}`)
          .join('、')}`,
    ),
    ...issueLines('评价发现', report.issues),
  ];
}

function samplesText(samples: readonly string[]): string {
  return samples.length === 0 ? '' : `，读作：${samples.map((sample) => `“${sample}”`).join('、')}；不对请用 --encoding 指定`;
}

export function reportText(report: ImportReport): string {
  const { counts } = report;
  return [
    `${report.file}（${report.subject ? subjectNames[report.subject].zh : '类别不明'}，${report.county}）：${statusText[report.status]}${report.importId === null ? '' : `，第 ${report.importId} 次导入`}`,
    ...report.notes.map((note) => `  ${note}`),
    ...(counts
      ? [
          `数据行 ${counts.rowsIn} = 记录 ${counts.records} + 剔除 ${counts.rejected}；另有非数据行 ${counts.notData}`,
          `新增 ${counts.created}，更新 ${counts.updated}，无变化 ${counts.unchanged}`,
        ]
      : []),
    ...(report.detected?.crs ? [`坐标系 ${report.detected.crs}`] : []),
    ...(report.detected?.encoding ? [`编码 ${report.detected.encoding}${samplesText(report.detected.samples ?? [])}`] : []),
    ...issueLines('问题', report.issues, report.file),
    ...(report.evaluation ? evaluationLines(report.evaluation) : []),
    '',
  ].join('\n');
}
