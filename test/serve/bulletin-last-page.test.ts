// The last page of a bulletin: 附件说明 and 成文日期 never stand on it without a line of the text, however long the text is.
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { BulletinContent } from '#domain/bulletin/bulletin.ts';
import { bulletinDocx } from '../../server/serve/formats/bulletin-docx.ts';
import { bulletinPdf } from '../../server/serve/formats/bulletin-pdf.ts';
import { pageContents } from './pdf-pages.ts';
import { townApp } from './town-app.ts';

/** Lines of text on a page, by the heights of its baselines within the area of the text. */
function linesOf(content: string): number {
  const heights = [...content.matchAll(/1 0 0 1 -?[\d.]+ (-?[\d.]+) Tm/g)].map(([, y]) => Math.round(Number(y)));
  return new Set(heights.filter((y) => y > 100)).size;
}

test('holds a line of the text at least', async () => {
  const app = await townApp();
  const preview = await app.json<BulletinContent>('/api/bulletins/preview?county=331123&kind=monthly&asOf=2022-05-31');
  const contentOf = (lines: number): BulletinContent => ({
    ...preview,
    form: 1,
    number: 1,
    edited: true,
    doubts: [],
    frozenBy: '甲',
    frozenAt: '2022-06-01T08:00:00+08:00',
    text: { ...preview.text, body: Array.from({ length: lines }, () => '本段只有一行。').join('\n') },
  });
  const annexes = preview.figures.targets.length > 0 ? 2 : 1;
  // The date, 附件说明, and at least two lines of text, on every page on which a bulletin of so many lines may end.
  for (let lines = 10; lines < 36; lines += 1) {
    const pages = pageContents(await bulletinPdf(contentOf(lines), 'f'.repeat(64)));
    const last = pages[pages.length - 1 - annexes]!;
    expect(linesOf(last), `${lines} lines`).toBeGreaterThanOrEqual(5);
  }
  const words = strFromU8(unzipSync(bulletinDocx(contentOf(3), 'f'.repeat(64)))['word/document.xml']!);
  const paragraphs = words.split('</w:p>');
  const [from, until] = [
    paragraphs.findLastIndex((one) => one.includes('本段只有一行')),
    paragraphs.findIndex((one) => one.includes('5月31日<')),
  ];
  const closing = paragraphs.slice(from, until);
  expect(closing.length).toBeGreaterThan(3);
  expect(closing.filter((one) => !one.includes('<w:keepNext/>'))).toEqual([]);
});
