// Tables of a bulletin as text, the same in every paper made of it.
import { measureName } from '../ledger/measures.ts';
import type { BulletinContent } from './bulletin.ts';
import type { TargetChange } from './compare.ts';
import type { BulletinFigures, PartFigures, TargetFigures } from './figures.ts';
import { classWords, muWords, placesOf, rankWords, shareWords, signedMu } from './words.ts';

export interface PaperTable {
  readonly title: string;
  readonly header: readonly string[];
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  /** Columns that hold figures, set to the right. */
  readonly numbers: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
}

const dash = '—';

/** One row per target; targets are never added together, so there is no total. */
export function targetsTable({ targets }: BulletinFigures): PaperTable {
  return {
    title: '主要指标（亩）',
    header: ['指标', '目标', '核实', '完成率', '申报待核实', '缺口', '本期净增'],
    widths: [26, 13, 12, 12, 14, 12, 13],
    numbers: [false, true, true, true, true, true, true],
    rows: targets.map((target) => [
      target.inherited ? `${target.name}（上级下达）` : target.name,
      `${muWords(target.targetMu)}${target.comparatorText ?? ''}`,
      muWords(target.verifiedMu, target.targetMu),
      shareWords(target.verifiedMu, target.targetMu) ?? dash,
      muWords(target.declaredMu),
      muWords(target.gapMu),
      signedMu(target.increment.netVerifiedMu),
    ]),
    total: null,
  };
}

/** Places of the townships toward one target; beside the issue before where there is one. */
export function townshipsTable(figures: Pick<BulletinFigures, 'county'>, target: TargetFigures, change: TargetChange | null): PaperTable {
  const hasTasks = target.townships.some(({ taskMu }) => taskMu !== null);
  const taskSum = target.townships.reduce((sum, { taskMu }) => sum + (taskMu ?? 0), 0);
  const changeOf = new Map((change?.townships ?? []).map((row) => [row.code, row]));
  return {
    title: `${target.name}：${placesOf(figures)}进度（亩）`,
    header: [
      '位次',
      placesOf(figures),
      ...(hasTasks ? ['任务'] : []),
      '核实',
      hasTasks ? '完成率' : '占比',
      '申报待核实',
      '本期净增',
      ...(change ? ['较上期', '位次变化'] : []),
    ],
    widths: [8, 20, ...(hasTasks ? [12] : []), 13, 12, 15, 13, ...(change ? [12, 14] : [])],
    numbers: [true, false, ...(hasTasks ? [true] : []), true, true, true, true, ...(change ? [true, false] : [])],
    rows: target.townships.map((row) => [
      row.rankByMu === null ? dash : String(row.rankByMu),
      row.name,
      ...(hasTasks ? [row.taskMu === null ? dash : muWords(row.taskMu)] : []),
      muWords(row.verifiedMu, row.taskMu),
      shareWords(row.verifiedMu, hasTasks ? (row.taskMu ?? 0) : target.verifiedMu) ?? dash,
      muWords(row.declaredMu),
      signedMu(row.netVerifiedMu),
      ...(change
        ? [signedMu(changeOf.get(row.code)?.verifiedMu ?? 0), rankWords(changeOf.get(row.code)?.rankBefore ?? null, row.rankByMu)]
        : []),
    ]),
    total: [
      '',
      '合计',
      ...(hasTasks ? [muWords(Math.round(taskSum * 1e6) / 1e6)] : []),
      muWords(target.verifiedMu, target.targetMu),
      hasTasks ? (shareWords(target.verifiedMu, taskSum) ?? dash) : (shareWords(target.verifiedMu, target.verifiedMu) ?? dash),
      muWords(target.declaredMu),
      signedMu(target.increment.netVerifiedMu),
      ...(change ? [signedMu(change.verifiedMu), ''] : []),
    ],
  };
}

function partsTable(
  target: TargetFigures,
  title: string,
  head: string,
  parts: readonly PartFigures[],
  name: (key: string | null) => string,
): PaperTable {
  return {
    title: `${target.name}：${title}（亩）`,
    header: [head, '核实', '占比', '申报待核实', '本期净增', '条数'],
    widths: [30, 16, 12, 16, 14, 12],
    numbers: [false, true, true, true, true, true],
    rows: parts.map((part) => [
      name(part.key),
      muWords(part.verifiedMu),
      shareWords(part.verifiedMu, target.verifiedMu) ?? dash,
      muWords(part.declaredMu),
      signedMu(part.netVerifiedMu),
      String(part.entries),
    ]),
    total: [
      '合计',
      muWords(target.verifiedMu, target.targetMu),
      shareWords(target.verifiedMu, target.verifiedMu) ?? dash,
      muWords(target.declaredMu),
      signedMu(target.increment.netVerifiedMu),
      String(target.coverage.entries),
    ],
  };
}

export const measureWords = (key: string | null): string => (key === null ? '未注明' : measureName(key));

export function measuresTable(target: TargetFigures): PaperTable {
  return partsTable(target, '按措施', '措施', target.measures, measureWords);
}

export function classesTable(target: TargetFigures): PaperTable {
  return partsTable(target, '按判定类别', '类别', target.classes, classWords);
}

export const changeOf = ({ comparison }: Pick<BulletinContent, 'comparison'>, target: string): TargetChange | null =>
  comparison?.targets.find((one) => one.id === target) ?? null;
