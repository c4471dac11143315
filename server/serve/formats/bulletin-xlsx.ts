// The appendix of a bulletin as .xlsx: one sheet per target with its townships and ledger lines; totals are live formulas with their values kept.
import { type BulletinContent, footLine } from '#domain/bulletin/bulletin.ts';
import type { TargetFigures } from '#domain/bulletin/figures.ts';
import { measureWords } from '#domain/bulletin/tables.ts';
import { classWords, placesOf } from '#domain/bulletin/words.ts';
import { contentTypes, relationships, xml, zippedXml } from './zipped-xml.ts';

/** Styles by place in `styleSheet`. */
const looks = { plain: 0, title: 1, head: 2, area: 3, total: 4, share: 5, note: 6 } as const;
type Look = keyof typeof looks;
type Value = string | number | null | { readonly formula: string; readonly value: number };
interface Cell {
  readonly value: Value;
  readonly look: Look;
}

const of = (look: Look, ...values: readonly Value[]): Cell[] => values.map((value) => ({ value, look }));
const column = (at: number): string => String.fromCharCode(65 + at);

function cellXml({ value, look }: Cell, ref: string): string {
  const style = looks[look] === 0 ? '' : ` s="${looks[look]}"`;
  if (value === null) return look === 'plain' ? '' : `<c r="${ref}"${style}/>`;
  if (typeof value === 'number') return `<c r="${ref}"${style}><v>${value}</v></c>`;
  if (typeof value === 'string') return `<c r="${ref}"${style} t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
  return `<c r="${ref}"${style}><f>${xml(value.formula)}</f><v>${value.value}</v></c>`;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** `frozen`: rows that stay in view while the list below is scrolled. Printed across, one page wide, the mark of the issue below. */
function sheetXml(rows: readonly (readonly Cell[])[], widths: readonly number[], frozen: number, foot: string): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const data = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((cell, at) => cellXml(cell, `${column(at)}${row + 1}`)).join('')}</row>`,
  );
  const pane = frozen > 0 ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>` : '';
  return `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="17" customHeight="1"/><cols>${columns.join('')}</cols><sheetData>${data.join('')}</sheetData><pageMargins left="0.6" right="0.6" top="0.7" bottom="0.8" header="0.3" footer="0.4"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${xml(`&C&7${foot.replaceAll('&', '&&')}`)}</oddFooter></headerFooter></worksheet>`;
}

/** Sum of a column of figures; kept as a value where there is nothing to add. */
const sum = (letter: string, from: number, to: number, value: number): Value =>
  to < from ? value : { formula: `ROUND(SUM(${letter}${from}:${letter}${to}),6)`, value };

function placeRows(target: TargetFigures, places: string): Cell[][] {
  const { townships, increment } = target;
  const last = 2 + townships.length;
  const share = (row: number, part: number, whole: number | null): Value =>
    whole === null || whole <= 0 ? null : { formula: `B${row}/E${row}`, value: part / whole };
  const tasks = townships.reduce((all, { taskMu }) => all + Math.round((taskMu ?? 0) * 1e6), 0) / 1e6;
  const hasTasks = townships.some(({ taskMu }) => taskMu !== null);
  return [
    of('title', target.name),
    of('head', places, '核实（亩）', '申报待核实（亩）', '本期净增（亩）', '任务（亩）', '完成率', '位次（按亩）', '位次（按完成率）'),
    ...townships.map((row, at): Cell[] => [
      ...of('plain', row.name),
      ...of('area', row.verifiedMu, row.declaredMu, row.netVerifiedMu, row.taskMu),
      ...of('share', share(at + 3, row.verifiedMu, row.taskMu)),
      ...of('plain', row.rankByMu, row.rankByShare),
    ]),
    of(
      'total',
      '合计',
      sum('B', 3, last, target.verifiedMu),
      sum('C', 3, last, target.declaredMu),
      sum('D', 3, last, increment.netVerifiedMu),
      hasTasks ? sum('E', 3, last, tasks) : null,
    ),
    [...of('plain', '目标（亩）'), ...of('area', target.targetMu)],
    [...of('plain', '缺口（亩）'), ...of('area', { formula: `MAX(0,ROUND(B${last + 2}-B${last + 1},6))`, value: target.gapMu })],
    [
      ...of('plain', '完成率'),
      ...of('share', target.targetMu > 0 ? { formula: `B${last + 1}/B${last + 2}`, value: target.verifiedMu / target.targetMu } : null),
    ],
  ];
}

function entryRows({ entries }: TargetFigures, above: number): Cell[][] {
  const [from, to] = [above + 4, above + 3 + entries.length];
  const added = (wanted: 'verified' | 'declared'): number =>
    entries.reduce((all, { stage, areaMu }) => (stage === wanted ? all + Math.round(areaMu * 1e6) : all), 0) / 1e6;
  const byStage = (words: string, value: number): Value =>
    entries.length === 0 ? value : { formula: `ROUND(SUMIF(G${from}:G${to},"${words}",B${from}:B${to}),6)`, value };
  return [
    [],
    of('title', '台账明细（计入本期数字的条目）'),
    of('head', '条目', '计入（亩）', '地块', '所在地代码', '措施', '类别', '阶段', '日期', '核实日期', '有效面积（亩）', '行校验'),
    ...entries.map((row): Cell[] => [
      ...of('plain', row.id),
      ...of('area', row.areaMu),
      ...of('plain', row.parcel, row.township, measureWords(row.measure), classWords(row.class)),
      ...of('plain', row.stage === 'verified' ? '核实' : '申报待核实', row.date, row.verifiedAt),
      ...of('area', row.effectiveMu),
      ...of('plain', row.hash),
    ]),
    of('total', '核实合计', byStage('核实', added('verified'))),
    of('total', '申报合计', byStage('申报待核实', added('declared'))),
  ];
}

/** Looks of cells: figures keep their digits (two places shown at least, six at most), shares in percent. */
const font = (size: number, bold: boolean): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`;
const styleSheet = `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00####"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="4">${font(11, false)}${font(14, true)}${font(11, true)}${font(9, false)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE5E7EB"/></patternFill></fill></fills><borders count="2"><border/><border><left/><right/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf fontId="0"/><xf fontId="1" applyFont="1"/><xf fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf fontId="0" numFmtId="164" applyNumberFormat="1"/><xf fontId="2" numFmtId="164" borderId="1" applyFont="1" applyNumberFormat="1" applyBorder="1"/><xf fontId="0" numFmtId="165" applyNumberFormat="1"/><xf fontId="3" applyFont="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

export function bulletinXlsx(content: BulletinContent, hash: string): Uint8Array<ArrayBuffer> {
  const { figures, text } = content;
  const foot = footLine(content, hash);
  const notes: Cell[][] = [
    of('title', text.title),
    ...(figures.county.demo ? [of('head', '演示数据 · 虚构')] : []),
    ...[
      ['政策', figures.policy.title],
      ['数据截至', figures.asOf],
      ['本期起止', `${figures.period.from} 至 ${figures.period.to}`],
      ['口径', '只有核实的面积计入完成数；各指标口径不同，分表列出，不相加'],
      ['合计', '各表合计为公式，可自行重算'],
      ['校验（SHA-256）', hash],
      ['出处', foot],
    ].map(([name, value]) => [...of('plain', name!), ...of('note', value!)]),
  ];
  const sheets = [
    { name: '说明', xml: sheetXml(notes, [18, 90], 0, foot), print: `$A$1:$B$${notes.length}` },
    ...figures.targets.map((target, at) => {
      const places = placeRows(target, placesOf(figures));
      const rows = [...places, ...entryRows(target, places.length)];
      return {
        name: `目标${at + 1}`,
        xml: sheetXml(rows, [20, 16, 24, 16, 16, 34, 14, 16, 14, 16, 20], 2, foot),
        print: `$A$1:$J$${rows.length}`,
      };
    }),
  ];
  const names = sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  // The seals of the lines are for checking on screen: printed, they would make everything else too small to read.
  const printed = sheets.map(
    ({ name, print }, at) => `<definedName name="_xlnm.Print_Area" localSheetId="${at}">${xml(`'${name}'!${print}`)}</definedName>`,
  );
  const paths = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  return zippedXml({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      ...Object.fromEntries(paths.map((path) => [`xl/${path}`, 'spreadsheetml.worksheet'])),
    }),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([...paths.map((path) => ['worksheet', path] as const), ['styles', 'styles.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.join('')}</sheets><definedNames>${printed.join('')}</definedNames><calcPr fullCalcOnLoad="1"/></workbook>`,
    'xl/styles.xml': styleSheet,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/${paths[at]}`, sheet.xml])),
  });
}
