// The matching desk in a real browser: a name is looked up, a decision is recorded and shown, its figures move, and it is taken back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeComplaints } from './axe.ts';
import { county, openHouse, visitor, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Matching {
  readonly counts: Record<string, number>;
  readonly matchedByName: readonly { readonly code: string; readonly uscc: string }[];
  readonly parcelsWithoutFirm: readonly { readonly code: string }[];
  readonly firmsWithoutLand: readonly { readonly uscc: string; readonly name: string }[];
}
const matching = async (): Promise<Matching> => (await (await fetch(`${house.address}/api/matching?county=${county}`)).json()) as Matching;

describe('the data page', () => {
  test('confirms a firm without land on a parcel without a firm, shows the decision, and withdraws it', async () => {
    const before = await matching();
    const [firm, parcel] = [before.firmsWithoutLand[0]!, before.parcelsWithoutFirm[0]!];
    const { page, context, complaints } = await visitor(house);
    await page.goto(`${house.address}/data/matching`);
    const desk = page.getByTestId('matching');
    await desk.getByRole('button', { name: parcel.code }).waitFor();
    await expect.poll(() => desk.locator('.desk-counts').innerText()).toContain(String(before.counts['byCode']));
    await desk.getByRole('button', { name: '找候选企业' }).first().click();
    const drawer = page.getByTestId('candidates');
    await drawer.getByLabel('依据').fill('现场核对');
    await drawer.getByLabel('指定其他企业（信用代码）').fill(firm.uscc.toLowerCase());
    await drawer.getByRole('button', { name: '确认' }).last().click();
    await page.getByText('已记录并重新评价').waitFor();
    await desk.getByText('企业无宗地 ', { exact: false }).first().waitFor();
    expect((await matching()).counts).toMatchObject({ decided: 1, unmatchedFirms: before.counts['unmatchedFirms']! - 1 });
    await desk.getByText('决定记录', { exact: true }).click();
    await desk.getByText(`确认 ${parcel.code} 属 ${firm.uscc}`).waitFor();
    await desk.getByRole('button', { name: '撤销' }).click();
    const asked = page.getByRole('tooltip');
    await asked.getByLabel('依据').fill('登记簿不符');
    await asked.getByRole('button', { name: '撤销' }).click();
    await desk.getByText('撤销第 1 条决定').waitFor();
    expect((await matching()).counts).toMatchObject({ decided: 0, unmatchedFirms: before.counts['unmatchedFirms'] });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(['matching', 'coverage', 'sources'])('%s has nothing that axe complains of', async (part) => {
    const { page, context } = await visitor(house);
    await page.goto(`${house.address}/data/${part}`);
    await page.getByTestId(part).locator('table').first().waitFor();
    expect(await axeComplaints(page)).toEqual([]);
    await context.close();
  });
});
