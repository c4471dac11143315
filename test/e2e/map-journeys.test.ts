// Journeys over the map page in a real browser: parcels in colour, filters and sums, dossier, links, history.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { ask, county, link, openHouse, openMap, viewOf, visitor, type House } from './house.ts';
import { allParcels, pointOf, type ParcelFeature } from './parcels.ts';
import { countColours, onGround } from './pixels.ts';

let house: House;
let parcels: ParcelFeature[];
beforeAll(async () => {
  house = await openHouse();
  parcels = await allParcels(house);
});
afterAll(() => house?.close());

const ramp = ['#8c510a', '#d8b365', '#f6e8c3', '#c7eae5', '#5ab4ac', '#01665e'];
const bar = (page: Page) => page.getByTestId('selection-count');

interface Summary {
  readonly total: { readonly parcels: number; readonly taxWan: number | null };
}
const summaryOf = (view: View) => ask<Summary>(house, `/api/summary?county=${county}&by=none&view=${encodeView(view)}`);
const spoken = (value: number): string => value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A camera that puts a place in the middle of the screen. */
const at = ([lon, lat]: readonly [number, number], zoom: number): NonNullable<View['camera']> => [lon, lat, zoom, 0, 0];

describe('the map', () => {
  test('draws parcels in the colours of their classes, and asks nothing of the outside', async () => {
    const low = parcels.find(
      (one) => one.properties.class !== null && one.properties.taxPerMuWan !== null && one.properties.taxPerMuWan < 1,
    )!;
    const { page, context, complaints, strangers } = await visitor(house, { width: 1920, height: 1080, dots: 1 });
    await openMap(house, page, { county, camera: at(await pointOf(house, low.properties.code), 15) });
    await page.waitForTimeout(1500);
    const seen = await countColours(
      page,
      ramp.map((colour) => onGround(colour)),
    );
    const drawn = Object.values(seen).filter((pixels) => pixels > 200);
    expect(drawn.length).toBeGreaterThanOrEqual(3);
    expect(seen[onGround('#8c510a')]).toBeGreaterThan(200);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('marks invented data on every page', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    await page.locator('.badge-demo').waitFor();
    await page.getByRole('link', { name: '腾地进度' }).click();
    await page.locator('.progress-page').waitFor();
    await expect.poll(() => page.locator('.badge-demo').innerText()).toContain('虚构');
    await context.close();
  });

  test('a filter by township changes count and sums to what the server sums', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    await expect.poll(() => bar(page).innerText()).toContain(String(parcels.length));
    const { township, townshipName } = parcels.find((one) => one.properties.township !== null)!.properties;
    await page.getByRole('button', { name: '按乡镇筛选' }).click();
    const row = page.locator('.facet-list li', { hasText: townshipName! });
    const promised = Number((await row.locator('.note').innerText()).replace(',', ''));
    await row.getByRole('checkbox').check();
    const { total } = await summaryOf({ county, filter: { townships: [township!] } });
    await expect.poll(() => bar(page).innerText()).toBe(`已选 ${total.parcels} / ${parcels.length} 宗`);
    expect(promised).toBe(total.parcels);
    await expect.poll(() => page.getByTestId('selection-tax').innerText()).toContain(spoken(total.taxWan!));
    expect(viewOf(page).filter).toEqual({ townships: [township] });
    await context.close();
  });

  test('the brush over tax per mu filters by exact edges', async () => {
    const { page, context } = await visitor(house);
    await openMap(house, page);
    const upper = page.getByRole('slider', { name: '亩均税收上限' });
    await upper.focus();
    // From the open end down to 1 万元/亩: five classes of four steps each.
    for (let step = 0; step < 20; step += 1) await upper.press('ArrowLeft');
    const filter = { taxPerMu: [null, '1'] as [null, string] };
    await expect.poll(() => viewOf(page).filter).toEqual(filter);
    const { total } = await summaryOf({ county, filter });
    expect(total.parcels).toBe(parcels.filter((one) => one.properties.taxPerMuWan !== null && one.properties.taxPerMuWan < 1).length);
    await expect.poll(() => bar(page).innerText()).toContain(`已选 ${total.parcels} /`);
    await context.close();
  });

  test('a click opens the dossier of the parcel under the pointer, with figures that open to their inputs', async () => {
    const target = parcels.find((one) => one.properties.class === '淘汰关停类' && one.properties.firms.length === 1)!;
    const { page, context, complaints } = await visitor(house, { width: 1920, height: 1080 });
    await openMap(house, page, { county, camera: at(await pointOf(house, target.properties.code), 16.5) });
    const box = (await page.getByTestId('map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const dossier = page.getByRole('complementary', { name: '一地一档' });
    await dossier.getByText('拟列 淘汰关停类').first().waitFor();
    expect(viewOf(page).open).toBe(target.properties.code);
    await expect.poll(() => dossier.innerText()).toContain(target.properties.code);
    await dossier.locator('.recharts-line').first().waitFor();
    await dossier.getByRole('button', { name: '看算式' }).first().click();
    await page.getByText('税收合计').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a link brings back the whole view, and back and forward walk through it', async () => {
    const open = parcels[5]!.properties.code;
    const { page, context } = await visitor(house);
    await openMap(house, page, { county, camera: at(await pointOf(house, open), 14) });
    await page.keyboard.press('[');
    await expect.poll(() => viewOf(page).year).toBe(2020);
    await page.getByRole('button', { name: '按等级筛选' }).click();
    await page.locator('.facet-list li', { hasText: 'D' }).getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.getByRole('grid').waitFor();
    await page.getByRole('button', { name: '亩均税收', exact: true }).click();
    const before = { url: page.url(), bar: await bar(page).innerText(), first: await page.locator('tbody tr[id] td').first().innerText() };
    expect(viewOf(page)).toMatchObject({ year: 2020, filter: { grades: ['D'] }, sort: ['ratio', 'descending'] });

    const other = await visitor(house);
    await other.page.goto(before.url);
    await other.page.getByRole('grid').waitFor({ timeout: 60_000 });
    await expect.poll(() => bar(other.page).innerText()).toBe(before.bar);
    await expect.poll(() => other.page.locator('tbody tr[id] td').first().innerText()).toBe(before.first);
    expect(other.page.url()).toBe(before.url);
    await other.context.close();

    await page.goBack();
    await expect.poll(() => viewOf(page).sort).toBeUndefined();
    await page.goForward();
    await expect.poll(() => viewOf(page).sort).toEqual(['ratio', 'descending']);
    await context.close();
  });

  test('a drawn box keeps the parcels inside it', async () => {
    const { page, context } = await visitor(house, { width: 1920, height: 1080 });
    await openMap(house, page);
    await page.getByRole('button', { name: '框选' }).click();
    await page.mouse.move(700, 320);
    await page.mouse.down();
    await page.mouse.move(1600, 700, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => viewOf(page).filter?.within?.length).toBe(1);
    const { total } = await summaryOf({ county, filter: viewOf(page).filter! });
    expect(total.parcels).toBeGreaterThan(0);
    expect(total.parcels).toBeLessThan(parcels.length);
    await expect.poll(() => bar(page).innerText()).toContain(`已选 ${total.parcels} /`);
    await context.close();
  });

  test('an export has as many rows as the screen counts, filtered or picked by hand', async () => {
    const { page, context } = await visitor(house, { width: 1920, height: 1080 });
    const codes = parcels.slice(0, 3).map((one) => one.properties.code);
    for (const view of [
      { county, filter: { grades: ['D'] } },
      { county, selection: codes },
    ] satisfies View[]) {
      await openMap(house, page, view);
      await page.getByRole('button', { name: '导出' }).click();
      const address = await page.getByRole('link', { name: 'CSV 表格' }).getAttribute('href');
      const rows = (await page.request.get(`${house.address}${address}`)).headers()['x-row-count'];
      await expect.poll(() => bar(page).innerText()).toBe(`已选 ${rows} / ${parcels.length} 宗`);
    }
    await context.close();
  });

  test('a pointer over a parcel names it, in the list as on the map', async () => {
    const target = parcels.find((one) => one.properties.name !== null && one.properties.taxPerMuWan !== null)!;
    const { page, context } = await visitor(house, { width: 1920, height: 1080 });
    await openMap(house, page, {
      county,
      camera: at(await pointOf(house, target.properties.code), 16.5),
      layers: ['table'],
      sort: ['name', 'ascending'],
    });
    const box = (await page.getByTestId('map').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2 - 2, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const tooltip = page.locator('.map-tooltip');
    await tooltip.waitFor();
    await expect.poll(() => tooltip.innerText()).toContain(target.properties.name!);
    const row = page.locator('tbody tr[id]').first();
    await row.hover();
    await expect.poll(() => row.getAttribute('class')).toContain('hovered');
    await context.close();
  });

  test('a link that is no view falls back to the default one and says so by showing a county', async () => {
    const { page, context } = await visitor(house);
    await page.goto(`${house.address}/map?view=nonsense`);
    await page.locator('.selection-bar').waitFor({ timeout: 60_000 });
    expect(viewOf(page).county).toBe(county);
    await page.getByText('链接中的视图无法识别').waitFor();
    await context.close();
  });

  test('needs at most 650 kB (gzip) before the parcels are on screen', async () => {
    const { gzipSync } = await import('node:zlib');
    const { page, context } = await visitor(house);
    // The panels wait for the first picture, but on a slow machine not for ever: here their library never comes, and nothing needs it.
    await page.route(/\/assets\/(antd|recharts|deck)-/, () => undefined);
    const bodies = new Map<string, Promise<number>>();
    page.on('response', (reply) =>
      bodies.set(
        reply.url(),
        reply.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      ),
    );
    await page.goto(link(house, 'map'));
    await page.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 60_000 });
    const before = await page.evaluate(() => {
      const [painted] = performance.getEntriesByName('mutu first picture');
      return performance
        .getEntriesByType('resource')
        .filter((one) => one.startTime < painted!.startTime)
        .map((one) => one.name);
    });
    const files = before.filter((name) => /\/assets\//.test(name));
    const sizes = await Promise.all([...files.map((name) => bodies.get(name) ?? 0), bodies.get(page.url()) ?? 1000]);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(files.some((name) => name.includes('maplibre-gl-worker'))).toBe(true);
    expect(files.filter((name) => /antd|recharts|deck|map-panels/.test(name))).toEqual([]);
    expect(total).toBeGreaterThan(400_000);
    expect(total).toBeLessThanOrEqual(650_000);
    await context.close();
  });
});
