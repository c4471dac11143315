// A plan as .xlsx: its plots, its blocks and its facts; every total is a live formula over the plots.
import { columnLetter, formulaWorkbook, type FormulaCell, type FormulaSheet } from './formula-workbook.ts';
import { DEMO_MARK } from './export-rows.ts';
import { bricksSheet, reckoningSheet } from './plan-bricks.ts';
import { conditions, planStates, plotRows, traceLine, type PlanPaper, type PlotRow } from './plan-paper.ts';

const plotHeader = [
  '序号',
  '区块',
  '宗地代码',
  '企业或权利人',
  '乡镇',
  '面积（亩）',
  '成本估算（万元）',
  '每亩成本（万元）',
  '权利人代码',
  '企业数',
  '职工（人）',
  '税收（万元）',
  '进度',
  '评估价（万元）',
  '收购价（万元）',
  '台账条目',
] as const;
const summed = ['面积（亩）', '成本估算（万元）', '职工（人）', '税收（万元）', '评估价（万元）', '收购价（万元）'] as const;
const letterOf = (header: (typeof plotHeader)[number]): string => columnLetter(plotHeader.indexOf(header));
const micro = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + Math.round((value ?? 0) * 1e6), 0) / 1e6;

const valueOf: Readonly<Record<(typeof summed)[number], (row: PlotRow) => number | null>> = {
  '面积（亩）': (row) => row.areaMu,
  '成本估算（万元）': (row) => row.costWan,
  '职工（人）': (row) => row.jobs,
  '税收（万元）': (row) => row.taxWan,
  '评估价（万元）': (row) => row.valuationWan,
  '收购价（万元）': (row) => row.contractWan,
};

function plotsSheet(paper: PlanPaper, rows: readonly PlotRow[]): FormulaSheet {
  const [area, cost] = [letterOf('面积（亩）'), letterOf('成本估算（万元）')];
  const last = rows.length + 1;
  const perMu = (row: number, areaMu: number, costWan: number): FormulaCell => ({
    formula: `IF(${area}${row}>0,ROUND(${cost}${row}/${area}${row},4),"")`,
    value: areaMu > 0 ? Number((costWan / areaMu).toFixed(4)) : '',
  });
  const body = rows.map((row, at): FormulaCell[] => [
    row.place,
    row.block,
    row.code,
    row.name,
    row.township,
    row.areaMu,
    row.costWan,
    perMu(at + 2, row.areaMu, row.costWan),
    row.owner,
    row.firms,
    row.jobs,
    row.taxWan,
    row.step,
    row.valuationWan,
    row.contractWan,
    row.ledgerEntry,
    ...(paper.demo ? [DEMO_MARK] : []),
  ]);
  const total = plotHeader.map((header): FormulaCell => {
    if (header === '序号') return '合计';
    if (header === '每亩成本（万元）')
      return perMu(last + 1, micro(rows.map(({ areaMu }) => areaMu)), micro(rows.map(({ costWan }) => costWan)));
    const known = summed.find((one) => one === header);
    if (!known) return null;
    const values = rows.map(valueOf[known]);
    // A sum of nothing known is not zero.
    if (values.every((value) => value === null)) return null;
    return { formula: `ROUND(SUM(${letterOf(known)}2:${letterOf(known)}${last}),6)`, value: micro(values) };
  });
  return {
    name: '宗地',
    widths: [6, 6, 22, 30, 14, 12, 16, 16, 22, 8, 10, 12, 10, 14, 14, 10, ...(paper.demo ? [18] : [])],
    rows: [[...plotHeader, ...(paper.demo ? ['说明'] : [])], ...body, total],
    bold: [0, body.length + 1],
    frozen: true,
  };
}

function blocksSheet({ plan }: PlanPaper, rows: readonly PlotRow[]): FormulaSheet {
  const last = rows.length + 1;
  const block = `宗地!$${letterOf('区块')}$2:$${letterOf('区块')}$${last}`;
  const range = (header: (typeof plotHeader)[number]): string => `宗地!$${letterOf(header)}$2:$${letterOf(header)}$${last}`;
  const body = plan.blocks.map((codes, at): FormulaCell[] => {
    const own = rows.filter((row) => row.block === at + 1);
    return [
      at + 1,
      { formula: `COUNTIF(${block},A${at + 2})`, value: codes.length },
      { formula: `ROUND(SUMIF(${block},A${at + 2},${range('面积（亩）')}),6)`, value: micro(own.map(({ areaMu }) => areaMu)) },
      { formula: `ROUND(SUMIF(${block},A${at + 2},${range('成本估算（万元）')}),6)`, value: micro(own.map(({ costWan }) => costWan)) },
    ];
  });
  const end = body.length + 1;
  const total = (letter: string, value: number): FormulaCell => ({ formula: `ROUND(SUM(${letter}2:${letter}${end}),6)`, value });
  return {
    name: '区块',
    widths: [8, 10, 14, 18],
    rows: [
      ['区块', '宗数', '面积（亩）', '成本估算（万元）'],
      ...body,
      [
        '合计',
        total('B', rows.length),
        total('C', micro(rows.map(({ areaMu }) => areaMu))),
        total('D', micro(rows.map(({ costWan }) => costWan))),
      ],
    ],
    bold: [0, body.length + 1],
    frozen: true,
  };
}

function factsSheet(paper: PlanPaper, rows: readonly PlotRow[]): FormulaSheet {
  const { plan, county, asOf, demo } = paper;
  const last = rows.length + 1;
  const range = (header: (typeof plotHeader)[number]): string => `宗地!${letterOf(header)}2:${letterOf(header)}${last}`;
  const { figures } = plan;
  const facts: FormulaCell[][] = [
    [`${county}收储方案：${plan.name}`],
    ['状态', planStates[plan.state]],
    ['说明', plan.label],
    ...(demo ? [['数据', DEMO_MARK]] : []),
    ['宗数', { formula: `COUNTA(${range('宗地代码')})`, value: rows.length }],
    ['面积（亩）', { formula: `ROUND(SUM(${range('面积（亩）')}),6)`, value: figures.areaMu }],
    ['成本估算（万元）', { formula: `ROUND(SUM(${range('成本估算（万元）')}),6)`, value: figures.costWan }],
    ['区块', { formula: `MAX(${range('区块')})`, value: figures.blocks }],
    ['最大区块（亩）', { formula: `MAX(区块!C2:C${plan.blocks.length + 1})`, value: figures.largestBlockMu }],
    ['涉及企业（不重复）', figures.firms],
    ['涉及权利人（不重复）', figures.owners],
    ['涉及职工（人）', figures.jobs.known === 0 ? null : { formula: `SUM(${range('职工（人）')})`, value: figures.jobs.sum }],
    ['其中职工有数的宗数', { formula: `COUNT(${range('职工（人）')})`, value: figures.jobs.known }],
    [
      '涉及税收（万元）',
      figures.taxWan.known === 0 ? null : { formula: `ROUND(SUM(${range('税收（万元）')}),6)`, value: figures.taxWan.sum },
    ],
    ['其中税收有数的宗数', { formula: `COUNT(${range('税收（万元）')})`, value: figures.taxWan.known }],
    ...(figures.boundWan === null ? [] : [['已证明的成本下界（万元）', figures.boundWan] as FormulaCell[]]),
    [],
    ['方案条件'],
    ...conditions(paper),
    [],
    ['截至', asOf],
    ['保存', `${plan.recordedAt.slice(0, 10)}　${plan.actor}`],
    ['数据版本', plan.dataVersion],
    ['方案校验（SHA-256）', plan.hash],
    ['空格', '不详，不是零'],
    [traceLine(paper)],
  ];
  return { name: '方案', widths: [28, 60], rows: facts, bold: [0, facts.findIndex(([first]) => first === '方案条件')] };
}

export function planXlsx(paper: PlanPaper): Uint8Array<ArrayBuffer> {
  const rows = plotRows(paper);
  return formulaWorkbook([
    factsSheet(paper, rows),
    plotsSheet(paper, rows),
    blocksSheet(paper, rows),
    bricksSheet(paper, rows),
    reckoningSheet(paper),
  ]);
}
