// Progress in a real browser: a figure opens to its rows, tasks are split in place, the map replays the same days, the wall turns; axe finds nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { axeComplaints } from './axe.ts';
import { ask, county, link, openHouse, openMap, viewOf, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Target {
  readonly id: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly allocation: { readonly allocatedMu: number; readonly differenceMu: number } | null;
  readonly townships: readonly {
    readonly code: string | null;
    readonly name: string;
    readonly targetMu: number | null;
    readonly verifiedMu: number;
  }[];
}
const landTarget = async (asOf?: string): Promise<Target> =>
  (await ask<Target[]>(house, `/api/targets?county=${county}${asOf ? `&asOf=${asOf}` : ''}`)).find(({ id }) => id === 'SC-T03')!;

describe('the progress page', () => {
  test('opens a township’s figure to the ledger rows that add up to it', async () => {
    const { page, context, complaints } = await visitor(house);
    await page.goto(link(house, 'progress'));
    const township = (await landTarget()).townships.find(({ verifiedMu }) => verifiedMu > 0)!;
    const row = page.locator('.township-table tbody tr', { hasText: township.name });
    await row.locator('.figure-button').first().click();
    const drawer = page.getByTestId('progress-entries');
    await drawer.locator('tbody tr').first().waitFor();
    await expect.poll(() => page.getByTestId('coverage').innerText()).toContain('条计入：有佐证');
    const parts = await drawer.locator('tbody tr td:nth-child(5)').allInnerTexts();
    const micro = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 1e6);
    expect(parts.reduce((sum, text) => sum + micro(text), 0)).toBe(Math.round(township.verifiedMu * 1e6));
    expect(micro(await drawer.locator('.entries-sum b').innerText())).toBe(Math.round(township.verifiedMu * 1e6));
    expect(await axeComplaints(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('splits the target in place and tells the difference from it', async () => {
    const { page, context } = await visitor(house);
    await page.goto(link(house, 'progress'));
    const before = await landTarget();
    const township = before.townships.find(({ targetMu }) => targetMu !== null)!;
    await page.getByRole('button', { name: '分解任务' }).click();
    const editor = page.getByRole('form', { name: '分解任务' });
    await editor.getByLabel(township.name).fill(String(township.targetMu! + 25));
    await editor.locator('.task-sum', { hasText: '超分 15.000 亩' }).waitFor();
    expect(await axeComplaints(page)).toEqual([]);
    await editor.getByLabel('依据').fill('县政府专题会议纪要');
    await editor.getByRole('button', { name: '保存' }).click();
    await page.locator('.township-table', { hasText: '超分 15.0 亩' }).waitFor();
    const after = await landTarget();
    expect(after.townships.find(({ code }) => code === township.code)!.targetMu).toBe(township.targetMu! + 25);
    expect(after.allocation).toMatchObject({ allocatedMu: before.allocation!.allocatedMu + 25, differenceMu: 15 });
    await context.close();
  });
});

describe('the map', () => {
  test('replays a day as the server counts it, keeps it in the link, and shows before beside after', async () => {
    const { page, context, complaints } = await visitor(house);
    await openMap(house, page);
    await page.keyboard.press('r');
    const panel = page.getByRole('region', { name: '腾地回放' });
    const slider = panel.getByRole('slider');
    await slider.focus();
    for (let day = 0; day < 40; day += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => viewOf(page).asOf).toBe('2023-02-19');
    const { verifiedMu, declaredMu } = await landTarget('2023-02-19');
    await expect
      .poll(() => panel.getByTestId('replay-sums').innerText())
      .toContain(`核实 ${verifiedMu.toFixed(1)} 亩 · 申报 ${declaredMu.toFixed(1)} 亩`);
    await page.locator('.headline-card', { hasText: verifiedMu.toFixed(1) }).waitFor();
    await page.keyboard.press('s');
    const line = page.getByRole('slider', { name: '前后对比的分界' });
    await line.waitFor();
    expect(viewOf(page).beforeDay).toBe('2022-03-01');
    await line.focus();
    await page.keyboard.press('End');
    await page.locator('.swipe-map [data-ready=true]').waitFor({ timeout: 30_000 });
    await page.getByLabel('对比的年度').click();
    await page.locator('.ant-select-item-option', { hasText: '2018 年' }).click();
    await expect.poll(() => viewOf(page).beforeYear).toBe(2018);
    await page.locator('.swipe-after', { hasText: '2021 年' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the wall', () => {
  const wall = (view: View = { county }): string => `${house.address}/wall?view=${encodeView(view)}`;

  test('turns by itself, stands while paused, follows the keys, and says what the server says', async () => {
    const { page, context, complaints } = await visitor(house, { width: 1920, height: 1080 });
    await page.clock.install();
    await page.goto(wall());
    await page.locator('.wall-verified').first().waitFor();
    const { verifiedMu } = await landTarget();
    await expect.poll(() => page.locator('.wall-meter .wall-verified').innerText()).toContain(verifiedMu.toFixed(1));
    const scene = () => page.locator('.wall').getAttribute('data-scene');
    expect(await scene()).toBe('meter');
    await page.clock.runFor(20_500);
    await expect.poll(scene).toBe('map');
    await page.keyboard.press(' ');
    await page.clock.runFor(60_000);
    expect(await scene()).toBe('map');
    await page.keyboard.press('ArrowRight');
    await expect.poll(scene).toBe('ranking');
    expect(await axeComplaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.progress-page').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
