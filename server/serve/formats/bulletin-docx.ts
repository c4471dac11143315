// A bulletin as .docx in the layout of GB/T 9704: page, fonts by name, exact lines, numbered headings, tables, page numbers.
import { type BulletinContent, footLine } from '#domain/bulletin/bulletin.ts';
import { dayWords } from '#domain/bulletin/issue-period.ts';
import { annexNames, type Paper, paperOf, type PaperLine, signatureInsets } from '#domain/bulletin/paper.ts';
import type { PaperTable } from '#domain/bulletin/tables.ts';
import { titleLines, widthInCharacters } from '#domain/bulletin/title-lines.ts';
import { contentTypes, relationships, xml, zippedXml } from './zipped-xml.ts';

const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312', first: '黑体', second: '楷体_GB2312', number: '宋体' } as const;
/** What stands in where a font is not installed. */
const fallbacks: Readonly<Record<string, string>> = {
  方正小标宋简体: 'SimSun',
  仿宋_GB2312: 'FangSong',
  黑体: 'SimHei',
  楷体_GB2312: 'KaiTi',
  宋体: 'SimSun',
};

const red = 'C8161D';

const fontsOf = (font: string): string => `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`;
const sizeOf = (size: number): string => `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;

/** Sizes in half points: 二号 44, 三号 32, 四号 28. */
function run(text: string, font: string = fonts.body, size = 32, colour = ''): string {
  const inked = colour === '' ? '' : `<w:color w:val="${colour}"/>`;
  return `<w:r><w:rPr>${fontsOf(font)}${inked}${sizeOf(size)}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}

interface Layout {
  readonly align?: string;
  readonly indent?: boolean;
  /** Hundredths of a character left free on the left and on the right. */
  readonly left?: number;
  readonly right?: number;
  readonly line?: number;
  /** Stays on the page of what follows. */
  readonly keep?: boolean;
  /** A red rule below. */
  readonly rule?: boolean;
}

/** Lines of exactly 28.95 pt, 22 of them on a page. */
function paragraph(
  runs: string,
  { align = 'both', indent = false, left = 0, right = 0, line = 579, keep = false, rule = false }: Layout = {},
) {
  const twips = (hundredths: number): number => Math.round(hundredths * 3.2);
  const first = indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '';
  const sides =
    left + right > 0 ? `<w:ind w:leftChars="${left}" w:left="${twips(left)}" w:rightChars="${right}" w:right="${twips(right)}"/>` : '';
  const border = rule ? `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="${red}"/></w:pBdr>` : '';
  return `<w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}${border}<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>${first}${sides}<w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
}

function table({ title, header, widths, numbers, rows, total }: PaperTable): string {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const twips = widths.map((width) => Math.floor((8844 * width) / whole));
  const cell = (text: string, at: number, font: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${twips[at]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(run(text, font, 21), { align: numbers[at] && font === fonts.body ? 'right' : 'center', line: 320 })}</w:tc>`;
  const row = (cells: readonly string[], font: string, mark = '') =>
    `<w:tr><w:trPr><w:cantSplit/>${mark}</w:trPr>${cells.map((text, at) => cell(text, at, font)).join('')}</w:tr>`;
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (edge) => `<w:${edge} w:val="single" w:sz="4" w:color="000000"/>`,
  );
  const all = [
    row(header, fonts.first, '<w:tblHeader/>'),
    ...rows.map((cells) => row(cells, fonts.body)),
    ...(total ? [row(total, fonts.body)] : []),
  ];
  return `${paragraph(run(title, fonts.first, 28), { align: 'center', keep: true })}<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${edges.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${twips.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${all.join('')}</w:tbl>${paragraph('', { line: 240 })}`;
}

/** The last line of the text stays with what follows it: 附件说明 and 成文日期 do not stand on a page of their own. */
function bodyLine(line: PaperLine, isLast: boolean): string {
  if (line.kind === 'table') return table(line.table);
  if (line.kind === 'text') return paragraph(run(line.text), { indent: true, keep: isLast });
  const font = line.level === 1 ? fonts.first : line.level === 2 ? fonts.second : fonts.body;
  return paragraph(run(line.head, font) + (line.rest ? run(line.rest) : ''), { indent: true, keep: isLast || line.rest === '' });
}

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const field = (code: string) => `<w:fldSimple w:instr=" ${code} ">${run('1', fonts.number, 28)}</w:fldSimple>`;

/** 发文机关标志, 发文字号 and the red rule; nothing where nobody is named. */
function headOf({ issuer, number }: BulletinContent['text']): string[] {
  const size = Math.min(72, Math.floor(884 / Math.max(1, widthInCharacters(issuer))));
  const numbered = number === '' && issuer === '' ? [] : [paragraph(run(number), { align: 'center', rule: issuer !== '' })];
  if (issuer === '') return numbered;
  return [
    paragraph(''),
    paragraph(run(issuer, fonts.title, size, red), { align: 'center', line: 1158 }),
    paragraph(''),
    ...numbered,
    paragraph(''),
  ];
}

function signatureOf({ signer, signedOn }: BulletinContent['text']): string[] {
  const date = dayWords(signedOn);
  const insets = signatureInsets(signer, date);
  const right = (text: string, inset: number): string =>
    paragraph(run(text), { align: 'right', right: Math.round(inset * 100), keep: text !== date });
  return [
    paragraph('', { keep: true }),
    paragraph('', { keep: true }),
    ...(signer === '' ? [right(date, 4)] : [right(signer, insets.signer), right(date, insets.date)]),
  ];
}

function annexList(paper: Paper): string[] {
  const names = annexNames(paper);
  return [
    ...(names.length > 0 ? [paragraph('', { keep: true })] : []),
    ...names.map((name, at) => paragraph(run(at === 0 ? `附件：${name}` : name), { left: at === 0 ? 200 : 500, keep: true })),
  ];
}

/** The page number at the outer edge, one character in; what the figures are of below it. */
function footerOf(align: 'left' | 'right', foot: string): string {
  const number = run('— ', fonts.number, 28) + field('PAGE') + run(' —', fonts.number, 28);
  return `<w:ftr xmlns:w="${main}">${paragraph(number, { align, line: 400, left: align === 'left' ? 100 : 0, right: align === 'right' ? 100 : 0 })}${paragraph(run(foot, fonts.number, 13), { align: 'center', line: 200 })}</w:ftr>`;
}

/** 三号 everywhere unless said otherwise, set a quarter of a point closer: 28 characters fill a line in every program. */
const styles = `<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr>${fontsOf(fonts.body)}<w:spacing w:val="-5"/>${sizeOf(32)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`;
const settings = `<w:settings xmlns:w="${main}"><w:evenAndOddHeaders/></w:settings>`;

export function bulletinDocx(content: BulletinContent, hash: string): Uint8Array<ArrayBuffer> {
  const { text, figures } = content;
  const paper = paperOf(content);
  const parts = [
    ...headOf(text),
    ...titleLines(text.title, 20).map((line) => paragraph(run(line, fonts.title, 44), { align: 'center', line: 680 })),
    paragraph(''),
    ...(text.addressee ? [paragraph(run(text.addressee))] : []),
    ...paper.lines.map((line, at) => bodyLine(line, at === paper.lines.length - 1)),
    ...annexList(paper),
    ...signatureOf(text),
    ...paper.annexes.flatMap(({ name, tables }, at) => [
      paragraph(`<w:r><w:br w:type="page"/></w:r>${run(`附件${at + 1}`, fonts.first)}`),
      paragraph(''),
      paragraph(run(name, fonts.title, 44), { align: 'center', line: 680 }),
      ...tables.map(table),
    ]),
  ];
  const references = (kind: string, first: number): string =>
    ['default', 'even'].map((type, at) => `<w:${kind}Reference w:type="${type}" r:id="rId${first + at}"/>`).join('');
  const section = `<w:sectPr>${references('header', 1)}${references('footer', 3)}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1191" w:gutter="0"/></w:sectPr>`;
  const mark = figures.county.demo ? run('演示数据 · 虚构', fonts.first, 21, red) : '';
  const header = `<w:hdr xmlns:w="${main}">${paragraph(mark, { align: 'right', line: 300 })}</w:hdr>`;
  const foot = footLine(content, hash);
  const named = Object.entries(fallbacks).map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`);
  return zippedXml({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': 'wordprocessingml.document.main',
      'word/header1.xml': 'wordprocessingml.header',
      'word/header2.xml': 'wordprocessingml.header',
      'word/footer1.xml': 'wordprocessingml.footer',
      'word/footer2.xml': 'wordprocessingml.footer',
      'word/styles.xml': 'wordprocessingml.styles',
      'word/settings.xml': 'wordprocessingml.settings',
      'word/fontTable.xml': 'wordprocessingml.fontTable',
    }),
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['header', 'header1.xml'],
      ['header', 'header2.xml'],
      ['footer', 'footer1.xml'],
      ['footer', 'footer2.xml'],
      ['fontTable', 'fontTable.xml'],
      ['styles', 'styles.xml'],
      ['settings', 'settings.xml'],
    ]),
    'word/document.xml': `<w:document xmlns:w="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${parts.join('')}${section}</w:body></w:document>`,
    'word/header1.xml': header,
    'word/header2.xml': header,
    'word/footer1.xml': footerOf('right', foot),
    'word/footer2.xml': footerOf('left', foot),
    'word/styles.xml': styles,
    'word/settings.xml': settings,
    'word/fontTable.xml': `<w:fonts xmlns:w="${main}">${named.join('')}</w:fonts>`,
  });
}
