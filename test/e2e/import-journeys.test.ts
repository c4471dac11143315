// Importing in a real browser: a new county's GBK Shapefile, an old workbook of accounts and a CSV dropped, looked at, committed, seen on the map, taken back; axe finds nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsBook, firms, shapefile } from '../fixtures/bureau-files.ts';
import { axeComplaints } from './axe.ts';
import { ask, openHouse, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

/** A county that the house does not know yet; the lots lie in 遂昌, next door. */
const fresh = '331124';

describe('the data page', () => {
  test('takes files of a new county, shows what they would do, commits, shows the map, and takes them back', async () => {
    const { page, context, complaints } = await visitor(house, { width: 1920, height: 1080 });
    await page.goto(`${house.address}/data`);
    await page.getByRole('combobox', { name: '导入到' }).click({ timeout: 60_000 });
    await page.getByText('其他县……').click();
    await page.getByLabel('县级代码（六位）').fill(fresh);
    await page.getByLabel('县名（新县）').fill('新县');
    await page.locator('.ant-upload input[type=file]').setInputFiles([
      { name: '宗地.zip', mimeType: 'application/zip', buffer: shapefile() },
      { name: '账目.xls', mimeType: 'application/vnd.ms-excel', buffer: accountsBook('biff8') },
      { name: '企业.csv', mimeType: 'text/csv', buffer: Buffer.from(firms()) },
      { name: '图.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]) },
    ]);
    const card = (name: string) => page.getByRole('region', { name, exact: true });
    await card('宗地.zip').and(page.locator('[data-status=ready]')).waitFor({ timeout: 60_000 });
    await card('账目.xls').and(page.locator('[data-status=ready]')).waitFor({ timeout: 60_000 });
    await card('企业.csv').and(page.locator('[data-status=ready]')).waitFor({ timeout: 60_000 });
    await card('图.jpg').and(page.locator('[data-status=refused]')).waitFor({ timeout: 60_000 });
    await expect.poll(() => card('图.jpg').innerText()).toContain('未导入');
    const text = await card('宗地.zip').innerText();
    expect(text).toContain('新增 9');
    expect(text).toContain('数据行 9 = 记录 9 + 剔除 0');
    expect(await axeComplaints(page)).toEqual([]);
    for (const name of ['宗地.zip', '账目.xls']) {
      await card(name).getByRole('button', { name: '入库' }).click();
      await card(name).and(page.locator('[data-status=committed]')).waitFor({ timeout: 60_000 });
    }
    const counties = await ask<{ code: string; name: string; parcels: number }[]>(house, '/api/counties');
    expect(counties.find(({ code }) => code === fresh)).toMatchObject({ name: '新县', parcels: 9 });
    await card('账目.xls').getByRole('button', { name: '撤销这次导入' }).click();
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: '确 定' })
      .or(page.locator('.ant-popconfirm .ant-btn-primary'))
      .first()
      .click();
    await card('账目.xls').and(page.locator('[data-status=undone]')).waitFor({ timeout: 60_000 });
    await card('宗地.zip').getByRole('button', { name: '在地图上看' }).click();
    await page.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByTestId('selection-count').innerText(), { timeout: 60_000 }).toContain('全县 9 宗');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('has findings by bureau, and a history; axe finds nothing on either', async () => {
    const { page, context } = await visitor(house);
    for (const [part, mark] of [
      ['issues', '[data-testid=issues] .ant-table-row'],
      ['history', '.ant-table-row'],
    ] as const) {
      await page.goto(`${house.address}/data/${part}`);
      await page.locator(mark).first().waitFor({ timeout: 60_000 });
      expect({ part, complaints: await axeComplaints(page) }).toEqual({ part, complaints: [] });
    }
    await context.close();
  });
});
