// Journeys over printing in a real browser: the dialog, the preview, the file with its page size, sheets for what is picked.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../server/intake/read/pdf-text.ts';
import { pageSizes } from '../serve/pdf-pages.ts';
import { county, openHouse, openMap, visitor, type House } from './house.ts';
import { allParcels } from './parcels.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const wordsOf = (file: string): string => {
  const read = pdfText(readFileSync(file));
  if ('refused' in read) throw new Error(read.refused);
  return read.text;
};

test('a wall map is chosen, seen and saved at the size that was asked for', async () => {
  const { page, context, complaints } = await visitor(house, { width: 1366, height: 768 });
  await openMap(house, page);
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: '打印' });
  await dialog.getByText('A2', { exact: true }).click();
  await dialog.getByText('纵向', { exact: true }).click();
  await dialog.getByLabel('图名').fill('遂昌县低效用地挂图');
  await dialog.getByRole('button', { name: /预\s*览/ }).click();
  await dialog.getByTestId('print-file').waitFor({ timeout: 60_000 });
  await dialog.getByTitle('打印预览').waitFor();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /下载 PDF/ }).click();
  const file = await (await saved).path();
  const [[width, height]] = pageSizes(readFileSync(file)) as [[number, number]];
  expect([Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)]).toEqual([420, 594]);
  const words = wordsOf(file);
  for (const said of ['遂昌县低效用地挂图', '演示数据 · 虚构', '征求意见稿']) expect(words).toContain(said);
  const kept = await page.getByTestId('selection-count').innerText();
  expect(words).toContain(`宗数${/\d+/.exec(kept)![0]}宗`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await context.close();
});

test('sheets are printed for the parcels that were picked', async () => {
  const codes = (await allParcels(house)).slice(0, 2).map(({ properties }) => properties.code);
  const { page, context } = await visitor(house, { width: 1366, height: 768 });
  await openMap(house, page, { county, selection: codes });
  await page.getByRole('button', { name: '打印', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '打印' });
  await dialog.getByText('一地一档（2 宗）').click();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /下载 PDF/ }).click();
  const words = wordsOf(await (await saved).path());
  for (const code of codes) expect(words).toContain(`宗地代码 ${code}`);
  await context.close();
});
