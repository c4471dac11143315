// A plan as a sheet to be signed (.docx, A4 across): facts, conditions, plots block by block, signatures; every page says what it is of.
import { DEMO_MARK } from './export-rows.ts';
import { brickNames, brickWan, kindsOf, noBricks } from './plan-bricks.ts';
import { conditions, coverage, planStates, plotRows, traceLine, type PlanPaper, type PlotRow } from './plan-paper.ts';
import { contentTypes, relationships, xml, zippedXml } from './zipped-xml.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const fonts = { title: '方正小标宋简体', head: '黑体', body: '仿宋_GB2312' } as const;
const fallbacks = { 方正小标宋简体: 'SimSun', 黑体: 'SimHei', 仿宋_GB2312: 'FangSong' } as const;
/** Width between the margins in twips. */
const width = 13_958;

function run(text: string, font: string = fonts.body, size = 24): string {
  return `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}
function paragraph(runs: string, align: 'left' | 'center' | 'right' = 'left', after = 0): string {
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="${after}" w:line="300" w:lineRule="atLeast"/><w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
}

interface Column {
  readonly title: string;
  readonly share: number;
  readonly number?: boolean;
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[], total?: readonly string[]): string {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const twips = columns.map(({ share }) => Math.floor((width * share) / whole));
  const cell = (text: string, at: number, font: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${twips[at]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(run(text, font, 20), font === fonts.head ? 'center' : columns[at]?.number ? 'right' : 'left')}</w:tc>`;
  const row = (cells: readonly string[], font: string, mark = '') =>
    `<w:tr><w:trPr><w:cantSplit/>${mark}</w:trPr>${cells.map((text, at) => cell(text, at, font)).join('')}</w:tr>`;
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (edge) => `<w:${edge} w:val="single" w:sz="4" w:color="000000"/>`,
  );
  const all = [
    row(
      columns.map(({ title }) => title),
      fonts.head,
      '<w:tblHeader/>',
    ),
    ...rows.map((cells) => row(cells, fonts.body)),
    ...(total ? [row(total, fonts.body)] : []),
  ];
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${edges.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${twips.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>${all.join('')}</w:tbl>`;
}

const grouped = (value: number, places: number): string => {
  const [whole = '', fraction] = value.toFixed(places).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
};
const known = (value: number | null, places: number): string => (value === null ? '不详' : grouped(value, places));

/** Pairs of label and value, two pairs to a row. */
function pairs(facts: readonly (readonly [string, string])[]): string {
  const rows: string[][] = [];
  for (let at = 0; at < facts.length; at += 2) rows.push([...(facts[at] ?? ['', '']), ...(facts[at + 1] ?? ['', ''])]);
  const [first, ...rest] = rows;
  // The first pair of pairs stands where other tables have their header.
  const columns = [
    { title: first?.[0] ?? '', share: 3 },
    { title: first?.[1] ?? '', share: 4 },
    { title: first?.[2] ?? '', share: 3 },
    { title: first?.[3] ?? '', share: 4 },
  ];
  return table(columns, rest);
}

function plotTable(rows: readonly PlotRow[], { plan }: PlanPaper): string {
  const followed = plan.state === 'approved';
  const columns: Column[] = [
    { title: '序号', share: 5 },
    { title: '区块', share: 5 },
    { title: '宗地代码', share: 23 },
    { title: '企业或权利人', share: 22 },
    { title: '乡镇', share: 11 },
    { title: '面积（亩）', share: 10, number: true },
    { title: '成本估算（万元）', share: 12, number: true },
    { title: '职工（人）', share: 9, number: true },
    { title: '税收（万元）', share: 10, number: true },
    ...(followed
      ? [
          { title: '进度', share: 8 },
          { title: '收购价（万元）', share: 11, number: true },
        ]
      : []),
  ];
  const cells = rows.map((row) => [
    String(row.place),
    String(row.block),
    row.code,
    row.name ?? '不详',
    row.township ?? '不详',
    grouped(row.areaMu, 3),
    grouped(row.costWan, 2),
    known(row.jobs, 1),
    known(row.taxWan, 2),
    ...(followed ? [row.step, row.contractWan === null ? '' : grouped(row.contractWan, 2)] : []),
  ]);
  const { figures, commitment } = plan;
  const total = [
    '合计',
    `${figures.blocks} 块`,
    `${figures.parcels} 宗`,
    `企业 ${figures.firms} 家、权利人 ${figures.owners} 个`,
    '',
    grouped(figures.areaMu, 3),
    grouped(figures.costWan, 2),
    figures.jobs.known === 0 ? '不详' : grouped(figures.jobs.sum, 1),
    figures.taxWan.known === 0 ? '不详' : grouped(figures.taxWan.sum, 2),
    ...(followed ? ['', commitment.contractedWan > 0 ? grouped(commitment.contractedWan, 2) : ''] : []),
  ];
  return table(columns, cells, total);
}

/** What the costs are made of, plot by plot, in 万元. */
function bricksTable(rows: readonly PlotRow[], paper: PlanPaper): string {
  const kinds = kindsOf(paper);
  const columns: Column[] = [
    { title: '序号', share: 5 },
    { title: '企业或权利人', share: 24 },
    ...kinds.map((kind) => ({ title: brickNames[kind], share: 10, number: true })),
    { title: '成本估算', share: 12, number: true },
  ];
  const cells = rows.map((row) => [
    String(row.place),
    row.name ?? row.code,
    ...kinds.map((kind) => {
      const value = brickWan(paper, row.code, kind);
      return value === null ? '' : grouped(value, 2);
    }),
    grouped(row.costWan, 2),
  ]);
  const sums = kinds.map((kind) =>
    grouped(rows.reduce((sum, { code }) => sum + Math.round((brickWan(paper, code, kind) ?? 0) * 1e6), 0) / 1e6, 2),
  );
  return table(columns, cells, ['合计', `${rows.length} 宗`, ...sums, grouped(paper.plan.figures.costWan, 2)]);
}

export function planDocx(paper: PlanPaper): Uint8Array<ArrayBuffer> {
  const { plan, county, demo, asOf } = paper;
  const { figures } = plan;
  const facts: [string, string][] = [
    ['状态', `${planStates[plan.state]}${plan.approvedOn ? `（${plan.approvedOn}）` : ''}`],
    ['保存', `${plan.recordedAt.slice(0, 10)}　${plan.actor}`],
    ['面积', `${grouped(figures.areaMu, 3)} 亩`],
    ['成本估算', `${grouped(figures.costWan, 2)} 万元`],
    ['区块', `${figures.blocks} 块，最大 ${grouped(figures.largestBlockMu, 3)} 亩`],
    ['宗数', `${figures.parcels} 宗`],
    ['涉及职工', figures.jobs.known === 0 ? '不详' : `${grouped(figures.jobs.sum, 1)} 人${coverage(figures.jobs)}`],
    ['涉及税收', figures.taxWan.known === 0 ? '不详' : `${grouped(figures.taxWan.sum, 2)} 万元${coverage(figures.taxWan)}`],
    ...(figures.boundWan === null ? [] : [['已证明的成本下界', `${grouped(figures.boundWan, 2)} 万元`] as [string, string]]),
    ...conditions(paper),
  ];
  const parts = [
    ...(demo ? [paragraph(run(DEMO_MARK, fonts.head), 'center')] : []),
    paragraph(run(`${county}土地收储方案表`, fonts.title, 40), 'center', 60),
    paragraph(run(plan.name, fonts.head, 28), 'center', 60),
    paragraph(run(`${plan.label}　　截至 ${asOf}`, fonts.body, 22), 'center', 120),
    pairs(facts),
    paragraph('', 'left', 60),
    plotTable(plotRows(paper), paper),
    paragraph('', 'left', 60),
    paragraph(run(`成本构成（万元，${plan.label}；算法逐项见明细表“成本算法”）`, fonts.head, 22), 'left', 60),
    ...(paper.bricks.size === 0 ? [paragraph(run(noBricks))] : [bricksTable(plotRows(paper), paper)]),
    paragraph('', 'left', 120),
    paragraph(run('经办：　　　　　　　　　审核：　　　　　　　　　批准：　　　　　　　　　日期：　　　　年　　月　　日')),
  ];
  const section =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1440" w:bottom="1134" w:left="1440" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>';
  const field = (code: string) => `<w:fldSimple w:instr=" ${code} ">${run('1', fonts.body, 18)}</w:fldSimple>`;
  const footer = paragraph(
    run(`${traceLine(paper)}　第 `, fonts.body, 18) +
      field('PAGE') +
      run(' 页，共 ', fonts.body, 18) +
      field('NUMPAGES') +
      run(' 页', fonts.body, 18),
    'center',
  );
  const named = Object.entries(fallbacks).map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`);
  return zippedXml({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': 'wordprocessingml.document.main',
      'word/footer1.xml': 'wordprocessingml.footer',
      'word/fontTable.xml': 'wordprocessingml.fontTable',
    }),
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['footer', 'footer1.xml'],
      ['fontTable', 'fontTable.xml'],
    ]),
    'word/document.xml': `<w:document xmlns:w="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${parts.join('')}${section}</w:body></w:document>`,
    'word/footer1.xml': `<w:ftr xmlns:w="${main}">${footer}</w:ftr>`,
    'word/fontTable.xml': `<w:fonts xmlns:w="${main}">${named.join('')}</w:fonts>`,
  });
}
