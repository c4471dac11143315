// The evaluation in a real browser: from the rail to a firm's formula and on to its parcel; the ranking; files with the rows that are counted.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { county, openHouse, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Row {
  readonly uscc: string;
  readonly name: string;
  readonly rank: number | null;
  readonly scoreText: string | null;
  readonly group: string | null;
  readonly differs: boolean | null;
}

async function evaluation(): Promise<{ firms: Row[]; groups: { id: string; name: string }[]; parameters: { example: boolean } }> {
  const reply = await fetch(`${house.address}/api/evaluation?county=${county}`);
  return (await reply.json()) as Awaited<ReturnType<typeof evaluation>>;
}

async function openPage(page: Page): Promise<void> {
  await page.goto(`${house.address}/evaluation`);
  await page.locator('tr.evaluation-row').first().waitFor();
}

describe('the evaluation page', () => {
  test('shows the list of the server, says that the parameters are an example, and opens a firm to its formula', async () => {
    const told = await evaluation();
    const { page, context, complaints, strangers } = await visitor(house);
    await openPage(page);
    expect(await page.getByRole('navigation', { name: '功能' }).getByRole('link', { name: '亩产评价' }).getAttribute('aria-current')).toBe(
      'page',
    );
    expect(told.parameters.example).toBe(true);
    await page.getByTestId('evaluation-parameters').getByText('示例', { exact: true }).waitFor();
    const first = told.firms.find((firm) => firm.group === told.groups[0]!.id && firm.rank === 1)!;
    const row = page.locator('tr.evaluation-row').first();
    await expect.poll(() => row.innerText()).toContain(first.name);
    await expect.poll(() => row.innerText()).toContain(first.scoreText);
    await row.focus();
    await page.keyboard.press('Enter');
    const opened = page.getByTestId('evaluation-firm');
    await opened.getByText('得分怎么来').waitFor();
    await expect
      .poll(() => opened.innerText())
      .toMatch(/亩均税收 = 税收实际贡献 [\d.]+ 万元 ÷ 评价用地 [\d.]+ 亩 = [\d.]+ 万元\/亩；÷ 基准值/);
    await opened.getByRole('button', { name: /GB/ }).first().click();
    await page.waitForURL(/\/map/);
    await page.getByRole('complementary', { name: '一地一档' }).waitFor();
    expect([complaints, strangers]).toEqual([[], []]);
    await context.close();
  });

  test('narrows to those that differ, and to a name', async () => {
    const { firms } = await evaluation();
    const { page, context } = await visitor(house);
    await openPage(page);
    await page.getByRole('checkbox', { name: '只看不一致' }).check();
    const differing = firms.filter((firm) => firm.differs === true);
    await page.getByText(`共 ${differing.length} 家`).waitFor();
    const one = differing[0]!;
    await page.getByRole('textbox', { name: '在名单中查找' }).fill(one.uscc);
    await page.getByText('共 1 家').waitFor();
    await expect.poll(() => page.locator('tr.evaluation-row').innerText()).toContain(one.name);
    await context.close();
  });

  test('ranks townships and hands the list out as a file', async () => {
    const { firms } = await evaluation();
    const { page, context } = await visitor(house);
    await openPage(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 CSV' }).click()]);
    const reply = await fetch(download.url());
    expect(reply.headers.get('X-Row-Count')).toBe(String(firms.length));
    await page.getByText('亩产英雄', { exact: true }).click();
    await page.getByTestId('evaluation-ranking').getByText('乡镇', { exact: true }).first().click();
    const ranking = (await (await fetch(`${house.address}/api/evaluation/ranking?county=${county}&by=township`)).json()) as {
      rows: { name: string }[];
    };
    await page.getByTestId('evaluation-ranking').getByText(ranking.rows[0]!.name).waitFor();
    await context.close();
  });
});
