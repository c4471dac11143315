// A bulletin as .docx in the layout of GB/T 9704: page, fonts by name, exact lines, numbered headings, tables, page numbers.
import { type BulletinContent, footLine } from '#domain/bulletin/bulletin.ts';
import { dayWords } from '#domain/bulletin/issue-period.ts';
import { paperOf, type PaperLine } from '#domain/bulletin/paper.ts';
import type { PaperTable } from '#domain/bulletin/tables.ts';
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

/** Sizes in half points: 二号 44, 三号 32, 四号 28. */
function run(text: string, font: string = fonts.body, size = 32): string {
  return `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}

/** Lines of exactly 28 pt, 22 of them on a page. */
function paragraph(runs: string, { align = 'both', indent = false, line = 560 }: { align?: string; indent?: boolean; line?: number } = {}) {
  const first = indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '';
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>${first}<w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
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
  return `${paragraph(run(title, fonts.first, 28), { align: 'center' })}<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblBorders>${edges.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${twips.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${all.join('')}</w:tbl>${paragraph('')}`;
}

function bodyLine(line: PaperLine): string {
  if (line.kind === 'table') return table(line.table);
  if (line.kind === 'text') return paragraph(run(line.text), { indent: true });
  const font = line.level === 1 ? fonts.first : line.level === 2 ? fonts.second : fonts.body;
  return paragraph(run(line.head, font) + (line.rest ? run(line.rest) : ''), { indent: true });
}

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const field = (code: string) => `<w:fldSimple w:instr=" ${code} ">${run('1', fonts.number, 28)}</w:fldSimple>`;

export function bulletinDocx(content: BulletinContent, hash: string): Uint8Array<ArrayBuffer> {
  const { text, figures } = content;
  const paper = paperOf(content);
  const parts = [
    ...(figures.county.demo ? [paragraph(run('演示数据 · 虚构', fonts.first), { align: 'center' })] : []),
    paragraph(run(text.title, fonts.title, 44), { align: 'center', line: 640 }),
    ...(text.number ? [paragraph(run(text.number), { align: 'center' })] : []),
    paragraph(''),
    ...(text.addressee ? [paragraph(run(text.addressee))] : []),
    ...paper.lines.map(bodyLine),
    paragraph(''),
    paragraph(run(text.signer), { align: 'right' }),
    paragraph(run(dayWords(text.signedOn)), { align: 'right' }),
    ...paper.annexes.flatMap(({ name, tables }, at) => [
      paragraph(`<w:r><w:br w:type="page"/></w:r>${run(`附件${at + 1}　${name}`, fonts.first)}`),
      ...tables.map(table),
    ]),
  ];
  const section =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1191" w:gutter="0"/></w:sectPr>';
  const footer = `${paragraph(run('— ', fonts.number, 28) + field('PAGE') + run(' —', fonts.number, 28), { align: 'center', line: 400 })}${paragraph(run(footLine(content, hash), fonts.number, 15), { align: 'center', line: 240 })}`;
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
