// A bulletin in a real browser: made, edited, frozen, opened again, its three files as they were sealed; a number that no figure gives is told.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeComplaints } from './axe.ts';
import { ask, county, link, openHouse, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Frozen {
  readonly text: { readonly title: string; readonly body: string };
  readonly files: Readonly<Record<string, { readonly hash: string }>>;
}

test('a bulletin is made, edited, frozen, opened again and downloaded', async () => {
  const { page, context, complaints, strangers } = await visitor(house);
  await page.goto(link(house, 'progress'));
  await page.getByRole('link', { name: '通报' }).click();
  await page.getByText('还没有定稿的通报。').first().waitFor();
  await page.keyboard.press('n');
  const body = page.getByLabel('正文');
  await body.waitFor();
  expect(new URL(page.url()).pathname).toBe('/bulletins/monthly');
  await page.getByText('季报').click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/bulletins/quarterly');
  // The address is ahead of what is drawn: the month's text must not be taken for the quarter's.
  await expect.poll(() => page.getByLabel('标题').inputValue()).toContain('季度');
  await page.getByLabel('标题').fill('关于一季度腾地进展的通报');
  const drafted = await body.inputValue();
  const verified = /累计核实([\d.]+)亩/.exec(drafted)![1]!;
  await body.fill(drafted.replace(`累计核实${verified}亩`, '累计核实9999亩'));
  const doubt = page.getByRole('button', { name: '第 3 行 9999亩' });
  await doubt.click();
  expect(await page.evaluate(() => globalThis.getSelection()?.toString())).toBe('9999亩');
  await body.fill(`${drafted}\n请各地抓紧。`);
  await doubt.waitFor({ state: 'detached' });
  expect(await axeComplaints(page)).toEqual([]);
  await page.getByRole('button', { name: '定稿…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('关于一季度腾地进展的通报').waitFor();
  expect(await axeComplaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: '定稿', exact: true }).click();

  await page.getByTestId('frozen-bulletin').waitFor();
  expect(new URL(page.url()).pathname).toBe('/bulletins/1');
  await page.reload();
  await page.getByTestId('paper').getByText('请各地抓紧。').waitFor();
  const check = page.getByTestId('bulletin-check');
  await check.getByText('得出完全相同的数字').waitFor();
  await expect.poll(() => check.locator('.finding-holds').count()).toBe(5);
  expect(await check.locator('.finding-broken').count()).toBe(0);
  const frozen = await ask<Frozen>(house, `/api/bulletins/1?county=${county}`);
  expect(frozen.text).toMatchObject({ title: '关于一季度腾地进展的通报', body: `${drafted}\n请各地抓紧。` });
  for (const format of ['docx', 'xlsx', 'pdf']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: format.toUpperCase() }).click()]);
    expect(download.suggestedFilename()).toBe(`关于一季度腾地进展的通报-演示.${format}`);
    const bytes = readFileSync(await download.path());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(frozen.files[format]!.hash);
  }
  expect(await axeComplaints(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /第 1 号/ }).waitFor();
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
  await context.close();
});
