// The policy page in a real browser: rules with what they catch, a threshold moved and seen on the map, a text refused by line; axe finds nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { axeComplaints } from './axe.ts';
import { ask, county, openHouse, viewOf, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const policy = 'suichang-2022';
const pageOf = (part: string, view: View = { county }): string => `${house.address}/policy/${part}?view=${encodeView(view)}`;

interface Amount {
  readonly parcels: number;
}

describe('the policy page', () => {
  test('counts what a rule catches as the server does, and the count opens those parcels on the map', async () => {
    const counts = await ask<{ rules: { rule: string; matched: Amount }[] }>(house, `/api/policies/${policy}/counts?county=${county}`);
    const most = counts.rules.find((one) => one.rule === 'SC-R13b')!;
    const { page, context, complaints } = await visitor(house);
    await page.goto(`${house.address}/map`);
    await page.getByRole('link', { name: '政策规则' }).click();
    const link = page.getByTestId('counts-SC-R13b').getByRole('link');
    await link.waitFor({ timeout: 60_000 });
    await expect.poll(() => link.innerText()).toContain(`${most.matched.parcels} 宗`);
    await link.click();
    await expect.poll(() => viewOf(page).filter, { timeout: 20_000 }).toEqual({ rules: ['SC-R13b'] });
    await expect
      .poll(() => page.getByTestId('selection-count').innerText(), { timeout: 60_000 })
      .toContain(`已选 ${most.matched.parcels} /`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a threshold moved by keyboard shows who enters and leaves, stays in the link, and goes along to the map', async () => {
    const { page, context, complaints } = await visitor(house);
    await page.goto(pageOf('try'));
    // Before anything is moved: what the rules in force class.
    const counts = await ask<{ classes: (Amount & { name: string })[] }>(house, `/api/policies/${policy}/counts?county=${county}`);
    for (const { name, parcels } of counts.classes)
      await expect.poll(() => page.getByTestId(`baseline-${name}`).innerText(), { timeout: 60_000 }).toContain(`${parcels} 宗`);
    const handle = page.getByRole('slider', { name: '亩均税收' }).first();
    await handle.focus();
    for (let step = 0; step < 4; step += 1) await handle.press('ArrowRight');
    const scenario = { 'SC-R13b.when.value': 1.4, 'SC-R22b.when.all[0].value': 1.4 };
    await expect.poll(() => viewOf(page).scenario, { timeout: 30_000 }).toEqual(scenario);
    const reply = await fetch(`${house.address}/api/scenarios`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ policy, county, overrides: scenario }),
    });
    const told = (await reply.json()) as Record<'entered' | 'left' | 'changed' | 'kept', Amount>;
    for (const side of ['entered', 'left', 'changed', 'kept'] as const) {
      await expect
        .poll(() => page.getByTestId(`difference-${side}`).innerText(), { timeout: 30_000 })
        .toContain(`${told[side].parcels} 宗`);
    }
    await expect.poll(() => page.getByTestId('tried-wording').innerText()).toContain('低于 1.4 万元/亩（不含 1.4）');
    // Map and list of the same parcels: the legend counts them, the list names them, what is switched off leaves both.
    const land = page.getByTestId('changed-land');
    await land.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 60_000 });
    await expect.poll(() => land.innerText()).toContain('模拟');
    const legend = land.getByRole('list', { name: '图例' });
    await expect.poll(() => legend.innerText(), { timeout: 30_000 }).toMatch(new RegExp(`换类\\s*${told.changed.parcels} 宗`));
    const rows = land.locator('tbody .ant-table-row');
    await rows.first().waitFor();
    for (const side of ['列入', '退出', '换类']) await legend.getByRole('button', { name: side }).click();
    await land.getByText('图例中没有选中的变化').waitFor();
    for (const side of ['列入', '退出', '换类']) await legend.getByRole('button', { name: side }).click();
    await rows.first().waitFor();
    expect(await axeComplaints(page)).toEqual([]);
    await page.getByTestId('try-result').getByRole('link', { name: '在地图上看' }).click();
    const card = page.getByTestId('difference-card');
    await expect.poll(() => card.innerText(), { timeout: 60_000 }).toContain(`${told.changed.parcels} 宗`);
    await expect.poll(() => card.innerText()).toContain('模拟');
    await card.getByRole('button', { name: '退出对照' }).click();
    await expect.poll(() => viewOf(page).scenario).toBeUndefined();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a case typed in the page is judged as the server judges it, at the threshold and beside it', async () => {
    const { page, context, complaints } = await visitor(house);
    await page.goto(pageOf('case'));
    const verdict = page.getByTestId('case-verdict');
    await verdict.waitFor();
    const { exampleBase } = await ask<{ exampleBase: { enterprise: object } }>(house, '/api/policies/suichang-2022');
    for (const last of ['0.99', '1', '1.01']) {
      await page.getByLabel('2020 年亩均税收（万元/亩）', { exact: true }).fill('0.5');
      await page.getByLabel('2021 年亩均税收（万元/亩）', { exact: true }).fill(last);
      const body = { ...exampleBase, enterprise: { ...exampleBase.enterprise, taxPerMuWan: { 2020: '0.5', 2021: last } } };
      const reply = await fetch(`${house.address}/api/policies/suichang-2022/judge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: house.address },
        body: JSON.stringify(body),
      });
      const told = (await reply.json()) as { proposed: string | null; matched: { rule: string }[]; scope: string };
      await expect.poll(() => verdict.getAttribute('data-proposed')).toBe(told.proposed ?? '');
      expect(await verdict.getAttribute('data-scope')).toBe(told.scope);
      expect(await verdict.locator('.rule-card .note').allInnerTexts()).toEqual(told.matched.map(({ rule }) => rule));
    }
    await page.getByLabel('2021 年亩均税收（万元/亩）', { exact: true }).fill('一块');
    await page.getByText('enterprise.taxPerMuWan[2021]').waitFor();
    await page.getByRole('button', { name: '全部清空' }).click();
    await expect.poll(() => verdict.getAttribute('data-scope')).toBe('unknown');
    expect(await axeComplaints(page)).toEqual([]);
    // Of 宁波 a firm's standards are said one by one: met, not met, or not known.
    await page.goto(pageOf('case', { county, policy: 'ningbo-2015' }));
    const standards = page.getByLabel('环保、质量、节能、安全、消防、职业卫生达标情况');
    const held = () => verdict.locator('.rule-card .note').allInnerTexts();
    await standards.fill('安全不达标');
    await standards.press('Enter');
    await expect.poll(held).toContain('NB-R6');
    await standards.fill('安全达标');
    await standards.press('Enter');
    await expect.poll(held).not.toContain('NB-R6');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a parcel clicked on the map of the differences between two policies opens there, and the comparison goes along', async () => {
    const found = await ask<{
      features: { properties: { code: string }; geometry: { type: string; coordinates: [number, number][][] } }[];
    }>(house, `/api/parcels.geojson?county=${county}&limit=40`);
    const { properties, geometry } = found.features.find(
      (one) => one.geometry.type === 'Polygon' && one.geometry.coordinates[0]!.length === 5,
    )!;
    const corners = geometry.coordinates[0]!.slice(0, 4);
    const middle = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
    const { page, context, complaints } = await visitor(house);
    await page.goto(pageOf('lint'));
    await page.locator('.finding').first().waitFor({ timeout: 60_000 });
    expect(await axeComplaints(page)).toEqual([]);
    await page.goto(pageOf('compare', { county, against: 'cixi-2021', camera: [middle(0), middle(1), 17, 0, 0] }));
    const map = page.getByTestId('changed-land').locator('[data-testid=map][data-ready=true]');
    await map.waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByTestId('changed-land').innerText()).not.toContain('模拟');
    // The land under the pointer answers once its tile is drawn.
    await expect
      .poll(
        async () => {
          if (page.url().includes('/policy/')) await map.click();
          return viewOf(page);
        },
        { timeout: 60_000 },
      )
      .toMatchObject({ open: properties.code, against: 'cixi-2021', fill: 'difference' });
    await page.getByTestId('difference-card').waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a text that is no policy is refused with line and column, and the version in force stays', async () => {
    const { page, context } = await visitor(house);
    await page.goto(pageOf('versions'));
    await page.getByRole('textbox', { name: '政策文本（YAML）' }).fill('id: x\nversion: "1"\nrules: 3\n');
    await page.getByRole('button', { name: '存为草稿' }).click();
    const faults = page.getByTestId('policy-faults');
    await faults.getByText('rules', { exact: true }).first().waitFor();
    await expect.poll(() => faults.innerText()).toContain('现行的政策没有改动');
    expect(await axeComplaints(page)).toEqual([]);
    expect(await ask<unknown[]>(house, `/api/policies/${policy}/versions`)).toHaveLength(1);
    await context.close();
  });

  test('a clause number opens the clause verbatim once the document is attached, and says so before', async () => {
    const { page, context } = await visitor(house);
    await page.goto(pageOf('rules'));
    await page.locator('.rule-count').first().waitFor({ timeout: 60_000 });
    expect(await axeComplaints(page)).toEqual([]);
    const clause = page.locator('#SC-R31').getByRole('button', { name: '二(三)1' });
    await clause.click({ timeout: 60_000 });
    await page.getByText('还没有附上文件原文').waitFor();
    await page.goto(pageOf('versions'));
    const text = '二、整治范围\n（三）整治提升类\n1.自编的一条，用于检验打开原文。\n2.另一条。\n';
    await page
      .locator('.ant-upload input[accept=".txt,.docx,.pdf"]')
      .setInputFiles({ name: '自编.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByText('已附上 自编.txt').waitFor();
    await page.reload();
    await page.getByText('已附上 自编.txt').waitFor();
    await page.goto(pageOf('rules'));
    await clause.click({ timeout: 60_000 });
    await expect.poll(() => page.getByTestId('clause-text').innerText()).toContain('自编的一条，用于检验打开原文');
    await expect.poll(() => page.getByTestId('clause-text').innerText()).not.toContain('另一条');
    await context.close();
  });

  test('a row of a queue is assigned, says so, and is found again by whom it was given to', async () => {
    const { page, context, complaints } = await visitor(house);
    await page.goto(pageOf('missing'));
    const rows = page.getByTestId('queue').locator('tbody .ant-table-row');
    await rows.first().waitFor({ timeout: 60_000 });
    expect(await axeComplaints(page)).toEqual([]);
    await rows.first().getByRole('checkbox').check();
    await page.getByRole('combobox', { name: '给谁' }).fill('王村口镇 李四');
    await page.getByRole('textbox', { name: '理由（免改必填）' }).fill('月底前补齐');
    await page.getByRole('button', { name: '分派' }).click();
    await page.getByText('已记 1 条').waitFor();
    await expect.poll(() => rows.filter({ hasText: '王村口镇 李四' }).count(), { timeout: 30_000 }).toBe(1);
    const queue = await ask<{ rows: { to: string; state: string; history: { reason: string | null }[] }[] }>(
      house,
      `/api/queues/missing?county=${county}&to=${encodeURIComponent('王村口镇 李四')}`,
    );
    expect(queue.rows).toMatchObject([{ state: 'assigned', history: [{ reason: '月底前补齐' }] }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
