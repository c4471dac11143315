// The appendix of a bulletin as .xlsx: one sheet per target with its townships and ledger lines; totals are live formulas with their values kept.
import { type BulletinContent, footLine } from '#domain/bulletin/bulletin.ts';
import type { TargetFigures } from '#domain/bulletin/figures.ts';
import { measureWords } from '#domain/bulletin/tables.ts';
import { contentTypes, relationships, xml, zippedXml } from './zipped-xml.ts';

type Cell = string | number | null | { readonly formula: string; readonly value: number };

const column = (at: number): string => String.fromCharCode(65 + at);

function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell, at: number, row: number): string => {
    const ref = `${column(at)}${row + 1}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
    if (typeof value === 'string') return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
    return `<c r="${ref}"><f>${xml(value.formula)}</f><v>${value.value}</v></c>`;
  };
  const data = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((value, at) => cell(value, at, row)).join('')}</row>`);
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="12" width="18" customWidth="1"/></cols><sheetData>${data.join('')}</sheetData></worksheet>`;
}

function targetRows(target: TargetFigures): Cell[][] {
  const { townships, entries } = target;
  const last = 2 + townships.length;
  const sum = (letter: string, from: number, to: number, value: number): Cell =>
    to < from ? value : { formula: `ROUND(SUM(${letter}${from}:${letter}${to}),6)`, value };
  const entryStart = last + 7;
  const entryEnd = entryStart + entries.length - 1;
  const counted = entries.reduce((all, { areaMu }) => all + Math.round(areaMu * 1e6), 0) / 1e6;
  return [
    [target.name],
    ['乡镇（街道）', '核实（亩）', '申报待核实（亩）', '本期净增（亩）', '任务（亩）', '位次'],
    ...townships.map((row): Cell[] => [row.name, row.verifiedMu, row.declaredMu, row.netVerifiedMu, row.taskMu, row.rankByMu]),
    ['合计', sum('B', 3, last, target.verifiedMu), sum('C', 3, last, target.declaredMu), sum('D', 3, last, target.increment.netVerifiedMu)],
    ['目标（亩）', target.targetMu],
    ['缺口（亩）', { formula: `MAX(0,ROUND(B${last + 2}-B${last + 1},6))`, value: target.gapMu }],
    [],
    ['台账明细'],
    ['条目', '计入（亩）', '地块', '乡镇代码', '措施', '类别', '阶段', '日期', '核实日期', '有效面积（亩）', '行校验'],
    ...entries.map((row): Cell[] => [
      row.id,
      row.areaMu,
      row.parcel,
      row.township,
      measureWords(row.measure),
      row.class,
      row.stage === 'verified' ? '核实' : '申报待核实',
      row.date,
      row.verifiedAt,
      row.effectiveMu,
      row.hash,
    ]),
    ['合计', sum('B', entryStart, entryEnd, counted)],
  ];
}

export function bulletinXlsx(content: BulletinContent, hash: string): Uint8Array<ArrayBuffer> {
  const { figures, text } = content;
  const notes: Cell[][] = [[text.title], [footLine(content, hash)], ['校验（SHA-256）', hash], ['政策', figures.policy.title]];
  const sheets = [
    { name: '说明', rows: notes },
    ...figures.targets.map((target, at) => ({ name: `目标${at + 1}`, rows: targetRows(target) })),
  ];
  const names = sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const paths = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  return zippedXml({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      ...Object.fromEntries(paths.map((path) => [`xl/${path}`, 'spreadsheetml.worksheet'])),
    }),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships(paths.map((path) => ['worksheet', path])),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.join('')}</sheets></workbook>`,
    ...Object.fromEntries(sheets.map(({ rows }, at) => [`xl/${paths[at]}`, sheetXml(rows)])),
  });
}
