// mutu lineage: tried, written, listed and undone on the command line, with the record sound after each.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../server/commands/run.ts';
import { readConfig } from '../../server/config.ts';
import { temporaryHome } from '../store/home.ts';

const [old, left, right] = ['331123001001GB00071', '331123001001GB00072', '331123001001GB00073'];
const lot = (code: string, mu: number, west: number, east: number) => ({
  type: 'Feature',
  properties: { 宗地代码: code, '登记面积（亩）': mu },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 28.59],
        [east, 28.59],
        [east, 28.591],
        [west, 28.591],
        [west, 28.59],
      ],
    ],
  },
});

test('a split is tried, refused, written, listed and undone', async () => {
  const home = temporaryHome();
  let out = '';
  const mutu = async (line: string): Promise<number> => {
    out = '';
    const streams = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
    return runCommand(
      `${line} --county 331123`.split(' '),
      streams,
      () => ({ ...readConfig({}), home }),
      () => '2023-03-01T09:00:00+08:00',
    );
  };
  const file = (name: string, content: string): string => {
    writeFileSync(join(home, name), content);
    return join(home, name);
  };
  const drawn = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const crs = '--as parcels --crs EPSG:4490';
  await mutu(`import ${file('一.geojson', drawn(lot(old, 16.26, 119.25, 119.251)))} ${crs}`);
  await mutu(`import ${file('台账.csv', `宗地代码,类型,面积,日期,依据,措施\n${old},腾出,16.26,2022-06-01,收回决定,收回\n`)} --as ledger`);
  const halves = [lot(left, 8.13, 119.25, 119.2505), lot(right, 8.13, 119.2505, 119.251)];
  await mutu(`import ${file('二.geojson', drawn(...halves))} ${crs}`);
  const split = `--kind split --date 2022-09-01 --basis 分割登记 --parts ${old}=${left},${old}=${right}`;

  expect(await mutu(`lineage try ${split.replace(`=${right}`, '=没有')}`)).toBe(4);
  expect(out).toContain('没有新宗地 没有');
  expect(await mutu(`lineage try ${split} --json`)).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ faults: [], carried: [{ entry: 1, after: [{ grossMu: 8.13 }, { grossMu: 8.13 }] }] });
  await mutu('lineage list');
  expect(out).toContain('没有沿革');
  const body = file(
    '项.json',
    JSON.stringify({
      kind: 'split',
      date: '2022-09-01',
      basis: '分割登记',
      parts: [left, right].map((to) => ({ from: old, to, areaMu: 8 })),
    }),
  );
  expect(await mutu(`lineage write ${body}`)).toBe(4);
  expect(out).toContain('相差 0.26 亩');

  expect(await mutu(`lineage write ${split}`)).toBe(0);
  expect(out).toContain('第 1 项 2022-09-01 分割 · 分割登记 · 命令行');
  expect(await mutu(`lineage list --parcel ${left} --json`)).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ id: 1, kind: 'split', entries: [1], undoneBy: null }]);
  expect(await mutu('lineage undo 1 --date 2022-10-01 --basis 误记')).toBe(0);
  expect(await mutu('lineage undo 1 --date 2022-10-01 --basis 误记')).toBe(4);
  expect(out).toContain('已于 2022-10-01 撤销');
  await mutu('lineage list');
  expect(out).toContain('（已由第 2 项自 2022-10-01 撤销）');
  for (const wrong of [
    'lineage',
    'lineage undo',
    'lineage write --kind split',
    `lineage try ${split.replace('2022', '22')}`,
    'lineage try 没有.json',
  ])
    expect(await mutu(wrong)).toBe(2);
  const said = { out: '' };
  const verify = await runCommand(
    ['verify'],
    { out: (text) => void (said.out += text), err: () => undefined },
    () => ({ ...readConfig({}), home }),
    () => '2023-03-01T09:00:00+08:00',
  );
  expect([verify, said.out]).toEqual([0, expect.stringContaining('数据完好')]);
}, 60_000);
