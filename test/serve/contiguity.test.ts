// 连片 of a day is that of the land of the day, whichever day was asked for before.
import { expect, test } from 'vitest';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { lotCode, TOWN } from '../fixtures/town/town.ts';
import { townApp } from './town-app.ts';

const [west, south, perEast, perNorth] = [119.26, 28.58, 1 / 97_850, 1 / 110_830];
/** Of lots 1 (0–140 m) and 2 (150–290 m), from so many metres east on, the whole depth of them. */
function strip(x: number, width: number): { type: 'MultiPolygon'; coordinates: MultiPolygon } {
  const at = (east: number, north: number) => [west + east * perEast, south + north * perNorth] as const;
  return { type: 'MultiPolygon', coordinates: [[[at(x, 0), at(x + width, 0), at(x + width, 100), at(x, 100), at(x, 0)]]] };
}

test('land that was taken back between two pieces parts them from its day on', async () => {
  const app = await townApp();
  const sort = { county: TOWN, policy: 'suichang-2022', kind: 'vacated', measure: 'M-REPURCHASE', basis: '合同' };
  const ids: number[] = [];
  for (const [lot, geometry] of [
    [1, strip(90, 50)],
    [2, strip(150, 50)],
  ] as const) {
    const told = await app.post('/api/ledger', { ...sort, parcel: lotCode(lot), date: '2022-06-01', grossMu: 7.5, geometry });
    const { id } = (await told.json()) as { id: number };
    expect((await app.post(`/api/ledger/${id}/verify`, { date: '2022-06-02', basis: '现场' })).status).toBe(200);
    ids.push(id);
  }
  const back = { date: '2022-06-20', basis: '回潮', reason: 'rebound', grossMu: 3, geometry: strip(120, 20) };
  expect((await app.post(`/api/ledger/${ids[0]}/reverse`, back)).status).toBe(200);
  const groupsOn = async (day: string): Promise<(readonly number[])[]> => {
    const address = `/api/progress/contiguity?county=${TOWN}&target=SC-T03&leastMu=5&tolerance=12&asOf=${day}`;
    const { groups } = await app.json<{ groups: { entries: number[] }[] }>(address);
    return groups.map(({ entries }) => entries.filter((id) => ids.includes(id))).filter((entries) => entries.length > 0);
  };
  expect(await groupsOn('2022-06-10')).toHaveLength(1);
  expect(await groupsOn('2022-06-25')).toHaveLength(2);
  expect(await groupsOn('2022-06-10')).toHaveLength(1);
});
