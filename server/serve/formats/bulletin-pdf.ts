// A bulletin as .pdf in the layout of GB/T 9704: red head, title, numbered headings, tables, signature, annexes; the font is embedded.
import { type BulletinContent, footLine } from '#domain/bulletin/bulletin.ts';
import { dayWords } from '#domain/bulletin/issue-period.ts';
import { annexNames, paperOf, type PaperLine, signatureInsets } from '#domain/bulletin/paper.ts';
import { titleLines, widthInCharacters } from '#domain/bulletin/title-lines.ts';
import { area, bodySize, lineHeight, officialPages, type OfficialPages, red } from './official-pages.ts';
import { putTable } from './pdf-table.ts';

const twoCharacters = 2 * (area.width / 28);

/** 发文机关标志, 发文字号 and the red rule; nothing where nobody is named. */
function putHead(pages: OfficialPages, { issuer, number }: BulletinContent['text']): void {
  if (issuer !== '') {
    const size = Math.min(36, area.width / widthInCharacters(issuer));
    pages.skip(lineHeight);
    pages.write([{ text: issuer, font: 'bold' }], { size, align: 'center', colour: red, pitch: 2 * lineHeight });
    pages.skip(lineHeight);
  }
  if (number !== '') pages.write([{ text: number, font: 'regular' }], { align: 'center' });
  if (issuer === '') return;
  pages.skip(11.3);
  pages.rule(red, 1.5);
  pages.skip(2 * lineHeight - 11.3);
}

/** `before`: height of what must not stand without it. */
function putLine(pages: OfficialPages, line: PaperLine, before: number): void {
  const style = { indent: twoCharacters, align: 'full', before } as const;
  if (line.kind === 'table') putTable(pages, line.table);
  else if (line.kind === 'text') pages.write([{ text: line.text, font: 'regular' }], style);
  else {
    // A heading alone at the foot of a page goes over with what it is the heading of.
    if (line.rest === '' && pages.room < 2 * lineHeight) pages.newPage();
    const head = { text: line.head, font: line.level <= 2 ? ('bold' as const) : ('regular' as const) };
    pages.write(line.rest === '' ? [head] : [head, { text: line.rest, font: 'regular' }], style);
  }
}

function putSignature(pages: OfficialPages, { signer, signedOn }: BulletinContent['text']): void {
  const date = dayWords(signedOn);
  const insets = signatureInsets(signer, date);
  pages.skip(2 * lineHeight);
  const right = (text: string, inset: number): void =>
    pages.write([{ text, font: 'regular' }], { align: 'right', inset: inset * bodySize });
  if (signer !== '') right(signer, insets.signer);
  right(date, signer === '' ? 4 : insets.date);
}

/** Bytes of the paper; the same content gives the same. */
export async function bulletinPdf(content: BulletinContent, hash: string): Promise<Uint8Array<ArrayBuffer>> {
  const { text, figures } = content;
  const paper = paperOf(content);
  const pages = await officialPages({
    title: text.title,
    mark: figures.county.demo ? '演示数据 · 虚构' : null,
    foot: footLine(content, hash),
    made: new Date(content.frozenAt),
  });
  putHead(pages, text);
  for (const line of titleLines(text.title, 20)) {
    pages.write([{ text: line, font: 'bold' }], { size: 22, align: 'center', pitch: 34 });
  }
  pages.skip(lineHeight);
  if (text.addressee !== '') pages.write([{ text: text.addressee, font: 'regular' }], { align: 'full' });
  const names = annexNames(paper);
  // 附件说明 and 成文日期 stand on a page with some of the text.
  const tail = (names.length > 0 ? names.length + 1 : 0) + (text.signer === '' ? 3 : 4);
  for (const [at, line] of paper.lines.entries()) putLine(pages, line, at === paper.lines.length - 1 ? tail * lineHeight : 0);
  if (names.length > 0) pages.skip(lineHeight);
  const label = '附件：';
  for (const [at, name] of names.entries()) {
    const indent = twoCharacters + (at === 0 ? 0 : widthInCharacters(label) * bodySize);
    pages.write([{ text: at === 0 ? `${label}${name}` : name, font: 'regular' }], { indent });
  }
  putSignature(pages, text);
  for (const [at, { name, tables }] of paper.annexes.entries()) {
    pages.newPage();
    pages.write([{ text: `附件${at + 1}`, font: 'bold' }]);
    pages.skip(lineHeight);
    pages.write([{ text: name, font: 'bold' }], { size: 22, align: 'center', pitch: 34 });
    pages.skip(lineHeight / 2);
    for (const table of tables) putTable(pages, table);
  }
  return pages.finish();
}
