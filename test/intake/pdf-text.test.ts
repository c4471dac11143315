// Words of PDFs made by a program of ours and by hand: lines in order, Chinese through the font's table, what cannot be read said why.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { findClause } from '#domain/policy/text/find-clause.ts';
import { documentText } from '../../server/intake/document-text.ts';
import { pdfText } from '../../server/intake/read/pdf-text.ts';

const font = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

function pdfOf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ autoFirstPage: false });
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.font(readFileSync(font));
    for (const lines of pages) {
      document.addPage();
      for (const line of lines) document.text(line);
    }
    document.end();
  });
}

/** A PDF written by hand: one page with this content, a Latin font, the rest as given. */
function plainPdf(content: string, trailer = ''): Uint8Array {
  const packed = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  return Buffer.from(
    `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n` +
      `3 0 obj\n<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>\nendobj\n4 0 obj\n<</Filter/FlateDecode/Length 10 0 R>>\nstream\n${packed}\nendstream\nendobj\n` +
      `10 0 obj\n${packed.length}\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R${trailer}>>\n`,
    'latin1',
  );
}

describe('a PDF', () => {
  it('of Chinese lines over two pages opens its clauses', async () => {
    const bytes = await pdfOf([
      ['一、虚构的总则', '二、对象', '（一）第一类', '1.2021年度甲项不足的；'],
      ['2.乙项；', '（二）第二类', '附件2', '丙局：丁'],
    ]);
    const read = await documentText(bytes);
    expect(read).toMatchObject({ ok: true });
    const text = read.ok ? read.value : '';
    expect(findClause(text, '二(一)1')).toMatchObject({ match: 'exact', text: '1.2021年度甲项不足的；' });
    expect(findClause(text, '二(一)2')).toMatchObject({ match: 'exact', text: '2.乙项；' });
    expect(findClause(text, '附件2 丙局')).toMatchObject({ match: 'exact', text: '丙局：丁' });
    expect(findClause(text, '二(三)')).toMatchObject({ match: 'nearest' });
  });
  it('of other hands: escapes, spaced arrays, leading, resources of the parent', () => {
    const content = 'BT /F1 12 Tf 14 TL 50 700 Td (a\\(b\\)\\101) Tj T* [(c)-120(d)] TJ T* <6566> Tj ET';
    expect(pdfText(plainPdf(content))).toEqual({ text: 'a(b)A\ncd\nef' });
  });
  it('that is locked, a scan, or cut short is refused with the reason', async () => {
    expect(await documentText(plainPdf('BT ET', '/Encrypt 9 0 R'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('密码') as string,
    });
    expect(await documentText(plainPdf('q 1 0 0 1 0 0 cm /I Do Q'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('扫描件') as string,
    });
    const whole = plainPdf('BT /F1 12 Tf (words) Tj ET');
    expect(await documentText(whole.subarray(0, 60))).toMatchObject({ ok: false, error: expect.stringContaining('不完整') as string });
  });
  it('made to be large or slow is read in bounds', () => {
    expect(pdfText(plainPdf(' '.repeat(60_000_000)))).toEqual({ refused: 'no-words' });
    expect(pdfText(plainPdf('('.repeat(200_000)))).toEqual({ refused: 'no-words' });
  });
});
