// The ledger in a real browser: a piece is declared, the same land is refused a second time, another person verifies, a part goes back; days replay, files hold what is shown.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axeComplaints } from './axe.ts';
import { ask, county, link, openHouse, viewOf, visitor, type House } from './house.ts';
import { allParcels, type ParcelFeature } from './parcels.ts';

let house: House;
let lot: ParcelFeature;
beforeAll(async () => {
  house = await openHouse();
  await house.mutu('user', 'add', '经办甲', '--role', 'clerk', '--password', '甲的密码-2023');
  await house.mutu('user', 'add', '核实乙', '--role', 'planner', '--password', '乙的密码-2023');
  const taken = new Set((await ask<{ parcel: string }[]>(house, `/api/ledger?county=${county}`)).map(({ parcel }) => parcel));
  lot = (await allParcels(house)).find(({ properties }) => !taken.has(properties.code) && (properties.registeredMu ?? 0) > 8)!;
});
afterAll(() => house?.close());

interface Table {
  readonly matched: number;
  readonly rows: readonly { readonly id: number; readonly grossMu: number; readonly stage: string }[];
}
const table = (query: string): Promise<Table> => ask<Table>(house, `/api/ledger/table?county=${county}&${query}`);

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 90_000 });
  await page.getByRole('button', { name: /登录状态/ }).press('Enter');
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('密码').press('Enter');
  await page.getByRole('button', { name: `登录状态：${name}` }).waitFor();
}

/** The western part of the lot's box, as typed corners; `share` of its width. */
function corners(share: number): string {
  const positions = (lot.geometry as { coordinates: [number, number][][] }).coordinates.flat();
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)];
  const [west, south, north] = [Math.min(...lons), Math.min(...lats), Math.max(...lats)];
  const east = west + (Math.max(...lons) - west) * share;
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
    .map((corner) => corner.join(' '))
    .join('\n');
}

async function typeCorners(page: Page, share: number): Promise<void> {
  await page.getByRole('button', { name: '坐标' }).click();
  await page.getByRole('textbox', { name: '坐标' }).fill(corners(share));
  await page.getByRole('button', { name: '采用' }).click();
}

async function chooseLot(page: Page): Promise<void> {
  await page.locator('.ledger-page').waitFor();
  // By its button: right after signing in the focus may still be in the closing form, where a key is a letter.
  await page.locator('.ledger-tools').getByRole('button', { name: '申报', exact: true }).press('Enter');
  const field = page.getByRole('combobox', { name: '宗地' });
  await field.fill(lot.properties.code);
  await page.locator('.ant-select-item-option', { hasText: lot.properties.code }).waitFor();
  await field.press('Enter');
  await page.getByText(/登记 .* 亩 · 图形/).waitFor();
  const measure = page.getByRole('combobox', { name: '措施' });
  await measure.fill('收购');
  await measure.press('Enter');
}

describe('the ledger page', () => {
  let id = 0;
  let gross = 0;

  test('declares a piece, and refuses the same land a second time, with what is in the way and what is left', async () => {
    const { page, context } = await visitor(house, { width: 1920, height: 1080 });
    await page.goto(link(house, 'ledger'));
    await signIn(page, '经办甲', '甲的密码-2023');
    await chooseLot(page);
    await page.getByText('其中一块').click();
    await typeCorners(page, 0.5);
    await page.getByRole('button', { name: /^填入/ }).click();
    gross = Number(await page.getByLabel('面积（亩）', { exact: true }).inputValue());
    await page.getByLabel('有效面积（亩）').fill('1.5');
    await page.getByLabel('依据').fill('示例收购协议');
    await page.getByTestId('ledger-check').getByText('可以申报').waitFor();
    expect(await axeComplaints(page)).toEqual([]);
    await page.locator('.ledger-form').getByRole('button', { name: '申报', exact: true }).click();
    await page.getByTestId('ledger-entry').waitFor();
    id = viewOf(page).ledger!.open!;
    expect((await table(`q=${id}`)).rows).toContainEqual(expect.objectContaining({ id, grossMu: gross, stage: 'declared' }));
    // Who declares does not verify, and is told so.
    await page.getByText('须由另一人登录后核实').waitFor();
    expect(await page.getByRole('button', { name: '核实', exact: true }).isDisabled()).toBe(true);

    await chooseLot(page);
    await page.getByRole('button', { name: /^填入/ }).click();
    const check = page.getByTestId('ledger-check');
    await check.getByText(`与第 ${id} 条重叠`).waitFor();
    expect(await page.locator('.ledger-form').getByRole('button', { name: '申报', exact: true }).isDisabled()).toBe(true);
    await check.getByRole('button', { name: '只报余下部分' }).click();
    await check.getByText('可以申报').waitFor();
    await context.close();
  });

  test('is verified by another person, who takes a part back; the days before stay as they were', async () => {
    const { page, context, complaints } = await visitor(house);
    await page.goto(link(house, 'ledger', { county, ledger: { open: id } }));
    const panel = page.getByTestId('ledger-entry');
    await panel.getByText('未登录只能查看').waitFor();
    await signIn(page, '核实乙', '乙的密码-2023');
    await panel.getByRole('button', { name: '核实', exact: true }).click();
    await panel.getByLabel('依据').fill('现场核验记录');
    await panel.getByRole('button', { name: '记入台账' }).click();
    await expect.poll(async () => (await table(`q=${id}`)).rows[0]?.stage).toBe('verified');
    await panel.getByRole('button', { name: '冲销', exact: true }).click();
    await panel.getByText('回潮反弹').click();
    await panel.getByText('其中一部分').click();
    await typeCorners(page, 0.2);
    await panel.getByRole('button', { name: '填入所画面积' }).click();
    const part = Number(await panel.getByLabel('冲销面积（亩）').inputValue());
    await panel.getByLabel('其中有效面积（亩）').fill('0.2');
    await panel.getByLabel('依据').fill('复查发现复产');
    await panel.getByRole('button', { name: '记入台账' }).click();
    await expect.poll(() => panel.getByTestId('entry-rows').locator('li').count()).toBe(3);
    await panel.getByText(/全链 \d+ 行已逐行核对/).waitFor();
    const [left] = (await table(`q=${id}`)).rows;
    expect(Math.round(left!.grossMu * 1e6)).toBe(Math.round(gross * 1e6) - Math.round(part * 1e6));
    await page.locator('.ledger-row.chosen', { hasText: '部分冲销' }).waitFor();
    expect((await table(`asOf=2023-03-30&q=${id}`)).matched).toBe(0);
    expect(await axeComplaints(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('replays a day, keeps the filter in the link, and its files hold the rows that are shown', async () => {
    const { page, context, complaints } = await visitor(house);
    const view = { county, asOf: '2022-12-31', ledger: { stages: ['declared' as const] } };
    const { matched } = await table('asOf=2022-12-31&stage=declared');
    expect(matched).toBeGreaterThan(0);
    await page.goto(link(house, 'ledger', view));
    await page.getByText(`共 ${matched} 条`, { exact: false }).first().waitFor();
    expect(await page.locator('.ledger-open').count()).toBe(Math.min(matched, await page.locator('.ledger-open').count()));
    await page.getByRole('button', { name: /导出/ }).click();
    const address = await page.getByRole('link', { name: 'CSV 表格' }).getAttribute('href');
    expect((await page.request.get(`${house.address}${address}`)).headers()['x-row-count']).toBe(String(matched));
    await page.keyboard.press('Escape');
    await page.locator('.ledger-open').first().press('Enter');
    await page.getByTestId('ledger-entry').waitFor();
    expect(viewOf(page).ledger).toMatchObject({ stages: ['declared'], open: expect.any(Number) });
    await page.getByRole('button', { name: '宗地沿革' }).click();
    await page.getByTestId('lineage').getByText('还没有登记过沿革').waitFor();
    expect(await axeComplaints(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
