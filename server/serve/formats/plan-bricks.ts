// What the costs of a plan's plots are made of, for its papers: a column for each kind of brick that occurs, and the arithmetic of each in words.
import { brickKinds, type BrickKind } from '#domain/repurchase/cost.ts';
import { toWan } from '#domain/units.ts';
import { DEMO_MARK } from './export-rows.ts';
import { columnLetter, type FormulaCell, type FormulaSheet } from './formula-workbook.ts';
import { plotRows, type PlanPaper, type PlotRow } from './plan-paper.ts';

export const brickNames: Readonly<Record<BrickKind, string>> = {
  override: '人工填报',
  land: '土地',
  buildings: '建筑物',
  relocation: '搬迁',
  stoppage: '停产停业',
  earlySigning: '签约奖励',
  idleFee: '扣闲置费',
  penalty: '扣违约金',
  floor: '扣减封顶',
};
/** For plans that were kept before costs were kept in parts. */
export const noBricks = '保存时未记成本构成';

/** Kinds that occur in the plan, in the order of the model. */
export function kindsOf({ bricks }: PlanPaper): BrickKind[] {
  const found = new Set([...bricks.values()].flatMap((parts) => parts.map(({ kind }) => kind)));
  return brickKinds.filter((kind) => found.has(kind));
}

/** 万元 of a kind on a plot; null where it has no such part, or none were kept. */
export function brickWan({ bricks }: PlanPaper, code: string, kind: BrickKind): number | null {
  const own = (bricks.get(code) ?? []).filter((one) => one.kind === kind);
  return own.length === 0 ? null : own.reduce((sum, { fen }) => sum + Math.round(toWan(fen) * 1e6), 0) / 1e6;
}

/** Plots by kinds; sums on both sides are live, and the last column is the plan's own cost to hold them against. */
export function bricksSheet(paper: PlanPaper, rows: readonly PlotRow[]): FormulaSheet {
  const kinds = kindsOf(paper);
  const [first, end] = [columnLetter(4), columnLetter(3 + kinds.length)];
  const last = rows.length + 1;
  const known = rows.filter(({ code }) => paper.bricks.has(code));
  const body = rows.map((row, at): FormulaCell[] => [
    row.place,
    row.block,
    row.code,
    row.name,
    ...kinds.map((kind) => brickWan(paper, row.code, kind)),
    paper.bricks.has(row.code) ? { formula: `ROUND(SUM(${first}${at + 2}:${end}${at + 2}),6)`, value: row.costWan } : noBricks,
    row.costWan,
    ...(paper.demo ? [DEMO_MARK] : []),
  ]);
  const total = (letter: string, value: number): FormulaCell => ({ formula: `ROUND(SUM(${letter}2:${letter}${last}),6)`, value });
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((all, value) => all + Math.round((value ?? 0) * 1e6), 0) / 1e6;
  return {
    name: '成本构成',
    widths: [6, 6, 22, 30, ...kinds.map(() => 13), 18, 18, 18],
    rows: [
      [
        '序号',
        '区块',
        '宗地代码',
        '企业或权利人',
        ...kinds.map((kind) => `${brickNames[kind]}（万元）`),
        '各项之和（万元）',
        '成本估算（万元）',
        ...(paper.demo ? ['说明'] : []),
      ],
      ...body,
      [
        '合计',
        null,
        null,
        null,
        ...kinds.map((kind, at) => total(columnLetter(4 + at), sum(rows.map(({ code }) => brickWan(paper, code, kind))))),
        total(columnLetter(4 + kinds.length), sum(known.map(({ costWan }) => costWan))),
        total(columnLetter(5 + kinds.length), sum(rows.map(({ costWan }) => costWan))),
      ],
    ],
    bold: [0, body.length + 1],
    frozen: true,
  };
}

/** Every part in words: how it was reckoned, and what was assumed for want of data. */
export function reckoningSheet(paper: PlanPaper): FormulaSheet {
  const rows = plotRows(paper).flatMap(({ place, code, name }) =>
    (paper.bricks.get(code) ?? []).map(({ kind, fen, formula, assumed }): FormulaCell[] => [
      place,
      code,
      name,
      brickNames[kind],
      toWan(fen),
      formula,
      assumed.join('；'),
      ...(paper.demo ? [DEMO_MARK] : []),
    ]),
  );
  return {
    name: '成本算法',
    widths: [6, 22, 30, 12, 14, 70, 40, 18],
    rows: [
      ['序号', '宗地代码', '企业或权利人', '项目', '金额（万元）', '算法', '因缺数据而假定', ...(paper.demo ? ['说明'] : [])],
      ...rows,
      ...(rows.length === 0 ? [[noBricks]] : []),
    ],
    bold: [0],
    frozen: true,
  };
}
