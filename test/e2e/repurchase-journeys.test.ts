// Buying land back in a real browser: a goal, one plot locked in, solved, kept, compared, approved, followed to the ledger, exported; needs; axe finds nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { axeComplaints } from './axe.ts';
import { ask, county, openHouse, viewOf, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Candidate {
  readonly code: string;
  readonly name: string | null;
  readonly areaMu: number;
  readonly costWan: number;
  readonly excluded?: object;
  readonly neighbours: readonly string[];
}
interface Plan {
  readonly id: number;
  readonly solved: boolean;
  readonly figures: { readonly areaMu: number; readonly costWan: number };
  readonly parcels: readonly { readonly code: string; readonly ledgerEntry: number | null }[];
}
const open = async (page: Page, view: View = { county }): Promise<void> => {
  await page.goto(`${house.address}/repurchase?view=${encodeView(view)}`);
  await page.locator('.buy-table').waitFor({ timeout: 60_000 });
};
const save = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  const form = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).first().fill(value);
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
};
const number = (text: string): number => Number(text.replaceAll(',', '').split('/')[0]!.trim());

describe('the repurchase page', () => {
  test('goes from a goal to plans side by side', async () => {
    const { page, context, complaints } = await visitor(house, { width: 1920, height: 1080 });
    const offered = (await ask<Candidate[]>(house, `/api/repurchase/candidates?county=${county}`)).filter(({ excluded }) => !excluded);
    await open(page);

    // The list is the map's twin: as many rows as candidates, in step with its filter, all by keyboard.
    await expect.poll(() => page.getByTestId('offer-count').innerText()).toContain('600 / 600');
    await page.getByRole('grid', { name: '候选宗地' }).focus();
    const active = page.locator('.buy-table tr.active');
    do await page.keyboard.press('ArrowDown');
    while (/excluded/.test((await active.getAttribute('class')) ?? ''));
    await page.keyboard.press('i');
    await expect.poll(() => viewOf(page).repurchase?.lockedIn?.length).toBe(1);
    const locked = viewOf(page).repurchase!.lockedIn![0]!;
    const own = offered.find(({ code }) => code === locked)!;
    const sums = page.getByTestId('choice-sums').locator('dd');
    expect(number(await sums.nth(1).innerText())).toBeCloseTo(own.areaMu, 2);
    expect(number(await sums.nth(2).innerText())).toBeCloseTo(own.costWan, 1);
    expect(await axeComplaints(page)).toEqual([]);

    // Solved with it inside, and kept at the figures shown.
    const goal = page.getByRole('region', { name: '选地目标' });
    await goal.getByLabel('腾出面积（亩）').fill('120');
    await goal.getByRole('button', { name: '求解' }).click();
    await page
      .locator('[data-testid=solve-result][data-status=optimal], [data-testid=solve-result][data-status=feasible]')
      .waitFor({ timeout: 90_000 });
    const area = number(await sums.nth(1).innerText());
    expect(area).toBeGreaterThanOrEqual(120);
    expect(await axeComplaints(page)).toEqual([]);
    await page.getByRole('button', { name: '保存方案' }).click();
    await page.getByLabel('方案名称').fill('城北片区方案');
    await page.getByRole('button', { name: '保存方案' }).last().click();
    await page.getByTestId('plan-figures').waitFor();
    const plans = async (): Promise<Plan[]> => ask<Plan[]>(house, `/api/repurchase/plans?county=${county}`);
    const [plan] = await plans();
    expect(plan).toMatchObject({ solved: true });
    expect(plan!.figures.areaMu).toBeCloseTo(area, 2);
    expect(plan!.parcels.map(({ code }) => code)).toContain(locked);

    // The link opens the plan; papers come under its name.
    const link = page.url();
    const other = await context.newPage();
    await other.goto(link);
    await other.getByTestId('plan-figures').waitFor({ timeout: 60_000 });
    await other.getByRole('heading', { name: '城北片区方案' }).first().waitFor();
    await other.close();
    for (const format of ['docx', 'xlsx', 'gpkg']) {
      await page.getByRole('button', { name: /导出/ }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`a[href*="/export/${format}"]`).click()]);
      expect(download.suggestedFilename()).toContain('城北片区方案');
      expect(download.suggestedFilename()).toMatch(new RegExp(`演示\\.${format}$`));
    }

    // A draft by hand beside it, and both side by side.
    await page.getByRole('button', { name: '离开方案' }).click();
    await page.getByRole('button', { name: '候选与结果' }).click();
    await page.getByRole('button', { name: '清除结果' }).click();
    await page.getByRole('button', { name: '存为草案' }).click();
    await page.getByLabel('方案名称').fill('只收一宗');
    await page.getByRole('button', { name: '保存方案' }).last().click();
    await page.getByRole('heading', { name: '只收一宗' }).first().waitFor();
    await page.getByRole('complementary').getByRole('button', { name: '关闭' }).click();
    await page.getByRole('checkbox', { name: '比较 城北片区方案' }).click();
    await expect.poll(() => viewOf(page).repurchase?.compare?.length).toBe(1);
    await page.getByRole('checkbox', { name: '比较 只收一宗' }).click();
    const compare = page.getByTestId('compare');
    await compare.waitFor();
    await compare.getByText('各方案共有 1 宗').first().waitFor();
    await expect.poll(() => compare.locator('.plan-sketch').count()).toBe(2);
    expect(await axeComplaints(page)).toEqual([]);
    await compare.getByRole('button', { name: '城北片区方案' }).click();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('follows a plan plot by plot into the ledger, whatever the browser thinks of the network', async () => {
    const { page, context, complaints } = await visitor(house, { width: 1366, height: 768 });
    const codes = (await ask<Candidate[]>(house, `/api/repurchase/candidates?county=${county}`))
      .filter(({ excluded }) => !excluded)
      .slice(0, 2)
      .map(({ code }) => code);
    const sent = await fetch(`${house.address}/api/repurchase/plans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ county, name: '两宗方案', parcels: codes }),
    });
    const plan = (await sent.json()) as Plan;
    await open(page, { county, repurchase: { plan: plan.id, panel: 'plans' } });
    await page.getByTestId('plan-figures').waitFor();
    // A cable pulled out: the browser believes itself offline, the server in the house is reached all the same.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));

    // Approved, and one plot followed to delivery: the ledger has it as bought.
    await page.getByRole('button', { name: '批准', exact: true }).first().click();
    await save(page, { 依据: '县政府常务会议纪要〔2023〕5 号' });
    for (const [step, more] of [
      ['申请', {}],
      ['评估', { 评估价: '350' }],
      ['批准', {}],
      ['合同', { 收购价: '340' }],
      ['交付', { 凭证: '收购合同 2023-8' }],
    ] as const) {
      await page.locator('.buy-block li').first().getByRole('button', { name: step, exact: true }).click();
      await save(page, { ...more, 依据: `${step}材料` });
    }
    await page.getByTestId('ledger-entry').waitFor();
    const [delivered] = (await ask<Plan[]>(house, `/api/repurchase/plans?county=${county}`))
      .filter(({ id }) => id === plan.id)
      .flatMap(({ parcels }) => parcels.filter(({ ledgerEntry }) => ledgerEntry !== null));
    const entries = await ask<{ id: number; parcel: string; measure: string }[]>(house, `/api/ledger?county=${county}`);
    expect(entries.find(({ id }) => id === delivered!.ledgerEntry)).toMatchObject({ parcel: delivered!.code, measure: 'M-REPURCHASE' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('opens every cost to its bricks and every score to its parts, matches needs, and reads in English', async () => {
    const { page, context, complaints } = await visitor(house);
    const one = (await ask<Candidate[]>(house, `/api/repurchase/candidates?county=${county}`)).find(({ excluded }) => !excluded);
    await open(page, { county, open: one!.code });
    const panel = page.getByRole('complementary');
    await panel.getByText('合计（万元）').waitFor();
    const bricks = await panel.locator('.buy-rows').last().locator('tbody td.number').allInnerTexts();
    expect(bricks.map(number).reduce((sum, value) => sum + value, 0)).toBeCloseTo(one!.costWan, 1);
    await expect.poll(() => panel.innerText()).toContain('估算，以评估为准');
    expect(await axeComplaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '招商匹配' }).click();
    await page.getByLabel('供电容量').fill('800');
    await page.getByRole('button', { name: '匹配', exact: true }).click();
    await page.getByTestId('need-match').first().waitFor();
    for (const match of await page.locator('[data-testid=need-match]:has(.buy-fit.unknown)').all())
      expect(await match.getAttribute('data-verdict')).not.toBe('all');
    await page.getByRole('button', { name: '收储资金' }).click();
    await page.getByTestId('fund-balance').waitFor();
    await page.getByRole('button', { name: '成本与评分参数' }).click();
    await page.getByRole('button', { name: '修改' }).click();
    expect(await axeComplaints(page)).toEqual([]);
    await page.getByRole('button', { name: '切换语言' }).click();
    await page.getByRole('heading', { name: 'Goal' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
