// Journeys of those who do not point: keyboard only, search, the other language, assistive technology; and what stands when the server fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axeComplaints } from './axe.ts';
import { county, link, openHouse, openMap, viewOf, visitor, type House } from './house.ts';
import { allParcels, type ParcelFeature } from './parcels.ts';

let house: House;
let parcels: ParcelFeature[];
beforeAll(async () => {
  house = await openHouse();
  parcels = await allParcels(house);
});
afterAll(() => house?.close());

const dossierOf = (page: Page) => page.getByRole('complementary', { name: '一地一档' });

/** Presses Tab until the focus is where it is wanted. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
  }
  throw new Error(`Tab never reaches ${wanted}`);
}

describe('by keyboard alone', () => {
  test('from the list to a dossier and back', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    await page.keyboard.press('t');
    await page.getByRole('grid').waitFor();
    await tabTo(page, '[role=grid]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = page.locator('tr.active');
    const name = await active.locator('td').first().innerText();
    await page.keyboard.press('Enter');
    await dossierOf(page).getByRole('heading', { name }).waitFor();
    const opened = viewOf(page).open;
    expect(parcels.find((one) => one.properties.code === opened)?.properties.name).toBe(name);
    await page.keyboard.press('Escape');
    await dossierOf(page).waitFor({ state: 'detached' });
    expect(viewOf(page).open).toBeUndefined();
    await context.close();
  });

  test('every stop shows where the focus is', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    const unseen: string[] = [];
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const look = (one: Element | null): boolean => {
          if (!one) return false;
          const style = getComputedStyle(one);
          return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
        };
        const seen = [element, element.parentElement, element.parentElement?.parentElement ?? null].some(look);
        return seen ? null : `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20) ?? ''}`;
      });
      if (stop !== null) unseen.push(stop);
    }
    expect(unseen).toEqual([]);
    await context.close();
  });

  test('`?` lists the keys and Esc closes the list', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: '快捷键' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByTestId('map').isVisible()).toBe(true);
    await context.close();
  });

  test('who asks for less motion, as all visitors of journeys do, gets it', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    await page.evaluate(() => {
      const moved = ((globalThis as { moved?: string[] }).moved = [] as string[]);
      for (const kind of ['animationstart', 'transitionrun'] as const) {
        document.addEventListener(kind, ({ target }) => moved.push(`${kind} ${(target as Element).className}`), true);
      }
    });
    await page.getByRole('button', { name: '按乡镇筛选' }).click();
    const list = page.locator('.facet-list');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => (globalThis as { moved?: string[] }).moved?.filter((one) => one.startsWith('animation')))).toEqual([]);
    await context.close();
  });

  test('Ctrl K finds a firm and opens its land', async () => {
    const target = parcels.find((one) => one.properties.firms.length === 1 && one.properties.firms[0]!.name !== null)!;
    const { page, context, complaints } = await visitor(house);
    await openMap(house, page);
    await page.locator('.bar-search').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(target.properties.firms[0]!.name!, { delay: 5 });
    await page.locator('.ant-select-item-option-active').first().waitFor();
    await page.keyboard.press('Enter');
    await dossierOf(page).getByText('政策判断').waitFor();
    expect(viewOf(page).selection).toContain(viewOf(page).open);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('Ctrl K finds a parcel by its code', async () => {
    const { code } = parcels[9]!.properties;
    const { page, context } = await visitor(house);
    await page.goto(link(house, 'progress'));
    await page.locator('.progress-page').waitFor();
    await page.locator('.bar-search').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(code, { delay: 5 });
    await page.locator('.ant-select-item-option-active', { hasText: code }).waitFor();
    await page.keyboard.press('Enter');
    await dossierOf(page).getByText(code).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/map');
    expect(viewOf(page).open).toBe(code);
    await context.close();
  });
});

test('the language is switched, kept, and leaves no Chinese words of ours behind', async () => {
  const { page, context } = await visitor(house);
  await openMap(house, page);
  await page.getByRole('button', { name: '切换语言' }).click();
  await page.getByRole('heading', { name: 'Filter', exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.locator('.selection-bar').waitFor({ timeout: 60_000 });
  await expect.poll(() => page.getByTestId('selection-count').innerText()).toBe(`All ${parcels.length} parcels`);
  // Names of places, firms and documents stay as they are; our own panels do not.
  const ours = await page.locator('.metric-panel, .year-panel, .selection-bar, .tools').allInnerTexts();
  expect(ours.join(' ')).not.toMatch(/\p{Script=Han}/u);
  await context.close();
});

describe('assistive technology finds nothing to stumble over', () => {
  test('on the map with list and dossier open', async () => {
    const { page, context } = await visitor(house, { width: 1920, height: 1080 });
    await openMap(house, page, { county, open: parcels[3]!.properties.code, layers: ['table'], filter: { grades: ['C', 'D'] } });
    await page.getByRole('grid').waitFor();
    await dossierOf(page).getByText('政策判断').waitFor();
    await page.waitForTimeout(500);
    expect(await axeComplaints(page)).toEqual([]);
    await context.close();
  });

  test('on the progress page', async () => {
    const { page, context } = await visitor(house);
    await page.goto(link(house, 'progress'));
    await page.locator('.township-table').waitFor();
    await page.locator('.bar-search').waitFor();
    await page.waitForTimeout(500);
    expect(await axeComplaints(page)).toEqual([]);
    await context.close();
  });
});

describe('when the server fails', () => {
  test('the map says what happened and a retry brings the parcels', async () => {
    const { page, context } = await visitor(house);
    let failing = true;
    await page.route('**/api/columns/**', (route) =>
      failing
        ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"x","status":500}' })
        : route.continue(),
    );
    await page.goto(link(house, 'map'));
    const alert = page.getByRole('alert').filter({ hasText: '服务器出错' });
    await alert.waitFor({ timeout: 60_000 });
    failing = false;
    await alert.getByRole('button', { name: '重试' }).click();
    await page.locator('.selection-bar').waitFor({ timeout: 60_000 });
    await expect.poll(() => alert.count()).toBe(0);
    await context.close();
  });

  test('tiles that do not come are said to be missing, and come when asked again', async () => {
    const { page, context } = await visitor(house);
    let failing = true;
    await page.route('**/tiles/parcels/**', (route) => (failing ? route.abort('connectionreset') : route.continue()));
    await page.goto(link(house, 'map'));
    const alert = page.getByRole('alert').filter({ hasText: '部分地图没有载入' });
    await alert.waitFor({ timeout: 60_000 });
    failing = false;
    const tile = page.waitForResponse((reply) => reply.url().includes('/tiles/parcels/') && reply.ok());
    const retry = alert.getByRole('button', { name: '重试' });
    await retry.click();
    await tile;
    // A request that was under way when the way was free again may still fail after the click; a person asks once more.
    await expect
      .poll(async () => {
        if (await retry.isVisible()) await retry.click({ timeout: 5_000 }).catch(() => undefined);
        return alert.count();
      })
      .toBe(0);
    await context.close();
  });

  test('tiles of a version that is gone are never drawn: the page learns the new version', async () => {
    const counties = await fetch(`${house.address}/api/counties`);
    const [mine] = (await counties.json()) as { version: string }[];
    const old = await fetch(`${house.address}/tiles/parcels/${county}/12/0/0.mvt?only=older`);
    expect(old.status).toBe(409);
    const { page, context } = await visitor(house);
    let first = true;
    await page.route('**/api/counties', async (route) => {
      const reply = await route.fetch();
      const body = first ? (await reply.text()).replaceAll(mine!.version, 'older') : await reply.text();
      first = false;
      await route.fulfill({ response: reply, body });
    });
    const { codes } = { codes: parcels.map((one) => one.properties.code) };
    await openMap(house, page, { county, open: codes[0]! });
    await expect.poll(() => page.getByTestId('selection-count').innerText()).toContain(String(codes.length));
    await context.close();
  });

  test('a dossier that is not there says so, and the map stays', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page, { county, open: '331123999999GB99999' });
    await dossierOf(page).getByRole('alert').waitFor();
    await expect.poll(() => page.getByTestId('selection-count').count()).toBe(1);
    await context.close();
  });

  test('without any server the page says that it cannot be reached', async () => {
    const { page, context } = await visitor(house);
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.goto(link(house, 'map'));
    const said = page.getByText('连不上服务器').first();
    await said.waitFor({ timeout: 60_000 });
    // The words may come with a passing notice first, and what asks again by itself takes the way out back for a moment: it must come to stand.
    const retry = page.getByRole('button', { name: '重试' });
    await expect.poll(() => retry.count()).toBeGreaterThan(0);
    expect(await page.getByTestId('selection-count').count()).toBe(0);
    await context.close();
  });
});

test('progress shows the county’s target with its four faces, as the ledger has them', async () => {
  const { page, context } = await visitor(house, { width: 1920, height: 1080 });
  await page.goto(link(house, 'progress'));
  const meter = page.locator('.target-meter').first();
  await meter.waitFor();
  const targets = (await (await page.request.get(`${house.address}/api/targets?county=${county}`)).json()) as {
    targetMu: number;
    verifiedMu: number;
    declaredMu: number;
    gapMu: number;
  }[];
  const text = await meter.innerText();
  const figure = (mu: number, places: number): string =>
    mu.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  expect(targets).toHaveLength(1);
  for (const shown of [
    figure(targets[0]!.targetMu, 0),
    figure(targets[0]!.verifiedMu, 1),
    figure(targets[0]!.declaredMu, 1),
    figure(targets[0]!.gapMu, 1),
  ]) {
    expect(text).toContain(shown);
  }
  await page.locator('.recharts-line').first().waitFor();
  await page.getByRole('button', { name: '妙高街道' }).click();
  await page.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 60_000 });
  expect(viewOf(page)).toMatchObject({ filter: { townships: ['331123001'] }, fill: 'freed' });
  await context.close();
});
